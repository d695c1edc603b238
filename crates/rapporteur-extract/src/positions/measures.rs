//! What is measured of a part of a statement beside a proposition.

use rapporteur_core::Act;
use rapporteur_stance::{PairReading, SentenceVector};

use super::part::Part;
use super::prepared::{Prepared, Ready, Side};
use crate::resources::Measures;

/// What takes no reading of the pair together.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Cheap {
    /// How like the part is to the proposition's text.
    pub(super) text: f32,
    /// How like it is to the wording it is most like.
    pub(super) near: f32,
    /// How like any of its clauses is to any wording.
    pub(super) clause: f32,
    /// The share of a wording's words, by weight, that the part has.
    pub(super) words: f32,
    /// How much the words tell that the part shares with any wording.
    pub(super) told: f32,
    /// How much more like it is to this proposition than to any other; below zero where less.
    pub(super) lead: f32,
    /// How likely one of the statements just before is to be about the proposition.
    pub(super) before: f32,
    /// How much more its words tell of this proposition than of any other.
    pub(super) told_lead: f32,
    /// How much more like it is to what those say who are for it than to those against.
    pub(super) pull: f32,
    /// The share of a wording's words, by weight and without the names of parties, that the part has.
    pub(super) topic: f32,
    /// How likely one of the statements before is to be about the proposition, where the part has few
    /// words and one of them points back.
    pub(super) back: f32,
}

impl Cheap {
    /// Returns the measures with their names.
    pub(super) fn named(&self) -> Measures {
        Vec::from([
            ("text", self.text),
            ("near", self.near),
            ("words", self.words),
            ("told", self.told),
            ("lead", self.lead),
            ("told lead", self.told_lead),
            ("before", self.before),
            ("topic", self.topic),
            ("back", self.back),
        ])
    }
}

/// Measures a part beside each proposition.
pub(super) fn cheap(part: &Part, prepared: &Prepared) -> Vec<Cheap> {
    let propositions = prepared.propositions.iter();
    let mut all: Vec<Cheap> = propositions
        .map(|ready| one(part, prepared, ready))
        .collect();
    let near: Vec<f32> = all
        .iter()
        .map(|cheap| cheap.near.max(cheap.clause))
        .collect();
    let told: Vec<f32> = all.iter().map(|cheap| cheap.told).collect();
    for (number, cheap) in all.iter_mut().enumerate() {
        cheap.lead = lead(&near, number);
        cheap.told_lead = lead(&told, number);
    }
    all
}

/// Returns how far a figure is before the best of the others.
fn lead(figures: &[f32], number: usize) -> f32 {
    let own = figures.get(number).copied().unwrap_or_default();
    let others = figures
        .iter()
        .enumerate()
        .filter(|(other, _)| *other != number);
    let best = others.map(|(_, figure)| *figure).fold(0.0, f32::max);
    own - best
}

fn one(part: &Part, prepared: &Prepared, ready: &Ready) -> Cheap {
    let mut cheap = Cheap::default();
    let (mut most_for, mut most_against) = (-1.0_f32, -1.0_f32);
    let mut shared_all: Vec<&String> = Vec::new();
    let like = |vector: &SentenceVector| {
        let clauses = part
            .clauses
            .iter()
            .map(|clause| clause.vector.likeness(vector));
        (part.vector.likeness(vector), clauses.fold(-1.0, f32::max))
    };
    for wording in &ready.wordings {
        let (whole, clause) = like(&wording.vector);
        let best = whole.max(clause);
        match wording.side {
            Side::Text => {
                cheap.text = whole;
                most_for = most_for.max(best);
            }
            Side::For => most_for = most_for.max(best),
            Side::Against => most_against = most_against.max(best),
        }
        cheap.near = cheap.near.max(whole);
        cheap.clause = cheap.clause.max(clause);
        let weigh = |stem: &String| prepared.weight(stem);
        let shared = wording.stems.iter().filter(|stem| part.has(stem));
        let both: f32 = shared.clone().map(weigh).sum();
        let own: f32 = wording.stems.iter().map(weigh).sum();
        // A wording of few words is soon had whole.
        cheap.words = cheap.words.max(both / (own + 1.0));
        let topical = |stem: &&String| !prepared.is_party(stem);
        let both: f32 = shared.clone().filter(topical).map(weigh).sum();
        let own: f32 = wording.stems.iter().filter(topical).map(weigh).sum();
        cheap.topic = cheap.topic.max(both / (own + 1.0));
        shared_all.extend(shared);
    }
    shared_all.sort_unstable();
    shared_all.dedup();
    cheap.told = shared_all
        .into_iter()
        .map(|stem| prepared.weight(stem))
        .sum();
    cheap.pull = if most_against < 0.0 {
        0.0
    } else {
        most_for - most_against
    };
    cheap
}

/// What the reader of pairs tells of a part beside a proposition.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(super) struct Read {
    /// The log odds of any stance, against the text.
    pub(super) any: f32,
    /// The log odds of for before against, beside the text.
    pub(super) side: f32,
    /// The log odds of conditional before for and against.
    pub(super) conditional: f32,
}

impl Read {
    pub(super) fn of(reading: &PairReading) -> Self {
        let [none, against, conditional, towards] = reading.probabilities;
        let odds = |one: f32, other: f32| libm::logf((one + 1e-4) / (other + 1e-4));
        Self {
            any: odds(1.0 - none, none),
            side: odds(towards + conditional, against),
            conditional: odds(conditional, towards + against),
        }
    }
}

/// Says which way an act points: 1 where it is for what it is about, -1 where it is against it.
pub(super) const fn direction(act: Act) -> f32 {
    match act {
        Act::Demand | Act::Offer | Act::Promise | Act::Accept | Act::Appeal | Act::Concede => 1.0,
        Act::Reject | Act::Deny => -1.0,
        Act::State | Act::Threaten | Act::Accuse | Act::Report => 0.0,
    }
}
