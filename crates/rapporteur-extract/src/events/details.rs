//! Where an event took place, when, and its figures' durations.

use std::ops::Range;

use rapporteur_core::{Edtf, EntityType, Said, SaidSource, TimeType};

use super::Scene;
use super::participants::is_name;
use crate::resources::Classes;
use crate::times::TimePhrase;

/// A place as it stands in the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Site {
    pub(super) name: String,
    pub(super) words: Range<usize>,
}

/// What a distance in time is counted in.
const UNITS: &[&str] = &[
    "days", "weeks", "months", "years", "hours", "day", "week", "month", "year", "hour",
];

/// How far behind the words that tell an event its place and date are looked for.
const REACH: usize = 30;

/// Returns the place that stands in the noun phrase before a noun, or behind "in" and its like in
/// the same clause.
pub(super) fn place(
    scene: Scene<'_>,
    told: &Range<usize>,
    noun: bool,
    talks: bool,
) -> Option<Site> {
    place_within(scene, told, told.end + REACH, noun, talks)
}

/// The same, where the words that tell the place begin before `limit`.
pub(super) fn place_within(
    scene: Scene<'_>,
    told: &Range<usize>,
    limit: usize,
    noun: bool,
    talks: bool,
) -> Option<Site> {
    let words = scene.words;
    if noun
        && let Some(site) = told.start.checked_sub(1).and_then(|at| {
            let at = if words.is_one_of(at, &["peace"]) {
                at.checked_sub(1)?
            } else {
                at
            };
            known_place(scene, at)
        })
    {
        return Some(site);
    }
    let end = words.sentence_words(told.start).end.min(told.end + REACH);
    for at in told.end..end.min(limit) {
        if words.quotation(at) != words.quotation(told.start)
            || words.is_one_of(at, &[";", ":", "–", "—"])
        {
            break;
        }
        if words.has(at, Classes::SUBORDINATOR)
            || words.is_one_of(at, &["after", "before"])
            || words.comma(at) && clause_break(scene, at)
        {
            break;
        }
        if !words.is_one_of(
            at,
            &["in", "at", "off", "near", "on", "outside", "to", "aboard"],
        ) {
            continue;
        }
        // Talks on the islands are about them.
        if talks && words.is_one_of(at, &["on", "off", "to"]) {
            continue;
        }
        if let Some(site) = place_after(scene, at, end) {
            return Some(site);
        }
    }
    None
}

/// Says whether another clause begins behind a comma, or who says so.
fn clause_break(scene: Scene<'_>, comma: usize) -> bool {
    let words = scene.words;
    let reports = |at: usize| {
        words.get(at).is_some_and(|word| {
            !word.verbs().is_empty()
                && !word.classes.any(Classes::SPEAKER)
                && words.resources.events.light(&word.lower).is_empty()
        })
    };
    words.has(comma + 1, Classes::RELATIVE)
        || words.has(comma + 1, Classes::CONJUNCTION)
        || words
            .get(comma + 1)
            .is_some_and(|word| word.lower.ends_with("ing"))
        || (comma + 1..comma + 6).any(reports)
}

/// The place in the noun phrase after a preposition: "the old customs house of Port Sorrel".
fn place_after(scene: Scene<'_>, preposition: usize, end: usize) -> Option<Site> {
    let words = scene.words;
    let first = preposition + 1;
    if scene
        .time_at(first)
        .is_some_and(|time| time.words.start == first)
    {
        return None;
    }
    let stop = (first..end.min(first + 9))
        .find(|at| !words.is_word(*at) || words.has(*at, Classes::OUTSIDE) && !words.is(*at, "of"));
    let phrase = first..stop.unwrap_or(end.min(first + 9));
    let known = phrase.clone().find_map(|at| known_place(scene, at));
    if known.is_some() || words.is_one_of(preposition, &["to", "on", "aboard"]) {
        return known;
    }
    // A name that nobody knows is a place after "in" if it begins the phrase.
    let name_at = if words.has(first, Classes::ARTICLE) {
        first + 1
    } else {
        first
    };
    if !is_name(scene, name_at) {
        return None;
    }
    let mut last = name_at;
    while last + 1 < phrase.end
        && is_name(scene, last + 1)
        && words.get(last).is_some_and(|word| !word.possessive)
    {
        last += 1;
    }
    let adjective = scene.names.is_adjective(name_at);
    let person = scene
        .names
        .mention_at(name_at)
        .and_then(|mention| scene.names.draft(mention.draft))
        .is_some_and(|draft| {
            draft.kind == EntityType::Person
                && (draft.codebook.is_some() || !draft.roles.is_empty())
        });
    if adjective || person || last + 1 < phrase.end && !words.is(last + 1, "of") {
        return None;
    }
    let range = name_at..last + 1;
    Some(Site {
        name: words.name(&range),
        words: range,
    })
}

pub(super) fn known_place(scene: Scene<'_>, at: usize) -> Option<Site> {
    let mention = scene.names.mention_at(at)?;
    let draft = scene.names.draft(mention.draft)?;
    let seat = draft.is_state()
        && at
            .checked_sub(1)
            .is_some_and(|before| scene.words.is_one_of(before, &["in", "at"]));
    let place = draft.kind == EntityType::Place && !draft.is_state();
    (place || seat).then(|| Site {
        name: if seat {
            scene.words.name(&mention.words)
        } else {
            draft.name.clone()
        },
        words: mention.words.clone(),
    })
}

/// What is known of an event's day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Day {
    /// A date phrase governs it.
    Phrase(Said),
    /// A phrase governs it, and its date is not known.
    Unknown,
    /// No phrase says it.
    Unsaid,
}

/// Returns the day of what is told by the words `told`.
pub(super) fn day(scene: Scene<'_>, told: &Range<usize>) -> Day {
    day_within(scene, told, scene.words.sentence_words(told.start))
}

/// The same, where only some words may hold the date.
pub(super) fn day_within(scene: Scene<'_>, told: &Range<usize>, within: Range<usize>) -> Day {
    let words = scene.words;
    let own = words.sentence_words(told.start);
    let sentence = within.start.max(own.start)..within.end.min(own.end);
    let nearest = scene
        .times_in(&sentence)
        .filter(|time| time.kind == TimeType::Date)
        .filter(|time| governs(scene, time, told))
        .min_by_key(|time| distance(&time.words, told));
    let Some(time) = nearest else {
        return Day::Unsaid;
    };
    // "Five months after marines landed": the landing was before, on a day that nobody tells.
    let after = [time.words.end.saturating_sub(1), time.words.end];
    let leads = time.words.end <= told.start
        && after
            .iter()
            .any(|at| words.is_one_of(*at, &["after", "before"]))
        && words.is_one_of(time.words.start + 1, UNITS);
    if leads {
        return Day::Unknown;
    }
    let since = time
        .words
        .start
        .checked_sub(1)
        .is_some_and(|at| words.is(at, "since"));
    match time.value.as_deref() {
        Some(value) => {
            let text = if since {
                format!("{value}/..")
            } else {
                value.to_owned()
            };
            Edtf::parse(&text)
                .or_else(|| Edtf::parse(value))
                .map_or(Day::Unknown, |edtf| {
                    Day::Phrase(Said {
                        edtf,
                        from: SaidSource::Phrase,
                    })
                })
        }
        None => Day::Unknown,
    }
}

fn distance(one: &Range<usize>, other: &Range<usize>) -> usize {
    if one.start >= other.end {
        one.start - other.end
    } else {
        // What comes before is less often meant.
        2 * other.start.saturating_sub(one.end)
    }
}

/// Says whether a date may be that of the event: it is not that of an utterance, and no other clause
/// begins between the two.
fn governs(scene: Scene<'_>, time: &TimePhrase, told: &Range<usize>) -> bool {
    let words = scene.words;
    let between = if time.words.start >= told.end {
        told.end..time.words.start
    } else {
        time.words.end..told.start
    };
    let said = |at: usize| scene.cue_at(at) && !told.contains(&at);
    let near = time.words.start.saturating_sub(3)..time.words.start;
    if near.into_iter().any(said)
        || said(time.words.end) && scene.contents.around(told.start).next().is_some()
    {
        return false;
    }
    if words.quotation(time.words.start) != words.quotation(told.start) || between.len() > REACH {
        return false;
    }
    let leads = time.words.start.checked_sub(1);
    !between.clone().filter(|at| Some(*at) != leads).any(|at| {
        words.is_one_of(
            at,
            &[
                ";", "–", "—", "after", "before", "since", "until", "because", "while", "when",
            ],
        ) || words.has(at, Classes::RELATIVE) && !told.contains(&at)
            || said(at)
    })
}

/// Returns how long an event may have taken, from the words of its sentence.
pub(super) fn durations<'s>(
    scene: &'s Scene<'s>,
    sentence: &Range<usize>,
) -> impl Iterator<Item = &'s TimePhrase> {
    let words = scene.words;
    scene.times_in(sentence).filter(move |time| {
        time.kind == TimeType::Duration
            && time.value.is_some()
            && !words.is_one_of(
                time.words.end,
                &[
                    "after", "before", "ago", "later", "earlier", "since", "away", "from",
                ],
            )
    })
}
