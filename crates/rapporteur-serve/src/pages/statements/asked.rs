//! What is asked of statements in an address.

use rapporteur::StatementQuery;
use serde::Deserialize;

use crate::address::Address;
use crate::failure::Failure;
use crate::given::{date, filled, word};

/// The fields of an address that asks for statements.
#[derive(Debug, Clone, Default, Deserialize)]
pub(crate) struct Search {
    words: Option<String>,
    speaker: Option<String>,
    party: Option<String>,
    publisher: Option<String>,
    issue: Option<String>,
    stance: Option<String>,
    act: Option<String>,
    since: Option<String>,
    until: Option<String>,
    undated: Option<String>,
    page: Option<u32>,
}

impl Search {
    /// The page, from 1.
    pub(super) fn page(&self) -> u32 {
        self.page.unwrap_or(1).max(1)
    }

    /// The address that asks for the same, without the page.
    pub(super) fn address(&self) -> Address {
        let fields = [
            ("words", &self.words),
            ("speaker", &self.speaker),
            ("party", &self.party),
            ("publisher", &self.publisher),
            ("issue", &self.issue),
            ("stance", &self.stance),
            ("act", &self.act),
            ("since", &self.since),
            ("until", &self.until),
            ("undated", &self.undated),
        ];
        let filled = fields.map(|(name, value)| (name, filled(value.clone())));
        Address::new("/statements", filled)
    }

    /// What is asked of the record.
    pub(super) fn query(self) -> Result<StatementQuery, Failure> {
        Ok(StatementQuery {
            words: filled(self.words),
            speaker: filled(self.speaker),
            party: filled(self.party),
            publisher: filled(self.publisher),
            issue: filled(self.issue),
            stance: word(self.stance)?,
            act: word(self.act)?,
            since: date(self.since)?,
            until: date(self.until)?,
            undated: filled(self.undated).is_some(),
            ..StatementQuery::default()
        })
    }
}
