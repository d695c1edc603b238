//! The reading of three real reports against what a careful reader put on record for them.
//!
//! A predicted statement matches a gold one when their contents share at least half of the gold
//! content's characters, one to one.

// A test may read the data that lies beside the checkout.
#![allow(clippy::disallowed_methods, clippy::expect_used)]

mod support;

use std::collections::BTreeSet;
use std::fs;

use rapporteur_core::{Reading, Statement, TextRange};
use serde::Deserialize;

#[derive(Deserialize)]
struct Gold {
    article: String,
    statements: Vec<GoldStatement>,
}

#[derive(Deserialize)]
struct GoldStatement {
    id: String,
    kind: String,
    basis: String,
    act: String,
    content: Vec<(usize, usize)>,
    speaker: GoldSpeaker,
    said: Option<GoldSaid>,
    words: serde_json::Value,
}

#[derive(Deserialize)]
struct GoldSpeaker {
    name: Option<String>,
    codebook: Option<String>,
    party: Option<String>,
}

#[derive(Deserialize)]
struct GoldSaid {
    edtf: String,
}

#[derive(Deserialize)]
struct GoldNames {
    mentions: Vec<GoldMention>,
}

#[derive(Deserialize)]
struct GoldMention {
    text: String,
    start: usize,
    end: usize,
    entity: GoldEntity,
}

#[derive(Deserialize)]
struct GoldEntity {
    name: String,
    codebook: Option<String>,
}

#[derive(Debug, Default)]
struct Tally {
    gold: usize,
    found: usize,
    spurious: usize,
    speaker: usize,
    party: usize,
    kind: usize,
    basis: usize,
    act: usize,
    said: usize,
    mentions: usize,
    mentions_found: usize,
}

/// The days on which the three were published, as their senders say.
const PUBLISHED: [&str; 3] = ["2025-02-27", "2025-02-28", "2025-06-03"];

#[test]
fn the_seeds_are_read_about_as_well_as_measured() {
    let (Some(seeds), Some(gold)) = (support::shared("seeds"), support::shared("gold")) else {
        return;
    };
    let codebook = fs::read_to_string(seeds.join("codebook.toml")).expect("a codebook");
    let codebook = support::codebook(&codebook);
    let mut tally = Tally::default();
    for (number, published) in PUBLISHED.iter().enumerate() {
        let load = |kind: &str| {
            fs::read_to_string(gold.join(format!("{number:03}.{kind}.json"))).expect("a gold file")
        };
        let statements: Gold = serde_json::from_str(&load("statements")).expect("statements");
        let names: GoldNames = serde_json::from_str(&load("names")).expect("names");
        let text = fs::read_to_string(seeds.join(&statements.article)).expect("an article");
        let reading = support::read(&text, Some(&codebook), Some(published));
        let characters = characters(&text);
        score_statements(&text, &characters, &reading, &statements, &mut tally);
        score_mentions(&characters, &reading, &names, &mut tally);
    }
    println!("{tally:#?}");
    let share = |part: usize, whole: usize| part * 100 / whole.max(1);
    assert!(
        share(tally.found, tally.gold) >= 75,
        "too few found: {tally:?}"
    );
    assert!(
        share(tally.spurious, tally.found + tally.spurious) <= 20,
        "too many spurious: {tally:?}"
    );
    assert!(
        share(tally.speaker, tally.found) >= 80,
        "wrong speakers: {tally:?}"
    );
    assert!(
        share(tally.mentions_found, tally.mentions) >= 60,
        "names: {tally:?}"
    );
}

/// Returns for each byte of the text the number of characters before it.
fn characters(text: &str) -> Vec<usize> {
    let mut list = Vec::with_capacity(text.len() + 1);
    for (number, character) in text.chars().enumerate() {
        list.extend(std::iter::repeat_n(number, character.len_utf8()));
    }
    list.push(text.chars().count());
    list
}

fn covered(characters: &[usize], ranges: &[TextRange]) -> BTreeSet<usize> {
    ranges
        .iter()
        .flat_map(|range| characters[range.start()]..characters[range.end()])
        .collect()
}

fn score_statements(
    text: &str,
    characters: &[usize],
    reading: &Reading,
    gold: &Gold,
    tally: &mut Tally,
) {
    let mut pairs = Vec::new();
    for (wanted_at, wanted) in gold.statements.iter().enumerate() {
        let cells: BTreeSet<usize> = wanted.content.iter().flat_map(|(s, e)| *s..*e).collect();
        for (read_at, read) in reading.statements.iter().enumerate() {
            let shared = covered(characters, &read.content)
                .intersection(&cells)
                .count();
            if 2 * shared >= cells.len() {
                let right = speaks(reading, read, &wanted.speaker);
                pairs.push((right, shared, wanted_at, read_at));
            }
        }
    }
    pairs.sort_by(|a, b| b.cmp(a));
    let (mut gold_used, mut read_used) = (BTreeSet::new(), BTreeSet::new());
    for (right, _, wanted_at, read_at) in pairs {
        if gold_used.contains(&wanted_at) || read_used.contains(&read_at) {
            continue;
        }
        gold_used.insert(wanted_at);
        read_used.insert(read_at);
        let (wanted, read) = (&gold.statements[wanted_at], &reading.statements[read_at]);
        let same = |label: &str, found: serde_json::Value, expected: &str| {
            let same = found == expected;
            if !same {
                println!("{} {label}: {found} for {expected}", wanted.id);
            }
            usize::from(same)
        };
        if !right {
            println!(
                "{} speaker: {:?} for {:?}",
                wanted.id, read.speaker, wanted.words
            );
        }
        tally.found += 1;
        tally.speaker += usize::from(right);
        tally.party += usize::from(read.speaker.party == wanted.speaker.party);
        tally.kind += same("kind", serde_json::json!(read.kind), &wanted.kind);
        tally.basis += same("basis", serde_json::json!(read.basis), &wanted.basis);
        tally.act += same("act", serde_json::json!(read.act), &wanted.act);
        let phrase = read
            .said
            .as_ref()
            .filter(|said| said.from == rapporteur_core::SaidSource::Phrase)
            .map(|said| said.edtf.as_str().to_owned());
        tally.said += usize::from(phrase == wanted.said.as_ref().map(|said| said.edtf.clone()));
    }
    for (at, wanted) in gold.statements.iter().enumerate() {
        if !gold_used.contains(&at) {
            println!("{} missed: {}", wanted.id, wanted.words);
        }
    }
    for (at, read) in reading.statements.iter().enumerate() {
        if !read_used.contains(&at) {
            let cut = |ranges: &[TextRange]| -> Vec<&str> {
                ranges
                    .iter()
                    .filter_map(|range| range.slice(text))
                    .collect()
            };
            println!(
                "spurious: {:?} {:?} {:?}",
                cut(&read.source),
                cut(&read.cue),
                cut(&read.content)
            );
            tally.spurious += 1;
        }
    }
    tally.gold += gold.statements.len();
}

fn speaks(reading: &Reading, read: &Statement, wanted: &GoldSpeaker) -> bool {
    let Some(name) = &wanted.name else {
        return read.speaker.name.is_none();
    };
    let entity = reading
        .entities
        .iter()
        .find(|entity| Some(entity.id) == read.speaker.entity);
    entity.is_some_and(|entity| {
        if wanted.codebook.is_some() {
            entity.codebook == wanted.codebook
        } else {
            let beginning = name.split(' ').next().unwrap_or_default();
            entity.name.contains(beginning)
        }
    })
}

fn score_mentions(characters: &[usize], reading: &Reading, gold: &GoldNames, tally: &mut Tally) {
    for wanted in &gold.mentions {
        let right = reading.mentions.iter().any(|mention| {
            let start = characters[mention.range.start()];
            let end = characters[mention.range.end()];
            let entity = reading
                .entities
                .iter()
                .find(|one| Some(one.id) == mention.entity);
            start < wanted.end
                && wanted.start < end
                && entity.is_some_and(|entity| {
                    entity.name.eq_ignore_ascii_case(&wanted.entity.name)
                        || entity.codebook.is_some() && entity.codebook == wanted.entity.codebook
                })
        });
        if !right {
            println!("name missed: {} ({})", wanted.text, wanted.entity.name);
        }
        tally.mentions += 1;
        tally.mentions_found += usize::from(right);
    }
}
