//! Who said what: statements, the positions they take, the conditions they set.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::{Confidence, Edtf, EntityId, TextRange};

/// The number of a statement within one reading; shown as `s1`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct StatementId(
    /// Counted from 1.
    pub u32,
);

impl fmt::Display for StatementId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "s{}", self.0)
    }
}

/// An attribution that has been resolved: whose words, when, and what they do.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Statement {
    /// Its number in this reading.
    pub id: StatementId,
    /// The statement that this one stands in: "X said that Y had promised Z".
    pub within: Option<StatementId>,
    /// How the words are reported.
    pub kind: Kind,
    /// Whether an utterance is reported at all.
    pub basis: Basis,
    /// What the words do.
    pub act: Act,
    /// How sure the reader is that this is an attribution with these parts; `None` where the
    /// method gives no calibrated figure.
    pub confidence: Option<Confidence>,
    /// The words that name the speaker.
    pub source: Vec<TextRange>,
    /// The words that say that something was said.
    pub cue: Vec<TextRange>,
    /// What was said; several stretches where the text splits it.
    pub content: Vec<TextRange>,
    /// Who speaks.
    pub speaker: Speaker,
    /// When it was said; `None` where neither a phrase nor a publication date tells.
    pub said: Option<Said>,
    /// Where it stands on the codebook's propositions.
    pub positions: Vec<Position>,
}

/// Who speaks, as far as the text tells.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Speaker {
    /// The entity of the reading.
    pub entity: Option<EntityId>,
    /// The name to show; `None` where the text does not say who speaks.
    pub name: Option<String>,
    /// The id of the party spoken for, from the codebook.
    pub party: Option<String>,
}

/// How words are reported.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// All in quotation marks.
    Direct,
    /// None in quotation marks.
    Indirect,
    /// Some in quotation marks.
    Mixed,
}

/// What the report rests on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(rename_all = "lowercase")]
pub enum Basis {
    /// The cue reports an utterance.
    Speech,
    /// The outlet reports what someone wants, fears, plans or refuses without an utterance.
    Attitude,
}

/// What a statement does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(rename_all = "lowercase")]
pub enum Act {
    /// Puts something forward as so.
    State,
    /// Requires something of somebody.
    Demand,
    /// Holds something out.
    Offer,
    /// Binds the speaker to something.
    Promise,
    /// Says yes.
    Accept,
    /// Says no.
    Reject,
    /// Grants a point.
    Concede,
    /// Announces harm.
    Threaten,
    /// Lays blame.
    Accuse,
    /// Asks for something.
    Appeal,
    /// Says that something is not so.
    Deny,
    /// Tells what happened, as an agency or a ministry does.
    Report,
}

/// When a statement was made.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Said {
    /// The date.
    pub edtf: Edtf,
    /// How it is known.
    pub from: SaidSource,
}

/// How the date of a statement or event is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(rename_all = "lowercase")]
pub enum SaidSource {
    /// A date phrase governs it.
    Phrase,
    /// The publication date, assumed.
    Published,
}

/// Where a statement stands on one proposition of the codebook.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Position {
    /// The id of the proposition.
    pub proposition: String,
    /// On which side.
    pub stance: Stance,
    /// How sure the reader is.
    pub confidence: Option<Confidence>,
    /// The words that decided it.
    pub words: Vec<TextRange>,
}

/// Where someone stands on a proposition, on the scale against < conditional < for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(rename_all = "lowercase")]
pub enum Stance {
    /// Says no to it.
    Against,
    /// Says yes if something else comes first.
    Conditional,
    /// Says yes to it.
    For,
}

/// The number of a precondition within one reading; shown as `p1`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct PreconditionId(
    /// Counted from 1.
    pub u32,
);

impl fmt::Display for PreconditionId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "p{}", self.0)
    }
}

/// What a party wants or grants, tied to a condition: "talks can only begin once …".
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Precondition {
    /// Its number in this reading.
    pub id: PreconditionId,
    /// The statement that sets it.
    pub statement: Option<StatementId>,
    /// The id of the party that sets it.
    pub holder: Option<String>,
    /// What is wanted or granted.
    pub wanted: Clause,
    /// What has to come first.
    pub condition: Clause,
}

/// One half of a precondition.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Clause {
    /// The words.
    pub span: Vec<TextRange>,
    /// The id of the proposition they match.
    pub proposition: Option<String>,
}
