//! What is asked of positions in an address, and what can be chosen there.

use rapporteur::{CodebookFile, MoveQuery, PositionsQuery};
use serde::Deserialize;
use utoipa::IntoParams;

use crate::address::Address;
use crate::failure::Failure;
use crate::given::{date, filled};

/// The fields of an address that asks for positions.
#[derive(Debug, Clone, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct Asking {
    /// `apart` for how far the sides are apart, `moved` for what moved; the table without.
    view: Option<String>,
    /// As of this day, in EDTF.
    at: Option<String>,
    /// In place of a day: its place among the days on which anybody took a position.
    pub(super) step: Option<usize>,
    /// The id of a party.
    party: Option<String>,
    /// The id of an issue.
    issue: Option<String>,
    /// The id of a party to be put beside `b`.
    a: Option<String>,
    /// The id of the other party.
    b: Option<String>,
    /// Anything: what was only repeated, too.
    all: Option<String>,
    /// The page of moves, from 1.
    pub(super) page: Option<u32>,
}

/// What is shown of positions.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum View {
    Table,
    Apart,
    Moved,
}

impl Asking {
    pub(super) fn view(&self) -> View {
        match self.view.as_deref() {
            Some("apart") => View::Apart,
            Some("moved") => View::Moved,
            _ => View::Table,
        }
    }

    /// The address that asks for the same, without the page.
    pub(super) fn address(&self) -> Address {
        let fields = [
            ("view", &self.view),
            ("at", &self.at),
            ("party", &self.party),
            ("issue", &self.issue),
            ("a", &self.a),
            ("b", &self.b),
            ("all", &self.all),
        ];
        let filled = fields.map(|(name, value)| (name, filled(value.clone())));
        Address::new("/positions", filled)
    }

    /// What is asked of the table. Of two parties to be put beside each other, one alone is nothing.
    pub(super) fn standings(self) -> Result<PositionsQuery, Failure> {
        Ok(PositionsQuery {
            at: date(self.at)?,
            party: filled(self.party),
            issue: filled(self.issue),
            between: filled(self.a).zip(filled(self.b)),
        })
    }

    /// What is asked of moves.
    pub(super) fn moves(self) -> MoveQuery {
        MoveQuery {
            party: filled(self.party),
            issue: filled(self.issue),
            all: filled(self.all).is_some(),
            ..MoveQuery::default()
        }
    }
}

/// The address of another view of the same parties and issues.
pub(super) fn tab(address: &Address, view: &str) -> String {
    let plain = ["all", "a", "b", "at", "view"];
    let base = plain
        .iter()
        .fold(address.clone(), |address, name| address.without(name));
    match view {
        "" => base.to_string(),
        view => base.with("view", view).to_string(),
    }
}

/// Ids with names, to choose from.
#[derive(Debug, Default)]
pub(super) struct Choices {
    pub(super) parties: Vec<(String, String)>,
    pub(super) issues: Vec<(String, String)>,
}

impl Choices {
    pub(super) fn of(codebook: Option<&CodebookFile>) -> Self {
        let Some(file) = codebook else {
            return Self::default();
        };
        let parties = file.codebook.parties.iter();
        let issues = file.codebook.issues.iter();
        Self {
            parties: parties
                .map(|party| (party.id.clone(), party.name.clone()))
                .collect(),
            issues: issues
                .map(|issue| (issue.id.clone(), issue.name.clone()))
                .collect(),
        }
    }
}
