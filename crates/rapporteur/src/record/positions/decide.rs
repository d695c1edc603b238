//! Decisions about positions: what they say, what they would change, and making them.

use rapporteur_core::{Codebook, Position, Stance, Statement, StatementId};
use rapporteur_record::{
    ArticleNumber, PositionDecision, PositionVerdict, Snapshot, Stamp, StoredArticle,
};
use serde::Serialize;

use super::effect::{EffectView, effect, joined, near};
use crate::codebook::CodebookFile;
use crate::engine::Engine;
use crate::error::{Error, ErrorKind};
use crate::examples::Example;
use crate::nearest;
use crate::record::add::aside;
use crate::record::log::OperationView;
use crate::record::{Clerk, Record, stored};

/// A decision on where a statement stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ruling {
    /// The statement, as `ARTICLE:sNUMBER`, such as `3:s4`.
    pub statement: String,
    /// The id of the proposition.
    pub proposition: String,
    /// What is decided.
    pub verdict: PositionVerdict,
    /// The stance, which setting needs; where another verdict gives one, it must be the reader's.
    pub stance: Option<Stance>,
}

/// What a decision says and would change.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct RulingPreview {
    /// The number of the article.
    pub article: i64,
    /// The id of the statement.
    pub id: String,
    /// Who speaks, in the article's reading.
    pub speaker: Option<String>,
    /// What was said.
    pub content: String,
    /// The id of the proposition.
    pub proposition: String,
    /// What is decided: `accept`, `reject` or `set`.
    pub verdict: PositionVerdict,
    /// The stance on record before; null where there is none.
    pub before: Option<Stance>,
    /// The stance on record after; null where there is none.
    pub after: Option<Stance>,
    /// Whether the statement becomes an example for its proposition.
    pub example: bool,
    /// What that changes in other statements, once they are read again.
    pub effect: EffectView,
}

/// A decision that was made.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct RulingReport {
    /// The operation, for `undo`.
    pub operation: OperationView,
    /// What it says and what it will change.
    #[serde(flatten)]
    pub ruling: RulingPreview,
    /// The hash of the codebook that is in force from now on.
    pub codebook: String,
}

/// A decision, ready to be stored.
pub(in crate::record) struct Prepared {
    pub(in crate::record) decision: PositionDecision,
    speaker: Option<String>,
    id: StatementId,
    before: Option<Stance>,
    former: CodebookFile,
    codebook: CodebookFile,
}

impl Record {
    /// Says what a decision would change, and changes nothing.
    ///
    /// # Errors
    ///
    /// Where there is no such statement or proposition, the statement takes no position that could be
    /// accepted or rejected, or the record cannot be read.
    pub async fn preview_ruling(&self, ruling: &Ruling) -> Result<RulingPreview, Error> {
        let mut snapshot = self.store.snapshot().await?;
        let prepared = self.prepared(&mut snapshot, ruling).await?;
        let effect = of_codebook(&mut snapshot, &prepared).await?;
        Ok(prepared.preview(effect))
    }

    /// Decides where a statement stands, as one operation. The decision outlives every new reading of
    /// the same words; an accepted or set one is an example for its proposition from now on, in the
    /// codebook that later readings are made with.
    ///
    /// # Errors
    ///
    /// As [`Record::preview_ruling`]; and where the record cannot be written.
    pub async fn decide_position(
        &self,
        ruling: &Ruling,
        clerk: &Clerk,
    ) -> Result<RulingReport, Error> {
        let mut snapshot = self.store.snapshot().await?;
        let prepared = self.prepared(&mut snapshot, ruling).await?;
        let effect = of_codebook(&mut snapshot, &prepared).await?;
        drop(snapshot);
        let stamp = clerk.stamp(prepared.summary(ruling));
        Ok(RulingReport {
            operation: self.settle(&prepared, stamp).await?,
            codebook: prepared.codebook.hash.clone(),
            ruling: prepared.preview(effect),
        })
    }

    /// Puts a decision in force.
    pub(in crate::record) async fn settle(
        &self,
        prepared: &Prepared,
        stamp: Stamp,
    ) -> Result<OperationView, Error> {
        let codebook = stored(&prepared.codebook);
        let decisions = std::slice::from_ref(&prepared.decision);
        let decided = self
            .store
            .decide_positions(stamp, decisions, Some(&codebook));
        Ok(decided.await?.into())
    }

    pub(in crate::record) async fn prepared(
        &self,
        snapshot: &mut Snapshot,
        ruling: &Ruling,
    ) -> Result<Prepared, Error> {
        let in_force = self.in_force(snapshot).await?;
        let former = in_force.0.clone().ok_or_else(|| {
            Error::new(
                ErrorKind::Input,
                "the record has no codebook, and so no propositions",
            )
            .with_hint("`rapporteur reread --codebook FILE.toml` gives it one")
        })?;
        known(&former.codebook, &ruling.proposition)?;
        let (number, id) = reference(&ruling.statement)?;
        let article = snapshot.article(number).await?;
        let statement = statement_of(&article, id)?;
        let read = statement
            .positions
            .iter()
            .find(|position| position.proposition == ruling.proposition);
        let decision = PositionDecision {
            article: number,
            version: article.row.version,
            content: joined(&article.article.text, &statement.content),
            ranges: statement.content.clone(),
            proposition: ruling.proposition.clone(),
            verdict: ruling.verdict,
            stance: stance(ruling, read, statement, number)?,
            words: read.map_or_else(|| statement.content.clone(), |read| read.words.clone()),
        };
        let decided = snapshot.position_decisions().await?;
        let mut decided: Vec<_> = decided
            .into_iter()
            .map(|decided| decided.decision)
            .collect();
        decided.push(decision.clone());
        Ok(Prepared {
            speaker: statement.speaker.name.clone(),
            id,
            before: read.map(|read| read.stance),
            codebook: former.with_examples(&examples(&decided)),
            former,
            decision,
        })
    }
}

impl Prepared {
    /// The line that the log shows.
    pub(in crate::record) fn summary(&self, ruling: &Ruling) -> String {
        let word = match ruling.verdict {
            PositionVerdict::Accept => "accept",
            PositionVerdict::Reject => "reject",
            PositionVerdict::Set => "set",
        };
        let stance = self.decision.stance.map(said).unwrap_or_default();
        let summary = format!(
            "{word} {}:{} {} {stance}",
            self.decision.article, self.id, ruling.proposition
        );
        summary.trim_end().to_owned()
    }

    fn preview(self, effect: EffectView) -> RulingPreview {
        let PositionDecision {
            article,
            content,
            proposition,
            verdict,
            stance,
            ..
        } = self.decision;
        let holds = verdict != PositionVerdict::Reject;
        RulingPreview {
            article: article.0,
            id: self.id.to_string(),
            speaker: self.speaker,
            content,
            proposition,
            verdict,
            before: self.before,
            after: stance.filter(|_| holds),
            example: holds,
            effect,
        }
    }
}

/// Reads the articles near the statement with the codebook before and after the decision.
async fn of_codebook(snapshot: &mut Snapshot, prepared: &Prepared) -> Result<EffectView, Error> {
    if prepared.former.hash == prepared.codebook.hash {
        return Ok(EffectView::default());
    }
    let (articles, more) = near(snapshot, &prepared.decision.content).await?;
    let mut decisions: Vec<PositionDecision> = Vec::new();
    for decided in snapshot.position_decisions().await? {
        decisions.push(decided.decision);
    }
    decisions.push(prepared.decision.clone());
    let (former, codebook) = (prepared.former.clone(), prepared.codebook.clone());
    let looked_at = articles.len() as u64;
    let changes = aside(move || {
        let old = Engine::new(Some(former));
        let new = Engine::new(Some(codebook));
        effect(&old, &new, &articles, |article, content, proposition| {
            decisions.iter().any(|decision| {
                decision.article == article
                    && decision.content == content
                    && decision.proposition == proposition
            })
        })
    })
    .await?;
    Ok(EffectView {
        articles: looked_at,
        more,
        changes,
    })
}

/// The examples that decisions add to a codebook: the last decision on a statement and a proposition
/// counts, and what was rejected is an example of nothing.
pub(in crate::record) fn examples(decisions: &[PositionDecision]) -> Vec<Example> {
    let superseded = |place: usize, decision: &PositionDecision| {
        decisions.iter().skip(place + 1).any(|later| {
            later.article == decision.article
                && later.proposition == decision.proposition
                && later.content == decision.content
        })
    };
    decisions
        .iter()
        .enumerate()
        .filter(|(place, decision)| !superseded(*place, decision))
        .filter(|(_, decision)| decision.verdict != PositionVerdict::Reject)
        .filter_map(|(_, decision)| {
            Some(Example {
                proposition: decision.proposition.clone(),
                stance: decision.stance?,
                text: bare(&decision.content),
            })
        })
        .collect()
}

/// The words of a statement one blank apart, without quotation marks around them.
fn bare(content: &str) -> String {
    let words = content.split_whitespace().collect::<Vec<_>>().join(" ");
    let marks = |c: char| c.is_whitespace() || "\"“”„«»‘’,".contains(c);
    words.trim_matches(marks).to_owned()
}

/// Reads `3:s4` as article 3, statement 4.
fn reference(typed: &str) -> Result<(ArticleNumber, StatementId), Error> {
    let parts = typed.split_once(':').and_then(|(article, statement)| {
        let statement = statement.strip_prefix('s').unwrap_or(statement);
        Some((article.parse().ok()?, statement.parse().ok()?))
    });
    let (article, statement) = parts.ok_or_else(|| {
        Error::new(ErrorKind::Input, format!("{typed:?} names no statement")).with_hint(
            "write article and statement as `rapporteur positions` shows them, such as 3:s4",
        )
    })?;
    Ok((ArticleNumber(article), StatementId(statement)))
}

fn statement_of(article: &StoredArticle, id: StatementId) -> Result<&Statement, Error> {
    let mut statements = article.reading.statements.iter();
    statements
        .find(|statement| statement.id == id)
        .ok_or_else(|| {
            let number = article.row.number;
            Error::new(
                ErrorKind::NotFound,
                format!("article {number} has no statement {id}"),
            )
            .with_hint(format!("`rapporteur show {number}` lists its statements"))
        })
}

fn known(codebook: &Codebook, id: &str) -> Result<(), Error> {
    let issues = codebook.issues.iter();
    let propositions = issues.flat_map(|issue| &issue.propositions);
    let ids: Vec<&str> = propositions.map(|known| known.id.as_str()).collect();
    if ids.contains(&id) {
        return Ok(());
    }
    let message = format!("the codebook has no proposition {id:?}");
    let near = nearest(id, ids.iter().copied());
    Err(
        Error::new(ErrorKind::NotFound, message).with_hint(match near {
            Some(near) => format!("did you mean {near}?"),
            None => format!("there are: {}", ids.join(", ")),
        }),
    )
}

/// The stance that a decision is about.
fn stance(
    ruling: &Ruling,
    read: Option<&Position>,
    statement: &Statement,
    article: ArticleNumber,
) -> Result<Option<Stance>, Error> {
    let Ruling {
        statement: typed,
        proposition,
        ..
    } = ruling;
    match (ruling.verdict, ruling.stance, read) {
        (PositionVerdict::Set, None, _) => {
            let message = "a position is set to a stance".to_owned();
            Err(Error::new(ErrorKind::Input, message).with_hint("add for, against or conditional"))
        }
        (PositionVerdict::Set, stance, _) => Ok(stance),
        (_, Some(stance), Some(read)) if stance != read.stance => {
            let message = format!(
                "statement {typed} is read as {}, not {}",
                said(read.stance),
                said(stance)
            );
            Err(Error::new(ErrorKind::Input, message).with_hint(format!(
                "`rapporteur positions set {typed} {proposition} {}` decides otherwise",
                said(stance)
            )))
        }
        (_, _, Some(read)) => Ok(Some(read.stance)),
        (PositionVerdict::Accept | PositionVerdict::Reject, _, None) => {
            let message = format!(
                "statement {} of article {article} takes no position on {proposition}",
                statement.id
            );
            Err(Error::new(ErrorKind::Input, message).with_hint(format!(
                "`rapporteur positions set {typed} {proposition} for` gives it one"
            )))
        }
    }
}

fn said(stance: Stance) -> &'static str {
    match stance {
        Stance::Against => "against",
        Stance::Conditional => "conditional",
        Stance::For => "for",
    }
}
