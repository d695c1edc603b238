//! What lines of articles rest on, read by the engine.

use rapporteur_core::{Article, Metadata};

use super::super::{Gathered, Sources, Teller};
use super::*;
use crate::codebook::CodebookFile;
use crate::engine::Engine;

const CODEBOOK: &str = r#"
[[party]]
id = "valdria"
name = "Valdria"
role = "side"
[[person]]
id = "ilva-maren"
name = "Ilva Maren"
party = "valdria"
[[organisation]]
name = "Harbour Wire"
kind = "media"
[[organisation]]
name = "Tolmarch Gazette"
kind = "media"
aliases = ["the Gazette"]
[[organisation]]
name = "Harbour Board"
"#;

/// Reads a text, and says what outlet the line with carets below it rests on.
fn check(text: &str, carets: &str, expected: Option<&str>) {
    let codebook = CodebookFile::parse(CODEBOOK).unwrap();
    let outlets = Outlets::of(Some(&codebook.codebook), ["Narrows Monitor"].into_iter());
    let mut article = Article {
        text: text.to_owned(),
        metadata: Metadata::default(),
    };
    let reading = Engine::new(Some(codebook)).read_article(&mut article, &[]);
    let citations = Citations::of(&Cited::of(text, &reading), &outlets);
    let sources = Sources::of(&Gathered::default(), outlets);
    let teller = Teller {
        article: 1,
        publisher: None,
    };
    let behind = sources.behind(teller, &citations);
    let from = carets.find('^').unwrap();
    let line = TextRange::new(from, from + carets.matches('^').count());
    let found = behind.line(&[line]).name.as_deref();
    assert_eq!(found, expected, "{text}\n{:?}", line.slice(text));
}

#[test]
fn an_agency_that_speaks_is_the_source() {
    check(
        "The talks in Port Sorrel lasted six hours, Harbour Wire reported. Maren left by ferry.",
        "                               ^^^^^^^^^",
        Some("Harbour Wire"),
    );
    check(
        "The talks in Port Sorrel lasted six hours, Harbour Wire reported. Maren left by ferry.",
        "                                                                  ^^^^^^^^^^",
        None,
    );
    check(
        "The delegations parted without agreement on Friday, TASS reported.",
        "^^^^^^^^^^^^^^^",
        Some("TASS"),
    );
}

#[test]
fn who_is_cited_is_the_source() {
    check(
        "According to the Valdrian news agency Harbour Wire, two sailors died on Sunday.",
        "                                                    ^^^^^^^^^^^",
        Some("Harbour Wire"),
    );
    check(
        "Two sailors died on Sunday, the minister told the Gazette. He gave no names.",
        "^^^^^^^^^^^",
        Some("Tolmarch Gazette"),
    );
    check(
        "Citing Harbour Wire, the Gazette wrote that 31 fishermen had been exchanged on Saturday.",
        "                                            ^^",
        Some("Harbour Wire"),
    );
    check(
        "Orme called the paper a lecture, in remarks quoted by the Narrows Monitor on Friday.",
        "     ^^^^^^",
        Some("Narrows Monitor"),
    );
}

#[test]
fn a_dateline_names_the_author_of_the_whole() {
    let text =
        "PORT SORREL, March 5 (Harbour Wire) – The delegations parted on Wednesday. Nobody spoke.";
    let line = "                                                                           ^^^^^^";
    check(text, line, Some("Harbour Wire"));
    let text = "The delegations parted on Wednesday. Nobody spoke on the quay.\n(Harbour Wire)\n";
    let line = "    ^^^^^^";
    check(text, line, Some("Harbour Wire"));
}

#[test]
fn other_bodies_and_passing_names_are_no_sources() {
    check(
        "The ferry was late by six hours, the Harbour Board reported on Sunday.",
        "                      ^^^^^^^^^",
        None,
    );
    check(
        "Six hours after Harbour Wire opened a bureau in Velm, the port was closed.",
        "                                                      ^^^^",
        None,
    );
}
