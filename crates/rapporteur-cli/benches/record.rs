//! What a user waits for: adding a thousand articles, searching ten thousand statements.
//!
//! Beside each stands a named peer in the same run: bare SQLite with FTS5, through `rusqlite`, given
//! the same texts. It reads nothing and keeps no originals, so it is the floor, not a rival.

// A bench that cannot prepare its input has nothing to measure.
#![allow(clippy::expect_used)]

use std::hint::black_box;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use criterion::{BatchSize, Criterion, SamplingMode, criterion_group, criterion_main};
use rapporteur::{Clerk, CodebookFile, Engine, Inputs, IntakeOptions, Record, StatementQuery};
use tokio::runtime::Runtime;
use xtask::generate::{Articles, codebook};

/// Words an article has.
const WORDS: usize = 600;

/// What is searched for: common words, rarer ones, and two together.
const SEARCHES: [&str; 6] = [
    "talks",
    "blockade",
    "prisoners",
    "fishing",
    "withdraw troops",
    "harbour",
];

fn add_a_thousand_articles(criterion: &mut Criterion) {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let reports = write_reports(folder.path(), 1000);
    let engine = engine();
    let runtime = runtime();
    let mut group = criterion.benchmark_group("add a thousand articles");
    group.sample_size(10).sampling_mode(SamplingMode::Flat);
    group.bench_function("rapporteur", |bencher| {
        bencher.iter_batched(
            || tempfile::tempdir().expect("a temporary folder"),
            |desk| runtime.block_on(add(&engine, &desk.path().join("r.rapporteur"), &reports)),
            BatchSize::PerIteration,
        );
    });
    let texts: Vec<String> = Articles::new(1, WORDS)
        .take(1000)
        .map(|article| article.text)
        .collect();
    group.bench_function("bare SQLite FTS5", |bencher| {
        bencher.iter_batched(
            || tempfile::tempdir().expect("a temporary folder"),
            |desk| bare_add(&desk.path().join("bare.sqlite"), &texts),
            BatchSize::PerIteration,
        );
    });
    group.finish();
}

fn search_ten_thousand_statements(criterion: &mut Criterion) {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let reports = write_reports(folder.path(), 650);
    let file = folder.path().join("r.rapporteur");
    let runtime = runtime();
    runtime.block_on(add(&engine(), &file, &reports));
    let record = runtime
        .block_on(Record::open(&file))
        .expect("the record opens");
    let total = runtime.block_on(search(&record, None));
    eprintln!("searching {total} statements");
    let mut group = criterion.benchmark_group("search ten thousand statements");
    group.bench_function("rapporteur", |bencher| {
        let mut turn = SEARCHES.iter().cycle();
        bencher.iter(|| runtime.block_on(search(&record, turn.next().copied())));
    });
    let contents = runtime.block_on(contents(&record));
    let bare = rusqlite::Connection::open(folder.path().join("bare.sqlite")).expect("SQLite");
    bare_table(&bare, &contents);
    group.bench_function("bare SQLite FTS5", |bencher| {
        let mut turn = SEARCHES.iter().cycle();
        bencher.iter(|| bare_search(&bare, turn.next().copied().unwrap_or_default()));
    });
    group.finish();
}

fn write_reports(folder: &Path, count: usize) -> PathBuf {
    let lines: Vec<String> = Articles::new(1, WORDS)
        .take(count)
        .map(|article| serde_json::to_string(&article).expect("an article is JSON"))
        .collect();
    let file = folder.join("reports.jsonl");
    std::fs::write(&file, lines.join("\n")).expect("a temporary file");
    file
}

fn runtime() -> Runtime {
    tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .expect("a runtime")
}

fn engine() -> Arc<Engine> {
    Arc::new(Engine::new(Some(
        CodebookFile::parse(codebook()).expect("the generator's codebook"),
    )))
}

async fn add(engine: &Arc<Engine>, file: &Path, reports: &Path) {
    let record = Record::create_or_open(file).await.expect("a new record");
    let inputs = Inputs::new(&[reports.to_owned()], IntakeOptions::default());
    let clerk = Clerk {
        author: "bench".to_owned(),
        now: || "2031-01-01T00:00:00Z".to_owned(),
    };
    let report = record
        .add(engine, inputs, &clerk, |_| {})
        .await
        .expect("the record is written");
    assert_eq!(report.failed, 0);
    record.close().await;
}

async fn search(record: &Record, words: Option<&str>) -> u64 {
    let query = StatementQuery {
        words: words.map(str::to_owned),
        limit: Some(20),
        ..StatementQuery::default()
    };
    black_box(record.statements(&query).await.expect("the record is read")).total
}

async fn contents(record: &Record) -> Vec<String> {
    let mut contents = Vec::new();
    record
        .export_statements(|hit| {
            contents.push(hit.text.content);
            true
        })
        .await
        .expect("the record is read");
    contents
}

fn bare_add(file: &Path, texts: &[String]) {
    let connection = rusqlite::Connection::open(file).expect("SQLite");
    connection
        .pragma_update(None, "journal_mode", "WAL")
        .expect("a pragma");
    bare_table(&connection, texts);
}

fn bare_table(connection: &rusqlite::Connection, texts: &[String]) {
    connection
        .execute_batch("CREATE VIRTUAL TABLE t USING fts5(words); BEGIN")
        .expect("a table");
    let mut insert = connection
        .prepare("INSERT INTO t (words) VALUES (?1)")
        .expect("a statement");
    for text in texts {
        insert.execute([text]).expect("a row");
    }
    connection.execute_batch("COMMIT").expect("a commit");
}

/// The count and the first twenty, as the record's search answers.
fn bare_search(connection: &rusqlite::Connection, words: &str) -> usize {
    let mut count = connection
        .prepare_cached("SELECT count(*) FROM t WHERE t MATCH ?1")
        .expect("SQL");
    let total: i64 = count.query_row([words], |row| row.get(0)).expect("a count");
    let mut page = connection
        .prepare_cached("SELECT words FROM t WHERE t MATCH ?1 ORDER BY rowid DESC LIMIT 20")
        .expect("SQL");
    let rows = page
        .query_map([words], |row| row.get::<_, String>(0))
        .expect("rows");
    black_box(rows.count() + usize::try_from(total).unwrap_or_default())
}

criterion_group!(
    benches,
    add_a_thousand_articles,
    search_ten_thousand_statements
);
criterion_main!(benches);
