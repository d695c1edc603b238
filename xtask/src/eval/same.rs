//! Statements that are one utterance, against the keys.
//!
//! Judged are pairs of statements of two articles. Copies count as one article: what they share follows
//! from their being copies.

use std::collections::{BTreeMap, BTreeSet};

use serde::Deserialize;

use super::articles::Set;
use super::compare::{f1, length, overlap, share};
use super::key;
use super::recorded::Recorded;
use super::table;
use crate::{Failure, root, shared};

const HEAD: [&str; 6] = ["set", "speaker", "said", "one", "other", "verdict"];

/// `same.json`.
#[derive(Debug, Deserialize)]
struct Key {
    utterances: Vec<KeyUtterance>,
}

#[derive(Debug, Deserialize)]
struct KeyUtterance {
    speaker: String,
    said: String,
    statements: Vec<KeyStatement>,
}

#[derive(Debug, Deserialize)]
struct KeyStatement {
    article: String,
    words: String,
}

/// `copies.json`.
#[derive(Debug, Default, Deserialize)]
pub(super) struct Copies {
    groups: Vec<CopyGroup>,
}

#[derive(Debug, Deserialize)]
struct CopyGroup {
    articles: Vec<String>,
    original: String,
}

/// A statement: its article, or the original of a copy, and the place of its content.
type Told = (String, Vec<[usize; 2]>);

/// What is known of a pair.
struct Pair {
    speaker: String,
    said: String,
    statements: [Told; 2],
    words: [String; 2],
}

/// Measures utterances and writes `xtask/eval/same.csv`; or prints those of the articles that begin
/// with a name.
///
/// # Errors
///
/// A [`Failure`] where a set cannot be read.
pub(crate) fn same(sets: &[Set], shown: Option<&str>) -> Result<(), Failure> {
    let mut rows = Vec::new();
    let mut names = Vec::new();
    for set in sets {
        let Some(recorded) = set.on_record()? else {
            continue;
        };
        let copies: Copies = match set {
            Set::Example => key::read(&root().join("example/key/copies.json"))?,
            _ => Copies::default(),
        };
        let read = read(&recorded, &copies)?;
        if let Some(name) = shown {
            print(&read, name);
            continue;
        }
        let expected = expected(*set, &recorded, &copies)?;
        names.push(set.name());
        rows.extend(judge(*set, &expected, &read));
    }
    if shown.is_none() {
        table::write("same.csv", &HEAD, &names, rows)?;
    }
    Ok(())
}

impl Copies {
    /// The article that another is a copy of, or itself.
    pub(super) fn original<'a>(&'a self, file: &'a str) -> &'a str {
        let group = (self.groups.iter()).find(|group| group.articles.iter().any(|one| one == file));
        group.map_or(file, |group| &group.original)
    }
}

/// The pairs of the key; the seeds' has one, which the texts show.
fn expected(set: Set, recorded: &Recorded, copies: &Copies) -> Result<Vec<Pair>, Failure> {
    let file = match set {
        Set::Example => root().join("example/key/same.json"),
        _ => match shared("gold/same.json") {
            Some(file) => file,
            None => return Ok(Vec::new()),
        },
    };
    let key: Key = key::read(&file)?;
    let mut pairs = Vec::new();
    for utterance in &key.utterances {
        for (number, one) in utterance.statements.iter().enumerate() {
            for other in utterance.statements.iter().skip(number + 1) {
                let told = |statement: &KeyStatement| {
                    let place = recorded.find(&statement.article, &statement.words);
                    (copies.original(&statement.article).to_owned(), place)
                };
                pairs.push(Pair {
                    speaker: utterance.speaker.clone(),
                    said: utterance.said.clone(),
                    statements: [told(one), told(other)],
                    words: [one.words.clone(), other.words.clone()],
                });
            }
        }
    }
    Ok(pairs)
}

/// The pairs that were found, one of each two originals.
fn read(recorded: &Recorded, copies: &Copies) -> Result<Vec<Pair>, Failure> {
    let mut pairs: BTreeMap<[Told; 2], Pair> = BTreeMap::new();
    for utterance in recorded.ask(recorded.record.utterances(&[]))? {
        for (number, one) in utterance.wordings.iter().enumerate() {
            for other in utterance.wordings.iter().skip(number + 1) {
                let mut both: Vec<(Told, String)> = [one, other]
                    .iter()
                    .map(|hit| {
                        let file = copies.original(recorded.file(hit.article)).to_owned();
                        ((file, hit.spans.content.clone()), hit.text.content.clone())
                    })
                    .collect();
                both.sort();
                let Ok([(first, first_words), (second, second_words)]) = <[_; 2]>::try_from(both)
                else {
                    continue;
                };
                if first.0 == second.0 {
                    continue;
                }
                // A copy's words stand elsewhere in it: its statement is the original's.
                let known = pairs.values().any(|pair| {
                    pair.statements[0].0 == first.0
                        && pair.statements[1].0 == second.0
                        && pair.words == [first_words.clone(), second_words.clone()]
                });
                if !known {
                    pairs.insert(
                        [first.clone(), second.clone()],
                        Pair {
                            speaker: utterance.speaker.clone().unwrap_or_default(),
                            said: utterance.day.clone().unwrap_or_default(),
                            statements: [first, second],
                            words: [first_words, second_words],
                        },
                    );
                }
            }
        }
    }
    Ok(pairs.into_values().collect())
}

fn fits(expected: &Pair, read: &Pair) -> bool {
    let same = |expected: &Told, read: &Told| {
        expected.0 == read.0 && 2 * overlap(&expected.1, &read.1) >= length(&expected.1).max(1)
    };
    let [one, other] = &read.statements;
    let [first, second] = &expected.statements;
    same(first, one) && same(second, other) || same(first, other) && same(second, one)
}

fn judge(set: Set, expected: &[Pair], read: &[Pair]) -> Vec<Vec<String>> {
    let row = |pair: &Pair, verdict: &str| {
        let [one, other] = &pair.statements;
        vec![
            set.name().to_owned(),
            pair.speaker.clone(),
            pair.said.clone(),
            one.0.clone(),
            other.0.clone(),
            verdict.to_owned(),
        ]
    };
    let mut rows = Vec::new();
    let (mut found, mut paired) = (0, BTreeSet::new());
    for pair in expected {
        let place = (0..read.len())
            .find(|at| !paired.contains(at) && read.get(*at).is_some_and(|read| fits(pair, read)));
        found += usize::from(place.is_some());
        paired.extend(place);
        rows.push(row(pair, if place.is_some() { "found" } else { "missed" }));
    }
    for (place, pair) in read.iter().enumerate() {
        if !paired.contains(&place) {
            rows.push(row(pair, "spurious"));
        }
    }
    println!(
        "{}: {} pairs in the key, {} read, {found} found; precision {:.2}, recall {:.2}, F1 {:.2}",
        set.name(),
        expected.len(),
        read.len(),
        share(found, read.len()),
        share(found, expected.len()),
        f1(found, expected.len(), read.len())
    );
    rows
}

fn print(pairs: &[Pair], name: &str) {
    for pair in pairs {
        let [one, other] = &pair.statements;
        if one.0.starts_with(name) || other.0.starts_with(name) {
            println!("{} {}", pair.speaker, pair.said);
            println!("  {}: {}", one.0, pair.words[0]);
            println!("  {}: {}\n", other.0, pair.words[1]);
        }
    }
}
