//! `rapporteur network`

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod support;

use serde_json::Value;
use support::{Desk, keys, list};

/// Positions that somebody decided, so that the network does not depend on how well reading works:
/// of the statements of two articles, on one proposition.
fn desk() -> Desk {
    let desk = Desk::with_example();
    for (statement, stance) in [("1:s1", "for"), ("1:s2", "for"), ("8:s1", "against")] {
        let set = [
            "positions",
            "set",
            statement,
            "fishing.share",
            stance,
            "--yes",
        ];
        desk.done(&set);
    }
    desk
}

fn rows(text: &str, delimiter: u8) -> Vec<Vec<String>> {
    let mut table = csv::ReaderBuilder::new()
        .delimiter(delimiter)
        .has_headers(false)
        .from_reader(text.as_bytes());
    let records = table.records().map(Result::unwrap);
    records
        .map(|record| record.iter().map(str::to_owned).collect())
        .collect()
}

#[test]
fn all_formats_tell_the_same_ties() {
    let desk = desk();
    let json = desk.json(&["network", "--json"]);
    let head = [
        "duplicates",
        "edges",
        "from",
        "nodes",
        "normalisation",
        "positions",
        "qualifier",
        "to",
        "type",
    ];
    assert_eq!(keys(&json), head);
    let mut expected: Vec<String> = list(&json["edges"])
        .iter()
        .map(|edge| format!("{} {} {}", edge["source"], edge["target"], edge["weight"]))
        .map(|line| line.replace('"', "").trim_end_matches(".0").to_owned())
        .collect();
    assert!(!expected.is_empty(), "somebody decided on positions");
    expected.sort();
    let table = rows(&desk.done(&["network", "--format", "edges"]), b',');
    let mut edges: Vec<String> = table[1..].iter().map(|row| row[..3].join(" ")).collect();
    edges.sort();
    assert_eq!(edges, expected);
    let matrix = rows(&desk.done(&["network", "--format", "csv"]), b',');
    let mut cells = Vec::new();
    for row in &matrix[1..] {
        for (column, weight) in matrix[0].iter().zip(row).skip(1) {
            if weight != "0" {
                cells.push(format!("{} {column} {weight}", row[0]));
            }
        }
    }
    cells.sort();
    assert_eq!(cells, expected);
    let graphml = desk.done(&["network"]);
    assert_eq!(graphml.matches("<edge ").count(), expected.len());
    let gexf = desk.done(&["network", "--format", "gexf"]);
    assert_eq!(gexf.matches("<edge ").count(), expected.len());
}

#[test]
fn the_event_list_has_a_row_per_position_with_the_columns_of_dna() {
    let desk = desk();
    let table = rows(
        &desk.done(&["network", "--format", "events", "--duplicates", "include"]),
        b';',
    );
    let columns = [
        "statement ID",
        "time",
        "document ID",
        "document title",
        "author",
        "source",
        "section",
        "type",
        "text",
        "person",
        "organization",
        "concept",
        "agreement",
    ];
    assert_eq!(table[0][..13], columns);
    let json = desk.json(&["network", "--json", "--duplicates", "include"]);
    assert_eq!(table.len() - 1, json["positions"]);
    let hits = desk.statements(&[]);
    for row in &table[1..] {
        let (article, id) = row[14].split_once(':').unwrap();
        let number: i64 = article.parse().unwrap();
        let said = |hit: &&Value| hit["article"] == number && hit["id"] == id;
        let hit = hits.iter().find(said).expect("a statement of the record");
        assert_eq!(hit["text"]["content"], row[8].as_str());
        assert_eq!(row[2], article);
        assert!(
            row[1].is_empty() || row[1].ends_with(" 00:00:00"),
            "{row:?}"
        );
        assert_eq!(row[12], if row[13] == "against" { "0" } else { "1" });
    }
}

#[test]
fn types_and_options_are_taken() {
    let desk = desk();
    let parties = desk.json(&["network", "--type", "conflict", "--json"]);
    assert!(
        list(&parties["nodes"])
            .iter()
            .all(|node| node["mode"] == "actor")
    );
    let propositions = [
        "network",
        "--type",
        "congruence",
        "--of",
        "propositions",
        "--json",
    ];
    let nodes = list(&desk.json(&propositions)["nodes"]);
    assert!(nodes.iter().all(|node| node["mode"] == "proposition"));
    let people = desk.json(&["network", "--actors", "people", "--json"]);
    let actors = list(&people["nodes"]);
    let mut actors = actors.iter().filter(|node| node["mode"] == "actor");
    assert!(actors.all(|node| node["id"].as_str().unwrap().contains(':')));
    let none = desk.json(&["network", "--to", "2020", "--json"]);
    assert_eq!(list(&none["nodes"]), Vec::<Value>::new());
    let isolates = desk.json(&["network", "--to", "2020", "--isolates", "--json"]);
    assert!(!list(&isolates["nodes"]).is_empty());
}

#[test]
fn it_writes_to_a_file() {
    let desk = desk();
    let printed = desk.done(&["network", "--format", "gexf"]);
    let said = desk.done(&["network", "--format", "gexf", "--output", "net.gexf"]);
    assert_eq!(said, "");
    assert_eq!(
        std::fs::read_to_string(desk.path("net.gexf")).unwrap(),
        printed
    );
}

#[test]
fn what_does_not_fit_is_refused() {
    let desk = Desk::with_example();
    let refused = desk.refused(2, &["network", "--normalisation", "jaccard"]);
    assert!(refused.contains("activity or prominence"), "{refused}");
    desk.refused(
        2,
        &[
            "network",
            "--type",
            "conflict",
            "--normalisation",
            "activity",
        ],
    );
    desk.refused(2, &["network", "--format", "dl"]);
}
