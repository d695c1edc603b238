//! Ids of entities, and what people may type for them.
//!
//! An id is made of what an entity is and of a name that it has, or of its id in the codebook. Every
//! name on the record makes one, and each leads to the entity that has the name: so an id that was
//! shown once is understood for as long as its name is on the record.

use std::collections::{BTreeMap, BTreeSet};

use rapporteur_core::EntityType;
use rapporteur_record::{Borne, Named, Reach, name_key};

use super::group::{Group, Groups};
use super::part::Part;

/// What a name that somebody typed leads to.
#[derive(Debug, Clone)]
pub(crate) enum Sought<'a> {
    /// One entity, and those of its parts that were named.
    One(&'a Group, Vec<usize>),
    /// Several.
    Several(Vec<&'a Group>),
    /// None.
    None,
}

/// Gives the entities their ids.
pub(super) fn give_ids(groups: &mut Groups) {
    let mut holders: BTreeMap<String, BTreeSet<usize>> = BTreeMap::new();
    for (place, part) in groups.parts.iter().enumerate() {
        if let Some(group) = groups.group_of.get(place).filter(|_| !part.is_piece()) {
            holders.entry(short(part)).or_default().insert(*group);
        }
    }
    let ids: Vec<String> = groups
        .groups
        .iter()
        .map(
            |group| match (groups.parts.get(group.head), &group.codebook) {
                (Some(part), Some(id)) if !part.is_piece() => label(part.kind, id),
                (Some(part), _) => {
                    let short = short(part);
                    let shared = holders.get(&short).is_some_and(|groups| groups.len() > 1);
                    if shared || part.is_piece() {
                        full(part)
                    } else {
                        short
                    }
                }
                (None, _) => String::new(),
            },
        )
        .collect();
    for (group, id) in groups.groups.iter_mut().zip(ids) {
        group.id = id;
    }
}

/// The words of a name, or of an id, joined by hyphens.
pub(crate) fn slug(name: &str) -> String {
    let key = name_key(name);
    let words: Vec<&str> = key
        .split(|character: char| !character.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .collect();
    words.join("-")
}

fn label(kind: EntityType, name: &str) -> String {
    format!("{}:{name}", type_name(kind))
}

fn type_name(kind: EntityType) -> &'static str {
    match kind {
        EntityType::Person => "person",
        EntityType::Organisation => "organisation",
        EntityType::Place => "place",
        EntityType::Party => "party",
        EntityType::Group => "group",
    }
}

/// The id of a part whose name is nobody else's.
fn short(part: &Part) -> String {
    label(part.kind, &slug(&part.key))
}

/// What an id has in the place of a party that is not known.
const NO_PARTY: &str = "none";

/// The id of a part among namesakes: with the party behind `@`, and the article behind `#` where it
/// was taken out of one.
fn full(part: &Part) -> String {
    let mut id = short(part);
    if !part.is_piece() || part.party.is_some() {
        id.push('@');
        id.push_str(part.party.as_deref().unwrap_or(NO_PARTY));
    }
    if let Reach::Only(articles) = &part.reach {
        for article in articles {
            id.push_str(&format!("#{article}"));
        }
    }
    id
}

impl Groups {
    /// Finds who is meant by an id, an id of the codebook, a name, or another spelling in the
    /// articles; the first of these that leads anywhere counts.
    pub(crate) fn seek(&self, typed: &str) -> Sought<'_> {
        let typed = typed.trim();
        let id = typed.to_lowercase();
        let key = name_key(typed);
        let by_id = |group: &&Group| group.id == id || group.id == typed;
        let mut by_group = self.groups.iter().filter(by_id);
        if let (Some(group), None) = (by_group.next(), by_group.next()) {
            return Sought::One(group, self.meant(group));
        }
        let slugged = slug(typed);
        let tests: [&dyn Fn(&Part) -> bool; 4] = [
            &|part| full(part) == id || short(part) == id,
            &|part| part.codebook.as_deref() == Some(typed),
            &|part| part.key == key || (!slugged.is_empty() && slug(&part.key) == slugged),
            &|part| part.spellings.keys().any(|said| name_key(said) == key),
        ];
        for test in tests {
            let mut found: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
            for (place, part) in self.parts.iter().enumerate() {
                if let Some(group) = self.group_of.get(place).filter(|_| test(part)) {
                    found.entry(*group).or_default().push(place);
                }
            }
            if found.len() > 1 {
                let groups = found.into_keys().filter_map(|group| self.get(group));
                return Sought::Several(groups.collect());
            }
            if let Some((group, parts)) = found.pop_first()
                && let Some(group) = self.get(group)
            {
                return Sought::One(group, parts);
            }
        }
        Sought::None
    }

    /// Lists under which namings the record has whoever has this id, or a name with this in it.
    pub(crate) fn borne_by(&self, typed: &str) -> Vec<Borne> {
        let id = typed.trim().to_lowercase();
        let key = name_key(typed);
        let found = |test: &dyn Fn(&Group) -> bool| -> BTreeSet<usize> {
            let groups = self.groups.iter().enumerate();
            let found = groups.filter(|(_, group)| test(group));
            found.map(|(place, _)| place).collect()
        };
        let mut meant = found(&|group| group.id == id);
        if meant.is_empty() {
            meant = found(&|group| {
                let mut parts = self.parts_of(group);
                parts.any(|part| full(part) == id || short(part) == id)
            });
        }
        if meant.is_empty() && !key.is_empty() {
            let part = self.parts.iter().zip(&self.group_of);
            let named = part.filter(|(part, _)| part.key.contains(&key));
            meant.extend(named.map(|(_, group)| *group));
        }
        let groups = meant.iter().filter_map(|place| self.get(*place));
        groups.flat_map(|group| self.borne(group)).collect()
    }

    /// Returns what decisions call those parts of an entity that have this name.
    pub(crate) fn spelled(&self, group: &Group, typed: &str) -> Vec<Named> {
        let key = name_key(typed);
        let named = self.parts_of(group).filter(|part| part.key == key);
        named.map(Part::named).collect()
    }

    /// Returns the parts that an entity's id speaks of: those with the name that it shows.
    fn meant(&self, group: &Group) -> Vec<usize> {
        let head = self.parts.get(group.head).map(|part| part.key.as_str());
        let named = |place: &&usize| self.parts.get(**place).map(|part| part.key.as_str()) == head;
        group.parts.iter().filter(named).copied().collect()
    }
}
