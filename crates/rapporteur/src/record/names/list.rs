//! Listing the entities of the record, with what may be one.

use std::collections::BTreeSet;

use rapporteur_core::{EntityType, Form};
use rapporteur_record::{AppearanceRow, Snapshot, name_key};
use serde::Serialize;

use super::super::{Record, party_name, search::party_id, who};
use super::spelled::{SpellingView, Wordbook};
use super::suggested::SuggestionView;
use crate::entities::{Group, Groups};
use crate::error::Error;

/// Which names are wanted; what is not given does not matter.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct NameQuery {
    /// A part of a name, of another spelling, or of an id.
    pub search: Option<String>,
    /// What is named.
    pub kind: Option<EntityType>,
    /// The id or a name of the party.
    pub party: Option<String>,
    /// Only what may be one, and no list of names.
    pub suggestions: bool,
    /// Also suggestions that somebody looked at and left open.
    pub unsure: bool,
    /// At most so many of each list; `None` is all.
    pub limit: Option<u32>,
    /// Passes over so many: names, or with `suggestions` suggestions.
    pub offset: u32,
}

/// Names that were found.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct NamePage {
    /// How many there are in all.
    pub total: u64,
    /// Those mentioned most first.
    pub names: Vec<NameLine>,
    /// How many open suggestions there are in all.
    pub suggestions_total: u64,
    /// What may be one, the likeliest first.
    pub suggestions: Vec<SuggestionView>,
}

/// One entity of the record.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct NameLine {
    /// Its id, for other commands.
    pub id: String,
    /// The name to show.
    pub name: String,
    /// What it is.
    #[serde(rename = "type")]
    pub kind: EntityType,
    /// The party's id.
    pub party: Option<String>,
    /// The party's name.
    pub party_name: Option<String>,
    /// Its id in the codebook.
    pub codebook: Option<String>,
    /// How many articles tell of it.
    pub articles: u64,
    /// How often they mention it, in whatever form.
    pub mentions: u64,
    /// The outlets of those articles, by name; null stands for unknown ones.
    pub publishers: Vec<Option<String>>,
    /// The words by which it is mentioned, names first, those used most first.
    pub spellings: Vec<SpellingView>,
}

/// An entity in a word.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct NameRef {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
}

impl Record {
    /// Lists names, and with them what may be one.
    ///
    /// # Errors
    ///
    /// Where the record cannot be read.
    pub async fn names(&self, query: &NameQuery) -> Result<NamePage, Error> {
        let mut snapshot = self.store.snapshot().await?;
        let state = snapshot.state().await?;
        let work = self.listed(&mut snapshot, query);
        let page = self.cache.names.get(state.written, query, work).await?;
        Ok(NamePage::clone(&page))
    }

    async fn listed(&self, snapshot: &mut Snapshot, query: &NameQuery) -> Result<NamePage, Error> {
        let in_force = self.in_force(snapshot).await?;
        let codebook = in_force.codebook();
        let book = Wordbook::of(codebook);
        let groups = who::groups(self, snapshot).await?;
        let party = query.party.as_ref().map(|party| party_id(codebook, party));
        let fits = |place: usize| {
            let group = groups.get(place);
            group.is_some_and(|group| query.fits(&groups, group, party.as_deref()))
        };
        let mut found: Vec<usize> = (0..groups.all().len())
            .filter(|place| fits(*place))
            .collect();
        found.sort_by_key(|place| {
            let group = groups.get(*place);
            let most = std::cmp::Reverse(group.map(|group| group.mentions));
            (most, group.map(|group| (&group.name, &group.id)))
        });
        let mut suggestions = groups.suggestions();
        suggestions.retain(|suggestion| {
            (query.unsure || !suggestion.unsure) && (fits(suggestion.one) || fits(suggestion.other))
        });
        let mut names = Vec::new();
        if !query.suggestions {
            for place in query.page(&found, query.offset) {
                if let Some(group) = groups.get(*place) {
                    names.push(line(snapshot, &groups, group, &book).await?);
                }
            }
        }
        let offset = if query.suggestions { query.offset } else { 0 };
        Ok(NamePage {
            total: found.len() as u64,
            names,
            suggestions_total: suggestions.len() as u64,
            suggestions: query
                .page(&suggestions, offset)
                .filter_map(|suggestion| SuggestionView::new(&groups, suggestion, &book))
                .collect(),
        })
    }

    /// Lists what a name may be chosen from: the entities of one type, those mentioned most first,
    /// at most so many.
    ///
    /// # Errors
    ///
    /// Where the record cannot be read.
    pub async fn name_choices(&self, kind: EntityType, limit: u32) -> Result<Vec<NameRef>, Error> {
        let mut snapshot = self.store.snapshot().await?;
        let groups = who::groups(self, &mut snapshot).await?;
        let mut found: Vec<&Group> = groups.all().iter().collect();
        found.retain(|group| group.kind == kind);
        found.sort_by_key(|group| (std::cmp::Reverse(group.mentions), &group.name, &group.id));
        found.truncate(limit as usize);
        Ok(found.into_iter().map(NameRef::new).collect())
    }
}

impl NameQuery {
    fn fits(&self, groups: &Groups, group: &Group, party: Option<&str>) -> bool {
        self.kind.is_none_or(|kind| kind == group.kind)
            && party.is_none_or(|party| group.party.as_deref() == Some(party))
            && self.search.as_ref().is_none_or(|text| {
                let key = name_key(text);
                let spelled = |said: &String| name_key(said).contains(&key);
                group.id.contains(&key)
                    || groups
                        .parts_of(group)
                        .any(|part| part.key.contains(&key) || part.spellings.keys().any(spelled))
            })
    }

    fn page<'a, T>(&self, all: &'a [T], offset: u32) -> impl Iterator<Item = &'a T> {
        let limit = self.limit.map_or(usize::MAX, |limit| limit as usize);
        all.iter().skip(offset as usize).take(limit)
    }
}

/// Lists where an entity stands, in the order of the articles.
pub(super) async fn appearances(
    snapshot: &mut Snapshot,
    groups: &Groups,
    group: &Group,
) -> Result<Vec<AppearanceRow>, Error> {
    let borne = groups.borne(group);
    let namings: BTreeSet<_> = borne.iter().map(|borne| borne.naming).collect();
    let namings: Vec<_> = namings.into_iter().collect();
    let mut rows = snapshot.appearances(&namings).await?;
    rows.retain(|row| {
        let mut borne = borne.iter();
        borne.any(|borne| borne.naming == row.naming && borne.reach.holds(row.article))
    });
    Ok(rows)
}

/// Describes an entity.
pub(super) async fn line(
    snapshot: &mut Snapshot,
    groups: &Groups,
    group: &Group,
    book: &Wordbook<'_>,
) -> Result<NameLine, Error> {
    let borne = groups.borne(group);
    let tellers = snapshot.tellers(&borne).await?;
    let counted = snapshot.spellings(&borne).await?;
    let mut spellings: Vec<SpellingView> = counted
        .into_iter()
        .map(|(form, text, count)| book.spelling(group, text, form, count))
        .collect();
    let order = |spelling: &SpellingView| match spelling.form {
        Form::Name => 0,
        Form::Metonym => 1,
        Form::Role => 2,
        Form::Pronoun => 3,
    };
    spellings.sort_by_key(|spelling| {
        let count = std::cmp::Reverse(spelling.count);
        (order(spelling), count, spelling.text.clone())
    });
    Ok(NameLine {
        id: group.id.clone(),
        name: group.name.clone(),
        kind: group.kind,
        party_name: group
            .party
            .as_deref()
            .map(|id| party_name(book.codebook, id)),
        party: group.party.clone(),
        codebook: group.codebook.clone(),
        articles: tellers.iter().map(|(_, articles)| articles).sum(),
        mentions: group.mentions,
        publishers: tellers
            .into_iter()
            .map(|(publisher, _)| publisher)
            .collect(),
        spellings,
    })
}

impl NameRef {
    pub(super) fn new(group: &Group) -> Self {
        Self {
            id: group.id.clone(),
            name: group.name.clone(),
        }
    }
}
