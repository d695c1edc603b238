//! The words that report speech, as the scorer beside the workspace lists them.

use std::collections::BTreeSet;

use super::letters::Letters;
use super::roles::Attribution;
use crate::{Failure, shared};

/// Reporting words in lower case.
pub(super) struct ReportingWords(BTreeSet<String>);

impl ReportingWords {
    /// Reads the list; `None`, with a line that says so, where it is absent.
    pub(super) fn read() -> Result<Option<Self>, Failure> {
        let Some(folder) = shared("tools") else {
            println!("skipped: the scorer's reporting words are not beside this workspace");
            return Ok(None);
        };
        let path = folder.join("reporting_cues.txt");
        let text = std::fs::read_to_string(&path).map_err(|error| Failure::io(&path, error))?;
        Ok(Some(Self::parse(&text)))
    }

    pub(super) fn parse(text: &str) -> Self {
        Self(text.split_whitespace().map(str::to_owned).collect())
    }

    /// Whether the cue has such a word.
    pub(super) fn report(&self, attribution: &Attribution, letters: &Letters) -> bool {
        let words = letters.words(&attribution.cue);
        words.iter().any(|word| self.0.contains(word))
    }
}
