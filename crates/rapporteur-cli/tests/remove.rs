//! `rapporteur remove`

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod support;

use support::{Desk, list};

#[test]
fn a_removed_article_is_in_no_answer() {
    let desk = Desk::with_example();
    let of_first =
        |hits: &[serde_json::Value]| hits.iter().filter(|hit| hit["article"] == 1).count();
    assert_ne!(of_first(&desk.statements(&[])), 0);
    let told = desk.done(&["remove", "1"]);
    insta::assert_snapshot!(told, @"
    1 article removed
    operation 2; undo with `rapporteur undo`
    ");
    assert_eq!(of_first(&desk.statements(&[])), 0);
    assert!(desk.articles().iter().all(|article| article["number"] != 1));
    assert!(!desk.export().contains("/01-first-round.txt"));
    let tellings: Vec<_> = list(&desk.json(&["brief", "--json"])["voices"])
        .iter()
        .flat_map(|voice| list(&voice["told_by"]))
        .collect();
    assert_eq!(of_first(&tellings), 0);
    insta::assert_snapshot!(desk.refused(4, &["show", "1"]), @"
    error: no article 1 in the record
    hint: `rapporteur articles` lists the articles, `rapporteur log` the operations
    ");
    desk.refused(4, &["remove", "1"]);
}

#[test]
fn undo_brings_it_back_as_it_was() {
    let desk = Desk::with_example();
    let looks = |desk: &Desk| {
        [
            desk.export(),
            desk.done(&["brief"]),
            desk.done(&["articles"]),
            desk.done(&["statements", "--json", "--limit", "1000"]),
            desk.done(&["show", "5", "--json"]),
        ]
    };
    let before = looks(&desk);
    desk.done(&["remove", "5", "7", "18"]);
    desk.done(&["undo"]);
    assert_eq!(looks(&desk), before);
}

#[test]
fn one_that_is_not_there_keeps_the_others() {
    let desk = Desk::with_example();
    let before = desk.export();
    let err = desk.refused(4, &["remove", "1", "99"]);
    insta::assert_snapshot!(err, @"
    error: no article 99 in the record
    hint: `rapporteur articles` lists the articles, `rapporteur log` the operations
    ");
    assert_eq!(desk.export(), before);
}

#[test]
fn its_json_is_the_operation() {
    let desk = Desk::with_example();
    let operation = desk.json(&["remove", "1", "2", "--json"]);
    assert_eq!(operation, desk.log()[0]);
    assert_eq!(operation["summary"], "articles 1, 2");
}
