//! Whom pronouns, offices without a name and governments stand for.

use crate::support::{mentions, read_talks};

/// Compares the mentions of a text that are no names, written `words = entity (form)`; an open one
/// has all its candidates.
fn check(text: &str, expected: &[&str]) {
    let found: Vec<String> = mentions(&read_talks(text), text)
        .into_iter()
        .filter(|mention| !mention.ends_with("(name)"))
        .collect();
    assert_eq!(found, expected, "{text}");
}

#[test]
fn a_pronoun_stands_for_the_one_who_stands_out() {
    check(
        "Ilva Maren came home. She said that she was tired of Kestoria.",
        &["She = Ilva Maren (pronoun)", "she = Ilva Maren (pronoun)"],
    );
    check(
        "Tomas Orlan said that the talks with Ilva Maren had failed. He left.",
        &["He = Tomas Orlan (pronoun)"],
    );
}

#[test]
fn a_pronoun_that_may_mean_two_stays_open() {
    check(
        "Ilva Maren and Tomas Orlan met. “We are ready,” she said.",
        &["she = Ilva Maren or Tomas Orlan (pronoun)"],
    );
}

#[test]
fn nobody_is_quoted_calling_himself_he() {
    check(
        "Tomas Orlan met Ilva Maren. “He lied,” Maren said.",
        &["He = Tomas Orlan (pronoun)"],
    );
}

#[test]
fn a_pronoun_may_come_before_its_name() {
    check(
        "Ilva Maren left. In his address, Tomas Orlan thanked the fishermen.",
        &["his = Tomas Orlan (pronoun)"],
    );
}

#[test]
fn an_office_depends_on_whose_it_is() {
    check(
        "Ilva Maren came. Her deputy, Serhyi Dovhan, stayed.",
        &[
            "Her = Ilva Maren (pronoun)",
            "Her deputy = Serhyi Dovhan (role)",
        ],
    );
    check(
        "Tomas Orlan came. The president smiled.",
        &["The president = Tomas Orlan (role)"],
    );
}

#[test]
fn a_government_is_its_party() {
    check(
        "The Kestorian government agreed. Valdria said its delegation would wait.",
        &[
            "The Kestorian government = Kestoria (role)",
            "its delegation = Valdria (role)",
        ],
    );
}

#[test]
fn a_seat_of_government_is_a_place_where_something_is() {
    check(
        "The Green House refused.",
        &["Green House = Kestoria (metonym)"],
    );
    check("They met in the Green House.", &[]);
    check("Orlan flew home to the Green House.", &[]);
}
