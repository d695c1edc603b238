//! The readers in Rust against those in Python, on a committed sample.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::ops::Range;

use rapporteur_models::{attribution, sentence, stance};
use rapporteur_stance::{PairReader, SentenceVectors};
use rapporteur_tagger::{Kernel, Vocabulary};
use serde_json::Value;

const SAMPLE: &str = include_str!("sample/stance-en.json");

/// How far a number of a pair may be off. Where an activation lies between two steps, the last bit
/// of another library's power of e decides to which it is rounded, and that spreads: where a pair
/// is uncertain, a millionth more or less in each activation moves a probability by up to 0.026.
const OF_PAIRS: f64 = 4e-2;

/// How far a likeness may be off: numbers of the sample are rounded.
const OF_SENTENCES: f64 = 1e-4;

fn list(value: &Value) -> &[Value] {
    value.as_array().unwrap()
}

fn numbers(value: &Value) -> Vec<f64> {
    list(value)
        .iter()
        .map(|one| one.as_f64().unwrap())
        .collect()
}

fn text<'a>(case: &'a Value, name: &str) -> &'a str {
    case[name].as_str().unwrap()
}

/// The bytes of each word, from its code points.
fn ranges(text: &str, value: &Value) -> Vec<Range<usize>> {
    let mut bytes: Vec<usize> = text.char_indices().map(|(at, _)| at).collect();
    bytes.push(text.len());
    let pairs = list(value).iter().map(numbers);
    pairs
        .map(|pair| bytes[pair[0] as usize]..bytes[pair[1] as usize])
        .collect()
}

#[track_caller]
fn check_near(found: &[f32], expected: &[f64], tolerance: f64, what: &str) {
    assert_eq!(found.len(), expected.len(), "{what}");
    let near = |(found, expected): (&f32, &f64)| (f64::from(*found) - expected).abs() < tolerance;
    let all = found.iter().zip(expected).all(near);
    assert!(all, "{what}: {found:?} is far from {expected:?}");
}

fn check_pieces(vocabulary: &Vocabulary, written: &str, expected: &Value) {
    let pieces = vocabulary.pieces(written).into_iter();
    let found: Vec<f64> = pieces.map(|piece| f64::from(piece.number)).collect();
    let expected = numbers(expected);
    assert_eq!(
        found[..expected.len()],
        expected,
        "the pieces of {written:?}"
    );
}

fn check(reader: &PairReader, case: &Value) {
    let (statement, proposition) = (text(case, "statement"), text(case, "proposition"));
    let prepared = reader.prepare_statement(statement);
    let reading = reader.read(&prepared, &reader.prepare(proposition));
    let pair = format!("{statement:?} and {proposition:?}");
    check_near(
        &reading.probabilities,
        &numbers(&case["probabilities"]),
        OF_PAIRS,
        &pair,
    );
    let (words, shares): (Vec<_>, Vec<_>) = reading.shares.into_iter().unzip();
    assert_eq!(
        words,
        ranges(statement, &case["words"]),
        "the words of {statement:?}"
    );
    check_near(&shares, &numbers(&case["shares"]), OF_PAIRS, &pair);
}

#[test]
fn rust_reads_pairs_as_python_does() {
    let sample: Value = serde_json::from_str(SAMPLE).unwrap();
    let vocabulary = Vocabulary::parse(attribution::VOCABULARY, usize::MAX).unwrap();
    for case in list(&sample["pairs"]) {
        for name in ["statement", "proposition"] {
            check_pieces(
                &vocabulary,
                text(case, name),
                &case[format!("{name}_pieces")],
            );
        }
    }
    for kernel in Kernel::available() {
        let (own, tagger) = (stance::WEIGHTS, attribution::WEIGHTS);
        let reader = PairReader::parse_for(kernel, own, tagger, attribution::VOCABULARY).unwrap();
        for case in list(&sample["pairs"]) {
            check(&reader, case);
        }
    }
}

#[test]
fn rust_compares_sentences_as_python_does() {
    let sample: Value = serde_json::from_str(SAMPLE).unwrap();
    let vectors = SentenceVectors::parse(sentence::WEIGHTS, attribution::VOCABULARY).unwrap();
    // Unknown words count for nothing here, and for a vector of their own in training.
    let unknown = f64::from(Vocabulary::UNKNOWN);
    let read: Vec<_> = list(&sample["sentences"])
        .iter()
        .filter(|case| !numbers(&case["pieces"]).contains(&unknown))
        .map(|case| (vectors.read(text(case, "text")), numbers(&case["vector"])))
        .collect();
    for (one, expected_one) in &read {
        for (two, expected_two) in &read {
            let products = expected_one
                .iter()
                .zip(expected_two)
                .map(|(one, two)| one * two);
            check_near(
                &[one.likeness(two)],
                &[products.sum()],
                OF_SENTENCES,
                "a likeness",
            );
        }
    }
}
