//! Undoing: the former view comes back, and what was built upon stays.

use crate::desk::{Desk, Draft, draft, published, stamp, three};
use rapporteur_core::Edtf;
use rapporteur_record::{
    ArticleFilter, ArticleNumber, Decision, ErrorKind, LongKind, NewReading, OperationKind,
    OperationNumber,
};

const FIRST: ArticleNumber = ArticleNumber(1);
const SECOND: ArticleNumber = ArticleNumber(2);

fn islands() -> Draft {
    draft()
        .at("https://harbour.example/1")
        .maren("the islands are ours")
}

async fn reread(desk: &Desk, engine: &str) {
    let stored = desk.ask().await.stored_articles(None, 10).await.unwrap();
    let readings: Vec<_> = stored
        .into_iter()
        .map(|mut article| {
            article.reading.provenance.engine = engine.to_owned();
            article.reading.statements.truncate(1);
            NewReading {
                article: article.row.number,
                version: article.row.version,
                reading: article.reading,
                digest: None,
            }
        })
        .collect();
    let mut writing = desk
        .record
        .begin(LongKind::Reread, stamp("reread"), None)
        .await
        .unwrap();
    writing.reread(&readings).await.unwrap();
    writing
        .finish("2031-03-20T10:00:02Z", "reread")
        .await
        .unwrap();
}

async fn set(desk: &Desk, draft: &Draft, decisions: &[Decision]) {
    desk.record
        .set(stamp("set 1"), &[draft.mend(FIRST, decisions)])
        .await
        .unwrap();
}

fn day(day: &str) -> Decision {
    Decision::Published(Edtf::parse(day))
}

/// Checks that undoing `number` is refused in these words, and changes nothing.
async fn check_refused(desk: &Desk, number: i64, message: &str, hint: Option<&str>) {
    let view = desk.view().await;
    let log = desk.ask().await.log(None, 99).await.unwrap();
    let number = OperationNumber(number);
    let error = desk
        .record
        .undo(stamp("undo"), Some(number))
        .await
        .unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Refused);
    assert_eq!(error.to_string(), message);
    assert_eq!(error.hint().as_deref(), hint);
    assert_eq!(desk.view().await, view);
    assert_eq!(desk.ask().await.log(None, 99).await.unwrap(), log);
}

#[tokio::test]
async fn undoing_everything_step_by_step_leads_back_through_every_view() {
    let desk = Desk::new().await;
    let mut views = vec![desk.view().await];
    desk.add(&[islands().new_article()]).await;
    views.push(desk.view().await);
    desk.add(&three()[1..]).await;
    views.push(desk.view().await);
    let newer = draft()
        .at("https://harbour.example/1")
        .maren("the islands are up for talks");
    desk.add(&[newer.new_article()]).await;
    views.push(desk.view().await);
    set(
        &desk,
        &newer,
        &[
            day("2031-03-15"),
            Decision::Title(Some("On the islands".into())),
        ],
    )
    .await;
    views.push(desk.view().await);
    reread(&desk, "0.2.0").await;
    views.push(desk.view().await);
    desk.record
        .remove(stamp("remove 2"), &[SECOND])
        .await
        .unwrap();
    views.push(desk.view().await);
    let last = views.pop().unwrap();
    assert_eq!(desk.view().await, last);
    let mut undoings = Vec::new();
    while let Some(view) = views.pop() {
        let undone = desk.record.undo(stamp("undo"), None).await.unwrap();
        assert_eq!(
            desk.view().await,
            view,
            "after undoing {:?}",
            undone.undone.kind
        );
        undoings.push((undone.operation.number, view));
    }
    let error = desk.record.undo(stamp("undo"), None).await.unwrap_err();
    assert_eq!(
        error.to_string(),
        "the log holds nothing that can be undone"
    );
    while let Some((undoing, view)) = undoings.pop() {
        assert_eq!(desk.view().await, view);
        desk.record
            .undo(stamp("redo"), Some(undoing))
            .await
            .unwrap();
    }
    assert_eq!(desk.view().await, last, "all undoings undone");
}

#[tokio::test]
async fn an_undoing_can_be_undone_and_that_again() {
    let desk = Desk::new().await;
    desk.add(&three()).await;
    let full = desk.view().await;
    let undo = async |number: Option<i64>| {
        desk.record
            .undo(stamp("undo"), number.map(OperationNumber))
            .await
            .unwrap()
    };
    undo(None).await;
    let empty = desk.view().await;
    assert_ne!(full, empty);
    undo(Some(2)).await;
    assert_eq!(desk.view().await, full);
    undo(Some(3)).await;
    assert_eq!(desk.view().await, empty);
    undo(Some(4)).await;
    assert_eq!(desk.view().await, full);
    let log = desk.ask().await.log(None, 99).await.unwrap();
    let log: Vec<_> = log
        .iter()
        .map(|line| {
            (
                line.number.0,
                line.kind,
                line.undoes.map(|n| n.0),
                line.undone_by.map(|n| n.0),
            )
        })
        .collect();
    let expected = [
        (5, OperationKind::Undo, Some(4), None),
        (4, OperationKind::Undo, Some(3), Some(5)),
        (3, OperationKind::Undo, Some(2), None),
        (2, OperationKind::Undo, Some(1), Some(3)),
        (1, OperationKind::Add, None, None),
    ];
    assert_eq!(log, expected);
}

#[tokio::test]
async fn what_is_undone_already_or_not_there() {
    let desk = Desk::new().await;
    desk.add(&three()).await;
    desk.record.undo(stamp("undo"), None).await.unwrap();
    let message = "operation 1 is undone already, by operation 2";
    check_refused(&desk, 1, message, Some("undo operation 2 to have it back")).await;
    for number in [3, 99] {
        let number = OperationNumber(number);
        let error = desk
            .record
            .undo(stamp("undo"), Some(number))
            .await
            .unwrap_err();
        assert_eq!(error.kind(), ErrorKind::NotFound);
        assert_eq!(
            error.to_string(),
            format!("no operation {number} in the log")
        );
    }
}

#[tokio::test]
async fn an_adding_is_built_upon_by_decisions() {
    let desk = Desk::new().await;
    desk.add(&[islands().new_article()]).await;
    set(&desk, &islands(), &[day("2031-03-15")]).await;
    let message = "operation 1 cannot be undone: operation 2 (set) built on it";
    check_refused(&desk, 1, message, Some("undo operation 2 first")).await;
    desk.record.undo(stamp("undo"), None).await.unwrap();
    desk.record
        .undo(stamp("undo"), Some(OperationNumber(1)))
        .await
        .unwrap();
    let left = desk
        .ask()
        .await
        .article_count(&ArticleFilter::default())
        .await
        .unwrap();
    assert_eq!(left, 0);
}

#[tokio::test]
async fn decisions_are_built_upon_by_later_readings() {
    let desk = Desk::new().await;
    desk.add(&[islands().new_article()]).await;
    set(&desk, &islands(), &[day("2031-03-15")]).await;
    set(&desk, &islands().on("2031-03-15"), &[day("2031-03-16")]).await;
    let message = "operation 2 cannot be undone: operation 3 (set) built on it";
    check_refused(&desk, 2, message, Some("undo operation 3 first")).await;
    reread(&desk, "0.2.0").await;
    let message = "operation 3 cannot be undone: operation 4 (reread) built on it";
    check_refused(&desk, 3, message, Some("undo operation 4 first")).await;
}

#[tokio::test]
async fn a_rereading_is_built_upon_by_the_next() {
    let desk = Desk::new().await;
    desk.add(&[islands().new_article()]).await;
    reread(&desk, "0.2.0").await;
    reread(&desk, "0.2.0").await;
    let message = "operation 2 cannot be undone: operation 3 (reread) built on it";
    check_refused(&desk, 2, message, Some("undo operation 3 first")).await;
}

#[tokio::test]
async fn an_adding_can_be_undone_under_removals_rereadings_and_newer_versions() {
    let desk = Desk::new().await;
    desk.add(&[islands().new_article()]).await;
    desk.add(&three()[1..2]).await;
    let newer = draft()
        .at("https://harbour.example/1")
        .maren("the islands are up for talks");
    desk.add(&[newer.new_article()]).await;
    reread(&desk, "0.2.0").await;
    desk.record
        .remove(stamp("remove 2"), &[SECOND])
        .await
        .unwrap();
    desk.record
        .undo(stamp("undo"), Some(OperationNumber(1)))
        .await
        .unwrap();
    let mut snapshot = desk.ask().await;
    let stored = snapshot.stored_articles(None, 10).await.unwrap();
    assert_eq!(stored.len(), 1);
    assert_eq!(stored[0].article.text, newer.text());
    assert_eq!(
        stored[0].versions.len(),
        1,
        "the version that was undone is gone"
    );
}

#[tokio::test]
async fn decisions_outlive_rereadings_and_later_decisions_win() {
    let desk = Desk::new().await;
    desk.add(&[islands().new_article()]).await;
    set(
        &desk,
        &islands(),
        &[day("2031-03-15"), Decision::Publisher(None)],
    )
    .await;
    reread(&desk, "0.2.0").await;
    let stored = desk.ask().await.article(FIRST).await.unwrap();
    assert_eq!(
        stored.article.metadata.published.edtf,
        Edtf::parse("2031-03-15")
    );
    assert_eq!(stored.article.metadata.publisher, None);
    assert_eq!(stored.intake.published, published("2031-03-12"));
    set(&desk, &islands(), &[day("")]).await;
    let stored = desk.ask().await.article(FIRST).await.unwrap();
    assert_eq!(stored.article.metadata.published, published(""));
    let decided: Vec<_> = stored
        .decisions
        .into_iter()
        .map(|decided| (decided.decision, decided.operation.0))
        .collect();
    assert_eq!(decided, [(Decision::Publisher(None), 2), (day(""), 4)]);
    assert_eq!(
        desk.ask()
            .await
            .statements(&Default::default())
            .await
            .unwrap()[0]
            .day,
        None
    );
}

#[tokio::test]
async fn nothing_is_removed_or_set_where_one_article_is_missing() {
    let desk = Desk::new().await;
    desk.add(&three()).await;
    let view = desk.view().await;
    let missing = ArticleNumber(9);
    let error = desk
        .record
        .remove(stamp("remove"), &[FIRST, missing])
        .await
        .unwrap_err();
    assert_eq!(error.kind(), ErrorKind::NotFound);
    assert_eq!(error.to_string(), "no article 9 in the record");
    let mends = [
        islands().mend(FIRST, &[day("")]),
        islands().mend(missing, &[day("")]),
    ];
    let error = desk.record.set(stamp("set"), &mends).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::NotFound);
    assert_eq!(desk.view().await, view);
    assert_eq!(desk.ask().await.log(None, 9).await.unwrap().len(), 1);
}
