//! The name head in Rust against the one in Python, on a committed sample.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::collections::BTreeSet;

use rapporteur_models::{attribution, name_head};
use rapporteur_tagger::{Kernel, NameKind, Tagger};
use serde_json::Value;

const SAMPLE: &str = include_str!("sample/name-head-en.json");

/// A span's first word, the word after its last, its kind, and whether it is nominal.
type Span = (usize, usize, usize, bool);

fn number(value: &Value) -> usize {
    usize::try_from(value.as_u64().unwrap()).unwrap()
}

fn check(tagger: &Tagger, case: &Value) {
    let text = case["text"].as_str().unwrap();
    let tagged = tagger.read(text, std::slice::from_ref(&(0..text.len())));
    for (word, bits) in case["emissions"].as_array().unwrap().iter().enumerate() {
        let found: Vec<usize> = (tagged.name_emissions(word).iter())
            .map(|score| score.to_bits() as usize)
            .collect();
        let expected: Vec<usize> = bits.as_array().unwrap().iter().map(number).collect();
        assert_eq!(found, expected, "the scores of word {word} of {text:?}");
    }
    let mut expected: BTreeSet<Span> = BTreeSet::new();
    for (layer, spans) in case["spans"].as_array().unwrap().iter().enumerate() {
        for span in spans.as_array().unwrap() {
            expected.insert((
                number(&span[0]),
                number(&span[1]),
                number(&span[2]),
                layer == 2,
            ));
        }
    }
    let kind = |kind: NameKind| NameKind::ALL.iter().position(|one| *one == kind).unwrap();
    let found: BTreeSet<Span> = (tagged.names().iter())
        .map(|span| {
            (
                span.words.start,
                span.words.end,
                kind(span.kind),
                span.nominal,
            )
        })
        .collect();
    let apart: Vec<&Span> = found.symmetric_difference(&expected).collect();
    // A name in two layers with the same words counts once.
    let twice = |span: &&Span| {
        let same = |other: &&Span| (other.0, other.1, other.3) == (span.0, span.1, span.3);
        expected.iter().filter(same).count() > 1
    };
    assert!(apart.iter().all(twice), "{apart:?} in {text:?}");
    for span in tagged.names() {
        assert!((0.0..=1.0).contains(&span.probability), "{span:?}");
        assert!(!span.range.is_empty(), "{span:?}");
    }
}

#[test]
fn rust_finds_the_names_that_python_finds() {
    let cases: Value = serde_json::from_str(SAMPLE).unwrap();
    for kernel in Kernel::available() {
        let tagger =
            Tagger::parse_for(kernel, attribution::WEIGHTS, attribution::VOCABULARY).unwrap();
        let tagger = tagger.with_names(name_head::WEIGHTS).unwrap();
        for case in cases.as_array().unwrap() {
            check(&tagger, case);
        }
    }
}

#[test]
fn the_head_changes_nothing_else() {
    let cases: Value = serde_json::from_str(SAMPLE).unwrap();
    let bare = Tagger::parse(attribution::WEIGHTS, attribution::VOCABULARY).unwrap();
    let with = bare.clone().with_names(name_head::WEIGHTS).unwrap();
    for case in cases.as_array().unwrap() {
        let text = case["text"].as_str().unwrap();
        let stretch = 0..text.len();
        let read = |tagger: &Tagger| tagger.read(text, std::slice::from_ref(&stretch));
        let (bare, with) = (read(&bare), read(&with));
        assert_eq!(bare.words(), with.words());
        assert_eq!(bare.attributions(), with.attributions());
        assert!(bare.names().is_empty());
    }
}
