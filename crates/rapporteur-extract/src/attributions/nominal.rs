//! "Maren's demand that …", "his proposal for …", "Korsan's plans to …".

use std::ops::Range;

use rapporteur_text::TokenKind;

use super::{Attribution, Context, Source, Standing, boundary};
use crate::resources::{Classes, VerbForm};

/// Finds the attributions of this kind in one stretch that no verb has claimed.
pub(super) fn find(
    context: Context<'_>,
    stretch: &Range<usize>,
    found: &mut Vec<Attribution>,
    first: usize,
) {
    let words = context.words;
    for at in stretch.clone() {
        let Some(word) = words.get(at).filter(|word| word.quotation.is_none()) else {
            continue;
        };
        let Some(cue) = word
            .entry()
            .and_then(|entry| entry.noun)
            .and_then(|index| words.resources.cue(index))
        else {
            continue;
        };
        let Some(source) = owner(context, at, stretch) else {
            continue;
        };
        let claimed = found
            .get(first..)
            .is_some_and(|list| list.iter().any(|one| one.cue.contains(&at)));
        if claimed {
            continue;
        }
        let start = at + 1;
        let takes = &cue.takes;
        let fits = takes.that && words.is(start, "that")
            || takes.to && words.is(start, "to")
            || words
                .get(start)
                .is_some_and(|word| takes.prepositions.contains(&word.lower));
        let quote = (start..stretch.end.min(start + 3))
            .find(|here| {
                words
                    .get(*here)
                    .is_some_and(|word| word.kind == TokenKind::OpenQuote)
            })
            .filter(|open| takes.quote && (words.comma(open - 1) || words.is(open - 1, "to")));
        let content = match quote {
            Some(open) => match words.quotation(open) {
                Some(quotation) => words.quotation_words(quotation),
                None => continue,
            },
            None if fits => start..object_end(context, start, stretch),
            None => continue,
        };
        if content.len() < 2 {
            continue;
        }
        found.push(Attribution {
            source: Some(source),
            cue: at..at + 1,
            content: vec![content],
            basis: cue.basis,
            confidence: None,
        });
    }
}

/// Returns the owner in the genitive before a noun: "Maren's", "the ministry's", "his".
fn owner(context: Context<'_>, noun: usize, stretch: &Range<usize>) -> Option<Source> {
    let words = context.words;
    let mut end = noun;
    while end > stretch.start && noun - end < 3 {
        let before = end - 1;
        let word = words.get(before)?;
        if word.possessive || words.has(before, Classes::POSSESSIVE) {
            break;
        }
        if !words.is_word(before)
            || word.classes.any(Classes::OUTSIDE)
            || word.classes.any(Classes::OPENER)
        {
            return None;
        }
        end = before;
    }
    let last = end.checked_sub(1).filter(|last| *last >= stretch.start)?;
    if words.has(last, Classes::POSSESSIVE) {
        let speaks = words.is_one_of(last, &["his", "her", "their"]);
        return speaks.then_some(Source {
            words: last..end,
            core: last..end,
            standing: Standing::Speaker,
            plural: false,
        });
    }
    if !words.get(last)?.possessive {
        return None;
    }
    let mention = context.names.mention_at(last);
    let known = mention.is_some()
        || words.has(last, Classes::SPEAKER)
        || words.capital(last) && !words.starts_sentence(last);
    let mut start = mention.map_or(last, |mention| mention.words.start);
    while start > stretch.start {
        let before = start - 1;
        let word = words.get(before)?;
        if word.classes.any(Classes::OPENER) {
            start = before;
            break;
        }
        let part = words.is_word(before)
            && !word.possessive
            && (word.capital && !word.classes.any(Classes::OUTSIDE)
                || word.classes.any(Classes::SPEAKER));
        if !part {
            break;
        }
        start = before;
    }
    known.then_some(Source {
        words: start..end,
        core: start..end,
        standing: Standing::Speaker,
        plural: false,
    })
}

/// The complement of a noun ends where the verb of its sentence begins.
fn object_end(context: Context<'_>, start: usize, stretch: &Range<usize>) -> usize {
    let words = context.words;
    let end = boundary::content_end(context, start, stretch);
    let clause = words.is(start, "that");
    let stop = (start + 1..end).find(|at| {
        words.comma(*at)
            || !clause
                && (words.has(*at, Classes::AUXILIARY) && !words.is(start, "to")
                    || words.has(*at, Classes::AUXILIARY)
                        && !words.is_one_of(*at, &["be", "have", "do"])
                    || words.get(*at).is_some_and(|word| {
                        *at > start + 1
                            && word.is_verb(&[VerbForm::Third])
                            && word.entry().is_some_and(|entry| entry.noun.is_none())
                    }))
    });
    boundary::trim(context, start, stop.unwrap_or(end))
}
