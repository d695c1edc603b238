//! `rapporteur set`

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod support;

use serde_json::{Value, json};
use support::{Desk, example, keys, list, path, with_about};

fn shown(desk: &Desk) -> Value {
    desk.json(&["show", "1", "--json"])
}

/// A record of one article with a statement on "Tuesday" and no date.
fn desk() -> Desk {
    let desk = Desk::new();
    desk.write(
        "a.txt",
        "“We will wait,” Ilva Maren said on Tuesday in Port Sorrel.",
    );
    desk.done(&["add", "a.txt"]);
    desk
}

fn said(desk: &Desk) -> Value {
    desk.statements(&[])[0]["said"].clone()
}

#[test]
fn a_publication_date_dates_what_is_said_and_outlives_every_new_reading() {
    let desk = desk();
    assert_eq!(said(&desk), Value::Null);
    desk.done(&["set", "1", "--published", "2031-03-12"]);
    let tuesday = json!({"edtf": "2031-03-11", "from": "phrase"});
    assert_eq!(said(&desk), tuesday);
    desk.done(&["reread"]);
    assert_eq!(said(&desk), tuesday);
    let added = desk.json(&["add", "a.txt", "--json"]);
    assert_eq!(added["known"], 1, "it is the same article still");
    assert_eq!(said(&desk), tuesday);
    desk.done(&["add", "a.txt", "--published", "2031-05-01"]);
    assert_eq!(
        said(&desk),
        tuesday,
        "a decision counts more than an option"
    );
    desk.done(&["set", "1", "--date", "2031-03-19"]);
    assert_eq!(said(&desk)["edtf"], "2031-03-18");
}

#[test]
fn the_undated_article_of_the_example_can_be_dated() {
    let desk = Desk::with_example();
    let of = |desk: &Desk| -> Vec<Value> {
        desk.statements(&[])
            .into_iter()
            .filter(|hit| hit["article"] == 14)
            .collect()
    };
    let before = of(&desk);
    assert!(before.iter().all(|hit| hit["said"].is_null()));
    desk.done(&["set", "14", "--published", "2031-04-01"]);
    let after = of(&desk);
    assert_eq!(before.len(), after.len());
    assert!(after.iter().all(|hit| hit["said"]["edtf"].is_string()));
    assert!(
        after
            .iter()
            .all(|hit| hit["published"]["edtf"] == "2031-04-01")
    );
    assert_eq!(desk.statements(&["--undated"]).len(), 0);
    let articles = path(&example().join("articles"));
    desk.done(&with_about(&["add", &articles]));
    desk.done(&with_about(&["reread"])[..3]);
    assert_eq!(of(&desk), after);
}

#[test]
fn every_field_can_be_set_and_taken_away() {
    let desk = desk();
    let before = desk.export();
    let url = "https://harbourwire.example/1";
    desk.done(&[
        "set",
        "1",
        "--publisher",
        "Harbour Wire",
        "--title",
        "Nobody moves",
        "--url",
        url,
        "--published",
        "2031-03",
    ]);
    let line = &shown(&desk)["line"];
    assert_eq!(line["publisher"], "Harbour Wire");
    assert_eq!(line["title"], "Nobody moves");
    assert_eq!(line["url"], url);
    assert_eq!(line["published"]["edtf"], "2031-03");
    let hit = &desk.statements(&["--publisher", "harbour wire"])[0];
    assert_eq!(
        (&hit["publisher"], &hit["title"]),
        (&"Harbour Wire".into(), &"Nobody moves".into())
    );
    desk.done(&[
        "set",
        "1",
        "--publisher",
        "unknown",
        "--title",
        "unknown",
        "--url",
        "unknown",
        "--published",
        "unknown",
    ]);
    let line = &shown(&desk)["line"];
    for field in ["publisher", "title", "url"] {
        assert_eq!(line[field], Value::Null);
    }
    assert_eq!(line["published"]["edtf"], Value::Null);
    assert_eq!(said(&desk), Value::Null);
    desk.done(&["undo"]);
    desk.done(&["undo"]);
    assert_eq!(desk.export(), before);
}

#[test]
fn the_language_decides_where_the_text_does_not_tell() {
    let desk = Desk::new();
    desk.write("a.txt", "“Salt!” Ilva Maren said.");
    desk.done(&["add", "a.txt"]);
    desk.done(&["set", "1", "--language", "de"]);
    assert_eq!(shown(&desk)["line"]["read"], false);
    desk.done(&["set", "1", "--language", "en"]);
    assert_eq!(shown(&desk)["line"]["read"], true);
    desk.done(&["reread"]);
    assert_eq!(shown(&desk)["line"]["read"], true);
}

#[test]
fn a_decided_language_does_not_count_against_the_text_yet() {
    let desk = desk();
    desk.done(&["set", "1", "--language", "de"]);
    // FIXME: a decision of a person should count more than what the text looks like.
    assert_eq!(shown(&desk)["line"]["language"], "en");
}

#[test]
fn what_was_decided_is_shown_with_its_operation() {
    let desk = desk();
    insta::assert_snapshot!(desk.done(&["set", "1", "--publisher", "Harbour Wire", "--date", "2031"]), @"
    article 1: publisher, published; read again
    operation 2; undo with `rapporteur undo`
    ");
    let decisions = list(&shown(&desk)["decisions"]);
    assert_eq!(
        decisions,
        [
            json!({"field": "publisher", "value": "Harbour Wire", "operation": 2}),
            json!({"field": "published", "value": "2031", "operation": 2}),
        ]
    );
    let text = desk.done(&["show", "1"]);
    assert!(
        text.contains("publisher set to Harbour Wire by operation 2"),
        "{text}"
    );
}

#[test]
fn a_decision_holds_for_new_versions_too() {
    let desk = Desk::new();
    desk.write(
        "old.txt",
        "“We will wait,” Ilva Maren said on Tuesday in Port Sorrel.",
    );
    desk.write(
        "new.txt",
        "“We will go,” Ilva Maren said on Tuesday in Port Sorrel.",
    );
    let at = ["--url", "https://harbourwire.example/1"];
    desk.done(&["add", "old.txt", at[0], at[1]]);
    desk.done(&["set", "1", "--published", "2031-03-12"]);
    let added = desk.json(&["add", "new.txt", at[0], at[1], "--json"]);
    assert_eq!(added["versions"], 1);
    assert_eq!(desk.statements(&[])[0]["text"]["content"], "“We will go,”");
    assert_eq!(said(&desk), json!({"edtf": "2031-03-11", "from": "phrase"}));
}

#[test]
fn what_it_cannot_do_it_says() {
    let desk = desk();
    let before = (desk.export(), desk.log());
    insta::assert_snapshot!(desk.refused(4, &["set", "99", "--title", "x"]), @"
    error: no article 99 in the record
    hint: `rapporteur articles` lists the articles, `rapporteur log` the operations
    ");
    assert!(desk.refused(2, &["set", "1"]).contains("--publisher"));
    let err = desk.refused(2, &["set", "1", "--published", "12/03/2031"]);
    assert!(err.contains("write YYYY-MM-DD"), "{err}");
    assert_eq!((desk.export(), desk.log()), before);
}

#[test]
fn its_json_is_the_operation() {
    let desk = desk();
    let operation = desk.json(&["set", "1", "--title", "x", "--json"]);
    assert_eq!(operation, desk.log()[0]);
    assert_eq!(operation["summary"], "article 1: title");
    assert!(keys(&operation).contains(&"author"));
}
