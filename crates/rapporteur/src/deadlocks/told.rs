//! What deadlocks are worked out from: conditions as statements set them, positions as they take
//! them.

use rapporteur_core::Stance;

/// A precondition that a statement sets.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SetPrecondition {
    /// The id of the party that sets it; `None` where the text does not tell.
    pub holder: Option<String>,
    /// What it wants or grants.
    pub wanted: SetClause,
    /// What has to come first.
    pub condition: SetClause,
    /// The day on which it was said, or the first on which it may have been, as `YYYY-MM-DD`.
    pub day: Option<String>,
    /// The identity of the article, which settles the order within a day.
    pub source: String,
    /// The number of the precondition in its article.
    pub number: u32,
}

/// One half of a precondition.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SetClause {
    /// The id of the proposition that its words match.
    pub proposition: Option<String>,
    /// Its words.
    pub words: String,
}

/// A position that a statement takes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TakenPosition {
    /// The id of the party.
    pub party: String,
    /// The id of the proposition.
    pub proposition: String,
    /// On which side.
    pub stance: Stance,
    /// The day on which it was taken, or the first on which it may have been, as `YYYY-MM-DD`.
    pub day: Option<String>,
    /// The identity of the article, which settles the order within a day.
    pub source: String,
    /// The number of the statement in its article.
    pub number: u32,
}

/// What sorts what was said: the earliest first, what nobody dates last.
pub(super) type When<'a> = (bool, Option<&'a str>, &'a str, u32);

impl SetPrecondition {
    pub(super) fn when(&self) -> When<'_> {
        let day = self.day.as_deref();
        (day.is_none(), day, &self.source, self.number)
    }
}

impl TakenPosition {
    pub(super) fn when(&self) -> When<'_> {
        let day = self.day.as_deref();
        (day.is_none(), day, &self.source, self.number)
    }
}

impl SetClause {
    /// What makes two clauses one: the proposition, or else the words in small letters.
    pub(super) fn subject(&self) -> Subject {
        match &self.proposition {
            Some(proposition) => Subject::Proposition(proposition.clone()),
            None => {
                let words = self.words.split(|letter: char| !letter.is_alphanumeric());
                let words: Vec<String> = words
                    .filter(|word| !word.is_empty())
                    .map(str::to_lowercase)
                    .collect();
                Subject::Words(words.join(" "))
            }
        }
    }
}

/// What is wanted, or has to come first.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Subject {
    /// A proposition of the codebook.
    Proposition(String),
    /// Words that match none.
    Words(String),
}

impl Subject {
    pub(super) fn proposition(&self) -> Option<&str> {
        match self {
            Self::Proposition(id) => Some(id),
            Self::Words(_) => None,
        }
    }
}
