//! Names and nominal phrases, as the name head finds them.

use std::ops::Range;

/// What a name or phrase is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum NameKind {
    /// A human being, or several: "Ilva Maren", "the Valdrians", "a senior official".
    Person,
    /// A government, ministry, company, alliance, army, armed group.
    Organisation,
    /// A country, city, region, river, building.
    Place,
}

impl NameKind {
    /// All kinds, in the order of the weights.
    pub const ALL: [Self; 3] = [Self::Person, Self::Organisation, Self::Place];
}

/// Words that name someone or something, or say what it is.
///
/// A span takes in article, title and modifiers ("Foreign Minister Ilva Maren of Valdria"), and not
/// a possessive mark. Spans nest: "the port of Port Sorrel" is nominal and has a name in it.
#[derive(Debug, Clone, PartialEq)]
pub struct NameSpan {
    /// The words, by their places in what was read.
    pub words: Range<usize>,
    /// Bytes of the text, from the first word to the last.
    pub range: Range<usize>,
    /// What it is of.
    pub kind: NameKind,
    /// Whether a common noun is its head ("the foreign minister"), not a name.
    pub nominal: bool,
    /// The probability that words and kind are right, 0 to 1.
    pub probability: f32,
}
