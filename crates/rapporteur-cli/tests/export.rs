//! `rapporteur export`

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod support;

use serde_json::Value;
use support::{Desk, example, lines, list, path, with_about};

#[test]
fn it_gives_what_extract_gives() {
    let desk = Desk::with_example();
    let articles = path(&example().join("articles"));
    let extracted = desk.done(&with_about(&["extract", &articles, "--json"]));
    assert_eq!(desk.export(), extracted);
}

#[test]
fn json_is_a_list_of_the_lines() {
    let desk = Desk::with_example();
    let json = desk.json(&["export", "--format", "json"]);
    assert_eq!(list(&json), lines(&desk.export()));
}

#[test]
fn csv_has_a_row_for_each_statement() {
    let desk = Desk::with_example();
    let text = desk.done(&["export", "--format", "csv"]);
    let mut table = csv::Reader::from_reader(text.as_bytes());
    let columns = table.headers().unwrap().clone();
    let rows: Vec<csv::StringRecord> = table.records().map(Result::unwrap).collect();
    let hits = desk.statements(&[]);
    assert_eq!(rows.len(), hits.len());
    for (row, hit) in rows.iter().zip(&hits) {
        let check = |column: &str, expected: &Value| {
            let at = columns.iter().position(|name| name == column).unwrap();
            let expected = match expected {
                Value::Null => String::new(),
                Value::String(text) => text.clone(),
                other => other.to_string(),
            };
            assert_eq!(row.get(at), Some(expected.as_str()), "{column} of {hit}");
        };
        check("article", &hit["article"]);
        check("statement", &hit["id"]);
        check("within", &hit["within"]);
        check("publisher", &hit["publisher"]);
        check("published", &hit["published"]["edtf"]);
        check("speaker", &hit["speaker"]);
        check("codebook", &hit["codebook"]);
        check("party", &hit["party"]);
        check("said", &hit["said"]["edtf"]);
        check("said_from", &hit["said"]["from"]);
        check("act", &hit["act"]);
        check("kind", &hit["kind"]);
        check("basis", &hit["basis"]);
        check("source", &hit["text"]["source"]);
        check("cue", &hit["text"]["cue"]);
        check("content", &hit["text"]["content"]);
        let spans: Vec<String> = list(&hit["spans"]["content"])
            .iter()
            .map(|span| format!("{}-{}", span[0], span[1]))
            .collect();
        check("content_spans", &spans.join(" ").into());
    }
}

#[test]
fn an_empty_record_is_an_empty_list() {
    let desk = Desk::with_example();
    desk.done(&["undo"]);
    assert_eq!(
        desk.json(&["export", "--format", "json"]),
        Value::Array(Vec::new())
    );
    assert_eq!(desk.export(), "");
    assert_eq!(
        desk.done(&["export", "--format", "csv"]).lines().count(),
        1,
        "the names of columns"
    );
}

#[test]
fn a_format_has_to_be_named() {
    let desk = Desk::with_example();
    assert!(desk.refused(2, &["export"]).contains("--format"));
    assert!(
        desk.refused(2, &["export", "--format", "xml"])
            .contains("jsonl")
    );
}
