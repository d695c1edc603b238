//! What can be chosen of a network.

use jiff::civil::Date;
use serde::Serialize;

/// What ties the nodes of a network.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(rename_all = "kebab-case")]
pub enum NetworkType {
    /// Actors and propositions: who spoke about what.
    #[default]
    TwoMode,
    /// Actors who take the same side on the same propositions.
    Congruence,
    /// Actors who take opposite sides on the same propositions.
    Conflict,
    /// Congruence less conflict: who is rather with whom than against.
    Subtract,
}

/// What the stances do in a network of actors and propositions.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(rename_all = "kebab-case")]
pub enum QualifierUse {
    /// Nothing: every position counts one.
    Ignore,
    /// They are told apart by a code that adds up: 1 for, 2 conditional, 4 against.
    Combine,
    /// Positions against are taken off those for; conditional ones weigh nothing.
    #[default]
    Subtract,
}

/// What weights are divided by.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Normalisation {
    /// Nothing.
    #[default]
    None,
    /// How much the actor says (actors and propositions).
    Activity,
    /// How much is said about the proposition (actors and propositions).
    Prominence,
    /// How much both say on average (one mode).
    Average,
    /// What both say together or one says alone (one mode).
    Jaccard,
    /// The product of how much each of them says (one mode).
    Cosine,
}

/// Within what the same position of the same actor counts once.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Duplicates {
    /// Nothing: all count.
    Include,
    /// One article.
    #[default]
    Document,
    /// A week from Monday to Sunday.
    Week,
    /// A calendar month.
    Month,
    /// A calendar year.
    Year,
    /// The whole range of days.
    Range,
}

/// What the nodes of a network of one mode are.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(rename_all = "kebab-case")]
pub enum NetworkMode {
    /// Who speaks.
    #[default]
    Actor,
    /// What is spoken about.
    Proposition,
}

/// What is wanted of a network.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct NetworkOptions {
    /// What ties the nodes.
    pub network: NetworkType,
    /// What the nodes are, where they are of one mode.
    pub of: NetworkMode,
    /// What the stances do, where the nodes are of two modes.
    pub qualifier: QualifierUse,
    /// What weights are divided by.
    pub normalisation: Normalisation,
    /// Within what the same position of the same actor counts once.
    pub duplicates: Duplicates,
    /// Leaves out what was said before this day, and what nobody dates.
    pub from: Option<Date>,
    /// Leaves out what was said after this day, and what nobody dates.
    pub to: Option<Date>,
    /// Leaves out conditional positions, so that the stance is yes or no.
    pub without_conditional: bool,
    /// Draws also those in who say nothing in the range, or on whom nothing is said.
    pub isolates: bool,
}

impl NetworkType {
    /// Says whether weights of such a network can be divided by this.
    #[must_use]
    pub fn takes(self, normalisation: Normalisation) -> bool {
        match normalisation {
            Normalisation::None => true,
            Normalisation::Activity | Normalisation::Prominence => self == Self::TwoMode,
            Normalisation::Average | Normalisation::Jaccard | Normalisation::Cosine => {
                self != Self::TwoMode
            }
        }
    }
}
