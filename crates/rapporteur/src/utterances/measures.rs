//! How alike two wordings are, measure by measure.

use std::collections::BTreeSet;

use super::resources::{RESOURCES, Resources};
use super::wording::{Passage, Word, Wording};

/// What two wordings are compared by; `crates/rapporteur-models/data/utterances/weights.tsv` says how
/// much each counts.
pub const MEASURES: [&str; 11] = [
    "always",
    "likeness",
    "aligned",
    "covered",
    "figures shared",
    "figures contradicted",
    "denied by one",
    "denied by both",
    "length",
    "quoted",
    "part",
];

/// The likeness of two words that begin alike, as inflections of one do.
const INFLECTED: f64 = 0.9;

/// So many letters at the beginning make an inflection likely.
const STEM: usize = 5;

/// Log odds of the same words in the same order.
const SAME_WORDS: f64 = 6.0;

/// So few words say too little to be known again by themselves.
const FEWEST_WORDS: usize = 3;

/// Measures how alike two wordings are, in the order of [`MEASURES`]: what
/// `training/utterances/fit.py` fits weights to.
///
/// The likeness of words is the best that each finds in the other wording, as BERTScore (Zhang et al.
/// 2020) has it, over static vectors.
///
/// # Example
///
/// ```
/// let measured = rapporteur::measure_wordings("“Not one ship leaves.”", "No ship is to leave.");
/// assert_eq!(measured.iter().find(|(name, _)| *name == "denied by both"), Some(&("denied by both", 1.0)));
/// ```
#[must_use]
pub fn measure_wordings(one: &str, other: &str) -> Vec<(&'static str, f64)> {
    let resources = &*RESOURCES;
    let one = Wording::of(resources, one);
    let other = Wording::of(resources, other);
    let (_, measures) = best(resources, &one, &other);
    MEASURES.into_iter().zip(measures).collect()
}

/// The log odds that two wordings are of one utterance, their speaker and day being the same. Nothing
/// makes up for other numbers or days: "six hours" is not "eight hours" in another translation.
pub(super) fn log_odds(resources: &Resources, one: &Wording, other: &Wording) -> f64 {
    if one.key == other.key && one.whole.length >= FEWEST_WORDS {
        return SAME_WORDS;
    }
    if contradict(&one.whole, &other.whole) {
        return f64::NEG_INFINITY;
    }
    best(resources, one, other).0
}

type Measures = [f64; MEASURES.len()];

/// Compares the whole of both, and each sentence of the longer with the whole of the shorter, which
/// may be cut out of it; the likeliest counts.
fn best(resources: &Resources, one: &Wording, other: &Wording) -> (f64, Measures) {
    let quoted = one.quoted && other.quoted;
    let (short, long) = if one.whole.length <= other.whole.length {
        (one, other)
    } else {
        (other, one)
    };
    let weigh = |passage: &Passage, part: bool| {
        let measures = measure(&short.whole, passage, quoted, part);
        let terms = measures.iter().zip(resources.weights);
        (terms.map(|(value, weight)| value * weight).sum(), measures)
    };
    let parts = long.parts.iter().map(|part| weigh(part, true));
    parts.fold(weigh(&long.whole, false), |best: (f64, Measures), next| {
        if next.0 > best.0 { next } else { best }
    })
}

fn measure(one: &Passage, other: &Passage, quoted: bool, part: bool) -> Measures {
    let yes = |truth: bool| f64::from(u8::from(truth));
    let (sum, counts) = aligned(&one.words, &other.words);
    let (back, others) = aligned(&other.words, &one.words);
    let (fewer, fewest) = if counts <= others {
        (sum, counts)
    } else {
        (back, others)
    };
    let shared = !one.figures.is_disjoint(&other.figures) || !one.days.is_disjoint(&other.days);
    let (least, most) = (
        one.length.min(other.length),
        one.length.max(other.length).max(1),
    );
    [
        1.0,
        f64::from(one.vector.likeness(&other.vector)),
        (sum + back) / (counts + others).max(1.0),
        fewer / fewest.max(1.0),
        yes(shared),
        yes(contradict(one, other)),
        yes(one.denies != other.denies),
        yes(one.denies && other.denies),
        1.0 - least as f64 / most as f64,
        yes(quoted),
        yes(part),
    ]
}

/// Whether both have numbers, or days, and share none.
fn contradict(one: &Passage, other: &Passage) -> bool {
    let apart = |one: &BTreeSet<String>, other: &BTreeSet<String>| {
        !one.is_empty() && !other.is_empty() && one.is_disjoint(other)
    };
    apart(&one.figures, &other.figures) || apart(&one.days, &other.days)
}

/// The sum of the best likeness that each word finds among others, and how many words there are.
fn aligned(words: &[Word], others: &[Word]) -> (f64, f64) {
    let best = |word: &Word| {
        others
            .iter()
            .map(|other| alike(word, other))
            .fold(0.0, f64::max)
    };
    (words.iter().map(best).sum(), words.len() as f64)
}

fn alike(one: &Word, other: &Word) -> f64 {
    if one.text == other.text {
        return 1.0;
    }
    let pairs = one.text.chars().zip(other.text.chars());
    let common = pairs.take_while(|(one, other)| one == other).count();
    let least = one.text.chars().count().min(other.text.chars().count());
    let inflected = common >= STEM || common + 1 >= STEM && common + 1 >= least;
    let likeness = f64::from(one.vector.likeness(&other.vector));
    if inflected {
        likeness.max(INFLECTED)
    } else {
        likeness
    }
}
