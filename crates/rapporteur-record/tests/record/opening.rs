//! Opening: what is a record, what is not, and two at once.

use std::path::PathBuf;

use rapporteur_record::{Added, ArticleNumber, ErrorKind, LongKind, Record, RecordError};
use sqlx::Connection as _;

use crate::desk::{Desk, draft, path_in, stamp, three, words};

async fn refused(path: &std::path::Path) -> [RecordError; 2] {
    let opened = Record::open(path).await.unwrap_err();
    let created = Record::create_or_open(path).await.unwrap_err();
    [opened, created]
}

async fn execute(path: &std::path::Path, sql: &'static str) {
    let options = sqlx::sqlite::SqliteConnectOptions::new()
        .filename(path)
        .create_if_missing(true);
    let mut connection = sqlx::SqliteConnection::connect_with(&options)
        .await
        .unwrap();
    sqlx::raw_sql(sql).execute(&mut connection).await.unwrap();
    connection.close().await.unwrap();
}

#[tokio::test]
async fn a_reader_makes_no_record() {
    let folder = tempfile::tempdir().unwrap();
    let path = path_in(&folder);
    let error = Record::open(&path).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::NotFound);
    assert_eq!(
        error.to_string(),
        format!("no record at {}", path.display())
    );
    assert!(!path.exists());
}

#[tokio::test]
async fn a_file_of_another_kind_is_refused_and_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    let path = path_in(&folder);
    let text = "Talks can only resume once Kestoria withdraws.";
    std::fs::write(&path, text).unwrap();
    for error in refused(&path).await {
        assert_eq!(error.kind(), ErrorKind::NotARecord);
        assert_eq!(
            error.to_string(),
            format!("{} is no record of rapporteur", path.display())
        );
    }
    assert_eq!(std::fs::read_to_string(&path).unwrap(), text);
}

#[tokio::test]
async fn a_database_of_somebody_else_is_refused_and_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    let path = path_in(&folder);
    execute(&path, "CREATE TABLE article (number INTEGER PRIMARY KEY)").await;
    let before = std::fs::read(&path).unwrap();
    for error in refused(&path).await {
        assert_eq!(error.kind(), ErrorKind::NotARecord);
    }
    assert_eq!(std::fs::read(&path).unwrap(), before);
}

#[tokio::test]
async fn an_empty_file_becomes_a_record_for_a_writer_only() {
    let folder = tempfile::tempdir().unwrap();
    let path = path_in(&folder);
    std::fs::write(&path, "").unwrap();
    let error = Record::open(&path).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::NotARecord);
    Record::create_or_open(&path).await.unwrap().close().await;
    Record::open(&path).await.unwrap();
}

#[tokio::test]
async fn a_record_of_a_newer_schema_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let path = path_in(&folder);
    Record::create_or_open(&path).await.unwrap().close().await;
    execute(&path, "PRAGMA user_version = 99").await;
    for error in refused(&path).await {
        assert_eq!(error.kind(), ErrorKind::Newer);
        assert_eq!(
            error.hint().as_deref(),
            Some("open it with a newer rapporteur")
        );
    }
}

#[tokio::test]
async fn a_closed_record_is_one_file() {
    let desk = Desk::new().await;
    desk.add(&three()).await;
    desk.record.clone().close().await;
    let files = std::fs::read_dir(desk.folder.path()).unwrap();
    let files: Vec<_> = files.map(|file| file.unwrap().file_name()).collect();
    assert_eq!(files, ["talks.rapporteur"]);
}

#[tokio::test]
async fn the_record_of_every_schema_opens() {
    for schema in ["schema-1", "schema-2"] {
        let folder = tempfile::tempdir().unwrap();
        let path = path_in(&folder);
        let fixture = format!("tests/fixtures/{schema}.rapporteur.zst");
        let fixture = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join(fixture);
        let packed = match std::fs::read(&fixture) {
            Ok(packed) => packed,
            Err(_) => write_fixture(&fixture).await,
        };
        std::fs::write(&path, zstd::decode_all(packed.as_slice()).unwrap()).unwrap();
        let desk = Desk {
            record: Record::open(&path).await.unwrap(),
            folder,
        };
        let today = Desk::new().await;
        today.add(&three()).await;
        assert_eq!(desk.view().await, today.view().await, "{schema}");
        let names = desk.names().await;
        assert!(names.contains("Oren Talsk"), "{schema}: {names}");
        assert_eq!(names, today.names().await, "{schema}");
        desk.record.undo(stamp("undo"), None).await.unwrap();
        let (_, added) = desk.add(&three()[..1]).await;
        assert_eq!(added, [Added::New(ArticleNumber(1))], "{schema}");
        desk.record.clone().close().await;
        let record = Record::open(&path).await.unwrap();
        let found = crate::desk::said(&mut record.snapshot().await.unwrap(), &words("talks")).await;
        assert_eq!(found, ["Ilva Maren: the talks go on"], "{schema}");
    }
}

/// Writes the fixture of a new schema, once: from then on the file is what is tested.
async fn write_fixture(fixture: &std::path::Path) -> ! {
    let desk = Desk::new().await;
    desk.add(&three()).await;
    desk.record.clone().close().await;
    let bytes = std::fs::read(desk.path()).unwrap();
    std::fs::write(fixture, zstd::encode_all(bytes.as_slice(), 19).unwrap()).unwrap();
    panic!(
        "wrote {}: commit it and never change it again",
        fixture.display()
    );
}

#[tokio::test]
async fn a_snapshot_stands_still_while_others_write() {
    let desk = Desk::new().await;
    desk.add(&three()[..1]).await;
    let other = Record::open(&desk.path()).await.unwrap();
    let mut before = other.snapshot().await.unwrap();
    desk.add(&three()[1..]).await;
    let all = Default::default();
    assert_eq!(before.article_count(&all).await.unwrap(), 1);
    assert_eq!(before.log(None, 9).await.unwrap().len(), 1);
    assert_eq!(
        other
            .snapshot()
            .await
            .unwrap()
            .article_count(&all)
            .await
            .unwrap(),
        3
    );
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn two_who_add_wait_for_each_other() {
    let desk = Desk::new().await;
    let path = desk.path();
    let add = async |path: PathBuf, publisher: &'static str| {
        let record = Record::create_or_open(&path).await.unwrap();
        let mut writing = record
            .begin(LongKind::Add, stamp(publisher), None)
            .await
            .unwrap();
        for number in 0..20 {
            let content = format!("the talks go on, {number}");
            let article = draft().by(publisher).maren(&content).new_article();
            writing.add(&[article]).await.unwrap();
        }
        writing
            .finish("2031-03-20T10:00:01Z", publisher)
            .await
            .unwrap()
    };
    let one = tokio::spawn(add(path.clone(), "Harbour Wire"));
    let other = tokio::spawn(add(path.clone(), "Kestoria Today"));
    assert_eq!(one.await.unwrap().counts.articles, 20);
    assert_eq!(other.await.unwrap().counts.articles, 20);
    let all = Default::default();
    assert_eq!(desk.ask().await.article_count(&all).await.unwrap(), 40);
    assert_eq!(
        desk.ask()
            .await
            .statement_count(&words("talks"))
            .await
            .unwrap(),
        40
    );
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn several_may_make_the_same_record_at_once() {
    let folder = tempfile::tempdir().unwrap();
    let path = path_in(&folder);
    let opened: Vec<_> = (0..4)
        .map(|_| {
            let path = path.clone();
            tokio::spawn(async move { Record::create_or_open(&path).await.map(|_| ()) })
        })
        .collect();
    for opened in opened {
        opened.await.unwrap().unwrap();
    }
}

#[test]
fn the_record_can_be_used_from_a_server() {
    fn is_send<T: Send>(_: impl FnOnce(Record) -> T) {}
    fn is_shared<T: Clone + Send + Sync + 'static>() {}
    is_shared::<Record>();
    is_send(|record| async move {
        let mut snapshot = record.snapshot().await.unwrap();
        snapshot.statements(&words("talks")).await.unwrap();
        snapshot.stored_articles(None, 1).await.unwrap();
        drop(snapshot);
        let mut writing = record
            .begin(LongKind::Add, stamp("add"), None)
            .await
            .unwrap();
        writing.add(&[]).await.unwrap();
        writing.finish("", "").await.unwrap();
        record.undo(stamp("undo"), None).await.unwrap();
        record.erase(stamp("erase"), &[]).await.unwrap();
    });
}
