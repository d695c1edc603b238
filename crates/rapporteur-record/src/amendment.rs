//! What people decided about statements, as facts: it outlives every reading of the same words.
//!
//! A statement may be added that no reading found, corrected, or struck out. Of one that was read, a
//! decision speaks by its words as they were read, whatever was decided about it before; of one that
//! was added, by its number, which no reading reaches.

use rapporteur_core::{
    Act, Article, Basis, Edtf, EntityType, Kind, Reading, StatementId, TextRange,
};
use serde::{Deserialize, Serialize};
use sqlx::Row as _;

use crate::article::{self, ArticleNumber, StoredArticle, VersionNumber};
use crate::error::{Failure, RecordError};
use crate::operation::{Operation, OperationKind, Stamp};
use crate::record::Record;
use crate::sought::{self, Sought};
use crate::sqlite::{Connection, Row};
use crate::writing::Batch;
use crate::{OperationNumber, amend, decision, pack, present};

/// The number of the first statement that is added to an article. An article that is read to have as
/// many has sixteen million bytes of nothing but shortest statements.
pub const FIRST_ADDED: StatementId = StatementId(100_001);

/// A decision on a statement of one article.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Amendment {
    /// The text has a statement that was not read; it says at least what its content is.
    Add(Vec<StatementField>),
    /// The statement is other than it was read.
    Correct(StatementId, Vec<StatementField>),
    /// It is no statement.
    Strike(StatementId),
}

/// One thing that is decided about a statement.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum StatementField {
    /// The words that name the speaker.
    Source(Vec<Stretch>),
    /// The words that say that something was said.
    Cue(Vec<Stretch>),
    /// What was said.
    Content(Vec<Stretch>),
    /// Who speaks; `None` where the text does not say.
    Speaker(Option<SpokenBy>),
    /// The id of the party spoken for.
    Party(Option<String>),
    /// How the words are reported.
    Kind(Kind),
    /// Whether an utterance is reported at all.
    Basis(Basis),
    /// What the words do.
    Act(Act),
    /// When it was said.
    Said(Option<Edtf>),
}

/// A stretch of a text, with its words, by which it is found in another version.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stretch {
    /// Where it stands, in bytes.
    pub range: TextRange,
    /// What it says.
    pub words: String,
}

/// Somebody who speaks, as far as it takes to find the entity in a reading, or to enter it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SpokenBy {
    /// The name to show.
    pub name: String,
    /// What bears it.
    #[serde(rename = "type")]
    pub kind: EntityType,
    /// The id in the codebook.
    pub codebook: Option<String>,
    /// The id of the party spoken for.
    pub party: Option<String>,
}

/// A decision in force, and the operation that made it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StatementDecided {
    /// The decision; statements are numbered as they were when it was made.
    pub amendment: Amendment,
    /// Who made it, and when, is in the log under this number.
    pub operation: OperationNumber,
    /// The statement of the current reading that it is about; `None` where it waits for a reading
    /// that has it.
    pub statement: Option<StatementId>,
}

/// A decision on a statement that was made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Amended {
    /// The operation.
    pub operation: Operation,
    /// The statement that it is about; of one that was added, its number from now on.
    pub statement: StatementId,
}

impl Record {
    /// Decides about a statement of this version of an article, as one operation.
    ///
    /// # Errors
    /// [`ErrorKind::NotFound`](crate::ErrorKind::NotFound) where there is no such article or
    /// statement, [`ErrorKind::Refused`](crate::ErrorKind::Refused) where another version has become
    /// current; then nothing is changed.
    pub async fn amend(
        &self,
        stamp: Stamp,
        article: ArticleNumber,
        version: VersionNumber,
        amendment: &Amendment,
    ) -> Result<Amended, RecordError> {
        let mut batch = Batch::begin(self.pool(), OperationKind::Statements, &stamp).await?;
        if batch.present(article).await? != version {
            return Err(Failure::OtherVersion(article).into());
        }
        let fact = Fact::of(&mut batch, article, version, amendment).await?;
        fact.store(&mut batch.transaction, article).await?;
        batch.refresh(article).await?;
        batch.counts.articles += 1;
        Ok(Amended {
            operation: batch.finish(&stamp.at).await?,
            statement: fact.statement,
        })
    }
}

impl StoredArticle {
    /// Returns the reading as it would be with one more decision, and the statement that this is
    /// about; `None` where the reading has no such statement, or the text not its words.
    #[must_use]
    pub fn amended(&self, amendment: &Amendment) -> Option<(Reading, StatementId)> {
        let mut reading = self.reading.clone();
        let ids = reading.statements.iter().map(|statement| statement.id);
        let next = ids
            .max()
            .map_or(FIRST_ADDED, |id| FIRST_ADDED.max(StatementId(id.0 + 1)));
        let id = amend::one(&self.article, &mut reading, amendment, next, true)?;
        Some((reading, id))
    }
}

/// A decision as it is stored.
pub(crate) struct Fact {
    amendment: Amendment,
    operation: OperationNumber,
    version: VersionNumber,
    statement: StatementId,
    /// What the statement says as it was read; empty of one that is added.
    content: String,
    ranges: Vec<TextRange>,
}

impl Fact {
    async fn of(
        batch: &mut Batch,
        article: ArticleNumber,
        version: VersionNumber,
        amendment: &Amendment,
    ) -> Result<Self, RecordError> {
        let mut fact = Self {
            amendment: amendment.clone(),
            operation: batch.operation,
            version,
            statement: FIRST_ADDED,
            content: String::new(),
            ranges: Vec::new(),
        };
        let connection = &mut batch.transaction;
        let id = match amendment {
            Amendment::Add(_) => {
                fact.statement = next(connection, article).await?;
                return Ok(fact);
            }
            Amendment::Correct(id, _) | Amendment::Strike(id) => *id,
        };
        fact.statement = id;
        let stored = article::version(connection, version).await?;
        let mut metadata = stored.intake;
        for decided in decision::in_force(connection, article).await? {
            decided.decision.apply(&mut metadata);
        }
        let whole = Article {
            text: stored.text,
            metadata,
        };
        let read = present::reading(connection, article).await?;
        let mut decided = read.clone();
        let facts = in_force(connection, article).await?;
        apply(&facts, &whole, version, &mut decided);
        let has = |reading: &Reading| {
            let mut statements = reading.statements.iter();
            statements.find(|statement| statement.id == id).cloned()
        };
        has(&decided).ok_or(Failure::NoStatement(article, id))?;
        if let Some(statement) = has(&read).filter(|_| id < FIRST_ADDED) {
            fact.content = sought::cut(&whole.text, &statement.content);
            fact.ranges = statement.content;
        }
        Ok(fact)
    }

    async fn store(
        &self,
        connection: &mut Connection,
        article: ArticleNumber,
    ) -> Result<(), RecordError> {
        let none = Vec::new();
        let (verdict, fields) = match &self.amendment {
            Amendment::Add(fields) => ("add", fields),
            Amendment::Correct(_, fields) => ("correct", fields),
            Amendment::Strike(_) => ("strike", &none),
        };
        sqlx::query(
            "INSERT INTO statement_decision \
             (operation, article, version, verdict, statement, content, ranges, fields) \
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
        )
        .bind(self.operation.0)
        .bind(article.0)
        .bind(self.version.0)
        .bind(verdict)
        .bind(i64::from(self.statement.0))
        .bind(self.content.as_str())
        .bind(pack::json("the ranges of a statement", &self.ranges)?)
        .bind(pack::json("the fields of a statement", fields)?)
        .execute(connection)
        .await?;
        Ok(())
    }

    fn from_row(row: &Row) -> Result<Self, RecordError> {
        let statement = u32::try_from(row.try_get::<i64, _>("statement")?)
            .map_err(|error| Failure::undecodable("the number of a statement", error))?;
        let statement = StatementId(statement);
        let fields = pack::from_json("the fields of a statement", row.try_get("fields")?)?;
        let amendment = match row.try_get("verdict")? {
            "add" => Amendment::Add(fields),
            "correct" => Amendment::Correct(statement, fields),
            "strike" => Amendment::Strike(statement),
            other => {
                let source = NoVerdict(other.to_owned());
                return Err(Failure::undecodable("a verdict", source).into());
            }
        };
        Ok(Self {
            amendment,
            operation: OperationNumber(row.try_get("operation")?),
            version: VersionNumber(row.try_get("version")?),
            statement,
            content: row.try_get("content")?,
            ranges: pack::from_json("the ranges of a statement", row.try_get("ranges")?)?,
        })
    }
}

#[derive(Debug, thiserror::Error)]
#[error("{0:?} is no verdict on a statement")]
struct NoVerdict(String);

/// Finds a number for a statement that is about to be added. Numbers of those whose adding was undone
/// are not used again, since that may be undone too.
async fn next(
    connection: &mut Connection,
    article: ArticleNumber,
) -> Result<StatementId, RecordError> {
    let last: Option<i64> = sqlx::query_scalar(
        "SELECT max(statement) FROM statement_decision WHERE article = $1 AND verdict = 'add'",
    )
    .bind(article.0)
    .fetch_one(connection)
    .await?;
    let last = last.and_then(|last| u32::try_from(last).ok());
    Ok(last.map_or(FIRST_ADDED, |last| StatementId(last + 1)))
}

/// Returns the decisions in force on the article, oldest first.
pub(crate) async fn in_force(
    connection: &mut Connection,
    article: ArticleNumber,
) -> Result<Vec<Fact>, RecordError> {
    let rows = sqlx::query(
        "SELECT d.* FROM statement_decision d JOIN operation o ON o.number = d.operation \
         WHERE o.undone_by IS NULL AND d.article = $1 ORDER BY d.number",
    )
    .bind(article.0)
    .fetch_all(connection)
    .await?;
    rows.iter().map(Fact::from_row).collect()
}

/// Lists the names of speakers that somebody ever decided on in the article.
pub(crate) async fn speakers(
    connection: &mut Connection,
    article: ArticleNumber,
) -> Result<Vec<String>, RecordError> {
    let lists: Vec<String> =
        sqlx::query_scalar("SELECT fields FROM statement_decision WHERE article = $1")
            .bind(article.0)
            .fetch_all(connection)
            .await?;
    let mut names = Vec::new();
    for list in lists {
        let fields: Vec<StatementField> = pack::from_json("the fields of a statement", &list)?;
        names.extend(fields.into_iter().filter_map(|field| match field {
            StatementField::Speaker(spoken) => spoken.map(|spoken| spoken.name),
            _ => None,
        }));
    }
    Ok(names)
}

/// Puts the decisions in the place of what the reading of this version says, and tells which
/// statement each of them is about.
pub(crate) fn apply(
    facts: &[Fact],
    article: &Article,
    version: VersionNumber,
    reading: &mut Reading,
) -> Vec<StatementDecided> {
    let read: Vec<_> = reading
        .statements
        .iter()
        .filter(|_| !facts.is_empty())
        .map(|statement| (statement.id, statement.content.clone()))
        .collect();
    let decided = |fact: &Fact| {
        let same_text = fact.version == version;
        let sought = Sought {
            content: &fact.content,
            ranges: &fact.ranges,
            same_text,
        };
        let about = if fact.statement >= FIRST_ADDED {
            Some(fact.statement)
        } else {
            let contents = read.iter().map(|(_, content)| content.as_slice());
            let place = sought.find(&article.text, contents);
            place.and_then(|place| read.get(place)).map(|(id, _)| *id)
        };
        let amendment = about.map(|id| match &fact.amendment {
            Amendment::Correct(_, fields) => Amendment::Correct(id, fields.clone()),
            Amendment::Strike(_) => Amendment::Strike(id),
            added @ Amendment::Add(_) => added.clone(),
        });
        StatementDecided {
            statement: amendment.and_then(|amendment| {
                amend::one(article, reading, &amendment, fact.statement, same_text)
            }),
            amendment: fact.amendment.clone(),
            operation: fact.operation,
        }
    };
    facts.iter().map(decided).collect()
}
