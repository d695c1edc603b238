//! `rapporteur show`

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod support;

use support::{Desk, GERMAN, cut, example_article, keys, lines, list, path};

#[test]
fn text_is_what_every_offset_points_into() {
    let desk = Desk::with_example();
    let hits = desk.statements(&[]);
    for article in desk.articles() {
        let number = article["number"].to_string();
        let text = desk.done(&["show", &number, "--text"]);
        let shown = desk.json(&["show", &number, "--json"]);
        assert_eq!(shown["text"], text);
        for statement in list(&shown["reading"]["statements"]) {
            let hit = hits
                .iter()
                .find(|hit| hit["article"] == article["number"] && hit["id"] == statement["id"]);
            let hit = hit.expect("the search finds every statement");
            assert_eq!(
                cut(&text, &statement["content"]),
                hit["text"]["content"].as_str().unwrap()
            );
        }
    }
}

#[test]
fn text_is_the_decoded_file() {
    let desk = Desk::new();
    let text = "“We will wait,” Ilva Maren said.\r\n\r\n\tNobody left Port Sorrel.  \n";
    desk.write("a.txt", format!("\u{FEFF}{text}"));
    desk.done(&["add", "a.txt"]);
    assert_eq!(desk.done(&["show", "1", "--text"]), text);
}

#[test]
fn original_is_the_file_byte_for_byte() {
    let desk = Desk::new();
    let page = std::fs::read(example_article("12-")).unwrap();
    let old = b"\x93We will wait,\x94 Ilva Maren said on Tuesday in Port Sorrel.\r\n".to_vec();
    let line = br#"{"text": "Ilva Maren said on Tuesday that she would wait.", "id": 7}"#.to_vec();
    desk.write("a.html", &page);
    desk.write("b.txt", &old);
    desk.write("c.jsonl", [b"\n", &line[..], b"\n"].concat());
    desk.done(&["add", "a.html", "b.txt", "c.jsonl"]);
    for (number, bytes) in ["1", "2", "3"].into_iter().zip([page, old, line]) {
        let output = desk
            .command()
            .args(["show", number, "--original"])
            .output()
            .unwrap();
        assert!(output.stdout == bytes, "article {number} came back changed");
    }
}

#[test]
fn its_reading_is_that_of_the_export() {
    let desk = Desk::with_example();
    for (index, reading) in lines(&desk.export()).iter().enumerate() {
        let shown = desk.json(&["show", &(index + 1).to_string(), "--json"]);
        assert_eq!(shown["reading"], *reading);
        assert_eq!(
            keys(&shown),
            [
                "corrections",
                "decisions",
                "line",
                "reading",
                "text",
                "versions"
            ]
        );
    }
}

#[test]
fn for_people_it_prints_what_extract_prints() {
    let desk = Desk::new();
    let file = path(&example_article("05-"));
    desk.done(&["add", &file]);
    assert_eq!(
        desk.done(&["show", "1"]).trim_end(),
        desk.done(&[&file]).trim_end()
    );
}

#[test]
fn another_language_is_marked() {
    let desk = Desk::new();
    desk.write("a.txt", GERMAN);
    desk.done(&[
        "add",
        "a.txt",
        "--title",
        "Es geht weiter",
        "--publisher",
        "Radio Aldersund",
    ]);
    insta::assert_snapshot!(desk.done(&["show", "1"]), @"
    Es geht weiter
    Radio Aldersund · undated · 0 statements · 0 names
    not read: language de
    ");
}

#[test]
fn what_is_not_there_is_not_found() {
    let desk = Desk::with_example();
    insta::assert_snapshot!(desk.refused(4, &["show", "99"]), @"
    error: no article 99 in the record
    hint: `rapporteur articles` lists the articles, `rapporteur log` the operations
    ");
    desk.refused(4, &["show", "99", "--text"]);
    desk.refused(4, &["show", "99", "--original"]);
    desk.refused(4, &["show", "0"]);
    desk.refused(2, &["show", "first"]);
    desk.refused(2, &["show", "1", "--text", "--original"]);
}
