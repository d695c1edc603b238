//! The publication date in the text.

use rapporteur_extract::publication_date;
use rapporteur_text::Document;

use crate::support::{RESOURCES, TEXT_RESOURCES};

fn check(text: &str, expected: Option<(&str, &str)>) {
    let document = Document::read(text, Some("en"), &TEXT_RESOURCES);
    let found = publication_date(&document, &RESOURCES);
    let shown = found
        .as_ref()
        .map(|(edtf, range)| (edtf.as_str(), range.slice(text).unwrap_or("?")));
    assert_eq!(shown, expected, "{text}");
}

#[test]
fn a_dateline() {
    check(
        "PORT SORREL, 12 March 2031 (Harbour Wire) — The talks went on without a result today.",
        Some(("2031-03-12", "12 March 2031")),
    );
}

#[test]
fn a_labelled_line() {
    check(
        "Talks go on\n\nPublication date: 12 March 2031\n\nThe envoys met in the port and went on talking.",
        Some(("2031-03-12", "12 March 2031")),
    );
}

#[test]
fn a_line_of_its_own() {
    check(
        "Talks go on\n\nMarch 12, 2031\n\nThe envoys met in the port and went on talking.",
        Some(("2031-03-12", "March 12, 2031")),
    );
}

#[test]
fn a_date_in_a_sentence_is_none() {
    check(
        "The envoys met on 12 March 2031 in Port Sorrel and went on talking for hours.",
        None,
    );
    check(
        "Port Sorrel saw 12 March 2031 as a turning point — nobody else did.",
        None,
    );
}
