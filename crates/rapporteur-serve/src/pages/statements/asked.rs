//! What is asked of statements in an address.

use rapporteur::StatementQuery;
use serde::Deserialize;
use utoipa::IntoParams;

use crate::address::Address;
use crate::failure::Failure;
use crate::given::{date, filled, word};

/// The fields of an address that asks for statements.
#[derive(Debug, Clone, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct Search {
    /// Words that all stand in it.
    words: Option<String>,
    /// Part of the name of who spoke, or an id.
    speaker: Option<String>,
    /// The id of a party.
    party: Option<String>,
    /// The outlet.
    publisher: Option<String>,
    /// The id of an issue or a proposition.
    issue: Option<String>,
    /// `for`, `conditional` or `against`: a stance on the issue, or on any.
    stance: Option<String>,
    /// What was done by saying it, such as `demand`.
    act: Option<String>,
    /// The first day, in EDTF.
    since: Option<String>,
    /// The last day, in EDTF.
    until: Option<String>,
    /// Anything: those that nobody dates, too.
    undated: Option<String>,
    /// The page, from 1, of fifty statements each.
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
