//! What the engine worked out of all names, kept until the record is written to.
//!
//! Who is who depends on everything on the record, and takes time; most questions come one after the
//! other without anything written between them.

use sqlx::Row as _;

use crate::error::{ErrorKind, RecordError};
use crate::pack::{self, Packer};
use crate::record::Record;
use crate::snapshot::Snapshot;
use crate::sqlite::{self, Connection};

/// The state of a record that something was worked out of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NamingState(i64);

impl Snapshot {
    /// Returns what was kept of this state of the record, if anything was, and the state.
    ///
    /// # Errors
    /// Where the record cannot be read.
    pub async fn grouping(&mut self) -> Result<(NamingState, Option<Vec<u8>>), RecordError> {
        let row = sqlx::query("SELECT version, grouping FROM naming_state")
            .fetch_one(self.connection())
            .await?;
        let kept: Option<&[u8]> = row.try_get("grouping")?;
        let kept = kept.map(|packed| pack::restore("a grouping of names", packed));
        Ok((NamingState(row.try_get("version")?), kept.transpose()?))
    }
}

impl Record {
    /// Keeps what was worked out of a state of the record, if that is still its state and nobody is
    /// writing; says whether it was kept.
    ///
    /// # Errors
    /// Where the record cannot be written for another reason.
    pub async fn keep_grouping(
        &self,
        of: NamingState,
        grouping: &[u8],
    ) -> Result<bool, RecordError> {
        let packed = Packer::new()?.pack(grouping)?;
        let mut connection = self.pool().acquire().await?;
        sqlite::patient(&mut connection, false).await?;
        let kept = sqlx::query("UPDATE naming_state SET grouping = $1 WHERE version = $2")
            .bind(packed)
            .bind(of.0)
            .execute(&mut *connection)
            .await;
        sqlite::patient(&mut connection, true).await?;
        match kept.map_err(RecordError::from) {
            Err(error) if error.kind() == ErrorKind::Locked => Ok(false),
            kept => Ok(kept?.rows_affected() > 0),
        }
    }
}

/// Drops what was kept, since the record is another now.
pub(crate) async fn drop(connection: &mut Connection) -> Result<(), RecordError> {
    sqlx::query("UPDATE naming_state SET version = version + 1, grouping = NULL")
        .execute(connection)
        .await?;
    Ok(())
}
