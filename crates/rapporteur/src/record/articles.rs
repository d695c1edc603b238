//! The articles of the record: listed, and one shown whole.

use rapporteur_record::{
    Amendment, ArticleFilter, ArticleNumber, ArticleRow, Decided, Decision, StatementDecided,
    StatementField, StoredArticle,
};
use serde::Serialize;

use super::Record;
use super::correct::field_name;
use crate::error::Error;
use crate::view::{PublishedView, ReadingView};

/// Which articles are wanted; what is not given does not matter.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ArticleQuery {
    /// All of these words stand in the article.
    pub words: Option<String>,
    /// The outlet.
    pub publisher: Option<String>,
    /// Only articles with a greater number.
    pub after: Option<i64>,
    /// At most so many; `None` is all.
    pub limit: Option<u32>,
}

/// Articles that were found.
#[derive(Debug, Clone, Serialize)]
pub struct ArticlePage {
    /// How many there are in all.
    pub total: u64,
    /// They, in the order of their numbers.
    pub articles: Vec<ArticleLine>,
}

/// One article of the record in a line.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct ArticleLine {
    /// Its number.
    pub number: i64,
    /// How many versions there are.
    pub versions: u64,
    /// The outlet.
    pub publisher: Option<String>,
    /// The headline.
    pub title: Option<String>,
    /// The address.
    pub url: Option<String>,
    /// When it was published.
    pub published: PublishedView,
    /// The ISO 639 code of its language.
    pub language: String,
    /// Whether it was analysed.
    pub read: bool,
    /// How many code points its text has.
    pub characters: u64,
    /// How many statements were read from it.
    pub statements: u64,
    /// The file it came in.
    pub file: Option<String>,
}

/// One article, whole.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct ShownArticle {
    /// Its line in the list.
    pub line: ArticleLine,
    /// Its text, which every offset points into.
    pub text: String,
    /// What was read from it.
    pub reading: ReadingView,
    /// What people decided about its metadata.
    pub decisions: Vec<DecisionView>,
    /// What people decided about its statements, the oldest first.
    pub corrections: Vec<CorrectedView>,
    /// Its versions, the oldest first.
    pub versions: Vec<VersionView>,
}

/// A decision about an article's metadata.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct DecisionView {
    /// The field.
    pub field: &'static str,
    /// What it is set to; null where it was made unknown.
    pub value: Option<String>,
    /// The operation that decided it.
    pub operation: i64,
}

/// A decision about a statement of an article.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct CorrectedView {
    /// The id of the statement in the reading shown; of one struck out, the id it had. Null where the
    /// decision waits for a reading that has the statement.
    pub statement: Option<String>,
    /// What was decided: `add`, `correct` or `strike`.
    pub verdict: &'static str,
    /// What was decided about it, such as `speaker`.
    pub fields: Vec<&'static str>,
    /// The operation that decided it.
    pub operation: i64,
}

/// One version of an article.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct VersionView {
    /// Its identity.
    pub id: String,
    /// The operation that added it.
    pub operation: i64,
    /// The file it came in.
    pub file: Option<String>,
    /// How many code points its text has.
    pub characters: u64,
    /// Whether it is the one that is read.
    pub current: bool,
}

impl Record {
    /// Lists articles.
    ///
    /// # Errors
    ///
    /// Where the record cannot be read.
    pub async fn articles(&self, query: &ArticleQuery) -> Result<ArticlePage, Error> {
        let filter = ArticleFilter {
            words: query.words.clone(),
            publisher: query.publisher.clone(),
            after: query.after.map(ArticleNumber),
            limit: query.limit,
        };
        let mut snapshot = self.store.snapshot().await?;
        let rows = snapshot.articles(&filter).await?;
        Ok(ArticlePage {
            total: snapshot.article_count(&filter).await?,
            articles: rows.into_iter().map(ArticleLine::from).collect(),
        })
    }

    /// Shows one article.
    ///
    /// # Errors
    ///
    /// Where there is no such article, or the record cannot be read.
    pub async fn show(&self, number: i64) -> Result<ShownArticle, Error> {
        let mut snapshot = self.store.snapshot().await?;
        let stored = snapshot.article(ArticleNumber(number)).await?;
        Ok(ShownArticle::new(stored))
    }

    /// Returns the bytes of an article as they came.
    ///
    /// # Errors
    ///
    /// Where there is no such article, or the record cannot be read.
    pub async fn original(&self, number: i64) -> Result<Vec<u8>, Error> {
        let mut snapshot = self.store.snapshot().await?;
        let stored = snapshot.article(ArticleNumber(number)).await?;
        Ok(snapshot.original(&stored.original).await?.bytes)
    }
}

impl ShownArticle {
    fn new(stored: StoredArticle) -> Self {
        Self {
            reading: reading_view(&stored),
            decisions: stored.decisions.iter().map(DecisionView::new).collect(),
            corrections: stored.amendments.iter().map(CorrectedView::new).collect(),
            versions: stored
                .versions
                .iter()
                .map(|version| VersionView {
                    id: version.id.to_string(),
                    operation: version.operation.0,
                    file: version.file.clone(),
                    characters: version.characters,
                    current: version.current,
                })
                .collect(),
            line: stored.row.into(),
            text: stored.article.text,
        }
    }
}

/// Draws up the contract's view of a stored article.
pub(super) fn reading_view(stored: &StoredArticle) -> ReadingView {
    let file = stored.row.file.as_deref();
    ReadingView::new(&stored.row.id, file, &stored.article, &stored.reading)
}

impl DecisionView {
    fn new(decided: &Decided) -> Self {
        let (field, value) = match &decided.decision {
            Decision::Publisher(value) => ("publisher", value.clone()),
            Decision::Published(value) => ("published", value.as_ref().map(ToString::to_string)),
            Decision::Url(value) => ("url", value.clone()),
            Decision::Title(value) => ("title", value.clone()),
            Decision::Language(value) => ("language", value.clone()),
        };
        Self {
            field,
            value,
            operation: decided.operation.0,
        }
    }
}

impl CorrectedView {
    fn new(decided: &StatementDecided) -> Self {
        let (verdict, fields): (_, &[StatementField]) = match &decided.amendment {
            Amendment::Add(fields) => ("add", fields),
            Amendment::Correct(_, fields) => ("correct", fields),
            Amendment::Strike(_) => ("strike", &[]),
        };
        Self {
            statement: decided.statement.map(|id| id.to_string()),
            verdict,
            fields: fields.iter().map(field_name).collect(),
            operation: decided.operation.0,
        }
    }
}

impl From<ArticleRow> for ArticleLine {
    fn from(row: ArticleRow) -> Self {
        Self {
            number: row.number.0,
            versions: row.versions,
            publisher: row.publisher,
            title: row.title,
            url: row.url,
            published: PublishedView::new(&row.published),
            language: row.language,
            read: row.read,
            characters: row.characters,
            statements: row.statements,
            file: row.file,
        }
    }
}
