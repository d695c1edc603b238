//! Judgements: what single coders make of positions, apart from each other until two of them agree.

use std::collections::{BTreeMap, BTreeSet};

use rapporteur_core::{Stance, StatementId, TextRange};
use sqlx::{QueryBuilder, Row as _};

use crate::article::ArticleNumber;
use crate::error::RecordError;
use crate::operation::{Operation, OperationKind, Stamp};
use crate::record::Record;
use crate::ruling::{self, PositionDecided, PositionDecision, PositionVerdict};
use crate::snapshot::Snapshot;
use crate::sqlite::{Backend, Connection, Row};
use crate::writing::Batch;

/// What somebody made of a position, and has not taken back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Judgement {
    /// What was decided, and by which operation.
    pub decided: PositionDecided,
    /// Who decided.
    pub author: String,
    /// When, in ISO 8601.
    pub at: String,
    /// Whether it is one coder's judgement, which counts once another one agrees.
    pub apart: bool,
}

/// Which of them to list.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct JudgementFilter {
    /// Only about this article.
    pub article: Option<ArticleNumber>,
    /// Only by this author.
    pub author: Option<String>,
    /// Only coders' judgements.
    pub apart: bool,
}

/// What a judgement is about: judgements about the same agree or differ.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Judged {
    /// The article.
    pub article: ArticleNumber,
    /// What the statement says.
    pub content: String,
    /// Where that stands in the version that was looked at, in bytes.
    pub ranges: Vec<TextRange>,
    /// The id of the proposition.
    pub proposition: String,
}

impl Judgement {
    /// Returns what it is about.
    #[must_use]
    pub fn about(&self) -> Judged {
        let PositionDecision {
            article,
            content,
            ranges,
            proposition,
            ..
        } = &self.decided.decision;
        Judged {
            article: *article,
            content: content.clone(),
            ranges: ranges.clone(),
            proposition: proposition.clone(),
        }
    }

    /// Returns the stance that the statement has by it; `None` where it takes no position.
    #[must_use]
    pub fn stance(&self) -> Option<Stance> {
        let decision = &self.decided.decision;
        let holds = decision.verdict != PositionVerdict::Reject;
        decision.stance.filter(|_| holds)
    }

    fn from_row(row: &Row) -> Result<Self, RecordError> {
        Ok(Self {
            decided: PositionDecided::from_row(row)?,
            author: row.try_get("author")?,
            at: row.try_get("started_at")?,
            apart: row.try_get::<i64, _>("judgement")? != 0,
        })
    }
}

impl Record {
    /// Keeps one coder's judgement about a position, as one operation. It counts as a decision as soon
    /// as and as long as another coder judges alike and fewer judge otherwise.
    ///
    /// # Errors
    /// [`ErrorKind::NotFound`](crate::ErrorKind::NotFound) where the article is not there; then nothing
    /// is changed.
    pub async fn judge_position(
        &self,
        stamp: Stamp,
        decision: &PositionDecision,
    ) -> Result<Operation, RecordError> {
        let mut batch = Batch::begin(self.pool(), OperationKind::Review, &stamp).await?;
        batch.present(decision.article).await?;
        ruling::store(&mut batch.transaction, batch.operation, decision, true).await?;
        batch.refresh(decision.article).await?;
        batch.counts.articles += 1;
        batch.finish(&stamp.at).await
    }
}

impl Snapshot {
    /// Lists what people decided about positions and judged of them, oldest first, on articles present.
    ///
    /// # Errors
    /// Where the record cannot be read.
    pub async fn judgements(
        &mut self,
        filter: &JudgementFilter,
    ) -> Result<Vec<Judgement>, RecordError> {
        judgements(self.connection(), filter).await
    }

    /// Finds the statement with the words that a decision is about, in the current reading of its
    /// article.
    ///
    /// # Errors
    /// Where the record cannot be read.
    pub async fn statement_saying(
        &mut self,
        decision: &PositionDecision,
    ) -> Result<Option<StatementId>, RecordError> {
        let ordinal: Option<u32> = sqlx::query_scalar(
            "SELECT ordinal FROM statement WHERE article = $1 AND content = $2 \
             ORDER BY ordinal LIMIT 1",
        )
        .bind(decision.article.0)
        .bind(decision.content.as_str())
        .fetch_optional(self.connection())
        .await?;
        Ok(ordinal.map(StatementId))
    }
}

pub(crate) async fn judgements(
    connection: &mut Connection,
    filter: &JudgementFilter,
) -> Result<Vec<Judgement>, RecordError> {
    let mut query = QueryBuilder::<Backend>::new(
        "SELECT d.*, o.author, o.started_at FROM position_decision d \
         JOIN operation o ON o.number = d.operation WHERE o.undone_by IS NULL",
    );
    match filter.article {
        Some(article) => query.push(" AND d.article = ").push_bind(article.0),
        None => query.push(
            " AND EXISTS (SELECT 1 FROM article a WHERE a.number = d.article \
             AND a.current IS NOT NULL)",
        ),
    };
    if let Some(author) = &filter.author {
        query.push(" AND o.author = ").push_bind(author.as_str());
    }
    if filter.apart {
        query.push(" AND d.judgement = 1");
    }
    query.push(" ORDER BY d.number");
    let rows = query.build().fetch_all(connection).await?;
    rows.iter().map(Judgement::from_row).collect()
}

/// Finds which decisions are in force: what judgements agree on, and after that what was decided
/// outright, which goes before it.
pub(crate) fn in_force(judgements: Vec<Judgement>) -> Vec<PositionDecided> {
    let (apart, outright): (Vec<_>, Vec<_>) = judgements.into_iter().partition(|one| one.apart);
    let mut decided = agreed(apart);
    decided.extend(outright.into_iter().map(|one| one.decided));
    decided
}

/// What at least two judge alike and fewer otherwise, each as the last of them says it. Of what one
/// author judges of the same thing, the last counts.
fn agreed(judgements: Vec<Judgement>) -> Vec<PositionDecided> {
    let mut by_matter: BTreeMap<Judged, BTreeMap<String, Judgement>> = BTreeMap::new();
    for judgement in judgements {
        let matter = by_matter.entry(judgement.about()).or_default();
        matter.insert(judgement.author.clone(), judgement);
    }
    let mut decided: Vec<PositionDecided> = by_matter.values().filter_map(majority).collect();
    decided.sort_by_key(|one| one.operation);
    decided
}

fn majority(judgements: &BTreeMap<String, Judgement>) -> Option<PositionDecided> {
    let stances: BTreeSet<_> = judgements.values().map(Judgement::stance).collect();
    let mut counted: Vec<(usize, Option<Stance>)> = stances
        .into_iter()
        .map(|stance| {
            let alike = judgements.values().filter(|one| one.stance() == stance);
            (alike.count(), stance)
        })
        .collect();
    counted.sort_by_key(|(alike, _)| std::cmp::Reverse(*alike));
    let (most, stance) = *counted.first()?;
    let next = counted.get(1).map_or(0, |(alike, _)| *alike);
    if most < 2 || most == next {
        return None;
    }
    let alike = judgements.values().filter(|one| one.stance() == stance);
    let last = alike.max_by_key(|one| one.decided.operation)?;
    Some(last.decided.clone())
}
