//! What one reading of one article yields.

use serde::{Deserialize, Serialize};

use crate::{
    Diagnostic, Entity, Event, Mention, Precondition, Provenance, Statement, TimeExpression,
};

/// Everything the reader found in one article.
///
/// A reading is a pure function of the article's text and metadata, the models and the codebook.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reading {
    /// The language of the text.
    pub language: Language,
    /// Whether the text was analysed; a text in a language that is not read is kept, not analysed.
    pub read: bool,
    /// Who and what is named, in the order of first mention.
    pub entities: Vec<Entity>,
    /// Where they are named, in the order of the text.
    pub mentions: Vec<Mention>,
    /// Date phrases, in the order of the text.
    pub times: Vec<TimeExpression>,
    /// Who said what, in the order of the text.
    pub statements: Vec<Statement>,
    /// Conditions that were set.
    pub preconditions: Vec<Precondition>,
    /// What happened.
    pub events: Vec<Event>,
    /// What made this reading.
    pub provenance: Provenance,
    /// What a reader should be told besides.
    pub diagnostics: Vec<Diagnostic>,
}

/// The language of a text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Language(String);

impl Language {
    /// Makes a language from an ISO 639 code; `und` is "cannot tell".
    #[must_use]
    pub fn new(code: &str) -> Self {
        Self(code.to_owned())
    }

    /// Returns the language of a text that tells too little about its language.
    #[must_use]
    pub fn undetermined() -> Self {
        Self::new("und")
    }

    /// Returns the ISO 639 code: two letters where there are two, else three.
    #[must_use]
    pub fn code(&self) -> &str {
        &self.0
    }
}
