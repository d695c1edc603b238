//! Finding who speaks: the noun phrase before or after a cue.

use std::ops::Range;

use rapporteur_core::EntityType;
use rapporteur_text::TokenKind;

use super::Context;
use crate::resources::{Classes, VerbForm};

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

/// Finds the noun phrase that ends right before a word, as the subject of a verb there.
pub(super) fn subject_before(context: Context<'_>, floor: usize, end: usize) -> Option<Source> {
    let words = context.words;
    let last = end.checked_sub(1).filter(|last| *last >= floor)?;
    if words.comma(last) || words.dash(last) {
        return apposed_before(context, floor, last);
    }
    if words.has(last, Classes::RELATIVE) && words.is_one_of(last, &["who", "which"]) {
        let before = last.checked_sub(1)?;
        let antecedent = before + usize::from(!words.comma(before));
        return noun_phrase_before(context, floor, antecedent);
    }
    let source = noun_phrase_before(context, floor, end)?;
    // In "the plan drafted by Maren aims to", the name is no subject.
    let after_preposition = source.words.start.checked_sub(1).is_some_and(|before| {
        before > floor
            && words.has(before, Classes::PREPOSITION)
            && !words.has(before, Classes::SUBORDINATOR)
            && !words.is_one_of(before, &["after", "before", "since", "until", "like", "despite"])
            && !words.comma(before - 1)
    });
    (!after_preposition).then(|| with_apposed_name(context, floor, source))
}

/// "Valdria's foreign minister, Ilva Maren said": a name set off by one comma only.
fn with_apposed_name(context: Context<'_>, floor: usize, source: Source) -> Source {
    let words = context.words;
    let start = source.words.start;
    let comma = start.checked_sub(1).filter(|at| *at > floor && words.comma(*at));
    let office = comma
        .and_then(|comma| noun_phrase_before(context, floor, comma))
        .filter(|office| {
            let head = office.core.clone().find(|at| {
                words.has(*at, Classes::ROLE) || words.has(*at, Classes::PERSON)
            });
            office.standing == Standing::Speaker && head.is_some()
        });
    match office {
        Some(office) if is_person_pronoun(context, &source) => Source {
            core: source.core,
            ..office
        },
        Some(office) if is_person_name(context, start) => Source {
            words: office.words.start..source.words.end,
            ..source
        },
        _ => source,
    }
}

fn is_person_pronoun(context: Context<'_>, source: &Source) -> bool {
    source.words.len() == 1
        && context.words.has(source.words.start, Classes::PRONOUN)
        && context.words.capital(source.words.start)
        && context.words.is_one_of(source.words.start, &["he", "she"])
}

fn is_person_name(context: Context<'_>, at: usize) -> bool {
    context
        .names
        .mention_at(at)
        .and_then(|mention| context.names.draft(mention.draft))
        .is_some_and(|draft| draft.kind == EntityType::Person)
}

/// Finds the phrase before "…, an apposition, said".
fn apposed_before(context: Context<'_>, floor: usize, close: usize) -> Option<Source> {
    let words = context.words;
    let dash = words.dash(close);
    let lowest = floor.max(close.saturating_sub(LONGEST_APPOSITION));
    let mut at = close;
    let mut nearest = None;
    while at > lowest {
        at -= 1;
        let opens = if dash { words.dash(at) } else { words.comma(at) };
        if !opens || words.quotation(at).is_some() {
            continue;
        }
        let Some(mut source) = noun_phrase_before(context, floor, at) else {
            continue;
        };
        if source.standing == Standing::Other {
            continue;
        }
        let first = at + 1;
        let renames = words.has(first, Classes::OPENER)
            || words.has(first, Classes::SPEAKER)
            || words.has(first, Classes::TITLE)
            || words.capital(first)
            || words.get(first).is_some_and(|word| word.possessive)
            || words.is(first, "who")
            || words.get(first).is_some_and(|word| word.kind == TokenKind::Number);
        if renames {
            // "The minister, Ilva Maren, said": the name says more than the office.
            if is_person_name(context, first)
                || context.names.mention_at(close - 1).is_some_and(|mention| {
                    mention.words.start > at && is_person_name(context, close - 1)
                })
            {
                let name = context.names.mention_at(close - 1);
                source.core = name
                    .or_else(|| context.names.mention_at(first))
                    .map_or(source.core, |mention| mention.words.clone());
            }
            source.words.end = close;
        }
        // "Harry Bond, 30, of Raleigh, said": the phrase that opens the clause is the subject.
        let opens_clause = source.words.start == floor
            || words
                .get(source.words.start - 1)
                .is_some_and(|word| word.kind == TokenKind::CloseQuote);
        if opens_clause {
            return Some(source);
        }
        nearest = nearest.or(Some(source));
    }
    nearest
}

/// Finds the noun phrase that ends at `end`.
pub(super) fn noun_phrase_before(context: Context<'_>, floor: usize, end: usize) -> Option<Source> {
    let words = context.words;
    let last = end.checked_sub(1).filter(|last| *last >= floor)?;
    let word = words.get(last)?;
    if word.lower == ")" {
        // "Ilva Maren (Valdria) said".
        let open = (floor..last).rev().take(8).find(|at| words.is(*at, "("))?;
        let mut source = noun_phrase_before(context, floor, open)?;
        source.words.end = end;
        return Some(source);
    }
    if word.possessive {
        return None;
    }
    if word.classes.any(Classes::PRONOUN) {
        return pronoun(context, last);
    }
    let mut start = core_start(context, floor, end)?;
    // A preposition before the phrase may join it to the noun that it belongs to.
    while let Some(before) = start.checked_sub(2).filter(|before| *before >= floor) {
        let preposition = start - 1;
        let always = words.is_one_of(preposition, &["of", "for"]);
        let local = words.is_one_of(preposition, &["in", "at", "from", "with", "to", "on", "with"])
            && words.has(before, Classes::SPEAKER)
            && !words.capital(before);
        let quoted = words
            .get(before)
            .is_some_and(|word| word.kind == TokenKind::CloseQuote);
        if !(words.is_word(before) || quoted) || !(always || local) {
            break;
        }
        match core_start(context, floor, preposition) {
            Some(wider) if wider < preposition => start = wider,
            _ => break,
        }
    }
    // "Maren and Orlan said".
    if let Some(conjunction) = start.checked_sub(1).filter(|at| *at > floor)
        && words.is(conjunction, "and")
        && words.capital(start)
        && words.capital(conjunction - 1)
        && let Some(wider) = core_start(context, floor, conjunction)
    {
        let stretch = wider..end;
        return Some(Source {
            words: stretch.clone(),
            core: stretch,
            standing: Standing::Speaker,
            plural: true,
        });
    }
    phrase(context, start..end)
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

/// Walks left over one noun phrase without prepositions.
fn core_start(context: Context<'_>, floor: usize, end: usize) -> Option<usize> {
    let words = context.words;
    let mut start = end;
    while start > floor {
        let before = start - 1;
        let Some(word) = words.get(before) else { break };
        if word.kind == TokenKind::CloseQuote {
            // “Special Affairs” inside the phrase.
            let quoted = words.quotation_words(word.quotation.unwrap_or_default());
            if quoted.len() > 6 || quoted.start <= floor || words.comma(before.saturating_sub(1)) {
                break;
            }
            start = quoted.start;
            continue;
        }
        if !words.is_word(before) || word.quotation.is_some() && words.quotation(end - 1).is_none()
        {
            break;
        }
        if word.classes.any(Classes::OPENER) {
            let joins_clause = word.classes.any(Classes::SUBORDINATOR)
                && (words.capital(start)
                    || words.has(start, Classes::OPENER)
                    || before.checked_sub(1).is_some_and(|cue| {
                        words.get(cue).is_some_and(|cue| !cue.verbs().is_empty())
                    }));
            if joins_clause {
                break;
            }
            if before + 1 < end || word.classes.any(Classes::DETERMINER) {
                start = before;
            }
            // "all the ministers".
            if words.has(start.wrapping_sub(1), Classes::DETERMINER) && start > floor {
                start -= 1;
            }
            break;
        }
        // "A newly elected member".
        let inner_adverb = word.classes.any(Classes::ADVERB)
            && start < end
            && before > floor
            && words.has(before - 1, Classes::OPENER);
        if word.classes.any(Classes::OUTSIDE) && !inner_adverb && !in_name(context, before) {
            break;
        }
        if is_verb_here(context, before, end) {
            break;
        }
        if context.times.date_before(start).is_some_and(|date| date.words.end == start)
            && start == end
        {
            return None;
        }
        start = before;
    }
    // A phrase does not begin with a date: "Tuesday Maren said".
    while let Some(date) = context.times.date_at(start) {
        if date.words.end >= end {
            break;
        }
        start = date.words.end;
    }
    (start < end).then_some(start)
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
        entry.noun.is_some() || entry.classes.any(Classes::TEXT) || entry.classes.any(Classes::SPEAKER)
    });
    !noun && word.is_verb(&[VerbForm::Past, VerbForm::Third, VerbForm::Gerund])
}

/// Judges a stretch of words as a phrase that speaks.
pub(super) fn phrase(context: Context<'_>, stretch: Range<usize>) -> Option<Source> {
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
            if head == words.sentence_words(head).start && stretch.len() == 1 && !is_name_like(context, head) {
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

/// Finds the noun phrase that begins at a word, with its apposition, as the subject after an
/// inverted verb.
pub(super) fn phrase_after(context: Context<'_>, start: usize, ceiling: usize) -> Option<Source> {
    let words = context.words;
    if words.has(start, Classes::PRONOUN) {
        return pronoun(context, start);
    }
    let end = core_end(context, start, ceiling)?;
    let mut source = phrase(context, start..end)?;
    let described = end_of_description(context, &source, ceiling);
    source.words.end = end_of_apposition(context, described, ceiling);
    Some(source)
}

/// Steps over what tells more of a common noun: "an official familiar with the talks", "a poll by
/// the institute", "a man who was there".
fn end_of_description(context: Context<'_>, source: &Source, ceiling: usize) -> usize {
    let words = context.words;
    let end = source.words.end;
    let common = !words.capital(end - 1);
    let setting = words.is_one_of(end, &["in", "at", "on", "during"])
        && (source.standing != Standing::Text || words.is_one_of(end + 1, &["a", "an"]));
    let tells = words.has(end, Classes::PREPOSITION)
        && !setting
        && !words.is_one_of(end, &["after", "before", "during", "since", "until", "following"])
        || words.is_one_of(end, &["who", "familiar", "close", "involved", "released", "conducted", "published", "obtained"]);
    if !common || !tells {
        return end;
    }
    let mut at = end;
    while at < ceiling
        && at - end < LONGEST_APPOSITION
        && words.is_word(at)
        && (words.quotation(at).is_none() || words.quotation(end).is_some())
        && context.times.date_at(at).is_none()
    {
        at += 1;
    }
    if at > end && words.is(at - 1, "on") {
        at -= 1;
    }
    at
}

fn core_end(context: Context<'_>, start: usize, ceiling: usize) -> Option<usize> {
    let words = context.words;
    let mut end = start;
    while end < ceiling {
        let Some(word) = words.get(end) else { break };
        if context.times.date_at(end).is_some() || !words.is_word(end) {
            break;
        }
        let joins = words.is_one_of(end, &["of", "for", "at", "from", "with", "in"])
            && end > start
            && !words.get(end - 1).is_some_and(|before| before.possessive)
            && (words.is_one_of(end, &["of", "for"])
                || words.has(end - 1, Classes::PERSON) && !words.capital(end - 1));
        let joined = words.is(end, "and") && words.capital(end + 1) && end > start;
        let inner_adverb = word.classes.any(Classes::ADVERB)
            && end > start
            && words.has(end - 1, Classes::OPENER);
        let opener = word.classes.any(Classes::OPENER);
        let follows_joint = end == start
            || words.has(end - 1, Classes::PREPOSITION)
            || words.has(end - 1, Classes::OPENER);
        if opener && !follows_joint {
            break;
        }
        if word.classes.any(Classes::OUTSIDE) 
            && !joins
            && !joined
            && !inner_adverb
            && !in_name(context, end)
        {
            break;
        }
        if end > start && is_verb_here(context, end, usize::MAX) {
            break;
        }
        end += 1;
    }
    while end > start && words.has(end - 1, Classes::PREPOSITION) {
        end -= 1;
    }
    (end > start).then_some(end)
}

/// Steps over ", Valdria's foreign minister" up to the next comma or the end of the sentence.
fn end_of_apposition(context: Context<'_>, end: usize, ceiling: usize) -> usize {
    let words = context.words;
    let first = end + 1;
    let renames = words.comma(end)
        && first < ceiling
        && (words.has(first, Classes::ARTICLE)
            || words.has(first, Classes::SPEAKER)
            || words.has(first, Classes::TITLE)
            || words.is(first, "who")
            || words.get(first).is_some_and(|word| word.possessive)
            || context.names.roles.iter().any(|role| role.words.start == first)
            || is_person_name(context, first));
    if !renames {
        return end;
    }
    let mut at = first;
    while at < ceiling && at - first < LONGEST_APPOSITION {
        let mark = words.get(at).is_some_and(|word| word.kind != TokenKind::Word && word.kind != TokenKind::Number);
        if mark && !words.is_one_of(at, &["-", "/", "'"]) {
            break;
        }
        at += 1;
    }
    at
}
