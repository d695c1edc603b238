//! `rapporteur add`

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod support;

use serde_json::Value;
use support::{Desk, GERMAN, example, example_article, keys, path, texts, with_about};

/// The files that the articles on the record came in.
fn files(desk: &Desk) -> Vec<String> {
    texts(&desk.articles(), "file")
        .into_iter()
        .flatten()
        .collect()
}

fn report(text: &str) -> String {
    format!("“{text},” Ilva Maren said on Tuesday in Port Sorrel, where the talks went on.")
}

#[test]
fn it_says_what_it_did() {
    let desk = Desk::new();
    desk.write("reports/german.txt", GERMAN);
    desk.write("reports/empty.txt", "");
    desk.write("reports/photo.jpg", "");
    let ran = desk.run(&["add", "reports"]);
    assert_eq!(ran.status, Some(3));
    insta::assert_snapshot!(ran.err, @"reports/empty.txt: has no text in it; leave it out, or save the report again");
    insta::assert_snapshot!(ran.out, @"
    1 article, 0 statements read into record.rapporteur
      1 not taken in: see above
      1 kept but not read: language de
      1 other file in the folders passed over
    operation 1; undo with `rapporteur undo`
    ");
    let again = desk.run(&["add", "reports/german.txt"]);
    insta::assert_snapshot!(again.out, @"
    0 articles, 0 statements read into record.rapporteur
      1 on the record already
    operation 2; undo with `rapporteur undo`
    ");
    assert_eq!(again.status, Some(0));
}

#[test]
fn its_json_counts_the_same() {
    let desk = Desk::new();
    desk.write("german.txt", GERMAN);
    desk.write("empty.txt", "");
    let ran = desk.run(&["add", "german.txt", "empty.txt", "german.txt", "--json"]);
    let mut report: Value = serde_json::from_str(&ran.out).unwrap();
    assert_eq!(report["failures"][0]["file"], "empty.txt");
    report["failures"] = Value::Null;
    let expected = serde_json::json!({
        "failed": 1,
        "failures": null,
        "known": 1,
        "new": 1,
        "not_read": { "de": 1 },
        "operation": 1,
        "passed_over": 0,
        "removed": 0,
        "statements": 0,
        "versions": 0,
    });
    assert_eq!(report, expected);
}

#[test]
fn files_folders_and_patterns_are_taken_in_the_order_they_are_named() {
    let desk = Desk::new();
    for name in [
        "z.txt",
        "many/b.txt",
        "many/a.htm.txt",
        "many/deep/c",
        "few/y.txt",
        "few/x.txt",
    ] {
        desk.write(name, report(name));
    }
    desk.write("many/.hidden.txt", report("hidden"));
    desk.write("many/notes.pdf", report("notes"));
    desk.done(&["add", "z.txt", "many", "few/*.txt"]);
    let expected = [
        "z.txt",
        "many/a.htm.txt",
        "many/b.txt",
        "many/deep/c",
        "few/x.txt",
        "few/y.txt",
    ];
    assert_eq!(files(&desk), expected);
}

#[test]
fn json_lines_are_articles_with_their_metadata() {
    let desk = Desk::new();
    let line =
        |text: &str| serde_json::json!({"text": report(text), "publisher": text}).to_string();
    desk.write(
        "wire.jsonl",
        format!("{}\n\n{}\n", line("One"), line("Two")),
    );
    desk.done(&["add", "wire.jsonl"]);
    assert_eq!(files(&desk), ["wire.jsonl:1", "wire.jsonl:3"]);
    let publishers: Vec<_> = texts(&desk.articles(), "publisher")
        .into_iter()
        .flatten()
        .collect();
    assert_eq!(publishers, ["One", "Two"]);
}

#[test]
fn standard_input_is_a_text_a_page_or_json_lines() {
    let desk = Desk::new();
    let page = std::fs::read_to_string(example_article("12-")).unwrap();
    let line = serde_json::json!({"text": report("Line")}).to_string();
    for input in [report("Text"), page, format!("{line}\n")] {
        let ran = desk.run_with_input(&["add", "-"], input.as_bytes());
        assert_eq!(ran.status, Some(0), "{}", ran.err);
    }
    assert_eq!(files(&desk), ["-", "-", "-:1"]);
    let titles = texts(&desk.articles(), "title");
    assert!(titles[1].is_some(), "the page's own title");
    assert_eq!([&titles[0], &titles[2]], [&None, &None]);
}

#[test]
fn adding_again_changes_nothing() {
    let desk = Desk::with_example();
    let (before, found) = (desk.export(), desk.statements(&[]));
    let articles = path(&example().join("articles"));
    let again = desk.json(&with_about(&["add", &articles, "--json"]));
    assert_eq!((&again["new"], &again["known"]), (&0.into(), &18.into()));
    assert_eq!(desk.export(), before);
    assert_eq!(desk.statements(&[]), found);
}

#[test]
fn the_same_words_of_another_publisher_are_another_article() {
    let desk = Desk::new();
    desk.write("a.txt", report("We wait"));
    desk.done(&["add", "a.txt", "--publisher", "Harbour Wire"]);
    desk.done(&["add", "a.txt", "--publisher", "Dayfeed 24"]);
    let publishers: Vec<_> = texts(&desk.articles(), "publisher")
        .into_iter()
        .flatten()
        .collect();
    assert_eq!(publishers, ["Harbour Wire", "Dayfeed 24"]);
}

#[test]
fn new_words_at_a_known_address_are_a_version_and_the_old_one_is_kept() {
    let desk = Desk::new();
    desk.write("old.txt", report("We wait"));
    desk.write("new.txt", report("We wait no longer"));
    let at = [
        "--url",
        "https://harbourwire.example/1",
        "--publisher",
        "Harbour Wire",
    ];
    desk.done(&["add", "old.txt", at[0], at[1], at[2], at[3]]);
    let old = desk.export();
    let added = desk.json(&["add", "new.txt", "--json", at[0], at[1], at[2], at[3]]);
    assert_eq!((&added["new"], &added["versions"]), (&0.into(), &1.into()));
    let shown = desk.json(&["show", "1", "--json"]);
    assert_eq!(shown["text"], report("We wait no longer"));
    assert_eq!(shown["line"]["versions"], 2);
    let files: Vec<_> = texts(shown["versions"].as_array().unwrap(), "file");
    assert_eq!(
        files,
        [Some("old.txt".to_owned()), Some("new.txt".to_owned())]
    );
    let current: Vec<_> = shown["versions"]
        .as_array()
        .unwrap()
        .iter()
        .map(|version| &version["current"])
        .collect();
    assert_eq!(current, [false, true]);
    for hit in desk.statements(&[]) {
        assert!(
            hit["text"]["content"]
                .as_str()
                .unwrap()
                .contains("no longer"),
            "{hit}"
        );
    }
    let again = desk.json(&["add", "old.txt", "--json", at[0], at[1], at[2], at[3]]);
    assert_eq!(again["known"], 1, "the old words are known still");
    desk.done(&["undo", "2"]);
    assert_eq!(desk.export(), old, "and come back");
}

#[test]
fn what_was_removed_stays_removed() {
    let desk = Desk::new();
    desk.write("a.txt", report("We wait"));
    desk.write("b.txt", report("We go"));
    desk.done(&["add", "a.txt", "b.txt"]);
    desk.done(&["remove", "1"]);
    let added = desk.json(&["add", "a.txt", "b.txt", "--json"]);
    assert_eq!((&added["removed"], &added["known"]), (&1.into(), &1.into()));
    assert_eq!(files(&desk), ["b.txt"]);
    let told = desk.done(&["add", "a.txt"]);
    assert!(told.contains("1 removed before and left out"), "{told}");
}

#[test]
fn the_table_counts_more_than_an_option_and_that_more_than_the_page() {
    let desk = Desk::new();
    let page = std::fs::read_to_string(example_article("12-")).unwrap();
    desk.write("a.html", &page);
    desk.write("b.html", &page);
    desk.write("about.csv", "file,publisher,title\na.html,Of the table,\n");
    let options = [
        "--publisher",
        "Of the option",
        "--published",
        "2031-01",
        "--metadata",
        "about.csv",
    ];
    let mut arguments = vec!["extract", "a.html", "b.html", "--json"];
    arguments.extend(options);
    let read = desk.json_lines(&arguments);
    let plain = desk.json_lines(&["extract", "a.html", "--json"]);
    let article = |index: usize| &read[index]["article"];
    assert_eq!(article(0)["publisher"], "Of the table");
    assert_eq!(article(1)["publisher"], "Of the option");
    assert_eq!(
        plain[0]["article"]["publisher"], "Narrows Monitor",
        "of the page"
    );
    assert_eq!(
        article(0)["title"],
        plain[0]["article"]["title"],
        "an empty cell says nothing"
    );
    assert_eq!(
        article(0)["published"],
        serde_json::json!({"edtf": "2031-01", "from": "option"})
    );
    assert_eq!(plain[0]["article"]["published"]["from"], "metadata");
    arguments[0] = "add";
    desk.done(&arguments);
    let kept: Vec<Value> = support::lines(&desk.export())
        .into_iter()
        .map(|reading| reading["article"].clone())
        .collect();
    let given = read[1]["article"].clone();
    assert_eq!(
        kept,
        [given],
        "both have one address: the second is a version of the first"
    );
}

#[test]
fn the_codebook_stays_in_force() {
    let desk = Desk::with_example();
    desk.write("later.txt", report("We wait"));
    desk.done(&["add", "later.txt"]);
    let readings = support::lines(&desk.export());
    let hashes: Vec<_> = readings
        .iter()
        .map(|reading| &reading["provenance"]["codebook"])
        .collect();
    assert!(hashes[0].is_string());
    assert!(hashes.iter().all(|hash| *hash == hashes[0]), "{hashes:?}");
}

#[test]
fn without_a_codebook_that_for_peace_talks_is_kept_on_the_record() {
    let desk = Desk::new();
    desk.write("a.txt", report("We wait"));
    desk.done(&["add", "a.txt"]);
    let general = desk.json(&["codebook", "show", "--general", "--json"]);
    assert_eq!(desk.json(&["codebook", "show", "--json"]), general);
    let reading = &support::lines(&desk.export())[0];
    assert_eq!(reading["provenance"]["codebook"], general["hash"]);
}

#[test]
fn a_mistake_in_the_codebook_is_shown_where_it_stands() {
    let desk = Desk::new();
    desk.write("a.txt", report("We wait"));
    desk.write(
        "talks.toml",
        "\u{FEFF}[[party]]\nid = \"valdria\"\nname = \"Valdria\"\n\n\
         [[person]]\nid = \"maren\"\nname = \"Ilva Maren\"\nparty = \"valdira\"\n",
    );
    let err = desk.refused(1, &["add", "a.txt", "--codebook", "talks.toml"]);
    insta::assert_snapshot!(err, @r#"
    error: there is no party "valdira"
     --> talks.toml:8:9
      |
    8 | party = "valdira"
      |         ^^^^^^^^^
      |
    help: did you mean "valdria"?
    "#);
    desk.write(
        "talks.toml",
        "[[party]]\nid = \"valdria\"\ncolour = \"blue\"\n",
    );
    let err = desk.refused(1, &["add", "a.txt", "--codebook", "talks.toml"]);
    insta::assert_snapshot!(err, @r#"
    error: unknown field `colour`, expected one of `id`, `name`, `role`, `aliases`
     --> talks.toml:3:1
      |
    3 | colour = "blue"
      | ^^^^^^
    "#);
    assert!(
        !desk.path("record.rapporteur").exists(),
        "nothing was begun"
    );
}

#[test]
fn its_report_has_these_fields() {
    let desk = Desk::new();
    desk.write("german.txt", GERMAN);
    let report = desk.json(&["add", "german.txt", "--json"]);
    let expected = [
        "failed",
        "failures",
        "known",
        "new",
        "not_read",
        "operation",
        "passed_over",
        "removed",
        "statements",
        "versions",
    ];
    assert_eq!(keys(&report), expected);
}
