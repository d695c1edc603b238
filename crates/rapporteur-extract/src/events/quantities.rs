//! How many, how much, how long.

use std::collections::BTreeSet;
use std::ops::Range;

use super::details::durations;
use super::{Draft, Scene};
use crate::resources::{Classes, WordClass};
use crate::times::CalendarWord;
use crate::words::Words;

/// A figure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Amount {
    pub(super) of: String,
    pub(super) value: String,
    pub(super) words: Range<usize>,
}

/// Gives the figures of a sentence to its events, those from `first` on.
pub(super) fn find(scene: Scene<'_>, sentence: &Range<usize>, first: usize, drafts: &mut [Draft]) {
    if first >= drafts.len() {
        took(scene, sentence, drafts);
        numbered(scene, sentence, drafts);
        others(scene, sentence, drafts);
        return;
    }
    let Some(here) = drafts.get_mut(first..) else {
        return;
    };
    let mut taken: BTreeSet<usize> = BTreeSet::new();
    for time in durations(&scene, sentence) {
        taken.extend(time.words.clone());
        let long = here
            .iter_mut()
            .filter(|draft| of_event(scene, &time.words, &draft.told))
            .filter(|draft| lasts(draft))
            .min_by_key(|draft| gap(&draft.told, &time.words));
        if let (Some(draft), Some(value)) = (long, time.value.clone()) {
            add(draft, "duration", value, time.words.clone());
        }
    }
    for time in scene.times_in(sentence) {
        taken.extend(time.words.clone());
    }
    let mut at = sentence.start;
    while at < sentence.end {
        let here_at = at;
        at += 1;
        if taken.contains(&here_at) || scene.words.quotation(here_at).is_some() {
            continue;
        }
        if let Some((amounts, end)) = swapped(scene, here_at)
            && let Some(draft) = here
                .iter_mut()
                .find(|draft| draft.kind.as_deref() == Some("exchange"))
        {
            for amount in amounts {
                push(draft, amount);
            }
            at = end;
            continue;
        }
        let Some((value, noun)) = figure(scene, here_at) else {
            continue;
        };
        let Some(of) = counted(scene, sentence, here_at, noun) else {
            continue;
        };
        let fits = here
            .iter_mut()
            .filter(|draft| takes(draft, &of))
            .min_by_key(|draft| gap(&draft.told, &(here_at..noun)));
        if let Some(draft) = fits {
            let end = if scene.words.is_word(noun) && noun > here_at {
                noun + 1
            } else {
                here_at + 1
            };
            add(draft, &of, value, here_at..end);
        }
    }
}

/// "It took 50 minutes", "The talks lasted six hours": of the event told last.
fn took(scene: Scene<'_>, sentence: &Range<usize>, drafts: &mut [Draft]) {
    let words = scene.words;
    let short = sentence.start..sentence.end.min(sentence.start + 4);
    let about = words.is_one_of(sentence.start, &["it", "they"]) || words.is(sentence.start, "the");
    if !about
        || !short
            .clone()
            .any(|at| words.is_one_of(at, &["took", "lasted"]))
    {
        return;
    }
    let last = drafts
        .iter_mut()
        .rev()
        .filter(|draft| draft.phase == rapporteur_core::Phase::Held)
        .find(|draft| lasts(draft));
    let time = durations(&scene, sentence).next();
    if let (Some(draft), Some(time)) = (last, time)
        && let Some(value) = time.value.clone()
        && !draft
            .quantities
            .iter()
            .any(|amount| amount.of == "duration")
    {
        add(draft, "duration", value, time.words.clone());
    }
}

/// "The delegations had 24 members between them": of the talks told last.
fn numbered(scene: Scene<'_>, sentence: &Range<usize>, drafts: &mut [Draft]) {
    let words = scene.words;
    let head = sentence.start..sentence.end.min(sentence.start + 4);
    let delegations = head.clone().find(|at| {
        let word = words.get(*at).map_or("", |word| word.lower.as_str());
        words.resources.events.is(word, WordClass::Delegations)
    });
    let Some(verb) = delegations.map(|at| at + 1).filter(|at| {
        words.is_one_of(
            *at,
            &["had", "numbered", "counted", "comprised", "included"],
        )
    }) else {
        return;
    };
    let talks = drafts.iter_mut().rev().find(|draft| {
        draft.phase == rapporteur_core::Phase::Held && draft.plover.as_deref() == Some("CONSULT")
    });
    if let (Some(draft), Some(value)) = (talks, number(words, verb + 1)) {
        add(draft, "delegates", value.to_string(), verb + 1..verb + 2);
    }
}

/// "Nine others were pulled from the water": of the attack told last.
fn others(scene: Scene<'_>, sentence: &Range<usize>, drafts: &mut [Draft]) {
    let words = scene.words;
    let at = sentence.start;
    if !words.is_one_of(at + 1, &["others", "more", "other"]) {
        return;
    }
    let harm = (at + 2..sentence.end.min(at + 8))
        .find_map(|at| words.resources.events.harm(&words.get(at)?.lower));
    let attack = drafts.iter_mut().rev().find(|draft| {
        draft.phase == rapporteur_core::Phase::Held && draft.plover.as_deref() == Some("ASSAULT")
    });
    if let (Some(draft), Some(of), Some(value)) = (attack, harm, number(words, at)) {
        let of = of.to_owned();
        add(draft, &of, value.to_string(), at..at + 2);
    }
}

/// Says whether a duration may be that of a meeting: its adjective, or after a verb or preposition that
/// says how long.
fn of_event(scene: Scene<'_>, time: &Range<usize>, told: &Range<usize>) -> bool {
    let words = scene.words;
    let adjective = time.len() == 1
        && words
            .get(time.start)
            .is_some_and(|word| word.lower.contains('-'));
    let before = time.start.saturating_sub(4)..time.start;
    let lasted = before
        .clone()
        .any(|at| words.is_one_of(at, &["lasted", "lasting", "last", "took", "after", "on"]));
    // "A call of 40 minutes", "met for six hours".
    let near = time.start >= told.end && time.start - told.end < 7;
    let told = lasted
        || near
            && before
                .clone()
                .any(|at| words.is_one_of(at, &["for", "of", "held", "within", "over"]));
    let next = |at: usize| {
        words
            .resources
            .events
            .beginning_with(words.get(at).map_or("", |word| word.lower.as_str()))
    };
    adjective && (time.end..time.end + 3).any(|at| !next(at).is_empty()) || !adjective && told
}

fn gap(told: &Range<usize>, words: &Range<usize>) -> usize {
    if words.start >= told.end {
        words.start - told.end
    } else {
        told.start.saturating_sub(words.end)
    }
}

fn lasts(draft: &Draft) -> bool {
    draft.plover.as_deref() == Some("CONSULT")
        || matches!(draft.kind.as_deref(), Some("ceasefire" | "exchange"))
}

fn takes(draft: &Draft, of: &str) -> bool {
    match of {
        "killed" | "wounded" | "hurt" | "rescued" => draft.plover.as_deref() == Some("ASSAULT"),
        "points" | "pages" => matches!(
            draft.kind.as_deref(),
            Some("proposal-handed-over" | "reply")
        ),
        "miles" | "kilometres" => draft.plover.as_deref() == Some("RETREAT"),
        "delegates" => draft.plover.as_deref() == Some("CONSULT"),
        _ => !draft.verbal && draft.plover.as_deref() != Some("CONSULT"),
    }
}

fn add(draft: &mut Draft, of: &str, value: String, words: Range<usize>) {
    push(
        draft,
        Amount {
            of: of.to_owned(),
            value,
            words,
        },
    );
}

fn push(draft: &mut Draft, amount: Amount) {
    if !draft.quantities.contains(&amount) {
        draft.quantities.push(amount);
    }
}

/// "A thousand for a thousand", "31 Valdrians for 27 Kestorians": one figure for each direction.
fn swapped(scene: Scene<'_>, at: usize) -> Option<(Vec<Amount>, usize)> {
    let words = scene.words;
    let side = |at: usize| -> Option<(String, String, Range<usize>)> {
        let article = usize::from(words.is(at, "a"));
        let value = numeral(scene, at + article)?;
        let name_at = at + article + 1;
        let freed = Some(name_at).filter(|at| words.is_word(*at) && words.capital(*at));
        let noun = Some(name_at).filter(|at| {
            freed.is_none() && words.is_word(*at) && !words.has(*at, Classes::OUTSIDE)
        });
        let of = match (freed.or(noun), freed.is_some()) {
            (Some(at), true) => format!("{} freed", words.get(at)?.lower),
            (Some(at), false) => words.get(at)?.lower.clone(),
            _ => "prisoners".to_owned(),
        };
        let end = freed.or(noun).map_or(name_at, |at| at + 1);
        Some((of, value.to_string(), at..end))
    };
    let (of, value, first) = side(at)?;
    if !words.is(first.end, "for") {
        return None;
    }
    let (second_of, second_value, second) = side(first.end + 1)?;
    let end = second.end;
    Some((
        vec![
            Amount {
                of,
                value,
                words: first,
            },
            Amount {
                of: second_of,
                value: second_value,
                words: second,
            },
        ],
        end,
    ))
}

/// "29 Valdrians": those freed, by whose they are.
pub(super) fn freed(scene: Scene<'_>, sentence: &Range<usize>, draft: &mut Draft) {
    let words = scene.words;
    for at in sentence.clone() {
        let people = words.is_word(at + 1) && words.capital(at + 1);
        let dated = scene.time_at(at).is_some();
        let value = number(words, at).filter(|_| people && !dated);
        if let (Some(value), Some(word)) = (value, words.get(at + 1)) {
            let of = format!("{} freed", word.lower);
            add(draft, &of, value.to_string(), at..at + 2);
        }
    }
}

/// A number at `at`, with the noun that it counts, by the last word looked at.
fn figure(scene: Scene<'_>, at: usize) -> Option<(String, usize)> {
    let words = scene.words;
    let word = words.get(at)?;
    // "14-point", "eight-point".
    if let Some((count, _)) = word.lower.split_once('-') {
        let value = count
            .parse::<i64>()
            .ok()
            .or_else(|| in_letters(scene, count))?;
        return Some((value.to_string(), at));
    }
    if words.is_one_of(at, &["a", "an", "one"]) {
        return None;
    }
    let value = numeral(scene, at)?;
    if words.is(at + 1, "-") {
        return Some((value.to_string(), at + 2));
    }
    let end = words.sentence_words(at).end.min(at + 6);
    let noun = (at + 1..end).find(|next| {
        words
            .get(*next)
            .and_then(|word| words.resources.events.counts(&word.lower))
            .is_some()
    });
    Some((value.to_string(), noun.unwrap_or(at + 1)))
}

/// A number in digits or letters, or a thousand and its like.
fn numeral(scene: Scene<'_>, at: usize) -> Option<i64> {
    let words = scene.words;
    let scale = |at: usize| words.resources.events.scale(&words.get(at)?.lower);
    match number(words, at) {
        Some(value) => Some(value.saturating_mul(scale(at + 1).unwrap_or(1))),
        None => scale(at),
    }
}

/// A number in digits or in letters.
fn number(words: &Words<'_>, at: usize) -> Option<i64> {
    let word = words.get(at)?;
    let digits = (word.lower)
        .trim_end_matches(['s', 't', 'n', 'd', 'r', 'h'])
        .replace(',', "");
    if !digits.is_empty() && digits.len() < 7 && digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return digits.parse().ok();
    }
    (word.entry()?.calendar.iter()).find_map(|meaning| match meaning {
        CalendarWord::Number(value) => Some(*value),
        _ => None,
    })
}

fn in_letters(scene: Scene<'_>, word: &str) -> Option<i64> {
    scene
        .words
        .resources
        .entry(word)?
        .calendar
        .iter()
        .find_map(|meaning| match meaning {
            CalendarWord::Number(value) => Some(*value),
            _ => None,
        })
}

/// Returns what a figure counts.
fn counted(scene: Scene<'_>, sentence: &Range<usize>, at: usize, noun: usize) -> Option<String> {
    let words = scene.words;
    let events = &words.resources.events;
    let of = |at: usize| {
        let word = words.get(at)?;
        let last = word.lower.rsplit('-').next().unwrap_or(&word.lower);
        events.counts(last).map(str::to_owned)
    };
    if let Some(of) = of(noun) {
        return Some(of);
    }
    // "Killed two", "two were killed": the verb tells.
    let before = (sentence.start.max(at.saturating_sub(4))..at)
        .rev()
        .find_map(|at| events.harm(&words.get(at)?.lower));
    let after = (at + 1..sentence.end.min(at + 8))
        .take_while(|next| !words.is_one_of(*next, &[",", ";"]))
        .find_map(|at| events.harm(&words.get(at)?.lower));
    before.or(after).map(str::to_owned)
}
