//! A statement as positions and preconditions are read from it: its parts in words of the document.

use std::ops::Range;

use rapporteur_core::{Act, Statement, StatementId, TextRange};

use crate::words::Words;

/// A statement with its parts in words.
#[derive(Debug, Clone)]
pub(crate) struct Told<'a> {
    pub(crate) id: StatementId,
    pub(crate) act: Act,
    /// The id of the party that speaks.
    pub(crate) party: Option<&'a str>,
    pub(crate) source: Vec<Range<usize>>,
    pub(crate) cue: Vec<Range<usize>>,
    pub(crate) content: Vec<Range<usize>>,
}

/// Finds the words of statements; a range that touches no word has none.
pub(crate) fn tell<'a>(words: &Words<'_>, statements: &'a [Statement]) -> Vec<Told<'a>> {
    let places: Vec<TextRange> = words
        .iter()
        .map(|(_, word)| words.document.original(word.full))
        .collect();
    let parts = |ranges: &[TextRange]| -> Vec<Range<usize>> {
        let found = ranges.iter().map(|range| {
            let start = places.partition_point(|place| place.end() <= range.start());
            let end = places.partition_point(|place| place.start() < range.end());
            start..end
        });
        found.filter(|part| part.start < part.end).collect()
    };
    let told = statements.iter().map(|statement| Told {
        id: statement.id,
        act: statement.act,
        party: statement.speaker.party.as_deref(),
        source: parts(&statement.source),
        cue: parts(&statement.cue),
        content: parts(&statement.content),
    });
    told.collect()
}

impl Told<'_> {
    /// Returns the first word of the statement.
    pub(crate) fn start(&self) -> usize {
        let parts = self.source.iter().chain(&self.cue).chain(&self.content);
        parts.map(|part| part.start).min().unwrap_or(0)
    }

    /// Returns the word after the last of the statement.
    pub(crate) fn end(&self) -> usize {
        let parts = self.source.iter().chain(&self.cue).chain(&self.content);
        parts.map(|part| part.end).max().unwrap_or(0)
    }
}
