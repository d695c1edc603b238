//! Cues that share the subject of another: "said … and warned that", "…, adding that".

use std::ops::Range;

use super::content;
use super::cue::FoundCue;
use super::indirect::attribution;
use super::{Attribution, Context, Source, Standing, source};
use crate::resources::{Classes, VerbForm};

/// "Maren described it as a start, yet warned against …".
pub(super) fn conjoined(
    context: Context<'_>,
    one: &FoundCue<'_>,
    stretch: &Range<usize>,
    found: &[Attribution],
    first: usize,
) -> Option<Attribution> {
    if !matches!(
        one.form,
        VerbForm::Past | VerbForm::Third | VerbForm::Participle
    ) {
        return None;
    }
    let source = earlier_source(found, first, one.verb)
        .or_else(|| leading_subject(context, stretch, one.verb))?;
    let content = content::after(context, one, Standing::Speaker, stretch)?;
    Some(attribution(one, Some(source), vec![content.words]))
}

/// "…, adding that", "Maren, acknowledging limits, said", "by saying that".
pub(super) fn participial(
    context: Context<'_>,
    one: &FoundCue<'_>,
    stretch: &Range<usize>,
    found: &[Attribution],
    first: usize,
) -> Option<Attribution> {
    let words = context.words;
    let before = one.group.checked_sub(1)?;
    let after_comma = words.comma(before) || words.dash(before);
    let introduced = words.is_one_of(
        before,
        &["by", "after", "before", "while", "and", "in", "without"],
    );
    if one.group > stretch.start && !after_comma && !introduced {
        let named = source::noun_phrase_before(context, stretch.start, one.group)?;
        let preposition = named.words.start.checked_sub(1)?;
        if named.standing != Standing::Speaker
            || !words.is_one_of(preposition, &["despite", "with", "without", "of"])
        {
            return None;
        }
        let content = content::after(context, one, Standing::Speaker, stretch)?;
        return Some(attribution(one, Some(named), vec![content.words]));
    }
    let content = content::after(context, one, Standing::Speaker, stretch)?;
    let source = earlier_source(found, first, one.verb)
        .or_else(|| {
            let close = before;
            words
                .comma(close)
                .then(|| source::noun_phrase_before(context, stretch.start, close))
                .flatten()
                .filter(|near| near.standing == Standing::Speaker)
                .filter(|near| near.words.start == stretch.start)
        })
        .or_else(|| leading_subject(context, stretch, one.verb))?;
    Some(attribution(one, Some(source), vec![content.words]))
}

/// Returns the source of the last cue of the stretch before a word.
fn earlier_source(found: &[Attribution], first: usize, before: usize) -> Option<Source> {
    found
        .get(first..)?
        .iter()
        .rev()
        .find(|one| one.cue.end <= before)
        .and_then(|one| one.source.clone())
        .filter(|source| source.standing != Standing::Other)
}

/// Returns the subject of the nearest clause before a word that begins with one, or else of the
/// sentence.
fn leading_subject(context: Context<'_>, stretch: &Range<usize>, before: usize) -> Option<Source> {
    let words = context.words;
    let starts = (stretch.start + 1..before)
        .rev()
        .filter(|at| words.comma(at - 1) && words.quotation(at - 1).is_none())
        .chain(std::iter::once(stretch.start));
    for mut start in starts {
        while words.has(start, Classes::ADVERB) || words.has(start, Classes::CONJUNCTION) {
            start += 1;
        }
        let Some(mut source) = source::phrase_after(context, start, before) else {
            continue;
        };
        if source.standing != Standing::Speaker || !is_subject(context, &source, before) {
            continue;
        }
        if source.words.end >= before {
            source.words = source.core.clone();
        }
        if source.words.end < before {
            return Some(source);
        }
    }
    None
}

/// Says whether a verb follows the phrase; a name in a list has none.
fn is_subject(context: Context<'_>, source: &Source, before: usize) -> bool {
    let words = context.words;
    let mut next = source.words.end;
    if words.comma(next) {
        next += 1;
    }
    while words.has(next, Classes::ADVERB) {
        next += 1;
    }
    next < before
        && (words.has(next, Classes::AUXILIARY)
            || words.get(next).is_some_and(|word| {
                !word.capital
                    && (word.is_verb(&[VerbForm::Past, VerbForm::Third])
                        || word.lower.ends_with("ed")
                        || words.has(source.core.start, Classes::PRONOUN))
            })
            || source.words.start == 0
            || words.starts_sentence(source.words.start))
}

/// A content ends where a cue that shares its subject begins.
pub(super) fn close_open_contents(
    context: Context<'_>,
    attribution: &Attribution,
    found: &mut [Attribution],
    first: usize,
) {
    let words = context.words;
    let Some(source) = attribution.source.as_ref() else {
        return;
    };
    let begins = attribution.cue.start;
    if source.words.start >= begins {
        return;
    }
    let Some(earlier) = found.get_mut(first..) else {
        return;
    };
    for one in earlier {
        if one.source.as_ref() != Some(source) {
            continue;
        }
        for part in &mut one.content {
            if part.start < begins && begins < part.end {
                let mut end = begins;
                while end > part.start + 1
                    && (words.comma(end - 1)
                        || words.has(end - 1, Classes::CONJUNCTION)
                        || words.has(end - 1, Classes::ADVERB))
                    && words.quotation(end - 1).is_none()
                {
                    end -= 1;
                }
                part.end = end;
            }
        }
    }
}
