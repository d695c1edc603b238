//! What people decided about positions: it outlives every reading of the same words.
//!
//! A decision speaks of a statement by its words. A new reading may number statements otherwise and
//! draw their borders elsewhere; the statement is found again by what it says and, in the same
//! version of the article, by where it stands.

use rapporteur_core::{Position, Reading, Stance, TextRange};
use serde::{Deserialize, Serialize};
use sqlx::Row as _;

use crate::article::{ArticleNumber, VersionNumber};
use crate::codebook::CodebookVersion;
use crate::error::RecordError;
use crate::judgement::{self, JudgementFilter};
use crate::operation::{Operation, OperationKind, Stamp};
use crate::position::DecidedPositions;
use crate::record::Record;
use crate::snapshot::Snapshot;
use crate::sought::Sought;
use crate::sqlite::{Connection, Row};
use crate::writing::Batch;
use crate::{OperationNumber, pack};

/// One decision on where a statement stands on a proposition.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PositionDecision {
    /// The article.
    pub article: ArticleNumber,
    /// The version that was looked at.
    pub version: VersionNumber,
    /// What the statement says; stretches are joined by " … ".
    pub content: String,
    /// Where that stands in the text of the version, in bytes.
    pub ranges: Vec<TextRange>,
    /// The id of the proposition.
    pub proposition: String,
    /// What was decided.
    pub verdict: PositionVerdict,
    /// The stance: accepted, set, or rejected; `None` where a reading had none to reject.
    pub stance: Option<Stance>,
    /// The words that decide it, as ranges of the text of the version.
    pub words: Vec<TextRange>,
}

/// What was decided about a position.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(rename_all = "lowercase")]
pub enum PositionVerdict {
    /// The reader is right.
    Accept,
    /// The statement takes no position on the proposition.
    Reject,
    /// It takes this one.
    Set,
}

/// A decision in force, and the operation that made it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PositionDecided {
    /// The decision.
    pub decision: PositionDecision,
    /// Who made it, and when, is in the log under this number.
    pub operation: OperationNumber,
}

impl Record {
    /// Decides about positions, as one operation; `codebook` is the one in force from now on, with
    /// what the decisions add to it.
    ///
    /// # Errors
    /// [`ErrorKind::NotFound`](crate::ErrorKind::NotFound) where an article is not there; then
    /// nothing is changed.
    pub async fn decide_positions(
        &self,
        stamp: Stamp,
        decisions: &[PositionDecision],
        codebook: Option<&CodebookVersion>,
    ) -> Result<Operation, RecordError> {
        let mut batch = Batch::begin(self.pool(), OperationKind::Positions, &stamp).await?;
        if let Some(codebook) = codebook {
            batch.read_with(codebook).await?;
        }
        for decision in decisions {
            batch.present(decision.article).await?;
            store(&mut batch.transaction, batch.operation, decision, false).await?;
        }
        let mut articles: Vec<_> = decisions.iter().map(|decision| decision.article).collect();
        articles.sort_unstable();
        articles.dedup();
        for article in articles {
            batch.refresh(article).await?;
            batch.counts.articles += 1;
        }
        batch.finish(&stamp.at).await
    }
}

impl Snapshot {
    /// Lists the decisions about positions that are in force, on articles present: first what coders
    /// agree on, then what was decided outright, each oldest first. Of two on the same, the last counts.
    ///
    /// # Errors
    /// Where the record cannot be read.
    pub async fn position_decisions(&mut self) -> Result<Vec<PositionDecided>, RecordError> {
        let all = self.judgements(&JudgementFilter::default()).await?;
        Ok(judgement::in_force(all))
    }
}

/// Stores a decision, or one coder's judgement.
pub(crate) async fn store(
    connection: &mut Connection,
    operation: OperationNumber,
    decision: &PositionDecision,
    apart: bool,
) -> Result<(), RecordError> {
    let stance = decision.stance;
    let stance = stance.map(|stance| pack::label("a stance", &stance));
    sqlx::query(
        "INSERT INTO position_decision \
         (operation, article, version, content, ranges, proposition, verdict, stance, words, \
         judgement) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
    )
    .bind(operation.0)
    .bind(decision.article.0)
    .bind(decision.version.0)
    .bind(decision.content.as_str())
    .bind(pack::json("the ranges of a statement", &decision.ranges)?)
    .bind(decision.proposition.as_str())
    .bind(pack::label("a verdict", &decision.verdict)?)
    .bind(stance.transpose()?.unwrap_or_default())
    .bind(pack::json("the words of a position", &decision.words)?)
    .bind(i64::from(apart))
    .execute(connection)
    .await?;
    Ok(())
}

/// Returns the decisions in force on the article, as [`Snapshot::position_decisions`].
pub(crate) async fn in_force(
    connection: &mut Connection,
    article: ArticleNumber,
) -> Result<Vec<PositionDecided>, RecordError> {
    let filter = JudgementFilter {
        article: Some(article),
        ..JudgementFilter::default()
    };
    let all = judgement::judgements(connection, &filter).await?;
    Ok(judgement::in_force(all))
}

/// Puts the decisions in the place of what the reading of this version says; returns which positions
/// rest on them.
///
/// The last decision on a statement and a proposition counts. One whose statement is not in the
/// reading waits for a reading that has it.
pub(crate) fn apply(
    decisions: &[PositionDecided],
    text: &str,
    version: VersionNumber,
    reading: &mut Reading,
) -> DecidedPositions {
    let mut decided = DecidedPositions::new();
    for PositionDecided { decision, .. } in decisions {
        let sought = Sought {
            content: &decision.content,
            ranges: &decision.ranges,
            same_text: decision.version == version,
        };
        let contents = reading.statements.iter();
        let contents = contents.map(|statement| statement.content.as_slice());
        let place = sought.find(text, contents);
        let Some(statement) = place.and_then(|place| reading.statements.get_mut(place)) else {
            continue;
        };
        let proposition = &decision.proposition;
        let key = (statement.id, proposition.clone());
        let of = |position: &&Position| position.proposition == *proposition;
        let read = statement.positions.iter().find(of).cloned();
        statement.positions.retain(|position| !of(&position));
        decided.remove(&key);
        let stance = match (decision.verdict, decision.stance) {
            (PositionVerdict::Reject, _) | (_, None) => continue,
            (PositionVerdict::Accept | PositionVerdict::Set, Some(stance)) => stance,
        };
        let read = read.filter(|position| position.stance == stance);
        let confidence = read.as_ref().and_then(|position| position.confidence);
        let words = match read {
            Some(position) => position.words,
            None if decision.version == version => decision.words.clone(),
            None => statement.content.clone(),
        };
        statement.positions.push(Position {
            proposition: proposition.clone(),
            stance,
            confidence,
            words,
        });
        decided.insert(key);
    }
    decided
}

impl PositionDecided {
    pub(crate) fn from_row(row: &Row) -> Result<Self, RecordError> {
        let stance: &str = row.try_get("stance")?;
        let stance = Some(stance).filter(|stance| !stance.is_empty());
        let decision = PositionDecision {
            article: ArticleNumber(row.try_get("article")?),
            version: VersionNumber(row.try_get("version")?),
            content: row.try_get("content")?,
            ranges: pack::from_json("the ranges of a statement", row.try_get("ranges")?)?,
            proposition: row.try_get("proposition")?,
            verdict: pack::from_label("a verdict", row.try_get("verdict")?)?,
            stance: stance
                .map(|stance| pack::from_label("a stance", stance))
                .transpose()?,
            words: pack::from_json("the words of a position", row.try_get("words")?)?,
        };
        Ok(Self {
            decision,
            operation: OperationNumber(row.try_get("operation")?),
        })
    }
}
