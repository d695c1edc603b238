//! What the record holds, in a few figures, and the bare text of an article.

use crate::article::{ArticleNumber, VersionNumber, unsigned, version};
use crate::error::{Failure, RecordError};
use crate::snapshot::Snapshot;
use crate::words;

/// The outlets of the record, and how much of it was not analysed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Overview {
    /// The publishers of the articles present, each once, by name.
    pub publishers: Vec<String>,
    /// How many articles present are kept but not analysed.
    pub not_read: u64,
}

impl Snapshot {
    /// Returns the overview.
    ///
    /// # Errors
    /// Where the record cannot be read.
    pub async fn overview(&mut self) -> Result<Overview, RecordError> {
        let publishers = sqlx::query_scalar(
            "SELECT min(publisher) FROM article WHERE current IS NOT NULL AND publisher IS NOT NULL \
             GROUP BY publisher_key ORDER BY publisher_key",
        )
        .fetch_all(self.connection())
        .await?;
        let row = sqlx::query(
            "SELECT count(*) AS found FROM article WHERE current IS NOT NULL AND analysed = 0",
        )
        .fetch_one(self.connection())
        .await?;
        Ok(Overview {
            publishers,
            not_read: unsigned(&row, "found")?,
        })
    }

    /// Lists the latest articles of an outlet, whatever the case and accents of its name, in the order of
    /// their numbers; those without a day count as the earliest.
    ///
    /// # Errors
    /// Where the record cannot be read.
    pub async fn latest_articles(
        &mut self,
        publisher: &str,
        most: u32,
    ) -> Result<Vec<ArticleNumber>, RecordError> {
        let numbers: Vec<i64> = sqlx::query_scalar(
            "SELECT number FROM article WHERE current IS NOT NULL AND publisher_key = $1 \
             ORDER BY day DESC, number DESC LIMIT $2",
        )
        .bind(words::fold(publisher))
        .bind(i64::from(most))
        .fetch_all(self.connection())
        .await?;
        let mut numbers: Vec<_> = numbers.into_iter().map(ArticleNumber).collect();
        numbers.sort();
        Ok(numbers)
    }

    /// Returns the text of one article, which every range of its reading points into.
    ///
    /// # Errors
    /// [`ErrorKind::NotFound`](crate::ErrorKind::NotFound) where there is no such article, or it
    /// was removed.
    pub async fn text(&mut self, number: ArticleNumber) -> Result<String, RecordError> {
        let current: Option<i64> = sqlx::query_scalar(
            "SELECT current FROM article WHERE number = $1 AND current IS NOT NULL",
        )
        .bind(number.0)
        .fetch_optional(self.connection())
        .await?;
        let current = current.ok_or(Failure::NoArticle(number))?;
        Ok(version(self.connection(), VersionNumber(current))
            .await?
            .text)
    }
}
