//! A stretch of an article's text.

use std::fmt;
use std::ops::Range;

use serde::{Deserialize, Serialize};

/// A half-open stretch of a text in UTF-8 bytes: `start` is in, `end` is out.
///
/// A range made by [`TextRange::new`] is never inverted. Whether it lies on character borders of a
/// given text is known only with that text: [`TextRange::slice`] answers `None` where it does not.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(from = "(usize, usize)", into = "(usize, usize)")]
pub struct TextRange {
    start: usize,
    end: usize,
}

impl TextRange {
    /// Makes the range from `start` to `end`; an inverted pair becomes the empty range at `start`.
    #[must_use]
    pub const fn new(start: usize, end: usize) -> Self {
        let end = if end < start { start } else { end };
        Self { start, end }
    }

    /// Finds the first occurrence of `words` in `text`.
    #[must_use]
    pub fn of(text: &str, words: &str) -> Option<Self> {
        text.find(words)
            .map(|start| Self::new(start, start + words.len()))
    }

    /// Returns the first byte of the range.
    #[must_use]
    pub const fn start(self) -> usize {
        self.start
    }

    /// Returns the first byte after the range.
    #[must_use]
    pub const fn end(self) -> usize {
        self.end
    }

    /// Returns the length in bytes.
    #[must_use]
    pub const fn len(self) -> usize {
        self.end - self.start
    }

    /// Says whether the range covers nothing.
    #[must_use]
    pub const fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// Says whether `other` lies wholly inside this range.
    #[must_use]
    pub const fn contains(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// Says whether the two ranges share at least one byte.
    #[must_use]
    pub const fn overlaps(self, other: Self) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// Returns the smallest range that covers both.
    #[must_use]
    pub fn cover(self, other: Self) -> Self {
        Self::new(self.start.min(other.start), self.end.max(other.end))
    }

    /// Cuts the range out of `text`; `None` where it is out of bounds or splits a character.
    #[must_use]
    pub fn slice(self, text: &str) -> Option<&str> {
        text.get(self.start..self.end)
    }

    /// Returns the same stretch as a standard range, for indexing.
    #[must_use]
    pub const fn to_std(self) -> Range<usize> {
        self.start..self.end
    }
}

impl From<(usize, usize)> for TextRange {
    fn from((start, end): (usize, usize)) -> Self {
        Self::new(start, end)
    }
}

impl From<TextRange> for (usize, usize) {
    fn from(range: TextRange) -> Self {
        (range.start, range.end)
    }
}

impl fmt::Debug for TextRange {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}..{}", self.start, self.end)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_inverted_pair_is_empty() {
        assert!(TextRange::new(9, 3).is_empty());
    }

    #[test]
    fn touching_ranges_do_not_overlap() {
        assert!(!TextRange::new(0, 3).overlaps(TextRange::new(3, 5)));
        assert!(TextRange::new(0, 4).overlaps(TextRange::new(3, 5)));
    }

    #[test]
    fn a_range_inside_a_character_cuts_nothing() {
        assert_eq!(TextRange::new(0, 1).slice("é"), None);
        assert_eq!(TextRange::new(0, 2).slice("é"), Some("é"));
    }
}
