//! Setting: what people decide about the metadata of articles.

use rapporteur_core::{ArticleId, Reading};

use crate::article::{ArticleNumber, VersionNumber};
use crate::decision::{self, Decision};
use crate::digest::Digest;
use crate::error::RecordError;
use crate::operation::{Operation, OperationKind, Stamp};
use crate::record::Record;
use crate::reread::NewReading;
use crate::writing::Batch;

/// Decisions on one article, with the article read under them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mend {
    /// The article.
    pub article: ArticleNumber,
    /// What was decided.
    pub decisions: Vec<Decision>,
    /// The identity of the current version under the metadata as decided.
    pub id: ArticleId,
    /// The current version, read under the metadata as decided.
    pub reading: Reading,
    /// What was worked out of that, where anything was.
    pub digest: Option<Digest>,
}

impl Record {
    /// Decides metadata, for all versions of the articles and whatever is read later.
    ///
    /// # Errors
    /// [`ErrorKind::NotFound`](crate::ErrorKind::NotFound) where an article is not there; then
    /// nothing is changed.
    pub async fn set(&self, stamp: Stamp, mends: &[Mend]) -> Result<Operation, RecordError> {
        let mut batch = Batch::begin(self.pool(), OperationKind::Set, &stamp).await?;
        for mend in mends {
            let version = batch.present(mend.article).await?;
            for decision in &mend.decisions {
                let operation = batch.operation;
                decision::store(&mut batch.transaction, operation, mend.article, decision).await?;
            }
            batch.also_known_as(version, &mend.id).await?;
            let reading = NewReading {
                article: mend.article,
                version,
                reading: mend.reading.clone(),
                digest: mend.digest.clone(),
            };
            batch.supersede(&reading).await?;
            batch.refresh(mend.article).await?;
            batch.counts.articles += 1;
        }
        batch.finish(&stamp.at).await
    }
}

impl Batch {
    /// Gives the version another identity, unless it came in under that very one.
    async fn also_known_as(
        &mut self,
        version: VersionNumber,
        id: &ArticleId,
    ) -> Result<(), RecordError> {
        sqlx::query(
            "INSERT INTO identity (version, operation, id, intake) SELECT $1, $2, $3, 0 \
             WHERE NOT EXISTS (SELECT 1 FROM identity WHERE version = $1 AND id = $3 AND intake = 1)",
        )
        .bind(version.0)
        .bind(self.operation.0)
        .bind(id.0.as_str())
        .execute(&mut *self.transaction)
        .await?;
        Ok(())
    }
}
