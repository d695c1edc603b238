//! What a cue takes after it: a quotation, a clause, an infinitive, an object.

use std::ops::Range;

use rapporteur_text::TokenKind;

use super::boundary;
use super::cue::FoundCue;
use super::{Context, Standing};
use crate::resources::Classes;

/// The content after a cue.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Content {
    pub(super) words: Range<usize>,
    pub(super) shape: Shape,
}

/// How the content is built.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Shape {
    Quote,
    That,
    Clause,
    Infinitive,
    Object,
    Preposition,
}

/// How many words may stand between a cue and a "that" or quotation that belongs to it.
const LONGEST_GAP: usize = 14;

/// Finds the content that follows a cue.
pub(super) fn after(
    context: Context<'_>,
    found: &FoundCue<'_>,
    standing: Standing,
    stretch: &Range<usize>,
) -> Option<Content> {
    let (start, shape) = start(context, found, standing, stretch)?;
    let end = match shape {
        Shape::Quote => quote_end(context, start, stretch),
        _ => boundary::content_end(context, start, stretch),
    };
    let end = match shape {
        Shape::Object | Shape::Infinitive | Shape::Preposition => without_date(context, start, end),
        _ => end,
    };
    (start < end).then_some(Content {
        words: start..end,
        shape,
    })
}

/// Says whether something that the cue takes follows it.
pub(super) fn opens(context: Context<'_>, found: &FoundCue<'_>, stretch: &Range<usize>) -> bool {
    start(context, found, Standing::Speaker, stretch).is_some()
}

fn start(
    context: Context<'_>,
    found: &FoundCue<'_>,
    standing: Standing,
    stretch: &Range<usize>,
) -> Option<(usize, Shape)> {
    let words = context.words;
    let takes = &found.cue.takes;
    let end = stretch.end;
    let mut at = skip_adverbials(context, found.words.end, end);
    if at >= end {
        return None;
    }
    if standing == Standing::Speaker
        && words
            .get(at)
            .is_some_and(|word| takes.prepositions.contains(&word.lower))
    {
        return Some((at, Shape::Preposition));
    }
    if let Some(far) = that_or_quote(context, found, at, end) {
        return Some(far);
    }
    if takes.to && words.is(at, "to") && !words.capital(at + 1) {
        return Some((at, Shape::Infinitive));
    }
    if takes.person {
        let after = addressee_end(context, at, end);
        if after > at && takes.clause && begins_clause(context, after, end) {
            at = after;
            return Some((at, Shape::Clause));
        }
    }
    if takes.clause && !takes.person && begins_clause(context, at, end) {
        let shape = if takes.noun && !has_verb(context, at, end) {
            Shape::Object
        } else {
            Shape::Clause
        };
        if shape == Shape::Clause || standing == Standing::Speaker {
            return Some((at, shape));
        }
    }
    if standing != Standing::Speaker || !begins_object(context, at, end) {
        return None;
    }
    if takes.noun {
        return Some((at, Shape::Object));
    }
    let closes = |word: &str| {
        (at + 1..end.min(at + 16))
            .take_while(|here| !words.is_one_of(*here, &[";", "."]))
            .any(|here| {
                if word == "quote" {
                    words
                        .get(here)
                        .is_some_and(|word| word.kind == TokenKind::OpenQuote)
                } else {
                    words.is(here, word) && !words.is(here - 1, "such")
                }
            })
    };
    takes
        .object_with
        .iter()
        .any(|word| closes(word))
        .then_some((at, Shape::Object))
}

/// Steps over adverbs, dates and commas around them: "said on Tuesday", "said, however,".
fn skip_adverbials(context: Context<'_>, start: usize, end: usize) -> usize {
    let words = context.words;
    let mut at = start;
    while at < end {
        if let Some(date) = context.times.date_at(at) {
            at = date.words.end;
            continue;
        }
        if words.is_one_of(at, &["on", "this", "late", "early", "earlier", "in"])
            && let Some(date) = context.times.date_at(at + 1)
        {
            at = date.words.end;
            continue;
        }
        if words.has(at, Classes::ADVERB)
            && !words.is_one_of(at, &["there", "here", "not", "never"])
        {
            at += 1;
            continue;
        }
        break;
    }
    at
}

/// Looks for "that", a question word or a quotation, at once or after an addressee or a setting.
fn that_or_quote(
    context: Context<'_>,
    found: &FoundCue<'_>,
    at: usize,
    end: usize,
) -> Option<(usize, Shape)> {
    let words = context.words;
    let takes = &found.cue.takes;
    let setting = words.is_one_of(
        at,
        &[
            "in", "at", "to", "on", "during", "after", "via", "through", "from", "before", "as",
            "with", "by",
        ],
    );
    let gap = if takes.person || setting {
        LONGEST_GAP
    } else if words.comma(at) || words.is_one_of(at, &[":", "–", "—"]) {
        1
    } else {
        0
    };
    for here in at..end.min(at + gap + 1) {
        let word = words.get(here)?;
        if takes.quote && word.kind == TokenKind::OpenQuote {
            let quoted = words.quotation_words(word.quotation?);
            // One or two quoted words on the way are no utterance.
            if here == at || quoted.len() > 4 {
                return Some((here, Shape::Quote));
            }
        }
        if takes.that {
            let that = word.lower == "that" && (takes.quote || !words.comma(here + 1));
            let question = here == at
                && matches!(
                    word.lower.as_str(),
                    "whether" | "why" | "what" | "how" | "where" | "who" | "if" | "when"
                )
                && (word.lower != "when" && word.lower != "who" && word.lower != "where"
                    || found.negated);
            if that || question {
                return Some((here, Shape::That));
            }
        }
        let passes = here == at
            || words.is_word(here)
                && !word.classes.any(Classes::AUXILIARY)
                && !word.classes.any(Classes::PRONOUN)
            || words.comma(here)
                && words
                    .get(here + 1)
                    .is_some_and(|next| next.kind == TokenKind::OpenQuote || next.lower == "that")
            || words.is_one_of(here, &[":", "(", ")"]);
        if !passes {
            return None;
        }
    }
    None
}

/// Steps over the one spoken to.
fn addressee_end(context: Context<'_>, at: usize, end: usize) -> usize {
    let words = context.words;
    if words.has(at, Classes::OBJECTIVE) || words.is_one_of(at, &["her", "you", "it"]) {
        return at + 1;
    }
    if let Some(mention) = context.names.mention_at(at) {
        return mention.words.end.max(at + 1);
    }
    let mut after = at;
    while after < end && words.has(after, Classes::OPENER) {
        after += 1;
    }
    while after < end
        && after - at < 6
        && words.is_word(after)
        && !words.has(after, Classes::OUTSIDE)
        && !words.has(after, Classes::OPENER)
    {
        let head = words.has(after, Classes::SPEAKER);
        after += 1;
        if head && !words.has(after, Classes::SPEAKER) && !words.capital(after) {
            break;
        }
    }
    if let Some(date) = context
        .times
        .date_at(after + usize::from(words.is(after, "on")))
    {
        after = date.words.end;
    }
    after
}

/// Says whether a clause may begin at a word.
fn begins_clause(context: Context<'_>, at: usize, end: usize) -> bool {
    let words = context.words;
    let Some(word) = words.get(at).filter(|_| at < end) else {
        return false;
    };
    if word.kind == TokenKind::Number {
        return true;
    }
    if word.kind != TokenKind::Word {
        return false;
    }
    let classes = word.classes;
    if classes.any(Classes::OPENER) || classes.any(Classes::PRONOUN) || word.lower == "there" {
        return true;
    }
    if classes.any(Classes::OUTSIDE) {
        return matches!(word.lower.as_str(), "if" | "because");
    }
    word.capital || word.possessive || has_verb(context, at, end)
}

/// Says whether an auxiliary or a known verb stands among the next words.
pub(super) fn has_verb(context: Context<'_>, at: usize, end: usize) -> bool {
    let words = context.words;
    (at..end.min(at + 14))
        .take_while(|here| words.is_word(*here))
        .any(|here| {
            words.has(here, Classes::AUXILIARY)
                || words.get(here).is_some_and(|word| {
                    !word.capital
                        && (here > at
                            && word.verbs().iter().any(|(form, _)| {
                                use crate::resources::VerbForm::{Past, Third};
                                matches!(form, Past | Third)
                            })
                            || looks_past(&word.lower))
                })
        })
}

fn looks_past(word: &str) -> bool {
    word.len() > 4 && word.ends_with("ed")
}

/// Says whether an object may begin at a word.
fn begins_object(context: Context<'_>, at: usize, end: usize) -> bool {
    let words = context.words;
    let Some(word) = words.get(at).filter(|_| at < end) else {
        return false;
    };
    match word.kind {
        TokenKind::OpenQuote | TokenKind::Number => true,
        TokenKind::Word => {
            word.classes.any(Classes::OPENER)
                || word.classes.any(Classes::OBJECTIVE)
                || !word.classes.any(Classes::OUTSIDE)
        }
        TokenKind::CloseQuote | TokenKind::Mark => false,
    }
}

/// A quotation that ends a sentence ends the content; one inside a clause is part of it.
fn quote_end(context: Context<'_>, start: usize, stretch: &Range<usize>) -> usize {
    let words = context.words;
    let Some(quoted) = words.quotation(start).map(|at| words.quotation_words(at)) else {
        return start;
    };
    let last = quoted.end.saturating_sub(2);
    let complete = words.is_one_of(last, &[".", "!", "?", ",", "…"]);
    let goes_on = quoted.end < stretch.end && words.is_word(quoted.end);
    if complete || !goes_on {
        return quoted.end.min(stretch.end);
    }
    boundary::content_end(context, start, stretch)
}

/// Leaves out a date at the end of an object: it says when the thing was said.
fn without_date(context: Context<'_>, start: usize, end: usize) -> usize {
    let words = context.words;
    match context.times.date_before(end) {
        Some(date) if date.words.start > start + 1 => {
            let mut cut = date.words.start;
            if words.has(cut - 1, Classes::PREPOSITION) {
                if !words.is(cut - 1, "on") {
                    return end;
                }
                cut -= 1;
            }
            boundary::trim(context, start, cut)
        }
        _ => end,
    }
}
