//! Corrections by what they change, and what is refused.

use rapporteur_core::{Kind, TextRange};

use super::{Passage, draft};

const TEXT: &str = "Ms Máren said: “we\n  wait for talks”, and talks it is.";

fn cut(passage: &Passage) -> Vec<&'static str> {
    let ranges = passage.ranges(TEXT).unwrap();
    ranges
        .iter()
        .map(|range| range.slice(TEXT).unwrap())
        .collect()
}

#[test]
fn words_are_found_however_the_text_breaks_its_lines() {
    assert_eq!(cut(&Passage::typed("we wait")), ["we\n  wait"]);
    let two = Passage::typed("talks it … Máren");
    assert_eq!(cut(&two), ["Máren", "talks it"], "in the order of the text");
}

#[test]
fn places_are_code_points_and_lose_their_blanks() {
    assert_eq!(cut(&Passage::typed("2-9")), ["Máren"]);
    assert_eq!(cut(&Passage::typed("3-8, 8-13")), ["Máren", "said"]);
    assert_eq!(
        cut(&Passage::typed("6-8; 3-6")),
        ["Máren"],
        "what touches is one"
    );
    assert_eq!(cut(&Passage::typed("")), Vec::<&str>::new());
}

#[test]
fn what_the_text_does_not_have_once_is_refused() {
    let refused = |typed: &str| {
        let error = Passage::typed(typed).ranges(TEXT).unwrap_err();
        (
            error.to_string(),
            error.hint().unwrap_or_default().to_owned(),
        )
    };
    let (message, _) = refused("40-400");
    let end = TEXT.chars().count();
    assert_eq!(
        message,
        format!("40-400 reaches outside the text, which has {end} characters")
    );
    assert_eq!(
        refused("9-3").0,
        format!("9-3 reaches outside the text, which has {end} characters")
    );
    assert_eq!(refused("2-3").0, "2-3 of the text holds no words");
    assert_eq!(
        refused("peace").0,
        "the text does not have the words \"peace\""
    );
    let (message, hint) = refused("talks");
    assert_eq!(message, "the text has the words \"talks\" 2 times");
    assert_eq!(
        hint,
        "quote more of them, or give their place: 30-35 or 42-47"
    );
}

#[test]
fn quotation_marks_tell_the_kind() {
    let kind = |words: &str| draft::kind(TEXT, &[TextRange::of(TEXT, words).unwrap()]);
    assert_eq!(kind("we\n  wait for talks"), Kind::Direct);
    assert_eq!(kind("“we\n  wait for talks”"), Kind::Direct);
    assert_eq!(kind("said: “we\n  wait for talks”"), Kind::Mixed);
    assert_eq!(kind("talks it is"), Kind::Indirect);
}
