//! The reader in Rust against the one in Python, on a committed sample.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::ops::Range;

use rapporteur_models::attribution::{VOCABULARY, WEIGHTS};
use rapporteur_tagger::{Kernel, Tagger};
use serde_json::Value;

const SAMPLE: &str = include_str!("sample/attribution-en.json");

fn numbers(value: &Value) -> Vec<u32> {
    let list = value.as_array().unwrap().iter();
    list.map(|number| u32::try_from(number.as_u64().unwrap()).unwrap())
        .collect()
}

/// The bytes of each word, from its code points.
fn ranges(text: &str, value: &Value) -> Vec<Range<usize>> {
    let mut bytes: Vec<usize> = text.char_indices().map(|(at, _)| at).collect();
    bytes.push(text.len());
    let pairs = value.as_array().unwrap().iter().map(numbers);
    pairs
        .map(|pair| bytes[pair[0] as usize]..bytes[pair[1] as usize])
        .collect()
}

/// The bytes from the first to the last word of a part.
fn part(words: &[Range<usize>], value: &Value) -> Range<usize> {
    let pair = numbers(value);
    words[pair[0] as usize].start..words[pair[1] as usize - 1].end
}

fn check(tagger: &Tagger, case: &Value) {
    let text = case["text"].as_str().unwrap();
    let tagged = tagger.read(text, std::slice::from_ref(&(0..text.len())));
    let words = ranges(text, &case["words"]);
    let found: Vec<_> = tagged
        .words()
        .iter()
        .map(|word| word.range.clone())
        .collect();
    assert_eq!(found, words, "the words of {text:?}");
    let tags: Vec<u32> = tagged
        .words()
        .iter()
        .map(|word| word.tag.number() as u32)
        .collect();
    assert_eq!(tags, numbers(&case["tags"]), "the tags of {text:?}");
    for (word, bits) in case["emissions"].as_array().unwrap().iter().enumerate() {
        let found: Vec<u32> = tagged
            .emissions(word)
            .iter()
            .map(|score| score.to_bits())
            .collect();
        assert_eq!(
            found,
            numbers(bits),
            "the scores of word {word} of {text:?}"
        );
    }
    let links = case["links"].as_array().unwrap();
    let found: Vec<_> = tagged
        .attributions()
        .iter()
        .map(|one| (one.source.clone(), one.cue.clone(), one.contents.clone()))
        .collect();
    let expected: Vec<_> = links
        .iter()
        .map(|link| {
            let source = (!link["source"].is_null()).then(|| part(&words, &link["source"]));
            let contents = link["contents"].as_array().unwrap().iter();
            let contents: Vec<_> = contents.map(|one| part(&words, one)).collect();
            (source, part(&words, &link["cue"]), contents)
        })
        .collect();
    assert_eq!(found, expected, "the attributions of {text:?}");
}

#[test]
fn rust_reads_what_python_reads() {
    let cases: Value = serde_json::from_str(SAMPLE).unwrap();
    for kernel in Kernel::available() {
        let tagger = Tagger::parse_for(kernel, WEIGHTS, VOCABULARY).unwrap();
        for case in cases.as_array().unwrap() {
            check(&tagger, case);
        }
    }
}
