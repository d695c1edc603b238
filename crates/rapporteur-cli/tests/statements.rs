//! `rapporteur statements`

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod support;

use serde_json::Value;
use support::{Desk, cut, keys, list};

/// The day of a statement: when it was said, else when it was published.
fn day(hit: &Value) -> Option<&str> {
    hit["said"]["edtf"]
        .as_str()
        .or(hit["published"]["edtf"].as_str())
}

/// Checks that a search finds exactly those statements for which `fits` holds, and some.
fn check(desk: &Desk, options: &[&str], fits: impl Fn(&Value) -> bool) {
    let expected: Vec<Value> = desk
        .statements(&[])
        .into_iter()
        .filter(|hit| fits(hit))
        .collect();
    assert!(!expected.is_empty(), "{options:?} fits nothing");
    assert_eq!(desk.statements(options), expected, "{options:?}");
}

#[test]
fn every_statement_stands_in_its_article() {
    let desk = Desk::with_example();
    let hits = desk.statements(&[]);
    for article in desk.articles() {
        let text = desk.done(&["show", &article["number"].to_string(), "--text"]);
        for hit in hits
            .iter()
            .filter(|hit| hit["article"] == article["number"])
        {
            for part in ["source", "cue", "content"] {
                let words = hit["text"][part].as_str().unwrap();
                assert_eq!(cut(&text, &hit["spans"][part]), words, "{hit}");
            }
        }
    }
}

#[test]
fn the_latest_come_first_and_the_undated_last() {
    let desk = Desk::with_example();
    let hits = desk.statements(&[]);
    let days: Vec<Option<&str>> = hits.iter().map(day).collect();
    assert!(days.is_sorted_by(|one, next| one >= next), "{days:?}");
    assert!(days.last().unwrap().is_none());
}

#[test]
fn a_speaker_is_found_by_part_of_the_name_or_by_id() {
    let desk = Desk::with_example();
    let named = |part: &'static str| {
        move |hit: &Value| {
            hit["speaker"]
                .as_str()
                .is_some_and(|name| name.to_lowercase().contains(part))
        }
    };
    check(&desk, &["--speaker", "Teich"], named("teich"));
    check(&desk, &["--speaker", "orlan teich"], named("orlan teich"));
    check(&desk, &["--speaker", "ilva-maren"], |hit| {
        hit["codebook"] == "ilva-maren"
    });
}

#[test]
fn a_party_is_found_by_id_name_or_alias() {
    let desk = Desk::with_example();
    for name in [
        "kestoria",
        "Kestoria",
        "Kestorian Republic",
        "the lantern house",
    ] {
        check(&desk, &["--party", name], |hit| hit["party"] == "kestoria");
    }
}

#[test]
fn a_publisher_is_found_by_the_whole_name() {
    let desk = Desk::with_example();
    check(&desk, &["--publisher", "harbour wire"], |hit| {
        hit["publisher"] == "Harbour Wire"
    });
    assert_eq!(
        desk.statements(&["--publisher", "harbour"]),
        [Value::Null; 0]
    );
}

#[test]
fn days_are_those_said_or_else_published() {
    let desk = Desk::with_example();
    let from = |first: &'static str| move |hit: &Value| day(hit).is_some_and(|day| day >= first);
    let to = |last: &'static str| move |hit: &Value| day(hit).is_some_and(|day| day <= last);
    check(&desk, &["--since", "2031-03-15"], from("2031-03-15"));
    check(&desk, &["--until", "2031-03-15"], to("2031-03-15"));
    check(&desk, &["--since", "2031-04"], from("2031-04-01"));
    check(&desk, &["--until", "2031-03"], to("2031-03-31"));
    check(
        &desk,
        &["--since", "2031-03-06", "--until", "2031-03-07"],
        |hit| from("2031-03-06")(hit) && to("2031-03-07")(hit),
    );
    check(&desk, &["--undated"], |hit| day(hit).is_none());
    assert_eq!(desk.statements(&["--since", "2040"]), [Value::Null; 0]);
}

/// The words of a statement, in lower case.
fn words(hit: &Value) -> Vec<String> {
    let content = hit["text"]["content"].as_str().unwrap().to_lowercase();
    let words = content.split(|character: char| !character.is_alphanumeric());
    words
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect()
}

#[test]
fn all_of_the_words_have_to_stand_in_it() {
    let desk = Desk::with_example();
    check(&desk, &["BLOCKADE"], |hit| {
        words(hit).contains(&"blockade".to_owned())
    });
    check(&desk, &["block*"], |hit| {
        words(hit).iter().any(|word| word.starts_with("block"))
    });
    for hit in desk.statements(&[]).iter().step_by(23) {
        let all = words(hit);
        let (first, last) = (&all[0], &all[all.len() - 1]);
        check(&desk, &[last, first], |hit| {
            words(hit).contains(first) && words(hit).contains(last)
        });
    }
    // Nothing that is typed can be a mistake.
    for typed in ["\"", "AND", "a OR", "(", "speaker:x", "-x", "*"] {
        desk.done(&["statements", "--", typed]);
    }
}

#[test]
fn options_narrow_one_another() {
    let desk = Desk::with_example();
    check(
        &desk,
        &[
            "--party",
            "valdria",
            "--publisher",
            "Arvanne Courier",
            "--since",
            "2031-04",
        ],
        |hit| {
            hit["party"] == "valdria"
                && hit["publisher"] == "Arvanne Courier"
                && day(hit).is_some_and(|day| day >= "2031-04")
        },
    );
}

/// The statements that take a position on the proposition, with the stance where one is given, as
/// `positions` shows and decides about them.
fn takes(desk: &Desk, proposition: &str, stance: &str) -> impl Fn(&Value) -> bool {
    let arguments = ["export", "--format", "jsonl"];
    let mut taken = Vec::new();
    for (number, reading) in (1..).zip(desk.json_lines(&arguments)) {
        for statement in list(&reading["statements"]) {
            for position in list(&statement["positions"]) {
                let said = position["proposition"].as_str().unwrap();
                let fits = said == proposition || said.starts_with(&format!("{proposition}."));
                if fits && (stance.is_empty() || position["stance"] == stance) {
                    taken.push((number, statement["id"].clone()));
                }
            }
        }
    }
    move |hit| {
        let mut taken = taken.iter();
        taken.any(|(number, id)| hit["article"] == *number && hit["id"] == *id)
    }
}

#[test]
fn positions_are_found_by_issue_proposition_and_stance() {
    let desk = Desk::with_example();
    check(
        &desk,
        &["--issue", "islands.withdraw"],
        takes(&desk, "islands.withdraw", ""),
    );
    check(&desk, &["--issue", "islands"], takes(&desk, "islands", ""));
    check(
        &desk,
        &["--issue", "islands", "--stance", "against"],
        takes(&desk, "islands", "against"),
    );
    check(
        &desk,
        &["--issue", "islands.withdraw", "--party", "kestoria"],
        |hit| takes(&desk, "islands.withdraw", "")(hit) && hit["party"] == "kestoria",
    );
    check(
        &desk,
        &["--issue", "islands", "--speaker", "Teich"],
        |hit| {
            let speaker = hit["speaker"].as_str().unwrap_or_default();
            takes(&desk, "islands", "")(hit) && speaker.contains("Teich")
        },
    );
    let err = desk.refused(4, &["statements", "--issue", "island"]);
    assert!(err.contains("did you mean islands?"), "{err}");
}

#[test]
fn acts_are_found_by_name() {
    let desk = Desk::with_example();
    for act in ["reject", "demand"] {
        check(&desk, &["--act", act], |hit| hit["act"] == act);
    }
    let err = desk.refused(2, &["statements", "--act", "sing"]);
    assert!(err.contains("threaten"), "{err}");
}

#[test]
fn pages_put_together_are_the_whole_list() {
    let desk = Desk::with_example();
    let all = desk.statements(&[]);
    let mut pages = Vec::new();
    while pages.len() < all.len() {
        let offset = pages.len().to_string();
        let page = desk.json(&["statements", "--json", "--limit", "7", "--offset", &offset]);
        assert_eq!(page["total"], all.len());
        pages.extend(list(&page["statements"]));
    }
    assert_eq!(pages, all);
    let text = desk.done(&["statements", "--limit", "7"]);
    assert!(
        text.ends_with(&format!("7 of {}; go on with --offset 7\n", all.len())),
        "{text}"
    );
    let last = desk.done(&[
        "statements",
        "--limit",
        "1",
        "--offset",
        &(all.len() - 1).to_string(),
    ]);
    assert!(
        last.ends_with(&format!("\n{} statements\n", all.len())),
        "{last}"
    );
}

#[test]
fn for_people_it_prints_who_said_what_where() {
    let desk = Desk::new();
    desk.write(
        "a.txt",
        "“We will wait,” Ilva Maren said on Tuesday in Port Sorrel.",
    );
    desk.done(&[
        "add",
        "a.txt",
        "--publisher",
        "Harbour Wire",
        "--published",
        "2031-03-12",
    ]);
    insta::assert_snapshot!(desk.done(&["statements"]), @"
    11 Mar 2031  Ilva Maren  promise, direct, speech
      “We will wait,”
      Harbour Wire · article 1, s1, characters 0–15

    1 statement
    ");
    insta::assert_snapshot!(desk.done(&["statements", "--speaker", "Nobody"]), @"no statement fits; leave out an option, or look at `rapporteur articles`");
}

#[test]
fn a_statement_has_these_fields() {
    let desk = Desk::with_example();
    let hit = &desk.statements(&[])[0];
    let expected = [
        "act",
        "article",
        "basis",
        "codebook",
        "entity",
        "id",
        "kind",
        "party",
        "party_name",
        "published",
        "publisher",
        "read_as",
        "said",
        "spans",
        "speaker",
        "text",
        "title",
        "url",
        "within",
    ];
    assert_eq!(keys(hit), expected);
    assert_eq!(keys(&hit["text"]), ["content", "cue", "source"]);
    assert_eq!(keys(&hit["spans"]), ["content", "cue", "source"]);
}

#[test]
fn a_date_that_is_none_is_a_mistake() {
    let desk = Desk::with_example();
    for option in ["--since", "--until"] {
        let err = desk.refused(2, &["statements", option, "last week"]);
        assert!(err.contains("write YYYY-MM-DD"), "{err}");
    }
}
