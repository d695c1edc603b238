//! A part of a statement that is compared with propositions: its content, or a half of a condition.

use std::ops::Range;

use rapporteur_stance::{SentenceVector, SentenceVectors};

use super::stems::stems;
use crate::told::Told;
use crate::words::Words;

/// A clause of fewer words is not looked at by itself.
const SHORTEST_CLAUSE: usize = 3;

/// Words that may stand for what was spoken of before.
const POINTING: [&str; 8] = [
    "it", "this", "that", "such", "these", "those", "one", "them",
];

/// What a part is of its statement.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Role {
    /// All that is said.
    Whole,
    /// What is wanted under a condition.
    Wanted,
    /// The condition.
    Condition,
}

impl Role {
    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::Whole => "whole",
            Self::Wanted => "wanted",
            Self::Condition => "condition",
        }
    }
}

/// A part with all that is compared.
#[derive(Debug, Clone)]
pub(super) struct Part {
    pub(super) role: Role,
    /// The stretches of the document, in words.
    pub(super) words: Vec<Range<usize>>,
    pub(super) vector: SentenceVector,
    pub(super) clauses: Vec<Clause>,
    /// In alphabetical order.
    stems: Vec<String>,
    /// Whether a word may stand for something told before: "such a meeting", "to it".
    pub(super) points: bool,
}

/// A clause of a part.
#[derive(Debug, Clone)]
pub(super) struct Clause {
    pub(super) words: Range<usize>,
    pub(super) vector: SentenceVector,
}

impl Part {
    pub(super) fn new(
        words: &Words<'_>,
        vectors: &SentenceVectors,
        role: Role,
        parts: &[Range<usize>],
        named: Vec<String>,
    ) -> Self {
        let text = text_of(words, parts);
        let mut stems = stems(&text, words.resources);
        stems.extend(named);
        stems.sort_unstable();
        stems.dedup();
        let clause = |range: Range<usize>| Clause {
            vector: vectors.read(words.document.slice(words.range(&range))),
            words: range,
        };
        Self {
            role,
            words: parts.to_vec(),
            vector: vectors.read(&text),
            clauses: parts
                .iter()
                .flat_map(|part| clauses(words, part))
                .map(clause)
                .collect(),
            stems,
            points: (parts.iter().flat_map(Range::clone)).any(|at| words.is_one_of(at, &POINTING)),
        }
    }

    /// Returns how many different words it has that say something.
    pub(super) fn weight(&self) -> usize {
        self.stems.len()
    }

    /// Says whether the part has a word of this stem.
    pub(super) fn has(&self, stem: &String) -> bool {
        self.stems.binary_search(stem).is_ok()
    }
}

/// Returns the words of some stretches as one text.
pub(super) fn text_of(words: &Words<'_>, parts: &[Range<usize>]) -> String {
    let texts = parts
        .iter()
        .map(|part| words.document.slice(words.range(part)));
    texts.collect::<Vec<_>>().join(" ")
}

/// Cuts a stretch where a mark or "and" and "but" part clauses.
fn clauses(words: &Words<'_>, part: &Range<usize>) -> Vec<Range<usize>> {
    let mut list: Vec<Range<usize>> = Vec::new();
    let mut start = part.start;
    for at in part.clone() {
        let mark = words
            .get(at)
            .is_some_and(|word| word.lower.chars().all(|c| ",.;:!?–—…".contains(c)));
        if mark || words.is_one_of(at, &["and", "but"]) {
            list.push(start..at);
            start = at + 1;
        }
    }
    list.push(start..part.end);
    let long = |range: &Range<usize>| {
        range.clone().filter(|at| words.is_word(*at)).count() >= SHORTEST_CLAUSE
    };
    list.retain(long);
    list
}

/// Lays out a part as the reader of pairs sees it, "party cue: content", and where each stretch of the
/// document begins in it.
pub(super) struct Laid {
    pub(super) text: String,
    /// For each stretch: its first byte in the text, its bytes in the document.
    places: Vec<(usize, Range<usize>)>,
}

impl Laid {
    pub(super) fn new(
        words: &Words<'_>,
        told: &Told<'_>,
        name: Option<&str>,
        parts: &[Range<usize>],
    ) -> Self {
        let mut laid = Self {
            text: name.unwrap_or_default().to_owned(),
            places: Vec::new(),
        };
        for cue in &told.cue {
            laid.add(words, cue);
        }
        if !laid.text.is_empty() {
            laid.text.push(':');
        }
        for part in parts {
            laid.add(words, part);
        }
        laid
    }

    fn add(&mut self, words: &Words<'_>, part: &Range<usize>) {
        if !self.text.is_empty() {
            self.text.push(' ');
        }
        let range = words.range(part);
        self.places.push((self.text.len(), range.start..range.end));
        self.text.push_str(words.document.slice(range));
    }

    /// Returns the bytes of the document that some bytes of the text stand for; `None` for the name.
    pub(super) fn place(&self, bytes: &Range<usize>) -> Option<Range<usize>> {
        let (first, range) = (self.places.iter()).rfind(|(first, _)| *first <= bytes.start)?;
        let start = range.start + bytes.start.checked_sub(*first)?;
        let end = range.start + bytes.end.checked_sub(*first)?;
        (end <= range.end).then_some(start..end)
    }
}
