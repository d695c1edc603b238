//! What the nodes of a network are called.

use std::collections::BTreeMap;

use rapporteur_core::{Codebook, EntityType};

use super::{NetworkActors, Taken, role};
use crate::entities::{Group, Groups};
use crate::network::{Label, Labels};
use crate::record::party_name;

/// Says whether an entity of the record is a party, and no person.
pub(super) fn is_party(group: &Group) -> bool {
    group.kind == EntityType::Party
}

/// Names the actors.
pub(super) fn labels(
    actors: NetworkActors,
    taken: &Taken,
    codebook: Option<&Codebook>,
    groups: &Groups,
) -> Labels {
    let mut known: BTreeMap<String, Label> = BTreeMap::new();
    let names: BTreeMap<&str, &Group> = groups
        .all()
        .iter()
        .map(|group| (group.id.as_str(), group))
        .collect();
    for (row, stated) in taken.rows.iter().zip(&taken.stated) {
        known.entry(stated.actor.clone()).or_insert_with(|| {
            let party = row.party.clone();
            let name = match actors {
                NetworkActors::Parties => party_name(codebook, &stated.actor),
                NetworkActors::People => names
                    .get(stated.actor.as_str())
                    .map_or_else(|| stated.actor.clone(), |group| group.name.clone()),
            };
            Label {
                name,
                role: party.as_deref().and_then(|party| role(codebook, party)),
                party,
                issue: None,
            }
        });
    }
    Labels {
        actors: known,
        propositions: BTreeMap::new(),
    }
}

/// Names the propositions of the codebook.
pub(super) fn proposition_labels(codebook: Option<&Codebook>) -> BTreeMap<String, Label> {
    let issues = codebook.into_iter().flat_map(|codebook| &codebook.issues);
    let labels = issues.flat_map(|issue| {
        let propositions = issue.propositions.iter();
        propositions.map(|proposition| {
            let label = Label {
                name: proposition.text.clone(),
                issue: Some(issue.name.clone()),
                ..Label::default()
            };
            (proposition.id.clone(), label)
        })
    });
    labels.collect()
}
