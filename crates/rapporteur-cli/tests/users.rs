//! `rapporteur users`, `rapporteur users add` and `rapporteur users remove`

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod support;

use support::Desk;

const PASSWORD: &[u8] = b"a boat of salt\n";

#[track_caller]
fn let_in(desk: &Desk, arguments: &[&str]) -> String {
    let ran = desk.run_with_input(arguments, PASSWORD);
    assert_eq!(ran.status, Some(0), "{}", ran.err);
    ran.out
}

#[test]
fn people_are_let_in_listed_and_sent_away() {
    let desk = Desk::new();
    assert_eq!(
        let_in(&desk, &["users", "add", "Tia Roan", "--role", "coder"]),
        "Tia Roan may come in, as coder\n"
    );
    assert_eq!(
        let_in(&desk, &["users", "add", "bo"]),
        "bo may come in, as reader\n"
    );
    assert_eq!(
        let_in(&desk, &["users", "add", "bo", "--role", "editor"]),
        "bo has a new password, and is editor\n"
    );
    insta::assert_snapshot!(desk.done(&["users"]), @"
    Tia Roan  coder
    bo  editor
    ");
    let users = desk.json(&["users", "--json"]);
    assert_eq!(
        users,
        serde_json::json!([
            {"name": "Tia Roan", "role": "coder"},
            {"name": "bo", "role": "editor"},
        ])
    );
    assert_eq!(
        desk.done(&["users", "remove", "bo"]),
        "bo comes in no longer\n"
    );
    insta::assert_snapshot!(desk.done(&["users"]), @"Tia Roan  coder");
}

#[test]
fn of_a_password_only_a_hash_is_kept() {
    let desk = Desk::new();
    let_in(&desk, &["users", "add", "bo"]);
    let file = std::fs::read_dir(desk.path(""))
        .unwrap()
        .map(|file| file.unwrap().path());
    let bytes: Vec<u8> = file.flat_map(|path| std::fs::read(path).unwrap()).collect();
    let holds = |words: &[u8]| bytes.windows(words.len()).any(|window| window == words);
    assert!(!holds(b"a boat of salt"));
    assert!(holds(b"$argon2id$"));
}

#[test]
fn what_will_not_do_is_refused_with_a_hint() {
    let desk = Desk::new();
    let short = desk.run_with_input(&["users", "add", "bo"], b"short\n");
    assert_eq!(short.status, Some(2));
    insta::assert_snapshot!(short.err, @"
    error: the password has fewer than 8 characters
    hint: take a few words that do not belong together
    ");
    let unnamed = desk.run_with_input(&["users", "add", " "], PASSWORD);
    assert_eq!(unnamed.status, Some(2));
    insta::assert_snapshot!(unnamed.err, @"error: a user needs a name without line breaks");
    insta::assert_snapshot!(desk.refused(4, &["users", "remove", "bo"]), @r#"
    error: no user is called "bo"
    hint: `rapporteur users` lists all
    "#);
    insta::assert_snapshot!(desk.done(&["users"]), @"nobody yet; `rapporteur users add NAME` lets somebody in");
}

#[test]
fn a_room_for_others_needs_somebody_who_may_come_in() {
    let desk = Desk::new();
    let told = desk.refused(1, &["serve", "--host", "0.0.0.0", "--port", "0"]);
    insta::assert_snapshot!(told, @"
    error: others could reach this room, and nobody has a password to log in with
    hint: let somebody in first: `rapporteur users add NAME --role editor`
    ");
}
