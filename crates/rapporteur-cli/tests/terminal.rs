//! What reaches a terminal, and what happens where nobody reads on.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod support;

use std::io::{BufRead, BufReader};
use std::process::Stdio;

use support::Desk;

/// Moves the cursor, rings, hides words and turns the direction of reading.
const EVIL: &str = "\u{1b}[2J\u{7}\u{200b}\u{202e}\u{9b}31m\u{7f}\u{e0041}\r";

/// Control, zero-width and direction characters, but for the end of a line.
fn acts(character: char) -> bool {
    (character.is_control() && character != '\n')
        || matches!(character, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{e0000}'..='\u{e007f}')
}

#[test]
fn nothing_from_outside_acts_on_a_terminal() {
    let desk = Desk::new();
    let text = format!(
        "“We will {EVIL} wait,” Ilva {EVIL} Maren said on Tuesday in Port Sorrel, she {EVIL} added."
    );
    desk.write("a.txt", &text);
    desk.write(
        "b.txt",
        format!("{text} “We will {EVIL} go,” Ilva Maren said."),
    );
    let (publisher, title) = (
        format!("Harbour {EVIL} Wire"),
        format!("Nobody {EVIL} moves"),
    );
    let about = [
        "--publisher",
        &publisher,
        "--title",
        &title,
        "--author",
        &publisher,
    ];
    let run = |arguments: &[&str], with: &[&str]| {
        let ran = desk.run(&[arguments, with].concat());
        for printed in [&ran.out, &ran.err] {
            let at = printed.find(acts);
            assert_eq!(at.map(|at| &printed[at..]), None, "{arguments:?}");
        }
        ran.status
    };
    assert_eq!(run(&["add", "a.txt"], &about), Some(0));
    for command in [
        &["articles"][..],
        &["show", "1"],
        &["statements"],
        &["brief"],
        &["log"],
        &["new", "b.txt"],
        &["brief", "--format", "markdown"],
        &["brief", "--format", "html"],
        &["articles", "--json"],
        &["statements", "--json"],
        &["show", "1", "--json"],
        &["brief", "--json"],
        &["new", "b.txt", "--json"],
        &["export", "--format", "jsonl"],
        &["set", "1", "--title", &title],
        &["extract", "b.txt"],
        &["undo"],
    ] {
        assert_eq!(run(command, &[]), Some(0), "{command:?}");
    }
    run(&[&format!("missing{EVIL}.txt")], &[]);
    run(
        &["add", "a.txt", "--codebook", &format!("missing{EVIL}.toml")],
        &[],
    );
    run(&["brief", "--record", &format!("missing{EVIL}")], &[]);
    desk.write(
        "evil.toml",
        format!("[[party]]\nid = \"v\" # {EVIL}\nname = \"V\"\ncolour = 1\n").replace('\r', ""),
    );
    run(&["extract", "b.txt", "--codebook", "evil.toml"], &[]);
}

#[test]
fn the_text_comes_back_as_it_is_where_no_terminal_reads() {
    let desk = Desk::new();
    let text = format!("“We will {EVIL} wait,” Ilva Maren said on Tuesday in Port Sorrel.");
    desk.write("a.txt", &text);
    desk.done(&["add", "a.txt"]);
    assert_eq!(desk.done(&["show", "1", "--text"]), text);
    assert_eq!(desk.json(&["show", "1", "--json"])["text"], text);
}

#[test]
fn a_reader_that_has_seen_enough_is_no_failure() {
    let desk = Desk::new();
    let line = |index: usize| {
        let text =
            format!("“We have counted {index} boats,” Ilva Maren said on Tuesday in Port Sorrel.");
        serde_json::json!({"text": text}).to_string()
    };
    desk.write(
        "wire.jsonl",
        (0..300).map(line).collect::<Vec<_>>().join("\n"),
    );
    desk.done(&["add", "wire.jsonl"]);
    for command in [
        &["export", "--format", "jsonl"][..],
        &["export", "--format", "json"],
        &["export", "--format", "csv"],
        &["statements", "--limit", "1000"],
        &["articles", "--limit", "1000", "--json"],
        &["extract", "wire.jsonl", "--json"],
        &["wire.jsonl"],
    ] {
        let mut child = desk
            .command()
            .args(command)
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut first = String::new();
        BufReader::with_capacity(64, child.stdout.take().unwrap())
            .read_line(&mut first)
            .unwrap();
        let output = child.wait_with_output().unwrap();
        assert_eq!(output.status.code(), Some(0), "{command:?}");
        assert_eq!(String::from_utf8_lossy(&output.stderr), "", "{command:?}");
    }
}

#[test]
fn styles_are_for_terminals_only() {
    let desk = Desk::with_example();
    for command in [
        &["brief"][..],
        &["statements"],
        &["articles"],
        &["show", "1"],
        &["log"],
    ] {
        assert!(!desk.done(command).contains('\u{1b}'), "{command:?}");
    }
    assert!(!desk.refused(4, &["show", "99"]).contains('\u{1b}'));
}
