//! Positions: counted by day, decided about, found again, forgotten.

use rapporteur_core::{Stance, StatementId};
use rapporteur_record::{
    Added, ArticleNumber, CodebookVersion, ConditionCount, LongKind, NewArticle, NewReading,
    Operation, PositionDecision, PositionVerdict, PreconditionFilter,
};

use crate::desk::{Desk, Draft, bytes_of, draft, stamp};

const FIRST: ArticleNumber = ArticleNumber(1);
const SECOND: ArticleNumber = ArticleNumber(2);

fn leaves() -> Draft {
    draft()
        .says("Ilva Maren", "valdria", "", "they leave, or no talks")
        .stands("islands.withdraw", Stance::For)
        .stands("talks.resume", Stance::Conditional)
        .waits("talks.resume", "islands.withdraw")
}

fn stays() -> Draft {
    draft()
        .by("Kestoria Today")
        .on("2031-03-14")
        .says("Oren Talsk", "kestoria", "2031-03-13", "we stay")
        .stands("islands.withdraw", Stance::Against)
        .says("Oren Talsk", "kestoria", "2031-03-14", "we may go, then")
        .stands("islands.withdraw", Stance::Conditional)
}

async fn desk_with(drafts: &[Draft]) -> Desk {
    let desk = Desk::new().await;
    let articles: Vec<NewArticle> = drafts.iter().map(Draft::new_article).collect();
    desk.add(&articles).await;
    desk
}

/// Reads the article again, so that it says what the draft says.
async fn reread(desk: &Desk, article: ArticleNumber, draft: &Draft) -> Operation {
    let stored = desk.ask().await.article(article).await.unwrap();
    let reading = NewReading {
        article,
        version: stored.row.version,
        reading: draft.reading(),
        digest: None,
    };
    let kind = LongKind::Reread;
    let mut writing = desk
        .record
        .begin(kind, stamp("reread"), None)
        .await
        .unwrap();
    writing.reread(&[reading]).await.unwrap();
    writing.finish("2031-03-20T10:00:02Z", "").await.unwrap()
}

/// A decision on a statement of the article as it is read now.
async fn decision(
    desk: &Desk,
    article: ArticleNumber,
    statement: usize,
    verdict: PositionVerdict,
    stance: Option<Stance>,
) -> PositionDecision {
    let stored = desk.ask().await.article(article).await.unwrap();
    let ranges = stored.reading.statements[statement].content.clone();
    PositionDecision {
        article,
        version: stored.row.version,
        content: ranges[0].slice(&stored.article.text).unwrap().to_owned(),
        words: ranges.clone(),
        ranges,
        proposition: "islands.withdraw".to_owned(),
        verdict,
        stance,
    }
}

async fn decide(desk: &Desk, decision: PositionDecision) -> Operation {
    let decisions = [decision];
    let record = &desk.record;
    let operation = record.decide_positions(stamp("positions"), &decisions, None);
    operation.await.unwrap()
}

const VALDRIA: [&str; 2] = [
    "valdria islands.withdraw: 2031-03-12 For 1",
    "valdria talks.resume: 2031-03-12 Conditional 1",
];
const KESTORIA: &str = "kestoria islands.withdraw: 2031-03-13 Against 1, 2031-03-14 Conditional 1";

#[tokio::test]
async fn lines_follow_what_is_added_removed_undone_and_read_again() {
    let desk = desk_with(&[leaves(), stays()]).await;
    let all = [KESTORIA, VALDRIA[0], VALDRIA[1]];
    assert_eq!(desk.lines().await, all);
    desk.record
        .remove(stamp("remove"), &[SECOND])
        .await
        .unwrap();
    assert_eq!(desk.lines().await, VALDRIA);
    desk.record.undo(stamp("undo"), None).await.unwrap();
    assert_eq!(desk.lines().await, all);
    let mut changed = stays();
    changed.stances.remove(1);
    reread(&desk, SECOND, &changed).await;
    let left = "kestoria islands.withdraw: 2031-03-13 Against 1";
    assert_eq!(desk.lines().await, [left, VALDRIA[0], VALDRIA[1]]);
}

#[tokio::test]
async fn the_order_of_adding_does_not_matter() {
    let one = desk_with(&[leaves(), stays()]).await;
    let other = desk_with(&[stays(), leaves()]).await;
    assert_eq!(one.lines().await, other.lines().await);
}

#[tokio::test]
async fn a_decision_outlives_new_readings_and_is_undone() {
    let desk = desk_with(&[stays()]).await;
    let wrong = decision(&desk, FIRST, 0, PositionVerdict::Set, Some(Stance::For)).await;
    decide(&desk, wrong).await;
    let decided = "kestoria islands.withdraw: 2031-03-13 For 1, 2031-03-14 Conditional 1";
    assert_eq!(desk.lines().await, [decided]);
    let shown = desk.ask().await.article(FIRST).await.unwrap().reading;
    assert_eq!(shown.statements[0].positions[0].stance, Stance::For);
    // The new reading has the same statements under other numbers, and no positions.
    let mut blind = stays();
    blind.stances.clear();
    let mut reading = blind.reading();
    reading.statements.reverse();
    for (number, statement) in (1..).zip(&mut reading.statements) {
        statement.id = StatementId(number);
    }
    let stored = desk.ask().await.article(FIRST).await.unwrap();
    let new = NewReading {
        article: FIRST,
        version: stored.row.version,
        reading,
        digest: None,
    };
    let kind = LongKind::Reread;
    let mut writing = desk
        .record
        .begin(kind, stamp("reread"), None)
        .await
        .unwrap();
    writing.reread(&[new]).await.unwrap();
    let again = writing.finish("2031-03-20T10:00:02Z", "").await.unwrap();
    let kept = "kestoria islands.withdraw: 2031-03-13 For 1";
    assert_eq!(desk.lines().await, [kept]);
    for number in [again.number.0, 2] {
        let number = rapporteur_record::OperationNumber(number);
        desk.record.undo(stamp("undo"), Some(number)).await.unwrap();
    }
    assert_eq!(desk.lines().await, [KESTORIA]);
}

#[tokio::test]
async fn a_statement_with_other_borders_is_found_by_its_place() {
    let desk = desk_with(&[stays()]).await;
    let reject = decision(&desk, FIRST, 1, PositionVerdict::Reject, None).await;
    decide(&desk, reject).await;
    let left = "kestoria islands.withdraw: 2031-03-13 Against 1";
    assert_eq!(desk.lines().await, [left]);
    let mut reading = stays().reading();
    let content = &mut reading.statements[1].content[0];
    *content = rapporteur_core::TextRange::new(content.start(), content.end() - 4);
    let version = desk.ask().await.article(FIRST).await.unwrap().row.version;
    let new = NewReading {
        article: FIRST,
        version,
        reading,
        digest: None,
    };
    let kind = LongKind::Reread;
    let mut writing = desk
        .record
        .begin(kind, stamp("reread"), None)
        .await
        .unwrap();
    writing.reread(&[new]).await.unwrap();
    assert_eq!(desk.lines().await, [left]);
}

#[tokio::test]
async fn what_repeats_is_not_counted_until_the_original_goes() {
    let copy = leaves().by("Narrows Monitor").on("2031-03-13");
    let desk = desk_with(&[leaves(), copy]).await;
    let twice = [
        "valdria islands.withdraw: 2031-03-12 For 1, 2031-03-13 For 1",
        "valdria talks.resume: 2031-03-12 Conditional 1, 2031-03-13 Conditional 1",
    ];
    assert_eq!(desk.lines().await, twice);
    let place = |article| (article, StatementId(1));
    let marks = [(place(SECOND), Some(place(FIRST)))];
    desk.record.mark_repeated(&marks).await.unwrap();
    desk.record.mark_repeated(&marks).await.unwrap();
    assert_eq!(desk.lines().await, VALDRIA);
    let freed = [(place(SECOND), None)];
    desk.record.mark_repeated(&freed).await.unwrap();
    assert_eq!(desk.lines().await, twice);
    desk.record.mark_repeated(&marks).await.unwrap();
    desk.record.remove(stamp("remove"), &[FIRST]).await.unwrap();
    let left = [
        "valdria islands.withdraw: 2031-03-13 For 1",
        "valdria talks.resume: 2031-03-13 Conditional 1",
    ];
    assert_eq!(desk.lines().await, left);
}

#[tokio::test]
async fn conditions_are_counted_by_what_waits_for_what() {
    let desk = desk_with(&[leaves(), stays()]).await;
    let mut snapshot = desk.ask().await;
    let some = |text: &str| Some(text.to_owned());
    assert_eq!(
        snapshot.condition_counts(None).await.unwrap(),
        [ConditionCount {
            holder: some("valdria"),
            wanted: some("talks.resume"),
            condition: some("islands.withdraw"),
            preconditions: 1,
            first: some("2031-03-12"),
            latest: some("2031-03-12"),
        }]
    );
    let before = snapshot.condition_counts(Some("2031-03-11")).await.unwrap();
    assert_eq!(before, []);
    let filter = PreconditionFilter {
        holder: some("valdria"),
        ..PreconditionFilter::default()
    };
    let found = snapshot.preconditions(&filter).await.unwrap();
    let places: Vec<_> = found
        .iter()
        .map(|row| (row.article, row.statement, row.day.as_deref()))
        .collect();
    let there = (FIRST, Some(StatementId(1)), Some("2031-03-12"));
    assert_eq!(places, [there]);
}

#[tokio::test]
async fn an_adding_that_was_decided_about_is_not_undone() {
    let desk = desk_with(&[stays()]).await;
    let accept = decision(
        &desk,
        FIRST,
        0,
        PositionVerdict::Accept,
        Some(Stance::Against),
    )
    .await;
    decide(&desk, accept).await;
    let add = Some(rapporteur_record::OperationNumber(1));
    let error = desk.record.undo(stamp("undo"), add).await.unwrap_err();
    assert_eq!(error.hint().as_deref(), Some("undo operation 2 first"));
    assert_eq!(desk.lines().await, [KESTORIA]);
}

#[tokio::test]
async fn an_erased_article_is_quoted_by_no_codebook() {
    let desk = desk_with(&[stays(), leaves()]).await;
    let accept = decision(
        &desk,
        FIRST,
        0,
        PositionVerdict::Accept,
        Some(Stance::Against),
    )
    .await;
    let version = |hash: &str, source: &str, base| CodebookVersion {
        hash: hash.to_owned(),
        name: None,
        source: source.to_owned(),
        base,
    };
    let base = version("b1", "# bare", None);
    let quoting = version("b2", "# bare and \"we stay\"", Some(Box::new(base.clone())));
    let record = &desk.record;
    let decisions = [accept];
    let decided = record.decide_positions(stamp("positions"), &decisions, Some(&quoting));
    assert_eq!(decided.await.unwrap().codebook.as_deref(), Some("b2"));
    let in_force = desk.ask().await.codebook_in_force().await.unwrap();
    assert_eq!(in_force, Some(quoting));
    record.erase(stamp("erase"), &[FIRST]).await.unwrap();
    let in_force = desk.ask().await.codebook_in_force().await.unwrap();
    let bare = version("b2", "# bare", Some(Box::new(base)));
    assert_eq!(in_force, Some(bare));
    assert_eq!(desk.lines().await, VALDRIA);
    let path = desk.path();
    let bytes = bytes_of(&path);
    let told = |words: &[u8]| bytes.windows(words.len()).any(|window| window == words);
    assert!(!told(b"we stay"));
    assert!(!told(b"kestoria"));
}

#[tokio::test]
async fn what_was_added_again_is_decided_as_before() {
    let desk = desk_with(&[stays()]).await;
    let reject = decision(&desk, FIRST, 0, PositionVerdict::Reject, None).await;
    decide(&desk, reject).await;
    desk.record.remove(stamp("remove"), &[FIRST]).await.unwrap();
    assert_eq!(desk.lines().await, Vec::<String>::new());
    desk.record.undo(stamp("undo"), None).await.unwrap();
    let left = "kestoria islands.withdraw: 2031-03-14 Conditional 1";
    assert_eq!(desk.lines().await, [left]);
    let (_, added) = desk.add(&[stays().new_article()]).await;
    assert_eq!(added, [Added::Known(FIRST)]);
}
