//! `rapporteur positions`

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod support;

use serde_json::{Value, json};
use support::bridge::{decided, desk, named, standings};
use support::{Desk, keys, list};

fn table(desk: &Desk, options: &[&str]) -> Value {
    desk.json(&[&["positions", "--json"], options].concat())
}

/// Checks where each party stands on the first proposition: party, stance, day, statement.
#[track_caller]
fn check(desk: &Desk, options: &[&str], expected: &[[&str; 4]]) {
    let expected: Vec<[String; 4]> = expected.iter().map(|row| row.map(str::to_owned)).collect();
    assert_eq!(standings(&table(desk, options)), expected, "{options:?}");
}

#[test]
fn the_table_has_the_latest_stance_of_each_party_and_who_has_not_spoken() {
    let desk = decided();
    let view = table(&desk, &[]);
    assert_eq!(keys(&view), ["at", "issues", "parties", "process"]);
    assert_eq!(view["process"], "The bridge at Velm");
    assert_eq!(view["at"], "2031-04-03");
    assert_eq!(
        standings(&view),
        [
            ["valdria", "conditional", "2031-03-20", "3:s1"],
            ["kestoria", "against", "2031-04-03", "5:s1"],
        ]
    );
    let propositions = list(&view["issues"][0]["propositions"]);
    let kestoria = &propositions[0]["standings"][1];
    assert_eq!(kestoria["since"], "2031-04-02");
    assert_eq!(kestoria["times"], 2);
    assert_eq!(kestoria["publishers"], 2);
    assert_eq!(propositions[0]["standings"][0]["age"], 14);
    let voice = &kestoria["statement"];
    assert_eq!(voice["decided"], true);
    assert_eq!(voice["speaker"], "Orlan Teich");
    assert_eq!(propositions[0]["open"], json!([]));
    let open = list(&propositions[1]["open"]);
    let open: Vec<_> = open.iter().map(|party| &party["id"]).collect();
    assert_eq!(open, ["valdria", "kestoria"]);
}

#[test]
fn the_table_can_be_of_a_day_a_party_or_an_issue() {
    let desk = decided();
    let early = [
        ["valdria", "against", "2031-03-05", "1:s1"],
        ["kestoria", "for", "2031-03-06", "2:s1"],
    ];
    check(&desk, &["--at", "2031-03-19"], &early);
    check(
        &desk,
        &["--party", "Kestoria", "--at", "2031-03-19"],
        &early[1..],
    );
    check(
        &desk,
        &["--issue", "The bridge", "--at", "2031-03-19"],
        &early,
    );
    let wide = table(&desk, &["--issue", "bridge.wide"]);
    assert_eq!(list(&wide["issues"][0]["propositions"]).len(), 1);
    let told = desk.refused(4, &["positions", "--issue", "brigde"]);
    assert!(told.contains("did you mean bridge?"), "{told}");
    let told = desk.refused(4, &["positions", "--party", "valdira"]);
    assert!(told.contains("did you mean valdria?"), "{told}");
}

#[test]
fn two_parties_stand_side_by_side() {
    let desk = decided();
    let between = |at| {
        let view = table(&desk, &["--between", "valdria", "kestoria", "--at", at]);
        let propositions = list(&view["issues"][0]["propositions"]);
        let relations = propositions.iter().map(|one| one["between"].clone());
        relations.collect::<Vec<_>>()
    };
    assert_eq!(between("2031-03-19"), ["differ", "open"]);
    assert_eq!(between("2031-04-03"), ["wait", "open"]);
    let text = desk.done(&["positions", "--between", "kestoria", "valdria"]);
    assert!(text.contains("− Kestoria"), "{text}");
    assert!(text.contains("1 wait, 1 open"), "{text}");
}

#[test]
fn text_fits_eighty_columns_and_names_its_sources() {
    let desk = decided();
    let mut command = desk.command();
    let out = command.env("COLUMNS", "80").arg("positions").output();
    let text = String::from_utf8(out.unwrap().stdout).unwrap();
    assert!(
        text.lines().all(|line| line.chars().count() <= 80),
        "{text}"
    );
    assert!(text.contains("± Valdria"), "{text}");
    assert!(text.contains("3:s1"), "{text}");
    assert!(
        text.contains("· Valdria and Kestoria have not spoken"),
        "{text}"
    );
    assert!(!text.contains('\u{1b}'), "{text}");
}

#[test]
fn csv_has_a_row_per_party_and_proposition() {
    let desk = decided();
    let table = desk.done(&["positions", "--csv"]);
    let mut reader = csv::Reader::from_reader(table.as_bytes());
    let rows: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
    let told: Vec<[&str; 4]> = rows
        .iter()
        .map(|row| [&row[1], &row[3], &row[4], &row[5]])
        .collect();
    assert_eq!(
        told,
        [
            ["bridge.green", "valdria", "conditional", "2031-03-20"],
            ["bridge.green", "kestoria", "against", "2031-04-03"],
            ["bridge.wide", "valdria", "", ""],
            ["bridge.wide", "kestoria", "", ""],
        ]
    );
}

#[test]
fn the_page_stands_alone() {
    let desk = decided();
    let page = desk.done(&["positions", "--html"]);
    assert!(page.starts_with("<!DOCTYPE html>"), "{page}");
    for foreign in ["<script", "http://", "https://", "<link"] {
        assert!(!page.contains(foreign), "{foreign}");
    }
    assert!(page.contains("<th scope=\"col\">Kestoria</th>"), "{page}");
    assert!(page.contains("Nobody crosses on moss") || page.contains("as was said"));
}

#[test]
fn a_preview_changes_nothing() {
    let desk = desk();
    let before = desk.export();
    let statement = named(&desk, "pond");
    let ruling = [
        "positions",
        "set",
        &statement,
        "bridge.green",
        "against",
        "--dry-run",
    ];
    let preview = desk.json(&[&ruling[..], &["--json"]].concat());
    assert_eq!(preview["before"], Value::Null);
    assert_eq!(preview["after"], "against");
    assert_eq!(preview["effect"]["articles"], 1);
    let text = desk.done(&ruling);
    assert!(text.contains("no position → − against"), "{text}");
    assert!(text.contains("nothing was changed"), "{text}");
    assert_eq!(desk.export(), before);
}

#[test]
fn a_decision_outlives_rereading_and_is_undone() {
    let desk = desk();
    let statement = named(&desk, "pond");
    let set = ["positions", "set", &statement, "bridge.green", "against"];
    let report = desk.json(&[&set[..], &["--json"]].concat());
    assert_eq!(report["operation"]["kind"], "positions");
    let summary = format!("set {statement} bridge.green against");
    assert_eq!(report["operation"]["summary"], summary.as_str());
    desk.done(&["reread"]);
    let stands = ["valdria", "against", "2031-03-05", statement.as_str()];
    check(&desk, &[], &[stands]);
    let read_with = desk.json_lines(&["export", "--format", "jsonl"]);
    let hash = &report["codebook"];
    assert!(
        read_with
            .iter()
            .all(|article| article["provenance"]["codebook"] == *hash)
    );
    // The file alone is read with the examples too.
    desk.done(&["reread", "--codebook", "codebook.toml"]);
    let again = desk.json_lines(&["export", "--format", "jsonl"]);
    assert_eq!(again, read_with);
    let number = report["operation"]["number"].to_string();
    desk.done(&["undo", &number]);
    check(&desk, &[], &[]);
}

#[test]
fn what_is_accepted_or_rejected_is_a_position() {
    let desk = desk();
    let statement = named(&desk, "suits");
    let accept = ["positions", "accept", &statement, "bridge.green"];
    let told = desk.refused(2, &accept);
    assert!(told.contains("takes no position on bridge.green"), "{told}");
    assert!(told.contains("positions set"), "{told}");
    desk.done(&["positions", "set", &statement, "bridge.green", "for"]);
    desk.done(&accept);
    let told = desk.refused(2, &[&accept[..], &["against"]].concat());
    assert!(told.contains("is read as for, not against"), "{told}");
    desk.done(&["positions", "reject", &statement, "bridge.green"]);
    check(&desk, &[], &[]);
}

#[test]
fn a_mistyped_statement_or_proposition_is_named() {
    let desk = desk();
    let told = desk.refused(2, &["positions", "set", "3", "bridge.green", "for"]);
    assert!(told.contains("such as 3:s4"), "{told}");
    let told = desk.refused(4, &["positions", "set", "1:s9", "bridge.green", "for"]);
    assert!(told.contains("article 1 has no statement s9"), "{told}");
    let told = desk.refused(4, &["positions", "set", "1:s1", "bridge.gren", "for"]);
    assert!(told.contains("did you mean bridge.green?"), "{told}");
}
