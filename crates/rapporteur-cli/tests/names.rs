//! `rapporteur names`

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod support;

use support::Desk;

const PAIRS: &str = "id,schema,name1,name2\n\
    a,Person,Ilva Maren,\"Maren, Ilva\"\n\
    b,Person,Ilva Maren,Tomas Brandt\n\
    c,,Port Sorrel,Porto Sorrell\n";

#[test]
fn rows_are_passed_through_with_score_and_reasons() {
    let desk = Desk::new();
    desk.write("pairs.csv", PAIRS);
    let table = desk.done(&["names", "score", "pairs.csv"]);
    let mut reader = csv::Reader::from_reader(table.as_bytes());
    let head: Vec<String> = reader
        .headers()
        .unwrap()
        .iter()
        .map(str::to_owned)
        .collect();
    assert_eq!(head, ["id", "schema", "name1", "name2", "score", "reasons"]);
    let rows: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
    let verdicts: Vec<(&str, bool)> = rows
        .iter()
        .map(|row| (&row[0], row[4].parse::<f64>().unwrap() >= 0.7))
        .collect();
    assert_eq!(verdicts, [("a", true), ("b", false), ("c", true)]);
    assert_eq!(&rows[0][5], "same words; order turned");
}

#[test]
fn json_has_an_object_per_row() {
    let desk = Desk::new();
    desk.write("pairs.csv", PAIRS);
    let objects = desk.json_lines(&["names", "score", "--json", "pairs.csv"]);
    let ids: Vec<&str> = objects
        .iter()
        .map(|one| one["id"].as_str().unwrap())
        .collect();
    assert_eq!(ids, ["a", "b", "c"]);
    assert!(objects.iter().all(|one| {
        let score = one["score"].as_f64().unwrap();
        (0.0..=1.0).contains(&score) && one["reasons"].is_array()
    }));
}

#[test]
fn standard_input_is_a_file_too() {
    let desk = Desk::new();
    desk.write("pairs.csv", PAIRS);
    let ran = desk.run_with_input(&["names", "score", "-"], PAIRS.as_bytes());
    assert_eq!(ran.status, Some(0), "{}", ran.err);
    assert_eq!(ran.out, desk.done(&["names", "score", "pairs.csv"]));
}

#[test]
fn a_table_that_cannot_be_used_is_named_with_what_to_do() {
    let desk = Desk::new();
    desk.write("pairs.csv", "name1,name\nA,B\n");
    assert_eq!(
        desk.refused(2, &["names", "score", "pairs.csv"]),
        "error: pairs.csv has no column name2\n\
         hint: the first line names the columns: name1,name2 and, if you like, schema\n"
    );
    let missing = desk.refused(1, &["names", "score", "none.csv"]);
    assert!(
        missing.starts_with("error: cannot read none.csv: "),
        "{missing}"
    );
    assert!(missing.ends_with("hint: give a CSV file with the columns name1 and name2\n"));
}
