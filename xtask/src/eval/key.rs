//! The formats of the answer keys, which a reading's own JSON fits as well.

use std::collections::BTreeSet;
use std::path::Path;

use serde::Deserialize;
use serde::de::DeserializeOwned;

use crate::Failure;

/// Stretches of a text in code points, each `[start, end]`.
pub(super) type Spans = Vec<[usize; 2]>;

/// `NN.statements.json`, or the same fields of a reading.
#[derive(Debug, Deserialize)]
pub(super) struct Statements {
    pub(super) statements: Vec<Statement>,
    #[serde(default)]
    pub(super) preconditions: Vec<Precondition>,
}

/// Who said what.
#[derive(Debug, Clone, Deserialize)]
pub(super) struct Statement {
    pub(super) id: String,
    pub(super) kind: String,
    pub(super) basis: String,
    pub(super) act: String,
    /// How sure the reader is, 0 to 1; no key has it.
    pub(super) confidence: Option<f64>,
    pub(super) source: Spans,
    pub(super) cue: Spans,
    pub(super) content: Spans,
    pub(super) speaker: Speaker,
    pub(super) said: Option<Said>,
    #[serde(default)]
    pub(super) positions: Vec<Position>,
}

/// Where a statement stands.
#[derive(Debug, Clone, Deserialize)]
pub(super) struct Position {
    pub(super) proposition: String,
    pub(super) stance: String,
    /// How sure the reader is; no key has it.
    pub(super) confidence: Option<f64>,
    /// The words that decided; no key has them.
    #[serde(default)]
    pub(super) words: Spans,
}

impl From<&rapporteur_core::Position> for Position {
    fn from(position: &rapporteur_core::Position) -> Self {
        Self {
            proposition: position.proposition.clone(),
            stance: format!("{:?}", position.stance).to_lowercase(),
            confidence: position
                .confidence
                .map(rapporteur_core::Confidence::probability),
            words: Spans::new(),
        }
    }
}

/// Who speaks.
#[derive(Debug, Clone, Default, Deserialize)]
pub(super) struct Speaker {
    /// The entity of the reading; no key has it.
    pub(super) entity: Option<String>,
    pub(super) name: Option<String>,
    /// The id in the codebook; a reading has it at the entity.
    pub(super) codebook: Option<String>,
    pub(super) party: Option<String>,
}

/// When it was said.
#[derive(Debug, Clone, Deserialize)]
pub(super) struct Said {
    pub(super) edtf: String,
    pub(super) from: String,
}

/// What is wanted under a condition.
#[derive(Debug, Clone, Deserialize)]
pub(super) struct Precondition {
    pub(super) holder: Option<String>,
    pub(super) wanted: Clause,
    pub(super) condition: Clause,
    /// The proposition of what is wanted, in a key.
    proposition: Option<String>,
    /// The proposition of the condition, in a key.
    condition_proposition: Option<String>,
}

/// One half of a precondition: in a key its spans, in a reading with its proposition.
#[derive(Debug, Clone, Deserialize)]
#[serde(untagged)]
pub(super) enum Clause {
    /// The words.
    Known(Spans),
    /// The words and what they match.
    Read {
        /// The words.
        span: Spans,
        /// The id of the proposition.
        proposition: Option<String>,
    },
}

impl Clause {
    pub(super) const fn span(&self) -> &Spans {
        match self {
            Self::Known(span) | Self::Read { span, .. } => span,
        }
    }

    fn proposition(&self) -> Option<&str> {
        match self {
            Self::Known(_) => None,
            Self::Read { proposition, .. } => proposition.as_deref(),
        }
    }
}

impl Precondition {
    /// The propositions of what is wanted and of the condition.
    pub(super) fn propositions(&self) -> [Option<&str>; 2] {
        [
            self.proposition.as_deref().or(self.wanted.proposition()),
            self.condition_proposition
                .as_deref()
                .or(self.condition.proposition()),
        ]
    }
}

/// `NN.names.json`.
#[derive(Debug, Deserialize)]
pub(super) struct Names {
    pub(super) mentions: Vec<KeyMention>,
}

/// Words of the key that name something.
#[derive(Debug, Clone, Deserialize)]
pub(super) struct KeyMention {
    pub(super) text: String,
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) entity: KeyEntity,
    pub(super) form: String,
}

/// What they name.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
pub(super) struct KeyEntity {
    pub(super) name: String,
    pub(super) codebook: Option<String>,
}

/// What is measured of a reading: the fields of `extract --json`.
#[derive(Debug, Deserialize)]
pub(super) struct Reading {
    pub(super) entities: Vec<Entity>,
    pub(super) mentions: Vec<Mention>,
    pub(super) statements: Vec<Statement>,
    pub(super) preconditions: Vec<Precondition>,
    pub(super) events: Vec<Event>,
}

/// `NN.events.json`.
#[derive(Debug, Deserialize)]
pub(super) struct Events {
    pub(super) events: Vec<Event>,
}

/// What happened.
#[derive(Debug, Clone, Deserialize)]
pub(super) struct Event {
    pub(super) span: Spans,
    #[serde(rename = "type")]
    pub(super) plover: Option<String>,
    pub(super) kind: Option<String>,
    pub(super) ordinal: Option<u32>,
    pub(super) phase: String,
    date: Option<Day>,
    pub(super) place: Option<Place>,
    /// The ids of the parties; a key has them, and a reading has participants.
    #[serde(default)]
    parties: Vec<String>,
    #[serde(default)]
    pub(super) participants: Vec<Participant>,
    #[serde(default)]
    pub(super) quantities: Vec<Quantity>,
}

/// A date: in a key as it is, in a reading with how it is known.
#[derive(Debug, Clone, Deserialize)]
#[serde(untagged)]
enum Day {
    Known(String),
    Read(Said),
}

/// A place: in a key by name, in a reading with its words.
#[derive(Debug, Clone, Deserialize)]
#[serde(untagged)]
pub(super) enum Place {
    /// The name.
    Known(String),
    /// The name and where it stands.
    Read {
        /// The name.
        name: String,
    },
}

/// Somebody who takes part.
#[derive(Debug, Clone, Deserialize)]
pub(super) struct Participant {
    pub(super) party: Option<String>,
    #[serde(default)]
    role: String,
    pub(super) span: Option<[usize; 2]>,
}

/// A figure.
#[derive(Debug, Clone, Deserialize)]
pub(super) struct Quantity {
    pub(super) of: String,
    pub(super) value: String,
}

impl Event {
    /// The parties that take part, in alphabetical order; the keys do not count who is in the chair.
    pub(super) fn parties(&self) -> BTreeSet<&str> {
        let read = self
            .participants
            .iter()
            .filter(|participant| participant.role != "mediator")
            .filter_map(|participant| participant.party.as_deref());
        self.parties
            .iter()
            .map(String::as_str)
            .chain(read)
            .collect()
    }

    /// The date, where the text says it.
    pub(super) fn day(&self) -> Option<&str> {
        match self.date.as_ref()? {
            Day::Known(edtf) => Some(edtf),
            Day::Read(said) => (said.from == "phrase").then_some(&said.edtf),
        }
    }
}

impl Place {
    pub(super) fn name(&self) -> &str {
        match self {
            Self::Known(name) | Self::Read { name } => name,
        }
    }
}

/// Somebody or something that a reading names.
#[derive(Debug, Deserialize)]
pub(super) struct Entity {
    pub(super) id: String,
    pub(super) name: String,
    pub(super) codebook: Option<String>,
}

/// Words of a reading that name something.
#[derive(Debug, Deserialize)]
pub(super) struct Mention {
    pub(super) entity: Option<String>,
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) text: String,
}

/// Reads a file of a key.
pub(super) fn read<T: DeserializeOwned>(path: &Path) -> Result<T, Failure> {
    let text = std::fs::read_to_string(path).map_err(|error| Failure::io(path, error))?;
    serde_json::from_str(&text).map_err(|error| Failure::content(path, error))
}
