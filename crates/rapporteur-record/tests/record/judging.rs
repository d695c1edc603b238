//! The state that what was worked out of is known by, digests, and candidates for review.

use rapporteur_core::Stance;
use rapporteur_record::{
    ArticleNumber, CandidateFilter, Digest, NameDecision, NameVerdict, State, Unpacker,
};

use crate::desk::{Desk, draft, stamp, three};

async fn state(desk: &Desk) -> State {
    desk.ask().await.state().await.unwrap()
}

#[tokio::test]
async fn every_writing_shows_in_the_state_as_far_as_it_changes_something() {
    let desk = Desk::new().await;
    let mut before = state(&desk).await;
    desk.add(&three()).await;
    let mut after = state(&desk).await;
    assert!(after.written > before.written && after.read > before.read);
    assert!(after.named > before.named);
    before = after;
    let decision = NameDecision {
        verdict: NameVerdict::Different,
        name: None,
        one: Vec::new(),
        other: Vec::new(),
    };
    let decisions = [decision];
    let decided = desk.record.decide_names(stamp("names"), &decisions);
    decided.await.unwrap();
    after = state(&desk).await;
    assert!(after.named > before.named && after.written > before.written);
    assert_eq!(after.read, before.read);
    before = after;
    let first = [ArticleNumber(1)];
    let removed = desk.record.remove(stamp("remove"), &first);
    removed.await.unwrap();
    after = state(&desk).await;
    assert!(after.read > before.read && after.named > before.named);
    before = after;
    desk.record.undo(stamp("undo"), None).await.unwrap();
    after = state(&desk).await;
    assert!(after.read > before.read);
    before = after;
    desk.record.undo(stamp("undo"), None).await.unwrap();
    assert!(state(&desk).await.named > before.named);
    let second = [ArticleNumber(2)];
    let erased = desk.record.erase(stamp("erase"), &second);
    erased.await.unwrap();
    assert!(state(&desk).await.read > after.read);
}

#[tokio::test]
async fn a_digest_is_kept_with_its_reading_and_goes_with_it() {
    let desk = Desk::new().await;
    let mut new = three()[0].clone();
    let content = b"worked out of it".to_vec();
    new.digest = Some(Digest {
        rules: 3,
        content: content.clone(),
    });
    desk.add(&[new, three()[1].clone()]).await;
    let rows = desk.ask().await.digests(3, None, 10).await.unwrap();
    let mut unpacker = Unpacker::new().unwrap();
    let contents: Vec<_> = rows
        .iter()
        .map(|row| unpacker.content(row).unwrap())
        .collect();
    assert_eq!(contents, [Some(content), None]);
    let first = [ArticleNumber(1)];
    let other = desk.ask().await.digests_of(4, &first).await.unwrap();
    assert_eq!(unpacker.content(&other[0]).unwrap(), None);
    let anew = Digest {
        rules: 4,
        content: b"otherwise".to_vec(),
    };
    let digests = [(other[0].clone(), anew)];
    assert!(desk.record.keep_digests(&digests).await.unwrap());
    let row = desk.ask().await.digests_of(4, &first).await.unwrap();
    assert_eq!(
        unpacker.content(&row[0]).unwrap(),
        Some(b"otherwise".to_vec())
    );
    let bytes = |desk: &Desk| std::fs::read(desk.path()).unwrap();
    desk.record.erase(stamp("erase"), &first).await.unwrap();
    let rows = desk.ask().await.digests(4, None, 10).await.unwrap();
    assert_eq!(rows.len(), 1);
    let holds = |bytes: &[u8]| bytes.windows(9).any(|window| window == b"otherwise");
    assert!(!holds(&bytes(&desk)));
}

#[tokio::test]
async fn the_least_sure_come_first_and_the_latest_of_each_line() {
    let desk = Desk::new().await;
    let articles = [
        draft()
            .on("2031-03-10")
            .says("Ilva Maren", "valdria", "2031-03-10", "they must leave")
            .stands("islands.withdraw", Stance::For)
            .new_article(),
        draft()
            .by("The Ferry Post")
            .on("2031-03-12")
            .says(
                "Ilva Maren",
                "valdria",
                "2031-03-12",
                "they may stay after all",
            )
            .stands("islands.withdraw", Stance::Against)
            .new_article(),
    ];
    desk.add(&articles).await;
    let mut snapshot = desk.ask().await;
    let mut filter = CandidateFilter {
        limit: 10,
        ..CandidateFilter::default()
    };
    let rows = snapshot.candidates(&filter).await.unwrap();
    let told = |row: &rapporteur_record::CandidateRow| {
        let content = row.voice.statement.content.clone();
        (content, row.latest, row.alone, row.before, row.torn)
    };
    let told_all: Vec<_> = rows.iter().map(told).collect();
    assert_eq!(
        told_all,
        [
            (
                "they may stay after all".to_owned(),
                true,
                true,
                Some(Stance::For),
                true
            ),
            ("they must leave".to_owned(), false, true, None, true),
        ]
    );
    assert_eq!(snapshot.candidate_count().await.unwrap(), 2);
    filter.latest = true;
    let rows = snapshot.candidates(&filter).await.unwrap();
    assert_eq!(rows.len(), 1);
    filter.latest = false;
    filter.proposition = Some("talks.resume".to_owned());
    assert_eq!(snapshot.candidates(&filter).await.unwrap(), []);
}
