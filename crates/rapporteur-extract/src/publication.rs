//! The publication date, where the text gives it in a line of its own.

use rapporteur_core::{Edtf, TextRange};
use rapporteur_text::{Document, TokenKind};

use crate::resources::Resources;
use crate::times::{CalendarWord, Times};
use crate::words::Words;

/// How many blocks from the top are looked at.
const TOP: usize = 6;

/// How many words a dateline may have before its dash.
const LONGEST_DATELINE: usize = 14;

/// Finds the publication date in the text: in a line of metadata, in a dateline ("PORT SORREL,
/// 12 March 2031 —"), after a label ("Published: 12 March 2031") or alone on one of the first
/// lines. A date within a sentence is none.
#[must_use]
pub fn publication_date(document: &Document, resources: &Resources) -> Option<(Edtf, TextRange)> {
    if let Some(line) = document.date_line() {
        return Some((line.edtf.clone(), line.range));
    }
    let words = Words::new(document, resources);
    let times = Times::read(&words, None);
    for block in document.blocks().iter().take(TOP) {
        let sentences = words.sentences();
        let (Some(first), Some(last)) = (
            sentences.get(block.sentences.start),
            sentences.get(block.sentences.end.saturating_sub(1)),
        ) else {
            continue;
        };
        let (start, end) = (first.start, last.end);
        for time in &times.list {
            if time.words.start < start || time.words.end > end {
                continue;
            }
            let Some(edtf) = time.value.as_deref().and_then(Edtf::parse) else {
                continue;
            };
            let fits = edtf.is_one_day()
                && (labelled_or_alone(&words, start, time.words.start)
                    && is_line_end(&words, time.words.end, end)
                    || is_dateline(&words, start, time.words.start, time.words.end, end));
            if fits {
                return Some((edtf, document.original(time.range)));
            }
        }
    }
    None
}

/// Says whether only a label or a weekday stands before the date.
fn labelled_or_alone(words: &Words<'_>, start: usize, date: usize) -> bool {
    (start..date).all(|at| {
        words.get(at).is_some_and(|word| {
            word.kind == TokenKind::Mark
                || matches!(word.lower.as_str(), "on" | "at" | "last" | "of")
                || word.entry().is_some_and(|entry| {
                    entry.calendar.iter().any(|meaning| {
                        matches!(meaning, CalendarWord::Label | CalendarWord::Weekday)
                    })
                })
        })
    })
}

/// Says whether the line ends after the date, a time of day apart.
fn is_line_end(words: &Words<'_>, after: usize, end: usize) -> bool {
    end.saturating_sub(after) <= 6
        && (after..end).all(|at| {
            words.get(at).is_some_and(|word| {
                word.kind != TokenKind::Word || word.capitals || word.lower.len() < 5
            })
        })
}

/// "PORT SORREL, 12 March 2031 (Harbour Wire) —": capitals, then the date, then a dash.
fn is_dateline(words: &Words<'_>, start: usize, date: usize, after: usize, end: usize) -> bool {
    if date <= start || date - start > LONGEST_DATELINE {
        return false;
    }
    let place = (start..date).all(|at| {
        words.get(at).is_some_and(|word| {
            word.capital
                || matches!(
                    word.lower.as_str(),
                    "," | "(" | ")" | "." | "/" | "-" | "on"
                )
        })
    });
    let dash = (after..end.min(after + LONGEST_DATELINE))
        .find(|at| words.is_one_of(*at, &["–", "—", "--", "-", ":"]));
    place
        && dash.is_some_and(|dash| {
            (after..dash).all(|at| {
                words.get(at).is_some_and(|word| {
                    word.capital || word.kind == TokenKind::Mark || word.kind == TokenKind::Number
                })
            })
        })
}
