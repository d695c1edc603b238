//! Who is who on the record, as of one snapshot.

use rapporteur_core::Reading;
use rapporteur_record::{NameDecided, Snapshot, StatementRow};

use crate::entities::{Groups, Part, Parts, articles};
use crate::error::Error;

/// Groups all names of the record.
pub(super) async fn groups(snapshot: &mut Snapshot) -> Result<Groups, Error> {
    let (parts, decisions) = parts(snapshot).await?;
    Ok(Groups::of(parts, &decisions))
}

/// Groups all names of the record, and with them those of a reading that is not on it.
pub(super) async fn groups_with(
    snapshot: &mut Snapshot,
    reading: &Reading,
) -> Result<Groups, Error> {
    let (mut parts, decisions) = parts(snapshot).await?;
    for entity in &reading.entities {
        parts.add(unheard(entity));
    }
    Ok(Groups::of(parts, &decisions))
}

/// Makes a part of an entity that is not on the record.
pub(super) fn unheard(entity: &rapporteur_core::Entity) -> Part {
    Part::unheard(
        entity.kind,
        &entity.name,
        entity.party.clone(),
        entity.codebook.clone(),
    )
}

async fn parts(snapshot: &mut Snapshot) -> Result<(Parts, Vec<NameDecided>), Error> {
    let namings = snapshot.namings().await?;
    let wordings = snapshot.wordings().await?;
    let decisions = snapshot.name_decisions().await?;
    let mut parts = Parts::of(namings, wordings);
    let appearances = snapshot.appearances_in(&articles(&decisions)).await?;
    parts.carve(&decisions, &appearances);
    Ok((parts, decisions))
}

/// Finds who makes a statement: the place of the entity, where the speaker is one.
pub(super) fn speaker(groups: &Groups, row: &StatementRow) -> Option<usize> {
    groups.bearer(row.naming?, row.article)
}
