//! Where what was said ends.

use std::ops::Range;

use rapporteur_text::TokenKind;

use super::{Context, content, cue, source};
use crate::resources::{Classes, VerbForm};

/// Returns the word after the last of a content that begins at `start`.
pub(super) fn content_end(context: Context<'_>, start: usize, stretch: &Range<usize>) -> usize {
    let words = context.words;
    let mut at = start;
    while at < stretch.end {
        if let Some(quotation) = words.quotation(at) {
            let quoted = words.quotation_words(quotation);
            at = quoted.end.max(at + 1);
            // “…,” with the comma inside the marks.
            let inner = words.comma(at.saturating_sub(2));
            if inner
                && at < stretch.end
                && words.quotation(at).is_none()
                && comma_ends(context, at, stretch)
            {
                break;
            }
            continue;
        }
        if at > start && ends_here(context, at, start, stretch) {
            break;
        }
        at += 1;
    }
    trim(context, start, at)
}

/// Takes the marks at the end of a sentence off, but not those inside a quotation.
pub(super) fn trim(context: Context<'_>, start: usize, mut end: usize) -> usize {
    let words = context.words;
    while end > start + 1
        && words.get(end - 1).is_some_and(|word| {
            word.kind == TokenKind::Mark
                && word.quotation.is_none()
                && matches!(
                    word.lower.as_str(),
                    "." | "!" | "?" | "," | ";" | ":" | "–" | "—" | "-" | "…"
                )
        })
    {
        end -= 1;
    }
    end
}

fn ends_here(context: Context<'_>, at: usize, start: usize, stretch: &Range<usize>) -> bool {
    let words = context.words;
    if words.is(at, ";") {
        return true;
    }
    if words.is_one_of(at, &["–", "—", "--"]) {
        // A parenthesis in dashes belongs to the sentence; one dash ends it.
        let closes = (at + 1..stretch.end).any(|later| words.is_one_of(later, &["–", "—", "--"]));
        let opened = (start..at).any(|earlier| words.is_one_of(earlier, &["–", "—", "--"]));
        return !closes && !opened;
    }
    if words.is(at, "according") && words.is(at + 1, "to") {
        return true;
    }
    if parenthetic_as(context, at, stretch).is_some() {
        return true;
    }
    if !words.comma(at) {
        return is_conjoined_cue(context, at, stretch);
    }
    comma_ends(context, at + 1, stretch)
}

/// Says whether what was said ends at the comma before `next`.
fn comma_ends(context: Context<'_>, next: usize, stretch: &Range<usize>) -> bool {
    let words = context.words;
    if words.is_one_of(
        next,
        &[
            "but", "while", "although", "though", "hence", "whereas", "yet",
        ],
    ) && content::has_verb(context, next + 1, stretch.end)
    {
        return true;
    }
    if words.is(next, "according") && words.is(next + 1, "to") {
        return true;
    }
    if words
        .get(next)
        .is_some_and(|word| word.is_verb(&[VerbForm::Gerund]) && word.classes == Classes::default())
    {
        return true;
    }
    is_conjoined_cue(context, next, stretch) || attribution_follows(context, next, stretch)
}

/// Says whether a conjunction joins a second reporting verb: "said … and warned that".
pub(super) fn is_conjoined_cue(context: Context<'_>, at: usize, stretch: &Range<usize>) -> bool {
    let words = context.words;
    if !words.is_one_of(at, &["and", "but", "yet", "while", "then"]) {
        return false;
    }
    let mut verb = at + 1;
    while words.has(verb, Classes::ADVERB) || words.is_one_of(verb, &["then", "has", "have"]) {
        verb += 1;
    }
    verb < stretch.end
        && cue::at(context, verb, at + 1).iter().any(|found| {
            found.usage == cue::Usage::Finite
                && matches!(
                    found.form,
                    VerbForm::Third | VerbForm::Past | VerbForm::Participle
                )
                && found.group == at + 1
                && content::opens(context, found, stretch)
        })
}

/// Recognises "as Maren demanded" with nothing of its own after the verb; returns the verb.
pub(super) fn parenthetic_as(
    context: Context<'_>,
    at: usize,
    stretch: &Range<usize>,
) -> Option<usize> {
    let words = context.words;
    if !words.is(at, "as") {
        return None;
    }
    let verb = (at + 2..stretch.end.min(at + 10)).find(|verb| {
        words.get(*verb).is_some_and(|word| {
            word.is_verb(&[VerbForm::Past, VerbForm::Third]) && word.quotation.is_none()
        })
    })?;
    let after = verb + 1;
    let closed = after >= stretch.end
        || words
            .get(after)
            .is_some_and(|word| word.kind == TokenKind::Mark && word.lower != ":")
        || context.times.date_at(after).is_some()
        || words.is(after, "on") && context.times.date_at(after + 1).is_some();
    let subject = source::subject_before(context, at + 1, verb)?;
    (closed && subject.words.start == at + 1 && subject.standing == super::Standing::Speaker)
        .then_some(verb)
}

/// Says whether "Maren said" stands at `at`, closing what came before the comma.
fn attribution_follows(context: Context<'_>, at: usize, stretch: &Range<usize>) -> bool {
    let words = context.words;
    let window = at..stretch.end.min(at + 12);
    for verb in window {
        let Some(word) = words.get(verb) else { break };
        if verb > at && !words.is_word(verb) {
            break;
        }
        if word.verbs().is_empty() {
            continue;
        }
        return cue::at(context, verb, at).iter().any(|found| {
            found.usage == cue::Usage::Finite
                && found.cue.takes.clause
                && found.cue.takes.quote
                && source::subject_before(context, at, found.group).is_some_and(|source| {
                    source.words.start == at && source.standing == super::Standing::Speaker
                })
        });
    }
    false
}
