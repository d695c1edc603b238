//! Erasing: nothing of the article is left in any byte of the record.

use crate::desk::{Desk, bytes_of, draft, stamp, three};
use rapporteur_record::{
    Added, ArticleNumber, Decision, ErrorKind, LongKind, NewReading, OperationNumber, Record,
};
use sqlx::Connection as _;

const FIRST: ArticleNumber = ArticleNumber(1);

/// Words that stand nowhere but in the article to be erased, each in another place.
const SECRETS: [&str; 11] = [
    "zwibelhorn",
    "Quarmby Ledger",
    "Trellick's Confession",
    "vossmeer-dossier",
    "ulmberg.example",
    "Pernilla Hask",
    "Gorvane",
    "Aldous Brekk",
    "oldwordsskarn",
    "Nethercote Gazette",
    "jorvik-party",
];

fn assert_nowhere(desk: &Desk) {
    let bytes = bytes_of(&desk.path());
    let text: Vec<u8> = bytes.to_ascii_lowercase();
    for secret in SECRETS
        .iter()
        .flat_map(|secret| secret.split([' ', '\'', '-', '.']))
    {
        let secret = secret.to_lowercase();
        if secret.len() < 5
            || ["ledger", "gazette", "example", "party", "dossier"].contains(&secret.as_str())
        {
            continue;
        }
        let found = text
            .windows(secret.len())
            .any(|window| window == secret.as_bytes());
        assert!(!found, "{secret:?} is left in the record");
    }
}

/// A record with much else in it and one article that holds every secret, mended, reread and in a
/// second version.
async fn desk_with_secrets() -> Desk {
    let desk = Desk::new().await;
    let others = |from: usize| {
        let draft = |number: usize| draft().maren(&format!("the talks go on, {number}"));
        (from..from + 70)
            .map(|number| draft(number).new_article())
            .collect::<Vec<_>>()
    };
    let mut secret = draft()
        .by("Quarmby Ledger")
        .titled("Trellick's Confession")
        .at("https://ulmberg.example/7")
        .in_file("reports/vossmeer-dossier.txt")
        .says(
            "Aldous Brekk",
            "jorvik-party",
            "",
            "they hid it in oldwordsskarn",
        );
    secret.metadata.author = Some("Pernilla Hask".to_owned());
    desk.add(&[secret.new_article()]).await;
    desk.add(&others(0)).await;
    secret.said[0].3 = "the word was zwibelhorn, said Gorvane".to_owned();
    let begun = desk
        .record
        .begin(LongKind::Add, stamp("add vossmeer-dossier.txt"), None);
    let mut writing = begun.await.unwrap();
    assert_eq!(
        writing.add(&[secret.new_article()]).await.unwrap(),
        [Added::Version(FIRST)]
    );
    writing
        .finish("2031-03-20T10:00:01Z", "add vossmeer-dossier.txt")
        .await
        .unwrap();
    let publisher = Decision::Publisher(Some("Nethercote Gazette".to_owned()));
    let set = stamp("set 1 --publisher 'Nethercote Gazette'");
    desk.record
        .set(set, &[secret.mend(FIRST, &[publisher])])
        .await
        .unwrap();
    let stored = desk.ask().await.article(FIRST).await.unwrap();
    let mut reading = stored.reading;
    reading.provenance.engine = "0.2.0".to_owned();
    let reread = desk.record.begin(LongKind::Reread, stamp("reread"), None);
    let mut writing = reread.await.unwrap();
    let new = NewReading {
        article: FIRST,
        version: stored.row.version,
        reading,
        digest: None,
    };
    assert_eq!(writing.reread(&[new]).await.unwrap(), [true]);
    writing
        .finish("2031-03-20T10:00:02Z", "reread")
        .await
        .unwrap();
    desk.add(&others(100)).await;
    desk
}

#[tokio::test]
async fn no_byte_is_left_of_what_is_erased() {
    let desk = desk_with_secrets().await;
    let before = bytes_of(&desk.path());
    let holds = |word: &str| {
        before
            .windows(word.len())
            .any(|window| window == word.as_bytes())
    };
    assert!(holds("zwibelhorn") && holds("Quarmby Ledger") && holds("vossmeer"));
    let operation = desk.record.erase(stamp("erase 1"), &[FIRST]).await.unwrap();
    assert_nowhere(&desk);
    assert!(operation.finished_at.is_some());
    assert_eq!(operation.counts.articles, 1);
    let log = desk.ask().await.log(None, 9).await.unwrap();
    let summaries: Vec<_> = log.iter().map(|line| line.summary.as_str()).collect();
    let struck_out = "(struck out: it named an erased article)";
    let expected = [
        "erase 1", "add", "reread", struck_out, struck_out, "add", "add",
    ];
    assert_eq!(summaries, expected);
    let error = desk.ask().await.article(FIRST).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::NotFound);
    desk.record.clone().close().await;
    assert_nowhere(&desk);
}

/// The compressed originals, texts and readings, in which no word can be looked for.
async fn blobs(desk: &Desk) -> Vec<Vec<u8>> {
    let options = sqlx::sqlite::SqliteConnectOptions::new().filename(desk.path());
    let mut connection = sqlx::SqliteConnection::connect_with(&options)
        .await
        .unwrap();
    let sql = "SELECT o.bytes FROM original o JOIN version v ON v.original = o.hash \
               WHERE v.article = 1 UNION ALL SELECT text FROM version WHERE article = 1 \
               UNION ALL SELECT r.content FROM reading r JOIN version v ON v.number = r.version \
               WHERE v.article = 1";
    let blobs = sqlx::query_scalar(sql)
        .fetch_all(&mut connection)
        .await
        .unwrap();
    connection.close().await.unwrap();
    blobs
}

#[tokio::test]
async fn no_compressed_byte_is_left_either() {
    let desk = desk_with_secrets().await;
    let blobs = blobs(&desk).await;
    let within = |bytes: &[u8], blob: &[u8]| bytes.windows(blob.len()).any(|window| window == blob);
    let before = bytes_of(&desk.path());
    assert_eq!(blobs.len(), 7, "two originals, two texts, three readings");
    assert!(blobs.iter().all(|blob| within(&before, blob)));
    desk.record.erase(stamp("erase 1"), &[FIRST]).await.unwrap();
    let after = bytes_of(&desk.path());
    assert!(blobs.iter().all(|blob| !within(&after, blob)));
}

#[tokio::test]
async fn what_was_removed_or_undone_can_be_erased() {
    let desk = desk_with_secrets().await;
    desk.record
        .remove(stamp("remove 1"), &[FIRST])
        .await
        .unwrap();
    desk.record.erase(stamp("erase 1"), &[FIRST]).await.unwrap();
    assert_nowhere(&desk);
}

#[tokio::test]
async fn the_rest_stays_as_it_was() {
    let desk = Desk::new().await;
    desk.add(&three()[1..]).await;
    let view = desk.view().await;
    let secret = draft().maren("the word was zwibelhorn").new_article();
    desk.add(std::slice::from_ref(&secret)).await;
    desk.record
        .erase(stamp("erase 3"), &[ArticleNumber(3)])
        .await
        .unwrap();
    assert_eq!(desk.view().await, view);
    let (_, added) = desk.add(&[secret]).await;
    assert_eq!(
        added,
        [Added::New(ArticleNumber(4))],
        "known no more, and numbers are not used twice"
    );
}

#[tokio::test]
async fn an_original_that_another_article_came_in_is_kept() {
    let desk = Desk::new().await;
    let text = draft().maren("the talks go on");
    let copy = text.clone().by("Kestoria Today");
    desk.add(&[text.new_article(), copy.new_article()]).await;
    desk.record.erase(stamp("erase 1"), &[FIRST]).await.unwrap();
    let left = desk.ask().await.article(ArticleNumber(2)).await.unwrap();
    let original = desk.ask().await.original(&left.original).await.unwrap();
    assert_eq!(original, copy.new_article().original);
}

#[tokio::test]
async fn an_erasing_cannot_be_undone_and_a_missing_article_not_erased() {
    let desk = Desk::new().await;
    desk.add(&three()).await;
    let missing = desk
        .record
        .erase(stamp("erase 9"), &[FIRST, ArticleNumber(9)])
        .await
        .unwrap_err();
    assert_eq!(missing.to_string(), "no article 9 in the record");
    desk.ask().await.article(FIRST).await.unwrap();
    desk.record.erase(stamp("erase 1"), &[FIRST]).await.unwrap();
    let number = OperationNumber(2);
    let error = desk
        .record
        .undo(stamp("undo"), Some(number))
        .await
        .unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Refused);
    assert_eq!(
        error.to_string(),
        "operation 2 cannot be undone: what it erased is gone for good"
    );
    desk.record.undo(stamp("undo"), None).await.unwrap();
    assert_eq!(
        desk.ask()
            .await
            .articles(&Default::default())
            .await
            .unwrap(),
        []
    );
}

#[tokio::test]
async fn an_interrupted_erasing_is_finished_by_the_next_opening() {
    let desk = desk_with_secrets().await;
    desk.record.erase(stamp("erase 1"), &[FIRST]).await.unwrap();
    let path = desk.path();
    desk.record.clone().close().await;
    let options = sqlx::sqlite::SqliteConnectOptions::new().filename(&path);
    let mut connection = sqlx::SqliteConnection::connect_with(&options)
        .await
        .unwrap();
    let unfinish = "UPDATE operation SET finished_at = NULL WHERE kind = 'erase'";
    sqlx::query(unfinish)
        .execute(&mut connection)
        .await
        .unwrap();
    connection.close().await.unwrap();
    let record = Record::open(&path).await.unwrap();
    let log = record.snapshot().await.unwrap().log(None, 1).await.unwrap();
    assert_eq!(log[0].finished_at, Some(log[0].started_at.clone()));
}
