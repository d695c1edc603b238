//! Removing: articles that are hidden until someone wants them back.

use crate::article::ArticleNumber;
use crate::error::RecordError;
use crate::operation::{Operation, OperationKind, Stamp};
use crate::record::Record;
use crate::writing::Batch;

impl Record {
    /// Hides articles from every question; undoing the operation brings them back.
    ///
    /// # Errors
    /// [`ErrorKind::NotFound`](crate::ErrorKind::NotFound) where an article is not there; then
    /// nothing is changed.
    pub async fn remove(
        &self,
        stamp: Stamp,
        articles: &[ArticleNumber],
    ) -> Result<Operation, RecordError> {
        let mut batch = Batch::begin(self.pool(), OperationKind::Remove, &stamp).await?;
        for article in articles {
            batch.present(*article).await?;
        }
        for article in articles {
            let removed = sqlx::query(
                "INSERT INTO removal (article, operation) VALUES ($1, $2) \
                 ON CONFLICT (article, operation) DO NOTHING",
            )
            .bind(article.0)
            .bind(batch.operation.0)
            .execute(&mut *batch.transaction)
            .await?;
            batch.counts.articles += removed.rows_affected();
            batch.refresh(*article).await?;
        }
        batch.finish(&stamp.at).await
    }
}
