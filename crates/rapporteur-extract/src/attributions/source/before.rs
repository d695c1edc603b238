//! The noun phrase before a verb: its subject.

use rapporteur_text::TokenKind;

use super::{
    LONGEST_APPOSITION, Source, Standing, in_name, is_person_name, is_verb_here, phrase, pronoun,
};
use crate::attributions::Context;
use crate::resources::Classes;

/// Finds the noun phrase that ends right before a word, as the subject of a verb there.
pub(in crate::attributions) fn subject_before(
    context: Context<'_>,
    floor: usize,
    end: usize,
) -> Option<Source> {
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
            && !words.is_one_of(
                before,
                &["after", "before", "since", "until", "like", "despite"],
            )
            && !words.comma(before - 1)
    });
    (!after_preposition).then(|| with_apposed_name(context, floor, source))
}

/// "Valdria's foreign minister, Ilva Maren said": a name set off by one comma only.
fn with_apposed_name(context: Context<'_>, floor: usize, source: Source) -> Source {
    let words = context.words;
    let start = source.words.start;
    let comma = start
        .checked_sub(1)
        .filter(|at| *at > floor && words.comma(*at));
    let office = comma
        .and_then(|comma| noun_phrase_before(context, floor, comma))
        .filter(|office| {
            let head = office
                .core
                .clone()
                .find(|at| words.has(*at, Classes::ROLE) || words.has(*at, Classes::PERSON));
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

/// Finds the phrase before "…, an apposition, said".
fn apposed_before(context: Context<'_>, floor: usize, close: usize) -> Option<Source> {
    let words = context.words;
    let dash = words.dash(close);
    let lowest = floor.max(close.saturating_sub(LONGEST_APPOSITION));
    let mut at = close;
    let mut nearest = None;
    while at > lowest {
        at -= 1;
        let opens = if dash {
            words.dash(at)
        } else {
            words.comma(at)
        };
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
            || words
                .get(first)
                .is_some_and(|word| word.kind == TokenKind::Number);
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
pub(in crate::attributions) fn noun_phrase_before(
    context: Context<'_>,
    floor: usize,
    end: usize,
) -> Option<Source> {
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
        let local = words.is_one_of(
            preposition,
            &["in", "at", "from", "with", "to", "on", "with"],
        ) && words.has(before, Classes::SPEAKER)
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

/// Walks left over one noun phrase without prepositions.
fn core_start(context: Context<'_>, floor: usize, end: usize) -> Option<usize> {
    let words = context.words;
    let mut start = end;
    while start > floor {
        let before = start - 1;
        let Some(word) = words.get(before) else { break };
        if word.kind == TokenKind::CloseQuote {
            // “Special Affairs” inside the phrase.
            let Some(quoted) = word.quotation.map(|at| words.quotation_words(at)) else {
                break;
            };
            if quoted.end != start
                || quoted.len() > 6
                || quoted.start <= floor
                || words.comma(before.saturating_sub(1))
            {
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
        if context
            .times
            .date_before(start)
            .is_some_and(|date| date.words.end == start)
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
