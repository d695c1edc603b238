//! A statement among the sentences around it, with what is said of its words.

use rapporteur_core::TextRange;
use serde::Serialize;

/// How many sentences stand before and after it.
const SENTENCES: usize = 2;

/// No more bytes on either side, whatever sentences there are.
const MOST: usize = 600;

/// What a stretch of the text is to a statement.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(rename_all = "lowercase")]
pub enum Mark {
    /// Names the speaker.
    Source,
    /// Says that something was said.
    Cue,
    /// Was said.
    Content,
    /// Was said, and decides the position.
    Deciding,
}

/// A stretch of the text around a statement.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct ContextView {
    /// The words.
    pub text: String,
    /// What they are to the statement; null for what stands around it.
    pub mark: Option<Mark>,
}

/// Cuts a statement out of its article with a few sentences around it. Where several marks are on one
/// stretch, the last of the list counts.
pub(super) fn context(text: &str, marks: &[(Mark, &[TextRange])]) -> Vec<ContextView> {
    let ranges = || marks.iter().flat_map(|(_, ranges)| ranges.iter());
    let (Some(first), Some(last)) = (
        ranges().map(|range| range.start()).min(),
        ranges().map(|range| range.end()).max(),
    ) else {
        return Vec::new();
    };
    let (start, end) = (before(text, first), after(text, last));
    let mut borders = vec![start, end];
    borders.extend(ranges().flat_map(|range| [range.start(), range.end()]));
    borders.sort_unstable();
    borders.dedup();
    let mut pieces: Vec<ContextView> = Vec::new();
    for pair in borders.windows(2) {
        let [from, to] = *pair else { continue };
        let holds = |ranges: &[TextRange]| {
            let mut ranges = ranges.iter();
            ranges.any(|range| range.start() <= from && to <= range.end())
        };
        let mark = marks.iter().rev().find(|(_, ranges)| holds(ranges));
        let mark = mark.map(|(mark, _)| *mark);
        let words = text.get(from..to).unwrap_or_default();
        match pieces.last_mut() {
            Some(last) if last.mark == mark => last.text.push_str(words),
            _ => pieces.push(ContextView {
                text: words.to_owned(),
                mark,
            }),
        }
    }
    pieces
}

/// Where to begin: so many sentences before a place, in the same paragraph.
fn before(text: &str, place: usize) -> usize {
    let text = text.get(..place).unwrap_or_default();
    let from = text.len().saturating_sub(MOST);
    let mut ends = 0;
    let mut start = text.len();
    for (at, character) in text.char_indices().rev() {
        if character == '\n' || at < from {
            break;
        }
        if is_end(character) && text.get(at + character.len_utf8()..).is_some_and(opens) {
            ends += 1;
            if ends > SENTENCES {
                break;
            }
        }
        start = at;
    }
    let skipped = text.get(start..).unwrap_or_default();
    start + (skipped.len() - skipped.trim_start().len())
}

/// Where to end: so many sentences after a place, in the same paragraph.
fn after(text: &str, place: usize) -> usize {
    let rest = text.get(place..).unwrap_or_default();
    let mut ends = 0;
    let mut end = 0;
    for (at, character) in rest.char_indices() {
        if character == '\n' || at > MOST {
            break;
        }
        end = at + character.len_utf8();
        if is_end(character) && rest.get(end..).is_some_and(opens) {
            ends += 1;
            // The first one ends the sentence that the statement stands in.
            if ends > SENTENCES {
                break;
            }
        }
    }
    place + end
}

fn is_end(character: char) -> bool {
    matches!(character, '.' | '!' | '?' | '…' | '”' | '"' | '»')
}

/// Says whether a sentence may begin here: after a blank, with no small letter.
fn opens(rest: &str) -> bool {
    let mut characters = rest.chars();
    let blank = characters.next().is_none_or(char::is_whitespace);
    let first = characters.find(|character| !character.is_whitespace());
    blank && first.is_none_or(|character| !character.is_lowercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "Far off. One ship came. Then two more. “We stay,” Teich said on Monday. \
                        Nobody left. The rest waited. Night fell.\nAnother line.";

    fn range(words: &str) -> TextRange {
        let start = TEXT.find(words).unwrap();
        TextRange::new(start, start + words.len())
    }

    #[test]
    fn a_statement_stands_among_its_neighbours() {
        let (source, cue) = ([range("Teich")], [range("said")]);
        let (content, deciding) = ([range("We stay")], [range("stay")]);
        let pieces = context(
            TEXT,
            &[
                (Mark::Source, &source),
                (Mark::Cue, &cue),
                (Mark::Content, &content),
                (Mark::Deciding, &deciding),
            ],
        );
        let shown: Vec<_> = pieces
            .iter()
            .map(|one| (one.text.as_str(), one.mark))
            .collect();
        assert_eq!(
            shown,
            [
                ("One ship came. Then two more. “", None),
                ("We ", Some(Mark::Content)),
                ("stay", Some(Mark::Deciding)),
                (",” ", None),
                ("Teich", Some(Mark::Source)),
                (" ", None),
                ("said", Some(Mark::Cue)),
                (" on Monday. Nobody left. The rest waited.", None),
            ]
        );
    }

    #[test]
    fn the_paragraph_is_the_border() {
        let content = [range("Another")];
        let pieces = context(TEXT, &[(Mark::Content, &content)]);
        let text: String = pieces.iter().map(|one| one.text.as_str()).collect();
        assert_eq!(text, "Another line.");
        assert_eq!(context(TEXT, &[]), []);
    }
}
