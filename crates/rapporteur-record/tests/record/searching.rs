//! Searching: what is found, in which order, and that the index finds what a full scan finds.

use crate::desk::{Desk, Draft, draft, said, three, words};
use proptest::prelude::*;
use rapporteur_core::Edtf;
use rapporteur_record::{Dated, PartyChoice, PartyCount, StatementFilter};

/// Checks what a filter finds among the statements of [`three`], in order.
async fn check(filter: StatementFilter, expected: &[&str]) {
    let desk = Desk::new().await;
    desk.add(&three()).await;
    let mut snapshot = desk.ask().await;
    assert_eq!(said(&mut snapshot, &filter).await, expected, "{filter:?}");
    let count = snapshot.statement_count(&filter).await.unwrap();
    assert_eq!(count, expected.len() as u64, "{filter:?}");
}

const TALSK: &str = "Oren Talsk: the ceasefire holds around the islands";
const MAREN_TALKS: &str = "Ilva Maren: the talks go on";
const MAREN_ISLANDS: &str = "Ilva Maren: we will not leave the islands";
const FISHERMAN: &str = "A fisherman: the ferry has stopped";

#[tokio::test]
async fn latest_first_and_undated_last() {
    let all = [TALSK, MAREN_TALKS, MAREN_ISLANDS, FISHERMAN];
    check(StatementFilter::default(), &all).await;
}

#[tokio::test]
async fn all_words_in_any_order_and_case() {
    check(words("islands"), &[TALSK, MAREN_ISLANDS]).await;
    check(words("ISLANDS leave"), &[MAREN_ISLANDS]).await;
    check(words("isl*"), &[TALSK, MAREN_ISLANDS]).await;
    check(words("isl"), &[]).await;
    check(words("ferry islands"), &[]).await;
    check(words("  "), &[TALSK, MAREN_TALKS, MAREN_ISLANDS, FISHERMAN]).await;
}

#[tokio::test]
async fn what_people_type_is_never_an_error() {
    check(words("\"islands"), &[TALSK, MAREN_ISLANDS]).await;
    check(words("content:islands"), &[]).await;
    check(words("islands OR ferry"), &[]).await;
    check(words("NOT"), &[MAREN_ISLANDS]).await;
    check(words("(islands"), &[TALSK, MAREN_ISLANDS]).await;
    check(words("—"), &[]).await;
    check(words("*"), &[]).await;
    check(words("\u{0}islands\u{0}"), &[TALSK, MAREN_ISLANDS]).await;
}

#[tokio::test]
async fn what_people_paste_is_never_too_long() {
    check(words(&"islands ".repeat(5000)), &[TALSK, MAREN_ISLANDS]).await;
    check(words(&"islands".repeat(50_000)), &[]).await;
    let speaker = StatementFilter {
        speaker: Some("maren".repeat(50_000)),
        ..StatementFilter::default()
    };
    check(speaker, &[]).await;
}

#[tokio::test]
async fn speakers_by_a_part_of_their_name_or_id() {
    let speaker = |speaker: &str| StatementFilter {
        speaker: Some(speaker.to_owned()),
        ..StatementFilter::default()
    };
    check(speaker("MAREN"), &[MAREN_TALKS, MAREN_ISLANDS]).await;
    check(speaker("ilva-m"), &[MAREN_TALKS, MAREN_ISLANDS]).await;
    check(speaker("Talsk"), &[TALSK]).await;
    check(speaker("%"), &[]).await;
    check(speaker("Máren"), &[MAREN_TALKS, MAREN_ISLANDS]).await;
    let both = StatementFilter {
        words: Some("islands".to_owned()),
        ..speaker("maren")
    };
    check(both, &[MAREN_ISLANDS]).await;
}

#[tokio::test]
async fn parties_and_outlets() {
    let party = |party: PartyChoice| StatementFilter {
        party,
        ..StatementFilter::default()
    };
    check(party(PartyChoice::Of("kestoria".to_owned())), &[TALSK]).await;
    check(party(PartyChoice::Of("nobody".to_owned())), &[]).await;
    check(party(PartyChoice::Unknown), &[FISHERMAN]).await;
    let publisher = StatementFilter {
        publisher: Some("kestoria TODAY".to_owned()),
        ..StatementFilter::default()
    };
    check(publisher, &[TALSK, FISHERMAN]).await;
}

#[tokio::test]
async fn days_are_those_of_speaking_else_of_publishing() {
    let days = |since: &str, until: &str| StatementFilter {
        since: Edtf::parse(since),
        until: Edtf::parse(until),
        ..StatementFilter::default()
    };
    check(days("2031-03-12", ""), &[TALSK, MAREN_TALKS]).await;
    check(days("", "2031-03-12"), &[MAREN_TALKS, MAREN_ISLANDS]).await;
    check(days("2031-03-12", "2031-03-12"), &[MAREN_TALKS]).await;
    check(
        days("2031-03", "2031-03"),
        &[TALSK, MAREN_TALKS, MAREN_ISLANDS],
    )
    .await;
    check(days("2031-04", ""), &[]).await;
    check(days("", "2031-02"), &[]).await;
    let islands = StatementFilter {
        words: Some("islands".to_owned()),
        ..days("2031-03-12", "")
    };
    check(islands, &[TALSK]).await;
    let dated = |dated: Dated| StatementFilter {
        dated,
        ..StatementFilter::default()
    };
    check(dated(Dated::Undated), &[FISHERMAN]).await;
    check(dated(Dated::Dated), &[TALSK, MAREN_TALKS, MAREN_ISLANDS]).await;
}

#[tokio::test]
async fn a_statement_of_some_day_in_a_month_may_be_of_any_of_them() {
    let desk = Desk::new().await;
    let month = draft().says("Ilva Maren", "valdria", "2031-01", "we met in January");
    desk.add(&[month.new_article()]).await;
    let found = async |since: &str, until: &str| {
        let filter = StatementFilter {
            since: Edtf::parse(since),
            until: Edtf::parse(until),
            ..StatementFilter::default()
        };
        said(&mut desk.ask().await, &filter).await.len()
    };
    assert_eq!(found("2031-01-20", "").await, 1);
    assert_eq!(found("2031-01-20", "2031-01-25").await, 1);
    assert_eq!(found("2031-02-01", "").await, 0);
    assert_eq!(found("", "2030-12-31").await, 0);
}

#[tokio::test]
async fn pages_follow_each_other() {
    let page = |offset: u32| StatementFilter {
        limit: Some(2),
        offset,
        ..StatementFilter::default()
    };
    let desk = Desk::new().await;
    desk.add(&three()).await;
    assert_eq!(
        said(&mut desk.ask().await, &page(0)).await,
        [TALSK, MAREN_TALKS]
    );
    assert_eq!(
        said(&mut desk.ask().await, &page(2)).await,
        [MAREN_ISLANDS, FISHERMAN]
    );
    assert_eq!(said(&mut desk.ask().await, &page(4)).await, [""; 0]);
}

#[tokio::test]
async fn parties_are_counted() {
    let desk = Desk::new().await;
    desk.add(&three()).await;
    let count = |party: Option<&str>, statements: u64, latest: Option<&str>| PartyCount {
        party: party.map(str::to_owned),
        statements,
        latest: latest.map(str::to_owned),
    };
    let expected = [
        count(Some("valdria"), 2, Some("2031-03-12")),
        count(None, 1, None),
        count(Some("kestoria"), 1, Some("2031-03-14")),
    ];
    assert_eq!(desk.ask().await.party_counts().await.unwrap(), expected);
}

#[tokio::test]
async fn statements_are_counted_by_party_and_stretch_of_days() {
    let desk = Desk::new().await;
    desk.add(&three()).await;
    let day = |day: &str| day.to_owned();
    let stretches = [
        (day("2031-03-01"), day("2031-03-12")),
        (day("2031-03-13"), day("2031-03-31")),
    ];
    let mut snapshot = desk.ask().await;
    let mut counted = snapshot.pace(&stretches).await.unwrap();
    counted.sort_by_key(|row| (row.party.clone(), row.stretch));
    let counted: Vec<_> = counted
        .iter()
        .map(|row| (row.party.as_deref(), row.stretch, row.statements))
        .collect();
    assert_eq!(
        counted,
        [
            (None, 0, 0),
            (None, 1, 0),
            (Some("kestoria"), 0, 0),
            (Some("kestoria"), 1, 1),
            (Some("valdria"), 0, 2),
            (Some("valdria"), 1, 0),
        ]
    );
    let days = snapshot.days_of_statements().await.unwrap();
    assert_eq!(days, Some((day("2031-03-11"), day("2031-03-14"))));
    let empty = Desk::new().await;
    let mut snapshot = empty.ask().await;
    assert_eq!(snapshot.pace(&stretches).await.unwrap(), []);
    assert_eq!(snapshot.days_of_statements().await.unwrap(), None);
    assert_eq!(snapshot.days_of_articles().await.unwrap(), None);
}

#[tokio::test]
async fn the_same_words_of_the_same_speaker_whatever_the_punctuation() {
    let desk = Desk::new().await;
    desk.add(&three()).await;
    let same = async |name: Option<&str>, codebook: Option<&str>, content: &str| {
        let mut snapshot = desk.ask().await;
        snapshot
            .same_statements(name, codebook, &[], content, 5)
            .await
            .unwrap()
            .len()
    };
    assert_eq!(
        same(Some("ILVA MAREN"), None, "“The talks go on.”").await,
        1
    );
    assert_eq!(same(None, Some("ilva-maren"), "The talks – go on").await, 1);
    assert_eq!(same(Some("Oren Talsk"), None, "The talks go on").await, 0);
    assert_eq!(
        same(Some("Ilva Maren"), None, "The talks go on today").await,
        0
    );
    assert_eq!(same(None, None, "The talks go on").await, 0);
    assert_eq!(same(Some("Ilva Maren"), None, "…").await, 0);
}

#[tokio::test]
async fn words_without_spaces_between_them_are_found() {
    let desk = Desk::new().await;
    desk.add(&[draft().maren("双方同意停火").new_article()])
        .await;
    assert_eq!(
        said(&mut desk.ask().await, &words("停火")).await,
        ["Ilva Maren: 双方同意停火"]
    );
    assert_eq!(said(&mut desk.ask().await, &words("火停")).await, [""; 0]);
}

#[tokio::test]
async fn a_common_word_with_a_rare_speaker() {
    let desk = Desk::new().await;
    let mut many = Vec::new();
    for number in 0..300 {
        let day = format!("2031-01-{:02}", number % 28 + 1);
        let content = format!("the talks go on, {number}");
        many.push(
            draft()
                .says("Ilva Maren", "valdria", &day, &content)
                .new_article(),
        );
    }
    many.push(
        draft()
            .says("Oren Talsk", "kestoria", "", "the talks are over")
            .new_article(),
    );
    desk.add(&many).await;
    for (speaker, expected) in [("talsk", 1), ("maren", 300), ("a", 301)] {
        let filter = StatementFilter {
            speaker: Some(speaker.to_owned()),
            ..words("talks")
        };
        let found = said(&mut desk.ask().await, &filter).await;
        assert_eq!(found.len(), expected, "{speaker}");
        let mut snapshot = desk.ask().await;
        let days = snapshot
            .statements(&filter)
            .await
            .unwrap()
            .into_iter()
            .map(|row| row.day);
        assert!(
            days.collect::<Vec<_>>()
                .is_sorted_by(|one, next| one >= next)
        );
    }
}

fn drafts() -> impl Strategy<Value = Vec<Draft>> {
    let content = prop::collection::vec(
        prop::sample::select(vec![
            "talks",
            "Islands",
            "ferry",
            "accord",
            "Ceasefire",
            "naïve",
            "x-1",
        ]),
        1..5,
    );
    let day = prop::sample::select(vec!["", "2031-03-10", "2031-03", "2031-03-11/2031-03-13"]);
    let speaker = prop::sample::select(vec![("Ilva Maren", "valdria"), ("Oren Talsk", "kestoria")]);
    let statement = (speaker, day, content);
    let article = (
        prop::collection::vec(statement, 0..4),
        prop::sample::select(vec!["Harbour Wire", "Kestoria Today"]),
        prop::sample::select(vec!["", "2031-03-12"]),
    );
    prop::collection::vec(article, 0..8).prop_map(|articles| {
        let article = |(said, publisher, day): (Vec<_>, &str, &str)| {
            let start = draft().by(publisher).on(day);
            said.into_iter().fold(
                start,
                |draft, ((speaker, party), day, content): (_, &str, Vec<&str>)| {
                    draft.says(speaker, party, day, &content.join(" "))
                },
            )
        };
        articles.into_iter().map(article).collect()
    })
}

/// Runs `future` to its end, for property tests.
fn run<F: Future>(future: F) -> F::Output {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .unwrap();
    runtime.block_on(future)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn the_order_of_adding_does_not_show(drafts in drafts(), seed in any::<u64>()) {
        let shuffled = {
            let mut keyed: Vec<_> = drafts
                .iter()
                .map(|draft| (crate::desk::hash(&format!("{seed}{}", draft.id())), draft.clone()))
                .collect();
            keyed.sort_by(|(one, _), (other, _)| one.cmp(other));
            keyed.into_iter().map(|(_, draft)| draft).collect::<Vec<_>>()
        };
        let found = |drafts: Vec<Draft>, batch: usize| run(async move {
            let desk = Desk::new().await;
            for batch in drafts.chunks(batch) {
                desk.add(&batch.iter().map(Draft::new_article).collect::<Vec<_>>()).await;
            }
            let rows = desk.ask().await.statements(&StatementFilter::default()).await.unwrap();
            rows.into_iter()
                .map(|row| (row.speaker, row.day, row.content, row.publisher))
                .collect::<Vec<_>>()
        });
        prop_assert_eq!(found(drafts, 8), found(shuffled, 2));
    }

    #[test]
    fn the_index_finds_what_a_full_scan_finds(drafts in drafts(), word in "[a-zA-Zï1-]{0,9}") {
        run(async move {
            let desk = Desk::new().await;
            desk.add(&drafts.iter().map(Draft::new_article).collect::<Vec<_>>()).await;
            let mut snapshot = desk.ask().await;
            let all = snapshot.statements(&StatementFilter::default()).await.unwrap();
            for word in [word.as_str(), "talks", "islands", "NAIVE", "1", "ceasefire ferry"] {
                let split = |text: &str| {
                    let text = text.to_lowercase().replace('ï', "i");
                    let words = text.split(|c: char| !c.is_alphanumeric()).map(str::to_owned);
                    words.filter(|word| !word.is_empty()).collect::<Vec<_>>()
                };
                let wanted: Vec<_> = word.split_whitespace().map(split).collect();
                let expected: Vec<_> = all
                    .iter()
                    .filter(|row| {
                        let words = split(&row.content);
                        let holds = |phrase: &Vec<String>| words.windows(phrase.len().max(1)).any(|at| at == phrase);
                        word.is_empty()
                            || !wanted.concat().is_empty() && wanted.iter().all(holds)
                    })
                    .cloned()
                    .collect();
                let found = snapshot.statements(&words(word)).await.unwrap();
                assert_eq!(found, expected, "{word:?}");
            }
        });
    }

    #[test]
    fn nothing_typed_is_an_error(typed in any::<String>(), speaker in any::<String>()) {
        run(async move {
            let desk = Desk::new().await;
            desk.add(&three()).await;
            let filter = StatementFilter {
                speaker: Some(speaker.clone()),
                party: PartyChoice::Of(speaker.clone()),
                publisher: Some(speaker),
                ..words(&typed)
            };
            let mut snapshot = desk.ask().await;
            snapshot.statements(&filter).await.unwrap();
            snapshot.statements(&words(&typed)).await.unwrap();
            snapshot.statement_count(&words(&typed)).await.unwrap();
            snapshot.same_statements(None, None, &[], &typed, 3).await.unwrap();
        });
    }
}
