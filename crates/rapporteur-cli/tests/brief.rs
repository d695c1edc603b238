//! `rapporteur brief`

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod support;

use serde_json::Value;
use support::{Desk, list, texts};

fn brief(desk: &Desk) -> Value {
    desk.json(&["brief", "--json"])
}

#[test]
fn every_format_names_the_same_speakers_in_the_same_order() {
    let desk = Desk::with_example();
    let speakers: Vec<String> = texts(&list(&brief(&desk)["voices"]), "speaker")
        .into_iter()
        .flatten()
        .collect();
    assert!(speakers.len() > 4, "{speakers:?}");
    for format in ["text", "markdown", "html"] {
        let printed = desk
            .done(&["brief", "--format", format])
            .replace("&#39;", "'");
        let mut rest = printed.as_str();
        for speaker in &speakers {
            let at = rest.find(speaker.as_str());
            rest =
                &rest[at.unwrap_or_else(|| panic!("{format} leaves out {speaker}:\n{printed}"))..];
        }
    }
    assert_eq!(
        desk.done(&["brief"]),
        desk.done(&["brief", "--format", "text"])
    );
}

#[test]
fn words_stand_in_the_article_and_come_latest_first() {
    let desk = Desk::with_example();
    let brief = brief(&desk);
    let voices = list(&brief["voices"]);
    for voice in &voices {
        let telling = &voice["told_by"][0];
        let text = desk.done(&["show", &telling["article"].to_string(), "--text"]);
        for piece in voice["words"].as_str().unwrap().split(" … ") {
            assert!(text.contains(piece), "{voice}");
        }
    }
    let dates: Vec<_> = texts(&voices, "date").into_iter().flatten().collect();
    assert_eq!(dates.len(), voices.len(), "the undated are kept apart");
    assert!(dates.is_sorted_by(|one, next| one >= next), "{dates:?}");
    let speakers = texts(&voices, "speaker");
    let once: std::collections::BTreeSet<_> = speakers.iter().collect();
    assert_eq!(once.len(), speakers.len(), "nobody speaks twice");
    for voice in list(&brief["undated"]) {
        assert_eq!(voice["date"], Value::Null);
    }
}

#[test]
fn its_counts_are_those_of_the_record() {
    let desk = Desk::with_example();
    let brief = brief(&desk);
    let statements = desk.statements(&[]);
    assert_eq!(brief["statements"], statements.len());
    assert_eq!(brief["articles"], desk.articles().len());
    assert_eq!(
        brief["undated_total"],
        desk.statements(&["--undated"]).len()
    );
    let parties = list(&brief["parties"]);
    for party in &parties {
        let counted = statements
            .iter()
            .filter(|hit| hit["party"] == party["party"])
            .count();
        assert_eq!(party["statements"], counted, "{party}");
    }
    let sum: u64 = parties
        .iter()
        .map(|party| party["statements"].as_u64().unwrap())
        .sum();
    assert_eq!(brief["statements"], sum, "every statement is counted once");
}

#[test]
fn what_is_undated_is_kept_apart() {
    let desk = Desk::new();
    desk.write(
        "dated.txt",
        "“We will wait,” Ilva Maren said. Nobody left Port Sorrel that evening.",
    );
    desk.write(
        "undated.txt",
        "“We will go,” Orlan Teich said. Nobody left Port Sorrel that evening.",
    );
    desk.done(&["add", "dated.txt", "--published", "2031-03-12"]);
    desk.done(&["add", "undated.txt"]);
    let brief = brief(&desk);
    let speakers = |part: &str| texts(&list(&brief[part]), "speaker");
    assert_eq!(speakers("voices"), [Some("Ilva Maren".to_owned())]);
    assert_eq!(speakers("undated"), [Some("Orlan Teich".to_owned())]);
}

#[test]
fn an_empty_record_says_what_to_do() {
    let desk = Desk::with_example();
    desk.done(&["undo"]);
    let text = desk.done(&["brief"]);
    assert!(text.contains("rapporteur add REPORTS"), "{text}");
}

#[test]
fn the_page_needs_nothing_from_elsewhere_and_escapes_what_is_told() {
    let desk = Desk::new();
    let evil = "<script>alert(1)</script>";
    desk.write(
        "a.txt",
        format!("“We will {evil} wait,” Ilva Maren said on Tuesday in Port Sorrel."),
    );
    desk.done(&[
        "add",
        "a.txt",
        "--publisher",
        "<img src=x>",
        "--published",
        "2031-03-12",
    ]);
    let page = desk.done(&["brief", "--format", "html"]);
    for forbidden in ["<script", "<img", "http:", "https:", "@import", "url("] {
        assert!(!page.contains(forbidden), "{forbidden} in {page}");
    }
    let note = desk.done(&["brief", "--format", "markdown"]);
    assert!(
        !note.contains("<script") && !note.contains("<img"),
        "{note}"
    );
}
