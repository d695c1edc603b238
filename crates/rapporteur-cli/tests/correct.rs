//! `rapporteur correct`

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod support;

use serde_json::{Value, json};
use support::Desk;

const TEXT: &str = "“We will wait,” Ilva Maren said on Tuesday in Port Sorrel. Orlan Teich laughed \
    at that: the ferry, he wrote in a letter, sails without her.";

fn desk() -> Desk {
    let desk = Desk::new();
    desk.write("a.txt", TEXT);
    desk.done(&["add", "a.txt", "--date", "2031-03-12"]);
    desk
}

/// Id, speaker and content of each statement of the article, in the order of the text.
fn told(desk: &Desk) -> Vec<[String; 3]> {
    let shown = desk.json(&["show", "1", "--json"]);
    let statements = shown["reading"]["statements"].as_array().unwrap().clone();
    let told = |statement: &Value| {
        let span = &statement["content"][0];
        let [start, end] =
            [0, 1].map(|side| usize::try_from(span[side].as_u64().unwrap()).unwrap());
        [
            statement["id"].as_str().unwrap().to_owned(),
            statement["speaker"]["name"]
                .as_str()
                .unwrap_or("?")
                .to_owned(),
            TEXT.chars().skip(start).take(end - start).collect(),
        ]
    };
    statements.iter().map(told).collect()
}

const ADD: [&str; 8] = [
    "correct",
    "1",
    "--content",
    "the ferry … sails without her",
    "--source",
    "Orlan Teich",
    "--act",
    "reject",
];

#[test]
fn what_is_added_is_found_outlives_rereading_and_is_undone() {
    let desk = desk();
    let before = desk.export();
    let preview = desk.json(&[&ADD[..], &["--dry-run", "--json"]].concat());
    assert_eq!(preview["id"], Value::Null);
    assert_eq!(preview["after"]["speaker"]["name"], "Orlan Teich");
    assert_eq!(desk.export(), before);
    let report = desk.json(&[&ADD[..], &["--json"]].concat());
    assert_eq!(report["id"], "s100001");
    assert_eq!(report["operation"]["kind"], "statements");
    desk.done(&["reread"]);
    let found = desk.statements(&["sails"]);
    let found: Vec<_> = found.iter().filter(|one| one["id"] == "s100001").collect();
    assert_eq!(found.len(), 1);
    assert_eq!(found[0]["act"], "reject");
    assert_eq!(found[0]["text"]["content"], "the ferry … sails without her");
    desk.done(&["undo", &report["operation"]["number"].to_string()]);
    assert_eq!(desk.export(), before);
}

#[test]
fn what_is_corrected_or_struck_out_stays_so() {
    let desk = desk();
    let text = desk.done(&[
        "correct",
        "1:s1",
        "--speaker",
        "Agnes Tolliver",
        "--act",
        "threaten",
    ]);
    assert!(text.contains("is corrected: speaker, act"), "{text}");
    desk.done(&["reread"]);
    assert_eq!(told(&desk)[0][1], "Agnes Tolliver");
    let corrections = desk.json(&["show", "1", "--json"])["corrections"].clone();
    assert_eq!(
        corrections,
        json!([{"statement": "s1", "verdict": "correct", "fields": ["speaker", "act"], "operation": 2}])
    );
    desk.done(&["correct", "1:s1", "--strike"]);
    desk.done(&["reread"]);
    assert!(told(&desk).iter().all(|[id, ..]| id != "s1"));
    assert_eq!(desk.statements(&["wait"]), Vec::<Value>::new());
}

#[test]
fn what_cannot_be_is_told() {
    let desk = desk();
    let told = desk.refused(2, &["correct", "1", "--act", "state"]);
    assert!(told.contains("no content is given"), "{told}");
    let told = desk.refused(2, &["correct", "1", "--content", "the peace"]);
    assert!(
        told.contains("does not have the words \"the peace\""),
        "{told}"
    );
    let told = desk.refused(2, &["correct", "1", "--content", "100-900"]);
    assert!(told.contains("reaches outside the text"), "{told}");
    let told = desk.refused(4, &["correct", "1:s9", "--strike"]);
    assert!(told.contains("article 1 has no statement \"s9\""), "{told}");
    let told = desk.refused(2, &["correct", "1", "--strike"]);
    assert!(told.contains("such as 3:s4"), "{told}");
    let told = desk.refused(2, &["correct", "1:s1", "--kind", "direct"]);
    assert!(told.contains("nothing is changed"), "{told}");
}
