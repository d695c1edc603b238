//! Names, offices and whom they are tied to.

use crate::support::{TALKS, codebook, mentions, read, read_knowing, read_talks};

/// Compares the mentions of a text, written `words = entity (form)`.
fn check(text: &str, expected: &[&str]) {
    let found = mentions(&read_talks(text), text);
    assert_eq!(found, expected, "{text}");
}

#[test]
fn names_aliases_and_surnames_of_the_codebook() {
    check(
        "Ilva Maren left Kestoria. Maren flew home.",
        &[
            "Ilva Maren = Ilva Maren (name)",
            "Kestoria = Kestoria (name)",
            "Maren = Ilva Maren (name)",
        ],
    );
}

#[test]
fn a_seat_of_government_is_a_metonym_and_another_form_of_the_name_is_not() {
    check(
        "The Green House thanked the Valdrian side and the NL.",
        &[
            "Green House = Kestoria (metonym)",
            "Valdrian side = Valdria (name)",
            "NL = Northern League (name)",
        ],
    );
}

#[test]
fn spellings_of_one_name_meet_and_other_people_of_that_surname_do_not() {
    check(
        "Sergi Dovgan and Serhii Dovhan met.",
        &["Serhii Dovhan = Serhyi Dovhan (name)"],
    );
    check("Petra Maren sings in the Maren Hall.", &[]);
}

#[test]
fn capitals_decide() {
    check("the maren is a fish", &[]);
    check(
        "MAREN AND ORLAN MEET.",
        &["MAREN = Ilva Maren (name)", "ORLAN = Tomas Orlan (name)"],
    );
    check("Nl is no name.", &[]);
}

#[test]
fn both_parts_of_a_compound_are_named() {
    check(
        "The Valdria-Kestoria talks ended.",
        &["Valdria = Valdria (name)", "Kestoria = Kestoria (name)"],
    );
}

#[test]
fn an_office_is_decided_by_the_party_beside_it_and_the_day() {
    check(
        "The Valdrian foreign minister came.",
        &["The Valdrian foreign minister = Ilva Maren (role)"],
    );
    check(
        "The Kestorian president came.",
        &["The Kestorian president = Tomas Orlan (role)"],
    );
    // Edda Quist's time as foreign minister ended a month before.
    check(
        "Kestoria's foreign minister came.",
        &["Kestoria = Kestoria (name)"],
    );
    check("A Valdrian foreign minister came.", &[]);
}

#[test]
fn an_office_given_once_is_remembered() {
    check(
        "Serhyi Dovhan, the Kestorian deputy defence minister, came. The deputy minister left.",
        &[
            "Serhyi Dovhan = Serhyi Dovhan (name)",
            "the Kestorian deputy defence minister = Serhyi Dovhan (role)",
            "The deputy minister = Serhyi Dovhan (role)",
        ],
    );
}

#[test]
fn people_without_a_codebook_are_named_by_title_or_speech() {
    let text = "Gen. Adam al-Corvin came to Port Sorrel. “We are late,” Corvin said. \
                The Salt Council reported two losses.";
    let reading = read(text, None, None);
    let names: Vec<&str> = reading
        .entities
        .iter()
        .map(|entity| entity.name.as_str())
        .collect();
    assert_eq!(names, ["Adam al-Corvin", "Salt Council"]);
}

#[test]
fn a_surname_alone_is_tied_to_the_full_name() {
    let text = "Foreign minister Jana Berg arrived. Berg said that she was late.";
    let reading = read(text, None, None);
    let berg = &reading.entities[0];
    assert_eq!(berg.name, "Jana Berg");
    assert_eq!(reading.statements[0].speaker.entity, Some(berg.id));
}

/// Compares the mentions of a text that is read with what the world is called.
fn check_world(text: &str, expected: &[&str]) {
    assert_eq!(
        mentions(&read_knowing(text, None), text),
        expected,
        "{text}"
    );
}

#[test]
fn countries_and_places_are_known_in_many_spellings() {
    check_world(
        "They met in Cherson. Polonia, the U.S. and the U.N. refused.",
        &[
            "Cherson = Kherson (name)",
            "Polonia = Poland (name)",
            "U.S. = United States (name)",
            "U.N. = United Nations (name)",
        ],
    );
}

#[test]
fn a_capital_is_its_government_only_where_it_acts() {
    check_world("Warsaw rejected the plan.", &["Warsaw = Poland (metonym)"]);
    check_world("It rained in Warsaw.", &["Warsaw = Warsaw (name)"]);
}

#[test]
fn other_spellings_are_tied_to_the_codebook() {
    let codebook = codebook(TALKS);
    let text =
        "The Questorian side came. Ilwa Marén, the Valdrian foreign minister, waited in Valdría.";
    assert_eq!(
        mentions(&read_knowing(text, Some(&codebook)), text),
        [
            "Ilwa Marén = Ilva Maren (name)",
            "the Valdrian foreign minister = Ilva Maren (role)",
            "Valdría = Valdria (name)",
        ]
    );
}

#[test]
fn the_others_of_a_list_tell_what_a_spelling_means() {
    let codebook = codebook(TALKS);
    let check = |text: &str, expected: &[&str]| {
        let found = mentions(&read_knowing(text, Some(&codebook)), text);
        assert_eq!(found, expected, "{text}");
    };
    check("The wind blew over Dornhelm.", &[]);
    check(
        "The wind blew over Skerrow, Great Salter and Dornhelm.",
        &[
            "Skerrow = Skerrow (name)",
            "Great Salter = Great Salter (name)",
            "Dornhelm = Tarnholm (name)",
        ],
    );
}
