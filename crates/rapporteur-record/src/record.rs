//! The record: one file, opened.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::codebook::{self, CodebookVersion};
use crate::error::RecordError;
use crate::operation::{self, Begin, OperationKind, Stamp};
use crate::snapshot::Snapshot;
use crate::sqlite::{self, Pool};
use crate::state::{self, Change};
use crate::writing::Writing;

/// The record of one process: everything read, and who did what to it.
///
/// A record is one file; while it is open, two more lie beside it. Any number of processes may read
/// while one writes, and a second writer waits for the first. Clones share the connections.
#[derive(Debug, Clone)]
pub struct Record {
    path: Arc<PathBuf>,
    pool: Pool,
}

/// An operation that goes on for a while and commits its work in batches.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LongKind {
    /// Brings articles in, by [`Writing::add`].
    Add,
    /// Reads articles again, by [`Writing::reread`].
    Reread,
}

impl Record {
    /// Opens the record at `path`, making an empty one where there is no file.
    ///
    /// # Errors
    /// Where the file is something else, comes from a newer Rapporteur, or cannot be written.
    pub async fn create_or_open(path: &Path) -> Result<Self, RecordError> {
        Self::open_with(path, true).await
    }

    /// Opens the record that is at `path`, bringing an old one up to this version's schema.
    ///
    /// # Errors
    /// [`ErrorKind::NotFound`](crate::ErrorKind::NotFound) where there is no file; else as
    /// [`Record::create_or_open`].
    pub async fn open(path: &Path) -> Result<Self, RecordError> {
        Self::open_with(path, false).await
    }

    async fn open_with(path: &Path, create: bool) -> Result<Self, RecordError> {
        let record = Self {
            path: Arc::new(path.to_owned()),
            pool: sqlite::open(path, create).await?,
        };
        record.resume_erasing().await?;
        Ok(record)
    }

    /// Returns the path that the record was opened by.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Closes the record for all clones and waits until everything is in the one file.
    ///
    /// Dropping the last clone does the same without waiting; nothing committed is lost either way.
    pub async fn close(self) {
        self.pool.close().await;
    }

    /// Takes a snapshot, which all questions are put to.
    ///
    /// # Errors
    /// Where the record cannot be read.
    pub async fn snapshot(&self) -> Result<Snapshot, RecordError> {
        Snapshot::take(&self.pool).await
    }

    /// Begins an operation that commits its work in batches; `codebook` is what it reads with.
    ///
    /// # Errors
    /// Where the record cannot be written.
    pub async fn begin(
        &self,
        kind: LongKind,
        stamp: Stamp,
        codebook: Option<CodebookVersion>,
    ) -> Result<Writing, RecordError> {
        let kind = match kind {
            LongKind::Add => OperationKind::Add,
            LongKind::Reread => OperationKind::Reread,
        };
        let mut transaction = sqlite::write(&self.pool).await?;
        if let Some(codebook) = &codebook {
            codebook::store(&mut transaction, codebook).await?;
        }
        let begin = Begin {
            kind,
            stamp: &stamp,
            codebook: codebook.as_ref().map(|codebook| codebook.hash.as_str()),
        };
        let number = operation::begin(&mut transaction, begin).await?;
        // Its codebook is in force from now on.
        state::changed(&mut transaction, Change::Judged).await?;
        transaction.commit().await?;
        Ok(Writing::new(self.pool.clone(), number, kind))
    }

    /// Returns the connections, for the modules that write.
    pub(crate) fn pool(&self) -> &Pool {
        &self.pool
    }
}
