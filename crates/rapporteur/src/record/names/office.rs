//! Which offices somebody has held: by the codebook, and as articles tell.

use std::collections::BTreeMap;

use rapporteur_core::{Codebook, Edtf, EntityType, Person};
use rapporteur_record::name_key;
use serde::Serialize;

use crate::entities::{Group, Groups, Span};

/// An office of somebody.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct OfficeView {
    /// What it is called.
    pub title: String,
    /// Whether the codebook has it.
    pub codebook: bool,
    /// The first day in it by the codebook, in EDTF.
    pub from: Option<String>,
    /// The last day in it by the codebook.
    pub to: Option<String>,
    /// The day of the first dated article that calls somebody so, `YYYY-MM-DD`.
    pub first: Option<String>,
    /// The day of the latest one.
    pub latest: Option<String>,
}

/// Lists the offices of an entity: those of the codebook in its order, then others by when they are
/// first told of.
pub(super) fn offices(
    groups: &Groups,
    group: &Group,
    codebook: Option<&Codebook>,
) -> Vec<OfficeView> {
    let mut told: BTreeMap<String, (String, Span)> = BTreeMap::new();
    for part in groups.parts_of(group) {
        for (title, span) in &part.roles {
            let entry = told.entry(name_key(title)).or_default();
            entry.0.clone_from(title);
            entry.1.widen(span);
        }
    }
    let person = codebook.and_then(|codebook| person(group, codebook));
    let held = person.map_or(&[][..], |person| &person.roles);
    let mut offices: Vec<OfficeView> = Vec::new();
    for role in held {
        let (_, span) = told.remove(&name_key(&role.title)).unwrap_or_default();
        offices.push(OfficeView {
            title: role.title.clone(),
            codebook: true,
            from: role.from.as_ref().map(Edtf::to_string),
            to: role.to.as_ref().map(Edtf::to_string),
            first: span.first,
            latest: span.latest,
        });
    }
    let mut others: Vec<(String, Span)> = told.into_values().collect();
    others.sort_by(|one, other| one.1.first.cmp(&other.1.first));
    offices.extend(others.into_iter().map(|(title, span)| OfficeView {
        title,
        codebook: false,
        from: None,
        to: None,
        first: span.first,
        latest: span.latest,
    }));
    offices
}

fn person<'c>(group: &Group, codebook: &'c Codebook) -> Option<&'c Person> {
    let id = group.codebook.as_ref()?;
    let mut people = codebook.people.iter();
    people.find(|person| group.kind == EntityType::Person && person.id == *id)
}
