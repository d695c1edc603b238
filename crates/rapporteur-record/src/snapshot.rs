//! One consistent view of the record.

use crate::error::RecordError;
use crate::sqlite::{Connection, Pool, Transaction};

/// The record as it stood at one moment, whatever is written meanwhile.
///
/// Every question to the record is put to a snapshot. It holds one of the record's few connections
/// and keeps old pages alive: drop it when the answers are there.
#[derive(Debug)]
pub struct Snapshot(Transaction);

impl Snapshot {
    /// Takes a snapshot now.
    pub(crate) async fn take(pool: &Pool) -> Result<Self, RecordError> {
        let mut transaction = pool.begin().await?;
        // A transaction sees the record as of its first question, not of its beginning.
        sqlx::query("SELECT count(*) FROM operation WHERE number = 1")
            .execute(&mut *transaction)
            .await?;
        Ok(Self(transaction))
    }

    /// Returns the connection that sees this moment.
    pub(crate) fn connection(&mut self) -> &mut Connection {
        &mut self.0
    }
}
