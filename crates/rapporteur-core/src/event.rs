//! What happened, is to happen, or is said to have happened.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::{EntityId, Said, StatementId, TextRange};

/// The number of an event within one reading; shown as `v1`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct EventId(
    /// Counted from 1.
    pub u32,
);

impl fmt::Display for EventId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "v{}", self.0)
    }
}

/// A happening with its participants, coded after PLOVER.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Event {
    /// Its number in this reading.
    pub id: EventId,
    /// The words that tell it.
    pub span: Vec<TextRange>,
    /// The PLOVER type, such as `CONSULT`.
    #[serde(rename = "type")]
    pub plover: Option<String>,
    /// The PLOVER mode, such as `meet`.
    pub mode: Option<String>,
    /// The negotiation's own kind, such as `round-of-talks`.
    pub kind: Option<String>,
    /// Which one of its kind: 2 for the second round.
    pub ordinal: Option<u32>,
    /// How far it has got.
    pub phase: Phase,
    /// The statement that announces it, where it is one of PLOVER's verbal types.
    pub statement: Option<StatementId>,
    /// When.
    pub date: Option<Said>,
    /// Where.
    pub place: Option<EventPlace>,
    /// Who takes part.
    pub participants: Vec<Participant>,
    /// How many, how much, how long.
    pub quantities: Vec<Quantity>,
}

/// How far an event has got.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(rename_all = "lowercase")]
pub enum Phase {
    /// Somebody says it will be.
    Announced,
    /// It has been arranged.
    Planned,
    /// It happened.
    Held,
    /// It is being kept.
    Observed,
    /// It was violated.
    Broken,
    /// It was called off.
    Cancelled,
    /// Somebody says it did not happen.
    Denied,
}

/// Where an event took place.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EventPlace {
    /// The name of the place.
    pub name: String,
    /// The words.
    pub span: Vec<TextRange>,
}

/// Somebody who takes part in an event.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Participant {
    /// The id of the party.
    pub party: Option<String>,
    /// The entity of the reading.
    pub entity: Option<EntityId>,
    /// What part they play.
    pub role: ParticipantRole,
    /// The words.
    pub span: Option<TextRange>,
}

/// The part somebody plays in an event.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(rename_all = "lowercase")]
pub enum ParticipantRole {
    /// Does it.
    Actor,
    /// Has it done to them.
    Recipient,
    /// Stands between the sides.
    Mediator,
    /// Provides the room.
    Host,
}

/// A figure that belongs to an event.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Quantity {
    /// What is counted, such as `duration` or `prisoners`.
    pub of: String,
    /// The figure: a number, or ISO 8601 for a duration.
    pub value: String,
    /// The words.
    pub span: Vec<TextRange>,
}
