//! Which statements are one utterance.

use std::collections::{BTreeMap, BTreeSet};

use super::measures::log_odds;
use super::resources::Resources;
use super::wording::Wording;
use crate::timeline::Days;

/// How many days before its publication a statement was made at most, where an article leaves the day
/// open: a translation comes out a day later, and over a weekend two.
pub(crate) const CARRIED: i32 = 2;

/// The log odds from which two statements are one utterance. A third, since that is where precision
/// and recall meet on the pairs in `training/utterances`, and what one speaker says in two outlets on
/// one day is the same more often than there.
const ENOUGH: f64 = -0.7;

/// The same where nobody knows the day of one of them: then speakers repeat themselves.
const ENOUGH_UNDATED: f64 = 0.0;

/// A statement, as one article tells it.
#[derive(Debug, Clone)]
pub(crate) struct Telling {
    /// The identity of the article, which does not depend on the order of adding.
    pub(crate) source: String,
    /// The number of the statement in the article's reading.
    pub(crate) statement: u32,
    /// Who speaks.
    pub(crate) who: Who,
    /// The days on which it may have been said; `None` where nothing tells.
    pub(crate) days: Option<Days>,
    /// Its words.
    pub(crate) wording: Wording,
}

/// Who speaks.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Who {
    /// Somebody by a name, or by an id among the names of the record.
    Named(String),
    /// Somebody of this party who has no name: the party itself, its ministry, a source.
    Party(String),
}

impl Telling {
    /// Whether both may be of the same speaker on the same day.
    fn may_be(&self, other: &Self) -> bool {
        let days = match (self.days, other.days) {
            (Some(one), Some(other)) => one.both(other).is_some(),
            _ => true,
        };
        days && self.who == other.who && self.source != other.source
    }
}

/// The log odds that two statements are one utterance; `None` where they are not.
pub(crate) fn likelihood(resources: &Resources, one: &Telling, other: &Telling) -> Option<f64> {
    if !one.may_be(other) {
        return None;
    }
    let odds = log_odds(resources, &one.wording, &other.wording);
    let enough = if one.days.is_some() && other.days.is_some() {
        ENOUGH
    } else {
        ENOUGH_UNDATED
    };
    (odds >= enough).then_some(odds)
}

/// Puts statements together that are one utterance; returns their places, only where there are
/// several.
///
/// The likeliest pairs come first. An utterance has one statement of each article, and whatever joins
/// it must be likely to be the same as every statement in it, on the mean.
pub(crate) fn utterances(resources: &Resources, tellings: &[Telling]) -> Vec<Vec<usize>> {
    let mut pairs = pairs(resources, tellings);
    let key = |place: usize| {
        let telling = tellings.get(place);
        telling.map(|telling| (telling.source.as_str(), telling.statement))
    };
    pairs.sort_by(|one, other| {
        let likelier = other.2.total_cmp(&one.2);
        likelier.then_with(|| (key(one.0), key(one.1)).cmp(&(key(other.0), key(other.1))))
    });
    let odds: BTreeMap<(usize, usize), f64> = pairs
        .iter()
        .map(|(one, other, odds)| ((*one.min(other), *one.max(other)), *odds))
        .collect();
    let mut group_of: BTreeMap<usize, usize> = BTreeMap::new();
    let mut groups: Vec<Vec<usize>> = Vec::new();
    for (one, other, _) in pairs {
        let known = (group_of.get(&one).copied(), group_of.get(&other).copied());
        if known.0.is_some() && known.0 == known.1 {
            continue;
        }
        let members = |known: Option<usize>, place| {
            known
                .and_then(|group| groups.get(group).cloned())
                .unwrap_or_else(|| vec![place])
        };
        let (mine, others) = (members(known.0, one), members(known.1, other));
        if !fit(tellings, &odds, &mine, &others) {
            continue;
        }
        let all: Vec<usize> = mine.into_iter().chain(others).collect();
        for group in [known.0, known.1].into_iter().flatten() {
            if let Some(group) = groups.get_mut(group) {
                group.clear();
            }
        }
        for place in &all {
            group_of.insert(*place, groups.len());
        }
        groups.push(all);
    }
    groups.retain(|group| !group.is_empty());
    for group in &mut groups {
        group.sort_by_key(|place| key(*place));
    }
    groups.sort_by_key(|group| group.first().map(|place| key(*place)));
    groups
}

/// Statements of one speaker on one day that are likely one utterance, with their log odds.
fn pairs(resources: &Resources, tellings: &[Telling]) -> Vec<(usize, usize, f64)> {
    let mut speakers: BTreeMap<&Who, Vec<usize>> = BTreeMap::new();
    for (place, telling) in tellings.iter().enumerate() {
        speakers.entry(&telling.who).or_default().push(place);
    }
    let mut pairs = Vec::new();
    for places in speakers.values_mut() {
        // Which of two comes first must not depend on the order of adding.
        places.sort_by_key(|place| {
            let telling = tellings.get(*place);
            telling.map(|telling| (&telling.source, telling.statement))
        });
        for (number, one) in places.iter().enumerate() {
            for other in places.iter().skip(number + 1) {
                let (Some(first), Some(second)) = (tellings.get(*one), tellings.get(*other)) else {
                    continue;
                };
                if let Some(odds) = likelihood(resources, first, second) {
                    pairs.push((*one, *other, odds));
                }
            }
        }
    }
    pairs
}

/// Whether two groups tell of different articles, and are alike on the mean.
fn fit(
    tellings: &[Telling],
    odds: &BTreeMap<(usize, usize), f64>,
    one: &[usize],
    other: &[usize],
) -> bool {
    let sources = |group: &[usize]| -> BTreeSet<&str> {
        let sources = group.iter().filter_map(|place| tellings.get(*place));
        sources.map(|telling| telling.source.as_str()).collect()
    };
    if !sources(one).is_disjoint(&sources(other)) {
        return false;
    }
    let between = one.iter().flat_map(|one| {
        let other = other.iter();
        other.map(move |other| odds.get(&(*one.min(other), *one.max(other))))
    });
    let (mut sum, mut count) = (0.0, 0.0);
    for odds in between {
        sum += odds.copied().unwrap_or(2.0 * ENOUGH);
        count += 1.0;
    }
    sum >= ENOUGH * count
}
