//! Date phrases and their values.

use serde::{Deserialize, Serialize};

use crate::TextRange;

/// A phrase that tells when or how long.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TimeExpression {
    /// The words.
    pub range: TextRange,
    /// The TIMEX3 type.
    #[serde(rename = "type")]
    pub kind: TimeType,
    /// EDTF for dates, ISO 8601 for durations; `None` where the anchor is missing.
    pub value: Option<String>,
    /// The distance from a missing anchor, such as `published - P1D`.
    pub relative: Option<String>,
    /// What the text implies about an unknown date, as an EDTF interval.
    pub bounds: Option<String>,
    /// What the value was counted from.
    pub anchor: Option<Anchor>,
    /// The words of the expression it was counted from, where that is one of the text.
    #[serde(default)]
    pub anchor_range: Option<TextRange>,
}

/// The type of a time expression, as in TIMEX3.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(rename_all = "UPPERCASE")]
pub enum TimeType {
    /// A day or longer on the calendar.
    Date,
    /// A time of day.
    Time,
    /// How long.
    Duration,
    /// Something that recurs.
    Set,
}

/// What a relative date was counted from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(rename_all = "lowercase")]
pub enum Anchor {
    /// The publication date.
    Published,
    /// Another expression of the text.
    Text,
}
