//! The names of the record, as events need them.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use rapporteur_core::{Codebook, EntityType, PartyRole};
use rapporteur_record::{ArticleNumber, Reach, Snapshot, name_key};

use crate::entities::{Group, Groups};
use crate::error::Error;
use crate::record::add::aside;
use crate::record::names::NameRef;
use crate::record::{Record, party_name, who};
use crate::timeline::Bearer;

/// Where names are found that readings give to participants and places.
pub(in crate::record) struct NameIndex {
    groups: Arc<Groups>,
    bearers: BTreeMap<Bearer, Vec<(Reach, usize)>>,
    places: BTreeMap<String, usize>,
}

impl NameIndex {
    pub(in crate::record) fn of(groups: Arc<Groups>) -> Self {
        let mut bearers: BTreeMap<Bearer, Vec<(Reach, usize)>> = BTreeMap::new();
        let mut places = BTreeMap::new();
        for (number, group) in groups.all().iter().enumerate() {
            for part in groups.parts_of(group) {
                let bearer = Bearer {
                    key: part.key.clone(),
                    kind: part.kind,
                    party: part.party.clone(),
                    codebook: part.codebook.clone(),
                };
                let borne = bearers.entry(bearer).or_default();
                borne.push((part.reach.clone(), number));
                if part.kind == EntityType::Place {
                    places.entry(bare(&part.key)).or_insert(number);
                }
            }
        }
        Self {
            groups,
            bearers,
            places,
        }
    }
}

/// Finds where names are found in this state of the record.
pub(in crate::record) async fn name_index(
    record: &Record,
    snapshot: &mut Snapshot,
) -> Result<Arc<NameIndex>, Error> {
    let state = snapshot.state().await?;
    let groups = who::groups(record, snapshot).await?;
    let work = aside(move || NameIndex::of(groups));
    record.cache.index.get(state.named, work).await
}

/// The names of the record with the codebook in force.
pub(super) struct Names<'a> {
    index: &'a NameIndex,
    codebook: Option<&'a Codebook>,
    pub(super) mediators: BTreeSet<String>,
}

impl<'a> Names<'a> {
    pub(super) fn of(index: &'a NameIndex, codebook: Option<&'a Codebook>) -> Self {
        let parties = codebook.into_iter().flat_map(|codebook| &codebook.parties);
        let mediators = parties.filter(|party| party.role == PartyRole::Mediator);
        Self {
            index,
            codebook,
            mediators: mediators.map(|party| party.id.clone()).collect(),
        }
    }

    /// Finds the record's entity that takes part in an event of an article.
    pub(super) fn bearer(&self, article: ArticleNumber, bearer: &Bearer) -> Option<&'a Group> {
        let mut borne = self.index.bearers.get(bearer)?.iter();
        let (_, place) = borne.find(|(reach, _)| reach.holds(article))?;
        self.index.groups.get(*place)
    }

    /// The name of a place, as the record shows it.
    pub(super) fn place(&self, name: &str) -> String {
        let key = bare(&name_key(name));
        let place = self.index.places.get(&key);
        let known = place.and_then(|place| self.index.groups.get(*place));
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
