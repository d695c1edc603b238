//! Narrowing a search: by proposition, stance and act, in whatever company, as a full scan would.

use std::collections::BTreeSet;

use proptest::prelude::*;
use rapporteur_core::{Act, Edtf, Stance};
use rapporteur_record::{FacetRow, PartyChoice, Rank, Snapshot, StatementFilter, words_in};

use crate::desk::{Desk, Draft, draft, said};

const WITHDRAW: &str = "islands.withdraw";
const RESUME: &str = "talks.resume";

fn two() -> Vec<Draft> {
    vec![
        draft()
            .says("Ilva Maren", "valdria", "2031-03-11", "leave, then we talk")
            .stands(WITHDRAW, Stance::For)
            .stands(RESUME, Stance::Conditional)
            .does(Act::Demand)
            .says("Ilva Maren", "valdria", "2031-03-12", "we talk today")
            .stands(RESUME, Stance::For),
        draft()
            .by("Kestoria Today")
            .says("Oren Talsk", "kestoria", "2031-03-13", "we stay, and talk")
            .stands(WITHDRAW, Stance::Against)
            .stands(RESUME, Stance::For)
            .does(Act::Reject),
    ]
}

async fn desk_with(drafts: &[Draft]) -> Desk {
    let desk = Desk::new().await;
    desk.add(&drafts.iter().map(Draft::new_article).collect::<Vec<_>>())
        .await;
    desk
}

fn on(propositions: &[&str]) -> StatementFilter {
    let propositions = propositions.iter().map(|id| (*id).to_owned());
    StatementFilter {
        propositions: Some(propositions.collect()),
        ..StatementFilter::default()
    }
}

const LEAVE: &str = "Ilva Maren: leave, then we talk";
const TODAY: &str = "Ilva Maren: we talk today";
const STAY: &str = "Oren Talsk: we stay, and talk";

#[tokio::test]
async fn a_statement_on_several_propositions_is_found_once() {
    let desk = desk_with(&two()).await;
    let check = async |filter: StatementFilter, expected: &[&str]| {
        let mut snapshot = desk.ask().await;
        assert_eq!(said(&mut snapshot, &filter).await, expected, "{filter:?}");
        let count = snapshot.statement_count(&filter).await.unwrap();
        assert_eq!(count, expected.len() as u64, "{filter:?}");
    };
    check(on(&[WITHDRAW, RESUME]), &[STAY, TODAY, LEAVE]).await;
    check(on(&[WITHDRAW]), &[STAY, LEAVE]).await;
    check(on(&["fishing"]), &[]).await;
    let stance = |stance, filter: StatementFilter| StatementFilter {
        stance: Some(stance),
        ..filter
    };
    let all = StatementFilter::default;
    check(stance(Stance::For, all()), &[STAY, TODAY, LEAVE]).await;
    check(stance(Stance::For, on(&[WITHDRAW])), &[LEAVE]).await;
    check(stance(Stance::Conditional, all()), &[LEAVE]).await;
    let act = StatementFilter {
        act: Some(Act::Reject),
        ..all()
    };
    check(act, &[STAY]).await;
}

#[tokio::test]
async fn positions_of_what_was_found_are_those_asked_for() {
    let desk = desk_with(&two()).await;
    let taken = async |filter: &StatementFilter| {
        let rows = desk.ask().await.taken_positions_of(filter).await.unwrap();
        let told = rows.into_iter();
        told.map(|row| format!("{:?} {} {:?}", row.party, row.proposition, row.stance))
            .collect::<Vec<_>>()
    };
    let all = desk.ask().await.taken_positions().await.unwrap();
    assert_eq!(taken(&StatementFilter::default()).await.len(), all.len());
    let against = StatementFilter {
        stance: Some(Stance::Against),
        ..StatementFilter::default()
    };
    let expected = ["Some(\"kestoria\") islands.withdraw Against"];
    assert_eq!(taken(&against).await, expected);
    let valdria = StatementFilter {
        party: PartyChoice::Of("valdria".to_owned()),
        ..on(&[WITHDRAW])
    };
    assert_eq!(
        taken(&valdria).await,
        ["Some(\"valdria\") islands.withdraw For"]
    );
}

type Told = (usize, usize, usize, usize, Vec<(usize, usize)>);

const SPEAKERS: [(&str, &str); 3] = [
    ("Ilva Maren", "valdria"),
    ("Oren Talsk", "kestoria"),
    ("A fisherman", ""),
];
const DAYS: [&str; 4] = ["", "2031-03-10", "2031-03", "2031-03-14"];
const CONTENTS: [&str; 3] = ["the talks go on", "no talks", "the ferry has stopped"];
const ACTS: [Act; 2] = [Act::State, Act::Reject];
const PROPOSITIONS: [&str; 3] = [WITHDRAW, RESUME, "fishing"];
const STANCES: [Stance; 3] = [Stance::Against, Stance::Conditional, Stance::For];
const OUTLETS: [&str; 2] = ["Harbour Wire", "Kestoria Today"];

fn drafts() -> impl Strategy<Value = Vec<Draft>> {
    let positions = prop::collection::vec((0..3_usize, 0..3_usize), 0..3);
    let told = (0..3_usize, 0..4_usize, 0..3_usize, 0..2_usize, positions);
    let article = (0..2_usize, prop::collection::vec(told, 1..5));
    let article = article.prop_map(|(outlet, told): (usize, Vec<Told>)| {
        let start = draft().by(OUTLETS[outlet]).on("");
        told.into_iter()
            .fold(start, |draft, (speaker, day, content, act, positions)| {
                let (speaker, party) = SPEAKERS[speaker];
                let draft = draft.says(speaker, party, DAYS[day], CONTENTS[content]);
                let mut on = BTreeSet::new();
                positions
                    .into_iter()
                    .filter(|(id, _)| on.insert(*id))
                    .fold(draft.does(ACTS[act]), |draft, (id, stance)| {
                        draft.stands(PROPOSITIONS[id], STANCES[stance])
                    })
            })
    });
    prop::collection::vec(article, 1..7)
}

fn filters() -> impl Strategy<Value = StatementFilter> {
    let choice = prop::option::of(0..3_usize);
    let propositions = prop::option::of(prop::collection::btree_set(0..3_usize, 1..3));
    (
        (choice.clone(), choice.clone(), choice.clone()),
        prop::option::of(0..2_usize),
        prop::option::of(0..2_usize),
        (prop::option::of(1..4_usize), prop::option::of(1..4_usize)),
        propositions,
        choice,
    )
        .prop_map(
            |((speaker, party, word), act, outlet, (since, until), propositions, stance)| {
                let day = |place: Option<usize>| place.and_then(|place| Edtf::parse(DAYS[place]));
                StatementFilter {
                    words: word.map(|place| ["talks", "ferry", "no talks"][place].to_owned()),
                    speaker: speaker.map(|place| SPEAKERS[place].0.to_owned()),
                    party: party.map_or(PartyChoice::Any, |place| match SPEAKERS[place].1 {
                        "" => PartyChoice::Unknown,
                        party => PartyChoice::Of(party.to_owned()),
                    }),
                    publisher: outlet.map(|place| OUTLETS[place].to_owned()),
                    act: act.map(|place| ACTS[place]),
                    since: day(since),
                    until: day(until),
                    propositions: propositions.map(|places| {
                        let ids = places.into_iter();
                        ids.map(|place| PROPOSITIONS[place].to_owned()).collect()
                    }),
                    stance: stance.map(|place| STANCES[place]),
                    ..StatementFilter::default()
                }
            },
        )
}

/// Says of a row whether it fits everything but days and words.
fn fits(row: &FacetRow, filter: &StatementFilter) -> bool {
    let party = match &filter.party {
        PartyChoice::Any => true,
        PartyChoice::Of(party) => row.party.as_ref() == Some(party),
        PartyChoice::Unknown => row.party.is_none(),
    };
    let taken = filter.propositions.is_none() && filter.stance.is_none()
        || row.positions.iter().any(|(id, stance)| {
            let asked = filter.propositions.as_ref();
            asked.is_none_or(|asked| asked.contains(id))
                && filter.stance.is_none_or(|asked| asked == *stance)
        });
    party
        && taken
        && filter.act.is_none_or(|act| act == row.act)
        && (filter.speaker.as_ref()).is_none_or(|speaker| row.speaker.as_ref() == Some(speaker))
        && (filter.publisher.as_ref()).is_none_or(|outlet| row.publisher.as_ref() == Some(outlet))
}

fn words(text: &str) -> BTreeSet<String> {
    words_in(text).into_iter().map(|(_, key)| key).collect()
}

/// Checks that a filter finds what a full scan finds, at once and page by page.
async fn check_against_scan(snapshot: &mut Snapshot, filter: &StatementFilter) {
    // Days and words alone are held against a scan elsewhere.
    let wide = StatementFilter {
        since: filter.since.clone(),
        until: filter.until.clone(),
        ..StatementFilter::default()
    };
    let rows = snapshot.statements(&wide).await.unwrap();
    let facets = snapshot.facets(&wide, 10_000).await.unwrap();
    let expected: Vec<Rank> = rows
        .iter()
        .zip(&facets)
        .filter(|(row, facet)| {
            assert_eq!(row.rank, facet.rank);
            let sought = filter.words.as_deref().map(words).unwrap_or_default();
            fits(facet, filter) && sought.is_subset(&words(&row.content))
        })
        .map(|(row, _)| row.rank)
        .collect();
    let found = snapshot.statements(filter).await.unwrap();
    let found: Vec<Rank> = found.iter().map(|row| row.rank).collect();
    assert_eq!(found, expected, "{filter:?}");
    let count = snapshot.statement_count(filter).await.unwrap();
    assert_eq!(count, expected.len() as u64, "{filter:?}");
    let facets = snapshot.facets(filter, 10_000).await.unwrap();
    let ranks: Vec<Rank> = facets.iter().map(|row| row.rank).collect();
    assert_eq!(ranks, expected, "{filter:?}");
    let size = (expected.len() as u32).div_ceil(3).max(1);
    let mut paged: Vec<Rank> = Vec::new();
    loop {
        let page = StatementFilter {
            limit: Some(size),
            after: paged.last().copied(),
            ..filter.clone()
        };
        let page = snapshot.statements(&page).await.unwrap();
        if page.is_empty() {
            break;
        }
        paged.extend(page.iter().map(|row| row.rank));
    }
    assert_eq!(paged, expected, "{filter:?}");
}

/// So many statements that those which hold a common word are walked.
#[tokio::test]
async fn what_many_hold_is_found_in_any_company() {
    let mut drafts = Vec::new();
    for number in 0..700_usize {
        let (speaker, party) = SPEAKERS[number % 2];
        let day = format!("2031-{:02}-{:02}", number % 12 + 1, number % 28 + 1);
        let content = format!("the talks go on, {number}");
        let draft = draft()
            .by(OUTLETS[number % 3 % 2])
            .says(speaker, party, &day, &content)
            .does(ACTS[number % 5 % 2])
            .stands(PROPOSITIONS[number % 3], STANCES[number % 7 % 3]);
        drafts.push(match number % 4 {
            0 => draft.stands("more", Stance::For),
            _ => draft,
        });
    }
    let desk = desk_with(&drafts).await;
    let mut snapshot = desk.ask().await;
    let talks = crate::desk::words("talks");
    for filter in [
        talks.clone(),
        StatementFilter {
            speaker: Some("Ilva Maren".to_owned()),
            since: Edtf::parse("2031-03"),
            ..talks.clone()
        },
        StatementFilter {
            party: PartyChoice::Of("valdria".to_owned()),
            publisher: Some("Harbour Wire".to_owned()),
            act: Some(Act::State),
            ..talks.clone()
        },
        StatementFilter {
            stance: Some(Stance::Conditional),
            ..talks.clone()
        },
        StatementFilter {
            stance: Some(Stance::For),
            party: PartyChoice::Of("kestoria".to_owned()),
            words: talks.words.clone(),
            ..on(&[WITHDRAW, "more"])
        },
    ] {
        check_against_scan(&mut snapshot, &filter).await;
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn every_way_finds_what_a_full_scan_finds(
        drafts in drafts(),
        filters in prop::collection::vec(filters(), 12),
    ) {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        runtime.block_on(async move {
            let desk = desk_with(&drafts).await;
            let mut snapshot = desk.ask().await;
            for filter in filters {
                check_against_scan(&mut snapshot, &filter).await;
            }
        });
    }
}
