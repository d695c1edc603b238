//! What the engine worked out of all names, kept until what it depends on changes.
//!
//! Who is who depends on every article of the record, and takes time; most questions come one after
//! the other without anything written between them.

use sqlx::Row as _;

use crate::error::{ErrorKind, RecordError};
use crate::pack::{self, Packer};
use crate::record::Record;
use crate::snapshot::Snapshot;
use crate::sqlite;
use crate::state::State;

impl Snapshot {
    /// Returns what was kept of the names in this state of the record, if anything was.
    ///
    /// # Errors
    /// Where the record cannot be read.
    pub async fn grouping(&mut self) -> Result<Option<Vec<u8>>, RecordError> {
        let row = sqlx::query("SELECT grouping FROM naming_state")
            .fetch_one(self.connection())
            .await?;
        let kept: Option<&[u8]> = row.try_get("grouping")?;
        let kept = kept.map(|packed| pack::restore("a grouping of names", packed));
        kept.transpose()
    }
}

impl Record {
    /// Keeps what was worked out of the names in a state of the record, if they are still so and nobody
    /// is writing; says whether it was kept.
    ///
    /// # Errors
    /// Where the record cannot be written for another reason.
    pub async fn keep_grouping(&self, of: State, grouping: &[u8]) -> Result<bool, RecordError> {
        let packed = Packer::new()?.pack(grouping)?;
        let Some(mut connection) = sqlite::spare(self.pool()).await? else {
            return Ok(false);
        };
        sqlite::patient(&mut connection, false).await?;
        let kept = sqlx::query("UPDATE naming_state SET grouping = $1 WHERE named = $2")
            .bind(packed)
            .bind(of.named)
            .execute(&mut *connection)
            .await;
        sqlite::patient(&mut connection, true).await?;
        match kept.map_err(RecordError::from) {
            Err(error) if error.kind() == ErrorKind::Locked => Ok(false),
            kept => Ok(kept?.rows_affected() > 0),
        }
    }
}
