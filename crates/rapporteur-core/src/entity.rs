//! Names in the text and the things in the world that they stand for.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::{Confidence, TextRange};

/// The number of an entity within one reading; shown as `e1`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct EntityId(
    /// Counted from 1.
    pub u32,
);

impl fmt::Display for EntityId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "e{}", self.0)
    }
}

/// Somebody or something in the world that the article names.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entity {
    /// Its number in this reading.
    pub id: EntityId,
    /// The name to show: the codebook's where it has one, else the fullest form in the text.
    pub name: String,
    /// What it is.
    #[serde(rename = "type")]
    pub kind: EntityType,
    /// The id of the party it belongs to, from the codebook.
    pub party: Option<String>,
    /// Its id in the codebook.
    pub codebook: Option<String>,
}

/// What an entity is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(rename_all = "lowercase")]
pub enum EntityType {
    /// A human being.
    Person,
    /// A ministry, company, agency, alliance.
    Organisation,
    /// A city, region, river, building.
    Place,
    /// A party of the codebook.
    Party,
    /// People named together: a delegation, "European leaders".
    Group,
}

/// A stretch of text that names an entity.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mention {
    /// The entity it is tied to; `None` where the tie is open.
    pub entity: Option<EntityId>,
    /// The entities it may stand for, likeliest first, where the tie is open.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub candidates: Vec<EntityId>,
    /// The words.
    pub range: TextRange,
    /// The name among the words, where they have more: "Ilva Maren" of "Foreign Minister Ilva Maren".
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<TextRange>,
    /// How the words name it.
    pub form: Form,
    /// Why it is tied, where the words are another spelling than the entity is known by.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tie: Option<Tie>,
}

impl Mention {
    /// Returns the words that name the entity, without title and article.
    #[must_use]
    pub fn name(&self) -> TextRange {
        self.name.unwrap_or(self.range)
    }
}

/// Why a spelling is taken for a name that is spelled otherwise.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tie {
    /// How alike the two are, in thousandths.
    pub score: Confidence,
    /// What speaks for it, in words for a person.
    pub reasons: Vec<String>,
}

/// How a mention names its entity.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(rename_all = "lowercase")]
pub enum Form {
    /// By a name or part of one.
    Name,
    /// By an office: "the foreign minister".
    Role,
    /// By a pronoun.
    Pronoun,
    /// By a place or building that stands for a government.
    Metonym,
}
