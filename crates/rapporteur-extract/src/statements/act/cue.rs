//! What the words of a cue mean: the reporting verb, noun or adjective in them, looked up anew.

use std::ops::Range;

use rapporteur_core::{Act, Basis};

use super::Scene;
use super::clause::Units;
use crate::resources::{Classes, Cue, VerbForm};

/// How many words before a cue its auxiliaries may begin.
const REACH: usize = 4;

/// What a cue means.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Sense {
    pub(super) act: Act,
    pub(super) basis: Basis,
    /// Whether the act holds whatever the content says.
    pub(super) settled: bool,
    /// The act of the negated cue, where it is not the usual one.
    pub(super) when_negated: Option<Act>,
    pub(super) negated: bool,
    /// Whether auxiliaries stand before the verb.
    pub(super) auxiliary: bool,
    /// The form of the verb; `None` for nouns, adjectives and cues without a known word.
    pub(super) form: Option<VerbForm>,
    pub(super) insists: bool,
    pub(super) warns: bool,
    /// Whether an object may follow: "repeated its call for".
    pub(super) takes_noun: bool,
    /// The words that decided.
    pub(super) words: Range<usize>,
}

impl Sense {
    /// "According to", a colon, no cue at all.
    fn plain(cue: &Range<usize>) -> Self {
        Self {
            act: Act::State,
            basis: Basis::Speech,
            settled: false,
            when_negated: None,
            negated: false,
            auxiliary: false,
            form: None,
            insists: false,
            warns: false,
            takes_noun: false,
            words: cue.clone(),
        }
    }
}

/// Reads the words of a cue.
pub(super) fn read(scene: Scene<'_>) -> Sense {
    let words = scene.words;
    let found: Vec<Found<'_>> = scene
        .cue
        .clone()
        .filter_map(|at| look_up(scene, at))
        .collect();
    // "Expressed the hope": a verb that only says that something was said leaves it to the next.
    let Some(one) = found
        .iter()
        .find(|one| one.cue.act != Act::State)
        .or_else(|| found.first())
    else {
        return Sense::plain(scene.cue);
    };
    let first = found.first().map_or(one.at, |first| first.at);
    let group = group_before(scene, first);
    let negated =
        (group.start..one.at).any(|at| words.has(at, Classes::NEGATION) || words.is(at, "no"));
    let auxiliary = group
        .clone()
        .any(|at| words.has(at, Classes::AUXILIARY) || words.is(at, "to"));
    Sense {
        act: one.cue.act,
        // What was hoped and is expressed has been said.
        basis: found
            .first()
            .filter(|first| first.form.is_some())
            .map_or(one.cue.basis, |first| first.cue.basis),
        settled: one.cue.takes.settled,
        when_negated: one.cue.takes.when_negated,
        negated,
        auxiliary,
        form: one.form,
        insists: one.cue.takes.insists,
        warns: found.iter().any(|one| one.cue.takes.warns),
        takes_noun: one.cue.takes.noun,
        words: one.at..one.at + 1 + one.cue.tail.len(),
    }
}

/// A word of a cue that the lists know.
struct Found<'a> {
    cue: &'a Cue,
    at: usize,
    form: Option<VerbForm>,
}

fn look_up<'a>(scene: Scene<'a>, at: usize) -> Option<Found<'a>> {
    let words = scene.words;
    let word = words.get(at)?;
    if words.has(at, Classes::AUXILIARY)
        && words.get(at + 1).is_some_and(|_| at + 1 < scene.cue.end)
    {
        return None;
    }
    let entry = word.entry()?;
    if words.has(at, Classes::OPINION) && opens_with_preposition(scene, at) {
        return None;
    }
    let verb = word
        .verbs()
        .iter()
        .filter(|_| !after_article(scene, at))
        .find_map(|(form, index)| {
            let cue = words.resources.cue(*index)?;
            let tail = at + 1..at + 1 + cue.tail.len();
            tail.zip(&cue.tail)
                .all(|(here, word)| words.is(here, word))
                .then_some((cue, *form))
        });
    let noun = entry.noun.and_then(|index| words.resources.cue(index));
    let adjective = entry.adjective.and_then(|index| words.resources.cue(index));
    let predicate = group_before(scene, at).any(|before| words.has(before, Classes::BE))
        || verb.is_none() && noun.is_none();
    if let Some(cue) = adjective.filter(|_| predicate) {
        return Some(Found {
            cue,
            at,
            form: None,
        });
    }
    // "Valdrian call for …": one who is alone would have said "calls".
    let bare = matches!(verb, Some((_, VerbForm::Base)))
        && scene
            .source
            .is_some_and(|source| !source.plural && source.words.end == at)
        && group_before(scene, at).is_empty();
    match (verb, noun) {
        (Some((cue, form)), noun) if !(bare && noun.is_some()) => Some(Found {
            cue,
            at,
            form: Some(form),
        }),
        (_, Some(cue)) => Some(Found {
            cue,
            at,
            form: None,
        }),
        _ => None,
    }
}

/// Says whether the word stands where a noun does: "his demand", "Valdria's claim".
fn after_article(scene: Scene<'_>, at: usize) -> bool {
    at.checked_sub(1).is_some_and(|before| {
        scene.words.has(before, Classes::OPENER)
            || scene.words.get(before).is_some_and(|word| word.possessive)
    })
}

/// Says whether the cue is of the shape "in his view".
fn opens_with_preposition(scene: Scene<'_>, at: usize) -> bool {
    let words = scene.words;
    (at.saturating_sub(REACH)..at).any(|before| words.has(before, Classes::PREPOSITION))
        || words.has(scene.cue.start, Classes::PREPOSITION)
}

/// Returns the auxiliaries, negations and adverbs right before a word.
fn group_before(scene: Scene<'_>, at: usize) -> Range<usize> {
    let words = scene.words;
    let inside = |at: usize| scene.content.iter().any(|part| part.contains(&at));
    let mut start = at;
    while let Some(before) = start.checked_sub(1) {
        let group = words.has(before, Classes::AUXILIARY)
            || words.has(before, Classes::NEGATION)
            || words.has(before, Classes::ADVERB)
            || words.is_one_of(before, &["to", "no"]);
        if !group || inside(before) || at - before > REACH + 1 {
            break;
        }
        start = before;
    }
    start..at
}

/// Returns the act of the noun that a content of the shape "its readiness to …" begins with.
pub(super) fn noun_of_content(scene: Scene<'_>, units: &Units) -> Option<(Act, Range<usize>)> {
    let words = scene.words;
    if !units.get(0)?.any(Classes::OPENER) || units.get(0)?.quoted {
        return None;
    }
    let (number, unit) = units
        .list
        .iter()
        .enumerate()
        .skip(1)
        .take(3)
        .find(|(_, unit)| {
            words
                .get(unit.at)
                .and_then(|word| word.entry())
                .is_some_and(|entry| entry.noun.is_some())
        })?;
    let cue = words.resources.cue(words.get(unit.at)?.entry()?.noun?)?;
    let after = units.get(number + 1)?;
    let takes = after.lower == "that" && cue.takes.that
        || after.lower == "to" && cue.takes.to
        || cue.takes.prepositions.contains(&after.lower);
    let owned = units.is(0, "its")
        || units.is(0, "his")
        || units.is(0, "her")
        || units.is(0, "their")
        || units.is(0, "our")
        || units.is(0, "a")
        || units.is(0, "the");
    (takes && owned && cue.act != Act::State).then(|| (cue.act, unit.at..unit.at + 1))
}
