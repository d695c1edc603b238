//! `rapporteur moves`

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod support;

use serde_json::{Value, json};
use support::bridge::{decided, desk};
use support::{Desk, keys, list};

fn moves(desk: &Desk, options: &[&str]) -> Value {
    desk.json(&[&["moves", "--json"], options].concat())
}

/// Checks the moves: day, party, kind, former stance, stance.
#[track_caller]
fn check(desk: &Desk, options: &[&str], expected: &[[&str; 5]]) {
    let page = moves(desk, options);
    let text = |value: &Value| value.as_str().unwrap_or("-").to_owned();
    let found: Vec<[String; 5]> = list(&page["moves"])
        .iter()
        .map(|step| {
            [
                text(&step["date"]),
                text(&step["party"]["id"]),
                text(&step["move"]),
                text(&step["from"]),
                text(&step["stance"]),
            ]
        })
        .collect();
    let expected: Vec<[String; 5]> = expected.iter().map(|row| row.map(str::to_owned)).collect();
    assert_eq!(found, expected, "{options:?}");
    assert_eq!(page["total"], expected.len());
}

const ALL: [[&str; 5]; 5] = [
    ["2031-03-05", "valdria", "first", "-", "against"],
    ["2031-03-06", "kestoria", "first", "-", "for"],
    [
        "2031-03-20",
        "valdria",
        "softened",
        "against",
        "conditional",
    ],
    ["2031-04-02", "kestoria", "reversed", "for", "against"],
    ["2031-04-03", "kestoria", "repeated", "against", "against"],
];

#[test]
fn every_change_is_told_and_repetitions_on_request() {
    let desk = decided();
    check(&desk, &[], &ALL[..4]);
    check(&desk, &["--all"], &ALL);
    check(&desk, &["--party", "valdria"], &[ALL[0], ALL[2]]);
    check(
        &desk,
        &["--from", "2031-03-10", "--to", "2031-03-31"],
        &ALL[2..3],
    );
    check(&desk, &["--issue", "bridge.wide"], &[]);
    let page = moves(&desk, &["--limit", "1", "--offset", "1"]);
    assert_eq!(
        keys(&page),
        ["contradictions", "counts", "gaps", "moves", "total"]
    );
    assert_eq!(page["total"], 4);
    assert_eq!(page["moves"][0]["party"]["id"], "kestoria");
    let counts = json!({"first": 2, "hardened": 0, "repeated": 1, "reversed": 1, "softened": 1});
    assert_eq!(page["counts"], counts);
}

#[test]
fn a_move_has_the_words_before_and_after() {
    let desk = decided();
    let page = moves(&desk, &["--party", "kestoria"]);
    let step = &page["moves"][1];
    assert_eq!(step["before"]["article"], 2);
    assert_eq!(step["after"]["article"], 4);
    assert_eq!(step["after"]["speaker"], "Orlan Teich");
    assert_eq!(step["repeated"], 1);
    assert_eq!(step["contradicts"], "speaker");
}

#[test]
fn a_speaker_who_contradicts_himself_is_named() {
    let desk = decided();
    let page = moves(&desk, &[]);
    let found = list(&page["contradictions"]);
    assert_eq!(found.len(), 1, "{found:#?}");
    assert_eq!(found[0]["by"], "speaker");
    assert_eq!(found[0]["speaker"]["name"], "Orlan Teich");
    assert_eq!(found[0]["before"]["article"], 2);
    assert_eq!(found[0]["after"]["article"], 5);
}

#[test]
fn the_gap_between_the_sides_is_followed() {
    let desk = decided();
    let page = moves(&desk, &[]);
    let gaps = list(&page["gaps"]);
    assert_eq!(gaps.len(), 1);
    let points: Vec<Value> = list(&gaps[0]["points"])
        .into_iter()
        .map(|point| json!([point["day"], point["distance"], point["trend"]]))
        .collect();
    assert_eq!(
        points,
        [
            json!(["2031-03-06", 1.0, null]),
            json!(["2031-03-20", 0.5, "narrowing"]),
        ]
    );
}

#[test]
fn text_shows_both_words_and_the_gap() {
    let desk = decided();
    let text = desk.done(&["moves"]);
    assert!(
        text.contains("▲ softened: − against → ± conditional"),
        "{text}"
    );
    assert!(text.contains("⇄ reversed: + for → − against"), "{text}");
    assert!(
        text.contains("the same speaker said the opposite"),
        "{text}"
    );
    assert!(
        text.contains("4 moves (2 first, 1 softened, 1 reversed, 1 repeated)"),
        "{text}"
    );
    assert!(text.contains("narrowing"), "{text}");
}

#[test]
fn csv_has_a_row_per_move() {
    let desk = decided();
    let table = desk.done(&["moves", "--csv"]);
    let mut reader = csv::Reader::from_reader(table.as_bytes());
    let rows: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
    assert_eq!(rows.len(), 4);
    assert_eq!(&rows[3][4], "reversed");
    assert_eq!(&rows[3][10], "2:s1");
}

#[test]
fn without_positions_nothing_moved() {
    let desk = desk();
    let text = desk.done(&["moves"]);
    assert!(text.starts_with("no move fits"), "{text}");
}
