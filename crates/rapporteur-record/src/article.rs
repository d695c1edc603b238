//! Articles as the record holds them, and questions about them.

use std::collections::BTreeSet;
use std::fmt;

use rapporteur_core::{Article, ArticleId, Edtf, Metadata, Published, Reading};
use serde::{Deserialize, Serialize};
use sqlx::{QueryBuilder, Row as _};

use crate::amendment::StatementDecided;
use crate::decision::{self, Decided};
use crate::error::{Failure, RecordError};
use crate::snapshot::Snapshot;
use crate::sqlite::{self, Connection, Row};
use crate::{OperationNumber, amendment, pack, ruling, words};

/// The number of an article in one record, as people type it; never used again.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct ArticleNumber(
    /// Counted from 1.
    pub i64,
);

impl fmt::Display for ArticleNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// The number of a version of an article in one record; never used again.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct VersionNumber(
    /// Counted from 1 through all articles of the record.
    pub i64,
);

impl fmt::Display for VersionNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// A file as it came, before anything was taken out of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Original {
    /// The BLAKE3 hash of the bytes, in hexadecimal.
    pub hash: String,
    /// What the bytes are, in the engine's words, such as `html`.
    pub format: String,
    /// The bytes.
    pub bytes: Vec<u8>,
}

/// Where an article's original is to be found: see [`Snapshot::original`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OriginalRef {
    /// The BLAKE3 hash of the bytes, in hexadecimal.
    pub hash: String,
    /// What the bytes are.
    pub format: String,
}

/// One article in a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ArticleRow {
    /// Its number.
    pub number: ArticleNumber,
    /// Its current version.
    pub version: VersionNumber,
    /// How many versions it has.
    pub versions: u64,
    /// The identity under which the current version came in.
    pub id: ArticleId,
    /// The headline, as decided or as it came.
    pub title: Option<String>,
    /// The outlet, as decided or as it came.
    pub publisher: Option<String>,
    /// The address, as decided or as it came.
    pub url: Option<String>,
    /// The byline.
    pub author: Option<String>,
    /// The publication date, as decided or as it came.
    pub published: Published,
    /// The ISO 639 code of the language of the text.
    pub language: String,
    /// Whether the text was analysed.
    pub read: bool,
    /// The length of the text in code points.
    pub characters: u64,
    /// How many statements the current reading holds.
    pub statements: u64,
    /// The name of the file it came in.
    pub file: Option<String>,
}

/// One article whole: everything but the bytes of its original.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredArticle {
    /// What a list shows of it.
    pub row: ArticleRow,
    /// The text and the metadata in force.
    pub article: Article,
    /// The metadata as they came, before any decision.
    pub intake: Metadata,
    /// The decisions in force, oldest first.
    pub decisions: Vec<Decided>,
    /// Where the original is to be found.
    pub original: OriginalRef,
    /// The hash of the text.
    pub text_hash: String,
    /// What people decided about its statements, oldest first.
    pub amendments: Vec<StatementDecided>,
    /// The current reading, with the statements and positions that people decided on.
    pub reading: Reading,
    /// The operation that stored the current reading.
    pub read_by: OperationNumber,
    /// All versions, oldest first.
    pub versions: Vec<Version>,
}

/// One version of an article.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Version {
    /// Its number.
    pub number: VersionNumber,
    /// The identity under which it came in.
    pub id: ArticleId,
    /// The operation that brought it.
    pub operation: OperationNumber,
    /// The name of the file it came in.
    pub file: Option<String>,
    /// The length of its text in code points.
    pub characters: u64,
    /// Whether it is the one that is read and shown.
    pub current: bool,
}

/// Which articles to list.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ArticleFilter {
    /// Words that the title or text must hold, all of them.
    pub words: Option<String>,
    /// The outlet, whatever the case and accents.
    pub publisher: Option<String>,
    /// Only articles with a greater number: the last one of the page before.
    pub after: Option<ArticleNumber>,
    /// At most so many.
    pub limit: Option<u32>,
}

const ROWS: &str = "SELECT a.*, v.characters, v.file, \
     (SELECT min(i.id) FROM identity i WHERE i.version = a.current AND i.intake = 1) AS id \
     FROM article a JOIN version v ON v.number = a.current WHERE a.current IS NOT NULL";

impl ArticleRow {
    fn from_row(row: &Row) -> Result<Self, RecordError> {
        Ok(Self {
            number: ArticleNumber(row.try_get("number")?),
            version: VersionNumber(row.try_get("current")?),
            versions: unsigned(row, "versions")?,
            id: ArticleId(row.try_get("id")?),
            title: row.try_get("title")?,
            publisher: row.try_get("publisher")?,
            url: row.try_get("url")?,
            author: row.try_get("author")?,
            published: published(row)?,
            language: row.try_get("language")?,
            read: row.try_get::<i64, _>("analysed")? != 0,
            characters: unsigned(row, "characters")?,
            statements: unsigned(row, "statements")?,
            file: row.try_get("file")?,
        })
    }
}

/// Reads a count out of a row.
pub(crate) fn unsigned(row: &Row, column: &str) -> Result<u64, RecordError> {
    let number: i64 = row.try_get(column)?;
    Ok(u64::try_from(number).unwrap_or_default())
}

/// Reads the publication date in force out of the columns of `article`.
pub(crate) fn published(row: &Row) -> Result<Published, RecordError> {
    let edtf: Option<&str> = row.try_get("published")?;
    Ok(Published {
        edtf: edtf.and_then(Edtf::parse),
        from: pack::from_label("a date", row.try_get("published_from")?)?,
    })
}

impl Snapshot {
    /// Lists articles in the order of their numbers.
    ///
    /// # Errors
    /// Where the record cannot be read.
    pub async fn articles(
        &mut self,
        filter: &ArticleFilter,
    ) -> Result<Vec<ArticleRow>, RecordError> {
        let mut query = QueryBuilder::new(ROWS);
        restrict(&mut query, filter);
        query
            .push(" ORDER BY a.number LIMIT ")
            .push_bind(bound(filter.limit));
        let rows = query.build().fetch_all(self.connection()).await?;
        rows.iter().map(ArticleRow::from_row).collect()
    }

    /// Counts the articles that [`Snapshot::articles`] lists without a limit.
    ///
    /// # Errors
    /// Where the record cannot be read.
    pub async fn article_count(&mut self, filter: &ArticleFilter) -> Result<u64, RecordError> {
        let mut query = QueryBuilder::new(
            "SELECT count(*) AS found FROM article a WHERE a.current IS NOT NULL",
        );
        restrict(&mut query, filter);
        unsigned(&query.build().fetch_one(self.connection()).await?, "found")
    }

    /// Returns one article whole.
    ///
    /// # Errors
    /// [`ErrorKind::NotFound`](crate::ErrorKind::NotFound) where there is no such article, or it
    /// was removed.
    pub async fn article(&mut self, number: ArticleNumber) -> Result<StoredArticle, RecordError> {
        let mut query = QueryBuilder::new(ROWS);
        query.push(" AND a.number = ").push_bind(number.0);
        let row = query.build().fetch_optional(self.connection()).await?;
        let row = row.ok_or(Failure::NoArticle(number))?;
        whole(self.connection(), ArticleRow::from_row(&row)?).await
    }

    /// Lists those of these articles that are present, in the order of their numbers.
    ///
    /// # Errors
    /// Where the record cannot be read.
    pub async fn articles_numbered(
        &mut self,
        numbers: &BTreeSet<ArticleNumber>,
    ) -> Result<Vec<ArticleRow>, RecordError> {
        let mut query = QueryBuilder::<sqlite::Backend>::new(ROWS);
        query.push(" AND a.number IN (");
        let mut list = query.separated(", ");
        for number in numbers {
            list.push_bind(number.0);
        }
        query.push(") ORDER BY a.number");
        let rows = query.build().fetch_all(self.connection()).await?;
        rows.iter().map(ArticleRow::from_row).collect()
    }

    /// Returns articles whole in the order of their numbers, from the one after `after` and at most
    /// `limit`: a page of a walk through the record, which needs no more memory than its page.
    ///
    /// # Errors
    /// Where the record cannot be read.
    pub async fn stored_articles(
        &mut self,
        after: Option<ArticleNumber>,
        limit: u32,
    ) -> Result<Vec<StoredArticle>, RecordError> {
        let filter = ArticleFilter {
            after,
            limit: Some(limit),
            ..ArticleFilter::default()
        };
        let mut articles = Vec::new();
        for row in self.articles(&filter).await? {
            articles.push(whole(self.connection(), row).await?);
        }
        Ok(articles)
    }

    /// Returns the original of that hash.
    ///
    /// # Errors
    /// [`ErrorKind::NotFound`](crate::ErrorKind::NotFound) where the record has none.
    pub async fn original(&mut self, original: &OriginalRef) -> Result<Original, RecordError> {
        let bytes = sqlx::query_scalar("SELECT bytes FROM original WHERE hash = $1")
            .bind(original.hash.as_str())
            .fetch_optional(self.connection())
            .await?;
        let packed: Vec<u8> = bytes.ok_or_else(|| Failure::NoOriginal(original.hash.clone()))?;
        Ok(Original {
            hash: original.hash.clone(),
            format: original.format.clone(),
            bytes: pack::restore("an original", &packed)?,
        })
    }

    /// Lists the articles present with a text of this hash, but for `except`: the same words, told
    /// by others.
    ///
    /// # Errors
    /// Where the record cannot be read.
    pub async fn copies(
        &mut self,
        text_hash: &str,
        except: Option<ArticleNumber>,
    ) -> Result<Vec<ArticleRow>, RecordError> {
        let mut query = QueryBuilder::new(ROWS);
        query.push(" AND v.text_hash = ").push_bind(text_hash);
        if let Some(except) = except {
            query.push(" AND a.number <> ").push_bind(except.0);
        }
        query.push(" ORDER BY a.number");
        let rows = query.build().fetch_all(self.connection()).await?;
        rows.iter().map(ArticleRow::from_row).collect()
    }
}

/// Lists the articles that a further condition holds for, in the order of their numbers.
pub(crate) async fn rows_with(
    connection: &mut Connection,
    condition: &str,
) -> Result<Vec<ArticleRow>, RecordError> {
    let mut query = QueryBuilder::<sqlite::Backend>::new(ROWS);
    query.push(condition).push(" ORDER BY a.number");
    let rows = query.build().fetch_all(connection).await?;
    rows.iter().map(ArticleRow::from_row).collect()
}

/// Returns a limit as the database takes it.
pub(crate) fn bound(limit: Option<u32>) -> i64 {
    limit.map_or(i64::MAX, i64::from)
}

fn restrict(query: &mut QueryBuilder<sqlite::Backend>, filter: &ArticleFilter) {
    if let Some(after) = filter.after {
        query.push(" AND a.number > ").push_bind(after.0);
    }
    if let Some(publisher) = &filter.publisher {
        query
            .push(" AND a.publisher_key = ")
            .push_bind(words::fold(publisher));
    }
    match words::wanted(filter.words.as_deref()) {
        words::Wanted::Anything => {}
        words::Wanted::Nothing => {
            query.push(" AND 1 = 0");
        }
        words::Wanted::All(expression) => {
            query.push(" AND ").push(sqlite::ARTICLE_HOLDS_WORDS);
            query.push_bind(expression).push(")");
        }
    }
}

async fn whole(connection: &mut Connection, row: ArticleRow) -> Result<StoredArticle, RecordError> {
    let stored = version(connection, row.version).await?;
    let decisions = decision::in_force(connection, row.number).await?;
    let mut metadata = stored.intake.clone();
    for decided in &decisions {
        decided.decision.apply(&mut metadata);
    }
    let found = sqlx::query(
        "SELECT r.content, r.operation FROM reading r JOIN article a ON a.reading = r.number \
         WHERE a.number = $1",
    )
    .bind(row.number.0)
    .fetch_one(&mut *connection)
    .await?;
    let mut reading = pack::reading(found.try_get("content")?)?;
    let article = Article {
        text: stored.text,
        metadata,
    };
    let facts = amendment::in_force(connection, row.number).await?;
    let amendments = amendment::apply(&facts, &article, row.version, &mut reading);
    let rulings = ruling::in_force(connection, row.number).await?;
    ruling::apply(&rulings, &article.text, row.version, &mut reading);
    Ok(StoredArticle {
        article,
        amendments,
        intake: stored.intake,
        decisions,
        original: stored.original,
        text_hash: stored.text_hash,
        reading,
        read_by: OperationNumber(found.try_get("operation")?),
        versions: versions(connection, &row).await?,
        row,
    })
}

async fn versions(
    connection: &mut Connection,
    article: &ArticleRow,
) -> Result<Vec<Version>, RecordError> {
    let rows = sqlx::query(
        "SELECT v.number, v.file, v.characters, min(i.id) AS id, min(i.operation) AS operation \
         FROM version v JOIN identity i ON i.version = v.number AND i.intake = 1 \
         JOIN operation o ON o.number = i.operation AND o.undone_by IS NULL \
         WHERE v.article = $1 GROUP BY v.number, v.file, v.characters ORDER BY v.number",
    )
    .bind(article.number.0)
    .fetch_all(connection)
    .await?;
    rows.iter()
        .map(|row| {
            let number = VersionNumber(row.try_get("number")?);
            Ok(Version {
                number,
                id: ArticleId(row.try_get("id")?),
                operation: OperationNumber(row.try_get("operation")?),
                file: row.try_get("file")?,
                characters: unsigned(row, "characters")?,
                current: number == article.version,
            })
        })
        .collect()
}

/// What is stored of one version, and never changes.
pub(crate) struct StoredVersion {
    pub(crate) text: String,
    pub(crate) text_hash: String,
    pub(crate) intake: Metadata,
    pub(crate) original: OriginalRef,
}

/// Loads what is stored of a version.
pub(crate) async fn version(
    connection: &mut Connection,
    number: VersionNumber,
) -> Result<StoredVersion, RecordError> {
    let row = sqlx::query(
        "SELECT v.text_hash, v.metadata, v.original, v.format, coalesce(v.text, o.bytes) AS text \
         FROM version v JOIN original o ON o.hash = v.original WHERE v.number = $1",
    )
    .bind(number.0)
    .fetch_one(connection)
    .await?;
    let text = pack::restore("a text", row.try_get("text")?)?;
    Ok(StoredVersion {
        text: String::from_utf8(text).map_err(|error| Failure::undecodable("a text", error))?,
        text_hash: row.try_get("text_hash")?,
        intake: pack::from_json("the metadata of an article", row.try_get("metadata")?)?,
        original: OriginalRef {
            hash: row.try_get("original")?,
            format: row.try_get("format")?,
        },
    })
}
