//! Whether the given names of two people agree, contradict each other or are not told.

use crate::compare::{How, Name, NameResources, Pairing, PartRole};

/// The least likeness of two given names that are no known variants of each other.
const ALIKE: f64 = 0.75;

/// The least likeness of two names that the list of given names knows as different ones.
const ALIKE_THOUGH_KNOWN: f64 = 0.9;

/// How two people's given names stand to each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Given {
    Agree,
    Contradict,
    /// Only one of them is said to be junior, senior or numbered.
    Doubtful,
    /// One of the names is a single word, or initials with it.
    NotTold,
}

impl Given {
    pub(super) fn of(resources: &NameResources, first: &Name, second: &Name) -> Self {
        let generations = (first.generation(), second.generation());
        if matches!(generations, (Some(a), Some(b)) if a != b) {
            return Self::Contradict;
        }
        let pairing = Pairing::new(resources, first, second);
        let left = |name: &Name, spots: &[usize]| {
            let parts = spots.iter().filter_map(|at| name.parts.get(*at));
            parts
                .filter(|part| matches!(part.role, PartRole::Own | PartRole::Initial))
                .count()
        };
        if left(first, &pairing.first) > 0 && left(second, &pairing.second) > 0 {
            return Self::Contradict;
        }
        let unlike = pairing.pairs.iter().any(|pair| {
            let (Some(a), Some(b)) = (
                first.parts.get(pair.first.0),
                second.parts.get(pair.second.0),
            ) else {
                return false;
            };
            let known = !a.given.is_empty() && !b.given.is_empty();
            let least = if known { ALIKE_THOUGH_KNOWN } else { ALIKE };
            matches!(pair.how, How::Alike | How::Consonants) && pair.likeness < least
        });
        if unlike {
            return Self::Contradict;
        }
        if first.own().count().min(second.own().count()) <= 1
            && first.own().count() != second.own().count()
        {
            return Self::NotTold;
        }
        if generations.0 != generations.1 {
            return Self::Doubtful;
        }
        Self::Agree
    }
}
