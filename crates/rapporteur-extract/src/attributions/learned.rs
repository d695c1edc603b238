//! What the tagger found, in words of the document.

use std::ops::Range;

use rapporteur_core::{Basis, Confidence, EntityType};
use rapporteur_tagger::Tagged;

use super::{Attribution, Context, Source, overlap, source};
use crate::resources::Classes;

/// What is more likely wrong than right is left out.
const LEAST: f32 = 0.5;

/// A source that ends so many words before a name that stands at the cue is doubted.
const NEAR: usize = 4;

/// Finds the attributions that the tagger sees in a document.
pub(super) fn find(context: Context<'_>, tagged: &Tagged) -> Vec<Attribution> {
    let words = context.words;
    tagged
        .attributions()
        .iter()
        .filter(|found| found.confidence >= LEAST)
        .map(|found| {
            let cue = words.covering(&found.cue);
            let mut content: Vec<Range<usize>> = found
                .contents
                .iter()
                .map(|part| words.covering(part))
                .filter(|part| !part.is_empty())
                .collect();
            let mut source = found.source.as_ref().map(|range| words.covering(range));
            if let Some(quoted) = source.as_mut().and_then(|span| quotation_of(context, span))
                && !content.iter().any(|part| overlap(part, &quoted))
            {
                content.push(quoted);
                content.sort_by_key(|part| part.start);
            }
            Attribution {
                source: subject(context, cue.start, source)
                    .and_then(|range| speaker(context, range)),
                content,
                cue,
                basis: Basis::Speech,
                confidence: Some(thousandths(found.confidence)),
            }
        })
        .filter(|one| !one.content.is_empty() && !is_of_nobody(context, one))
        .map(|one| without_strays(context, one))
        .collect()
}

/// Takes off a source the quotation that it runs into: "said Ilva Maren, “but not for ever.”"
fn quotation_of(context: Context<'_>, source: &mut Range<usize>) -> Option<Range<usize>> {
    let words = context.words;
    let last = words.quotation(source.end.checked_sub(1)?)?;
    let quoted = words.quotation_words(last);
    let runs_on = quoted.end > source.end || words.comma(quoted.start.saturating_sub(1));
    if quoted.start <= source.start || !runs_on {
        return None;
    }
    source.end = quoted.start;
    Some(quoted)
}

/// "Without anyone saying that": what nobody said is no statement.
fn is_of_nobody(context: Context<'_>, one: &Attribution) -> bool {
    let nobody = ["anyone", "anybody", "nobody", "none"];
    one.source
        .as_ref()
        .is_some_and(|source| context.words.is_one_of(source.core.start, &nobody))
}

/// How many words of a sentence may stand outside a content that runs on from another sentence.
const FEW: usize = 2;

/// Drops contents that share a further sentence with other words: their cue is there, and the tagger
/// has missed it.
fn without_strays(context: Context<'_>, mut one: Attribution) -> Attribution {
    if one.content.len() < 2 {
        return one;
    }
    let words = context.words;
    let home = words.sentence_words(one.cue.start);
    let runs_on = |part: &Range<usize>| {
        let sentence = words.sentence_words(part.start);
        let others = sentence.filter(|at| words.is_word(*at) && !part.contains(at));
        others.count() <= FEW
    };
    let kept: Vec<Range<usize>> = one
        .content
        .iter()
        .filter(|part| overlap(part, &home) || runs_on(part))
        .cloned()
        .collect();
    if !kept.is_empty() {
        one.content = kept;
    }
    one
}

/// Returns the pronoun or name right before the cue, of which it is the verb, where the tagger has
/// passed over it for a source further off.
fn subject(context: Context<'_>, cue: usize, source: Option<Range<usize>>) -> Option<Range<usize>> {
    let words = context.words;
    let mut end = cue;
    while end > 0
        && (words.has(end - 1, Classes::ADVERB)
            || words.is_one_of(end - 1, &["has", "have", "had"]))
    {
        end -= 1;
    }
    let Some(last) = end.checked_sub(1) else {
        return source;
    };
    if source.as_ref().is_some_and(|source| source.contains(&last)) {
        return source;
    }
    if words.is_one_of(last, &["he", "she", "they", "i", "we"]) {
        return Some(last..end);
    }
    let named = context.names.mention_at(last).filter(|mention| {
        mention.words.end == end
            && context
                .names
                .draft(mention.draft)
                .is_some_and(|draft| draft.kind != EntityType::Place)
    });
    match (&source, named) {
        (Some(far), Some(mention)) if far.end + NEAR < mention.words.start => {
            Some(mention.words.clone())
        }
        _ => source,
    }
}

/// Makes a source of the words that name it.
fn speaker(context: Context<'_>, mut span: Range<usize>) -> Option<Source> {
    let words = context.words;
    while span.start < span.end && !words.is_word(span.end - 1) {
        span.end -= 1;
    }
    while span.start < span.end && !words.is_word(span.start) {
        span.start += 1;
    }
    if span.is_empty() {
        return None;
    }
    let core = span.start..core_end(context, &span);
    Some(source::of_span(context, span, core))
}

/// Returns where the noun phrase ends that appositions and relative clauses follow.
fn core_end(context: Context<'_>, span: &Range<usize>) -> usize {
    let words = context.words;
    span.clone()
        .skip(1)
        .find(|at| {
            words.comma(*at)
                || words.dash(*at)
                || words.is(*at, "(")
                || words.has(*at, Classes::RELATIVE)
        })
        .unwrap_or(span.end)
}

fn thousandths(probability: f32) -> Confidence {
    let rounded = (probability.clamp(0.0, 1.0) * 1000.0).round();
    Confidence::from_thousandths(rounded as u16)
}
