//! `rapporteur compare`

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod support;

use std::path::Path;

use serde_json::Value;
use support::{Desk, example_article, list, path};

/// The answers of one field of the event of a kind, with the verdict.
fn field(view: &Value, kind: &str, of: &str) -> (String, Vec<String>) {
    let events = list(&view["events"]);
    let event = events.iter().find(|event| event["kind"] == kind).unwrap();
    let fields = list(&event["fields"]);
    let field = fields.iter().find(|field| field["of"] == of).unwrap();
    let values = list(&field["values"]);
    let values = values
        .iter()
        .map(|value| value["value"].as_str().unwrap().to_owned());
    (
        field["verdict"].as_str().unwrap().to_owned(),
        values.collect(),
    )
}

#[test]
fn two_articles_agree_and_differ_field_by_field() {
    let desk = Desk::with_example();
    let view = desk.json(&["compare", "--json", "1", "5"]);
    let (verdict, values) = field(&view, "round-of-talks", "duration");
    assert_eq!(
        (verdict.as_str(), values),
        ("differ", vec!["PT6H".to_owned(), "PT6H30M".to_owned()])
    );
    let (verdict, _) = field(&view, "round-of-talks", "place");
    assert_eq!(verdict, "agree");
}

#[test]
fn one_utterance_stands_in_both_wordings() {
    let desk = Desk::with_example();
    let view = desk.json(&["compare", "--json", "6", "7"]);
    let utterances = list(&view["utterances"]);
    let utterance = utterances
        .iter()
        .find(|utterance| utterance["speaker"] == "Mira Kostel")
        .unwrap();
    let articles: Vec<i64> = list(&utterance["wordings"])
        .iter()
        .map(|wording| wording["article"].as_i64().unwrap())
        .collect();
    assert_eq!(
        (articles, utterance["same_words"] == false),
        (vec![6, 7], true)
    );
    let told = desk.done(&["compare", "6", "7"]);
    assert!(told.contains("Not one soldier"), "{told}");
}

#[test]
fn outlets_and_events_are_compared_by_name_and_number() {
    let desk = Desk::with_example();
    let view = desk.json(&["compare", "--json", "harbour wire", "Tolmarch Gazette"]);
    assert_eq!(view["sides"][0]["publisher"], "Harbour Wire");
    let page = desk.json(&["timeline", "--json", "--kind", "round-of-talks"]);
    let number = page["events"][0]["number"].as_u64().unwrap().to_string();
    let view = desk.json(&["compare", "--json", "--event", &number]);
    assert!(list(&view["sides"]).len() > 2);
    assert_eq!(list(&view["events"]).len(), 1);
}

#[test]
fn two_files_need_no_record() {
    let desk = Desk::new();
    let (one, other) = (path(&example_article("01-")), path(&example_article("05-")));
    let view = desk.json(&["compare", "--json", &one, &other]);
    assert_eq!(list(&view["sides"]).len(), 2);
    assert!(!desk.path("record.rapporteur").exists());
}

#[test]
fn a_table_has_a_line_per_answer() {
    let desk = Desk::with_example();
    let table = desk.done(&["compare", "1", "5", "--csv"]);
    assert!(
        table.contains("event,round-of-talks 1,2031-03-05,how-long,duration,differ,PT6H,1,"),
        "{table}"
    );
}

#[test]
fn the_seeds_share_an_event_whose_length_differs_and_an_utterance() {
    let seeds = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/seeds");
    let find = |start: &str| {
        let mut files = std::fs::read_dir(&seeds).ok()?.filter_map(Result::ok);
        let file = files.find(|file| file.file_name().to_string_lossy().starts_with(start))?;
        Some(path(&file.path()))
    };
    let (Some(one), Some(other)) = (find("000_"), find("001_")) else {
        println!("skipped: the seeds are not beside this workspace");
        return;
    };
    let desk = Desk::new();
    let codebook = path(&seeds.join("codebook.toml"));
    let view = desk.json(&["compare", "--json", "--codebook", &codebook, &one, &other]);
    let (verdict, values) = field(&view, "round-of-talks", "duration");
    assert_eq!(
        (verdict.as_str(), values),
        ("differ", vec!["PT6H".to_owned(), "PT6H30M".to_owned()])
    );
    let utterances = list(&view["utterances"]);
    let speakers: Vec<&str> = utterances
        .iter()
        .map(|one| one["speaker"].as_str().unwrap())
        .collect();
    assert!(speakers.contains(&"Dmitry Peskov"), "{speakers:?}");
}
