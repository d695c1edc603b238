//! Finding who speaks: the noun phrase before or after a cue.

mod after;
mod before;

use std::ops::Range;

use rapporteur_core::EntityType;

use super::Context;
use crate::resources::{Classes, VerbForm};

pub(super) use after::phrase_after;
pub(super) use before::{noun_phrase_before, subject_before};

/// The words that name a speaker.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Source {
    /// All the words, appositions included.
    pub(crate) words: Range<usize>,
    /// The noun phrase without appositions, by which the speaker is known.
    pub(crate) core: Range<usize>,
    pub(crate) standing: Standing,
    /// Whether verbs agree with it in the plural.
    pub(crate) plural: bool,
}

/// How well a phrase fits as one that speaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Standing {
    /// A person, a party, an organisation, a pronoun.
    Speaker,
    /// A report, a poll, a letter.
    Text,
    /// Anything else.
    Other,
}

/// The longest apposition that is stepped over, in words.
const LONGEST_APPOSITION: usize = 30;

/// Makes a source of words that are known to name a speaker.
pub(super) fn of_span(context: Context<'_>, words: Range<usize>, core: Range<usize>) -> Source {
    let single =
        Some(core.start).filter(|at| core.len() == 1 && context.words.has(*at, Classes::PRONOUN));
    let judged = match single {
        Some(at) => pronoun(context, at),
        None => phrase(context, core.clone()),
    };
    Source {
        standing: match judged.as_ref().map(|source| source.standing) {
            Some(Standing::Text) => Standing::Text,
            _ => Standing::Speaker,
        },
        plural: judged.is_some_and(|source| source.plural),
        core,
        words,
    }
}

fn pronoun(context: Context<'_>, at: usize) -> Option<Source> {
    let words = context.words;
    if words.is(at, "you") {
        return None;
    }
    Some(Source {
        words: at..at + 1,
        core: at..at + 1,
        standing: if words.is(at, "it") {
            Standing::Text
        } else {
            Standing::Speaker
        },
        plural: words.is_one_of(at, &["they", "we", "i"]),
    })
}

/// Judges a stretch of words as a phrase that speaks.
fn phrase(context: Context<'_>, stretch: Range<usize>) -> Option<Source> {
    let words = context.words;
    let core_end = stretch
        .clone()
        .skip(1)
        .find(|at| words.has(*at, Classes::PREPOSITION) && !inside_name(context, *at))
        .unwrap_or(stretch.end);
    let head = core_end.checked_sub(1)?;
    let word = words.get(head)?;
    if context.times.date_before(head + 1).is_some() || word.possessive {
        return None;
    }
    let kind = context
        .names
        .mention_at(head)
        .and_then(|mention| context.names.draft(mention.draft))
        .map(|draft| draft.kind);
    let standing = match kind {
        Some(EntityType::Place) => Standing::Other,
        Some(_) => Standing::Speaker,
        None if word.classes.any(Classes::TEXT) => Standing::Text,
        None if word.classes.any(Classes::SPEAKER) || word.classes.any(Classes::TITLE) => {
            Standing::Speaker
        }
        None if word.capital && !word.classes.any(Classes::OUTSIDE) && !words.in_heading(head) => {
            if head == words.sentence_words(head).start
                && stretch.len() == 1
                && !is_name_like(context, head)
            {
                Standing::Other
            } else {
                Standing::Speaker
            }
        }
        None => Standing::Other,
    };
    let singular = kind.is_some_and(|kind| kind != EntityType::Group)
        || !word.lower.ends_with('s')
        || word.lower.ends_with("ss");
    Some(Source {
        core: stretch.clone(),
        standing,
        plural: word.classes.any(Classes::GROUP) || !singular,
        words: stretch,
    })
}

/// Says whether a capital at the start of a sentence is more than the start of a sentence.
fn is_name_like(context: Context<'_>, at: usize) -> bool {
    context
        .words
        .get(at)
        .is_some_and(|word| word.entry().is_none() && word.lower.len() > 2)
}

/// Says whether a word that looks like a function word is a name: "US".
fn in_name(context: Context<'_>, at: usize) -> bool {
    context.names.mention_at(at).is_some()
}

fn inside_name(context: Context<'_>, at: usize) -> bool {
    context
        .names
        .mention_at(at)
        .is_some_and(|mention| mention.words.len() > 1)
}

fn is_person_name(context: Context<'_>, at: usize) -> bool {
    context
        .names
        .mention_at(at)
        .and_then(|mention| context.names.draft(mention.draft))
        .is_some_and(|draft| draft.kind == EntityType::Person)
}

/// Says whether a word that may be a verb is one rather than a noun before `end`.
fn is_verb_here(context: Context<'_>, at: usize, end: usize) -> bool {
    let words = context.words;
    let Some(word) = words.get(at) else {
        return false;
    };
    if word.capital || word.verbs().is_empty() || at + 1 == end {
        return false;
    }
    let noun = word.entry().is_some_and(|entry| {
        entry.noun.is_some()
            || entry.classes.any(Classes::TEXT)
            || entry.classes.any(Classes::SPEAKER)
    });
    !noun && word.is_verb(&[VerbForm::Past, VerbForm::Third, VerbForm::Gerund])
}
