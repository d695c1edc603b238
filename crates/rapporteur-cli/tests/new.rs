//! `rapporteur new`

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod support;

use serde_json::{Value, json};
use support::{Desk, example_article, keys, list, path, with_about};

/// What `new` says of one file.
fn new(desk: &Desk, arguments: &[&str]) -> Value {
    let mut all = vec!["new", "--json"];
    all.extend(arguments);
    let mut views = desk.json_lines(&all);
    assert_eq!(views.len(), 1);
    views.remove(0)
}

/// The words of the statements that are on the record already, and of those that are not.
fn parted(view: &Value) -> (Vec<String>, Vec<String>) {
    let (mut known, mut unknown) = (Vec::new(), Vec::new());
    for statement in list(&view["statements"]) {
        let words = statement["content"].as_str().unwrap().to_owned();
        if statement["standing"] == "new" {
            unknown.push(words)
        } else {
            known.push(words)
        }
    }
    (known, unknown)
}

fn desk() -> Desk {
    let desk = Desk::new();
    desk.write(
        "first.txt",
        "“We will wait for an answer,” Ilva Maren said on Tuesday in Port Sorrel.",
    );
    desk.done(&[
        "add",
        "first.txt",
        "--publisher",
        "Harbour Wire",
        "--date",
        "2031-03-12",
    ]);
    desk
}

#[test]
fn it_changes_nothing() {
    let desk = Desk::with_example();
    desk.write(
        "a.txt",
        "“We will wait,” Ilva Maren said on Tuesday in Port Sorrel.",
    );
    let before = (desk.export(), desk.log());
    desk.done(&["new", "a.txt"]);
    desk.done(&["new", &path(&example_article("01-"))]);
    assert_eq!((desk.export(), desk.log()), before);
}

#[test]
fn an_article_on_the_record_is_known() {
    let desk = Desk::with_example();
    let view = new(&desk, &with_about(&[&path(&example_article("05-"))]));
    assert_eq!(view["standing"], json!({"as": "known", "article": 5}));
    let carried = new(&desk, &with_about(&[&path(&example_article("01-"))]));
    assert_eq!(carried["standing"], json!({"as": "known", "article": 1}));
    let (_, unknown) = parted(&carried);
    assert_eq!(unknown, [""; 0], "another outlet carries all of it");
}

#[test]
fn the_same_words_of_another_outlet_are_a_copy() {
    let desk = desk();
    let view = new(&desk, &["first.txt", "--publisher", "Dayfeed 24"]);
    assert_eq!(view["standing"], json!({"as": "new"}));
    assert_eq!(view["same_words"], json!([1]));
    assert_eq!(view["copies"][0]["article"], 1);
    assert_eq!(view["copies"][0]["kind"], "verbatim");
    let (known, unknown) = parted(&view);
    assert_eq!((known.len(), unknown.len()), (1, 0));
    let earlier = &view["statements"][0]["earlier"][0];
    assert_eq!(
        *earlier,
        json!({
            "article": 1, "id": "s1", "publisher": "Harbour Wire", "day": "2031-03-11",
            "same_words": true, "content": "“We will wait for an answer,”"
        })
    );
}

#[test]
fn only_what_the_speaker_has_not_said_is_new() {
    let desk = desk();
    desk.write(
        "next.txt",
        "“We WILL wait: for an answer,” Ilva Maren said on Friday in Port Sorrel. \
         “We will not wait in vain,” Ilva Maren said on Friday. \
         “We will wait for an answer,” Orlan Teich said on the same day.",
    );
    let (known, unknown) = parted(&new(&desk, &["next.txt"]));
    assert_eq!(known, ["“We WILL wait: for an answer,”"]);
    assert_eq!(
        unknown,
        [
            "“We will not wait in vain,”",
            "“We will wait for an answer,”"
        ]
    );
    let text = desk.done(&["new", "next.txt"]);
    let at = |part: &str| {
        text.find(part)
            .unwrap_or_else(|| panic!("{part} is not in {text}"))
    };
    assert!(at("New: 2 statements") < at("in vain"));
    assert!(at("in vain") < at("On the record already: 1 statement"));
    assert!(
        text.contains("first in article 1 (Harbour Wire, 11 Mar 2031)"),
        "{text}"
    );
}

#[test]
fn new_words_at_a_known_address_are_a_version() {
    let desk = desk();
    desk.write(
        "second.txt",
        "“We will wait no longer,” Ilva Maren said on Friday in Port Sorrel.",
    );
    let at = ["--url", "https://harbourwire.example/1"];
    desk.done(&["set", "1", at[0], at[1]]);
    let view = new(&desk, &["second.txt", at[0], at[1]]);
    assert_eq!(view["standing"], json!({"as": "version", "article": 1}));
    let text = desk.done(&["new", "second.txt", at[0], at[1]]);
    assert!(
        text.contains("new words at the address of article 1"),
        "{text}"
    );
}

#[test]
fn what_was_removed_is_said_to_be() {
    let desk = desk();
    desk.done(&["remove", "1"]);
    let view = new(&desk, &["first.txt", "--publisher", "Harbour Wire"]);
    assert_eq!(view["standing"], json!({"as": "removed", "article": 1}));
    let (known, _) = parted(&view);
    assert_eq!(known, [""; 0], "what is removed tells nothing");
}

#[test]
fn its_answer_has_these_fields() {
    let desk = desk();
    let view = new(&desk, &["first.txt"]);
    assert_eq!(
        keys(&view),
        [
            "copies",
            "events",
            "reading",
            "same_words",
            "standing",
            "statements"
        ]
    );
    assert_eq!(
        keys(&view["statements"][0]),
        [
            "content",
            "contradicts",
            "earlier",
            "id",
            "speaker",
            "standing"
        ]
    );
    assert_eq!(
        view["reading"],
        desk.json_lines(&["extract", "first.txt", "--json"])[0]
    );
}

#[test]
fn without_a_record_it_says_how_to_make_one() {
    let desk = Desk::new();
    desk.write("a.txt", "“We wait,” Ilva Maren said.");
    insta::assert_snapshot!(desk.refused(4, &["new", "a.txt"]), @"
    error: there is no record at record.rapporteur
    hint: make one with `rapporteur add REPORTS`, or name another with --record FILE
    ");
}

#[test]
fn the_same_utterance_in_other_words_is_known_and_shown() {
    let desk = Desk::new();
    desk.write(
        "straight.txt",
        "“No ship of ours will leave the strait before the winter is over,” Ilva Maren said on Friday.",
    );
    desk.write(
        "bent.txt",
        "«None of our ships is going to abandon the strait before finishing the winter», Ilva Maren said on Friday.",
    );
    desk.done(&[
        "add",
        "straight.txt",
        "--publisher",
        "Harbour Wire",
        "--date",
        "2031-05-03",
    ]);
    let arguments = [
        "bent.txt",
        "--publisher",
        "Dayfeed 24",
        "--date",
        "2031-05-03",
    ];
    let view = new(&desk, &arguments);
    let statement = &view["statements"][0];
    assert_eq!(statement["standing"], "known", "{statement}");
    assert_eq!(statement["earlier"][0]["same_words"], false);
    let mut told = vec!["new"];
    told.extend(arguments);
    let told = desk.done(&told);
    assert!(told.contains("in other words: “No ship of ours"), "{told}");
}

#[test]
fn an_event_that_is_told_otherwise_contradicts() {
    let desk = Desk::with_example();
    desk.write(
        "next.txt",
        "Delegations from Valdria and Kestoria met in Port Sorrel on 5 March for a first round of \
         talks, which lasted eight hours.",
    );
    let view = new(
        &desk,
        &[
            "next.txt",
            "--publisher",
            "The Ferry Post",
            "--date",
            "2031-03-07",
        ],
    );
    let events = list(&view["events"]);
    let event = events
        .iter()
        .find(|event| event["event"]["kind"] == "round-of-talks")
        .unwrap();
    assert_eq!(event["standing"], "contradicting", "{event}");
    let told = desk.done(&[
        "new",
        "next.txt",
        "--publisher",
        "The Ferry Post",
        "--date",
        "2031-03-07",
    ]);
    assert!(
        told.contains("how long: eight hours, on record six hours"),
        "{told}"
    );
}
