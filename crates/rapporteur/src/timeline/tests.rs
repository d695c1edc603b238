//! Which mentions are one event, and what those who tell it agree on.

use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::*;
use rapporteur_core::{
    Edtf, Event, EventId, EventPlace, ParticipantRole, Phase, Quantity, Said, SaidSource,
};

use super::group::groups_by;
use super::*;

/// Reads a mention from a line such as
/// `3 Harbour Wire @2031-03-06: round-of-talks 1 held 2031-03-05 valdria+kestoria in Port Sorrel duration=PT6H`.
///
/// A date behind `~` is that of publication; `a>b` is done by a to b, `a+b` by both.
fn mention(line: &str) -> Mention {
    let (head, tail) = line.split_once(": ").unwrap();
    let (tail, place) = match tail.split_once(" in ") {
        Some((tail, place)) => (tail, Some(place)),
        None => (tail, None),
    };
    let (head, published) = match head.split_once(" @") {
        Some((head, day)) => (head, Edtf::parse(day)),
        None => (head, None),
    };
    let (number, publisher) = head.split_once(' ').unwrap();
    let mut event = Event {
        id: EventId(1),
        span: Vec::new(),
        plover: None,
        mode: None,
        kind: None,
        ordinal: None,
        phase: Phase::Held,
        statement: None,
        date: None,
        place: place.map(|name| EventPlace {
            name: name.to_owned(),
            span: Vec::new(),
        }),
        participants: Vec::new(),
        quantities: Vec::new(),
    };
    let mut parts = Vec::new();
    for word in tail.split(' ') {
        let date = word.strip_prefix('~').unwrap_or(word);
        if let Ok(ordinal) = word.parse() {
            event.ordinal = Some(ordinal);
        } else if let Some(edtf) = Edtf::parse(date) {
            let from = if date == word {
                SaidSource::Phrase
            } else {
                SaidSource::Published
            };
            event.date = Some(Said { edtf, from });
        } else if let Some((of, value)) = word.split_once('=') {
            event.quantities.push(Quantity {
                of: of.to_owned(),
                value: value.to_owned(),
                span: Vec::new(),
            });
        } else if let Some((actor, recipient)) = word.split_once('>') {
            parts.extend(party(ParticipantRole::Actor, actor));
            parts.extend(party(ParticipantRole::Recipient, recipient));
        } else if word.contains('+') {
            let actors = word.split('+');
            parts.extend(actors.flat_map(|id| party(ParticipantRole::Actor, id)));
        } else {
            match word {
                "planned" => event.phase = Phase::Planned,
                "held" => event.phase = Phase::Held,
                "cancelled" => event.phase = Phase::Cancelled,
                "denied" => event.phase = Phase::Denied,
                "attack" => event.plover = Some("ASSAULT".to_owned()),
                "call" | "meeting" | "round-of-talks" | "leaders-meeting" => {
                    event.plover = Some("CONSULT".to_owned());
                }
                _ => {}
            }
            if event.kind.is_none() && event.phase == Phase::Held && word != "held" {
                event.kind = Some(word.to_owned());
            }
        }
    }
    let mediators = BTreeSet::from(["brennia".to_owned()]);
    Mention {
        article: number.parse().unwrap(),
        source: format!("article {number}"),
        publisher: Some(publisher.to_owned()),
        published: published.as_ref().map(Days::of),
        words: line.to_owned(),
        sides: Sides::of(is_mutual(&event), &mediators, parts.into_iter()),
        people: BTreeMap::new(),
        place: place.map(str::to_owned),
        event,
    }
}

fn party(role: ParticipantRole, id: &str) -> Option<(ParticipantRole, String)> {
    (!id.is_empty()).then(|| (role, id.to_owned()))
}

/// The articles of each event.
fn grouped(mentions: &[Mention]) -> BTreeSet<Vec<i64>> {
    let articles = |group: Vec<usize>| {
        let mut articles: Vec<i64> = group.iter().map(|place| mentions[*place].article).collect();
        articles.sort_unstable();
        articles
    };
    groups(mentions).into_iter().map(articles).collect()
}

/// Checks which articles tell the same event.
fn check(lines: &[&str], expected: &[&[i64]]) {
    let mentions: Vec<Mention> = lines.iter().map(|line| mention(line)).collect();
    let expected: BTreeSet<Vec<i64>> = expected.iter().map(|group| group.to_vec()).collect();
    assert_eq!(grouped(&mentions), expected, "{lines:#?}");
}

/// Checks the answers to one question about mentions that are one event.
fn check_field(lines: &[&str], of: &str, verdict: Agreement, values: &[&str], silent: &[i64]) {
    let mentions: Vec<Mention> = lines.iter().map(|line| mention(line)).collect();
    let groups = groups(&mentions);
    assert_eq!(groups.len(), 1, "{lines:#?}");
    let fields = fields(&mentions, &groups[0], &|mention, _| {
        mention.publisher.clone().unwrap_or_default()
    });
    let field = fields.iter().find(|field| field.of == of).unwrap();
    let told: Vec<&str> = field
        .values
        .iter()
        .map(|value| value.value.as_str())
        .collect();
    let quiet: Vec<i64> = field.silent.iter().copied().collect();
    assert_eq!(
        (field.agreement, told, quiet),
        (verdict, values.to_vec(), silent.to_vec())
    );
}

const SIX_HOURS: &str = "1 Harbour Wire @2031-03-05: round-of-talks 1 2031-03-05 valdria+kestoria duration=PT6H in Port Sorrel";
const AND_A_HALF: &str =
    "2 The Ferry Post @2031-03-06: round-of-talks 1 2031-03-05 valdria+kestoria duration=PT6H30M";
const CARRIED: &str =
    "3 Coast Monitor @2031-03-06: round-of-talks 2031-03-05 kestoria+valdria duration=PT6H";

#[test]
fn six_hours_or_six_and_a_half_are_one_event_that_differs() {
    check(&[SIX_HOURS, AND_A_HALF, CARRIED], &[&[1, 2, 3]]);
    check_field(
        &[SIX_HOURS, AND_A_HALF, CARRIED],
        "duration",
        Agreement::Differ,
        &["PT6H", "PT6H30M"],
        &[],
    );
    check_field(
        &[SIX_HOURS, CARRIED],
        "duration",
        Agreement::Agree,
        &["PT6H"],
        &[],
    );
    check_field(
        &[SIX_HOURS, AND_A_HALF],
        "place",
        Agreement::Silent,
        &["Port Sorrel"],
        &[2],
    );
}

#[test]
fn two_articles_of_one_outlet_are_one_voice() {
    let again = CARRIED.replace("Coast Monitor", "Harbour Wire");
    check_field(
        &[SIX_HOURS, &again],
        "duration",
        Agreement::Silent,
        &["PT6H"],
        &[],
    );
}

#[test]
fn two_rounds_stay_two() {
    check(
        &[
            SIX_HOURS,
            "4 Harbour Wire @2031-04-03: round-of-talks 2 ~2031-04-03 valdria+kestoria in Port Sorrel",
            "5 Coast Monitor @2031-04-04: round-of-talks 2 2031-04-03 valdria+kestoria in Port Sorrel",
        ],
        &[&[1], &[4, 5]],
    );
}

#[test]
fn what_was_planned_and_then_held_or_called_off_is_one() {
    let planned = "4 Harbour Wire @2031-03-05: round-of-talks planned 2 valdria+kestoria";
    let held = "5 Coast Monitor @2031-04-04: round-of-talks 2 2031-04-03 valdria+kestoria";
    check(&[planned, held], &[&[4, 5]]);
    check_field(
        &[planned, held],
        "phase",
        Agreement::Agree,
        &["held", "planned"],
        &[],
    );
    let planned = "6 Harbour Wire @2031-04-03: leaders-meeting planned 2031-04-10 valdria+kestoria in Ellmouth";
    let off =
        "7 Coast Monitor @2031-04-08: leaders-meeting cancelled 2031-04-10 kestoria+ in Ellmouth";
    check(&[planned, off], &[&[6, 7]]);
}

#[test]
fn what_one_outlet_denies_is_one_event_that_differs() {
    let held = "1 Harbour Wire @2031-03-10: attack 2031-03-09 kestoria> in Skerrow";
    let denied = "2 The Ferry Post @2031-03-11: attack denied 2031-03-09 kestoria> in Skerrow";
    check_field(
        &[held, denied],
        "phase",
        Agreement::Differ,
        &["denied", "held"],
        &[],
    );
}

#[test]
fn different_days_sides_and_places_stay_apart() {
    check(
        &[
            "1 Harbour Wire @2031-03-10: attack 2031-03-09 kestoria>valdria in Skerrow",
            "2 Harbour Wire @2031-03-11: attack 2031-03-10 kestoria>valdria in Skerrow",
            "3 Coast Monitor @2031-03-10: attack 2031-03-09 valdria>kestoria in Skerrow",
            "4 Coast Monitor @2031-03-10: attack 2031-03-09 kestoria>valdria in Velm",
        ],
        &[&[1], &[2], &[3], &[4]],
    );
}

#[test]
fn an_event_without_a_day_is_the_one_shortly_before_publication() {
    check(
        &[
            "1 Harbour Wire @2031-03-12: call 2031-03-12 valdria+kestoria",
            "2 Harbour Wire @2031-04-20: call 2031-04-19 valdria+kestoria",
            "3 Coast Monitor @2031-03-13: call ~2031-03-13 valdria+kestoria",
            "4 Coast Monitor @2031-04-21: call valdria+kestoria",
            "5 The Ferry Post @2031-08-01: call valdria+kestoria",
        ],
        &[&[1, 3], &[2, 4], &[5]],
    );
}

#[test]
fn a_vague_mention_ties_no_two_days_together() {
    check(
        &[
            "1 Harbour Wire @2031-03-10: attack 2031-03-09 kestoria>valdria in Skerrow",
            "2 Harbour Wire @2031-03-13: attack 2031-03-12 kestoria>valdria in Skerrow",
            "3 Coast Monitor @2031-04-01: attack 2031-03 kestoria>valdria in Skerrow",
        ],
        &[&[1], &[2, 3]],
    );
}

#[test]
fn papers_of_other_lengths_are_other_papers() {
    check(
        &[
            "1 Harbour Wire @2031-03-05: reply ~2031-03-05 valdria>kestoria points=14",
            "2 Coast Monitor @2031-03-06: reply ~2031-03-06 valdria> points=14",
            "3 The Ferry Post @2031-03-06: reply ~2031-03-06 valdria>kestoria points=8",
        ],
        &[&[1, 2], &[3]],
    );
}

#[test]
fn the_mediator_is_no_side_of_talks() {
    check(
        &[
            "1 Harbour Wire @2031-04-03: round-of-talks 2 brennia+ duration=PT5H",
            "2 Coast Monitor @2031-04-04: round-of-talks 2 2031-04-03 valdria+kestoria",
        ],
        &[&[1, 2]],
    );
}

#[test]
fn events_that_one_article_tells_apart_stay_apart() {
    let other = "1 Harbour Wire @2031-03-10: attack kestoria>valdria in Skerrow";
    let mut mentions: Vec<Mention> = [
        "1 Harbour Wire @2031-03-10: attack 2031-03-09 kestoria>valdria in Skerrow",
        other,
    ]
    .iter()
    .map(|line| mention(line))
    .collect();
    mentions[1].event.id = EventId(2);
    assert_eq!(groups(&mentions), [vec![0], vec![1]]);
}

/// Any mention, of few enough days, parties and kinds that many are alike.
fn any_mention() -> impl Strategy<Value = String> {
    let kind = prop::sample::select(vec!["round-of-talks", "meeting", "call", "attack", "reply"]);
    let ordinal = prop::sample::select(vec!["", " 1", " 2"]);
    let phase = prop::sample::select(vec!["", " planned", " cancelled"]);
    let day = prop::sample::select(vec![
        "",
        " 2031-03-05",
        " 2031-03-06",
        " ~2031-03-06",
        " 2031-03",
    ]);
    let sides = prop::sample::select(vec![
        "",
        " valdria+kestoria",
        " valdria>",
        " kestoria>valdria",
    ]);
    let place = prop::sample::select(vec!["", " in Port Sorrel", " in Velm"]);
    (kind, ordinal, phase, day, sides, place).prop_map(
        |(kind, ordinal, phase, day, sides, place)| {
            format!("{kind}{phase}{ordinal}{day}{sides}{place}")
        },
    )
}

/// When an article may have been published: at odds with the days it tells, or nobody knows when.
fn any_publication() -> impl Strategy<Value = &'static str> {
    prop::sample::select(vec![
        "",
        " @2031-03-07",
        " @2031-04-29",
        " @2031-12-31",
        " @2031",
    ])
}

proptest! {
    #[test]
    fn the_order_of_adding_does_not_matter(
        (sorted, shuffled) in prop::collection::vec(any_mention(), 0..14).prop_flat_map(|told| {
            let mentions: Vec<Mention> = told
                .iter()
                .enumerate()
                .map(|(place, line)| {
                    // Two events an article.
                    let number = place / 2 + 1;
                    let mut told = mention(&format!("{number} Harbour Wire @2031-03-07: {line}"));
                    told.event.id = EventId(place as u32);
                    told
                })
                .collect();
            (Just(mentions.clone()), Just(mentions).prop_shuffle())
        })
    ) {
        let events = |mentions: &[Mention]| -> BTreeSet<BTreeSet<u32>> {
            let ids = |group: Vec<usize>| group.iter().map(|place| mentions[*place].event.id.0).collect();
            groups(mentions).into_iter().map(ids).collect()
        };
        let one = events(&sorted);
        prop_assert_eq!(one.iter().map(BTreeSet::len).sum::<usize>(), sorted.len());
        prop_assert_eq!(one, events(&shuffled));
    }

    #[test]
    fn no_event_has_two_numbers_or_days_that_contradict(
        told in prop::collection::vec(any_mention(), 0..14)
    ) {
        let mentions: Vec<Mention> = told
            .iter()
            .enumerate()
            .map(|(place, line)| mention(&format!("{place} Harbour Wire @2031-03-07: {line}")))
            .collect();
        for group in groups(&mentions) {
            let of = |place: &usize| mentions.get(*place).unwrap();
            let ordinals: BTreeSet<u32> = group.iter().filter_map(|place| of(place).event.ordinal).collect();
            prop_assert!(ordinals.len() <= 1);
            let mut days = group.iter().filter_map(|place| of(place).told());
            prop_assert!(days.try_fold(Days::ALL, Days::both).is_some());
        }
    }

    #[test]
    fn only_what_is_near_can_be_of_one_event(
        told in prop::collection::vec((any_mention(), any_publication()), 0..40)
    ) {
        let mentions: Vec<Mention> = told
            .iter()
            .enumerate()
            .map(|(place, (line, published))| {
                mention(&format!("{place} Harbour Wire{published}: {line}"))
            })
            .collect();
        let all = groups_by(&mentions, |shelf, _| shelf.all());
        prop_assert_eq!(groups(&mentions), all);
    }
}
