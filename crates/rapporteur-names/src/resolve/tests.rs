//! Evidence weighed, case by case.

use rapporteur_core::Edtf;

use super::*;
use crate::lists::LISTS;

fn person(name: &str) -> Bearer {
    Bearer {
        spellings: vec![Name::new(&LISTS, name, NameKind::Person)],
        ..Bearer::new(NameKind::Person)
    }
}

fn place(name: &str) -> Bearer {
    Bearer {
        spellings: vec![Name::new(&LISTS, name, NameKind::Place)],
        ..Bearer::new(NameKind::Place)
    }
}

impl Bearer {
    fn of(mut self, party: &str) -> Self {
        self.party = Some(party.to_owned());
        self
    }

    /// With an office of Valdria between two days; an empty one is not told.
    fn as_(mut self, title: &str, from: &str, to: &str) -> Self {
        self.roles.push(DatedRole {
            title: title.to_owned(),
            of: Some("valdria".to_owned()),
            from: Edtf::parse(from),
            to: Edtf::parse(to),
        });
        self
    }

    fn beside(mut self, peers: &[&str]) -> Self {
        self.peers = peers.iter().map(|peer| (*peer).to_owned()).collect();
        self
    }
}

#[track_caller]
fn check(read: &Bearer, known: &Bearer, rivals: Rivals, expected: Verdict) {
    let found = resolve(&LISTS, read, known, rivals);
    assert_eq!(found.verdict, expected, "{found:?}");
    assert_eq!(
        found.verdict,
        verdict(found.score),
        "the score is that of its verdict"
    );
}

#[test]
fn a_garbled_spelling_is_the_same() {
    check(
        &person("Ilwa Marén"),
        &person("Ilva Maren"),
        Rivals::Some,
        Verdict::Same,
    );
}

#[test]
fn a_surname_alone_is_a_suggestion() {
    check(
        &person("Maren"),
        &person("Ilva Maren"),
        Rivals::Some,
        Verdict::Suggested,
    );
    check(
        &person("Maren"),
        &person("Ilva Maren"),
        Rivals::None,
        Verdict::Same,
    );
    check(
        &person("Brandow"),
        &person("Ilva Maren"),
        Rivals::None,
        Verdict::Different,
    );
}

#[test]
fn other_given_names_are_other_people() {
    let maren = person("Ilva Maren").of("valdria");
    check(
        &person("Tomas Maren").of("valdria"),
        &maren,
        Rivals::None,
        Verdict::Different,
    );
    check(
        &person("T. Maren"),
        &maren,
        Rivals::None,
        Verdict::Different,
    );
}

#[test]
fn father_and_son_stay_apart() {
    let son = person("Tomas Maren Jr");
    check(
        &person("Tomas Maren Sr"),
        &son,
        Rivals::None,
        Verdict::Different,
    );
    check(
        &person("Tomas Maren"),
        &son,
        Rivals::None,
        Verdict::Suggested,
    );
    check(
        &person("Tomas Maren Jr."),
        &son,
        Rivals::None,
        Verdict::Same,
    );
}

#[test]
fn another_party_forbids() {
    let known = person("Ilva Maren").of("valdria");
    check(
        &person("Ilva Maren").of("kestoria"),
        &known,
        Rivals::None,
        Verdict::Different,
    );
}

#[test]
fn an_office_helps_at_its_time_only() {
    let minister = "foreign minister";
    let known = person("Ilva Maren")
        .of("valdria")
        .as_(minister, "2029-05-01", "2031-12-31");
    let on = |name: &str, title: &str, day: &str| person(name).as_(title, day, day);
    check(
        &on("Maren", minister, "2031-03-12"),
        &known,
        Rivals::Some,
        Verdict::Same,
    );
    check(
        &on("Maren", minister, "2034-03-12"),
        &known,
        Rivals::None,
        Verdict::Different,
    );
    check(
        &on("Ilva Maren", minister, "2034-03-12"),
        &known,
        Rivals::None,
        Verdict::Suggested,
    );
    check(
        &on("Maren", "deputy foreign minister", "2031-03-12"),
        &known,
        Rivals::Some,
        Verdict::Suggested,
    );
    check(
        &on("Maren", "minister of foreign affairs", "2031-03-12"),
        &known,
        Rivals::Some,
        Verdict::Same,
    );
    check(
        &on("Tomas Brandow", minister, "2031-03-12"),
        &known,
        Rivals::None,
        Verdict::Different,
    );
}

#[test]
fn an_office_without_a_name_needs_to_be_the_only_one() {
    let known = person("Ilva Maren")
        .of("valdria")
        .as_("foreign minister", "2029-05-01", "");
    let read = Bearer::new(NameKind::Person).of("valdria").as_(
        "foreign minister",
        "2031-03-12",
        "2031-03-12",
    );
    check(&read, &known, Rivals::None, Verdict::Same);
    let kestorian = Bearer::new(NameKind::Person).of("kestoria");
    check(&kestorian, &known, Rivals::None, Verdict::Different);
}

#[test]
fn a_list_raises_what_is_missing_from_it() {
    let regions = ["north-salt", "south-salt", "grell", "sorrel"];
    let known = place("Great Salter").beside(&regions);
    let garbled = "Gretter Sal";
    let alone = resolve(&LISTS, &place(garbled), &known, Rivals::Some);
    let listed = resolve(
        &LISTS,
        &place(garbled).beside(&regions[..3]),
        &known,
        Rivals::Some,
    );
    assert!(listed.score > alone.score, "{alone:?} {listed:?}");
    assert!(listed.reasons.contains(&Reason::NamedBesidePeers(3, 3)));
    let elsewhere = resolve(
        &LISTS,
        &place(garbled).beside(&["a", "b", "grell"]),
        &known,
        Rivals::Some,
    );
    assert_eq!(elsewhere.score, alone.score);
}

#[test]
fn other_kinds_are_other_things() {
    check(
        &place("Maren"),
        &person("Ilva Maren"),
        Rivals::None,
        Verdict::Different,
    );
}
