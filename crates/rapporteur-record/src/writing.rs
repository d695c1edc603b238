//! An operation under way: batches of articles, each kept or lost as a whole.

use crate::article::{ArticleNumber, VersionNumber};
use crate::codebook::CodebookVersion;
use crate::error::{Failure, RecordError};
use crate::operation::{self, Begin, Counts, Operation, OperationKind, OperationNumber, Stamp};
use crate::pending::Pending;
use crate::sqlite::{self, Pool, Transaction};
use crate::state::{self, Change};
use crate::{codebook, present};

/// An operation under way.
///
/// Every batch is one transaction: what was committed stays, whatever becomes of the process. An
/// operation dropped without [`Writing::finish`] stays in the log as interrupted, and can be undone.
#[derive(Debug)]
pub struct Writing {
    pool: Pool,
    number: OperationNumber,
    kind: OperationKind,
    counts: Counts,
}

impl Writing {
    pub(crate) fn new(pool: Pool, number: OperationNumber, kind: OperationKind) -> Self {
        Self {
            pool,
            number,
            kind,
            counts: Counts::default(),
        }
    }

    /// Returns the number of the operation.
    #[must_use]
    pub fn number(&self) -> OperationNumber {
        self.number
    }

    /// Returns what the operation has committed so far.
    #[must_use]
    pub fn counts(&self) -> Counts {
        self.counts
    }

    /// Ends the operation at `at` (ISO 8601), with `summary` as the line that the log shows, and
    /// returns that.
    ///
    /// # Errors
    /// [`ErrorKind::Refused`](crate::ErrorKind::Refused) where it was undone meanwhile.
    pub async fn finish(self, at: &str, summary: &str) -> Result<Operation, RecordError> {
        let mut batch = self.batch(self.kind).await?;
        sqlx::query("UPDATE operation SET summary = $1 WHERE number = $2")
            .bind(summary)
            .bind(self.number.0)
            .execute(&mut *batch.transaction)
            .await?;
        let operation =
            operation::finish(&mut batch.transaction, self.number, at, self.counts).await?;
        batch.transaction.commit().await?;
        Ok(operation)
    }

    /// Begins a batch, if the operation is of this kind and still open.
    pub(crate) async fn batch(&self, kind: OperationKind) -> Result<Batch, RecordError> {
        if kind != self.kind {
            return Err(Failure::WrongKind(self.number, self.kind).into());
        }
        let mut transaction = sqlite::write(&self.pool).await?;
        let operation = operation::operation(&mut transaction, self.number).await?;
        if operation.undone_by.is_some() || operation.finished_at.is_some() {
            return Err(Failure::Closed(self.number).into());
        }
        Ok(Batch {
            transaction,
            pending: Pending::default(),
            operation: self.number,
            counts: self.counts,
            change: Change::of(kind),
        })
    }

    /// Commits a batch and with it what it counted.
    pub(crate) async fn commit(&mut self, batch: Batch) -> Result<(), RecordError> {
        let counts = batch.counts;
        batch.commit().await?;
        self.counts = counts;
        Ok(())
    }
}

/// One transaction of an operation.
pub(crate) struct Batch {
    pub(crate) transaction: Transaction,
    pub(crate) pending: Pending,
    pub(crate) operation: OperationNumber,
    pub(crate) counts: Counts,
    /// What it changes.
    pub(crate) change: Change,
}

impl Batch {
    /// Begins an operation that is one batch.
    pub(crate) async fn begin(
        pool: &Pool,
        kind: OperationKind,
        stamp: &Stamp,
    ) -> Result<Self, RecordError> {
        let mut transaction = sqlite::write(pool).await?;
        let begin = Begin {
            kind,
            stamp,
            codebook: None,
        };
        let operation = operation::begin(&mut transaction, begin).await?;
        Ok(Self {
            transaction,
            pending: Pending::default(),
            operation,
            counts: Counts::default(),
            change: Change::of(kind),
        })
    }

    /// Notes that the codebook is in force from this operation on.
    pub(crate) async fn read_with(
        &mut self,
        codebook: &CodebookVersion,
    ) -> Result<(), RecordError> {
        codebook::store(&mut self.transaction, codebook).await?;
        sqlx::query("UPDATE operation SET codebook = $1 WHERE number = $2")
            .bind(codebook.hash.as_str())
            .bind(self.operation.0)
            .execute(&mut *self.transaction)
            .await?;
        Ok(())
    }

    /// Returns the current version of an article that is present.
    pub(crate) async fn present(
        &mut self,
        article: ArticleNumber,
    ) -> Result<VersionNumber, RecordError> {
        let version = sqlx::query_scalar(
            "SELECT current FROM article WHERE number = $1 AND current IS NOT NULL",
        )
        .bind(article.0)
        .fetch_optional(&mut *self.transaction)
        .await?;
        Ok(VersionNumber(version.ok_or(Failure::NoArticle(article))?))
    }

    /// Works out anew what is to be seen of the article.
    pub(crate) async fn refresh(&mut self, article: ArticleNumber) -> Result<(), RecordError> {
        present::refresh(&mut self.transaction, &mut self.pending, article).await
    }

    /// Writes what waits and commits.
    pub(crate) async fn commit(mut self) -> Result<(), RecordError> {
        self.pending.flush(&mut self.transaction).await?;
        state::changed(&mut self.transaction, self.change).await?;
        operation::tally(&mut self.transaction, self.operation, self.counts).await?;
        self.transaction.commit().await?;
        Ok(())
    }

    /// Writes what waits, ends the operation and commits.
    pub(crate) async fn finish(mut self, at: &str) -> Result<Operation, RecordError> {
        self.pending.flush(&mut self.transaction).await?;
        state::changed(&mut self.transaction, self.change).await?;
        let finished =
            operation::finish(&mut self.transaction, self.operation, at, self.counts).await?;
        self.transaction.commit().await?;
        Ok(finished)
    }
}
