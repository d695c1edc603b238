//! Known names looked up, case by case.

use proptest::prelude::*;

use super::*;
use crate::lists::LISTS;

const KNOWN: [(u32, &str, NameKind); 7] = [
    (1, "Ilva Maren", NameKind::Person),
    (2, "Tomas Maren", NameKind::Person),
    (3, "Kharsova", NameKind::Place),
    (4, "Port Sorrel", NameKind::Place),
    (5, "Harbour Wire", NameKind::Organisation),
    (1, "Ilva Maren-Brandow", NameKind::Person),
    (6, "Kharsova", NameKind::Organisation),
];

fn check(spelling: &str, kind: NameKind, expected: &[(u32, &str)]) {
    let index = NameIndex::build(KNOWN);
    let found = index.lookup(&LISTS, spelling, kind, 5);
    let likely: Vec<(u32, &str)> = (found.iter())
        .filter(|found| found.score >= crate::SUGGESTED)
        .map(|found| (found.id, found.name.as_str()))
        .collect();
    assert_eq!(likely, expected, "{spelling}: {found:?}");
}

#[test]
fn garbled_spellings_are_found() {
    check("Jarsowa", NameKind::Place, &[(3, "Kharsova")]);
    check("Харсова", NameKind::Place, &[(3, "Kharsova")]);
    check("Maren, Ilva", NameKind::Person, &[(1, "Ilva Maren")]);
    check("IlvaMaren", NameKind::Person, &[(1, "Ilva Maren")]);
    check(
        "Harbor Wire",
        NameKind::Organisation,
        &[(5, "Harbour Wire")],
    );
    check("Grelland", NameKind::Place, &[]);
}

#[test]
fn a_surname_could_be_all_who_bear_it() {
    check(
        "Maren",
        NameKind::Person,
        &[(1, "Ilva Maren"), (2, "Tomas Maren")],
    );
}

#[test]
fn an_unknown_kind_could_be_any() {
    check(
        "Kharsova",
        NameKind::Other,
        &[(3, "Kharsova"), (6, "Kharsova")],
    );
}

proptest! {
    #[test]
    fn a_name_finds_itself(names in proptest::collection::vec("[A-Z][a-z]{3,9} [A-Z][a-z]{3,9}", 1..40)) {
        let known = (0_u32..).zip(&names).map(|(id, name)| (id, name.as_str(), NameKind::Person));
        let index = NameIndex::build(known);
        for name in &names {
            let found = index.lookup(&LISTS, name, NameKind::Person, 1);
            // A name of vowels alone has no sounds to be found under.
            if name.bytes().any(|letter| b"bcdfghjklmnpqrstvwxz".contains(&letter)) {
                prop_assert_eq!(found.first().map(|found| found.score), Some(1.0), "{}", name);
            }
        }
    }
}
