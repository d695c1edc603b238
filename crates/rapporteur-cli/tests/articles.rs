//! `rapporteur articles`

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod support;

use std::collections::BTreeSet;

use support::{Desk, GERMAN, keys, list, texts};

#[test]
fn it_lists_what_is_known_of_each_article() {
    let desk = Desk::new();
    desk.write("a.txt", GERMAN);
    desk.write("b.txt", format!("{GERMAN} Und mehr."));
    let about = [
        "--title",
        "Es geht weiter",
        "--publisher",
        "Radio Aldersund",
        "--date",
        "2031-03-12",
    ];
    let mut arguments = vec!["add", "a.txt"];
    arguments.extend(about);
    desk.done(&arguments);
    desk.done(&["add", "b.txt", "--date", "2031-03"]);
    insta::assert_snapshot!(desk.done(&["articles"]), @"
        1  12 Mar 2031   Es geht weiter
           Radio Aldersund · not read: language de
        2  Mar 2031      b.txt
           unknown outlet · not read: language de
    2 articles
    ");
}

#[test]
fn an_empty_list_says_what_to_do() {
    let desk = Desk::with_example();
    insta::assert_snapshot!(desk.done(&["articles", "xylophone"]), @"no article fits; add some with `rapporteur add REPORTS`");
}

#[test]
fn words_publisher_and_number_narrow_it() {
    let desk = Desk::with_example();
    let found = |arguments: &[&str]| {
        let mut all = vec!["articles", "--json"];
        all.extend(arguments);
        let page = desk.json(&all);
        assert_eq!(page["total"], list(&page["articles"]).len());
        list(&page["articles"])
    };
    let petrel = found(&["Petrel", "sailors"]);
    assert!(!petrel.is_empty());
    for article in &petrel {
        let text = desk
            .done(&["show", &article["number"].to_string(), "--text"])
            .to_lowercase();
        assert!(
            text.contains("petrel") && text.contains("sailors"),
            "{article}"
        );
    }
    let gazette = found(&["--publisher", "tolmarch gazette"]);
    assert_eq!(
        texts(&gazette, "publisher")
            .into_iter()
            .flatten()
            .collect::<BTreeSet<_>>(),
        BTreeSet::from(["Tolmarch Gazette".to_owned()])
    );
    let others = desk
        .articles()
        .into_iter()
        .filter(|one| one["publisher"] != "Tolmarch Gazette");
    assert_eq!(gazette.len() + others.count(), desk.articles().len());
    assert!(found(&["--publisher", "Gazette"]).is_empty());
}

#[test]
fn pages_put_together_are_the_whole_list() {
    let desk = Desk::with_example();
    let mut pages = Vec::new();
    let mut after = "0".to_owned();
    loop {
        let page = desk.json(&["articles", "--json", "--limit", "5", "--after", &after]);
        let Some(last) = list(&page["articles"])
            .last()
            .map(|last| last["number"].to_string())
        else {
            break;
        };
        after = last;
        pages.extend(list(&page["articles"]));
    }
    assert_eq!(pages, desk.articles());
    let text = desk.done(&["articles", "--limit", "5"]);
    assert!(text.ends_with("5 of 18; go on with --after 5\n"), "{text}");
}

#[test]
fn another_language_is_marked_as_not_read_and_found() {
    let desk = Desk::with_example();
    let german: Vec<_> = desk
        .articles()
        .into_iter()
        .filter(|article| article["read"] == false)
        .collect();
    assert_eq!(texts(&german, "language"), [Some("de".to_owned())]);
    assert_eq!(german[0]["statements"], 0);
    let found = desk.json(&["articles", "telefonieren", "--json"]);
    assert_eq!(found["articles"][0], german[0]);
}

#[test]
fn an_article_has_these_fields() {
    let desk = Desk::with_example();
    let expected = [
        "characters",
        "file",
        "language",
        "number",
        "published",
        "publisher",
        "read",
        "statements",
        "title",
        "url",
        "versions",
    ];
    assert_eq!(keys(&desk.articles()[0]), expected);
}
