//! What people decided about names: which are one, which are not.
//!
//! A decision speaks of names and not of rows: it holds for every article that brings them, read by
//! whatever engine.

use std::collections::BTreeSet;

use rapporteur_core::EntityType;
use serde::{Deserialize, Serialize};
use sqlx::Row as _;

use crate::error::RecordError;
use crate::operation::{Operation, OperationKind, Stamp};
use crate::record::Record;
use crate::snapshot::Snapshot;
use crate::sqlite::{Connection, Row};
use crate::writing::Batch;
use crate::{ArticleNumber, OperationNumber, amendment, pack, words};

/// One decision on two sets of names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NameDecision {
    /// What was decided.
    pub verdict: NameVerdict,
    /// The name to show from now on, where that was decided too.
    pub name: Option<String>,
    /// The names on one side.
    pub one: Vec<Named>,
    /// Those on the other.
    pub other: Vec<Named>,
}

/// What was decided about names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum NameVerdict {
    /// All of them name one and the same.
    Same,
    /// None of one side names what one of the other names.
    Different,
    /// Somebody looked and could not tell.
    Unsure,
}

/// A name that a decision is about, as far as it takes to know it again.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Named {
    /// What is named.
    #[serde(rename = "type")]
    pub kind: EntityType,
    /// The name without case and accents, as [`name_key`] makes it.
    pub key: String,
    /// The id of the party.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub party: Option<String>,
    /// The id in the codebook.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub codebook: Option<String>,
    /// The one article that the decision is about; `None` is every article with the name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub article: Option<ArticleNumber>,
}

/// A decision, and the operation that made it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NameDecided {
    /// The decision.
    pub decision: NameDecision,
    /// Who made it, and when, is in the log under this number.
    pub operation: OperationNumber,
}

/// Folds case, accents and runs of blanks: two spellings with one key are one name.
///
/// # Example
/// ```
/// assert_eq!(rapporteur_record::name_key("Ilva  MÁREN"), "ilva maren");
/// ```
#[must_use]
pub fn name_key(name: &str) -> String {
    words::fold(name)
}

impl Record {
    /// Decides about names, as one operation.
    ///
    /// # Errors
    /// Where the record cannot be written.
    pub async fn decide_names(
        &self,
        stamp: Stamp,
        decisions: &[NameDecision],
    ) -> Result<Operation, RecordError> {
        let mut batch = Batch::begin(self.pool(), OperationKind::Names, &stamp).await?;
        for decision in decisions {
            let label = pack::label("a verdict", &decision.verdict)?;
            sqlx::query(
                "INSERT INTO naming_decision (operation, verdict, name, one, other) \
                 VALUES ($1, $2, $3, $4, $5)",
            )
            .bind(batch.operation.0)
            .bind(label)
            .bind(decision.name.as_deref())
            .bind(pack::json("names", &decision.one)?)
            .bind(pack::json("names", &decision.other)?)
            .execute(&mut *batch.transaction)
            .await?;
        }
        batch.finish(&stamp.at).await
    }
}

impl Snapshot {
    /// Lists the decisions about names that are in force, oldest first.
    ///
    /// # Errors
    /// Where the record cannot be read.
    pub async fn name_decisions(&mut self) -> Result<Vec<NameDecided>, RecordError> {
        let rows = sqlx::query(
            "SELECT d.* FROM naming_decision d JOIN operation o ON o.number = d.operation \
             WHERE o.undone_by IS NULL ORDER BY d.number",
        )
        .fetch_all(self.connection())
        .await?;
        rows.iter().map(NameDecided::from_row).collect()
    }

    /// Lists all decisions about names, also those that were taken back, oldest first.
    ///
    /// # Errors
    /// Where the record cannot be read.
    pub async fn name_history(&mut self) -> Result<Vec<NameDecided>, RecordError> {
        let rows = sqlx::query("SELECT * FROM naming_decision ORDER BY number")
            .fetch_all(self.connection())
            .await?;
        rows.iter().map(NameDecided::from_row).collect()
    }
}

impl NameDecided {
    fn from_row(row: &Row) -> Result<Self, RecordError> {
        Ok(Self {
            decision: NameDecision::from_row(row)?,
            operation: OperationNumber(row.try_get("operation")?),
        })
    }
}

impl NameDecision {
    fn from_row(row: &Row) -> Result<Self, RecordError> {
        Ok(Self {
            verdict: pack::from_label("a verdict", row.try_get("verdict")?)?,
            name: row.try_get("name")?,
            one: pack::from_json("names", row.try_get("one")?)?,
            other: pack::from_json("names", row.try_get("other")?)?,
        })
    }

    /// Takes out every name for which `gone` holds; says whether there was any.
    fn forget(&mut self, gone: impl Fn(&Named) -> bool) -> bool {
        let before = self.one.len() + self.other.len();
        self.one.retain(|named| !gone(named));
        self.other.retain(|named| !gone(named));
        before > self.one.len() + self.other.len()
    }
}

/// Names that an article told, whatever its version and reading, or that people told of it.
pub(crate) async fn told_by(
    connection: &mut Connection,
    article: ArticleNumber,
) -> Result<BTreeSet<String>, RecordError> {
    let readings: Vec<Vec<u8>> = sqlx::query_scalar(
        "SELECT r.content FROM reading r JOIN version v ON v.number = r.version \
         WHERE v.article = $1",
    )
    .bind(article.0)
    .fetch_all(&mut *connection)
    .await?;
    let mut names = BTreeSet::new();
    for packed in readings {
        let entities = pack::reading(&packed)?.entities;
        names.extend(entities.into_iter().map(|entity| entity.name));
    }
    names.extend(amendment::speakers(connection, article).await?);
    Ok(names)
}

/// Strikes out of the decisions what only erased articles told, and returns those names.
pub(crate) async fn strike(
    connection: &mut Connection,
    articles: &BTreeSet<ArticleNumber>,
    told: BTreeSet<String>,
) -> Result<BTreeSet<String>, RecordError> {
    let left: Vec<String> = sqlx::query_scalar(
        "SELECT DISTINCT n.name_key FROM naming n \
         WHERE EXISTS (SELECT 1 FROM entity e WHERE e.naming = n.id)",
    )
    .fetch_all(&mut *connection)
    .await?;
    let left: BTreeSet<String> = left.into_iter().collect();
    let gone: BTreeSet<String> = told
        .into_iter()
        .filter(|name| !left.contains(&name_key(name)))
        .collect();
    let keys: BTreeSet<String> = gone.iter().map(|name| name_key(name)).collect();
    let rows = sqlx::query("SELECT * FROM naming_decision")
        .fetch_all(&mut *connection)
        .await?;
    for row in &rows {
        let mut decision = NameDecision::from_row(row)?;
        let named = decision.name.as_deref().map(name_key);
        let unnamed = named.is_some_and(|name| keys.contains(&name));
        let forgot = decision.forget(|named| {
            let there = named
                .article
                .is_some_and(|number| articles.contains(&number));
            there || keys.contains(&named.key)
        });
        if !forgot && !unnamed {
            continue;
        }
        let number: i64 = row.try_get("number")?;
        if decision.one.is_empty() || decision.other.is_empty() {
            sqlx::query("DELETE FROM naming_decision WHERE number = $1")
                .bind(number)
                .execute(&mut *connection)
                .await?;
            continue;
        }
        sqlx::query("UPDATE naming_decision SET name = $2, one = $3, other = $4 WHERE number = $1")
            .bind(number)
            .bind(decision.name.filter(|_| !unnamed))
            .bind(pack::json("names", &decision.one)?)
            .bind(pack::json("names", &decision.other)?)
            .execute(&mut *connection)
            .await?;
    }
    Ok(gone)
}
