//! What a statement ties to a condition: "talks can only resume once …".
//!
//! The rules of `conditions.tsv` say how the two halves are joined and what each must hold, so that
//! neither a plain "after the meeting" nor a fact of the past is taken for a condition.

mod fit;

use std::ops::Range;

use rapporteur_core::{Act, Clause, Precondition, PreconditionId, TextRange};

use crate::resources::{Classes, ConditionRule, ConditionRules, Piece, name_of_act};
use crate::statements::Units;
use crate::told::Told;
use crate::words::Words;
use fit::{Fit, Sentence};

/// A sentence of more units is not looked at: patterns are tried in more than linear time.
const LONGEST_SENTENCE: usize = 200;

/// A precondition in words of the document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Tied {
    /// The statement, as an index into those that were looked at.
    pub(crate) told: usize,
    pub(crate) wanted: Vec<Range<usize>>,
    pub(crate) condition: Vec<Range<usize>>,
}

/// Finds the preconditions of statements, in the order of the statements; of statements that share
/// words, the innermost sets the condition. With `partied`, only a party sets conditions.
pub(crate) fn find(words: &Words<'_>, told: &[Told<'_>], partied: bool) -> Vec<Tied> {
    let mut found: Vec<Tied> = Vec::new();
    let mut order: Vec<usize> = (0..told.len()).collect();
    let size = |number: &usize| {
        let parts = told.get(*number).map(|one| one.content.as_slice());
        parts
            .unwrap_or_default()
            .iter()
            .map(ExactSizeIterator::len)
            .sum::<usize>()
    };
    order.sort_by_key(|number| (size(number), *number));
    for number in order {
        let Some(one) = told.get(number) else {
            continue;
        };
        if (partied && one.party.is_none()) || one.act == Act::Report {
            continue;
        }
        for (wanted, condition) in halves(words, one) {
            let known = found
                .iter()
                .any(|known| overlap(&known.condition, &condition));
            if !known {
                found.push(Tied {
                    told: number,
                    wanted,
                    condition,
                });
            }
        }
    }
    found.sort_by_key(|tied| (tied.told, tied.condition.first().map(|part| part.start)));
    found
}

/// Makes the preconditions of a reading.
pub(crate) fn finish(words: &Words<'_>, told: &[Told<'_>], found: &[Tied]) -> Vec<Precondition> {
    let original = |parts: &[Range<usize>]| -> Vec<TextRange> {
        let ranges = parts.iter().map(|part| words.range(part));
        ranges.map(|range| words.document.original(range)).collect()
    };
    let clause = |parts: &[Range<usize>]| Clause {
        span: original(parts),
        proposition: None,
    };
    let made = found.iter().zip(1..).filter_map(|(tied, id)| {
        let one = told.get(tied.told)?;
        Some(Precondition {
            id: PreconditionId(id),
            statement: Some(one.id),
            holder: one.party.map(str::to_owned),
            wanted: clause(&tied.wanted),
            condition: clause(&tied.condition),
        })
    });
    made.collect()
}

/// Words of the document, in several stretches.
type Parts = Vec<Range<usize>>;

/// Returns the halves of each condition that a statement sets.
fn halves(words: &Words<'_>, one: &Told<'_>) -> Vec<(Parts, Parts)> {
    let rules = &words.resources.conditions;
    let units = Units::new(words, &stretches(words, one, rules));
    let masked = masked(&units, &rules.masks);
    let borders: Vec<usize> = (units.list.iter().enumerate())
        .filter(|(_, unit)| one.content.iter().any(|part| part.start == unit.at))
        .map(|(number, _)| number)
        .collect();
    let mut found = Vec::new();
    let act = format!("@{}", name_of_act(one.act));
    for (start, end) in sentences(&units) {
        let sentence = Sentence {
            units: &units,
            start,
            end,
            borders: &borders,
            masked: &masked,
            act: &act,
        };
        let mut tries: Vec<(usize, usize)> = Vec::new();
        for at in sentence.start..sentence.end {
            let Some(unit) = units.get(at) else { continue };
            if !masked.contains(&at) {
                let numbers = rules.beginning_with(&unit.lower);
                tries.extend(numbers.iter().map(|number| (*number, at)));
            }
        }
        tries.sort_unstable();
        let mut taken: Vec<Fit> = Vec::new();
        for (number, at) in tries {
            let Some(rule) = rules.rules.get(number) else {
                continue;
            };
            let Some(fit) = sentence.fit(rule, at) else {
                continue;
            };
            let free = taken.iter().all(|known| {
                fit.tied.iter().all(|at| !known.tied.contains(at))
                    && !crosses(&known.condition, &fit.condition)
            });
            let dated = |half| dated(words, &units, half);
            if free && !dated(&fit.wanted) && !dated(&fit.condition) {
                found.push(placed(&units, one, rule, &fit));
                taken.push(fit);
            }
        }
    }
    found
}

/// Returns the words in which a statement sets its conditions: its content, the cue before it, and
/// the rest of its sentence behind source and cue where that begins a condition; where its
/// content does, what stands before source and cue.
fn stretches(words: &Words<'_>, one: &Told<'_>, rules: &ConditionRules) -> Parts {
    let mut parts = one.content.clone();
    let first = parts.first().map_or(0, |part| part.start);
    let ties = |at: usize| {
        words.get(at).is_some_and(|word| {
            let mut numbers = rules.beginning_with(&word.lower).iter();
            word.quotation.is_none()
                && !word.classes.any(Classes::ARTICLE)
                && numbers.any(|number| rules.rules.get(*number).is_some_and(|rule| rule.joins()))
        })
    };
    let head = words.sentence_words(first).start..one.start();
    if ties(first) && !head.is_empty() {
        parts.push(head);
    } else {
        parts.extend(one.cue.iter().filter(|cue| cue.end <= first).cloned());
    }
    let end = one.end();
    let last = end.checked_sub(1).map(|last| words.sentence_words(last));
    if let Some(rest) = last.map(|sentence| end..sentence.end)
        && !rest.is_empty()
        && (rest.clone())
            .find(|at| !words.comma(*at))
            .is_some_and(ties)
    {
        parts.push(rest);
    }
    parts.sort_by_key(|part| part.start);
    parts
}

/// Cuts units where a sentence ends; questions are left out.
fn sentences(units: &Units) -> Vec<(usize, usize)> {
    let mut list = Vec::new();
    let mut start = 0;
    let ends = (units.list.iter().zip(1..)).filter(|(unit, _)| unit.ends_sentence());
    for end in ends.map(|(_, end)| end).chain([units.list.len()]) {
        let asks = end.checked_sub(1).is_some_and(|last| units.is(last, "?"));
        if end > start && end - start <= LONGEST_SENTENCE && !asks {
            list.push((start, end));
        }
        start = end;
    }
    list
}

/// Returns the units that only look as if they began a condition.
fn masked(units: &Units, masks: &[Vec<Piece>]) -> Vec<usize> {
    let at = |start: usize, mask: &[Piece]| {
        let mut places = mask.iter().zip(start..);
        places.all(|(piece, at)| units.get(at).is_some_and(|unit| piece.takes(&unit.lower)))
    };
    let mut list = Vec::new();
    for start in 0..units.list.len() {
        for mask in masks.iter().filter(|mask| at(start, mask)) {
            list.extend(start..start + mask.len());
        }
    }
    list
}

/// Says whether a condition is no more than a date: "until 10 April".
fn dated(words: &Words<'_>, units: &Units, range: &Range<usize>) -> bool {
    let idle = Classes::OPENER
        .with(Classes::PREPOSITION)
        .with(Classes::CONJUNCTION)
        .with(Classes::ADVERB);
    let list = units.list.get(range.clone()).unwrap_or_default();
    list.iter().all(|unit| {
        let calendar = words
            .get(unit.at)
            .and_then(|word| word.entry())
            .is_some_and(|entry| !entry.calendar.is_empty());
        let number = unit.lower.chars().all(|c| c.is_ascii_digit());
        unit.mark || calendar || number || unit.any(idle)
    })
}

/// Leads a fit back to words of the document, without those of the cue where others are left.
fn placed(units: &Units, one: &Told<'_>, rule: &ConditionRule, fit: &Fit) -> (Parts, Parts) {
    let parts = |range: &Range<usize>| {
        let list = units.list.get(range.clone()).unwrap_or_default();
        let places: Vec<usize> = list.iter().map(|unit| unit.at).collect();
        let inside = |at: &usize| one.content.iter().any(|part| part.contains(at));
        let kept: Vec<usize> = places.iter().copied().filter(inside).collect();
        joined(if kept.is_empty() { &places } else { &kept })
    };
    let halves = (parts(&fit.wanted), parts(&fit.condition));
    if rule.trade && matches!(one.act, Act::Demand | Act::Appeal) {
        return (halves.1, halves.0);
    }
    halves
}

/// Joins words that stand side by side, or have one mark of quotation between them.
fn joined(places: &[usize]) -> Parts {
    let mut parts: Parts = Vec::new();
    for at in places {
        match parts.last_mut() {
            Some(last) if *at <= last.end + 1 => last.end = last.end.max(at + 1),
            _ => parts.push(*at..at + 1),
        }
    }
    parts
}

fn crosses(one: &Range<usize>, other: &Range<usize>) -> bool {
    one.start < other.end && other.start < one.end
}

fn overlap(one: &[Range<usize>], other: &[Range<usize>]) -> bool {
    one.iter()
        .any(|one| other.iter().any(|other| crosses(one, other)))
}
