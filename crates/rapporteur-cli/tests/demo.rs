//! `rapporteur demo`

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod support;

use support::Desk;

#[test]
fn it_prints_the_brief_of_the_example() {
    let desk = Desk::new();
    let demo = desk.done(&["demo"]);
    assert_eq!(
        std::fs::read_dir(desk.path(".")).unwrap().count(),
        0,
        "and keeps nothing"
    );
    let added = Desk::with_example();
    assert_eq!(demo, added.done(&["brief"]));
    assert_eq!(
        desk.json(&["demo", "--json"]),
        added.json(&["brief", "--json"])
    );
    let page = ["--format", "html"];
    assert_eq!(
        desk.done(&["demo", page[0], page[1]]),
        added.done(&["brief", page[0], page[1]])
    );
}

#[test]
fn kept_it_is_a_record_to_work_with() {
    let desk = Desk::new();
    let ran = desk.run(&["demo", "--keep", "talks"]);
    assert_eq!(ran.status, Some(0));
    assert!(ran.err.contains("talks/record.rapporteur"), "{}", ran.err);
    let brief = desk.done(&["brief", "--record", "talks/record.rapporteur"]);
    assert_eq!(brief, ran.out);
    let again = desk.json(&[
        "add",
        "talks/articles",
        "--metadata",
        "talks/metadata.csv",
        "--record",
        "talks/record.rapporteur",
        "--json",
    ]);
    assert_eq!(
        again["known"], 18,
        "the reports are there to be added again"
    );
}

#[test]
fn a_folder_that_cannot_be_made_is_named() {
    let desk = Desk::new();
    desk.write("talks", "a file");
    let err = desk.refused(1, &["demo", "--keep", "talks"]);
    assert!(err.contains("talks") && err.contains("hint"), "{err}");
}
