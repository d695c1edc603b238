//! What a reader should be told about an article besides its reading.

use serde::{Deserialize, Serialize};

use crate::TextRange;

/// A remark on an article that was read: never a failure, since reading never fails.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Diagnostic {
    /// How much it matters.
    pub severity: Severity,
    /// A stable name for the kind of remark, such as `language.not-read`.
    pub code: String,
    /// One line for people, in lower case.
    pub message: String,
    /// Where in the text, if it is about a place in it.
    pub range: Option<TextRange>,
}

/// How much a [`Diagnostic`] matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// Worth knowing.
    Note,
    /// Something may be missing or wrong in the reading.
    Warning,
}
