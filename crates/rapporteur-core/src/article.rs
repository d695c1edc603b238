//! The item read, and what is known about it before anyone reads it.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::Edtf;

/// One press report: its text and what came with it.
///
/// An article is its text, its publisher and its address. The same three again are the same
/// article; the same words from another publisher are another article; new words at an address
/// already known are a new version of that article.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Article {
    /// The text that every range points into: the decoded file for plain text, the value of `text`
    /// for JSON Lines, the main text for HTML.
    pub text: String,
    /// What came with the text.
    pub metadata: Metadata,
}

/// What came with an article's text; every field may be unknown.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Metadata {
    /// The outlet, as it calls itself.
    pub publisher: Option<String>,
    /// The headline.
    pub title: Option<String>,
    /// The address it was published at.
    pub url: Option<String>,
    /// The byline.
    pub author: Option<String>,
    /// The language that the source declares, as a BCP 47 tag; reading checks it against the text.
    pub language: Option<String>,
    /// When it was published, and how that is known.
    pub published: Published,
}

/// The publication date and where it comes from.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Published {
    /// The date, to the day where that is known; `None` exactly where `from` is
    /// [`DateSource::Unknown`].
    pub edtf: Option<Edtf>,
    /// How the date is known.
    pub from: DateSource,
}

/// Where a publication date comes from.
#[derive(
    Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(rename_all = "lowercase")]
pub enum DateSource {
    /// The file's own metadata: JSON-LD, meta tags, a JSON Lines field, a row of a metadata table.
    Metadata,
    /// A date line in the text.
    Text,
    /// Whoever added the article said so.
    Option,
    /// Nobody says.
    #[default]
    Unknown,
}

/// The identity of an article: a BLAKE3 hash of its text, publisher and address, in hexadecimal.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct ArticleId(
    /// The hash in lower-case hexadecimal.
    pub String,
);

impl fmt::Display for ArticleId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
