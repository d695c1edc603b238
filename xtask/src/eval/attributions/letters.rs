//! An article's text as the scorer looks at it: ink, tokens, and stretches brought into one form.
//!
//! What counts as a blank, a word or a punctuation mark is what Python's `str.isspace`, `re` and
//! `unicodedata` say, so that the figures are those of the scorer that this one follows.

use unicode_properties::{GeneralCategoryGroup, UnicodeGeneralCategory};

use super::super::key::Spans;

/// A text with its tokens.
pub(super) struct Letters {
    characters: Vec<char>,
    /// How many characters that are no blanks stand before each character, and in all.
    ink: Vec<usize>,
    /// Runs of word characters, and every other character that is no blank.
    tokens: Vec<[usize; 2]>,
}

impl Letters {
    /// Prepares a text.
    pub(super) fn new(characters: Vec<char>) -> Self {
        let mut ink = vec![0];
        let mut count = 0;
        for character in &characters {
            count += usize::from(!is_blank(*character));
            ink.push(count);
        }
        Self {
            tokens: tokens(&characters),
            characters,
            ink,
        }
    }

    /// Whether all stretches lie in the text.
    pub(super) fn holds(&self, spans: &Spans) -> bool {
        (spans.iter()).all(|[start, end]| start <= end && *end <= self.characters.len())
    }

    /// Sorts stretches, takes blanks off their ends, and joins those with nothing but blanks between them.
    pub(super) fn clean(&self, spans: &Spans) -> Spans {
        let mut sorted = spans.clone();
        sorted.sort_unstable();
        let mut merged: Spans = Vec::new();
        for span in sorted {
            let [start, end] = self.trim(span, is_blank);
            if start >= end {
                continue;
            }
            match merged.last_mut() {
                Some(last) if start <= last[1] || self.ink_of([last[1], start]) == 0 => {
                    last[1] = last[1].max(end);
                }
                _ => merged.push([start, end]),
            }
        }
        merged
    }

    /// Takes punctuation, symbols and blanks off the ends of cleaned stretches; what has nothing else, such
    /// as a colon that is a cue, stays as it is.
    pub(super) fn strip(&self, spans: &Spans) -> Spans {
        let stripped = (spans.iter())
            .map(|span| self.trim(*span, |character| is_blank(character) || is_mark(character)))
            .collect();
        let stripped = self.clean(&stripped);
        if stripped.is_empty() {
            spans.clone()
        } else {
            stripped
        }
    }

    /// Counts the characters of cleaned stretches, without blanks.
    pub(super) fn length(&self, spans: &Spans) -> usize {
        spans.iter().map(|span| self.ink_of(*span)).sum()
    }

    /// Counts the characters that both have, without blanks.
    pub(super) fn overlap(&self, first: &Spans, second: &Spans) -> usize {
        let pairs = first
            .iter()
            .flat_map(|one| second.iter().map(move |other| (one, other)));
        pairs
            .map(|([a, b], [c, d])| self.ink_of([*a.max(c), *b.min(d)]))
            .sum()
    }

    /// The tokens with at least one character in the stretches, by number.
    pub(super) fn covered(&self, spans: &Spans) -> Vec<usize> {
        let mut covered = Vec::new();
        for [start, end] in spans {
            let first = (self.tokens).partition_point(|[_, token_end]| token_end <= start);
            let behind = (self.tokens).partition_point(|[token_start, _]| token_start < end);
            covered.extend(first..behind);
        }
        covered
    }

    /// The tokens of each stretch by itself, a token that is cut being cut, in lower case.
    pub(super) fn words(&self, spans: &Spans) -> Vec<String> {
        let mut words = Vec::new();
        for [start, end] in spans {
            let stretch = self.characters.get(*start..*end).unwrap_or_default();
            for [start, end] in tokens(stretch) {
                let word: String = stretch.get(start..end).unwrap_or_default().iter().collect();
                words.push(word.to_lowercase());
            }
        }
        words
    }

    fn trim(&self, [mut start, mut end]: [usize; 2], skip: impl Fn(char) -> bool) -> [usize; 2] {
        let skipped = |at: usize| {
            self.characters
                .get(at)
                .is_none_or(|character| skip(*character))
        };
        while start < end && skipped(start) {
            start += 1;
        }
        while end > start && skipped(end - 1) {
            end -= 1;
        }
        [start, end]
    }

    fn ink_of(&self, [start, end]: [usize; 2]) -> usize {
        let before = |at: usize| self.ink.get(at).copied().unwrap_or_default();
        before(end).saturating_sub(before(start.min(end)))
    }
}

/// What `\w+|[^\w\s]` finds.
fn tokens(characters: &[char]) -> Vec<[usize; 2]> {
    let mut tokens: Vec<[usize; 2]> = Vec::new();
    let mut in_word = false;
    for (at, character) in characters.iter().enumerate() {
        let of_word = is_of_word(*character);
        match tokens.last_mut() {
            Some(last) if in_word && of_word => last[1] = at + 1,
            _ if is_blank(*character) => {}
            _ => tokens.push([at, at + 1]),
        }
        in_word = of_word;
    }
    tokens
}

/// Python's blanks are Unicode's and the four separators of ASCII.
fn is_blank(character: char) -> bool {
    character.is_whitespace() || ('\u{1c}'..='\u{1f}').contains(&character)
}

fn is_of_word(character: char) -> bool {
    use GeneralCategoryGroup::{Letter, Number};
    character == '_' || matches!(character.general_category_group(), Letter | Number)
}

fn is_mark(character: char) -> bool {
    use GeneralCategoryGroup::{Punctuation, Symbol};
    matches!(character.general_category_group(), Punctuation | Symbol)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn letters(text: &str) -> Letters {
        Letters::new(text.chars().collect())
    }

    #[test]
    fn stretches_come_into_one_form() {
        let letters = letters("Ilva  Maren, \u{a0}said\u{1c}so.");
        assert_eq!(letters.clean(&vec![[6, 11], [0, 5]]), [[0, 11]]);
        assert_eq!(letters.clean(&vec![[0, 3], [2, 4], [4, 6]]), [[0, 4]]);
        assert_eq!(letters.clean(&vec![[12, 14], [4, 4]]), Spans::new());
        assert_eq!(letters.clean(&vec![[14, 18], [18, 22]]), [[14, 22]]);
        assert_eq!(letters.clean(&vec![[0, 4], [12, 18]]), [[0, 4], [14, 18]]);
    }

    #[test]
    fn marks_at_the_ends_are_ignored_but_not_a_colon_alone() {
        let letters = letters("Maren: “we wait”, $ then.");
        assert_eq!(letters.strip(&vec![[7, 17]]), [[8, 15]]);
        assert_eq!(letters.strip(&vec![[5, 6]]), [[5, 6]]);
        assert_eq!(letters.strip(&vec![[0, 6], [16, 19]]), [[0, 5]]);
    }

    #[test]
    fn tokens_are_runs_of_word_characters_and_single_marks() {
        let letters = letters("an a\u{302}b_2…½ Ⅳ\u{200b}");
        assert_eq!(
            letters.tokens,
            [
                [0, 2],
                [3, 4],
                [4, 5],
                [5, 8],
                [8, 9],
                [9, 10],
                [11, 12],
                [12, 13]
            ]
        );
        assert_eq!(letters.covered(&vec![[1, 2], [7, 9]]), [0, 3, 4]);
        assert_eq!(letters.covered(&vec![[2, 3]]), Vec::<usize>::new());
        assert_eq!(letters.words(&vec![[1, 4], [6, 8]]), ["n", "a", "_2"]);
    }

    #[test]
    fn blanks_have_no_ink() {
        let letters = letters("a b\u{a0}c");
        assert_eq!(letters.length(&vec![[0, 5]]), 3);
        assert_eq!(letters.overlap(&vec![[0, 3]], &vec![[1, 5]]), 1);
        assert_eq!(letters.overlap(&vec![[0, 1]], &vec![[2, 5]]), 0);
    }
}
