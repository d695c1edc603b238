//! Joining what the tagger found with what the rules found.
//!
//! The tagger sees one level: speech within speech is left to the rules, and so are transcripts and
//! what it missed of plain speech.

use std::ops::Range;

use rapporteur_core::Basis;

use super::{Attribution, Context, Parts, overlap};
use crate::resources::Classes;

/// Adds to the tagger's attributions those of the rules that tell of something else.
pub(super) fn join(
    context: Context<'_>,
    learned: Vec<Attribution>,
    ruled: Vec<Attribution>,
) -> Vec<Attribution> {
    let (mut found, ruled): (Vec<_>, Vec<_>) = ruled
        .into_iter()
        .partition(|one| context.words.is(one.cue.start, ":"));
    let turns = Parts::new(found.iter());
    let outside = learned
        .into_iter()
        .filter(|one| !one.content.iter().any(|part| covered(&turns, part)));
    let mut outside: Vec<Attribution> = outside.collect();
    give_up_parts(&mut outside, &ruled);
    for one in &mut outside {
        end_at_shared_cue(context, one, &ruled);
    }
    found.extend(outside);
    let known = Parts::new(found.iter());
    let cues: Vec<Range<usize>> = found.iter().map(|one| one.cue.clone()).collect();
    let without_that = ruled.into_iter().map(|one| without_that(context, one));
    found.extend(without_that.filter(|one| {
        let new = is_nested(&known, one) || !one.content.iter().any(|part| covered(&known, part));
        new && one.basis == Basis::Speech
            && !is_object(context, one)
            && !cues.iter().any(|cue| overlap(cue, &one.cue))
    }));
    found.sort_by_key(|one| (one.cue.start, one.cue.end));
    found
}

/// Takes from cues with several contents those that a rule credits to a cue which the tagger missed:
/// without one of its own, a content goes to the nearest.
fn give_up_parts(learned: &mut [Attribution], ruled: &[Attribution]) {
    let missed: Vec<&Attribution> = ruled
        .iter()
        .filter(|rule| rule.basis == Basis::Speech)
        .filter(|rule| !learned.iter().any(|one| overlap(&one.cue, &rule.cue)))
        .collect();
    let credited = Parts::new(missed.into_iter());
    for one in learned.iter_mut().filter(|one| one.content.len() > 1) {
        let kept: Vec<Range<usize>> = one
            .content
            .iter()
            .filter(|part| !covered(&credited, part))
            .cloned()
            .collect();
        if !kept.is_empty() {
            one.content = kept;
        }
    }
}

/// "Said that A and warned that B": ends A before the second cue of the same source.
fn end_at_shared_cue(context: Context<'_>, one: &mut Attribution, ruled: &[Attribution]) {
    let words = context.words;
    let Some(own) = one.source.as_ref() else {
        return;
    };
    for part in &mut one.content {
        let shared = ruled.iter().find(|rule| {
            let same = rule.source.as_ref().is_some_and(|source| {
                overlap(&source.words, &own.words) && !overlap(&source.words, part)
            });
            same && part.start < rule.cue.start && rule.cue.end < part.end
        });
        let Some(cue) = shared.map(|rule| rule.cue.start) else {
            continue;
        };
        let conjunction = cue
            .checked_sub(1)
            .filter(|at| words.is_one_of(*at, &["and", "but"]) && *at > part.start);
        if let Some(end) = conjunction {
            part.end = if words.comma(end - 1) { end - 1 } else { end };
        }
    }
    one.content.retain(|part| !part.is_empty());
}

/// "Maintains its demands": after a plain verb, words that begin with a possessive are an object more
/// often than a clause.
fn is_object(context: Context<'_>, one: &Attribution) -> bool {
    one.content
        .iter()
        .all(|part| part.start == one.cue.end && context.words.has(part.start, Classes::POSSESSIVE))
}

/// "Said that the mediators had promised": the "that" before an inner source is not part of it.
fn without_that(context: Context<'_>, mut one: Attribution) -> Attribution {
    if let Some(source) = one.source.as_mut()
        && source.core.len() > 1
        && source.core.start == source.words.start
        && context.words.is(source.core.start, "that")
    {
        source.core.start += 1;
        source.words.start += 1;
    }
    one
}

/// Says whether cue and content stand in one content of another attribution.
fn is_nested(known: &Parts, one: &Attribution) -> bool {
    known.around(one.cue.start).any(|(outer, _)| {
        one.cue.end <= outer.end
            && one
                .content
                .iter()
                .all(|part| outer.start <= part.start && part.end <= outer.end)
    })
}

/// Says whether at least half of a stretch is known content.
fn covered(known: &Parts, part: &Range<usize>) -> bool {
    let inside = part
        .clone()
        .filter(|at| known.around(*at).next().is_some())
        .count();
    2 * inside >= part.len()
}
