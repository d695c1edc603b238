//! What wordings are compared with: vectors of words, lists and weights, ready when the first two
//! wordings are compared.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use rapporteur_models::{attribution, sentence, utterances};
use rapporteur_stance::SentenceVectors;

use super::measures::MEASURES;

/// Vectors, lists and weights.
pub(crate) struct Resources {
    pub(super) vectors: SentenceVectors,
    pub(super) small: BTreeSet<&'static str>,
    pub(super) denials: BTreeSet<&'static str>,
    pub(super) days: BTreeSet<&'static str>,
    pub(super) numbers: BTreeMap<&'static str, &'static str>,
    pub(super) weights: [f64; MEASURES.len()],
}

/// The resources that the program carries.
#[expect(
    clippy::expect_used,
    reason = "the vectors are embedded, and a test opens them"
)]
pub(crate) static RESOURCES: LazyLock<Resources> = LazyLock::new(|| {
    let vectors = SentenceVectors::parse(sentence::WEIGHTS, attribution::VOCABULARY)
        .expect("the embedded vectors fit");
    Resources::parse(vectors, utterances::WORDS, utterances::WEIGHTS)
});

impl Resources {
    fn parse(vectors: SentenceVectors, words: &'static str, weights: &str) -> Self {
        let mut resources = Self {
            vectors,
            small: BTreeSet::new(),
            denials: BTreeSet::new(),
            days: BTreeSet::new(),
            numbers: BTreeMap::new(),
            weights: [0.0; MEASURES.len()],
        };
        for (class, words) in lines(words) {
            let words = words.split(' ');
            match class {
                "small" => resources.small.extend(words),
                "denial" => resources.denials.extend(words),
                "day" => resources.days.extend(words),
                "number" => {
                    let numbers = words.filter_map(|word| word.split_once('='));
                    resources.numbers.extend(numbers);
                }
                _ => {}
            }
        }
        for (measure, weight) in lines(weights) {
            let place = MEASURES.iter().position(|known| *known == measure);
            let slot = place.and_then(|place| resources.weights.get_mut(place));
            if let (Some(slot), Ok(weight)) = (slot, weight.parse()) {
                *slot = weight;
            }
        }
        resources
    }
}

fn lines(list: &str) -> impl Iterator<Item = (&str, &str)> {
    list.lines()
        .filter(|line| !line.starts_with('#'))
        .filter_map(|line| line.split_once('\t'))
}
