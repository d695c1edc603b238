//! Kills the program a hundred times while it adds: nothing committed is lost, and the record opens.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod support;

use std::process::Stdio;
use std::time::{Duration, Instant};

use serde_json::Value;
use support::Desk;

/// How often the program is killed.
const KILLS: u32 = 100;

/// How many articles there are to add; about five batches.
const ARTICLES: usize = 320;

#[test]
fn a_killed_add_loses_nothing_that_was_committed() {
    let desk = desk();
    let whole = whole_run(&desk);
    let expected = desk.export();
    let mut caught = 0;
    let mut before = Vec::new();
    let mut listed = 0;
    start_over(&desk);
    for round in 0..KILLS {
        // From the first opening of the file to a third of the work, in an order without pattern.
        kill_after(
            &desk,
            &["add", "reports.jsonl"],
            whole * (3 + round * 37 % 31) / 100,
        );
        let after = on_record(&desk);
        assert!(after.starts_with(&before), "round {round} lost an article");
        let log = operations(&desk);
        caught += usize::from(log.len() > listed && log[0]["finished"].is_null());
        (before, listed) = (after, log.len());
        if before.len() == ARTICLES {
            assert_eq!(desk.export(), expected, "round {round}");
            start_over(&desk);
            (before, listed) = (Vec::new(), 0);
        }
    }
    assert!(
        caught > KILLS as usize / 2,
        "only {caught} kills fell into the adding"
    );
    desk.done(&["add", "reports.jsonl"]);
    assert_eq!(desk.export(), expected, "adding again goes on to the end");
    let found = desk.json(&["articles", "boats", "--json", "--limit", "1"]);
    assert_eq!(
        found["total"], ARTICLES,
        "and the index knows every article"
    );
}

#[test]
fn a_killed_add_stays_listed_and_can_be_undone() {
    let desk = desk();
    let whole = whole_run(&desk);
    let expected = desk.export();
    start_over(&desk);
    let interrupted = (10..100)
        .step_by(5)
        .find_map(|percent| {
            kill_after(&desk, &["add", "reports.jsonl"], whole * percent / 100);
            let log = operations(&desk);
            let last = log.first().filter(|last| last["finished"].is_null())?;
            (!on_record(&desk).is_empty()).then(|| last.clone())
        })
        .expect("a kill that falls between two batches");
    let summary = interrupted["summary"].as_str().unwrap();
    assert!(summary.ends_with("articles so far"), "{summary}");
    assert!(
        desk.done(&["log"])
            .contains("interrupted: add again to go on, or undo")
    );
    for operation in operations(&desk) {
        if operation["finished"].is_null() {
            desk.done(&["undo", &operation["number"].to_string()]);
        }
    }
    assert_eq!(on_record(&desk), [Value::Null; 0]);
    desk.done(&["add", "reports.jsonl"]);
    assert_eq!(desk.export(), expected, "and it can be added again");
}

#[test]
fn a_killed_erasing_is_finished_by_the_next_command() {
    let desk = Desk::new();
    let secret = "quillfeather";
    desk.write(
        "a.txt",
        format!("“We met at the {secret} inn,” Ilva Maren said on Tuesday."),
    );
    desk.write("reports.jsonl", reports());
    desk.done(&["add", "a.txt", "reports.jsonl"]);
    let record = desk.path("record.rapporteur");
    let full = std::fs::read(&record).unwrap();
    let began = Instant::now();
    desk.done(&["erase", "1", "--yes"]);
    let whole = began.elapsed();
    for step in 1..=12 {
        start_over(&desk);
        std::fs::write(&record, &full).unwrap();
        kill_after(&desk, &["erase", "1", "--yes"], whole * step / 12);
        let there = on_record(&desk).len() == ARTICLES + 1;
        let left = std::fs::read_dir(desk.path("."))
            .unwrap()
            .map(|entry| entry.unwrap().path())
            .filter(|path| path.to_str().unwrap().contains("record.rapporteur"))
            .any(|path| contains(&std::fs::read(path).unwrap(), secret.as_bytes()));
        assert_eq!(left, there, "step {step}: erased wholly or not at all");
    }
}

fn desk() -> Desk {
    let desk = Desk::new();
    desk.write("reports.jsonl", reports());
    desk
}

fn reports() -> String {
    let line = |index: usize| {
        let text = format!(
            "Report {index}. “We have counted {index} boats,” the harbour master of Port Sorrel said \
             on Tuesday. Valdria's navy denied that any of them was armed."
        );
        serde_json::json!({ "text": text, "publisher": "Harbour Wire" }).to_string()
    };
    (0..ARTICLES).map(line).collect::<Vec<_>>().join("\n")
}

/// Adds everything undisturbed, and returns how long it took.
fn whole_run(desk: &Desk) -> Duration {
    let began = Instant::now();
    desk.done(&["add", "reports.jsonl", "--jobs", "1"]);
    began.elapsed()
}

fn start_over(desk: &Desk) {
    for ending in ["", "-wal", "-shm"] {
        let file = desk.path(&format!("record.rapporteur{ending}"));
        assert!(std::fs::remove_file(&file).is_ok() || !file.exists());
    }
}

fn kill_after(desk: &Desk, arguments: &[&str], delay: Duration) {
    let mut command = desk.command();
    command
        .args(arguments)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null());
    if arguments[0] == "add" {
        command.args(["--jobs", "1"]);
    }
    let mut child = command.spawn().unwrap();
    std::thread::sleep(delay);
    // It may have come to its end by itself.
    let _ = child.kill();
    child.wait().unwrap();
}

/// The articles on record; none where the program was killed before there was a record.
fn on_record(desk: &Desk) -> Vec<Value> {
    if begun(desk) {
        desk.articles()
    } else {
        Vec::new()
    }
}

/// The operations, the latest first.
fn operations(desk: &Desk) -> Vec<Value> {
    if begun(desk) { desk.log() } else { Vec::new() }
}

/// Says whether there is a record. Before its first operation there may be a file that is none yet;
/// the next `add` makes it one.
fn begun(desk: &Desk) -> bool {
    let ran = desk.run(&["log", "--json", "--limit", "1"]);
    let none = ran.err.contains("there is no record") || ran.err.contains("is no record");
    assert!(
        none || ran.status == Some(0),
        "the record does not open: {}",
        ran.err
    );
    !none
}

fn contains(bytes: &[u8], part: &[u8]) -> bool {
    bytes.windows(part.len()).any(|window| window == part)
}
