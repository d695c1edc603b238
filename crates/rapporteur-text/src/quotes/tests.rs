//! Each case gives a paragraph, its text with the marks resolved, and its outermost quotations.

use rapporteur_core::TextRange;

use super::*;
use crate::cells;
use crate::resources::TextResources;

fn check(original: &str, expected: &str, quotations: &[&str]) {
    let line = [TextRange::new(0, original.len())];
    let mut cells = cells::decode(original, &line, &TextResources::default(), &mut Vec::new());
    let pairs = resolve(&mut cells);
    cells::tidy(&mut cells);
    assert_eq!(cells::shown(&cells), expected, "the text of {original:?}");
    let found: Vec<String> = pairs
        .iter()
        .map(|pair| {
            let end = if pair.closed { pair.end + 1 } else { pair.end };
            let quotation = cells::shown(&cells[pair.open..end]);
            if pair.closed {
                quotation
            } else {
                format!("{} |", quotation.trim_end())
            }
        })
        .collect();
    assert_eq!(found, quotations, "the quotations of {original:?}");
}

#[test]
fn pairs_of_every_kind_become_one_kind() {
    for original in [
        "He said “no” twice.",
        "He said ”no” twice.",
        "He said „no“ twice.",
        "He said „no” twice.",
        "He said «no» twice.",
        "He said « no » twice.",
        "He said »no« twice.",
        "He said \"no\" twice.",
        "He said ``no'' twice.",
        "He said ‹no› twice.",
        "He said ‘no’ twice.",
        "He said 'no' twice.",
        "He said \u{a0}“ no” twice.",
    ] {
        check(original, "He said “no” twice.", &["“no”"]);
    }
}

#[test]
fn broken_pairs_are_mended() {
    check(
        "«No soldier will leave, ”Costel said.",
        "“No soldier will leave,”Costel said.",
        &["“No soldier will leave,”"],
    );
    check(
        "“not negotiated between coffee and dessert ». He left.",
        "“not negotiated between coffee and dessert”. He left.",
        &["“not negotiated between coffee and dessert”"],
    );
    check(
        "He said that «there will be peace »and left.« Some wait.»",
        "He said that “there will be peace”and left.“Some wait.”",
        &["“there will be peace”", "“Some wait.”"],
    );
}

#[test]
fn straight_marks_are_told_apart_by_space_and_by_what_is_open() {
    check(
        "\"We left,\" he said, \"at noon.\"",
        "“We left,” he said, “at noon.”",
        &["“We left,”", "“at noon.”"],
    );
    check(
        "He called it \" a farce \" and left.",
        "He called it “a farce” and left.",
        &["“a farce”"],
    );
    check("(\"no\")", "(“no”)", &["“no”"]);
}

#[test]
fn quotations_inside_quotations_are_not_outermost() {
    check(
        "“He said ‘never’ to me,” she said.",
        "“He said “never” to me,” she said.",
        &["“He said “never” to me,”"],
    );
    check(
        "\"'Never,' he told me,\" she said.",
        "““Never,” he told me,” she said.",
        &["““Never,” he told me,”"],
    );
    check(
        "«He said “never” to me.»",
        "“He said “never” to me.”",
        &["“He said “never” to me.”"],
    );
}

#[test]
fn apostrophes_are_no_quotation_marks() {
    for (original, text) in [
        (
            "The ministers’ talks didn’t end.",
            "The ministers' talks didn't end.",
        ),
        ("the ’90s and the '20s", "the '90s and the '20s"),
        ("rock ’n’ roll", "rock 'n' roll"),
        ("‘tis the envoys' wish", "'tis the envoys' wish"),
        ("coup d’etat", "coup d'etat"),
    ] {
        check(original, text, &[]);
    }
    check(
        "He spoke of 'the ministers' folly' and left.",
        "He spoke of “the ministers' folly” and left.",
        &["“the ministers' folly”"],
    );
}

#[test]
fn what_never_closes_ends_with_its_paragraph() {
    check(
        "\"A man cannot leave, Teich said.",
        "“A man cannot leave, Teich said.",
        &["“A man cannot leave, Teich said. |"],
    );
}

#[test]
fn a_new_quotation_ends_one_that_never_closed() {
    check(
        "“We left, he said. “We came back.” He sat.",
        "“We left, he said. “We came back.” He sat.",
        &["“We left, he said. |", "“We came back.”"],
    );
    check(
        "«Some wait, he said. “We came back.” He sat.",
        "“Some wait, he said. “We came back.” He sat.",
        &["“Some wait, he said. |", "“We came back.”"],
    );
}

#[test]
fn stray_marks_quote_nothing() {
    check("through talks ».", "through talks”.", &[]);
    check("a 12\" gun, 65\"+ wide", "a 12\" gun, 65\"+ wide", &[]);
}
