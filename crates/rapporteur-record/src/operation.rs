//! The log: every write to the record is an operation.

use std::fmt;

use serde::{Deserialize, Serialize};
use sqlx::Row as _;

use crate::error::{Failure, RecordError};
use crate::pack::{from_json, json};
use crate::snapshot::Snapshot;
use crate::sqlite::{Connection, Row};

/// The number of an operation; never used again.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct OperationNumber(
    /// Counted from 1.
    pub i64,
);

impl fmt::Display for OperationNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// What an operation does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum OperationKind {
    /// Brings articles in.
    Add,
    /// Decides metadata.
    Set,
    /// Hides articles.
    Remove,
    /// Destroys articles.
    Erase,
    /// Reads articles again.
    Reread,
    /// Decides which names are one.
    Names,
    /// Decides where statements stand.
    Positions,
    /// Decides what statements there are, and whose.
    Statements,
    /// Judges where statements stand, for others to agree or not.
    Review,
    /// Takes another operation back.
    Undo,
}

impl OperationKind {
    const ALL: [Self; 10] = [
        Self::Add,
        Self::Set,
        Self::Remove,
        Self::Erase,
        Self::Reread,
        Self::Names,
        Self::Positions,
        Self::Statements,
        Self::Review,
        Self::Undo,
    ];

    /// Returns the name of the kind, as the log shows it.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Add => "add",
            Self::Set => "set",
            Self::Remove => "remove",
            Self::Erase => "erase",
            Self::Reread => "reread",
            Self::Names => "names",
            Self::Positions => "positions",
            Self::Statements => "statements",
            Self::Review => "review",
            Self::Undo => "undo",
        }
    }
}

impl fmt::Display for OperationKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// Who writes, when, and what in one line. The record reads no clock and knows no user.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stamp {
    /// Who writes.
    pub author: String,
    /// When, as ISO 8601 in UTC.
    pub at: String,
    /// What, in one line for the log.
    pub summary: String,
}

/// What an operation did, counted as it was committed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Counts {
    /// Articles that were new to the record, or that the operation set, removed or erased.
    pub articles: u64,
    /// New versions of articles already there.
    pub versions: u64,
    /// Articles that changed nothing, being there already.
    pub known: u64,
    /// Articles left out because someone had removed them.
    pub removed: u64,
    /// Readings stored.
    pub readings: u64,
    /// Statements in those readings.
    pub statements: u64,
}

/// One line of the log.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Operation {
    /// Its number.
    pub number: OperationNumber,
    /// What it does.
    pub kind: OperationKind,
    /// Who wrote.
    pub author: String,
    /// When it began, as ISO 8601.
    pub started_at: String,
    /// When it ended; `None` where it was interrupted or is still being written.
    pub finished_at: Option<String>,
    /// What it does, in one line.
    pub summary: String,
    /// What it did.
    pub counts: Counts,
    /// The hash of the codebook it read with.
    pub codebook: Option<String>,
    /// The operation that an `undo` took back.
    pub undoes: Option<OperationNumber>,
    /// The `undo` that took it back; `None` where it is in force.
    pub undone_by: Option<OperationNumber>,
}

impl Operation {
    fn from_row(row: &Row) -> Result<Self, RecordError> {
        let kind: &str = row.try_get("kind")?;
        let kind = OperationKind::ALL
            .into_iter()
            .find(|known| known.as_str() == kind)
            .ok_or_else(|| Failure::undecodable("an operation", UnknownKind(kind.to_owned())))?;
        let counts = from_json("the counts of an operation", row.try_get("counts")?)?;
        Ok(Self {
            number: OperationNumber(row.try_get("number")?),
            kind,
            author: row.try_get("author")?,
            started_at: row.try_get("started_at")?,
            finished_at: row.try_get("finished_at")?,
            summary: row.try_get("summary")?,
            counts,
            codebook: row.try_get("codebook")?,
            undoes: row
                .try_get::<Option<i64>, _>("undoes")?
                .map(OperationNumber),
            undone_by: row
                .try_get::<Option<i64>, _>("undone_by")?
                .map(OperationNumber),
        })
    }
}

#[derive(Debug, thiserror::Error)]
#[error("{0:?} is no kind of operation")]
struct UnknownKind(String);

impl Snapshot {
    /// Lists the operations, latest first, at most `limit` of them and only those before `before`.
    ///
    /// # Errors
    /// Where the record cannot be read.
    pub async fn log(
        &mut self,
        before: Option<OperationNumber>,
        limit: u32,
    ) -> Result<Vec<Operation>, RecordError> {
        sqlx::query("SELECT * FROM operation WHERE number < $1 ORDER BY number DESC LIMIT $2")
            .bind(before.map_or(i64::MAX, |number| number.0))
            .bind(i64::from(limit))
            .fetch_all(self.connection())
            .await?
            .iter()
            .map(Operation::from_row)
            .collect()
    }

    /// Finds one operation.
    ///
    /// # Errors
    /// [`ErrorKind::NotFound`](crate::ErrorKind::NotFound) where there is none of that number.
    pub async fn operation(&mut self, number: OperationNumber) -> Result<Operation, RecordError> {
        operation(self.connection(), number).await
    }
}

/// What begins an operation: the row of the log that everything it writes points at.
pub(crate) struct Begin<'a> {
    pub(crate) kind: OperationKind,
    pub(crate) stamp: &'a Stamp,
    pub(crate) codebook: Option<&'a str>,
}

/// Writes the operation into the log, unfinished.
pub(crate) async fn begin(
    connection: &mut Connection,
    begin: Begin<'_>,
) -> Result<OperationNumber, RecordError> {
    let number = sqlx::query_scalar(
        "INSERT INTO operation (kind, author, started_at, summary, counts, codebook) \
         VALUES ($1, $2, $3, $4, $5, $6) RETURNING number",
    )
    .bind(begin.kind.as_str())
    .bind(begin.stamp.author.as_str())
    .bind(begin.stamp.at.as_str())
    .bind(begin.stamp.summary.as_str())
    .bind(json("the counts of an operation", &Counts::default())?)
    .bind(begin.codebook)
    .fetch_one(connection)
    .await?;
    Ok(OperationNumber(number))
}

/// Marks the operation as finished at `at` and returns its line of the log.
pub(crate) async fn finish(
    connection: &mut Connection,
    number: OperationNumber,
    at: &str,
    counts: Counts,
) -> Result<Operation, RecordError> {
    tally(connection, number, counts).await?;
    sqlx::query("UPDATE operation SET finished_at = $1 WHERE number = $2")
        .bind(at)
        .bind(number.0)
        .execute(&mut *connection)
        .await?;
    operation(connection, number).await
}

/// Keeps in the log what the operation has done so far.
pub(crate) async fn tally(
    connection: &mut Connection,
    number: OperationNumber,
    counts: Counts,
) -> Result<(), RecordError> {
    sqlx::query("UPDATE operation SET counts = $1 WHERE number = $2")
        .bind(json("the counts of an operation", &counts)?)
        .bind(number.0)
        .execute(connection)
        .await?;
    Ok(())
}

/// Finds the operation of that number.
pub(crate) async fn operation(
    connection: &mut Connection,
    number: OperationNumber,
) -> Result<Operation, RecordError> {
    let row = sqlx::query("SELECT * FROM operation WHERE number = $1")
        .bind(number.0)
        .fetch_optional(connection)
        .await?
        .ok_or(Failure::NoOperation(number))?;
    Operation::from_row(&row)
}
