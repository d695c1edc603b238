//! Words: runs of letters and digits, and single marks.

use std::ops::Range;

use crate::characters::{is_alphanumeric, is_space};

/// A word and what comes before it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Word {
    /// Bytes of the text.
    pub(crate) range: Range<usize>,
    pub(crate) gap: Gap,
}

/// White space before a word.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Gap {
    None,
    Space,
    /// White space with a line end in it, or the border of a stretch.
    Line,
}

/// Cuts stretches of a text into words, as if the stretches were joined by line ends. A stretch
/// that is no range of the text is empty.
pub(crate) fn split(text: &str, stretches: &[Range<usize>]) -> Vec<Word> {
    let mut words = Vec::new();
    let mut gap = Gap::None;
    for (number, stretch) in stretches.iter().enumerate() {
        if number > 0 {
            gap = Gap::Line;
        }
        let stretch_text = text.get(stretch.clone()).unwrap_or_default();
        let mut letters = stretch_text.char_indices().peekable();
        while let Some((at, character)) = letters.next() {
            if is_space(character) {
                gap = gap.max(if character == '\n' {
                    Gap::Line
                } else {
                    Gap::Space
                });
                continue;
            }
            let mut end = at + character.len_utf8();
            if is_alphanumeric(character) {
                while let Some((at, next)) = letters.next_if(|(_, next)| is_alphanumeric(*next)) {
                    end = at + next.len_utf8();
                }
            }
            let range = stretch.start + at..stretch.start + end;
            words.push(Word { range, gap });
            gap = Gap::None;
        }
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Writes words apart by `|`, after a `_` for a space and a `/` for a line end.
    fn check(text: &str, stretches: &[Range<usize>], expected: &str) {
        let written: Vec<String> = split(text, stretches)
            .iter()
            .map(|word| {
                let gap = match word.gap {
                    Gap::None => "",
                    Gap::Space => "_",
                    Gap::Line => "/",
                };
                format!("{gap}{}", &text[word.range.clone()])
            })
            .collect();
        assert_eq!(written.join("|"), expected, "{text:?}");
    }

    fn check_whole(text: &str, expected: &str) {
        check(text, std::slice::from_ref(&(0..text.len())), expected);
    }

    #[test]
    fn letters_and_digits_stay_together() {
        check_whole(
            "Ilva Maren's 2nd offer: “No.”\n\nMore",
            "Ilva|_Maren|'|s|_2nd|_offer|:|_“|No|.|”|/More",
        );
        check_whole("snake_case x²y Ⅷ", "snake|_|case|_x²y|_Ⅷ");
    }

    #[test]
    fn every_mark_is_a_word() {
        check_whole("...\u{0}e\u{301}-Ⓐ", ".|.|.|\u{0}|e|\u{301}|-|Ⓐ");
        check_whole("a\u{1c}b\u{a0}c\u{200b}d", "a|_b|_c|\u{200b}|d");
    }

    #[test]
    fn stretches_begin_a_line() {
        check("one two three", &[0..3, 4..7, 7..13], "one|/two|/three");
        check("one two", &[0..3, 3..3, 4..99, 5..7], "one|/wo");
    }
}
