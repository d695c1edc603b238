//! A codebook's propositions, made ready for comparing once.

use std::collections::{BTreeMap, BTreeSet};

use rapporteur_core::{Codebook, Person, Proposition};
use rapporteur_stance::{self as stance, PairReader, SentenceVector, SentenceVectors};

use super::stems::{LEADER, leads, stems};
use crate::names::Draft;
use crate::resources::Resources;

/// The propositions of a codebook.
#[derive(Debug, Clone)]
pub(crate) struct Prepared {
    pub(super) propositions: Vec<Ready>,
    /// How much each stem tells of propositions: the rarer among them, the more.
    weights: BTreeMap<String, f32>,
    /// The names to show of the parties, by id.
    names: BTreeMap<String, String>,
    /// The stems of those names.
    stems: BTreeMap<String, Vec<String>>,
    /// The ids of the people who have led a state.
    leaders: BTreeSet<String>,
}

/// A proposition.
#[derive(Debug, Clone)]
pub(super) struct Ready {
    pub(super) id: String,
    /// The sentence itself, then what people say who are for it and against it.
    pub(super) wordings: Vec<Wording>,
}

/// The proposition in some words.
#[derive(Debug, Clone)]
pub(super) struct Wording {
    pub(super) side: Side,
    pub(super) vector: SentenceVector,
    pub(super) stems: Vec<String>,
    pub(super) pair: Option<stance::Proposition>,
}

/// Whose words they are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Side {
    /// Nobody's: the proposition's own text.
    Text,
    For,
    Against,
}

impl Prepared {
    pub(crate) fn new(
        codebook: &Codebook,
        resources: &Resources,
        vectors: &SentenceVectors,
        pairs: Option<&PairReader>,
    ) -> Self {
        let ready = |proposition: &Proposition| Ready {
            id: proposition.id.clone(),
            wordings: wordings(proposition)
                .map(|(side, text)| Wording {
                    side,
                    vector: vectors.read(text),
                    stems: stems(text, resources),
                    pair: pairs.map(|pairs| pairs.prepare(text)),
                })
                .collect(),
        };
        let all = codebook.issues.iter().flat_map(|issue| &issue.propositions);
        let propositions: Vec<Ready> = all.map(ready).collect();
        let led = |person: &&Person| {
            let titles = person.roles.iter().map(|role| role.title.to_lowercase());
            titles
                .flat_map(|title| title.split(' ').map(str::to_owned).collect::<Vec<_>>())
                .any(|word| leads(&word, resources))
        };
        let leaders = codebook.people.iter().filter(led);
        let names = codebook.parties.iter();
        Self {
            leaders: leaders.map(|person| person.id.clone()).collect(),
            stems: (names.clone())
                .map(|party| (party.id.clone(), stems(&party.name, resources)))
                .collect(),
            weights: weights(&propositions),
            propositions,
            names: names
                .map(|party| (party.id.clone(), party.name.clone()))
                .collect(),
        }
    }

    /// Returns the stems that a mention of somebody stands for besides its own words: the name of the
    /// party however it is spelt, and the office of whoever leads a state.
    pub(super) fn stands_for(&self, draft: &Draft) -> Vec<String> {
        let id = draft.codebook.as_deref().unwrap_or_default();
        let mut stems = self.stems.get(id).cloned().unwrap_or_default();
        if self.leaders.contains(id) {
            stems.push(LEADER.to_owned());
        }
        stems
    }

    /// Says whether a stem belongs to the name of a party.
    pub(super) fn is_party(&self, stem: &String) -> bool {
        self.stems.values().any(|stems| stems.contains(stem))
    }

    /// Returns how much a stem tells; nothing where no proposition has it.
    pub(super) fn weight(&self, stem: &str) -> f32 {
        self.weights.get(stem).copied().unwrap_or_default()
    }

    /// Returns the name of a party.
    pub(super) fn name(&self, party: &str) -> Option<&str> {
        self.names.get(party).map(String::as_str)
    }
}

fn wordings(proposition: &Proposition) -> impl Iterator<Item = (Side, &str)> {
    let text = std::iter::once((Side::Text, proposition.text.as_str()));
    let with = |side: Side| move |phrasing| (side, String::as_str(phrasing));
    text.chain(proposition.in_favour.iter().map(with(Side::For)))
        .chain(proposition.against.iter().map(with(Side::Against)))
}

/// Weighs stems by the propositions that have them, ln((n + 1) / (those with it + 1/2)): the inverse
/// document frequency of Spärck Jones (1972), smoothed.
fn weights(propositions: &[Ready]) -> BTreeMap<String, f32> {
    let mut counts: BTreeMap<String, u16> = BTreeMap::new();
    for proposition in propositions {
        let all = proposition.wordings.iter();
        let mut known: Vec<&String> = all.flat_map(|wording| &wording.stems).collect();
        known.sort_unstable();
        known.dedup();
        for stem in known {
            let count = counts.entry(stem.clone()).or_default();
            *count = count.saturating_add(1);
        }
    }
    let number = u16::try_from(propositions.len()).unwrap_or(u16::MAX);
    let weigh = |count: u16| libm::logf((f32::from(number) + 1.0) / (f32::from(count) + 0.5));
    (counts.into_iter())
        .map(|(stem, count)| (stem, weigh(count).max(0.0)))
        .collect()
}
