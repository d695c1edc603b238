//! `rapporteur undo`

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod support;

use support::{Desk, example_article, path};

/// Everything that can be asked of a record, as it is printed.
fn looks(desk: &Desk) -> Vec<String> {
    let mut looks = vec![desk.export()];
    for command in [
        &["brief", "--json"][..],
        &["articles", "--json"],
        &["statements", "--json", "--limit", "1000"],
        &["statements", "blockade", "--json"],
        &["export", "--format", "csv"],
    ] {
        looks.push(desk.done(command));
    }
    looks
}

#[test]
fn every_operation_can_be_taken_back_and_had_back() {
    let desk = Desk::with_example();
    desk.write(
        "later.txt",
        "“We will wait,” Ilva Maren said on Tuesday in Port Sorrel.",
    );
    desk.write(
        "other.toml",
        "[[party]]\nid = \"islands\"\nname = \"The Islands\"\naliases = [\"Valdria\"]\n",
    );
    for operation in [
        &["add", "later.txt", "--published", "2031-05-01"][..],
        &[
            "set",
            "1",
            "--published",
            "2030",
            "--publisher",
            "Dayfeed 24",
        ],
        &["remove", "1", "5"],
        &["reread", "--codebook", "other.toml"],
    ] {
        let before = looks(&desk);
        desk.done(operation);
        let after = looks(&desk);
        assert_ne!(before, after, "{operation:?}");
        desk.done(&["undo"]);
        assert_eq!(looks(&desk), before, "{operation:?}");
        let undoing = desk.log()[0]["number"].to_string();
        desk.done(&["undo", &undoing]);
        assert_eq!(looks(&desk), after, "{operation:?}");
        desk.done(&["undo", desk.log()[0]["number"].to_string().as_str()]);
        assert_eq!(looks(&desk), before, "{operation:?}");
    }
}

#[test]
fn it_goes_back_one_operation_at_a_time() {
    let desk = Desk::with_example();
    let empty = {
        let other = Desk::with_example();
        other.done(&["undo"]);
        looks(&other)
    };
    desk.done(&["set", "1", "--title", "One"]);
    desk.done(&["set", "1", "--title", "Two"]);
    let title = |desk: &Desk| desk.articles()[0]["title"].clone();
    assert_eq!(title(&desk), "Two");
    insta::assert_snapshot!(desk.done(&["undo"]), @"undone: operation 3, set (article 1: title)");
    assert_eq!(title(&desk), "One");
    desk.done(&["undo"]);
    desk.done(&["undo"]);
    assert_eq!(looks(&desk), empty);
    insta::assert_snapshot!(desk.refused(1, &["undo"]), @"error: the log holds nothing that can be undone");
}

#[test]
fn what_was_undone_can_be_added_again_under_its_old_number() {
    let desk = Desk::new();
    let file = path(&example_article("05-"));
    desk.done(&["add", &file]);
    let before = looks(&desk);
    desk.done(&["undo"]);
    desk.done(&["add", &file]);
    assert_eq!(looks(&desk), before);
}

#[test]
fn one_operation_is_taken_back_by_its_number() {
    let desk = Desk::new();
    for start in ["01-", "05-", "07-"] {
        desk.done(&["add", &path(&example_article(start))]);
    }
    desk.done(&["undo", "2"]);
    let numbers: Vec<_> = desk
        .articles()
        .iter()
        .map(|one| one["number"].clone())
        .collect();
    assert_eq!(numbers, [1, 3]);
    insta::assert_snapshot!(desk.refused(1, &["undo", "2"]), @"
    error: operation 2 is undone already, by operation 4
    hint: undo operation 4 to have it back
    ");
    insta::assert_snapshot!(desk.refused(4, &["undo", "99"]), @"
    error: no operation 99 in the log
    hint: `rapporteur articles` lists the articles, `rapporteur log` the operations
    ");
}

#[test]
fn its_json_tells_both_operations() {
    let desk = Desk::with_example();
    desk.done(&["remove", "1"]);
    let report = desk.json(&["undo", "--json"]);
    let log = desk.log();
    assert_eq!(
        (&report["operation"], &report["undone"]),
        (&log[0], &log[1])
    );
}
