//! How else a word is written in the text: a capital at the start of a sentence tells little, unless
//! the word stands in small letters elsewhere, or with its capital within a sentence.

use std::collections::BTreeSet;

use crate::characters::is_titlecase;
use crate::words::Word;

/// What the rest of the text says of a word with a capital.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Case {
    /// It also stands in small letters.
    small: bool,
    /// It stands with a capital where no sentence begins.
    capital: bool,
}

/// After these a capital tells nothing.
const BEFORE_START: &str = ".!?:\"“”'‘’«»-•";

impl Case {
    /// How many values there are.
    pub(crate) const VALUES: usize = 4;

    pub(crate) fn number(self) -> usize {
        usize::from(self.small) + 2 * usize::from(self.capital)
    }
}

/// Returns the case of each word; that of words without a capital says nothing.
pub(crate) fn of_words(text: &str, words: &[Word]) -> Vec<Case> {
    let written = |word: &Word| text.get(word.range.clone()).unwrap_or_default();
    let mut small = BTreeSet::new();
    let mut capital = BTreeSet::new();
    let mut before = '.';
    for word in words.iter().map(written) {
        let is_capital = word.chars().next().is_some_and(char::is_uppercase);
        let has_small = word.chars().any(char::is_lowercase);
        let has_capital = word.chars().any(|c| c.is_uppercase() || is_titlecase(c));
        if has_small && !has_capital {
            small.insert(word);
        } else if is_capital && has_small && !BEFORE_START.contains(before) {
            capital.insert(word.to_lowercase());
        }
        before = word.chars().next_back().unwrap_or('.');
    }
    let case = |word: &str| {
        if !word.chars().next().is_some_and(char::is_uppercase) {
            return Case::default();
        }
        let lowered = word.to_lowercase();
        Case {
            small: small.contains(lowered.as_str()),
            capital: capital.contains(&lowered),
        }
    };
    words.iter().map(written).map(case).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::split;

    /// The number of each word's case under its first character.
    fn check(text: &str, expected: &str) {
        let words = split(text, std::slice::from_ref(&(0..text.len())));
        let mut line = vec![' '; text.chars().count()];
        for (word, case) in words.iter().zip(of_words(text, &words)) {
            let column = text[..word.range.start].chars().count();
            line[column] = char::from(b'0' + case.number() as u8);
        }
        assert_eq!(
            line.into_iter().collect::<String>().trim_end(),
            expected,
            "{text}"
        );
    }

    #[test]
    fn small_letters_and_capitals_elsewhere_count() {
        check(
            "Talks in Sorrel. Sorrel talks. TALKS, Maren",
            "1     0  2     0 2      0    0 1    0 2",
        );
    }
}
