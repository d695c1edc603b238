//! `rapporteur copies`

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod support;

use serde_json::Value;
use support::{Desk, example, example_article, keys, list, path, with_about};
use xtask::generate::Articles;

/// Each copy as the names of its file, of the file that it is a copy of, and how it was made.
fn relations(page: &Value) -> Vec<(String, String, String)> {
    let mut relations = Vec::new();
    for group in list(&page["groups"]) {
        let mut articles = vec![group["original"].clone()];
        articles.extend(list(&group["copies"]));
        let name = |article: &Value| {
            let file = article["file"].as_str().unwrap();
            file.rsplit('/').next().unwrap().to_owned()
        };
        for copy in list(&group["copies"]) {
            let of = articles
                .iter()
                .find(|one| one["article"] == copy["of"])
                .unwrap();
            relations.push((
                name(&copy),
                name(of),
                copy["kind"].as_str().unwrap().to_owned(),
            ));
        }
    }
    relations.sort();
    relations
}

fn counts(page: &Value) -> [u64; 3] {
    ["articles", "copies", "independent"].map(|key| page[key].as_u64().unwrap())
}

fn copies(desk: &Desk) -> Value {
    desk.json(&["copies", "--json"])
}

/// The relations of the example's answer key.
fn expected() -> Vec<(String, String, String)> {
    let key = std::fs::read_to_string(example().join("key/copies.json")).unwrap();
    let key: Value = serde_json::from_str(&key).unwrap();
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    let mut relations: Vec<_> = list(&key["groups"])
        .iter()
        .flat_map(|group| list(&group["relations"]))
        .map(|one| (text(&one["copy"]), text(&one["of"]), text(&one["kind"])))
        .collect();
    relations.sort();
    relations
}

#[test]
fn the_first_round_is_one_source_however_many_it_looks() {
    let desk = Desk::with_example();
    let page = copies(&desk);
    assert_eq!(keys(&page), ["articles", "copies", "groups", "independent"]);
    assert_eq!(counts(&page), [18, 3, 15]);
    assert_eq!(relations(&page), expected());
    let copy = &page["groups"][0]["copies"][0];
    let expected = [
        "article",
        "file",
        "jaccard",
        "kept",
        "kind",
        "longest",
        "of",
        "published",
        "publisher",
        "taken",
        "title",
    ];
    assert_eq!(keys(copy), expected);
}

#[test]
fn files_are_compared_without_a_record() {
    let desk = Desk::new();
    let folder = path(&example().join("articles"));
    let metadata = path(&example().join("metadata.csv"));
    let page = desk.json(&["copies", "--json", &folder, "--metadata", &metadata]);
    assert_eq!(counts(&page), [18, 3, 15]);
    assert_eq!(relations(&page), expected());
    assert!(!desk.path("record.rapporteur").exists());
    let missing = desk.refused(1, &["copies", "nowhere.txt"]);
    assert!(missing.contains("nowhere.txt"), "{missing}");
}

#[test]
fn text_and_table_tell_the_same() {
    let desk = Desk::with_example();
    let text = desk.done(&["copies"]);
    insta::assert_snapshot!(text, @r"
    1 Harbour Wire, 5 Mar 2031  Valdria and Kestoria meet for first round of talks on Salt Islands
        cut       3 Radio Aldersund, 5 Mar 2031  58 % of it, 6 % its own
        verbatim  2 Narrows Monitor, 6 Mar 2031  100 % of it, 0 % its own
        rewritten 4 Dayfeed 24, 6 Mar 2031       39 % of it, 57 % its own

    % of runs of four words, case and punctuation aside
    18 articles, 3 of them copies: 15 independent
    ");
    let table = desk.done(&["copies", "--csv"]);
    let lines: Vec<&str> = table.lines().collect();
    assert_eq!(
        lines[0],
        "copy,of,original,kind,kept,taken,jaccard,longest,publisher,published,title,file"
    );
    assert_eq!(lines.len(), 4, "{table}");
    assert!(lines[1].starts_with("3,1,1,cut,0.581,"), "{table}");
    desk.refused(2, &["copies", "--csv", "--json"]);
}

#[test]
fn without_copies_it_says_so() {
    let desk = Desk::new();
    desk.done(&["add", &path(&example_article("05"))]);
    assert_eq!(
        desk.done(&["copies"]),
        "1 article, none of them a copy of another\n"
    );
}

#[test]
fn the_order_of_adding_does_not_show() {
    let backwards = Desk::new();
    for start in ["04", "03", "15", "02", "01"] {
        backwards.done(&with_about(&["add", &path(&example_article(start))]));
    }
    let page = copies(&backwards);
    assert_eq!(counts(&page), [5, 3, 2]);
    assert_eq!(relations(&page), expected());
}

#[test]
fn what_is_removed_undone_or_mended_is_counted_anew() {
    let desk = Desk::with_example();
    desk.done(&["remove", "1"]);
    let page = copies(&desk);
    assert_eq!(counts(&page), [17, 2, 15]);
    let of = |page: &Value| relations(page)[0].1.clone();
    assert_eq!(of(&page), "03-first-round-short.txt");
    desk.done(&["undo"]);
    assert_eq!(relations(&copies(&desk)), expected());
    desk.done(&["set", "4", "--published", "2031-03-04"]);
    assert_eq!(of(&copies(&desk)), "04-first-round-reworked.txt");
    desk.done(&["undo"]);
    assert_eq!(relations(&copies(&desk)), expected());
    desk.done(&["undo", "1"]);
    assert_eq!(counts(&copies(&desk)), [0, 0, 0]);
    desk.done(&["undo", "6"]);
    assert_eq!(relations(&copies(&desk)), expected());
}

#[test]
fn new_words_at_an_address_are_compared_anew() {
    let desk = Desk::new();
    let text = std::fs::read_to_string(example_article("01")).unwrap();
    let other = std::fs::read_to_string(example_article("05")).unwrap();
    desk.write("one.txt", &text);
    desk.write("two.txt", format!("By our desk\n\n{text}"));
    let add = |file: &str, url: &str| desk.done(&["add", file, "--url", url]);
    add("one.txt", "https://one.example/");
    add("two.txt", "https://two.example/");
    assert_eq!(counts(&copies(&desk)), [2, 1, 1]);
    desk.write("two.txt", &other);
    add("two.txt", "https://two.example/");
    assert_eq!(counts(&copies(&desk)), [2, 0, 2]);
}

#[test]
fn what_is_erased_is_no_copy_any_more() {
    let desk = Desk::with_example();
    desk.done(&["erase", "1", "2", "--yes"]);
    let page = copies(&desk);
    assert_eq!(counts(&page), [16, 1, 15]);
    assert_eq!(relations(&page)[0].1, "03-first-round-short.txt");
}

/// Copies of generated articles, found by the index of the record and by the one in memory.
#[test]
fn the_record_finds_what_a_look_at_the_files_finds() {
    let desk = Desk::new();
    let articles: Vec<String> = Articles::new(5, 250).take(60).map(|one| one.text).collect();
    for (place, text) in articles.iter().enumerate() {
        desk.write(&format!("reports/{place:02}.txt"), text);
        let host = &articles[(place + 1) % articles.len()];
        let copy = match place % 4 {
            0 => format!("SHARE THIS\n\n{}", text.to_uppercase()),
            1 => format!(
                "{}\n\n{host}",
                &text[..text.floor_char_boundary(text.len() / 2)]
            ),
            2 => text.replace(" the ", " this "),
            _ => continue,
        };
        desk.write(&format!("reports/copy-{place:02}.txt"), copy);
    }
    let folder = path(&desk.path("reports"));
    desk.done(&["add", &folder]);
    let (record, files) = (copies(&desk), desk.json(&["copies", "--json", &folder]));
    assert_eq!(relations(&record), relations(&files));
    assert!(record["copies"].as_u64().unwrap() >= 45, "{record}");
}
