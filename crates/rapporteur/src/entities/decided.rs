//! What decisions say of parts: pair by pair, the last one counts.

use std::collections::{BTreeMap, BTreeSet};

use rapporteur_core::EntityType;
use rapporteur_record::{
    NameDecided, NameDecision, NameVerdict, Named, OperationNumber, Reach, name_key,
};
use serde::{Deserialize, Serialize};

use super::group::{Group, Groups};
use super::part::Part;

/// The standing verdicts.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(from = "Vec<Pair>", into = "Vec<Pair>")]
pub(super) struct Verdicts {
    /// For each pair of parts, the lower one first: the verdict and its place among the decisions.
    pairs: BTreeMap<(usize, usize), (NameVerdict, usize)>,
    /// The operation of each decision.
    operations: Vec<OperationNumber>,
    /// Names that people chose, in the order of the decisions, with the parts that they are for.
    pub(super) chosen: Vec<(String, BTreeSet<usize>)>,
}

/// What counts of two parts, and the operation that decided it.
type Pair = (usize, usize, NameVerdict, OperationNumber);

impl From<Verdicts> for Vec<Pair> {
    fn from(verdicts: Verdicts) -> Self {
        let pairs = verdicts.pairs.iter();
        let known = pairs.filter_map(|((one, other), (verdict, place))| {
            let operation = verdicts.operations.get(*place)?;
            Some((*one, *other, *verdict, *operation))
        });
        known.collect()
    }
}

impl From<Vec<Pair>> for Verdicts {
    fn from(pairs: Vec<Pair>) -> Self {
        let mut verdicts = Self::default();
        for (place, (one, other, verdict, operation)) in pairs.into_iter().enumerate() {
            verdicts.pairs.insert((one, other), (verdict, place));
            verdicts.operations.push(operation);
        }
        verdicts
    }
}

impl Verdicts {
    /// Finds out which parts the decisions speak of.
    pub(super) fn of(parts: &[Part], decisions: &[NameDecided]) -> Self {
        let known = Known::of(parts);
        let mut verdicts = Self::default();
        for (place, decided) in decisions.iter().enumerate() {
            verdicts.operations.push(decided.operation);
            let decision = &decided.decision;
            let side = |names: &[Named]| -> BTreeSet<usize> {
                names.iter().flat_map(|named| known.parts(named)).collect()
            };
            let (one, other) = (side(&decision.one), side(&decision.other));
            let verdict = (decision.verdict, place);
            let all: BTreeSet<usize> = one.union(&other).copied().collect();
            if decision.verdict == NameVerdict::Same {
                for first in &all {
                    verdicts.set(*first, &all, verdict);
                }
            } else {
                for first in &one {
                    verdicts.set(*first, &other, verdict);
                }
            }
            if let Some(name) = &decision.name {
                verdicts.chosen.push((name.clone(), all));
            }
        }
        verdicts
    }

    fn set(&mut self, first: usize, others: &BTreeSet<usize>, verdict: (NameVerdict, usize)) {
        for other in others.iter().filter(|other| **other != first) {
            self.pairs.insert(pair(first, *other), verdict);
        }
    }

    /// Returns what was last decided about two parts.
    pub(super) fn on(&self, one: usize, other: usize) -> Option<NameVerdict> {
        self.pairs
            .get(&pair(one, other))
            .map(|(verdict, _)| *verdict)
    }

    /// Returns the operation that last decided about two parts.
    pub(super) fn operation(&self, one: usize, other: usize) -> Option<OperationNumber> {
        let (_, place) = self.pairs.get(&pair(one, other))?;
        self.operations.get(*place).copied()
    }

    /// Lists the pairs that were decided to be the same, the latest decision first.
    pub(super) fn same(&self) -> Vec<(usize, usize)> {
        let mut pairs: Vec<_> = self
            .pairs
            .iter()
            .filter(|(_, (verdict, _))| *verdict == NameVerdict::Same)
            .map(|(pair, (_, place))| (std::cmp::Reverse(*place), *pair))
            .collect();
        pairs.sort_unstable();
        pairs.into_iter().map(|(_, pair)| pair).collect()
    }
}

impl Groups {
    /// Finds out which operations decided about an entity, the latest first.
    pub(crate) fn decided_on(
        &self,
        group: &Group,
        decisions: &[NameDecided],
    ) -> Vec<OperationNumber> {
        let known = Known::of(&self.parts);
        let meant = |decided: &&NameDecided| {
            let NameDecision { one, other, .. } = &decided.decision;
            let mut parts = one.iter().chain(other).flat_map(|named| known.parts(named));
            parts.any(|part| group.parts.contains(&part))
        };
        let operations = decisions.iter().filter(meant);
        let operations: BTreeSet<_> = operations.map(|decided| decided.operation).collect();
        operations.into_iter().rev().collect()
    }
}

fn pair(one: usize, other: usize) -> (usize, usize) {
    (one.min(other), one.max(other))
}

/// The parts by their names.
struct Known<'a> {
    parts: &'a [Part],
    by_key: BTreeMap<&'a str, Vec<usize>>,
}

impl<'a> Known<'a> {
    fn of(parts: &'a [Part]) -> Self {
        let mut known = Self {
            parts,
            by_key: BTreeMap::new(),
        };
        for (place, part) in parts.iter().enumerate() {
            known.by_key.entry(&part.key).or_default().push(place);
        }
        known
    }

    /// Finds the parts that a decision means.
    ///
    /// A party or an id in the codebook may have come or gone since, with another codebook. Where
    /// none agrees in both, those count that do not disagree; but not where they disagree with each
    /// other, since then it is not clear who was meant.
    fn parts(&self, named: &Named) -> Vec<usize> {
        let renamed;
        let spelled = match self.by_key.get(named.key.as_str()) {
            Some(spelled) => spelled,
            None => {
                renamed = self.renamed(&named.key);
                &renamed
            }
        };
        let fit = |place: &&usize| {
            self.parts
                .get(**place)
                .is_some_and(|part| same_article(part, named) && same_type(part.kind, named.kind))
        };
        let fitting: Vec<usize> = spelled.iter().filter(fit).copied().collect();
        let part = |place: &usize| self.parts.get(*place);
        let exact: Vec<usize> = fitting
            .iter()
            .filter(|place| {
                part(place).is_some_and(|part| {
                    part.party == named.party && part.codebook == named.codebook
                })
            })
            .copied()
            .collect();
        if !exact.is_empty() {
            return exact;
        }
        let lenient: Vec<usize> = fitting
            .into_iter()
            .filter(|place| {
                part(place).is_some_and(|part| {
                    agree(&part.party, &named.party) && agree(&part.codebook, &named.codebook)
                })
            })
            .collect();
        let parties: BTreeSet<_> = lenient
            .iter()
            .filter_map(part)
            .filter_map(|part| part.party.as_ref())
            .collect();
        let ids: BTreeSet<_> = lenient
            .iter()
            .filter_map(part)
            .filter_map(|part| part.codebook.as_ref())
            .collect();
        if parties.len() > 1 || ids.len() > 1 {
            return Vec::new();
        }
        lenient
    }

    /// Finds the parts that a codebook has renamed since, and whose articles still say this name. A
    /// surname is not enough.
    fn renamed(&self, key: &str) -> Vec<usize> {
        let says = |part: &Part| {
            let whole = key.contains(' ') || part.kind != EntityType::Person;
            let mut spellings = part.spellings.keys();
            whole && part.codebook.is_some() && spellings.any(|said| name_key(said) == key)
        };
        let parts = self.parts.iter().enumerate();
        parts
            .filter(|(_, part)| says(part))
            .map(|(place, _)| place)
            .collect()
    }
}

fn same_article(part: &Part, named: &Named) -> bool {
    match (&part.reach, named.article) {
        (Reach::Only(articles), Some(article)) => articles.contains(&article),
        (Reach::AllBut(_), None) => true,
        _ => false,
    }
}

/// Says whether two readings may mean one thing: with a codebook, a place or organisation may turn
/// out to be a party.
pub(super) fn same_type(one: EntityType, other: EntityType) -> bool {
    use EntityType::{Organisation, Party, Place};
    let thing = |kind| matches!(kind, Party | Place | Organisation);
    one == other || ((one == Party || other == Party) && thing(one) && thing(other))
}

/// Says whether two fields do not contradict each other.
pub(super) fn agree(one: &Option<String>, other: &Option<String>) -> bool {
    match (one, other) {
        (Some(one), Some(other)) => one == other,
        _ => true,
    }
}
