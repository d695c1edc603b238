//! What articles present alike.

use std::collections::{BTreeMap, BTreeSet};

use rapporteur_core::{EntityType, Form};
use rapporteur_record::{
    AppearanceRow, ArticleNumber, NameDecided, Named, NamingNumber, NamingRow, Reach, WordingRow,
    name_key,
};
use serde::{Deserialize, Serialize};

/// One name, type, party and id in the codebook, in all articles that have them or in some.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Part {
    /// What is named.
    pub(crate) kind: EntityType,
    /// The name without case and accents.
    pub(crate) key: String,
    /// The id of the party.
    pub(crate) party: Option<String>,
    /// The id in the codebook.
    pub(crate) codebook: Option<String>,
    /// The names as readings show them, with how often what they name is mentioned.
    pub(crate) names: BTreeMap<String, u64>,
    /// The namings of the record that it is made of.
    pub(crate) namings: BTreeSet<NamingNumber>,
    /// In which articles it is this part.
    pub(crate) reach: Reach,
    /// How many mentions it has.
    pub(crate) mentions: u64,
    /// When it is told of.
    pub(crate) span: Span,
    /// Names in the text, with how often.
    pub(crate) spellings: BTreeMap<String, u64>,
    /// Offices in the text, with when they are told of.
    pub(crate) roles: BTreeMap<String, Span>,
}

/// The days of the earliest and of the latest dated article, `YYYY-MM-DD`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Span {
    /// The earliest.
    pub(crate) first: Option<String>,
    /// The latest.
    pub(crate) latest: Option<String>,
}

impl Span {
    /// Widens the span by another.
    pub(crate) fn widen(&mut self, other: &Self) {
        let days = || [&self.first, &other.first].into_iter().flatten();
        let first = days().min().cloned();
        let days = || [&self.latest, &other.latest].into_iter().flatten();
        let latest = days().max().cloned();
        *self = Self { first, latest };
    }
}

/// What tells parts from one another, in the order in which they are kept.
pub(super) type PartKey = (String, EntityType, Option<String>, Option<String>, Reach);

/// The parts of a record.
#[derive(Debug, Clone, Default)]
pub(crate) struct Parts(BTreeMap<PartKey, Part>);

impl Parts {
    /// Puts together what the record tells of all names.
    pub(crate) fn of(namings: Vec<NamingRow>, wordings: Vec<WordingRow>) -> Self {
        let mut parts = Self::default();
        let mut places = BTreeMap::new();
        for row in namings {
            let place = parts.enter(&row, Reach::AllBut(BTreeSet::new()));
            let part = parts
                .0
                .entry(place.clone())
                .or_insert_with(|| empty(&place));
            part.mentions += row.mentions;
            *part.names.entry(row.name).or_default() += row.mentions;
            part.namings.insert(row.number);
            part.span.widen(&Span {
                first: row.first,
                latest: row.latest,
            });
            places.insert(row.number, place);
        }
        for row in wordings {
            let place = places.get(&row.naming);
            let Some(part) = place.and_then(|place| parts.0.get_mut(place)) else {
                continue;
            };
            let span = Span {
                first: row.first,
                latest: row.latest,
            };
            match row.form {
                Form::Name => *part.spellings.entry(row.spelling).or_default() += row.mentions,
                Form::Role => part.roles.entry(row.spelling).or_default().widen(&span),
                Form::Pronoun | Form::Metonym => {}
            }
        }
        parts
    }

    fn enter(&self, row: &NamingRow, reach: Reach) -> PartKey {
        let party = row.party.clone();
        (
            row.key.clone(),
            row.kind,
            party,
            row.codebook.clone(),
            reach,
        )
    }

    /// Adds what is no part of the record yet, such as an article that is only looked at.
    pub(crate) fn add(&mut self, part: Part) {
        let place = part.place();
        let known = self.0.entry(place.clone()).or_insert_with(|| empty(&place));
        known.mentions += part.mentions;
        known.span.widen(&part.span);
        for (name, count) in part.names {
            *known.names.entry(name).or_default() += count;
        }
        for (spelling, count) in part.spellings {
            *known.spellings.entry(spelling).or_default() += count;
        }
        for (role, span) in part.roles {
            known.roles.entry(role).or_default().widen(&span);
        }
    }

    /// Takes apart what decisions speak of in single articles; `appearances` are those of the
    /// articles that [`articles`] names.
    pub(crate) fn carve(&mut self, decisions: &[NameDecided], appearances: &[AppearanceRow]) {
        let wanted: BTreeSet<(&str, ArticleNumber)> = named(decisions)
            .filter_map(|named| Some((named.key.as_str(), named.article?)))
            .collect();
        let places: BTreeMap<NamingNumber, PartKey> = self
            .0
            .iter()
            .flat_map(|(place, part)| part.namings.iter().map(|number| (*number, place.clone())))
            .collect();
        for row in appearances {
            let Some(place) = places.get(&row.naming) else {
                continue;
            };
            if wanted.contains(&(place.0.as_str(), row.article)) {
                self.take_out(place, row);
            }
        }
        self.0
            .retain(|_, part| part.mentions > 0 || part.namings.is_empty());
    }

    fn take_out(&mut self, place: &PartKey, row: &AppearanceRow) {
        let Some(mut whole) = self.0.remove(place) else {
            return;
        };
        let mut piece_place = place.clone();
        piece_place.4 = Reach::Only(BTreeSet::from([row.article]));
        let piece = self
            .0
            .entry(piece_place.clone())
            .or_insert_with(|| empty(&piece_place));
        piece.mentions += row.mentions;
        piece.namings.insert(row.naming);
        piece.names.clone_from(&whole.names);
        piece.span.widen(&Span {
            first: row.day.clone(),
            latest: row.day.clone(),
        });
        whole.mentions = whole.mentions.saturating_sub(row.mentions);
        if let Reach::AllBut(articles) = &mut whole.reach {
            articles.insert(row.article);
        }
        // The place stays that of the whole, so that the next piece finds it.
        self.0.insert(place.clone(), whole);
    }

    /// Returns the parts in their order.
    pub(crate) fn into_sorted(self) -> Vec<Part> {
        self.0.into_values().collect()
    }
}

/// Lists the articles that decisions speak of one by one.
pub(crate) fn articles(decisions: &[NameDecided]) -> Vec<ArticleNumber> {
    let articles: BTreeSet<_> = named(decisions).filter_map(|named| named.article).collect();
    articles.into_iter().collect()
}

fn named(decisions: &[NameDecided]) -> impl Iterator<Item = &Named> {
    decisions
        .iter()
        .flat_map(|decided| decided.decision.one.iter().chain(&decided.decision.other))
}

fn empty(place: &PartKey) -> Part {
    let (key, kind, party, codebook, reach) = place.clone();
    Part {
        kind,
        key,
        party,
        codebook,
        names: BTreeMap::new(),
        namings: BTreeSet::new(),
        reach,
        mentions: 0,
        span: Span::default(),
        spellings: BTreeMap::new(),
        roles: BTreeMap::new(),
    }
}

impl Part {
    fn place(&self) -> PartKey {
        (
            self.key.clone(),
            self.kind,
            self.party.clone(),
            self.codebook.clone(),
            self.reach.clone(),
        )
    }

    /// Makes a part of a name that the record does not have yet.
    pub(crate) fn unheard(
        kind: EntityType,
        name: &str,
        party: Option<String>,
        codebook: Option<String>,
    ) -> Self {
        let reach = Reach::AllBut(BTreeSet::new());
        let mut part = empty(&(name_key(name), kind, party, codebook, reach));
        part.names.insert(name.to_owned(), 1);
        part
    }

    /// Returns the name to show: the one that is mentioned most, of equals one with small letters.
    pub(crate) fn name(&self) -> &str {
        let small = |name: &str| name.chars().any(char::is_lowercase);
        // Of equals the last counts, and names are walked from behind.
        let names = self.names.iter().rev();
        let name = names.max_by_key(|(name, count)| (**count, small(name)));
        name.map_or(self.key.as_str(), |(name, _)| name.as_str())
    }

    /// Says whether somebody took it out of what else has its name.
    pub(crate) fn is_piece(&self) -> bool {
        matches!(self.reach, Reach::Only(_))
    }

    /// Returns what a decision calls it.
    pub(crate) fn named(&self) -> Named {
        let article = match &self.reach {
            Reach::Only(articles) => articles.first().copied(),
            Reach::AllBut(_) => None,
        };
        Named {
            kind: self.kind,
            key: self.key.clone(),
            party: self.party.clone(),
            codebook: self.codebook.clone(),
            article,
        }
    }
}
