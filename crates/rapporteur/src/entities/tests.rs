//! Grouping: who is one, who is not, and that no order shows.

use std::collections::BTreeSet;

use proptest::prelude::*;
use rapporteur_core::{EntityType, Form};
use rapporteur_record::{
    AppearanceRow, ArticleNumber, NameDecided, NameDecision, NameVerdict, Named, NamingNumber,
    NamingRow, OperationNumber, WordingRow, name_key,
};

use super::{Groups, Parts, Sought};

/// A naming of one article of 12 March 2031.
fn naming(name: &str) -> NamingRow {
    NamingRow {
        number: NamingNumber(0),
        name: name.to_owned(),
        key: name_key(name),
        kind: EntityType::Person,
        party: None,
        codebook: None,
        articles: 1,
        mentions: 1,
        first: Some("2031-03-12".to_owned()),
        latest: Some("2031-03-12".to_owned()),
    }
}

fn of(party: &str, row: NamingRow) -> NamingRow {
    NamingRow {
        party: Some(party.to_owned()),
        ..row
    }
}

fn in_codebook(id: &str, row: NamingRow) -> NamingRow {
    NamingRow {
        codebook: Some(id.to_owned()),
        ..row
    }
}

fn place(row: NamingRow) -> NamingRow {
    NamingRow {
        kind: EntityType::Place,
        ..row
    }
}

fn often(mentions: u64, row: NamingRow) -> NamingRow {
    NamingRow { mentions, ..row }
}

/// Numbers namings in the order given.
fn numbered(rows: Vec<NamingRow>) -> Vec<NamingRow> {
    let number = |index: usize| NamingNumber(i64::try_from(index).unwrap() + 1);
    let numbered = |(index, row)| NamingRow {
        number: number(index),
        ..row
    };
    rows.into_iter().enumerate().map(numbered).collect()
}

fn grouped(rows: Vec<NamingRow>, decisions: &[NameDecided]) -> Groups {
    Groups::of(Parts::of(numbered(rows), Vec::new()), decisions)
}

/// Each entity as its id and the names in it.
fn told(groups: &Groups) -> Vec<String> {
    let names = |group| {
        let parts = groups.parts_of(group);
        let names: BTreeSet<&str> = parts.map(|part| part.name()).collect();
        names.into_iter().collect::<Vec<_>>().join(", ")
    };
    let mut told: Vec<String> = groups
        .all()
        .iter()
        .map(|group| format!("{}: {}", group.id, names(group)))
        .collect();
    told.sort();
    told
}

fn check(rows: &[NamingRow], decisions: &[NameDecided], expected: &[&str]) {
    assert_eq!(told(&grouped(rows.to_vec(), decisions)), expected);
}

fn named(row: &NamingRow) -> Named {
    Named {
        kind: row.kind,
        key: row.key.clone(),
        party: row.party.clone(),
        codebook: row.codebook.clone(),
        article: None,
    }
}

/// A decision about two names, each by what a naming says.
fn decided(verdict: NameVerdict, one: &NamingRow, other: &NamingRow) -> NameDecided {
    NameDecided {
        decision: NameDecision {
            verdict,
            name: None,
            one: vec![named(one)],
            other: vec![named(other)],
        },
        operation: OperationNumber(2),
    }
}

#[test]
fn one_name_in_many_articles_is_one_whatever_its_case_and_accents() {
    check(
        &[
            naming("Ilva Maren"),
            naming("ILVA MAREN"),
            naming("Ilva Máren"),
        ],
        &[],
        &["person:ilva-maren: Ilva Maren"],
    );
}

#[test]
fn an_id_of_the_codebook_joins_and_parts() {
    check(
        &[
            in_codebook("ilva-maren", naming("Ilva Maren")),
            in_codebook("ilva-maren", naming("Ilwa Marin")),
            in_codebook("oren-talsk", naming("Oren Talsk")),
            in_codebook("oren-talsk-younger", naming("Oren Talsk")),
        ],
        &[],
        &[
            "person:ilva-maren: Ilva Maren, Ilwa Marin",
            "person:oren-talsk-younger: Oren Talsk",
            "person:oren-talsk: Oren Talsk",
        ],
    );
}

#[test]
fn namesakes_of_two_parties_stay_apart_and_who_is_of_neither_joins_neither() {
    let rows = [
        of("valdria", naming("Oren Talsk")),
        of("kestoria", naming("Oren Talsk")),
        naming("Oren Talsk"),
    ];
    check(
        &rows,
        &[],
        &[
            "person:oren-talsk@kestoria: Oren Talsk",
            "person:oren-talsk@none: Oren Talsk",
            "person:oren-talsk@valdria: Oren Talsk",
        ],
    );
    check(&rows[1..], &[], &["person:oren-talsk: Oren Talsk"]);
}

#[test]
fn father_and_son_stay_apart() {
    let groups = grouped(vec![naming("Oren Talsk"), naming("Oren Talsk Jr.")], &[]);
    assert_eq!(groups.all().len(), 2, "{:?}", told(&groups));
}

#[test]
fn a_surname_is_suggested_and_not_joined() {
    let groups = grouped(vec![naming("Ilva Maren"), naming("Maren")], &[]);
    assert_eq!(groups.all().len(), 2);
    let suggestions = groups.suggestions();
    let [suggestion] = &suggestions[..] else {
        panic!("{suggestions:?}");
    };
    assert!(!suggestion.reasons.is_empty());
}

#[test]
fn other_given_names_are_other_people() {
    let groups = grouped(vec![naming("Ilva Maren"), naming("Bertil Maren")], &[]);
    assert_eq!(groups.all().len(), 2);
    assert!(
        groups.suggestions().is_empty(),
        "{:?}",
        groups.suggestions()
    );
}

#[test]
fn two_ministers_of_one_country_at_different_dates_stay_apart() {
    let minister = |number: i64, day: &str| WordingRow {
        naming: NamingNumber(number),
        form: Form::Role,
        spelling: "foreign minister".to_owned(),
        mentions: 1,
        first: Some(day.to_owned()),
        latest: Some(day.to_owned()),
    };
    let rows = numbered(vec![
        of("valdria", naming("Maren")),
        of("valdria", naming("Bertil Maren")),
        of("valdria", naming("Ilva Maren")),
    ]);
    let wordings = vec![
        minister(1, "2031-03-12"),
        minister(2, "2022-05-01"),
        minister(3, "2031-03-14"),
    ];
    let groups = Groups::of(Parts::of(rows, wordings), &[]);
    let apart = |one: &str, other: &str| {
        let group = |name: &str| match groups.seek(name) {
            Sought::One(group, _) => group.id.clone(),
            other => panic!("{name}: {other:?}"),
        };
        assert_ne!(group(one), group(other));
    };
    apart("Bertil Maren", "Ilva Maren");
    apart("person:maren", "Bertil Maren");
}

#[test]
fn what_was_decided_holds_and_the_last_decision_counts() {
    use NameVerdict::{Different, Same};
    let (one, other) = (naming("Ilva Maren"), naming("Elvira Moran"));
    let rows = [one.clone(), other.clone()];
    let apart = [
        "person:elvira-moran: Elvira Moran",
        "person:ilva-maren: Ilva Maren",
    ];
    let joined = ["person:elvira-moran: Elvira Moran, Ilva Maren"];
    check(&rows, &[], &apart);
    check(&rows, &[decided(Same, &one, &other)], &joined);
    let both = [
        decided(Same, &one, &other),
        decided(Different, &one, &other),
    ];
    check(&rows, &both, &apart);
    let again = [&both[..], &[decided(Same, &other, &one)]].concat();
    check(&rows, &again, &joined);
}

#[test]
fn what_is_different_is_not_joined_by_a_third() {
    use NameVerdict::{Different, Same};
    let rows = [
        naming("Ilva Maren"),
        naming("Elvira Moran"),
        naming("Ella Morn"),
    ];
    let [one, two, three] = &rows;
    check(
        &rows,
        &[
            decided(Different, one, three),
            decided(Same, one, two),
            decided(Same, two, three),
        ],
        &[
            "person:ella-morn: Ella Morn, Elvira Moran",
            "person:ilva-maren: Ilva Maren",
        ],
    );
}

#[test]
fn a_decision_knows_its_name_again_under_another_codebook() {
    let (one, other) = (naming("Ilva Maren"), naming("Elvira Moran"));
    let decision = decided(NameVerdict::Same, &one, &other);
    check(
        &[in_codebook("ilva-maren", of("valdria", one)), other],
        &[decision],
        &["person:ilva-maren: Elvira Moran, Ilva Maren"],
    );
}

#[test]
fn an_article_is_taken_out_by_itself() {
    let rows = numbered(vec![often(5, naming("Ilva Maren"))]);
    let whole = named(&rows[0]);
    let seven = ArticleNumber(7);
    let piece = Named {
        article: Some(seven),
        ..whole.clone()
    };
    let decisions = [NameDecided {
        decision: NameDecision {
            verdict: NameVerdict::Different,
            name: None,
            one: vec![piece],
            other: vec![whole],
        },
        operation: OperationNumber(2),
    }];
    let appearance = AppearanceRow {
        naming: NamingNumber(1),
        article: seven,
        entity: rapporteur_core::EntityId(1),
        mentions: 2,
        publisher: None,
        day: None,
    };
    let mut parts = Parts::of(rows, Vec::new());
    parts.carve(&decisions, &[appearance]);
    let groups = Groups::of(parts, &decisions);
    assert_eq!(
        told(&groups),
        [
            "person:ilva-maren#7: Ilva Maren",
            "person:ilva-maren: Ilva Maren"
        ]
    );
    let bearer = |article| {
        let place = groups.bearer(NamingNumber(1), ArticleNumber(article));
        place
            .and_then(|place| groups.get(place))
            .map(|group| (group.id.as_str(), group.mentions))
    };
    assert_eq!(bearer(7), Some(("person:ilva-maren#7", 2)));
    assert_eq!(bearer(8), Some(("person:ilva-maren", 3)));
}

#[test]
fn a_name_is_found_by_id_by_itself_and_by_its_surname() {
    let rows = vec![
        often(3, naming("Ilva Maren")),
        naming("Oren Talsk"),
        naming("Bela Talsk"),
        place(naming("Port Sorrel")),
    ];
    let mut rows = numbered(rows);
    rows.rotate_left(1);
    let surname = |number, spelling: &str| WordingRow {
        naming: NamingNumber(number),
        form: Form::Name,
        spelling: spelling.to_owned(),
        mentions: 1,
        first: None,
        latest: None,
    };
    let wordings = vec![
        surname(1, "Maren"),
        surname(2, "Talsk"),
        surname(3, "Talsk"),
    ];
    let groups = Groups::of(Parts::of(rows, wordings), &[]);
    let sought = |typed: &str| match groups.seek(typed) {
        Sought::One(group, _) => group.id.clone(),
        Sought::Several(several) => several
            .iter()
            .map(|one| one.id.as_str())
            .collect::<Vec<_>>()
            .join(" "),
        Sought::None => "none".to_owned(),
    };
    for (typed, expected) in [
        ("person:ilva-maren", "person:ilva-maren"),
        ("ilva maren", "person:ilva-maren"),
        ("ilva-maren", "person:ilva-maren"),
        ("Maren", "person:ilva-maren"),
        ("Talsk", "person:bela-talsk person:oren-talsk"),
        ("place:port-sorrel", "place:port-sorrel"),
        ("Port", "none"),
    ] {
        assert_eq!(sought(typed), expected, "{typed}");
    }
}

/// Names that are alike in many ways.
fn names() -> Vec<NamingRow> {
    vec![
        often(
            9,
            in_codebook("ilva-maren", of("valdria", naming("Ilva Maren"))),
        ),
        often(4, naming("Ilva Maren")),
        naming("Ilwa Maren"),
        naming("Ilva Marén"),
        naming("Maren"),
        of("kestoria", naming("Ilva Maren")),
        naming("Bertil Maren"),
        naming("Oren Talsk"),
        naming("Oren Talsk Jr."),
        naming("O. Talsk"),
        of("kestoria", naming("Orren Talsk")),
        place(naming("Port Sorrel")),
        place(naming("Port Sorel")),
        place(naming("Puerto Sorrel")),
    ]
}

proptest! {
    #[test]
    fn the_order_of_adding_does_not_show(order in Just((0..14).collect::<Vec<usize>>()).prop_shuffle()) {
        let rows = names();
        let decisions = [
            decided(NameVerdict::Same, &rows[4], &rows[1]),
            decided(NameVerdict::Different, &rows[7], &rows[9]),
        ];
        let seen = |groups: &Groups| {
            let id = |place| groups.get(place).map(|group| group.id.clone());
            let suggestions: Vec<_> = groups
                .suggestions()
                .into_iter()
                .map(|one| (id(one.one), id(one.other), one.score.to_bits(), one.reasons))
                .collect();
            (told(groups), suggestions)
        };
        let groups = grouped(rows.clone(), &decisions);
        let expected = seen(&groups);
        let restored = Groups::restored(&groups.kept().unwrap()).unwrap();
        prop_assert_eq!(seen(&restored), expected.clone());
        let shuffled = order.iter().map(|index| rows[*index].clone()).collect();
        prop_assert_eq!(seen(&grouped(shuffled, &decisions)), expected);
    }
}
