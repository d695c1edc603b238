//! What holds for any text.

use proptest::prelude::*;
use rapporteur_core::{Edtf, Reading, TextRange, TimeExpression, TimeType};

use crate::support::{TALKS, codebook, read};

/// Pieces that steer a text towards the rules.
const PIECES: [&str; 56] = [
    "Maren",
    "Ilva",
    "said",
    "says",
    "that",
    "“",
    "”",
    "\"",
    ",",
    ".",
    ":",
    "according to",
    "the",
    "foreign minister",
    "Valdria",
    "Kestoria's",
    "on Tuesday",
    "12 March 2031",
    "he",
    "she",
    "adding",
    "and",
    "but",
    "rejected",
    "a demand",
    "’s",
    "six-hour",
    "\n\n",
    "(",
    ")",
    "–",
    "It was",
    "announced",
    "ready to",
    "is",
    "not",
    "é",
    "In his words",
    "MAREN:",
    "who",
    "met",
    "held talks",
    "in Grey Haven",
    "a second round",
    "the meeting",
    "attacked",
    "was attacked by",
    "will",
    "killing 12",
    "a thousand for a thousand",
    "the ceasefire",
    "declared",
    "between",
    "the one held",
    "handed over",
    "an eight-point paper",
];

fn ranges(reading: &Reading) -> Vec<TextRange> {
    let mentions = reading.mentions.iter().map(|mention| mention.range);
    let times = reading.times.iter().map(|time| time.range);
    let statements = reading
        .statements
        .iter()
        .flat_map(|one| one.source.iter().chain(&one.cue).chain(&one.content))
        .copied();
    let events = reading.events.iter().flat_map(|one| {
        let places = one.place.iter().flat_map(|place| &place.span);
        let participants = one
            .participants
            .iter()
            .filter_map(|participant| participant.span.as_ref());
        let quantities = one.quantities.iter().flat_map(|quantity| &quantity.span);
        one.span
            .iter()
            .chain(places)
            .chain(participants)
            .chain(quantities)
    });
    mentions
        .chain(times)
        .chain(statements)
        .chain(events.copied())
        .collect()
}

/// Pieces of dates, with words that patterns turn on.
const DATES: [&str; 64] = [
    "12",
    "March",
    "2031",
    "may",
    "the",
    "of",
    "last",
    "next",
    "this",
    "Tuesday",
    "on",
    "from",
    "to",
    "until",
    "between",
    "and",
    "since",
    "first",
    "week",
    "weeks",
    "quarter",
    "half",
    "year",
    "years",
    "ago",
    "later",
    "before",
    "after",
    "three",
    "twenty",
    "-",
    "/",
    ".",
    ",",
    "'s",
    "1990s",
    "century",
    "Easter",
    "99999999",
    "31",
    "00",
    "2/29",
    "yesterday",
    "now",
    "end",
    "mid",
    "about",
    "within",
    "business",
    "days",
    "day",
    "month",
    "same",
    "following",
    "every",
    "p.m.",
    "10:61",
    "hundred",
    "couple",
    "few",
    "decades",
    "20310230",
    "’",
    "½",
];

/// What a date phrase says is a date of EDTF, or a duration or a time of day of ISO 8601.
fn is_valid(time: &TimeExpression) -> bool {
    let Some(value) = time.value.as_deref() else {
        return true;
    };
    let span = |value: &str| value.parse::<jiff::Span>().is_ok();
    match time.kind {
        TimeType::Duration | TimeType::Set => value.contains('.') || span(value),
        TimeType::Time if value.starts_with('T') => value.len() == 6,
        TimeType::Time | TimeType::Date => Edtf::parse(value).is_some(),
    }
}

fn hold(text: &str) -> Result<(), TestCaseError> {
    let codebook = codebook(TALKS);
    for codebook in [None, Some(&codebook)] {
        let reading = read(text, codebook, Some("2031-03-12"));
        for range in ranges(&reading) {
            prop_assert!(range.slice(text).is_some(), "{range:?} in {text:?}");
            prop_assert!(!range.is_empty(), "{range:?} in {text:?}");
        }
        for time in &reading.times {
            prop_assert!(is_valid(time), "{time:?} in {text:?}");
        }
        for mention in &reading.mentions {
            prop_assert!(
                reading
                    .entities
                    .iter()
                    .any(|entity| Some(entity.id) == mention.entity
                        || mention.candidates.contains(&entity.id))
            );
        }
        for (number, one) in reading.statements.iter().enumerate() {
            prop_assert_eq!(one.id.0 as usize, number + 1);
            prop_assert!(!one.content.is_empty());
            prop_assert!(one.within != Some(one.id));
            prop_assert_eq!(one.speaker.entity.is_some(), one.speaker.name.is_some());
        }
        for (number, one) in reading.events.iter().enumerate() {
            prop_assert_eq!(one.id.0 as usize, number + 1);
            prop_assert!(!one.span.is_empty());
            prop_assert!(one.plover.is_some() || one.kind.is_some());
            let stated = |id| {
                reading
                    .statements
                    .iter()
                    .any(|statement| statement.id == id)
            };
            prop_assert!(one.statement.is_none_or(stated));
            let known = |id| reading.entities.iter().any(|entity| entity.id == id);
            prop_assert!(
                one.participants
                    .iter()
                    .all(|one| one.entity.is_none_or(known))
            );
        }
        prop_assert_eq!(&reading, &read(text, codebook, Some("2031-03-12")));
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, ..ProptestConfig::default() })]

    #[test]
    fn any_string_is_read_within_its_bounds(text in "\\PC{0,200}") {
        hold(&text)?;
    }

    #[test]
    fn any_mixture_of_pieces_of_dates(
        pieces in proptest::collection::vec(proptest::sample::select(&DATES[..]), 0..12),
        glue in proptest::sample::select(&[" ", ""][..]),
        published in proptest::sample::select(&[None, Some("2031-03-12"), Some("0000-01-01"), Some("9999-12-31")][..]),
    ) {
        let text = pieces.join(glue);
        for time in &read(&text, None, published).times {
            prop_assert!(is_valid(time), "{time:?} in {text:?}");
            prop_assert!(time.bounds.as_deref().is_none_or(|bounds| Edtf::parse(bounds).is_some()));
        }
    }

    #[test]
    fn any_mixture_of_what_the_rules_look_at(
        pieces in proptest::collection::vec(proptest::sample::select(&PIECES[..]), 0..60),
        glue in proptest::sample::select(&[" ", ""][..]),
    ) {
        hold(&pieces.join(glue))?;
    }
}
