//! Review: what is worth looking at, first what a decision would change most, and what coders make of
//! it.

mod alpha;
mod context;
mod judge;
mod queue;
mod settle;
mod weight;

use rapporteur_core::{Codebook, Stance};
use rapporteur_record::{Judgement, PositionVerdict};
use serde::Serialize;

use super::Record;
use super::names::{NameRef, SuggestionView};
use super::positions::{PropositionRef, VoiceView};
use super::users::Role;
use crate::error::Error;

pub use alpha::{CodingView, PropositionAlpha};
pub use context::{ContextView, Mark};
pub use judge::JudgedReport;
pub use settle::{DisagreementPage, DisagreementView};

/// How many coders it takes for their decisions to be kept apart.
const COUPLE: u64 = 2;

/// What of the queue is wanted; what is not given does not matter.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ReviewQuery {
    /// Whose queue it is: it leaves out what this coder has judged.
    pub coder: Option<String>,
    /// Only positions on the proposition with this id.
    pub proposition: Option<String>,
    /// Only one kind of item.
    pub only: Option<ReviewKind>,
    /// At most so many; `None` is all that were looked at.
    pub limit: Option<u32>,
    /// Passes over so many.
    pub offset: u32,
}

/// What an item of the queue is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum ReviewKind {
    /// Where a statement stands.
    Position,
    /// Two names that may be one.
    Name,
}

/// A stretch of the queue.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct ReviewPage {
    /// How many positions nobody has decided about.
    pub undecided: u64,
    /// How many pairs of names may be one.
    pub names: u64,
    /// How many coders there are.
    pub coders: u64,
    /// Whether what a coder decides is a judgement, which counts once another one agrees.
    pub apart: bool,
    /// On how many things coders differ, for an editor to settle.
    pub disagreements: u64,
    /// How many items were put in order: not all of a large record are.
    pub looked_at: u64,
    /// The items, those whose decision would change most first.
    pub items: Vec<ReviewItem>,
}

/// Something to look at.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(rename_all = "lowercase", tag = "kind")]
pub enum ReviewItem {
    /// Where a statement stands.
    Position(Box<PositionItem>),
    /// Two names that may be one.
    Name(Box<NameItem>),
}

/// A position that nobody has decided about.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct PositionItem {
    /// The statement, such as `3:s4`.
    pub statement: String,
    /// The proposition.
    pub proposition: PropositionRef,
    /// The party; null where the speaker is of none that is known.
    pub party: Option<NameRef>,
    /// The stance that the reader reads.
    pub stance: Stance,
    /// What was said.
    pub said: VoiceView,
    /// The statement among the sentences around it.
    pub context: Vec<ContextView>,
    /// How high it stands in the queue.
    pub score: f64,
    /// Why it stands there.
    pub why: Vec<String>,
}

/// Two names that may be one.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct NameItem {
    /// The names.
    pub pair: SuggestionView,
    /// How often they are mentioned.
    pub mentions: [u64; 2],
    /// How high it stands in the queue.
    pub score: f64,
    /// Why it stands there.
    pub why: Vec<String>,
}

/// What somebody made of a position.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct JudgementView {
    /// The operation, for `undo`.
    pub operation: i64,
    /// Who.
    pub author: String,
    /// When, in ISO 8601 and UTC.
    pub at: String,
    /// The number of the article.
    pub article: i64,
    /// The id of the statement in the current reading; null where it is not in it.
    pub statement: Option<String>,
    /// What was said.
    pub content: String,
    /// The proposition.
    pub proposition: PropositionRef,
    /// What was decided.
    pub verdict: PositionVerdict,
    /// The stance that the statement has by it; null where it takes no position.
    pub stance: Option<Stance>,
    /// Whether it is one coder's judgement, which counts once another one agrees.
    pub apart: bool,
}

/// What somebody made of positions.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct JudgementPage {
    /// How many there are in all.
    pub total: u64,
    /// They, the latest first.
    pub judgements: Vec<JudgementView>,
}

impl JudgementView {
    fn new(judgement: &Judgement, codebook: Option<&Codebook>) -> Self {
        let decision = &judgement.decided.decision;
        Self {
            operation: judgement.decided.operation.0,
            author: judgement.author.clone(),
            at: judgement.at.clone(),
            article: decision.article.0,
            statement: None,
            content: decision.content.clone(),
            proposition: PropositionRef::of(codebook, &decision.proposition),
            verdict: decision.verdict,
            stance: judgement.stance(),
            apart: judgement.apart,
        }
    }
}

/// How many people code.
async fn coders(record: &Record) -> Result<u64, Error> {
    let users = record.users().await?;
    let coders = users.iter().filter(|user| user.role == Role::Coder);
    Ok(coders.count() as u64)
}
