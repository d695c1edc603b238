//! What only SQLite understands: how a file is opened, its full-text indexes, its pages.
//!
//! The other modules keep to SQL that PostgreSQL reads too; a second backend needs this module, a
//! folder beside `migrations/sqlite` and nothing else.

use std::borrow::Cow;
use std::io::Read as _;
use std::path::Path;
use std::time::Duration;

use sqlx::migrate::{Migration, MigrationType, Migrator};
use sqlx::sqlite::{SqliteConnectOptions, SqlitePoolOptions};
use sqlx::{ConnectOptions as _, Connection as _, SqlSafeStr as _};

use crate::bulk::Bulk;
use crate::error::{ErrorKind, Failure, RecordError};
use crate::refill;

pub(crate) type Backend = sqlx::Sqlite;
pub(crate) type Connection = sqlx::SqliteConnection;
pub(crate) type Pool = sqlx::SqlitePool;
pub(crate) type Spare = sqlx::pool::PoolConnection<Backend>;
pub(crate) type Row = sqlx::sqlite::SqliteRow;
pub(crate) type Transaction = sqlx::Transaction<'static, Backend>;

/// The index of words, `w`.
pub(crate) const WORDS: &str = "statement_words w";

/// Leads from the index of words, `w`, to the statements, `s`.
pub(crate) const STATEMENTS_BY_WORDS: &str =
    "statement_words w CROSS JOIN statement s ON s.id = w.rowid";

/// Restricts [`STATEMENTS_BY_WORDS`] to those that hold the words; the expression is to follow.
pub(crate) const WORDS_MATCH: &str = "w.words MATCH ";

/// Says of a statement whether it holds the words; its number, the words and a bracket are to follow.
pub(crate) const HOLDS_WORDS: &str = "EXISTS (SELECT 1 FROM statement_words w WHERE w.rowid = ";

/// Says of one article whether it holds the words; the expression and a bracket are to follow.
pub(crate) const ARTICLE_HOLDS_WORDS: &str =
    "a.number IN (SELECT rowid FROM article_words WHERE article_words MATCH ";

/// The column of [`STATEMENTS_BY_WORDS`] that is walked in order and can be bounded.
pub(crate) const NUMBER_BY_WORDS: &str = "w.rowid";

/// Enters statements into their index.
///
/// One call for all of a batch, in the order of their numbers: with every call, and with every step
/// back, the index writes out what it has gathered as a part of its own, and parts cost merges.
pub(crate) const INDEX_STATEMENTS: Bulk = Bulk {
    head: "INSERT INTO statement_words (rowid, words) ",
    columns: 2,
    tail: "",
};

/// Enters articles into their index; as [`INDEX_STATEMENTS`].
pub(crate) const INDEX_ARTICLES: Bulk = Bulk {
    head: "INSERT INTO article_words (rowid, title, words) ",
    columns: 3,
    tail: "",
};

/// Enters fingerprints into the index of samples; as [`INDEX_STATEMENTS`].
pub(crate) const INDEX_SAMPLES: Bulk = Bulk {
    head: "INSERT INTO shingle (rowid, samples) ",
    columns: 2,
    tail: "",
};

/// Finds the first versions that have each sample, [`MOST_BEARERS`](crate::MOST_BEARERS) at most: the
/// sample and its word are to be bound.
pub(crate) const FIND_BEARERS: Bulk = Bulk {
    head: "WITH wanted (sample, term) AS (",
    columns: 2,
    tail: ") SELECT w.sample, (SELECT group_concat(doc) FROM \
           (SELECT doc FROM shingle_bearer WHERE term = w.term LIMIT 129)) AS bearers \
           FROM wanted w",
};

/// Takes a version out of the index of samples.
pub(crate) const UNINDEX_SAMPLES: &str = "DELETE FROM shingle WHERE rowid = $1";

/// Takes a statement out of the statements' index.
pub(crate) const UNINDEX_STATEMENT: &str = "DELETE FROM statement_words WHERE rowid = $1";

/// Takes an article out of the articles' index.
pub(crate) const UNINDEX_ARTICLE: &str = "DELETE FROM article_words WHERE rowid = $1";

/// The positions `p` by way of the index that lists what is not decided, the least sure first.
pub(crate) const UNDECIDED: &str = "position p INDEXED BY position_by_confidence";

/// Lists the lines, each with its days in one text: a row a day would cost more than the days. A
/// proposition is to be bound, or null for all.
pub(crate) const LINES: &str = "SELECT l.id, nullif(l.party, '') AS party, l.proposition, \
     group_concat(s.day || ' ' || CASE WHEN s.last_day = s.day THEN '' ELSE s.last_day END \
     || ' ' || s.stance || ' ' || s.positions, ';') AS days \
     FROM line l CROSS JOIN standing s ON s.line = l.id \
     WHERE $1 IS NULL OR l.proposition = $1 \
     GROUP BY l.id ORDER BY l.party, l.proposition";

/// "RAPP" in ASCII, so that `file` and others can tell a record from any other SQLite file.
const APPLICATION_ID: i64 = 0x5241_5050;

/// How long a writer waits for another process: longer than any batch or purge should take.
const PATIENCE: Duration = Duration::from_mins(1);

/// How long to wait for a connection that one can do without.
const SPARE: Duration = Duration::from_millis(200);

/// One writer and several readers; SQLite itself lets only one write.
const CONNECTIONS: u32 = 8;

const MIGRATIONS: [(i64, &str, &str); 8] = [
    (
        1,
        "record",
        include_str!("../migrations/sqlite/0001_record.sql"),
    ),
    (
        2,
        "names",
        include_str!("../migrations/sqlite/0002_names.sql"),
    ),
    (
        3,
        "positions",
        include_str!("../migrations/sqlite/0003_positions.sql"),
    ),
    (
        4,
        "copies",
        include_str!("../migrations/sqlite/0004_copies.sql"),
    ),
    (
        5,
        "people",
        include_str!("../migrations/sqlite/0005_people.sql"),
    ),
    (
        6,
        "review",
        include_str!("../migrations/sqlite/0006_review.sql"),
    ),
    (
        7,
        "statements",
        include_str!("../migrations/sqlite/0007_statements.sql"),
    ),
    (
        8,
        "search",
        include_str!("../migrations/sqlite/0008_search.sql"),
    ),
];

/// The schema whose derived tables are filled by [`refill::names`].
const NAMES: i64 = 2;

/// The schema whose derived tables are filled by [`refill::positions`].
const POSITIONS: i64 = 3;

/// Opens the file, after making or migrating it where that is needed.
pub(crate) async fn open(path: &Path, create: bool) -> Result<Pool, RecordError> {
    look(path, create)?;
    let options = SqliteConnectOptions::new()
        .filename(path)
        .create_if_missing(create)
        .foreign_keys(true)
        .busy_timeout(PATIENCE)
        .pragma("secure_delete", "on")
        .pragma("cache_size", "-32000")
        .pragma("temp_store", "memory")
        .pragma("wal_autocheckpoint", "8000")
        .disable_statement_logging();
    let mut connection = options.connect().await?;
    let outcome = prepare(&mut connection, path, create).await;
    connection.close().await?;
    outcome?;
    Ok(SqlitePoolOptions::new()
        .max_connections(CONNECTIONS)
        .connect_with(options)
        .await?)
}

/// Looks at the first bytes, so that a file of another kind is never written to.
fn look(path: &Path, create: bool) -> Result<(), RecordError> {
    let mut magic = Vec::new();
    match std::fs::File::open(path) {
        Ok(file) => file.take(16).read_to_end(&mut magic)?,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound && create => 0,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
            return Err(Failure::NoRecord(path.to_owned()).into());
        }
        Err(error) => return Err(error.into()),
    };
    if magic.is_empty() || magic == b"SQLite format 3\0" {
        Ok(())
    } else {
        Err(Failure::NotARecord(path.to_owned()).into())
    }
}

/// Finds out what the database is, and makes it a record of this schema.
async fn prepare(
    connection: &mut Connection,
    path: &Path,
    create: bool,
) -> Result<(), RecordError> {
    let known = MIGRATIONS.last().map_or(0, |(version, ..)| *version);
    match inspect(connection).await? {
        State::Record(found) if found == known => Ok(()),
        State::Record(found) if found > known => Err(Failure::Newer {
            path: path.to_owned(),
            found,
            known,
        }
        .into()),
        State::Empty if !create => Err(Failure::NotARecord(path.to_owned()).into()),
        State::Foreign => Err(Failure::NotARecord(path.to_owned()).into()),
        State::Record(_) | State::Empty => {
            write_ahead(connection).await?;
            migrate(connection, known).await
        }
    }
}

/// What a database turns out to be.
enum State {
    /// A record of this schema.
    Record(i64),
    /// A database without a table.
    Empty,
    /// Somebody else's database.
    Foreign,
}

async fn inspect(connection: &mut Connection) -> Result<State, RecordError> {
    let application: i64 = sqlx::query_scalar("PRAGMA application_id")
        .fetch_one(&mut *connection)
        .await?;
    if application == APPLICATION_ID {
        let schema = sqlx::query_scalar("PRAGMA user_version")
            .fetch_one(connection)
            .await?;
        return Ok(State::Record(schema));
    }
    let tables: i64 = sqlx::query_scalar("SELECT count(*) FROM sqlite_schema")
        .fetch_one(connection)
        .await?;
    let empty = application == 0 && tables == 0;
    Ok(if empty { State::Empty } else { State::Foreign })
}

/// Switches the file to a write-ahead log. SQLite does not wait for its turn here, so this does.
async fn write_ahead(connection: &mut Connection) -> Result<(), RecordError> {
    let pause = Duration::from_millis(20);
    for _ in 0..PATIENCE.as_millis() / pause.as_millis() {
        let switch = sqlx::query("PRAGMA journal_mode = wal");
        match switch
            .execute(&mut *connection)
            .await
            .map_err(RecordError::from)
        {
            Err(error) if error.kind() == ErrorKind::Locked => tokio::time::sleep(pause).await,
            outcome => return outcome.map(|_| ()),
        }
    }
    Err(sqlx::Error::PoolTimedOut.into())
}

/// Brings the schema up to `known`, all or nothing, one process at a time.
///
/// References are not held to meanwhile: a table that others refer to is replaced by another. The
/// connection is closed afterwards.
async fn migrate(connection: &mut Connection, known: i64) -> Result<(), RecordError> {
    sqlx::query("PRAGMA foreign_keys = off")
        .execute(&mut *connection)
        .await?;
    let mut transaction = connection.begin_with("BEGIN IMMEDIATE").await?;
    let found = match inspect(&mut transaction).await? {
        State::Record(found) => found,
        State::Empty | State::Foreign => 0,
    };
    if found >= known {
        return Ok(());
    }
    let migrations = MIGRATIONS.map(|(version, description, sql)| {
        let description = Cow::Borrowed(description);
        Migration::new(
            version,
            description,
            MigrationType::Simple,
            sql.into_sql_str(),
            false,
        )
    });
    Migrator::with_migrations(migrations.into())
        .run_direct(None, &mut *transaction, false)
        .await?;
    if found > 0 && found < NAMES {
        refill::names(&mut transaction).await?;
    }
    if found > 0 && found < POSITIONS {
        refill::positions(&mut transaction).await?;
    }
    let mark = format!("PRAGMA application_id = {APPLICATION_ID}; PRAGMA user_version = {known}");
    sqlx::raw_sql(sqlx::AssertSqlSafe(mark))
        .execute(&mut *transaction)
        .await?;
    transaction.commit().await?;
    Ok(())
}

/// Takes the write lock before anything is read, so that two writers wait instead of failing.
pub(crate) async fn write(pool: &Pool) -> Result<Transaction, RecordError> {
    Ok(pool.begin_with("BEGIN IMMEDIATE").await?)
}

/// Returns a connection, if one is free or soon will be: whoever asks may hold up all that have one.
pub(crate) async fn spare(pool: &Pool) -> Result<Option<Spare>, RecordError> {
    match tokio::time::timeout(SPARE, pool.acquire()).await {
        Ok(connection) => Ok(Some(connection?)),
        Err(_) => Ok(None),
    }
}

/// Lets a connection wait for its turn to write, or not.
pub(crate) async fn patient(connection: &mut Connection, patient: bool) -> Result<(), RecordError> {
    let patience = if patient { PATIENCE } else { Duration::ZERO };
    let pragma = format!("PRAGMA busy_timeout = {}", patience.as_millis());
    sqlx::query(sqlx::AssertSqlSafe(pragma))
        .execute(connection)
        .await?;
    Ok(())
}

/// Drops every page that no longer belongs to anything from the file and its log.
///
/// Deleted words stay in the full-text segments until these are merged, deleted rows in free pages
/// until the file is rebuilt, and old pages in the log until it is cut to nothing.
pub(crate) async fn purge(connection: &mut Connection) -> Result<(), RecordError> {
    for index in ["article_words", "statement_words", "shingle"] {
        let merge = format!("INSERT INTO {index} ({index}) VALUES ('optimize')");
        sqlx::query(sqlx::AssertSqlSafe(merge))
            .execute(&mut *connection)
            .await?;
    }
    sqlx::query("VACUUM").execute(&mut *connection).await?;
    let (busy, _, _): (i64, i64, i64) = sqlx::query_as("PRAGMA wal_checkpoint(truncate)")
        .fetch_one(connection)
        .await?;
    if busy == 0 {
        Ok(())
    } else {
        Err(Failure::PagesHeld.into())
    }
}
