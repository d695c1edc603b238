//! Reading again: new readings beside the old ones.

use rapporteur_core::Reading;
use sqlx::Row as _;

use crate::article::{ArticleNumber, VersionNumber};
use crate::digest::{self, Digest};
use crate::error::RecordError;
use crate::operation::OperationKind;
use crate::pack::{self, Packer};
use crate::writing::{Batch, Writing};

/// A new reading of an article that the record holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewReading {
    /// The article.
    pub article: ArticleNumber,
    /// The version that was read.
    pub version: VersionNumber,
    /// What was read in it.
    pub reading: Reading,
    /// What was worked out of that, where anything was.
    pub digest: Option<Digest>,
}

impl Writing {
    /// Stores a batch of new readings in one transaction, and says of each whether it was stored.
    ///
    /// A reading that says byte for byte what the current one says is not stored, nor is one of a
    /// version that is no longer current.
    ///
    /// # Errors
    /// [`ErrorKind::Refused`](crate::ErrorKind::Refused) where the operation is no `reread` or was
    /// undone meanwhile. The batch is then lost as a whole.
    pub async fn reread(&mut self, readings: &[NewReading]) -> Result<Vec<bool>, RecordError> {
        let mut batch = self.batch(OperationKind::Reread).await?;
        let mut stored = Vec::with_capacity(readings.len());
        for new in readings {
            let differs = batch.supersede(new).await?;
            if differs {
                batch.refresh(new.article).await?;
            }
            stored.push(differs);
        }
        self.commit(batch).await?;
        Ok(stored)
    }
}

impl Batch {
    /// Stores the reading if it differs from the current one, without showing it yet.
    pub(crate) async fn supersede(&mut self, new: &NewReading) -> Result<bool, RecordError> {
        let row = sqlx::query(
            "SELECT r.content FROM article a JOIN reading r ON r.number = a.reading \
             WHERE a.number = $1 AND a.current = $2",
        )
        .bind(new.article.0)
        .bind(new.version.0)
        .fetch_optional(&mut *self.transaction)
        .await?;
        let Some(row) = row else {
            return Ok(false);
        };
        let bytes = pack::reading_bytes(&new.reading)?;
        if pack::restore("a reading", row.try_get("content")?)? == bytes {
            return Ok(false);
        }
        self.count_reading(&new.reading);
        let packed = Packer::new()?.pack(&bytes)?;
        let number = self
            .store_reading(new.version, &new.reading, &packed)
            .await?;
        let digests: Vec<_> = new.digest.iter().map(|digest| (number, digest)).collect();
        digest::store(&mut self.transaction, &digests).await?;
        Ok(true)
    }

    /// Counts a reading that is stored.
    pub(crate) fn count_reading(&mut self, reading: &Reading) {
        self.counts.readings += 1;
        self.counts.statements += u64::try_from(reading.statements.len()).unwrap_or(u64::MAX);
    }

    /// Stores a reading, packed, and returns its number.
    pub(crate) async fn store_reading(
        &mut self,
        version: VersionNumber,
        reading: &Reading,
        packed: &[u8],
    ) -> Result<i64, RecordError> {
        Ok(sqlx::query_scalar(
            "INSERT INTO reading (version, operation, codebook, content) VALUES ($1, $2, $3, $4) \
             RETURNING number",
        )
        .bind(version.0)
        .bind(self.operation.0)
        .bind(reading.provenance.codebook.as_deref())
        .bind(packed)
        .fetch_one(&mut *self.transaction)
        .await?)
    }
}
