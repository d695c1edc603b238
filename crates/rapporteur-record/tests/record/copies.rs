//! Copies: what waits to be compared, what is found by samples, and what stays of it.

use std::collections::BTreeSet;

use rapporteur_record::{Alike, ArticleNumber, Bearer, MOST_BEARERS, Print, VersionNumber};

use crate::desk::{Desk, draft, stamp, three};

/// Compares all that waits as an engine would that takes each version's number for its samples: as
/// alike counts what leaves the same remainder by two.
async fn compare(desk: &Desk) -> Vec<i64> {
    let mut compared = Vec::new();
    while let Some(mut comparing) = desk.record.compare(2).await.unwrap() {
        let versions: Vec<i64> = comparing
            .waiting()
            .iter()
            .map(|one| one.version.0)
            .collect();
        let prints: Vec<Print> = versions.iter().map(|version| print(*version)).collect();
        comparing.enter(&prints).await.unwrap();
        let wanted = BTreeSet::from([0, 1]);
        let bearers = comparing.bearers(&wanted).await.unwrap();
        let mut alike = Vec::new();
        for second in &versions {
            let sample = u32::try_from(second % 2).unwrap();
            let before = bearers[&sample]
                .iter()
                .filter(|one| one.version.0 < *second);
            alike.extend(before.map(|first| pair(first.version.0, *second)));
        }
        comparing.keep(&alike).await.unwrap();
        compared.extend(versions);
    }
    compared
}

fn print(version: i64) -> Print {
    let number = u32::try_from(version).unwrap();
    Print {
        version: VersionNumber(version),
        words: vec![7, u8::try_from(version).unwrap()],
        samples: vec![number % 2, 0xdead_0000 + number],
    }
}

fn pair(first: i64, second: i64) -> Alike<VersionNumber> {
    Alike {
        first: VersionNumber(first),
        second: VersionNumber(second),
        kind: "verbatim".to_owned(),
        shared: 90,
        of_first: 100,
        of_second: 95,
        longest: 40,
    }
}

async fn alike(desk: &Desk) -> Vec<(i64, i64)> {
    let alike = desk.ask().await.alike().await.unwrap();
    alike
        .iter()
        .map(|one| (one.first.0, one.second.0))
        .collect()
}

async fn bearers(desk: &Desk, sample: u32) -> Vec<i64> {
    let found = desk.ask().await.bearers(&BTreeSet::from([sample])).await;
    found.unwrap()[&sample]
        .iter()
        .map(|one| one.version.0)
        .collect()
}

#[tokio::test]
async fn each_version_is_compared_once() {
    let desk = Desk::new().await;
    assert!(compare(&desk).await.is_empty());
    desk.add(&three()).await;
    assert_eq!(compare(&desk).await, [1, 2, 3]);
    assert!(compare(&desk).await.is_empty());
    assert_eq!(alike(&desk).await, [(1, 3)]);
    let found = desk.ask().await.alike_articles().await.unwrap();
    let numbers: Vec<_> = found.iter().map(|row| row.number).collect();
    assert_eq!(numbers, [ArticleNumber(1), ArticleNumber(3)]);
}

#[tokio::test]
async fn samples_lead_to_versions_by_number() {
    let desk = Desk::new().await;
    desk.add(&three()).await;
    compare(&desk).await;
    assert_eq!(bearers(&desk, 1).await, [1, 3]);
    assert_eq!(bearers(&desk, 0xdead_0002).await, [2]);
    assert!(bearers(&desk, 12).await.is_empty());
    let mut snapshot = desk.ask().await;
    let found = snapshot.bearers(&BTreeSet::from([0])).await.unwrap();
    let bearer = Bearer {
        version: VersionNumber(2),
        samples: 2,
    };
    assert_eq!(found[&0], [bearer]);
    let prints = snapshot.prints(&BTreeSet::from([VersionNumber(2)])).await;
    assert_eq!(prints.unwrap()[&VersionNumber(2)], [7, 2]);
}

#[tokio::test]
async fn of_a_common_sample_the_first_are_told() {
    let desk = Desk::new().await;
    let articles: Vec<_> = (0..2 * MOST_BEARERS + 9)
        .map(|number| draft().maren(&format!("ferry {number}")).new_article())
        .collect();
    desk.add(&articles).await;
    while let Some(mut comparing) = desk.record.compare(64).await.unwrap() {
        let prints: Vec<Print> = (comparing.waiting().iter())
            .map(|waiting| Print {
                version: waiting.version,
                words: Vec::new(),
                samples: vec![5],
            })
            .collect();
        comparing.enter(&prints).await.unwrap();
        comparing.keep(&[]).await.unwrap();
    }
    let most = i64::try_from(MOST_BEARERS).unwrap();
    assert_eq!(bearers(&desk, 5).await, Vec::from_iter(1..=most));
}

#[tokio::test]
async fn what_is_not_current_is_not_alike() {
    let desk = Desk::new().await;
    desk.add(&three()).await;
    compare(&desk).await;
    desk.record
        .remove(stamp("remove"), &[ArticleNumber(3)])
        .await
        .unwrap();
    assert_eq!(alike(&desk).await, []);
    desk.record.undo(stamp("undo"), None).await.unwrap();
    assert_eq!(alike(&desk).await, [(1, 3)]);
    let address = "https://harbour.example/1";
    let newer = draft().at(address).maren("the ferry is back").new_article();
    desk.add(&[newer]).await;
    assert_eq!(compare(&desk).await, [4]);
    assert_eq!(alike(&desk).await, [(2, 1)]);
    desk.record.undo(stamp("undo"), None).await.unwrap();
    assert_eq!(alike(&desk).await, [(1, 3)]);
}

#[tokio::test]
async fn nothing_is_left_of_what_is_erased() {
    let desk = Desk::new().await;
    desk.add(&three()).await;
    compare(&desk).await;
    desk.record
        .erase(stamp("erase"), &[ArticleNumber(1)])
        .await
        .unwrap();
    assert_eq!(alike(&desk).await, []);
    assert_eq!(bearers(&desk, 1).await, [3]);
    assert!(bearers(&desk, 0xdead_0001).await.is_empty());
    let mut snapshot = desk.ask().await;
    let prints = snapshot.prints(&BTreeSet::from([VersionNumber(1)])).await;
    assert!(prints.unwrap().is_empty());
    let bytes = crate::desk::bytes_of(&desk.path());
    let holds = |term: &str| {
        bytes
            .windows(term.len())
            .any(|part| part == term.as_bytes())
    };
    assert!(
        !holds("dead0001") && holds("dead0002"),
        "a sample is left in the file"
    );
}
