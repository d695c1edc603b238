//! What people decided about an article's metadata: it outlives every reading.

use rapporteur_core::{DateSource, Edtf, Metadata, Published};
use sqlx::Row as _;

use crate::error::{Failure, RecordError};
use crate::sqlite::{Connection, Row};
use crate::{ArticleNumber, OperationNumber};

/// One decision of a person on one field; `None` is the decision that it is unknown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Decision {
    /// Who published it.
    Publisher(Option<String>),
    /// When it was published.
    Published(Option<Edtf>),
    /// Its address.
    Url(Option<String>),
    /// Its headline.
    Title(Option<String>),
    /// Its language.
    Language(Option<String>),
}

impl Decision {
    /// Puts the decision in the place of what `metadata` says.
    ///
    /// # Example
    /// ```
    /// use rapporteur_core::Metadata;
    /// use rapporteur_record::Decision;
    ///
    /// let mut metadata = Metadata::default();
    /// Decision::Publisher(Some("Harbour Wire".to_owned())).apply(&mut metadata);
    /// assert_eq!(metadata.publisher.as_deref(), Some("Harbour Wire"));
    /// ```
    pub fn apply(&self, metadata: &mut Metadata) {
        match self {
            Self::Publisher(value) => metadata.publisher.clone_from(value),
            Self::Url(value) => metadata.url.clone_from(value),
            Self::Title(value) => metadata.title.clone_from(value),
            Self::Language(value) => metadata.language.clone_from(value),
            Self::Published(value) => {
                let from = value
                    .as_ref()
                    .map_or(DateSource::Unknown, |_| DateSource::Option);
                metadata.published = Published {
                    edtf: value.clone(),
                    from,
                };
            }
        }
    }

    fn field(&self) -> &'static str {
        match self {
            Self::Publisher(_) => "publisher",
            Self::Published(_) => "published",
            Self::Url(_) => "url",
            Self::Title(_) => "title",
            Self::Language(_) => "language",
        }
    }

    fn value(&self) -> Option<&str> {
        match self {
            Self::Publisher(value)
            | Self::Url(value)
            | Self::Title(value)
            | Self::Language(value) => value.as_deref(),
            Self::Published(value) => value.as_ref().map(Edtf::as_str),
        }
    }

    fn from_row(row: &Row) -> Result<Self, RecordError> {
        let value: Option<String> = row.try_get("value")?;
        let unknown = |text: String| {
            let source = Undecided(text);
            RecordError::from(Failure::undecodable("a decision", source))
        };
        Ok(match row.try_get("field")? {
            "publisher" => Self::Publisher(value),
            "url" => Self::Url(value),
            "title" => Self::Title(value),
            "language" => Self::Language(value),
            "published" => Self::Published(
                value
                    .map(|text| Edtf::parse(&text).ok_or_else(|| unknown(text)))
                    .transpose()?,
            ),
            field => return Err(unknown(field.to_owned())),
        })
    }
}

#[derive(Debug, thiserror::Error)]
#[error("{0:?} is no field or value of a decision")]
struct Undecided(String);

/// A decision in force, and the operation that made it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decided {
    /// The decision.
    pub decision: Decision,
    /// Who made it, and when, is in the log under this number.
    pub operation: OperationNumber,
}

/// Stores the decision.
pub(crate) async fn store(
    connection: &mut Connection,
    operation: OperationNumber,
    article: ArticleNumber,
    decision: &Decision,
) -> Result<(), RecordError> {
    sqlx::query("INSERT INTO decision (article, operation, field, value) VALUES ($1, $2, $3, $4)")
        .bind(article.0)
        .bind(operation.0)
        .bind(decision.field())
        .bind(decision.value())
        .execute(connection)
        .await?;
    Ok(())
}

/// Returns the decisions in force on the article: the last one on each field, oldest first.
pub(crate) async fn in_force(
    connection: &mut Connection,
    article: ArticleNumber,
) -> Result<Vec<Decided>, RecordError> {
    let rows = sqlx::query(
        "SELECT field, value, operation FROM decision WHERE number IN \
         (SELECT max(d.number) FROM decision d JOIN operation o ON o.number = d.operation \
          WHERE d.article = $1 AND o.undone_by IS NULL GROUP BY d.field) ORDER BY number",
    )
    .bind(article.0)
    .fetch_all(connection)
    .await?;
    rows.iter()
        .map(|row| {
            Ok(Decided {
                decision: Decision::from_row(row)?,
                operation: OperationNumber(row.try_get("operation")?),
            })
        })
        .collect()
}
