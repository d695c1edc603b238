//! What a draft gathers from the words of articles.

use rapporteur_text::Document;

use super::Evidence;
use crate::engine::TEXT;

/// Checks how names are used: `name owns describes between mediates`, one a line.
fn check(text: &str, expected: &[&str]) {
    let mut evidence = Evidence::default();
    evidence.read(0, &Document::read(text, Some("en"), &TEXT));
    evidence.sift();
    let used: Vec<String> = evidence
        .names
        .iter()
        .map(|(name, usage)| {
            format!(
                "{name} {} {} {} {}",
                usage.owns, usage.describes, usage.between, usage.mediates
            )
        })
        .collect();
    assert_eq!(used, expected, "{text}");
}

#[test]
fn possessors_of_offices_are_noted() {
    check(
        "On Tuesday Valdria's foreign minister met delegations from Kestoria and Brennia.",
        &["brennia 1 0 0 0", "kestoria 1 0 0 0", "valdria 1 0 0 0"],
    );
    check(
        "She spoke for the secretary-general of the Littoral Union.",
        &["littoral union 1 0 0 0"],
    );
}

#[test]
fn adjectives_before_offices_are_noted() {
    check(
        "The Kestorian foreign minister left, and Valdrian troops stayed.",
        &["kestorian 0 1 0 0", "valdrian 0 1 0 0"],
    );
}

#[test]
fn sides_and_mediators_are_noted() {
    check(
        "The war between Valdria and Kestoria goes on. It was hosted by Brennia.",
        &["brennia 0 0 0 1", "kestoria 0 0 1 0", "valdria 0 0 1 0"],
    );
}

#[test]
fn words_of_offices_are_no_names() {
    check(
        "The Foreign Minister of the State spoke, a Deputy Chief said.",
        &[],
    );
    check("Ilva Maren waited in Port Sorrel.", &[]);
}
