//! The example and its answer key are sound: every span cuts out its words, every name leads somewhere.

// What cannot be read fails the test that reads it.
#![allow(clippy::expect_used, clippy::panic)]

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use rapporteur::{CodebookFile, Inputs, IntakeOptions, MetadataTable};
use serde_json::Value;

/// Everything that the tests look at.
struct Example {
    /// The text of each article as the engine takes it in, by file name.
    texts: BTreeMap<String, String>,
    /// The files of the key, by name.
    key: BTreeMap<String, Value>,
    codebook: CodebookFile,
    /// The rows of the metadata table, by column.
    metadata: Vec<BTreeMap<String, String>>,
}

fn folder() -> PathBuf {
    xtask::root().join("example")
}

fn names_in(folder: &str) -> Vec<String> {
    let entries = std::fs::read_dir(self::folder().join(folder)).expect("a folder");
    let mut names: Vec<String> = entries
        .map(|entry| {
            entry
                .expect("an entry")
                .file_name()
                .to_string_lossy()
                .into_owned()
        })
        .collect();
    names.sort();
    names
}

fn example() -> Example {
    let text = |name: &str| std::fs::read_to_string(folder().join(name)).expect("a text");
    let article = |name: &String| {
        let path = folder().join("articles").join(name);
        let raw = Inputs::new(&[path], IntakeOptions::default())
            .next()
            .expect("an article");
        raw.and_then(rapporteur::RawItem::open)
            .expect("it can be taken in")
            .article
            .text
    };
    let key = |name: String| {
        let value = serde_json::from_str(&text(&format!("key/{name}"))).expect("JSON");
        (name, value)
    };
    let table = text("metadata.csv");
    let mut rows = csv::Reader::from_reader(table.as_bytes());
    Example {
        texts: names_in("articles")
            .into_iter()
            .map(|name| (name.clone(), article(&name)))
            .collect(),
        key: names_in("key")
            .into_iter()
            .filter(|name| name.ends_with(".json"))
            .map(key)
            .collect(),
        codebook: CodebookFile::parse(&text("codebook.toml")).expect("a codebook"),
        metadata: rows.deserialize().map(|row| row.expect("a row")).collect(),
    }
}

impl Example {
    /// The files of one kind with the text of the article they are about.
    fn about(&self, kind: &str) -> Vec<(&str, &Value, Vec<char>)> {
        let ending = format!(".{kind}.json");
        let files = self.key.iter().filter(|(name, _)| name.ends_with(&ending));
        files
            .map(|(name, key)| {
                let article = key["article"].as_str().expect("the name of an article");
                assert!(article.starts_with(&name[..2]), "{name} is about {article}");
                (name.as_str(), key, self.texts[article].chars().collect())
            })
            .collect()
    }
}

/// Checks that stretches, joined by an ellipsis, are the words that the key repeats.
fn check_words(place: &str, text: &[char], spans: &Value, words: &Value) {
    let pieces: Vec<String> = list(spans)
        .iter()
        .map(|span| {
            let end = |index: usize| span[index].as_u64().expect("a code point") as usize;
            text.get(end(0)..end(1))
                .unwrap_or_else(|| panic!("{place}: {span}"))
                .iter()
                .collect()
        })
        .collect();
    let cut = pieces.join(" … ");
    assert_eq!(cut, words.as_str().unwrap_or_default(), "{place}");
}

fn list(value: &Value) -> &[Value] {
    value.as_array().map_or(&[], Vec::as_slice)
}

/// Calls `visit` with every field of every object.
fn each_field(value: &Value, visit: &mut impl FnMut(&str, &Value)) {
    match value {
        Value::Array(values) => values.iter().for_each(|value| each_field(value, visit)),
        Value::Object(fields) => {
            for (name, value) in fields {
                visit(name, value);
                each_field(value, visit);
            }
        }
        _ => {}
    }
}

#[test]
fn there_are_eighteen_articles_of_six_publishers() {
    let example = example();
    assert_eq!(example.texts.len(), 18);
    let publishers: BTreeSet<&str> = example
        .metadata
        .iter()
        .map(|row| row["publisher"].as_str())
        .collect();
    let expected = [
        "Arvanne Courier",
        "Dayfeed 24",
        "Harbour Wire",
        "Narrows Monitor",
        "Radio Aldersund",
        "Tolmarch Gazette",
    ];
    assert_eq!(publishers.into_iter().collect::<Vec<_>>(), expected);
}

#[test]
fn the_metadata_table_names_every_plain_text_once() {
    let example = example();
    let mut named: Vec<&str> = example
        .metadata
        .iter()
        .map(|row| row["file"].as_str())
        .collect();
    named.sort_unstable();
    let plain: Vec<&str> = example
        .texts
        .keys()
        .map(String::as_str)
        .filter(|name| name.ends_with(".txt"))
        .collect();
    assert_eq!(named, plain);
    let table = std::fs::read_to_string(folder().join("metadata.csv")).expect("a table");
    assert!(MetadataTable::parse(&table).is_ok());
}

#[test]
fn every_article_has_its_key() {
    let example = example();
    for name in example.texts.keys() {
        for kind in ["statements", "names", "events"] {
            let file = format!("{}.{kind}.json", &name[..2]);
            let key = example
                .key
                .get(&file)
                .unwrap_or_else(|| panic!("{file} is missing"));
            assert_eq!(key["article"].as_str(), Some(name.as_str()), "{file}");
        }
    }
}

#[test]
fn the_page_gives_the_text_of_the_key() {
    let example = example();
    let expected = std::fs::read_to_string(folder().join("key/12.text.txt")).expect("a text");
    assert_eq!(example.texts["12-standstill.html"], expected);
}

#[test]
fn spans_of_statements_cut_out_their_words() {
    for (file, key, text) in example().about("statements") {
        for statement in list(&key["statements"]) {
            for field in ["source", "cue", "content"] {
                let place = format!("{file}, {} {field}", statement["id"]);
                check_words(&place, &text, &statement[field], &statement["words"][field]);
            }
        }
        for condition in list(&key["preconditions"]) {
            for field in ["wanted", "condition"] {
                let place = format!("{file}, precondition of {} {field}", condition["statement"]);
                check_words(&place, &text, &condition[field], &condition["words"][field]);
            }
        }
    }
}

#[test]
fn spans_of_events_cut_out_their_words() {
    for (file, key, text) in example().about("events") {
        for event in list(&key["events"]) {
            check_words(file, &text, &event["span"], &event["words"]);
        }
    }
}

#[test]
fn spans_of_mentions_cut_out_their_words() {
    for (file, key, text) in example().about("names") {
        for mention in list(&key["mentions"]) {
            let span = serde_json::json!([[mention["start"], mention["end"]]]);
            check_words(file, &text, &span, &mention["text"]);
        }
    }
}

#[test]
fn ids_are_in_the_codebook() {
    let example = example();
    let codebook = &example.codebook.codebook;
    let parties: BTreeSet<&str> = codebook
        .parties
        .iter()
        .map(|party| party.id.as_str())
        .collect();
    let people = codebook.people.iter().map(|person| person.id.as_str());
    let anybody: BTreeSet<&str> = parties.iter().copied().chain(people).collect();
    let propositions: BTreeSet<&str> = (codebook.issues.iter())
        .flat_map(|issue| &issue.propositions)
        .map(|proposition| proposition.id.as_str())
        .collect();
    for (file, key) in &example.key {
        each_field(key, &mut |name, value| {
            let known = match name {
                "party" | "holder" => Some(&parties),
                "codebook" => Some(&anybody),
                "proposition" | "condition_proposition" => Some(&propositions),
                _ => None,
            };
            if let (Some(known), Some(id)) = (known, value.as_str()) {
                assert!(
                    known.contains(id),
                    "{file}: {name} {id:?} is not in the codebook"
                );
            }
        });
    }
}

#[test]
fn files_of_the_key_name_articles_that_exist() {
    let example = example();
    for (file, key) in &example.key {
        each_field(key, &mut |name, value| {
            let names = std::slice::from_ref(value)
                .iter()
                .chain(list(value))
                .filter_map(Value::as_str);
            for article in names.filter(|name| name.ends_with(".txt") || name.ends_with(".html")) {
                assert!(
                    example.texts.contains_key(article),
                    "{file}: {name} {article:?}"
                );
            }
        });
    }
}

#[test]
fn statements_that_are_named_exist() {
    let example = example();
    let mut ids = BTreeSet::new();
    for (file, key, _) in example.about("statements") {
        for statement in list(&key["statements"]) {
            let id = statement["id"].as_str().expect("an id");
            assert!(ids.insert(id), "{file}: {id} is here twice");
        }
    }
    for (file, key) in &example.key {
        each_field(key, &mut |name, value| {
            if let (true, Some(id)) = (matches!(name, "statement" | "within"), value.as_str()) {
                assert!(ids.contains(id), "{file}: there is no statement {id}");
            }
        });
    }
}

#[test]
fn the_same_utterance_is_told_in_words_of_the_articles() {
    let example = example();
    for utterance in list(&example.key["same.json"]["utterances"]) {
        let tellings = list(&utterance["statements"]);
        assert!(
            tellings.len() >= 2,
            "one telling is no comparison: {utterance}"
        );
        for telling in tellings {
            let text = &example.texts[telling["article"].as_str().expect("an article")];
            for words in telling["words"].as_str().expect("words").split(" … ") {
                assert!(
                    text.contains(words),
                    "{words:?} is not in {}",
                    telling["article"]
                );
            }
        }
    }
}

#[test]
fn copies_are_of_an_article_of_their_group() {
    let example = example();
    let groups = list(&example.key["copies.json"]["groups"]);
    assert!(!groups.is_empty());
    let mut copies = 0;
    for group in groups {
        let articles = list(&group["articles"]);
        assert!(articles.len() >= 2, "one article is no copy: {group}");
        assert!(articles.contains(&group["original"]));
        for relation in list(&group["relations"]) {
            assert!(articles.contains(&relation["copy"]) && articles.contains(&relation["of"]));
        }
        copies += articles.len() - 1;
    }
    let sources = example.key["copies.json"]["independent_sources"].as_u64();
    assert_eq!(sources, Some((example.texts.len() - copies) as u64));
}
