//! `rapporteur log`

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod support;

use serde_json::Value;
use support::{Desk, GERMAN, keys, texts};

/// A record to which each kind of thing was done.
fn desk() -> Desk {
    let desk = Desk::new();
    desk.write("a.txt", GERMAN);
    desk.write("b.txt", format!("{GERMAN} Und mehr."));
    desk.done(&["add", "a.txt", "b.txt"]);
    desk.done(&[
        "set",
        "1",
        "--published",
        "2031-03-12",
        "--author",
        "Tia Roan",
    ]);
    desk.done(&["remove", "2"]);
    desk.done(&["undo"]);
    desk.done(&["reread"]);
    desk.done(&["erase", "2", "--yes"]);
    desk
}

/// What is printed, without the clock.
fn without_times(text: &str) -> String {
    let mut lines = Vec::new();
    for line in text.lines() {
        let time = line.split_whitespace().nth(1).unwrap();
        assert_eq!(time.len(), "2031-03-12T00:00:00Z".len(), "{line}");
        lines.push(line.replace(time, "(time)"));
    }
    lines.join("\n")
}

#[test]
fn it_lists_who_did_what_latest_first() {
    insta::assert_snapshot!(without_times(&desk().done(&["log"])), @"
    6  (time)  erase   articles 2  the tester
    5  (time)  reread  2 read again, 0 changed  the tester
    4  (time)  undo    operation 3  the tester
    3  (time)  remove  articles 2  the tester  undone by 4
    2  (time)  set     article 1: published  Tia Roan
    1  (time)  add     2 new, 0 new versions, 0 known, 0 failed; 0 statements  the tester
    ");
}

#[test]
fn pages_put_together_are_the_whole_log() {
    let desk = desk();
    let mut pages = Vec::new();
    let mut before = "1000".to_owned();
    loop {
        let page = desk.json(&["log", "--json", "--limit", "2", "--before", &before]);
        let page = support::list(&page);
        let Some(last) = page.last() else { break };
        before = last["number"].to_string();
        pages.extend(page);
    }
    assert_eq!(pages, desk.log());
}

#[test]
fn an_operation_has_these_fields() {
    let desk = desk();
    let log = desk.log();
    let expected = [
        "author",
        "finished",
        "kind",
        "number",
        "started",
        "summary",
        "undoes",
        "undone_by",
    ];
    for operation in &log {
        assert_eq!(keys(operation), expected);
        assert!(operation["started"].as_str() <= operation["finished"].as_str());
    }
    let kinds: Vec<_> = texts(&log, "kind").into_iter().flatten().collect();
    assert_eq!(kinds, ["erase", "reread", "undo", "remove", "set", "add"]);
    assert_eq!(
        (&log[2]["undoes"], &log[3]["undone_by"]),
        (&log[3]["number"], &log[2]["number"])
    );
}

#[test]
fn the_author_is_an_option_or_the_login_name() {
    let desk = desk();
    let author = |log: &[Value]| log[0]["author"].as_str().unwrap().to_owned();
    assert_eq!(author(&desk.log()), "the tester");
    desk.done(&["set", "1", "--title", "unknown", "--author", "Tia Roan"]);
    assert_eq!(author(&desk.log()), "Tia Roan");
    let mut command = desk.command();
    command
        .args(["set", "1", "--title", "unknown"])
        .env_remove("RAPPORTEUR_AUTHOR");
    assert!(
        command
            .env("USER", "tia")
            .output()
            .unwrap()
            .status
            .success()
    );
    assert_eq!(author(&desk.log()), "tia");
}

#[test]
fn looking_leaves_no_entry() {
    let desk = desk();
    let before = desk.log();
    for looking in [
        &["brief"][..],
        &["articles"],
        &["statements"],
        &["show", "1"],
        &["new", "a.txt"],
        &["log"],
    ] {
        desk.done(looking);
    }
    desk.export();
    desk.refused(4, &["remove", "99"]);
    desk.refused(1, &["erase", "1"]);
    assert_eq!(desk.log(), before);
}
