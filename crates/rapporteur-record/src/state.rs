//! The state of a record: counters that say what has changed, so that what was worked out of the
//! record can be kept until it has.

use sqlx::Row as _;

use crate::error::RecordError;
use crate::operation::OperationKind;
use crate::snapshot::Snapshot;
use crate::sqlite::Connection;

/// The state of a record that something was worked out of. What is equal in two states stands on
/// record as it stood.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct State {
    /// Grows with everything that is written to the record.
    pub written: i64,
    /// Grows with what changes which articles there are, what is known of them or read in them.
    pub read: i64,
    /// Grows with `read`, and with what people decide about names.
    pub named: i64,
    /// Grows with the articles that are held against the others for copies.
    pub compared: i64,
}

/// What a writing changes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Change {
    /// What is thought of readings: positions, and the codebook in force.
    Judged,
    /// Decisions about names.
    Named,
    /// Articles, their metadata or their readings.
    Read,
}

impl Change {
    /// Says what operations of a kind change.
    pub(crate) const fn of(kind: OperationKind) -> Self {
        match kind {
            OperationKind::Positions | OperationKind::Review => Self::Judged,
            OperationKind::Names => Self::Named,
            OperationKind::Add
            | OperationKind::Set
            | OperationKind::Remove
            | OperationKind::Erase
            | OperationKind::Reread
            | OperationKind::Statements
            | OperationKind::Undo => Self::Read,
        }
    }
}

impl Snapshot {
    /// Returns the state that the record is in.
    ///
    /// # Errors
    /// Where the record cannot be read.
    pub async fn state(&mut self) -> Result<State, RecordError> {
        let row =
            sqlx::query("SELECT version, read, named, done FROM naming_state CROSS JOIN comparing")
                .fetch_one(self.connection())
                .await?;
        Ok(State {
            written: row.try_get("version")?,
            read: row.try_get("read")?,
            named: row.try_get("named")?,
            compared: row.try_get("done")?,
        })
    }
}

/// Counts that the record is another now, and drops what was kept of how names are grouped where
/// that may have changed.
pub(crate) async fn changed(
    connection: &mut Connection,
    change: Change,
) -> Result<(), RecordError> {
    let sql = match change {
        Change::Judged => "UPDATE naming_state SET version = version + 1",
        Change::Named => {
            "UPDATE naming_state SET version = version + 1, named = version + 1, grouping = NULL"
        }
        Change::Read => {
            "UPDATE naming_state SET version = version + 1, read = version + 1, \
             named = version + 1, grouping = NULL"
        }
    };
    sqlx::query(sql).execute(connection).await?;
    Ok(())
}
