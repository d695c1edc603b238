//! Attributions as the tagger and the rules find them together.

#![allow(clippy::expect_used)]

use std::sync::LazyLock;

use rapporteur_core::{Metadata, TextRange};
use rapporteur_extract::Models;
use rapporteur_models::attribution::{VOCABULARY, WEIGHTS};
use rapporteur_tagger::Tagger;

use crate::support::{TEXT_RESOURCES, read_document};

static TAGGER: LazyLock<Tagger> =
    LazyLock::new(|| Tagger::parse(WEIGHTS, VOCABULARY).expect("the embedded weights fit"));

/// Reads a text and compares its statements, each written as `source | cue | content`.
fn check(text: &str, expected: &[&str]) {
    let document = rapporteur_text::Document::read(text, Some("en"), &TEXT_RESOURCES);
    let models = Models {
        tagger: Some(&TAGGER),
        ..Models::default()
    };
    let reading = read_document(&document, &Metadata::default(), models, None);
    let words = |parts: &[TextRange]| {
        let cut: Vec<&str> = parts.iter().filter_map(|part| part.slice(text)).collect();
        cut.join(" … ")
    };
    let found: Vec<String> = reading
        .statements
        .iter()
        .map(|one| {
            let parts = [&one.source, &one.cue, &one.content];
            parts.map(|part| words(part)).join(" | ")
        })
        .collect();
    assert_eq!(found, expected, "{text}");
}

#[test]
fn a_split_quotation_is_one_statement() {
    check(
        "“We will wait,” said Ilva Maren, the foreign minister of Valdria, “but not for ever.”",
        &[
            "Ilva Maren, the foreign minister of Valdria | said | “We will wait,” … “but not for ever.”",
        ],
    );
}

#[test]
fn two_cues_share_a_source() {
    check(
        "Ilva Maren said that the ferry would sail again in May and warned that patience was running out.",
        &[
            "Ilva Maren | said | that the ferry would sail again in May",
            "Ilva Maren | warned | that patience was running out",
        ],
    );
}

#[test]
fn speech_within_speech_is_a_statement_of_its_own() {
    check(
        "Orlan Teich said that the mediators had promised that the blockade would end in April.",
        &[
            "Orlan Teich | said | that the mediators had promised that the blockade would end in April",
            "the mediators | had promised | that the blockade would end in April",
        ],
    );
}

#[test]
fn odd_marks_cost_little() {
    check(
        "“We will wait, Ilva Maren said on Tuesday.\n\nKestoria’s minister, Orlan Teich, said the ‘offer’ was «dead”.",
        &[
            "Ilva Maren | said | “We will wait,",
            "Kestoria’s minister, Orlan Teich | said | the ‘offer’ was «dead”",
        ],
    );
}

#[test]
fn what_nobody_said_is_no_statement() {
    check(
        "The ferry left without anyone saying anything to the crew.",
        &[],
    );
}
