//! Groups of copies: whose it was first, and who belongs to whom.

use proptest::prelude::*;

use super::*;
use crate::{Fingerprint, Likeness};

/// So many words that no other text of the same letter has at other places.
fn words(letter: char, range: std::ops::Range<u32>) -> String {
    let words: Vec<String> = range.map(|number| format!("{letter}{number}")).collect();
    words.join(" ")
}

fn linked(texts: &[String]) -> Vec<Link> {
    let prints: Vec<Fingerprint> = texts.iter().map(|text| Fingerprint::of(text)).collect();
    let mut links = Vec::new();
    for (first, one) in prints.iter().enumerate() {
        for (second, other) in prints.iter().enumerate().skip(first + 1) {
            let likeness = Likeness::between(one, other);
            if likeness.kind().is_some() {
                let shared = likeness.shared;
                links.push(Link {
                    first,
                    second,
                    shared,
                });
            }
        }
    }
    links
}

/// Each article as its day, how often it is credited, and its text; expected are originals with copies.
fn check(articles: &[(&str, u32, &str)], expected: &[(usize, &[(usize, usize)])]) {
    let texts: Vec<String> = articles
        .iter()
        .map(|(.., text)| (*text).to_owned())
        .collect();
    let members: Vec<Member> = (articles.iter().enumerate())
        .map(|(place, (day, credited, text))| Member {
            day: (!day.is_empty()).then(|| (*day).to_owned()),
            credited: *credited,
            words: text.split(' ').count() as u32,
            key: place.to_string(),
        })
        .collect();
    let found: Vec<(usize, Vec<(usize, usize)>)> = groups(&members, &linked(&texts))
        .into_iter()
        .map(|group| (group.original, group.copies))
        .collect();
    let expected: Vec<_> = expected
        .iter()
        .map(|(original, copies)| (*original, copies.to_vec()))
        .collect();
    assert_eq!(found, expected);
}

#[test]
fn the_earliest_is_the_original() {
    let text = words('a', 0..100);
    check(
        &[
            ("", 0, &text),
            ("2031-03-06", 0, &text),
            ("2031-03-05", 0, &text),
        ],
        &[(2, &[(1, 2), (0, 2)])],
    );
}

#[test]
fn on_one_day_it_is_whom_the_others_name_and_then_whom_most_is_taken_from() {
    let (whole, start, end) = (words('a', 0..200), words('a', 0..120), words('a', 90..200));
    check(
        &[("d", 0, &start), ("d", 0, &whole), ("d", 0, &end)],
        &[(1, &[(0, 1), (2, 1)])],
    );
    check(&[("d", 1, &start), ("d", 0, &whole)], &[(0, &[(1, 0)])]);
}

#[test]
fn a_round_up_does_not_make_its_sources_one() {
    let (one, two) = (words('a', 0..100), words('b', 0..80));
    let both = format!("{one} {two}");
    check(
        &[
            ("2031-03-05", 0, &one),
            ("2031-03-05", 0, &two),
            ("2031-03-06", 0, &both),
        ],
        &[(0, &[(2, 0)])],
    );
}

#[test]
fn a_copy_of_a_copy_belongs_to_the_original() {
    let first = words('a', 0..300);
    let second = format!("{} {}", words('a', 165..300), words('b', 0..195));
    let third = format!("{} {}", words('b', 0..195), words('c', 0..210));
    check(
        &[
            ("2031-03-05", 0, &first),
            ("2031-03-06", 0, &second),
            ("2031-03-07", 0, &third),
        ],
        &[(0, &[(1, 0), (2, 1)])],
    );
}

#[test]
fn whoever_is_like_nobody_is_in_no_group() {
    check(
        &[("d", 0, &words('a', 0..90)), ("d", 0, &words('b', 0..90))],
        &[],
    );
    assert_eq!(groups(&[], &[]), []);
}

proptest! {
    #[test]
    fn the_order_of_articles_does_not_show(
        parts in proptest::collection::vec((0..4_u32, 0..3_u32, 0..3_u8), 1..9),
        turn in 0..9_usize,
    ) {
        let texts: Vec<String> = parts
            .iter()
            .map(|(from, letter, _)| {
                words(['a', 'b', 'c'][*letter as usize], from * 20..from * 20 + 60)
            })
            .collect();
        let members: Vec<Member> = parts
            .iter()
            .enumerate()
            .map(|(place, (_, _, day))| Member {
                day: (*day > 0).then(|| format!("2031-03-0{day}")),
                key: place.to_string(),
                ..Member::default()
            })
            .collect();
        let found = named(&members, &groups(&members, &linked(&texts)));
        let (mut texts, mut members) = (texts, members);
        let turn = turn % members.len();
        texts.rotate_left(turn);
        members.rotate_left(turn);
        prop_assert_eq!(named(&members, &groups(&members, &linked(&texts))), found);
    }
}

/// Groups by the keys of their members.
fn named(members: &[Member], groups: &[Group]) -> Vec<(String, Vec<(String, String)>)> {
    let key = |place: usize| members[place].key.clone();
    groups
        .iter()
        .map(|group| {
            let copies = group.copies.iter().map(|(copy, of)| (key(*copy), key(*of)));
            (key(group.original), copies.collect())
        })
        .collect()
}
