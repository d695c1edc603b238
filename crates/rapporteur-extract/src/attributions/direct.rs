//! Quotations before, around and after their cue, and those that run on without one.

use std::ops::Range;

use rapporteur_text::TokenKind;

use super::cue::FoundCue;
use super::{Attribution, Context, boundary};
use crate::resources::Classes;

/// Returns what was said where a quotation ends right before `end`: the quotation, or the clause
/// that it closes.
pub(super) fn quote_before(
    context: Context<'_>,
    end: usize,
    stretch: &Range<usize>,
) -> Option<Range<usize>> {
    let words = context.words;
    let mut close = end.checked_sub(1).filter(|at| *at >= stretch.start)?;
    let outer_comma = words.comma(close) && words.quotation(close).is_none();
    if outer_comma || words.is_one_of(close, &["–", "—"]) {
        close = close.checked_sub(1)?;
    }
    let quotation = words.quotation(close)?;
    let quoted = words.quotation_words(quotation);
    let last = quoted.end.checked_sub(2)?;
    let inner_mark = words.is_one_of(last, &[",", ".", "?", "!", "…", "—"]);
    if quoted.end != close + 1 || !(outer_comma || inner_mark || quoted.start == stretch.start) {
        return None;
    }
    let start = if quoted.start <= stretch.start || !words.is_word(quoted.start - 1) {
        quoted.start.max(stretch.start)
    } else {
        clause_start(context, quoted.start, stretch)
    };
    Some(start..quoted.end)
}

/// Returns where the clause that `at` stands in begins: after the last quotation with its cue, a
/// semicolon or a leading conjunction.
pub(super) fn clause_start(context: Context<'_>, at: usize, stretch: &Range<usize>) -> usize {
    let words = context.words;
    let mut start = (stretch.start..at)
        .rev()
        .find(|before| words.is_one_of(*before, &[";", ":"]) && words.quotation(*before).is_none())
        .map_or(stretch.start, |mark| mark + 1);
    while start < at && (words.has(start, Classes::CONJUNCTION) || words.comma(start)) {
        start += 1;
    }
    start
}

/// Returns the second half of a split quotation: “A,” he said, “B.”
pub(super) fn quote_after(
    context: Context<'_>,
    one: &FoundCue<'_>,
    stretch: &Range<usize>,
) -> Option<Range<usize>> {
    let words = context.words;
    let limit = stretch.end.min(one.words.end + 20);
    let open = (one.words.end..limit).find(|at| {
        words
            .get(*at)
            .is_some_and(|word| word.kind == TokenKind::OpenQuote)
    })?;
    quote_from(context, open.checked_sub(1)?, stretch)
}

/// Returns the quotation that begins after the comma, colon or full stop at `mark`.
pub(super) fn quote_from(
    context: Context<'_>,
    mark: usize,
    stretch: &Range<usize>,
) -> Option<Range<usize>> {
    let words = context.words;
    if !words.is_one_of(mark, &[",", ":", ".", "–", "—"]) {
        return None;
    }
    let open = mark + 1;
    let word = words
        .get(open)
        .filter(|word| word.kind == TokenKind::OpenQuote)?;
    if open >= stretch.end {
        return None;
    }
    Some(words.quotation_words(word.quotation?))
}

/// Credits a quotation that follows a quotation's attribution directly, without a cue of its own,
/// to the same speaker.
pub(super) fn run_on(context: Context<'_>, found: &mut [Attribution]) {
    let words = context.words;
    let mut claimed = vec![false; words.document.quotations().len()];
    for part in found.iter().flat_map(|one| &one.content) {
        for at in part.clone() {
            if let Some(slot) = words.quotation(at).and_then(|q| claimed.get_mut(q)) {
                *slot = true;
            }
        }
    }
    for one in found.iter_mut() {
        let closes_quote = one.content.last().is_some_and(|part| {
            part.end > part.start
                && words
                    .get(part.end - 1)
                    .is_some_and(|word| word.kind == TokenKind::CloseQuote)
        });
        let Some(last) = one.content.iter().map(|part| part.end).max() else {
            continue;
        };
        let Some(source) = one.source.as_ref().filter(|_| closes_quote) else {
            continue;
        };
        let last = last.max(one.cue.end).max(source.words.end);
        let mut end = words.sentence_words(last.saturating_sub(1)).end;
        // Further sentences belong to the same quotation while nothing but marks lies between.
        while let Some(word) = words.get(end)
            && word.kind == TokenKind::OpenQuote
            && words.block(end) == words.block(last.saturating_sub(1))
            && let Some(quotation) = word.quotation
            && claimed.get(quotation) == Some(&false)
        {
            let quoted = words.quotation_words(quotation);
            let after = words.get(quoted.end);
            let alone = quoted.end >= words.len()
                || words.starts_sentence(quoted.end)
                || after.is_some_and(|word| word.lower == ".");
            if !alone || quoted.is_empty() {
                break;
            }
            if let Some(slot) = claimed.get_mut(quotation) {
                *slot = true;
            }
            end = boundary::trim(context, quoted.start, quoted.end).max(quoted.end);
            one.content.push(quoted);
        }
    }
}
