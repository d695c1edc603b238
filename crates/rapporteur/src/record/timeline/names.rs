//! The names of the record, as events need them.

use std::collections::{BTreeMap, BTreeSet};

use rapporteur_core::{Codebook, EntityType, Participant, PartyRole, Reading};
use rapporteur_record::{ArticleNumber, Reach, name_key};

use super::super::{names::NameRef, party_name};
use crate::entities::{Group, Groups};

/// Under which an entity of a reading is found among the names of the record.
type NameKey = (String, EntityType, Option<String>, Option<String>);

/// The names of the record, as events need them.
pub(super) struct Names<'a> {
    groups: &'a Groups,
    codebook: Option<&'a Codebook>,
    pub(super) mediators: BTreeSet<String>,
    bearers: BTreeMap<NameKey, Vec<(&'a Reach, usize)>>,
    places: BTreeMap<String, usize>,
}

impl<'a> Names<'a> {
    pub(super) fn of(groups: &'a Groups, codebook: Option<&'a Codebook>) -> Self {
        let mut bearers: BTreeMap<NameKey, Vec<(&Reach, usize)>> = BTreeMap::new();
        let mut places = BTreeMap::new();
        for (number, group) in groups.all().iter().enumerate() {
            for part in groups.parts_of(group) {
                let party = part.party.clone();
                let key = (part.key.clone(), part.kind, party, part.codebook.clone());
                bearers.entry(key).or_default().push((&part.reach, number));
                if part.kind == EntityType::Place {
                    places.entry(bare(&part.key)).or_insert(number);
                }
            }
        }
        let parties = codebook.into_iter().flat_map(|codebook| &codebook.parties);
        let mediators = parties.filter(|party| party.role == PartyRole::Mediator);
        Self {
            groups,
            codebook,
            mediators: mediators.map(|party| party.id.clone()).collect(),
            bearers,
            places,
        }
    }

    /// The party of somebody who takes part: that of the reading, else that of the record's entity.
    pub(super) fn party(
        &self,
        article: ArticleNumber,
        reading: &Reading,
        part: &Participant,
    ) -> Option<String> {
        part.party
            .clone()
            .or_else(|| self.bearer(article, reading, part)?.party.clone())
    }

    /// The name of somebody who takes part as a person, as the record shows it.
    pub(super) fn person(
        &self,
        article: ArticleNumber,
        reading: &Reading,
        part: &Participant,
    ) -> Option<String> {
        let entity = self.bearer(article, reading, part)?;
        (entity.kind == EntityType::Person).then(|| entity.name.clone())
    }

    fn bearer(
        &self,
        article: ArticleNumber,
        reading: &Reading,
        part: &Participant,
    ) -> Option<&Group> {
        let mut entities = reading.entities.iter();
        let entity = entities.find(|one| Some(one.id) == part.entity)?;
        let key = (
            name_key(&entity.name),
            entity.kind,
            entity.party.clone(),
            entity.codebook.clone(),
        );
        let mut bearers = self.bearers.get(&key)?.iter();
        let (_, place) = bearers.find(|(reach, _)| reach.holds(article))?;
        self.groups.get(*place)
    }

    /// The name of a place, as the record shows it.
    pub(super) fn place(&self, name: &str) -> String {
        let key = bare(&name_key(name));
        let known = self
            .places
            .get(&key)
            .and_then(|place| self.groups.get(*place));
        known.map_or_else(
            || bare_name(name).to_owned(),
            |group| bare_name(&group.name).to_owned(),
        )
    }

    pub(super) fn parties<'b>(&self, ids: impl IntoIterator<Item = &'b String>) -> Vec<NameRef> {
        ids.into_iter()
            .map(|id| NameRef {
                name: party_name(self.codebook, id),
                id: id.clone(),
            })
            .collect()
    }
}

/// A folded name without its article.
fn bare(key: &str) -> String {
    key.strip_prefix("the ").unwrap_or(key).to_owned()
}

fn bare_name(name: &str) -> &str {
    name.strip_prefix("the ").unwrap_or(name)
}
