//! Reads three real reports on another process with its own codebook; skipped where they are not
//! there.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod support;

use std::path::{Path, PathBuf};

use support::{Desk, path};

#[test]
fn real_reports_go_all_the_way() {
    let Some(seeds) = xtask::shared("seeds") else {
        eprintln!("skipped: the real reports are not beside the workspace");
        return;
    };
    let desk = Desk::new();
    let reports: Vec<String> = reports(&seeds).iter().map(|report| path(report)).collect();
    let codebook = path(&seeds.join("codebook.toml"));
    let mut arguments = vec!["add", "--codebook", &codebook];
    arguments.extend(reports.iter().map(String::as_str));
    for _ in 0..2 {
        let ran = desk.run(&arguments);
        assert_eq!(ran.status, Some(0), "{}", ran.err);
    }
    assert_eq!(desk.json(&["articles", "--json"])["total"], reports.len());
    let brief = desk.run(&["brief"]).out;
    for name in ["Peskov", "Lavrov", "Trump", "Zelenskyy"] {
        assert!(
            brief.contains(name),
            "the brief does not name {name}:\n{brief}"
        );
    }
}

#[test]
fn every_offset_into_a_real_report_cuts_out_what_it_claims() {
    let Some(seeds) = xtask::shared("seeds") else {
        eprintln!("skipped: the real reports are not beside the workspace");
        return;
    };
    let desk = Desk::new();
    let codebook = path(&seeds.join("codebook.toml"));
    for report in reports(&seeds) {
        let view = desk.json(&["extract", &path(&report), "--codebook", &codebook, "--json"]);
        let text: Vec<char> = std::fs::read_to_string(&report).unwrap().chars().collect();
        assert_eq!(view["article"]["characters"], text.len());
        let cut = |start: &serde_json::Value, end: &serde_json::Value| -> String {
            let range = start.as_u64().unwrap() as usize..end.as_u64().unwrap() as usize;
            text[range].iter().collect()
        };
        let words = ["mentions", "times"].map(|list| view[list].as_array().unwrap().clone());
        for said in words.concat() {
            assert_eq!(
                cut(&said["start"], &said["end"]),
                said["text"].as_str().unwrap()
            );
        }
        for statement in view["statements"].as_array().unwrap() {
            let content = statement["content"].as_array().unwrap();
            assert!(!content.is_empty());
            for span in content {
                assert!(!cut(&span[0], &span[1]).trim().is_empty());
            }
        }
    }
}

#[test]
fn two_reports_of_one_meeting_differ_on_how_long_it_took() {
    let Some(seeds) = xtask::shared("seeds") else {
        eprintln!("skipped: the real reports are not beside the workspace");
        return;
    };
    let desk = Desk::new();
    let codebook = path(&seeds.join("codebook.toml"));
    let reports = reports(&seeds);
    let [one, other] = [&reports[0], &reports[1]].map(|report| path(report));
    desk.done(&["add", "--codebook", &codebook, &one, &other]);
    let view = desk.json(&["compare", "1", "2", "--json"]);
    let events = view["events"].as_array().unwrap();
    let mut fields = events
        .iter()
        .flat_map(|event| event["fields"].as_array().unwrap());
    let length = fields.find(|field| field["field"] == "how-long").unwrap();
    assert_eq!(length["verdict"], "differ", "{length}");
    assert!(!view["utterances"].as_array().unwrap().is_empty());
}

fn reports(seeds: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(seeds)
        .unwrap()
        .map(|entry| entry.unwrap().path());
    let mut reports: Vec<PathBuf> = entries
        .filter(|path| path.extension().is_some_and(|ending| ending == "txt"))
        .collect();
    reports.sort();
    reports
}
