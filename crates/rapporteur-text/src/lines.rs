//! The lines of the original text.

use rapporteur_core::TextRange;

use crate::characters::{is_blank, is_line_break};

/// A line that shows something, without the space around it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Line {
    /// Where it stands in the original.
    pub(crate) range: TextRange,
    /// Whether a blank line, or one that was taken out, stands before it.
    pub(crate) apart: bool,
}

impl Line {
    /// Cuts the line out of the original.
    pub(crate) fn text(self, original: &str) -> &str {
        self.range.slice(original).unwrap_or_default()
    }
}

/// Cuts the original into the lines that show something.
pub(crate) fn lines(original: &str) -> Vec<Line> {
    let mut lines = Vec::new();
    let mut start = 0;
    let mut apart = true;
    let mut after_return = false;
    let ends = original
        .match_indices(is_line_break)
        .chain([(original.len(), "")]);
    for (end, mark) in ends {
        let range = trim(original, TextRange::new(start, end));
        let continues_break = after_return && mark == "\n" && start == end;
        if !range.is_empty() {
            lines.push(Line { range, apart });
            apart = false;
        } else if !continues_break {
            apart = true;
        }
        start = end + mark.len();
        after_return = mark == "\r";
    }
    lines
}

/// Narrows a range to what it shows; the empty range at its end where it shows nothing.
pub(crate) fn trim(original: &str, range: TextRange) -> TextRange {
    let text = range.slice(original).unwrap_or_default();
    let text_from_start = text.trim_start_matches(is_blank);
    let start = range.end() - text_from_start.len();
    TextRange::new(
        start,
        start + text_from_start.trim_end_matches(is_blank).len(),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(original: &str, expected: &[(&str, bool)]) {
        let found: Vec<_> = lines(original)
            .into_iter()
            .map(|line| (line.text(original), line.apart))
            .collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn any_line_end_ends_a_line() {
        check(
            "a\nb\r\nc\rd\u{2028}e",
            &[
                ("a", true),
                ("b", false),
                ("c", false),
                ("d", false),
                ("e", false),
            ],
        );
    }

    #[test]
    fn blank_lines_set_the_next_line_apart() {
        check(
            "a\n \u{200b}\nb\r\n\r\nc",
            &[("a", true), ("b", true), ("c", true)],
        );
    }

    #[test]
    fn what_shows_nothing_is_no_line() {
        check(" \n\u{feff}\n", &[]);
    }
}
