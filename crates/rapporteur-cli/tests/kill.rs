//! Kills the program a hundred times while it adds: nothing committed is lost, and the record opens.

mod support;

use std::process::Stdio;
use std::time::Duration;

use support::Desk;

/// How often the program is killed.
const KILLS: u64 = 100;

/// How many articles there are to add.
const ARTICLES: usize = 1200;

#[test]
fn a_killed_add_loses_nothing_that_was_committed() {
    let desk = Desk::new();
    let lines: Vec<String> = (0..ARTICLES).map(line).collect();
    desk.write("reports.jsonl", lines.join("\n"));
    let mut before = Vec::new();
    for round in 0..KILLS {
        kill_after(&desk, Duration::from_millis(10 + round * 7 % 190));
        let after = texts_on_record(&desk);
        assert!(after.starts_with(&before), "round {round} lost an article");
        before = after;
        if before.len() == ARTICLES {
            desk.run(&["remove", "1"]);
            std::fs::remove_file(desk.path("record.rapporteur")).unwrap();
            before.clear();
        }
    }
    let ran = desk.run(&["add", "reports.jsonl"]);
    assert_eq!(ran.status, Some(0), "{}", ran.err);
    assert_eq!(
        texts_on_record(&desk).len(),
        ARTICLES,
        "adding again goes on to the end"
    );
    let checked = desk.json(&["log", "--json", "--limit", "1"]);
    assert_eq!(
        checked[0]["summary"]
            .as_str()
            .map(|line| line.contains("known")),
        Some(true)
    );
}

#[test]
fn a_killed_add_stays_listed_and_can_be_undone() {
    let desk = Desk::new();
    let lines: Vec<String> = (0..ARTICLES).map(line).collect();
    desk.write("reports.jsonl", lines.join("\n"));
    let mut delay = 40;
    while desk.path("record.rapporteur").exists() && texts_on_record(&desk).is_empty()
        || delay == 40
    {
        kill_after(&desk, Duration::from_millis(delay));
        delay += 20;
    }
    let log = desk.json(&["log", "--json"]);
    let interrupted = log
        .as_array()
        .unwrap()
        .iter()
        .find(|operation| operation["finished"].is_null());
    let number = interrupted.expect("the killed add is listed")["number"].to_string();
    let undone = desk.run(&["undo", &number]);
    assert_eq!(undone.status, Some(0), "{}", undone.err);
    let log = desk.json(&["log", "--json"]);
    let operations = log.as_array().unwrap();
    assert!(
        operations
            .iter()
            .any(|operation| operation["number"].to_string() == number
                && !operation["undone_by"].is_null())
    );
}

fn line(index: usize) -> String {
    let text = format!(
        "Report {index}. “We have counted {index} boats,” the harbour master of Port Sorrel said on \
         Tuesday. Valdria's navy denied that any of them was armed."
    );
    serde_json::json!({ "text": text, "publisher": "Harbour Wire" }).to_string()
}

fn kill_after(desk: &Desk, delay: Duration) {
    let mut child = desk
        .command()
        .args(["add", "reports.jsonl", "--jobs", "1"])
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    std::thread::sleep(delay);
    // It may have come to its end by itself.
    let _ = child.kill();
    child.wait().unwrap();
}

/// The lengths of the articles on record, by number; empty where no record was made yet.
fn texts_on_record(desk: &Desk) -> Vec<String> {
    if !desk.path("record.rapporteur").exists() {
        return Vec::new();
    }
    let ran = desk.run(&["export", "--format", "jsonl"]);
    assert_eq!(ran.status, Some(0), "the record does not open: {}", ran.err);
    ran.out
        .lines()
        .map(|line| {
            let article: serde_json::Value = serde_json::from_str(line).unwrap();
            article["article"]["id"].as_str().unwrap().to_owned()
        })
        .collect()
}
