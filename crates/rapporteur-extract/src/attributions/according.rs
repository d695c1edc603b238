//! "According to the ministry, …", "in his words, …", "in Maren's view, …".

use std::ops::Range;

use rapporteur_core::Basis;

use super::{Attribution, Context, Source, Standing, boundary, content, direct, source};
use crate::resources::Classes;

/// Finds the attributions of this kind in one stretch.
pub(super) fn find(context: Context<'_>, stretch: &Range<usize>, found: &mut Vec<Attribution>) {
    let words = context.words;
    for at in stretch.clone() {
        if words.quotation(at).is_some() {
            continue;
        }
        if words.is(at, "according") && words.is(at + 1, "to") {
            let source = opinion(context, at + 2)
                .or_else(|| source::phrase_after(context, at + 2, stretch.end));
            found.extend(build(context, stretch, at, at..at + 2, source));
        } else if words.is(at, "in") {
            let Some(source) = opinion(context, at + 1) else {
                continue;
            };
            let end = source.words.end;
            let sets_off = words.comma(end)
                && (at == stretch.start
                    || words.comma(at - 1)
                    || words.has(at - 1, Classes::CONJUNCTION));
            if sets_off {
                found.extend(build(context, stretch, at, end - 1..end, Some(source)));
            }
        }
    }
}

/// "his opinion", "Maren's own words": the owner with the noun.
fn opinion(context: Context<'_>, at: usize) -> Option<Source> {
    let words = context.words;
    let owner_end = (at..at + 6).find(|here| {
        words.has(*here, Classes::POSSESSIVE)
            || words.get(*here).is_some_and(|word| word.possessive)
    })? + 1;
    let mut noun = owner_end;
    if words.is(noun, "own") {
        noun += 1;
    }
    words.has(noun, Classes::OPINION).then(|| Source {
        words: at..noun + 1,
        core: at..owner_end,
        standing: Standing::Speaker,
        plural: false,
    })
}

fn build(
    context: Context<'_>,
    stretch: &Range<usize>,
    begin: usize,
    cue: Range<usize>,
    source: Option<Source>,
) -> Option<Attribution> {
    let words = context.words;
    let mut source = source?;
    // "According to him, X": what follows; a preposition or sentence start before it says so.
    let leads = begin == stretch.start
        || begin == stretch.start + 1 && words.has(stretch.start, Classes::CONJUNCTION)
        || words.has(begin - 1, Classes::CONJUNCTION);
    // Before a main clause, what looks like an apposition is the clause unless a comma closes it.
    let apposed = source.core.end..source.words.end;
    let is_opinion = words.has(apposed.end - 1, Classes::OPINION);
    if leads
        && !is_opinion
        && (!words.comma(apposed.end) || content::has_verb(context, apposed.start + 1, apposed.end))
    {
        source.words.end = source.core.end;
    }
    let end = source.words.end;
    let content = if leads {
        let start = end + usize::from(words.comma(end));
        start..boundary::content_end(context, start, stretch)
    } else {
        let close = begin - usize::from(words.comma(begin - 1));
        let start = direct::quote_before(context, begin, stretch).map_or_else(
            || direct::clause_start(context, close, stretch),
            |quoted| quoted.start,
        );
        start..close
    };
    (!content.is_empty()).then(|| Attribution {
        source: Some(source),
        cue,
        content: vec![content],
        basis: Basis::Speech,
        confidence: None,
    })
}
