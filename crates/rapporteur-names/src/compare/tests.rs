//! Names compared, case by case.

use proptest::prelude::*;

use super::*;
use crate::lists::LISTS;

use NameKind::{Organisation, Other, Person, Place, Vessel};

fn compared(kind: NameKind, first: &str, second: &str) -> Comparison {
    compare(
        &LISTS,
        &Name::new(&LISTS, first, kind),
        &Name::new(&LISTS, second, kind),
    )
}

fn same(kind: NameKind, first: &str, second: &str) {
    let found = compared(kind, first, second);
    assert!(found.score >= SAME, "{first} and {second}: {found:?}");
}

fn apart(kind: NameKind, first: &str, second: &str) {
    let found = compared(kind, first, second);
    assert!(found.score < SAME, "{first} and {second}: {found:?}");
}

fn check_reasons(kind: NameKind, first: &str, second: &str, expected: &[&str]) {
    let found = compared(kind, first, second);
    let told: Vec<String> = found.reasons.iter().map(ToString::to_string).collect();
    assert_eq!(told, expected, "{first} and {second}");
}

#[test]
fn languages_garble_each_other() {
    same(Place, "Kharsova", "Jarsova");
    same(Place, "Kharsova", "Charsowa");
    same(Place, "Kharsova", "Харсова");
    same(Person, "Tomas Brandow", "Tomáš Brandov");
    same(Person, "Yurik Shukov", "Jurik Schukow");
    same(Person, "Yurik Shukov", "Iourik Choukov");
    same(Person, "Pyotr Chernik", "Piotr Czernik");
    same(Person, "Ilva Maren", "Ильва Марен");
    same(Person, "Ilva Maren", "ილვა მარენ");
    same(Person, "Ilva Maren", "Ίλβα Μάρεν");
    same(Person, "Karim Haddan", "كريم حدان");
}

#[test]
fn words_are_joined_parted_turned_and_left_out() {
    same(Person, "IlvaMaren", "Ilva Maren");
    same(Person, "Ilva Mar en", "Ilva Maren");
    same(Person, "Maren, Ilva", "Ilva Maren");
    same(Person, "Dr. Ilva Maren", "Ilva Maren");
    same(Person, "I. Maren", "Ilva Maren");
    same(Person, "Karim bin Haddan", "Karim ibn Haddan");
    same(Person, "Ilva Petrovna Maren", "Ilva Maren");
    same(Person, "Mikhail Brandov", "Mykhailo Brandov");
    same(Vessel, "MV Salt Star", "Salt Star");
    apart(Person, "Tomas Peter", "Peter Tomas");
}

#[test]
fn other_people_are_other_people() {
    apart(Person, "Ilva Maren", "Tomas Maren");
    apart(Person, "Ilva Maren", "Ilva Brandow");
    apart(Person, "Maren", "Ilva Maren");
    apart(Person, "Alexei Brandov", "Andrei Brandov");
    apart(Person, "Tomas Maren Jr", "Tomas Maren");
    apart(Person, "T. Maren", "Ilva Maren");
    apart(Person, "I. M.", "Ilva Maren");
}

#[test]
fn organisations() {
    same(
        Organisation,
        "Sorrel Shipping AG",
        "Sorrel Shipping Aktiengesellschaft",
    );
    same(
        Organisation,
        "OOO Sorrel",
        "Sorrel Limited Liability Company",
    );
    same(Organisation, "Harbour Wire", "The Harbor Wire");
    same(Organisation, "First Salt Brigade", "1st Salt Brigade");
    same(Organisation, "SIAO", "Salt Islands Aid Organisation");
    same(Organisation, "Sorrel Bank", "Банк Соррел");
    apart(Organisation, "44th Brigade", "45th Brigade");
    apart(Organisation, "Sorrel Bank AG", "Sorrel Bank GmbH");
    apart(Organisation, "Sorrel Trust", "Sorrel Insurance");
    apart(Organisation, "Foreign Ministry", "Defence Ministry");
    apart(Organisation, "Bank of Valdria", "Bank of Kestoria");
}

#[test]
fn reasons_are_told() {
    check_reasons(
        Person,
        "Maren, Ilva",
        "Ilva Maren",
        &["same words", "order turned"],
    );
    check_reasons(
        Person,
        "Ilva Maren",
        "Илва Марэн",
        &["same words", "transliterated from Cyrillic"],
    );
    check_reasons(
        Person,
        "Mikhail Riabin",
        "Mykhailo Ryabin",
        &[
            "given names are variants: mikhail, mykhailo",
            "spelled alike: riabin, ryabin",
        ],
    );
    check_reasons(
        Organisation,
        "Sorrel AG",
        "Sorrel",
        &["same words", "legal form left out"],
    );
    check_reasons(
        Person,
        "Ilva Maren",
        "Tomas Maren",
        &["against each other: ilva, tomas"],
    );
}

#[test]
fn a_name_without_end_takes_no_time() {
    let long = "Ilva Maren ".repeat(100_000);
    apart(Person, &long, "Tomas Brandow");
}

#[test]
fn names_of_nothing_are_no_trouble() {
    for text in ["", " ", "-", "…", "the", "AG", "Dr.", "\u{200f}"] {
        let found = compared(Person, text, "Ilva Maren");
        assert!(found.score < SAME, "{text:?}: {found:?}");
    }
}

proptest! {
    #[test]
    fn any_text_is_a_name(first in ".{0,60}", second in ".{0,60}") {
        for kind in [Person, Organisation, Place, Vessel, Other] {
            let there = compared(kind, &first, &second);
            prop_assert!((0.0..=1.0).contains(&there.score));
            let same = compared(kind, &first, &first);
            prop_assert_eq!(same.score, 1.0);
        }
    }

    #[test]
    fn likeness_is_mutual(first in "[A-Z][a-z]{1,7}( [A-Z][a-z]{1,9}){0,3}", second in "[A-Z][a-z]{1,7}( [A-Z][a-z]{1,9}){0,3}") {
        for kind in [Person, Organisation] {
            let there = compared(kind, &first, &second);
            let back = compared(kind, &second, &first);
            prop_assert!((there.score - back.score).abs() < 1e-9, "{:?} {:?}", there, back);
        }
    }
}
