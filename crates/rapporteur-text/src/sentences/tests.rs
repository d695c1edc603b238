//! Each case is a text with a bar before every sentence but the first.

use crate::{Document, TextResources};

fn check(marked: &str) {
    let original = marked.replace('|', "");
    let resources = TextResources::of_models();
    let document = Document::read(&original, None, &resources);
    let sentences: Vec<_> = document
        .sentences()
        .iter()
        .map(|sentence| document.slice(sentence.range))
        .collect();
    let expected: Vec<_> = marked.split('|').map(str::trim).collect();
    assert_eq!(sentences, expected);
}

#[test]
fn titles_and_initials_end_nothing() {
    check("He met Mr. Maren and Gen. Oru. |They spoke to J. K. Sor of Velm.");
    check("The Rev. J. Sor, Ph.D., spoke. |Sen. Orme vs. Boll was next.");
    check("That was plan B. |The envoy had no plan C.");
}

#[test]
fn initialisms_end_a_sentence_only_before_a_starter() {
    check("The talks moved to the U.S. |The envoy stayed.");
    check("It was the U.S. Embassy that U.S. officials left.");
    check("He spoke for the U.N. |Earlier, he had not.");
    check("Harbour Ltd. |He runs it.");
    check("It was signed in Sept. 2031 by Harbour Ltd. of Velm.");
}

#[test]
fn datelines_and_nicknames_hold_together() {
    check("GREY HAVEN, N.H. — The boats came home.");
    check("VELM, Calif. (Harbour Wire) – The boats came home.");
    check("He met J. “Kit” Sor and A. (Bo) Orme.");
    check("He met Orme (D-Calif.). |Kestoria did not.");
}

#[test]
fn clock_times_and_numbers() {
    check("They met at 5 p.m. |Earlier, they had not.");
    check("They met at 5 p.m. |Kestoria came late.");
    check("They met at 5 p.m. Tuesday and at 7 a.m. Moscow time.");
    check("He read No. 4 and No. 10 aloud. |He said no. |22 delegates came.");
    check("It cost $1.5 million. |The 22-point plan cost 3.5.");
}

#[test]
fn a_sentence_ends_inside_quotation_marks_unless_it_goes_on() {
    check("“We will not. |We never will.” she said. |He left.");
    check("“We will not. |We never will.” |She left.");
    check("“Why?” he asked. |“Why not!” said Boll.");
    check("He said it was “over.” |The minister left.");
    check("He called it “over.”, then left.");
}

#[test]
fn dots_and_cries() {
    check("He waited… |Then he spoke… and left.");
    check("He waited ... Kestoria did not.");
    check("What?! |Nobody knew!!! |They left.");
    check("The territories… inscribed in the treaty stay.");
}

#[test]
fn a_missing_space_ends_a_sentence() {
    check("They hold the Velm region.|The ministry said so.|“No,” said Boll.");
    check("See harbourwire.example for 3.14 of it. |He did.");
}

#[test]
fn brackets_within_a_sentence_hold_it_together() {
    check("They (it seems. And so) go. |(They came back. |They left.) |He sat.");
    check("They (it seems. |And nobody closes. |He sat.");
}

#[test]
fn a_joined_hyphen_stays_within_its_sentence() {
    let document = Document::read(
        "The 22 -point plan failed. He left.",
        None,
        &TextResources::of_models(),
    );
    let first = document
        .sentences()
        .first()
        .map(|first| document.slice(first.range));
    assert_eq!(first, Some("The 22-point plan failed."));
}

#[test]
fn a_run_of_words_without_an_end_is_cut() {
    let run = "salt ".repeat(super::LONGEST_SENTENCE);
    check(&format!("{run}|and water"));
}
