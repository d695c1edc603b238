//! `rapporteur deadlocks`

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod support;

use serde_json::Value;
use support::{Desk, cut, keys, list};

/// Every wait that is shown, wherever it stands.
fn waits(view: &Value) -> Vec<Value> {
    let rings = ["deadlocks", "dissolved"];
    let steps = rings.iter().flat_map(|kind| list(&view[*kind]));
    let steps = steps.flat_map(|ring| list(&ring["steps"]));
    let chains = list(&view["chains"]).into_iter();
    let openings = list(&view["openings"]).into_iter();
    steps
        .flat_map(|step| list(&step))
        .chain(chains.flat_map(|chain| list(&chain["waits"])))
        .chain(openings.map(|opening| opening["wait"].clone()))
        .collect()
}

fn all(desk: &Desk, options: &[&str]) -> Value {
    let all = [
        "deadlocks",
        "--json",
        "--limit",
        "1000",
        "--statements",
        "1000",
    ];
    desk.json(&[&all, options].concat())
}

#[test]
fn json_has_the_parts_and_the_words_stand_where_it_says() {
    let desk = Desk::with_example();
    let view = all(&desk, &[]);
    let parts = ["chains", "deadlocks", "dissolved", "openings", "total"];
    assert_eq!(keys(&view), parts);
    for kind in ["chains", "deadlocks", "dissolved", "openings"] {
        assert_eq!(view["total"][kind], list(&view[kind]).len(), "{kind}");
    }
    let waits = waits(&view);
    assert!(!waits.is_empty(), "the example sets conditions");
    for wait in &waits {
        let tellings = list(&wait["tellings"]);
        assert!(!tellings.is_empty(), "{wait}");
        for telling in tellings {
            let text = desk.done(&["show", &telling["article"].to_string(), "--text"]);
            for half in ["wanted", "condition"] {
                let half = &telling[half];
                assert_eq!(cut(&text, &half["span"]), half["text"], "{telling}");
            }
        }
    }
}

#[test]
fn every_condition_that_was_read_is_shown_once() {
    let desk = Desk::with_example();
    let view = all(&desk, &[]);
    let chains = list(&view["chains"]).into_iter();
    let rings = ["deadlocks"].iter().flat_map(|kind| list(&view[*kind]));
    let locked = rings.flat_map(|ring| list(&ring["steps"]));
    let waits = locked
        .flat_map(|step| list(&step))
        .chain(chains.flat_map(|chain| list(&chain["waits"])));
    let mut shown: Vec<String> = waits
        .flat_map(|wait| list(&wait["tellings"]))
        .map(|telling| format!("{} {}", telling["article"], telling["condition"]["span"]))
        .collect();
    let mut read = Vec::new();
    for article in desk.articles() {
        let article = article["number"].to_string();
        let reading = desk.json(&["show", &article, "--json"])["reading"].clone();
        let preconditions = list(&reading["preconditions"]);
        let spans = preconditions.iter().map(|one| &one["condition"]["span"]);
        read.extend(spans.map(|span| format!("{article} {span}")));
    }
    shown.sort();
    read.sort();
    assert_eq!(shown, read);
}

#[test]
fn a_party_and_a_day_narrow_it() {
    let desk = Desk::with_example();
    let party = all(&desk, &["--party", "the Old Mint"]);
    let holders: Vec<Value> = list(&party["chains"])
        .iter()
        .flat_map(|chain| list(&chain["waits"]))
        .map(|wait| wait["holder"]["id"].clone())
        .collect();
    assert!(holders.contains(&"brennia".into()), "{party:#}");
    for wait in waits(&all(&desk, &["--at", "2031-03-20"])) {
        for telling in list(&wait["tellings"]) {
            let date = telling["date"].as_str().expect("a dated telling");
            assert!(date <= "2031-03-20", "{telling}");
        }
    }
}

#[test]
fn text_has_the_words_and_where_they_stand() {
    let desk = Desk::with_example();
    let text = desk.done(&["deadlocks"]);
    let words = text.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(words.contains("only once:"), "{text}");
    assert!(words.contains("they come without weapons"), "{text}");
    let brief = desk.done(&["deadlocks", "--limit", "1"]);
    assert!(brief.contains("see more with --limit"), "{brief}");
    for line in text.lines() {
        assert!(line.chars().count() <= 100, "{line}");
    }
}

#[test]
fn who_is_unknown_is_refused_and_an_empty_record_says_so() {
    let desk = Desk::with_example();
    desk.refused(4, &["deadlocks", "--party", "Atlantis"]);
    desk.refused(2, &["deadlocks", "--at", "soon"]);
    desk.done(&["undo"]);
    let text = desk.done(&["deadlocks"]);
    assert!(text.contains("nobody sets a condition"), "{text}");
}
