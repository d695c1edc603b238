//! What the codebook in force calls parties and propositions.

use serde::Serialize;

use super::Record;
use crate::error::Error;

/// The parties and propositions of the codebook in force, in its order.
#[derive(Debug, Clone, Default, Serialize)]
pub struct TermsView {
    /// The parties with their names.
    pub parties: Vec<TermView>,
    /// The propositions with their sentences.
    pub propositions: Vec<TermView>,
}

/// An id of the codebook with what people read in its place.
#[derive(Debug, Clone, Serialize)]
pub struct TermView {
    /// The id.
    pub id: String,
    /// The name or sentence.
    pub text: String,
}

impl TermsView {
    /// Returns the name of a party; the id where the codebook has none.
    #[must_use]
    pub fn party<'a>(&'a self, id: &'a str) -> &'a str {
        text(&self.parties, id)
    }

    /// Returns the sentence of a proposition; the id where the codebook has none.
    #[must_use]
    pub fn proposition<'a>(&'a self, id: &'a str) -> &'a str {
        text(&self.propositions, id)
    }
}

fn text<'a>(terms: &'a [TermView], id: &'a str) -> &'a str {
    let term = terms.iter().find(|term| term.id == id);
    term.map_or(id, |term| &term.text)
}

impl Record {
    /// Returns what the codebook in force calls parties and propositions; nothing without one.
    ///
    /// # Errors
    ///
    /// Where the record cannot be read.
    pub async fn terms(&self) -> Result<TermsView, Error> {
        let Some(file) = self.codebook().await? else {
            return Ok(TermsView::default());
        };
        let parties = file.codebook.parties.into_iter();
        let issues = file.codebook.issues.into_iter();
        let propositions = issues.flat_map(|issue| issue.propositions);
        Ok(TermsView {
            parties: parties
                .map(|party| TermView {
                    id: party.id,
                    text: party.name,
                })
                .collect(),
            propositions: propositions
                .map(|proposition| TermView {
                    id: proposition.id,
                    text: proposition.text,
                })
                .collect(),
        })
    }
}
