//! Which entities may be one, for somebody to decide.

use std::collections::BTreeMap;

use rapporteur_record::NameVerdict;

use super::decided::agree;
use super::group::{Group, Groups};

/// Two entities that may be one.
#[derive(Debug, Clone)]
pub(crate) struct Suggestion {
    /// The one that is mentioned more.
    pub(crate) one: usize,
    /// The other.
    pub(crate) other: usize,
    /// How alike they are, from 0 to 1.
    pub(crate) score: f64,
    /// Why.
    pub(crate) reasons: Vec<String>,
    /// Whether somebody looked and could not tell.
    pub(crate) unsure: bool,
}

impl Groups {
    /// Lists the entities that may be one, the likeliest first. Those that are known to be different
    /// are not among them.
    pub(crate) fn suggestions(&self) -> Vec<Suggestion> {
        let mut best: BTreeMap<(usize, usize), Suggestion> = BTreeMap::new();
        for (one, other, likeness) in &self.alike {
            let group = |place: usize| self.group_of.get(place).copied();
            let Some((first, second)) = group(*one).zip(group(*other)) else {
                continue;
            };
            let pair = (first.min(second), first.max(second));
            if best.contains_key(&pair) {
                continue;
            }
            let Some((ours, theirs)) = self.get(pair.0).zip(self.get(pair.1)) else {
                continue;
            };
            if self.known_apart(ours, theirs) {
                continue;
            }
            let (one, other) = if ours.mentions >= theirs.mentions {
                pair
            } else {
                (pair.1, pair.0)
            };
            let suggestion = Suggestion {
                one,
                other,
                score: likeness.score,
                reasons: likeness.reasons.clone(),
                unsure: self.holds(ours, theirs, NameVerdict::Unsure),
            };
            best.insert(pair, suggestion);
        }
        let mut suggestions: Vec<_> = best.into_values().collect();
        suggestions.sort_by(|one, other| {
            let score = other.score.total_cmp(&one.score);
            score.then((one.one, one.other).cmp(&(other.one, other.other)))
        });
        suggestions
    }

    fn known_apart(&self, one: &Group, other: &Group) -> bool {
        !agree(&one.codebook, &other.codebook)
            || !agree(&one.party, &other.party)
            || self.holds(one, other, NameVerdict::Different)
    }

    fn holds(&self, one: &Group, other: &Group, verdict: NameVerdict) -> bool {
        one.parts.iter().any(|first| {
            let mut others = other.parts.iter();
            others.any(|second| self.verdicts.on(*first, *second) == Some(verdict))
        })
    }
}
