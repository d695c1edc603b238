//! `rapporteur timeline`

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod support;

use serde_json::Value;
use support::{Desk, cut, keys, list};

fn events(desk: &Desk, options: &[&str]) -> Vec<Value> {
    let page = desk.json(&[&["timeline", "--json", "--limit", "1000"], options].concat());
    assert_eq!(keys(&page), ["events", "total"]);
    list(&page["events"])
}

/// The one event of a kind and number.
fn one(desk: &Desk, kind: &str, ordinal: u32) -> Value {
    let mut found = events(desk, &["--kind", kind]);
    found.retain(|event| event["ordinal"] == ordinal);
    assert_eq!(found.len(), 1, "{found:#?}");
    found.remove(0)
}

fn field(event: &Value, of: &str) -> Value {
    let fields = list(&event["fields"]);
    let found = fields.into_iter().find(|field| field["of"] == of);
    found.unwrap_or_else(|| panic!("nobody tells the {of}"))
}

/// What is told, and by which outlets.
fn told(field: &Value) -> Vec<(String, Vec<String>)> {
    list(&field["values"])
        .iter()
        .map(|value| {
            let mut outlets: Vec<String> = list(&value["told_by"])
                .iter()
                .map(|telling| telling["publisher"].as_str().unwrap().to_owned())
                .collect();
            outlets.sort();
            outlets.dedup();
            (value["value"].as_str().unwrap().to_owned(), outlets)
        })
        .collect()
}

#[test]
fn the_first_round_is_one_event_of_six_hours_or_six_and_a_half() {
    let desk = Desk::with_example();
    let first = one(&desk, "round-of-talks", 1);
    assert_eq!(first["date"], "2031-03-05");
    assert_eq!(first["place"], "Port Sorrel");
    assert_eq!(first["assumed"], false);
    let duration = field(&first, "duration");
    assert_eq!(duration["verdict"], "differ");
    let carriers = [
        "Dayfeed 24",
        "Harbour Wire",
        "Narrows Monitor",
        "Radio Aldersund",
    ];
    assert_eq!(
        told(&duration),
        [
            ("PT6H".to_owned(), carriers.map(str::to_owned).to_vec()),
            ("PT6H30M".to_owned(), vec!["Arvanne Courier".to_owned()]),
        ]
    );
    assert_eq!(field(&first, "day")["verdict"], "agree");
}

/// Of six outlets that tell the hours, four carry one agency's report and one cites it.
#[test]
fn copies_and_who_cites_the_agency_are_one_source() {
    let desk = Desk::with_example();
    let first = one(&desk, "round-of-talks", 1);
    let duration = field(&first, "duration");
    let values = list(&duration["values"]);
    let sources: Vec<_> = values
        .iter()
        .map(|value| value["sources"].as_u64())
        .collect();
    assert_eq!(sources, [Some(1), Some(1)]);
    let mut told: Vec<_> = list(&values[0]["told_by"])
        .iter()
        .map(|telling| {
            let article = telling["article"].as_i64().unwrap();
            let source = telling["source"].as_str().unwrap().to_owned();
            (article, source, telling["copy_of"].as_i64())
        })
        .collect();
    told.sort_unstable();
    let wire = |article, copy_of| (article, "Harbour Wire".to_owned(), copy_of);
    assert_eq!(
        told,
        [
            wire(1, None),
            wire(2, Some(1)),
            wire(3, Some(1)),
            wire(4, Some(1)),
            wire(6, None),
        ]
    );
    let outlets = list(&first["publishers"]).len() as u64;
    assert!(first["sources"].as_u64().unwrap() < outlets, "{first}");
    let text = desk.done(&["timeline", "--kind", "round-of-talks"]);
    let words = text.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(
        words.contains("six hours [Harbour Wire 1, copied in 2 3 4, cited in 6]"),
        "{text}"
    );
}

#[test]
fn text_tells_the_difference_with_the_articles() {
    let desk = Desk::with_example();
    let text = desk.done(&["timeline", "--kind", "round-of-talks"]);
    let words = text.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(
        words.contains("5 Mar 2031 first round of talks: Kestoria and Valdria, Port Sorrel"),
        "{text}"
    );
    assert!(
        words.contains("differ how long: six hours [Harbour Wire 1,")
            && words.contains("6 h 30 min [Arvanne Courier 5]"),
        "{text}"
    );
    assert!(!text.contains('\u{1b}'));
}

#[test]
fn every_telling_stands_in_its_article() {
    let desk = Desk::with_example();
    let events = events(&desk, &["--all"]);
    for article in desk.articles() {
        let text = desk.done(&["show", &article["number"].to_string(), "--text"]);
        let tellings = events.iter().flat_map(|event| {
            let values = list(&event["fields"])
                .into_iter()
                .flat_map(|field| list(&field["values"]));
            values
                .flat_map(|value| list(&value["told_by"]))
                .chain(list(&event["tellings"]))
        });
        for telling in tellings.filter(|telling| telling["article"] == article["number"]) {
            assert_eq!(cut(&text, &telling["span"]), telling["text"], "{telling}");
        }
    }
}

#[test]
fn every_event_of_the_readings_is_on_the_whole_timeline_once() {
    let desk = Desk::with_example();
    let mut told: Vec<(Value, Value)> = events(&desk, &["--all"])
        .iter()
        .flat_map(|event| list(&event["tellings"]))
        .map(|telling| (telling["article"].clone(), telling["event"].clone()))
        .collect();
    let mut read: Vec<(Value, Value)> = Vec::new();
    for article in desk.articles() {
        let shown = desk.json(&["show", &article["number"].to_string(), "--json"]);
        let events = list(&shown["reading"]["events"]);
        read.extend(
            events
                .iter()
                .map(|event| (article["number"].clone(), event["id"].clone())),
        );
    }
    told.sort_by_key(|pair| format!("{pair:?}"));
    read.sort_by_key(|pair| format!("{pair:?}"));
    assert_eq!(told, read);
}

#[test]
fn the_earliest_come_first_and_the_undated_last() {
    let desk = Desk::with_example();
    let events = events(&desk, &[]);
    let undated = events.iter().position(|event| event["date"].is_null());
    let (dated, undated) = events.split_at(undated.unwrap());
    let days: Vec<&str> = dated
        .iter()
        .map(|event| &event["date"].as_str().unwrap()[..7])
        .collect();
    assert!(days.is_sorted(), "{days:?}");
    assert!(undated.iter().all(|event| event["date"].is_null()));
}

#[test]
fn options_narrow_the_timeline() {
    let desk = Desk::with_example();
    let all = events(&desk, &[]);
    let check = |options: &[&str], fits: &dyn Fn(&Value) -> bool| {
        let expected: Vec<Value> = all.iter().filter(|event| fits(event)).cloned().collect();
        assert!(!expected.is_empty(), "{options:?} fits nothing");
        assert_eq!(events(&desk, options), expected, "{options:?}");
    };
    check(&["--kind", "Round-of-Talks"], &|event| {
        event["kind"] == "round-of-talks"
    });
    check(&["--kind", "assault"], &|event| event["type"] == "ASSAULT");
    check(
        &[
            "--from",
            "2031-03-12",
            "--to",
            "2031-03-15",
            "--kind",
            "call",
        ],
        &|event| event["kind"] == "call",
    );
    let with = |event: &Value, party: &str| {
        let roles = ["actors", "recipients", "between"];
        let mut parties = roles.iter().flat_map(|role| list(&event[*role]));
        parties.any(|one| one["id"] == party)
    };
    check(&["--party", "the lantern house"], &|event| {
        with(event, "kestoria")
    });
    let verbal = events(&desk, &["--all"]);
    assert!(verbal.iter().any(|event| event["type"] == "ACCUSE"));
    assert!(all.iter().all(|event| event["type"] != "ACCUSE"));
}

#[test]
fn pages_make_up_the_whole() {
    let desk = Desk::with_example();
    let all = events(&desk, &[]);
    let mut paged = Vec::new();
    while paged.len() < all.len() {
        let offset = paged.len().to_string();
        let page = desk.json(&["timeline", "--json", "--limit", "7", "--offset", &offset]);
        assert_eq!(page["total"], all.len());
        paged.extend(list(&page["events"]));
    }
    assert_eq!(paged, all);
    let text = desk.done(&["timeline", "--limit", "7"]);
    assert!(text.contains("go on with --offset 7"), "{text}");
}

#[test]
fn what_fits_nothing_says_what_to_do() {
    let desk = Desk::with_example();
    let text = desk.done(&["timeline", "--to", "2020"]);
    assert!(text.contains("leave out an option"), "{text}");
    desk.refused(2, &["timeline", "--from", "soon"]);
}
