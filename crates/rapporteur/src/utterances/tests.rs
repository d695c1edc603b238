//! Which statements are one utterance.

use std::collections::BTreeSet;

use proptest::prelude::*;
use rapporteur_core::Edtf;

use super::*;
use crate::timeline::Days;

/// Reads a statement from a line such as `3 ilva-maren 2031-03-05: “We shall wait.”`; `-` is no day.
fn telling(line: &str) -> Telling {
    let (head, content) = line.split_once(": ").unwrap();
    let mut head = head.split(' ');
    let article = head.next().unwrap();
    let who = head.next().unwrap();
    let day = Edtf::parse(head.next().unwrap());
    Telling {
        source: article.to_owned(),
        statement: content.len() as u32,
        who: match who.strip_prefix('@') {
            Some(party) => Who::Party(party.to_owned()),
            None => Who::Named(who.to_owned()),
        },
        days: day.as_ref().map(Days::of),
        wording: Wording::of(&RESOURCES, content),
    }
}

/// Checks which articles tell the same utterances.
fn check(lines: &[&str], expected: &[&[i64]]) {
    let tellings: Vec<Telling> = lines.iter().map(|line| telling(line)).collect();
    let found: BTreeSet<Vec<i64>> = utterances(&RESOURCES, &tellings)
        .into_iter()
        .map(|group| {
            group
                .iter()
                .map(|place| tellings[*place].source.parse().unwrap())
                .collect()
        })
        .collect();
    let expected: BTreeSet<Vec<i64>> = expected.iter().map(|group| group.to_vec()).collect();
    assert_eq!(found, expected, "{lines:#?}");
}

const STRAIGHT: &str =
    "1 maren 2031-05-02: “No ship of ours will leave the strait before the winter is over.”";
const BENT: &str = "2 maren 2031-05-02: « None of our ships is going to abandon the strait before finishing the winter »";

#[test]
fn two_translations_are_one_utterance() {
    check(&[STRAIGHT, BENT], &[&[1, 2]]);
}

#[test]
fn another_speaker_or_day_is_another_utterance() {
    let other = BENT.replace("maren", "teich");
    let later = BENT.replace("05-02", "05-09");
    check(&[STRAIGHT, &other], &[]);
    check(&[STRAIGHT, &later], &[]);
}

#[test]
fn what_stands_beside_it_is_another_utterance() {
    check(
        &[
            STRAIGHT,
            "2 maren 2031-05-02: that the harbour dues would be paid in June, as every year",
        ],
        &[],
    );
}

#[test]
fn a_statement_cut_out_of_a_longer_one_is_the_same() {
    check(
        &[
            "1 maren 2031-05-02: “We counted the barrels twice. They were empty, every one of them, and they had been empty for years.”",
            "2 maren 2031-05-02: “the barrels had been empty for years”",
        ],
        &[&[1, 2]],
    );
}

#[test]
fn the_same_words_of_a_party_are_the_same_whoever_spoke_for_it() {
    check(
        &[
            "1 @valdria 2031-05-02: that the pilots be sent home before the feast",
            "2 @valdria 2031-05-02: that the pilots be sent home before the feast",
        ],
        &[&[1, 2]],
    );
}

#[test]
fn an_utterance_has_one_statement_of_each_article() {
    let again = STRAIGHT.replace("over.”", "over!”");
    check(&[STRAIGHT, &again, BENT], &[&[1, 2]]);
}

fn any_telling() -> impl Strategy<Value = String> {
    let who = prop::sample::select(vec!["maren", "teich", "@valdria"]);
    let day = prop::sample::select(vec!["2031-05-02", "2031-05-03", "2031-05", "-"]);
    let content = prop::sample::select(vec![
        "No ship leaves the strait",
        "that no ship would leave the strait",
        "“The strait is closed to every ship, and the port as well”",
        "talks in the port",
    ]);
    (who, day, content).prop_map(|(who, day, content)| format!("{who} {day}: {content}"))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]

    #[test]
    fn the_order_does_not_matter(
        (sorted, shuffled) in prop::collection::vec(any_telling(), 0..10).prop_flat_map(|lines| {
            let tellings: Vec<Telling> = lines
                .iter()
                .enumerate()
                .map(|(place, line)| {
                    let mut told = telling(&format!("{} {line}", place / 2));
                    told.statement = place as u32;
                    told
                })
                .collect();
            (Just(tellings.clone()), Just(tellings).prop_shuffle())
        })
    ) {
        let told = |tellings: &[Telling]| -> Vec<Vec<u32>> {
            let groups = utterances(&RESOURCES, tellings).into_iter();
            groups.map(|group| group.iter().map(|place| tellings[*place].statement).collect()).collect()
        };
        let found = told(&sorted);
        prop_assert_eq!(&found, &told(&shuffled));
        for group in found {
            let articles: BTreeSet<u32> = group.iter().map(|statement| statement / 2).collect();
            prop_assert_eq!(articles.len(), group.len());
        }
    }
}
