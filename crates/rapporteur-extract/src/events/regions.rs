//! Where the subject and the objects of a verb stand.

use std::ops::Range;

use super::Scene;
use super::group::{Group, is_finite};
use crate::resources::Classes;
use crate::words::Words;

/// The longest stretch between two commas that is stepped over, in words.
const LONGEST_APPOSITION: usize = 30;

/// How far a subject is looked for.
const LONGEST_SUBJECT: usize = 60;

/// How far an object is looked for.
const LONGEST_OBJECT: usize = 40;

/// A piece of what follows a verb: a preposition, if any, and a noun phrase.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Chunk {
    pub(super) preposition: Option<usize>,
    pub(super) words: Range<usize>,
}

/// Returns the subject of a verb, with what is attached to it.
pub(super) fn subject(scene: Scene<'_>, group: &Group) -> Range<usize> {
    let words = scene.words;
    let floor = words
        .sentence_words(group.words.start)
        .start
        .max(group.words.start.saturating_sub(LONGEST_SUBJECT));
    let mut end = group.words.start;
    if group.coordinate {
        end = step_over_coordination(words, floor, end);
    }
    let Some(before) = end.checked_sub(1).filter(|before| *before >= floor) else {
        return end..end;
    };
    if words.has(before, Classes::RELATIVE) || words.is(before, "that") || words.is(before, "which")
    {
        return antecedent(words, floor, before);
    }
    let mut start = end;
    while start > floor {
        let at = start - 1;
        if words.comma(at) {
            if start < end {
                if only_time(scene, &(start..end)) {
                    end = at;
                    start = at;
                    continue;
                }
                let Some(open) = introduced(scene, floor, at) else {
                    break;
                };
                start = open;
                break;
            }
            let Some(open) = apposition_start(words, floor, at) else {
                break;
            };
            // The name stands before the comma, or the apposition is it.
            start = open;
            continue;
        }
        if stops_subject(words, at) {
            break;
        }
        start = at;
    }
    trim(scene, start..end)
}

/// "Valdria's envoy, Ilva Maren met": the noun phrase before the comma belongs to the name after it.
fn introduced(scene: Scene<'_>, floor: usize, comma: usize) -> Option<usize> {
    let words = scene.words;
    if !words.capital(comma + 1) {
        return None;
    }
    let mut start = comma;
    while start > floor && comma - start < 12 {
        let at = start - 1;
        if words.comma(at) || stops_subject(words, at) {
            return None;
        }
        start = at;
    }
    let noun_phrase = start == floor
        && !words.has(start, Classes::PREPOSITION)
        && !words.has(start, Classes::ADVERB)
        && date_at(scene, start).is_none();
    noun_phrase.then_some(start)
}

/// Steps from a coordinate verb back to the subject of the one that it goes on from.
fn step_over_coordination(words: &Words<'_>, floor: usize, end: usize) -> usize {
    let begins = (floor..end.saturating_sub(1))
        .rev()
        .find(|at| {
            words.is_one_of(*at, &[";", ":", "–", "—"]) || words.has(*at, Classes::SUBORDINATOR)
        })
        .map_or(floor, |at| at + 1);
    // Of several past forms the first is the verb, and the rest may be participles.
    let reports = |at: usize| words.get(at).is_some_and(|word| !word.verbs().is_empty());
    let mut verbs = (begins..end.saturating_sub(1)).filter(|at| is_finite(words, *at));
    let first = verbs.next();
    let verb = match first {
        Some(first) if reports(first) => verbs.next().or(Some(first)),
        other => other,
    };
    let Some(mut at) = verb else { return end };
    while at > begins
        && (words.has(at - 1, Classes::AUXILIARY) || words.has(at - 1, Classes::ADVERB))
    {
        at -= 1;
    }
    at
}

/// "The men who crossed": the noun phrase before the pronoun.
fn antecedent(words: &Words<'_>, floor: usize, relative: usize) -> Range<usize> {
    let mut end = relative;
    while end > floor && (words.comma(end - 1) || words.has(end - 1, Classes::PREPOSITION)) {
        end -= 1;
    }
    let mut start = end;
    while start > floor && end - start < 12 {
        let at = start - 1;
        let of = words.is_one_of(at, &["of", "and"]);
        if !words.is_word(at) || words.has(at, Classes::OUTSIDE) && !of || is_finite(words, at) {
            break;
        }
        start = at;
    }
    start..end
}

fn apposition_start(words: &Words<'_>, floor: usize, comma: usize) -> Option<usize> {
    (floor.max(comma.saturating_sub(LONGEST_APPOSITION))..comma)
        .rev()
        .take_while(|at| !words.is_one_of(*at, &[";", ":", "–", "—"]))
        .find(|at| words.comma(*at))
}

fn stops_subject(words: &Words<'_>, at: usize) -> bool {
    let Some(word) = words.get(at) else {
        return true;
    };
    matches!(
        word.lower.as_str(),
        ";" | ":" | "–" | "—" | "--" | "“" | "”" | "\"" | "«" | "»" | "``" | "''"
    ) || word.classes.any(Classes::SUBORDINATOR)
        || word.classes.any(Classes::RELATIVE)
        || is_finite(words, at)
        || at
            .checked_sub(1)
            .is_some_and(|before| words.has(before, Classes::AUXILIARY) && !word.verbs().is_empty())
        || matches!(word.lower.as_str(), "{" | "after" | "before" | "until")
}

/// Returns what follows a verb, cut at its prepositions; `far` goes on into a clause with "that".
pub(super) fn objects(scene: Scene<'_>, from: usize, far: bool) -> Vec<Chunk> {
    let words = scene.words;
    let end = words
        .sentence_words(from.saturating_sub(1))
        .end
        .min(from + LONGEST_OBJECT);
    let mut chunks: Vec<Chunk> = Vec::new();
    let mut start = from;
    let mut preposition = None;
    let mut at = from;
    while at < end {
        let Some(word) = words.get(at) else { break };
        let lower = word.lower.as_str();
        let listed = words.comma(at)
            && (words.capital(at + 1) || words.is(at + 1, "and"))
            && at > start
            && !(at + 1..at + 10).any(|next| scene.cue_at(next));
        if words.comma(at) && !listed
            || matches!(lower, ";" | ":" | "–" | "—" | "--" | "“" | "”" | "«" | "»")
            || !far
                && lower != "than"
                && !(lower == "as" && words.is(at + 2, "as"))
                && (word.classes.any(Classes::SUBORDINATOR) || word.classes.any(Classes::RELATIVE))
            || far
                && matches!(
                    lower,
                    "unless" | "if" | "because" | "while" | "although" | "as" | "when"
                )
            || !far && is_finite(words, at) && !words.is_one_of(at, &["'s"])
        {
            break;
        }
        let splits = word.classes.any(Classes::PREPOSITION) && lower != "of"
            || far
                && (lower == "that"
                    || is_finite(words, at)
                    || word.classes.any(Classes::AUXILIARY));
        if splits {
            push(&mut chunks, preposition, start..at);
            preposition = word.classes.any(Classes::PREPOSITION).then_some(at);
            start = at + 1;
        }
        at += 1;
    }
    push(&mut chunks, preposition, start..at);
    for chunk in &mut chunks {
        chunk.words = trim(scene, chunk.words.clone());
    }
    chunks.retain(|chunk| !chunk.words.is_empty());
    chunks
}

fn push(chunks: &mut Vec<Chunk>, preposition: Option<usize>, words: Range<usize>) {
    if !words.is_empty() {
        chunks.push(Chunk { preposition, words });
    }
}

/// Cuts dates, adverbs and stray prepositions off both ends.
pub(super) fn trim(scene: Scene<'_>, mut range: Range<usize>) -> Range<usize> {
    let words = scene.words;
    while range.start < range.end {
        let last = range.end - 1;
        let first = range.start;
        let dated = scene
            .time_at(last)
            .filter(|time| time.words.end == range.end && time.words.start >= range.start);
        if let Some(time) = dated {
            range.end = time.words.start;
        } else if let Some(end) = date_at(scene, first).filter(|end| *end <= range.end) {
            range.start = end;
        } else if words.is_one_of(first, &["meanwhile", "but", "and", "–", "{", "``"])
            || words.has(first, Classes::ADVERB) && !words.capital(first + 1)
        {
            range.start += 1;
        } else if words.has(last, Classes::ADVERB)
            || words.has(last, Classes::PREPOSITION)
            || words.has(last, Classes::CONJUNCTION)
            || !words.is_word(last) && !words.is_one_of(last, &[")", "%"])
        {
            range.end -= 1;
        } else {
            break;
        }
    }
    range
}

/// Returns the word after a date that begins at `at`, with its preposition.
fn date_at(scene: Scene<'_>, at: usize) -> Option<usize> {
    let start = at + usize::from(scene.words.has(at, Classes::PREPOSITION));
    scene
        .time_at(start)
        .filter(|time| time.words.start == start)
        .map(|time| time.words.end)
}

/// Says whether the words hold nothing but a date and what leads to it.
fn only_time(scene: Scene<'_>, range: &Range<usize>) -> bool {
    trim(scene, range.clone()).is_empty()
}
