//! What the record holds, in a few figures, and the bare text of an article.

use rapporteur_core::Edtf;
use sqlx::{QueryBuilder, Row as _};

use crate::article::{ArticleNumber, unsigned};
use crate::error::{Failure, RecordError};
use crate::pack;
use crate::snapshot::Snapshot;
use crate::sqlite::Backend;
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

    /// Returns the last day on which an article present was published, with the articles of that day in
    /// the order of their numbers; `None` where none has a day.
    ///
    /// # Errors
    /// Where the record cannot be read.
    pub async fn articles_of_the_latest_day(
        &mut self,
    ) -> Result<Option<(String, Vec<ArticleNumber>)>, RecordError> {
        let dates: Vec<String> = sqlx::query_scalar(
            "SELECT DISTINCT published FROM article \
             WHERE current IS NOT NULL AND published IS NOT NULL",
        )
        .fetch_all(self.connection())
        .await?;
        let day = |date: &String| Edtf::parse(date)?.last_day();
        let Some(latest) = dates.iter().filter_map(day).max() else {
            return Ok(None);
        };
        let mut query = QueryBuilder::<Backend>::new(
            "SELECT number FROM article WHERE current IS NOT NULL AND published IN (",
        );
        let mut listed = query.separated(", ");
        for date in dates
            .iter()
            .filter(|date| day(date).as_ref() == Some(&latest))
        {
            listed.push_bind(date.as_str());
        }
        query.push(") ORDER BY number");
        let numbers: Vec<i64> = query
            .build_query_scalar()
            .persistent(false)
            .fetch_all(self.connection())
            .await?;
        Ok(Some((
            latest,
            numbers.into_iter().map(ArticleNumber).collect(),
        )))
    }

    /// Returns the text of one article, which every range of its reading points into.
    ///
    /// # Errors
    /// [`ErrorKind::NotFound`](crate::ErrorKind::NotFound) where there is no such article, or it
    /// was removed.
    pub async fn text(&mut self, number: ArticleNumber) -> Result<String, RecordError> {
        let row = sqlx::query(
            "SELECT coalesce(v.text, o.bytes) AS text FROM article a \
             JOIN version v ON v.number = a.current JOIN original o ON o.hash = v.original \
             WHERE a.number = $1",
        )
        .bind(number.0)
        .fetch_optional(self.connection())
        .await?;
        let row = row.ok_or(Failure::NoArticle(number))?;
        let text = pack::restore("a text", row.try_get("text")?)?;
        let text =
            String::from_utf8(text).map_err(|error| Failure::undecodable("a text", error))?;
        Ok(text)
    }
}
