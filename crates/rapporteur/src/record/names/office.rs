//! Which offices somebody has held: by the codebook, and as articles tell.

use std::collections::BTreeMap;

use rapporteur_core::{Codebook, Edtf, EntityType, Person, Role};
use rapporteur_record::name_key;
use serde::Serialize;

use crate::entities::{Group, Groups, Span};

/// An office of somebody.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct OfficeView {
    /// What it is called.
    pub title: String,
    /// Whether the codebook has it.
    pub codebook: bool,
    /// The first day in it by the codebook, in EDTF.
    pub from: Option<String>,
    /// The last day in it by the codebook.
    pub to: Option<String>,
    /// The words by which articles tell of it.
    pub words: Vec<String>,
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
    let person = codebook.and_then(|codebook| person(group, codebook));
    let held = person.map_or(&[][..], |person| &person.roles);
    let mut offices: Vec<OfficeView> = held.iter().map(OfficeView::held).collect();
    let mut others: BTreeMap<String, OfficeView> = BTreeMap::new();
    for part in groups.parts_of(group) {
        for (words, span) in &part.roles {
            let key = title(words);
            let office = match meant(&mut offices, &key) {
                Some(office) => office,
                None => others.entry(key).or_insert_with(|| OfficeView::told(words)),
            };
            office.tell(words, span);
        }
    }
    let mut others: Vec<OfficeView> = others.into_values().collect();
    others.sort_by(|one, other| one.first.cmp(&other.first));
    offices.extend(others);
    offices
}

/// Finds the office of the codebook that words are about: the one with the longest title in them.
fn meant<'o>(offices: &'o mut [OfficeView], words: &str) -> Option<&'o mut OfficeView> {
    let padded = format!(" {words} ");
    let about = offices
        .iter_mut()
        .filter(|office| padded.contains(&format!(" {} ", title(&office.title))));
    about.max_by_key(|office| office.title.len())
}

/// What an office is known by: without case and article.
fn title(words: &str) -> String {
    let key = name_key(words);
    key.strip_prefix("the ").unwrap_or(&key).to_owned()
}

impl OfficeView {
    fn held(role: &Role) -> Self {
        Self {
            title: role.title.clone(),
            codebook: true,
            from: role.from.as_ref().map(Edtf::to_string),
            to: role.to.as_ref().map(Edtf::to_string),
            words: Vec::new(),
            first: None,
            latest: None,
        }
    }

    fn told(words: &str) -> Self {
        let bare = words
            .split_once(' ')
            .filter(|(article, _)| article.eq_ignore_ascii_case("the"));
        Self {
            title: bare.map_or(words, |(_, bare)| bare).to_owned(),
            codebook: false,
            from: None,
            to: None,
            words: Vec::new(),
            first: None,
            latest: None,
        }
    }

    fn tell(&mut self, words: &str, span: &Span) {
        let mut days = Span {
            first: self.first.take(),
            latest: self.latest.take(),
        };
        days.widen(span);
        (self.first, self.latest) = (days.first, days.latest);
        if !self
            .words
            .iter()
            .any(|known| name_key(known) == name_key(words))
        {
            self.words.push(words.to_owned());
        }
    }
}

fn person<'c>(group: &Group, codebook: &'c Codebook) -> Option<&'c Person> {
    let id = group.codebook.as_ref()?;
    let mut people = codebook.people.iter();
    people.find(|person| group.kind == EntityType::Person && person.id == *id)
}
