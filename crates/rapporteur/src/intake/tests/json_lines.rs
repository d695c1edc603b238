//! One line, one article.

use super::{Format, known, open, problem};
use rapporteur_core::DateSource;

/// What a line gives: the text, then the metadata.
fn check(line: &str, text: &str, metadata: &str) {
    let item = open(Format::JsonLines, line).unwrap();
    assert_eq!(item.article.text, text);
    assert_eq!(known(&item.article.metadata), metadata);
    assert_eq!(item.original, line.as_bytes());
}

#[test]
fn text_is_taken_as_it_stands() {
    check(
        r#"{"text": "“Wait,” \u00e9 \ud83c\udf0a she said.\r\n"}"#,
        "“Wait,” é 🌊 she said.\r\n",
        "",
    );
}

#[test]
fn every_field_is_read_and_others_are_passed_over() {
    check(
        r#"{"id": 7, "text": "“Wait,” she said.", "title": "Salt", "publisher": "Harbour Wire",
            "author": "Tia Roan", "url": "https://harbourwire.example/7", "language": "en",
            "published": "2031-03-12T08:00:00Z", "tags": ["islands"], "html": null}"#,
        "“Wait,” she said.",
        "title: Salt\npublisher: Harbour Wire\nauthor: Tia Roan\n\
         url: https://harbourwire.example/7\nlanguage: en\npublished: 2031-03-12",
    );
}

#[test]
fn a_date_that_cannot_be_told_is_unknown() {
    let item = open(
        Format::JsonLines,
        r#"{"text": "x", "published": "12/03/2031"}"#,
    )
    .unwrap();
    assert_eq!(item.article.metadata.published.edtf, None);
    assert_eq!(item.article.metadata.published.from, DateSource::Unknown);
}

#[test]
fn a_page_gives_what_the_line_does_not_say() {
    let page = super::html::page(
        "<meta property='og:title' content='Of the page'>         <meta property='og:site_name' content='Page Press'>",
    );
    let line = serde_json::json!({"html": page, "publisher": "Line Press"}).to_string();
    let item = open(Format::JsonLines, &line).unwrap();
    assert_eq!(
        known(&item.article.metadata),
        "title: Of the page\npublisher: Line Press"
    );
    assert_eq!(item.article.text, super::html::TEXT);
    assert_eq!(item.original, line.as_bytes());
}

#[test]
fn text_counts_more_than_html() {
    check(r#"{"html": "<p>page</p>", "text": "text"}"#, "text", "");
}

#[test]
fn a_bad_line_says_what_is_wrong() {
    let check = |line: &str, expected: &str| {
        assert_eq!(problem(Format::JsonLines, line), expected);
    };
    check("{\"text\": nope}", "is not JSON: expected ident, column 11");
    check("plain words", "is not JSON: expected value, column 1");
    check(
        "{\"text\": 7}",
        "is not JSON: invalid type: integer `7`, expected a string, column 10",
    );
    check("[{\"text\": \"a\"}]", "is a JSON array");
    check("{\"title\": \"a\"}", "has neither `text` nor `html`");
    check("{\"text\": \"  \"}", "has no text in it");
    check(
        "{\"text\": \"\\ud800\"}",
        "is not JSON: unexpected end of hex escape, column 17",
    );
}
