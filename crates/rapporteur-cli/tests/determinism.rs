//! The order and the manner of adding make no difference to what is on the record.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod support;

use serde_json::Value;
use support::{Desk, example, path, with_about};

/// The answers that speak of articles, without the numbers that the order of adding gives them.
fn answers(desk: &Desk) -> Vec<Value> {
    let mut answers = vec![
        Value::from(desk.statements(&[])),
        Value::from(desk.statements(&["--speaker", "Teich", "--since", "2031-03-06"])),
        Value::from(desk.statements(&["blockade"])),
        Value::from(desk.statements(&["--undated"])),
        desk.json(&["brief", "--json"]),
    ];
    answers.iter_mut().for_each(forget_numbers);
    let mut readings: Vec<String> = desk.export().lines().map(str::to_owned).collect();
    readings.sort();
    answers.push(Value::from(readings));
    answers
}

fn forget_numbers(value: &mut Value) {
    match value {
        Value::Array(items) => items.iter_mut().for_each(forget_numbers),
        Value::Object(fields) => {
            let numbers = ["article", "copy_of", "completed_by", "silent"];
            fields.retain(|name, value| !numbers.contains(&name.as_str()) || value.is_string());
            fields.values_mut().for_each(forget_numbers);
        }
        _ => {}
    }
}

fn files() -> Vec<String> {
    let entries = std::fs::read_dir(example().join("articles")).unwrap();
    let mut files: Vec<String> = entries.map(|entry| path(&entry.unwrap().path())).collect();
    files.sort();
    files
}

#[test]
fn one_by_one_backwards_is_as_all_at_once() {
    let at_once = Desk::with_example();
    let backwards = Desk::new();
    for file in files().iter().rev() {
        backwards.done(&with_about(&["add", file]));
    }
    assert_ne!(
        at_once.articles()[0],
        backwards.articles()[0],
        "the numbers differ"
    );
    assert_eq!(answers(&at_once), answers(&backwards));
}

#[test]
fn one_thread_is_as_many() {
    let many = Desk::with_example();
    let one = Desk::new();
    one.done(&with_about(&[
        "add",
        &path(&example().join("articles")),
        "--jobs",
        "1",
    ]));
    assert_eq!(answers(&many), answers(&one));
    assert_eq!(many.export(), one.export());
}

#[test]
fn removed_and_added_detours_leave_no_mark() {
    let straight = Desk::with_example();
    let detour = Desk::new();
    let files = files();
    for file in &files[..6] {
        detour.done(&with_about(&["add", file]));
    }
    detour.done(&["remove", "2"]);
    detour.done(&["undo"]);
    detour.done(&["undo"]);
    detour.done(&["set", "1", "--title", "Another"]);
    detour.done(&["undo"]);
    detour.done(&with_about(&["add", &path(&example().join("articles"))]));
    assert_eq!(answers(&straight), answers(&detour));
}
