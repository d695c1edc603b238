//! `rapporteur extract`: the contract of `--json`.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod support;

use serde_json::{Value, json};
use support::{Desk, cut, example, example_article, keys, list, path, texts, with_about};

/// The reading of the whole example, as the record would make it.
fn example_read(desk: &Desk, more: &[&str]) -> String {
    let articles = path(&example().join("articles"));
    let mut arguments = with_about(&["extract", &articles, "--json"]);
    arguments.extend(more);
    desk.done(&arguments)
}

/// The text that the offsets of a reading point into.
fn text_of(desk: &Desk, number: usize) -> String {
    desk.done(&["show", &number.to_string(), "--text"])
}

/// Checks that each of the values has exactly these keys, and that there is one.
fn check(values: &[Value], expected: &[&str]) {
    assert!(!values.is_empty(), "no value to look at for {expected:?}");
    for value in values {
        assert_eq!(keys(value), expected, "{value}");
    }
}

#[test]
fn every_object_has_the_fields_of_the_contract() {
    let desk = Desk::new();
    let readings = support::lines(&example_read(&desk, &[]));
    let all = |field: &str| -> Vec<Value> {
        readings
            .iter()
            .flat_map(|reading| list(&reading[field]))
            .collect()
    };
    let inside = |values: &[Value], field: &str| -> Vec<Value> {
        values
            .iter()
            .map(|value| value[field].clone())
            .filter(|value| !value.is_null())
            .collect()
    };
    check(
        &readings,
        &[
            "article",
            "diagnostics",
            "entities",
            "events",
            "mentions",
            "preconditions",
            "provenance",
            "statements",
            "times",
        ],
    );
    let articles = inside(&readings, "article");
    check(
        &articles,
        &[
            "author",
            "characters",
            "file",
            "id",
            "language",
            "published",
            "publisher",
            "read",
            "title",
            "url",
        ],
    );
    check(&inside(&articles, "published"), &["edtf", "from"]);
    check(
        &all("entities"),
        &["codebook", "id", "name", "party", "type"],
    );
    check(
        &all("mentions"),
        &[
            "candidates",
            "end",
            "entity",
            "form",
            "name",
            "start",
            "text",
            "tie",
        ],
    );
    check(
        &all("times"),
        &[
            "anchor",
            "anchor_range",
            "bounds",
            "end",
            "relative",
            "start",
            "text",
            "type",
            "value",
        ],
    );
    let statements = all("statements");
    check(
        &statements,
        &[
            "act",
            "basis",
            "confidence",
            "content",
            "cue",
            "id",
            "kind",
            "positions",
            "said",
            "source",
            "speaker",
            "within",
        ],
    );
    check(
        &inside(&statements, "speaker"),
        &["entity", "name", "party"],
    );
    check(&inside(&statements, "said"), &["edtf", "from"]);
    check(
        &inside(&readings, "provenance"),
        &["codebook", "engine", "models"],
    );
    check(
        &all("diagnostics"),
        &["code", "message", "severity", "span"],
    );
}

#[test]
fn values_are_those_the_contract_names() {
    let desk = Desk::new();
    for reading in support::lines(&example_read(&desk, &[])) {
        let one_of = |value: &Value, allowed: &[&str]| {
            assert!(
                value.as_str().is_some_and(|label| allowed.contains(&label)),
                "{value}"
            );
        };
        one_of(
            &reading["article"]["published"]["from"],
            &["metadata", "text", "option", "unknown"],
        );
        for mention in list(&reading["mentions"]) {
            one_of(&mention["form"], &["name", "role", "pronoun", "metonym"]);
        }
        for time in list(&reading["times"]) {
            one_of(&time["type"], &["DATE", "TIME", "DURATION", "SET"]);
        }
        for statement in list(&reading["statements"]) {
            one_of(&statement["kind"], &["direct", "indirect", "mixed"]);
            one_of(&statement["basis"], &["speech", "attitude"]);
            let confidence = &statement["confidence"];
            assert!(
                confidence.is_null()
                    || confidence
                        .as_f64()
                        .is_some_and(|value| (0.5..=1.0).contains(&value)),
                "{confidence}"
            );
            if !statement["said"].is_null() {
                one_of(&statement["said"]["from"], &["phrase", "published"]);
            }
        }
    }
}

#[test]
fn names_refer_to_what_is_there() {
    let desk = Desk::new();
    for reading in support::lines(&example_read(&desk, &[])) {
        let entities = texts(&list(&reading["entities"]), "id");
        let statements = texts(&list(&reading["statements"]), "id");
        for mention in list(&reading["mentions"]) {
            // An open tie has candidates in the place of an entity.
            let candidates = list(&mention["candidates"]);
            assert_eq!(mention["entity"].is_null(), !candidates.is_empty());
            for id in candidates.iter().chain([&mention["entity"]]) {
                let known = entities.contains(&id.as_str().map(str::to_owned));
                assert!(known || id.is_null(), "{mention}");
            }
        }
        for statement in list(&reading["statements"]) {
            let known = |ids: &[Option<String>], id: &Value| {
                id.is_null() || ids.contains(&id.as_str().map(str::to_owned))
            };
            assert!(
                known(&entities, &statement["speaker"]["entity"]),
                "{statement}"
            );
            assert!(known(&statements, &statement["within"]), "{statement}");
        }
    }
}

#[test]
fn every_offset_cuts_out_the_words_it_claims() {
    let desk = Desk::with_example();
    for (index, reading) in support::lines(&example_read(&desk, &[])).iter().enumerate() {
        let text = text_of(&desk, index + 1);
        assert_eq!(reading["article"]["characters"], text.chars().count());
        for field in ["mentions", "times"] {
            for found in list(&reading[field]) {
                let words = cut(&text, &json!([[found["start"], found["end"]]]));
                assert_eq!(found["text"], words);
            }
        }
        for statement in list(&reading["statements"]) {
            for part in ["source", "cue", "content"] {
                let words = cut(&text, &statement[part]);
                assert!(part == "source" || !words.trim().is_empty(), "{statement}");
                assert_eq!(words.trim(), words, "{statement}");
            }
        }
    }
}

#[test]
fn offsets_are_code_points() {
    let desk = Desk::new();
    let text = "\u{FEFF}🌊🌊 Café «Ålesund», 𝔖alt.\r\n\r\n“Wé 🌊 wait,” Ilva Maren said on Tuesday in Port Sorrel. \
        The harbour was closed for the night, and the ferry to the islands had left an hour before.\r\n";
    desk.write("waves.txt", text);
    let reading = &desk.json_lines(&["extract", "waves.txt", "--json"])[0];
    let text = text.trim_start_matches('\u{FEFF}');
    assert_eq!(reading["article"]["characters"], text.chars().count());
    let statement = &reading["statements"][0];
    assert_eq!(cut(text, &statement["content"]), "“Wé 🌊 wait,”");
    assert_eq!(cut(text, &statement["source"]), "Ilva Maren");
    assert_eq!(cut(text, &statement["cue"]), "said");
    assert_eq!(reading["times"][0]["text"], "Tuesday");
    for mention in list(&reading["mentions"]) {
        assert_eq!(
            cut(text, &json!([[mention["start"], mention["end"]]])),
            mention["text"].as_str().unwrap()
        );
    }
}

#[test]
fn another_language_is_kept_and_not_read() {
    let desk = Desk::new();
    let file = path(&example_article("09-"));
    let reading = &desk.json_lines(&with_about(&["extract", &file, "--json"]))[0];
    assert_eq!(reading["article"]["read"], false);
    assert_eq!(reading["article"]["language"], "de");
    for field in ["entities", "mentions", "times", "statements", "events"] {
        assert_eq!(reading[field], json!([]));
    }
    let remarks: Vec<_> = texts(&list(&reading["diagnostics"]), "message");
    assert_eq!(remarks, [Some("not read: language de".to_owned())]);
}

#[test]
fn threads_and_runs_make_no_difference() {
    let desk = Desk::new();
    let one = example_read(&desk, &["--jobs", "1"]);
    assert_eq!(one, example_read(&desk, &["--jobs", "2"]));
    assert_eq!(one, example_read(&desk, &["--jobs", "7"]));
    assert_eq!(one, example_read(&desk, &[]));
}

#[test]
fn there_is_one_line_for_each_article_in_the_order_of_the_arguments() {
    let desk = Desk::new();
    let report = |name: &str| format!("“We wait,” {name} said on Tuesday in Port Sorrel.");
    let line = |name: &str| json!({"text": report(name)}).to_string();
    desk.write("b.txt", report("Ada"));
    desk.write("a.jsonl", format!("{}\n{}\n", line("Bela"), line("Cora")));
    desk.write("c/d.txt", report("Dora"));
    let out = desk.done(&["extract", "c", "b.txt", "a.jsonl", "b.txt", "--json"]);
    let files: Vec<Value> = support::lines(&out)
        .iter()
        .map(|reading| reading["article"]["file"].clone())
        .collect();
    assert_eq!(
        files,
        ["c/d.txt", "b.txt", "a.jsonl:1", "a.jsonl:2", "b.txt"]
    );
    let read: Vec<Value> = support::lines(&out);
    assert_eq!(read[1], read[4], "the same file, the same reading");
}

#[test]
fn the_date_option_dates_what_is_said() {
    let desk = Desk::new();
    desk.write(
        "a.txt",
        "“We will wait,” Ilva Maren said on Tuesday in Port Sorrel.",
    );
    let read = |options: &[&str]| {
        let mut arguments = vec!["extract", "a.txt", "--json"];
        arguments.extend(options);
        desk.json_lines(&arguments)[0].clone()
    };
    for option in ["--date", "--published"] {
        let dated = read(&[option, "2031-03-12"]);
        assert_eq!(
            dated["article"]["published"],
            json!({"edtf": "2031-03-12", "from": "option"})
        );
        assert_eq!(dated["times"][0]["value"], "2031-03-11");
        assert_eq!(
            dated["statements"][0]["said"],
            json!({"edtf": "2031-03-11", "from": "phrase"})
        );
    }
    let undated = read(&[]);
    assert_eq!(
        undated["article"]["published"],
        json!({"edtf": null, "from": "unknown"})
    );
    assert_eq!(undated["times"][0]["value"], Value::Null);
    assert_eq!(undated["statements"][0]["said"], Value::Null);
}

#[test]
fn files_without_a_command_are_extracted() {
    let desk = Desk::new();
    let file = path(&example_article("01-"));
    assert_eq!(desk.done(&[&file]), desk.done(&["extract", &file]));
    assert_eq!(
        desk.done(&with_about(&[&file, "--json"])),
        desk.done(&with_about(&["extract", &file, "--json"]))
    );
    assert!(
        !desk.path("record.rapporteur").exists(),
        "and no record is made"
    );
}

#[test]
fn for_people_it_prints_the_words_of_each_statement() {
    let desk = Desk::new();
    desk.write(
        "a.txt",
        "“We will wait,” Ilva Maren said on Tuesday in Port Sorrel.",
    );
    let text = desk.done(&[
        "a.txt",
        "--title",
        "Nobody moves",
        "--publisher",
        "Harbour Wire",
    ]);
    for part in [
        "Nobody moves",
        "Harbour Wire",
        "undated",
        "Ilva Maren",
        "“We will wait,”",
        "“said”",
    ] {
        assert!(text.contains(part), "{part} is not in {text}");
    }
}

#[test]
fn json_escapes_what_a_terminal_would_act_on() {
    let desk = Desk::new();
    desk.write(
        "a.txt",
        "“We wait,” Ilva Maren said on Tuesday in Port Sorrel.",
    );
    let title = "a\u{7f}b\u{9b}2Jc\u{202e}d\u{1b}[31m";
    let out = desk.done(&["extract", "a.txt", "--json", "--title", title]);
    assert!(!out.trim_end().chars().any(char::is_control), "{out:?}");
    assert_eq!(
        support::lines(&out)[0]["article"]["title"],
        title,
        "and keeps its value"
    );
}

/// The hash of the codebook that a reading names in its provenance.
fn codebook_of(desk: &Desk, arguments: &[&str]) -> Value {
    desk.json_lines(arguments)[0]["provenance"]["codebook"].clone()
}

#[test]
fn who_brings_no_codebook_reads_with_that_for_peace_talks() {
    let desk = Desk::new();
    desk.write(
        "a.txt",
        "“We will wait,” Ilva Maren said on Tuesday in Port Sorrel.",
    );
    let general = desk.json(&["codebook", "show", "--general", "--json"]);
    assert_eq!(
        codebook_of(&desk, &["extract", "a.txt", "--json"]),
        general["hash"]
    );
    assert_eq!(codebook_of(&desk, &["a.txt", "--json"]), general["hash"]);
    let none = ["extract", "a.txt", "--json", "--no-codebook"];
    assert_eq!(codebook_of(&desk, &none), Value::Null);
    let both = ["extract", "a.txt", "--no-codebook", "--codebook", "b.toml"];
    assert!(desk.refused(2, &both).contains("cannot be used with"));
}

#[test]
fn a_country_is_its_own_party_where_the_codebook_lists_nobody() {
    let desk = Desk::new();
    desk.write(
        "a.txt",
        "Norway will not wait, the Norwegian foreign minister said on Tuesday.",
    );
    for more in [&[][..], &["--no-codebook"]] {
        let read = desk.json_lines(&[&["extract", "a.txt", "--json"][..], more].concat());
        let entities = list(&read[0]["entities"]);
        let norway = entities
            .iter()
            .find(|entity| entity["name"] == "Norway")
            .unwrap();
        assert_eq!(norway["party"], "norway", "{more:?}");
    }
}
