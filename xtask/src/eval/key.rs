//! The formats of the answer keys, which a reading's own JSON fits as well.

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
}

/// Who speaks.
#[derive(Debug, Clone, Default, Deserialize)]
pub(super) struct Speaker {
    /// The entity of the reading; no key has it.
    pub(super) entity: Option<String>,
    pub(super) name: Option<String>,
    /// The id in the codebook; a reading has it at the entity.
    pub(super) codebook: Option<String>,
}

/// When it was said.
#[derive(Debug, Clone, Deserialize)]
pub(super) struct Said {
    pub(super) edtf: String,
    pub(super) from: String,
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
