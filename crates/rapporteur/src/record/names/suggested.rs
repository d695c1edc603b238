//! What may be one, side by side, for somebody to decide.

use std::collections::BTreeMap;

use rapporteur_core::{EntityType, Form};
use serde::Serialize;

use super::super::party_name;
use super::spelled::{SpellingView, Wordbook};
use crate::entities::{Group, Groups, Span, Suggestion};

/// Two entities that may be one.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct SuggestionView {
    /// The one that is mentioned more.
    pub one: NameBrief,
    /// The other.
    pub other: NameBrief,
    /// How alike they are, from 0 to 1.
    pub score: f64,
    /// Why.
    pub reasons: Vec<String>,
    /// Whether somebody looked and could not tell.
    pub unsure: bool,
}

/// An entity in a few words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct NameBrief {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// What it is.
    #[serde(rename = "type")]
    pub kind: EntityType,
    /// The party's id.
    pub party: Option<String>,
    /// The party's name.
    pub party_name: Option<String>,
    /// How often articles mention it.
    pub mentions: u64,
    /// The day of the first dated article that tells of it, `YYYY-MM-DD`.
    pub first: Option<String>,
    /// The day of the latest one.
    pub latest: Option<String>,
    /// The names by which it is mentioned, those used most first.
    pub spellings: Vec<SpellingView>,
}

impl NameBrief {
    fn new(groups: &Groups, group: &Group, book: &Wordbook<'_>) -> Self {
        let mut span = Span::default();
        let mut counts: BTreeMap<&str, u64> = BTreeMap::new();
        for part in groups.parts_of(group) {
            span.widen(&part.span);
            for (text, count) in &part.spellings {
                *counts.entry(text).or_default() += count;
            }
        }
        let spelling =
            |(text, count): (&str, u64)| book.spelling(group, text.to_owned(), Form::Name, count);
        let mut spellings: Vec<SpellingView> = counts.into_iter().map(spelling).collect();
        spellings.sort_by_key(|spelling| std::cmp::Reverse(spelling.count));
        Self {
            id: group.id.clone(),
            name: group.name.clone(),
            kind: group.kind,
            party_name: group
                .party
                .as_deref()
                .map(|id| party_name(book.codebook, id)),
            party: group.party.clone(),
            mentions: group.mentions,
            first: span.first,
            latest: span.latest,
            spellings,
        }
    }
}

impl SuggestionView {
    pub(in crate::record) fn new(
        groups: &Groups,
        suggestion: &Suggestion,
        book: &Wordbook<'_>,
    ) -> Option<Self> {
        let brief = |place| Some(NameBrief::new(groups, groups.get(place)?, book));
        Some(Self {
            one: brief(suggestion.one)?,
            other: brief(suggestion.other)?,
            score: suggestion.score,
            reasons: suggestion.reasons.clone(),
            unsure: suggestion.unsure,
        })
    }
}
