//! Who is who on the record, as of one snapshot.

use std::sync::Arc;

use rapporteur_core::{Entity, Reading};
use rapporteur_record::{NameDecided, NameDecision, OperationNumber, Snapshot, StatementRow};

use super::Record;
use super::add::aside;
use crate::entities::{Groups, Part, Parts, articles};
use crate::error::Error;

/// Groups all names of the record, or finds how they were grouped, if nothing was written since that
/// tells of names.
pub(super) async fn groups(record: &Record, snapshot: &mut Snapshot) -> Result<Arc<Groups>, Error> {
    let state = snapshot.state().await?;
    let mut anew = false;
    let work = worked_out(snapshot, &mut anew);
    let groups = record.cache.groups.get(state.named, work).await?;
    if anew {
        let kept = Arc::clone(&groups);
        if let Some(bytes) = aside(move || kept.kept()).await? {
            // Who cannot write the record can still read it.
            let _ = record.store.keep_grouping(state, &bytes).await;
        }
    }
    Ok(groups)
}

/// Restores how the names are grouped where the record has it, and else groups them anew.
async fn worked_out(snapshot: &mut Snapshot, anew: &mut bool) -> Result<Groups, Error> {
    if let Some(bytes) = snapshot.grouping().await?
        && let Some(groups) = aside(move || Groups::restored(&bytes)).await?
    {
        return Ok(groups);
    }
    *anew = true;
    let (parts, decisions) = parts(snapshot, &[]).await?;
    aside(move || Groups::of(parts, &decisions)).await
}

/// Groups all names of the record, and with them those of a reading that is not on it.
pub(super) async fn groups_with(
    record: &Record,
    snapshot: &mut Snapshot,
    reading: &Reading,
) -> Result<Arc<Groups>, Error> {
    let groups = groups(record, snapshot).await?;
    let speaks = |entity: &&Entity| {
        let mut statements = reading.statements.iter();
        statements.any(|statement| statement.speaker.entity == Some(entity.id))
    };
    let speakers: Vec<Part> = reading
        .entities
        .iter()
        .filter(speaks)
        .map(unheard)
        .collect();
    if speakers.iter().all(|part| groups.bearer_of(part).is_some()) {
        return Ok(groups);
    }
    let (mut parts, decisions) = parts(snapshot, &[]).await?;
    speakers.into_iter().for_each(|part| parts.add(part));
    Ok(Arc::new(
        aside(move || Groups::of(parts, &decisions)).await?,
    ))
}

/// Groups all names of the record as they would be after more decisions.
pub(super) async fn groups_after(
    snapshot: &mut Snapshot,
    further: &[NameDecision],
) -> Result<Groups, Error> {
    let (parts, decisions) = parts(snapshot, further).await?;
    Ok(Groups::of(parts, &decisions))
}

/// Makes a part of an entity that is not on the record.
pub(super) fn unheard(entity: &Entity) -> Part {
    Part::unheard(
        entity.kind,
        &entity.name,
        entity.party.clone(),
        entity.codebook.clone(),
    )
}

/// The operation of what is not decided yet: no operation has the number.
const NOT_YET: OperationNumber = OperationNumber(0);

async fn parts(
    snapshot: &mut Snapshot,
    further: &[NameDecision],
) -> Result<(Parts, Vec<NameDecided>), Error> {
    let namings = snapshot.namings().await?;
    let wordings = snapshot.wordings().await?;
    let mut decisions = snapshot.name_decisions().await?;
    decisions.extend(further.iter().map(|decision| NameDecided {
        decision: decision.clone(),
        operation: NOT_YET,
    }));
    let mut parts = Parts::of(namings, wordings);
    let appearances = snapshot.appearances_in(&articles(&decisions)).await?;
    parts.carve(&decisions, &appearances);
    Ok((parts, decisions))
}

/// Finds who makes a statement: the place of the entity, where the speaker is one.
pub(super) fn speaker(groups: &Groups, row: &StatementRow) -> Option<usize> {
    groups.bearer(row.naming?, row.article)
}
