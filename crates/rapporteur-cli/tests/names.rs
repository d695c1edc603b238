//! `rapporteur names`

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod support;

use serde_json::Value;
use support::{Desk, cut, keys, list, texts};

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

/// A desk with two articles that name one foreign minister quite differently.
fn two_names() -> Desk {
    let desk = Desk::new();
    add(&desk, "first.txt", "Harbour Wire", "2031-03-12", FIRST);
    add(&desk, "second.txt", "Dayfeed 24", "2031-03-15", SECOND);
    desk
}

const FIRST: &str = "“We will wait for an answer,” Ilva Maren said on Tuesday in Port Sorrel.";
const SECOND: &str = "“The quota is too low,” Elvira Moran said on Friday in Port Sorrel.";
const THIRD: &str = "“The boats stay,” Elvira Moran said on Monday in Port Sorrel.";

fn add(desk: &Desk, file: &str, publisher: &str, date: &str, text: &str) {
    desk.write(file, text);
    desk.done(&["add", file, "--publisher", publisher, "--date", date]);
}

/// The persons of the record as id and names in the text.
fn persons(desk: &Desk) -> Vec<String> {
    let page = desk.json(&["names", "--type", "person", "--json"]);
    let mut persons: Vec<String> = list(&page["names"])
        .iter()
        .map(|name| {
            let mut spellings = texts(&list(&name["spellings"]), "text");
            spellings.sort();
            let spellings: Vec<String> = spellings.into_iter().flatten().collect();
            format!("{}: {}", name["id"].as_str().unwrap(), spellings.join(", "))
        })
        .collect();
    persons.sort();
    persons
}

const APART: [&str; 2] = [
    "person:elvira-moran: Elvira Moran",
    "person:ilva-maren: Ilva Maren",
];
const ONE: [&str; 1] = ["person:ilva-maren: Elvira Moran, Ilva Maren"];

/// Who says what a search finds.
fn speakers(desk: &Desk, options: &[&str]) -> Vec<Option<String>> {
    texts(&desk.statements(options), "speaker")
}

fn some(names: &[&str]) -> Vec<Option<String>> {
    names.iter().map(|name| Some((*name).to_owned())).collect()
}

#[test]
fn names_are_listed_with_spellings_outlets_and_counts() {
    let desk = two_names();
    let page = desk.json(&["names", "--json", "--search", "maren"]);
    assert_eq!(page["total"], 1);
    let name = &page["names"][0];
    assert_eq!(
        keys(name),
        [
            "articles",
            "codebook",
            "id",
            "mentions",
            "name",
            "party",
            "party_name",
            "publishers",
            "spellings",
            "type"
        ]
    );
    assert_eq!(
        (&name["id"], &name["type"]),
        (&"person:ilva-maren".into(), &"person".into())
    );
    assert_eq!(
        (&name["articles"], &name["mentions"]),
        (&1.into(), &1.into())
    );
    assert_eq!(name["publishers"], serde_json::json!(["Harbour Wire"]));
    assert_eq!(
        name["spellings"],
        serde_json::json!([{"text": "Ilva Maren", "form": "name", "count": 1, "bent": false}])
    );
    insta::assert_snapshot!(desk.done(&["names", "--search", "maren"]), @"
    Ilva Maren  person:ilva-maren
      Ilva Maren 1
      1 mention in 1 article: Harbour Wire

    1 name
    ");
    assert_eq!(persons(&desk), APART);
}

#[test]
fn options_narrow_the_list_and_pages_put_together_are_all_of_it() {
    let desk = Desk::with_example();
    let whole = desk.json(&["names", "--json", "--limit", "100000"]);
    let all = list(&whole["names"]);
    assert_eq!(whole["total"], all.len());
    for (option, value, field) in [
        ("--type", "place", "type"),
        ("--party", "kestoria", "party"),
        ("--party", "Kestorian Republic", "party"),
    ] {
        let wanted = if value.contains(' ') {
            "kestoria"
        } else {
            value
        };
        let page = desk.json(&["names", "--json", "--limit", "100000", option, value]);
        let expected: Vec<Value> = all
            .iter()
            .filter(|name| name[field] == wanted)
            .cloned()
            .collect();
        assert!(!expected.is_empty(), "{value}");
        assert_eq!(list(&page["names"]), expected, "{value}");
    }
    let mut pages = Vec::new();
    while pages.len() < all.len() {
        let offset = pages.len().to_string();
        let page = desk.json(&["names", "--json", "--limit", "7", "--offset", &offset]);
        pages.extend(list(&page["names"]));
    }
    assert_eq!(pages, all);
    let err = desk.refused(2, &["names", "--type", "ship"]);
    assert!(err.contains("write person, organisation"), "{err}");
}

#[test]
fn every_passage_of_a_name_stands_in_its_article() {
    let desk = Desk::with_example();
    let view = desk.json(&["names", "show", "ilva-maren", "--json", "--limit", "100000"]);
    let passages = list(&view["passages"]);
    assert_eq!(view["total"], passages.len());
    assert_eq!(view["name"]["mentions"], passages.len());
    for passage in &passages {
        let text = desk.done(&["show", &passage["article"].to_string(), "--text"]);
        let span = serde_json::json!([[passage["start"], passage["end"]]]);
        assert_eq!(cut(&text, &span), passage["text"].as_str().unwrap());
    }
    let part = desk.json(&[
        "names",
        "show",
        "ilva-maren",
        "--json",
        "--limit",
        "3",
        "--offset",
        "2",
    ]);
    assert_eq!(list(&part["passages"]), passages[2..5]);
}

#[test]
fn what_is_merged_speaks_as_one() {
    let desk = two_names();
    insta::assert_snapshot!(desk.done(&["names", "merge", "person:ilva-maren", "Elvira Moran"]), @"
    merge: Ilva Maren, Elvira Moran
      person:ilva-maren  Ilva Maren
    operation 3; undo with `rapporteur undo`
    ");
    assert_eq!(persons(&desk), ONE);
    for named in ["Maren", "moran", "person:ilva-maren", "person:elvira-moran"] {
        let found = speakers(&desk, &["--speaker", named]);
        assert_eq!(found, some(&["Ilva Maren", "Ilva Maren"]), "{named}");
    }
    let hit = &desk.statements(&["--speaker", "moran"])[0];
    assert_eq!(
        (&hit["read_as"], &hit["entity"]),
        (&"Elvira Moran".into(), &"person:ilva-maren".into())
    );
    let brief = desk.json(&["brief", "--json"]);
    assert_eq!(
        texts(&list(&brief["voices"]), "speaker"),
        some(&["Ilva Maren"])
    );
    desk.write(
        "again.txt",
        "“The quota is too low,” Ilva Maren said in Port Sorrel.",
    );
    let new = desk.json(&["new", "again.txt", "--json"]);
    assert_eq!(new["statements"][0]["earlier"][0]["article"], 2);
}

#[test]
fn every_decision_can_be_taken_back_and_had_back() {
    let desk = two_names();
    let before = desk.done(&["names", "--json"]);
    desk.done(&["names", "same", "Ilva Maren", "Elvira Moran"]);
    let after = desk.done(&["names", "--json"]);
    assert_ne!(before, after);
    let text = desk.done(&["undo"]);
    assert!(
        text.contains("names (same: Ilva Maren, Elvira Moran)"),
        "{text}"
    );
    assert_eq!(desk.done(&["names", "--json"]), before);
    let undoing = desk.log()[0]["number"].to_string();
    desk.done(&["undo", &undoing]);
    assert_eq!(desk.done(&["names", "--json"]), after);
}

#[test]
fn a_decision_outlives_new_articles_and_every_new_reading() {
    let desk = two_names();
    desk.done(&["names", "merge", "Ilva Maren", "Elvira Moran"]);
    add(&desk, "third.txt", "Tomorrow's Paper", "2031-03-18", THIRD);
    assert_eq!(persons(&desk), ONE);
    assert_eq!(speakers(&desk, &["--speaker", "Maren"]).len(), 3);
    desk.write(
        "codebook.toml",
        "[[party]]\nid = \"valdria\"\nname = \"Valdria\"\n\n[[person]]\nid = \"ilva-maren\"\n\
         name = \"Ilva Maren\"\nparty = \"valdria\"\n",
    );
    desk.done(&["reread", "--codebook", "codebook.toml"]);
    assert_eq!(persons(&desk), ONE);
    desk.done(&["remove", "1"]);
    desk.done(&["undo"]);
    assert_eq!(persons(&desk), ONE);
}

#[test]
fn what_is_split_stays_apart_until_it_is_merged_again() {
    let desk = two_names();
    desk.done(&["names", "merge", "Ilva Maren", "Elvira Moran"]);
    desk.done(&["names", "split", "person:ilva-maren", "Elvira Moran"]);
    assert_eq!(persons(&desk), APART);
    add(&desk, "third.txt", "Tomorrow's Paper", "2031-03-18", THIRD);
    assert_eq!(persons(&desk), APART);
    desk.done(&["names", "merge", "Ilva Maren", "Elvira Moran"]);
    assert_eq!(persons(&desk), ONE);
    desk.done(&["names", "split", "Ilva Maren"]);
    assert_eq!(persons(&desk), APART);
}

#[test]
fn an_article_can_be_taken_out_of_a_name() {
    let desk = two_names();
    add(&desk, "third.txt", "Tomorrow's Paper", "2031-03-18", THIRD);
    desk.done(&["names", "split", "Elvira Moran", "3"]);
    assert_eq!(
        persons(&desk),
        [
            "person:elvira-moran#3: Elvira Moran",
            "person:elvira-moran: Elvira Moran",
            "person:ilva-maren: Ilva Maren",
        ]
    );
    desk.done(&["names", "merge", "Ilva Maren", "person:elvira-moran#3"]);
    let found = desk.statements(&["--speaker", "person:ilva-maren"]);
    let articles: Vec<&Value> = found.iter().map(|hit| &hit["article"]).collect();
    assert_eq!(articles, [3, 1]);
    desk.done(&["reread"]);
    assert_eq!(
        speakers(&desk, &["--speaker", "person:ilva-maren"]).len(),
        2
    );
}

#[test]
fn what_is_different_is_never_suggested_and_what_is_unsure_is_put_aside() {
    let desk = two_names();
    add(
        &desk,
        "third.txt",
        "Tomorrow's Paper",
        "2031-03-18",
        "“The boats stay where they are,” Elvira Morran said on Monday in Port Sorrel.",
    );
    let suggested = |options: &[&str]| {
        let mut arguments = vec!["names", "--suggestions", "--json"];
        arguments.extend(options);
        list(&desk.json(&arguments)["suggestions"])
    };
    let apart = ["person:elvira-moran", "person:elvira-morran"];
    desk.done(&["names", "different", apart[0], apart[1]]);
    assert_eq!(persons(&desk).len(), 3);
    assert_eq!(suggested(&["--search", "moran"]), [Value::Null; 0]);
    desk.done(&["undo"]);
    desk.done(&["names", "different", "Elvira Moran", "Elvira Morran"]);
    desk.done(&["names", "unsure", "Elvira Moran", "Elvira Morran"]);
    assert_eq!(persons(&desk).len(), 3, "the last decision counts");
    assert_eq!(suggested(&["--search", "moran"]), [Value::Null; 0]);
    let open = suggested(&["--search", "moran", "--unsure"]);
    assert_eq!((open.len(), &open[0]["unsure"]), (1, &true.into()));
}

#[test]
fn what_stands_in_the_way_is_said() {
    let desk = two_names();
    add(
        &desk,
        "third.txt",
        "Tomorrow's Paper",
        "2031-03-18",
        "“The boats stay where they are,” Bertil Osk said on Monday in Port Sorrel.",
    );
    insta::assert_snapshot!(desk.refused(4, &["names", "show", "Ilva Marem"]), @"
    error: no name \"Ilva Marem\" is on the record
    hint: did you mean person:ilva-maren? `rapporteur names` lists all
    ");
    insta::assert_snapshot!(desk.refused(2, &["names", "same", "Ilva Maren", "person:ilva-maren"]), @"
    error: \"Ilva Maren\" and \"person:ilva-maren\" are the same name
    hint: name two
    ");
    desk.done(&["names", "different", "Ilva Maren", "Bertil Osk"]);
    desk.done(&["names", "same", "Ilva Maren", "Elvira Moran"]);
    insta::assert_snapshot!(desk.refused(1, &["names", "same", "Elvira Moran", "Bertil Osk"]), @"
    error: Ilva Maren and Bertil Osk would become one, and operation 4 decided that they are not
    hint: take that back with `rapporteur undo 4`, or merge those two first
    ");
    insta::assert_snapshot!(desk.refused(2, &["names", "split", "Bertil Osk"]), @"
    error: all articles call Bertil Osk by one name
    hint: name the articles in which it is another: `rapporteur names split person:bertil-osk ARTICLE`; `rapporteur names show person:bertil-osk` lists them
    ");
    insta::assert_snapshot!(desk.refused(2, &["names", "split", "Bertil Osk", "1"]), @"
    error: article 1 does not tell of Bertil Osk
    hint: `rapporteur names show person:bertil-osk` lists spellings and articles; name an article to take it out
    ");
}

#[test]
fn what_is_erased_leaves_no_trace_in_decisions() {
    let desk = two_names();
    desk.done(&["names", "merge", "Ilva Maren", "Elvira Moran"]);
    desk.done(&["erase", "2", "--yes"]);
    assert_eq!(persons(&desk), ["person:ilva-maren: Ilva Maren"]);
    let bytes = std::fs::read(desk.path("record.rapporteur")).unwrap();
    for trace in ["Elvira", "elvira"] {
        let mut windows = bytes.windows(trace.len());
        assert!(!windows.any(|window| window == trace.as_bytes()), "{trace}");
    }
}

#[test]
fn a_killed_decision_is_made_wholly_or_not_at_all() {
    let desk = two_names();
    for wait in 0..20 {
        let mut child = desk
            .command()
            .args(["names", "merge", "Ilva Maren", "Elvira Moran"])
            .stdout(std::process::Stdio::null())
            .stderr(std::process::Stdio::null())
            .spawn()
            .unwrap();
        std::thread::sleep(std::time::Duration::from_millis(3 * wait));
        // It may have come to its end by itself.
        let _ = child.kill();
        child.wait().unwrap();
        let decided = desk.log()[0]["kind"] == "names";
        assert_eq!(persons(&desk).len(), if decided { 1 } else { 2 }, "{wait}");
        if decided {
            desk.done(&["undo"]);
        }
    }
}
