//! `rapporteur agreement`

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod support;

use rapporteur::{Clerk, PositionVerdict, Record, Role, Ruling, Stance};
use support::Desk;

const CODEBOOK: &str = r#"
[[party]]
id = "valdria"
name = "Valdria"

[[issue]]
id = "islands"
name = "The islands"

[[issue.proposition]]
id = "islands.withdraw"
text = "Kestoria withdraws its troops from the islands."
"#;

const REPORT: &str = "Valdria said on Monday that the troops will leave. “We stay on the islands,” \
    Valdria said on Tuesday. Valdria said that the harbour will open.";

/// Two coders judge three statements, and agree on two.
fn judged(desk: &Desk) {
    desk.write("codebook.toml", CODEBOOK);
    desk.write("report.txt", REPORT);
    desk.done(&["add", "report.txt", "--codebook", "codebook.toml"]);
    for name in ["ada", "bo"] {
        let arguments = ["users", "add", name, "--role", "coder"];
        let ran = desk.run_with_input(&arguments, b"a boat of salt\n");
        assert_eq!(ran.status, Some(0), "{}", ran.err);
    }
    let runtime = tokio::runtime::Builder::new_current_thread();
    let runtime = { runtime }.enable_all().build().unwrap();
    runtime.block_on(async {
        let record = Record::open(&desk.path("record.rapporteur")).await.unwrap();
        for (name, stances) in [
            ("ada", [Stance::For, Stance::Against, Stance::For]),
            ("bo", [Stance::For, Stance::Against, Stance::Conditional]),
        ] {
            for (number, stance) in (1..).zip(stances) {
                let ruling = Ruling {
                    statement: format!("1:s{number}"),
                    proposition: "islands.withdraw".to_owned(),
                    verdict: PositionVerdict::Set,
                    stance: Some(stance),
                };
                let clerk = Clerk {
                    author: name.to_owned(),
                    now: || "2031-03-20T10:00:00Z".to_owned(),
                };
                let report = record.judge_position(&ruling, Role::Coder, &clerk).await;
                let report = report.unwrap();
                assert!(report.apart);
                assert_eq!(report.in_force, name == "bo" && number < 3);
            }
        }
        record.close().await;
    });
}

#[test]
fn it_tells_how_far_coders_agree() {
    let desk = Desk::new();
    judged(&desk);
    insta::assert_snapshot!(desk.done(&["agreement"]), @"
    3 positions judged by ada, bo, 3 of them by at least two

    nominal  ordinal  units  proposition
      0.545    0.778      3  all
      0.545    0.778      3  Kestoria withdraws its troops from the islands.
    ");
    let view = desk.json(&["agreement", "--json"]);
    assert_eq!(view["coders"], serde_json::json!(["ada", "bo"]));
    assert_eq!(view["units"], 3);
}

#[test]
fn nobody_has_judged_anything_yet() {
    let desk = Desk::new();
    desk.write("a.txt", support::GERMAN);
    desk.done(&["add", "a.txt"]);
    let told = desk.done(&["agreement"]);
    assert_eq!(
        told,
        "no coder has judged anything; `rapporteur users add NAME --role coder` lets somebody code\n"
    );
    let view = desk.json(&["agreement", "--json"]);
    assert_eq!(view["nominal"], serde_json::Value::Null);
}
