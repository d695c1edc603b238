//! Somebody or something with all that is told of it.

use std::collections::BTreeSet;

use rapporteur_core::Edtf;

use crate::compare::{Name, NameKind};

/// Somebody or something with all that is told of it: of one that was read of, in one article or
/// many, and of one that is known, from a codebook or a record.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Bearer {
    /// What it is.
    pub kind: NameKind,
    /// The names it goes by.
    pub spellings: Vec<Name>,
    /// The id of its party or country.
    pub party: Option<String>,
    /// Its offices.
    pub roles: Vec<DatedRole>,
    /// Of one that was read of: the ids of the others in its list, as far as they are known. Of one
    /// that is known: the ids of those that belong with it, such as the regions in dispute.
    pub peers: BTreeSet<String>,
}

/// An office and its time. Of one that was read of, the day it is told of.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct DatedRole {
    /// The title: "foreign minister".
    pub title: String,
    /// The id of the party or country whose office it is.
    pub of: Option<String>,
    /// The first day, as far as known.
    pub from: Option<Edtf>,
    /// The last day, as far as known.
    pub to: Option<Edtf>,
}

impl Bearer {
    /// Makes one of which nothing is told but what it is.
    #[must_use]
    pub fn new(kind: NameKind) -> Self {
        Self {
            kind,
            ..Self::default()
        }
    }
}
