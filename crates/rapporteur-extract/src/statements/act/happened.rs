//! Telling what happened: second-hand speech, and the past of agencies, ministries and witnesses.

use std::ops::Range;

use rapporteur_core::{Act, EntityType};

use super::Scene;
use super::clause::{Unit, Units};
use super::cue::Sense;
use crate::resources::{Classes, VerbForm};
use crate::times::CalendarWord;

/// The time of a clause.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Tense {
    Past,
    /// "Was", which after "said" may stand for "is".
    Being,
    /// "Has lost".
    Perfect,
    /// "Had lost".
    PastPerfect,
    Present,
    /// "Will", "would", "must".
    Modal,
}

/// Judges "X said that Y had promised Z", which tells of somebody else's words, and "we demand",
/// whose verb says what is done.
pub(super) fn nested(scene: Scene<'_>, units: &Units) -> Option<(Act, Range<usize>)> {
    let (at, tense) = finite(scene, units)?;
    let words = scene.words;
    let verb = (at..at + 4).find(|number| {
        units
            .get(*number)
            .is_some_and(|unit| !unit.any(Classes::AUXILIARY) && !unit.any(Classes::ADVERB))
    })?;
    let unit = units.get(verb)?;
    let (form, cue) = words.get(unit.at)?.verbs().iter().find_map(|(form, cue)| {
        let cue = words.resources.cue(*cue)?;
        let tail = cue
            .tail
            .iter()
            .enumerate()
            .all(|(step, word)| units.is(verb + 1 + step, word));
        tail.then_some((*form, cue))
    })?;
    let subject = super::side::before(scene, units, verb);
    let plain_present = verb == at && matches!(form, VerbForm::Base | VerbForm::Third);
    if subject.is_own() && !subject.is_negated() && plain_present && cue.act != Act::State {
        return Some((cue.act, unit.at..unit.at + 1));
    }
    let told = !subject.is_own()
        && tense != Tense::Modal
        && !unit.quoted
        && matches!(form, VerbForm::Past | VerbForm::Participle)
        && !cue.document
        && (cue.takes.that || cue.takes.to || cue.takes.person);
    told.then(|| (Act::Report, unit.at..unit.at + 1))
}

/// Returns the words by which a content tells what happened.
pub(super) fn told(scene: Scene<'_>, sense: &Sense, units: &Units) -> Option<Range<usize>> {
    let (at, tense) = finite(scene, units)?;
    let unit = units.get(at)?;
    let observer = observes(scene, unit.quoted);
    // After "said", a simple past may stand for a present.
    let shifted = matches!(sense.form, Some(VerbForm::Past | VerbForm::Participle)) && !unit.quoted;
    let figures = units.list.iter().any(|unit| {
        unit.lower.starts_with(|first: char| first.is_ascii_digit())
            || scene.words.get(unit.at).is_some_and(|word| {
                word.entry().is_some_and(|entry| {
                    let number = |word: &CalendarWord| matches!(word, CalendarWord::Number(2..));
                    entry.calendar.iter().any(number)
                })
            })
    });
    let over = match tense {
        Tense::Modal => false,
        Tense::PastPerfect | Tense::Past => observer,
        Tense::Perfect => observer && (!unit.quoted || figures),
        Tense::Being | Tense::Present => {
            observer && !unit.quoted && (figures || tense == Tense::Being && !shifted)
        }
    };
    over.then(|| unit.at..unit.at + 1)
}

/// Says whether the speaker tells what he has seen or counted rather than where his side stands:
/// an institution, a witness, an official whom nobody names.
fn observes(scene: Scene<'_>, quoted: bool) -> bool {
    let Some(source) = scene.source else {
        return true;
    };
    let words = scene.words;
    match scene.kind() {
        Some(EntityType::Party) => false,
        Some(EntityType::Organisation | EntityType::Group) => true,
        Some(EntityType::Person) => {
            let draft = scene.draft.and_then(|draft| scene.names.draft(draft));
            // A name ends with a capital, a description with a common noun.
            let described = draft.is_some_and(|draft| {
                let last = draft.name.rsplit(' ').next();
                draft.codebook.is_none()
                    && last.is_some_and(|last| last.starts_with(char::is_lowercase))
            });
            !quoted && (described || draft.is_some_and(|draft| draft.party.is_none()))
        }
        _ => source.core.clone().any(|at| {
            words.has(at, Classes::ORGANISATION)
                || words.has(at, Classes::GROUP)
                || words.has(at, Classes::TEXT)
                || words.has(at, Classes::PERSON) && !words.is(source.core.start, "the") && !quoted
        }),
    }
}

/// Returns the first finite verb of a content and its tense.
fn finite(scene: Scene<'_>, units: &Units) -> Option<(usize, Tense)> {
    let mut inside = false;
    for (number, unit) in units.list.iter().enumerate() {
        if unit.mark && unit.lower == "." {
            break;
        }
        // The verb of a relative clause is not that of the sentence.
        if number > 0 && (unit.any(Classes::RELATIVE) || unit.lower == "that") {
            inside = true;
            continue;
        }
        if let Some(tense) = tense_at(scene, units, number, unit) {
            let second = number
                .checked_sub(1)
                .and_then(|before| units.get(before))
                .is_some_and(|before| {
                    before.any(Classes::AUXILIARY) || before.any(Classes::ADVERB)
                });
            if !inside {
                return Some((number, tense));
            }
            if !second {
                inside = false;
            }
        }
    }
    None
}

fn tense_at(scene: Scene<'_>, units: &Units, number: usize, unit: &Unit) -> Option<Tense> {
    if unit.mark {
        return None;
    }
    if unit.any(Classes::MODAL) {
        return Some(Tense::Modal);
    }
    match unit.lower.as_str() {
        "had" if participle_after(units, number) => return Some(Tense::PastPerfect),
        "has" | "have" if participle_after(units, number) => return Some(Tense::Perfect),
        "has" | "have" => return Some(Tense::Present),
        "was" | "were"
            if units
                .list
                .iter()
                .skip(number)
                .take(3)
                .any(|unit| unit.lower == "going") =>
        {
            return Some(Tense::Modal);
        }
        "was" | "were" => return Some(Tense::Being),
        "had" | "did" => return Some(Tense::Past),
        "is" | "are" | "am" | "does" | "do" | "remains" | "remain" | "'s" => {
            return Some(Tense::Present);
        }
        "been" | "being" | "be" => return None,
        _ => {}
    }
    let before = number.checked_sub(1).and_then(|before| units.get(before));
    let noun_phrase = before.is_none_or(|before| {
        before.any(Classes::OPENER) || before.any(Classes::PREPOSITION) || before.mark
    });
    if noun_phrase || scene.words.capital(unit.at) {
        return None;
    }
    if unit.any(Classes::PAST) || unit.lower.len() > 4 && unit.lower.ends_with("ed") {
        // "The paper drafted by them": a participle.
        let participle =
            units.is(number + 1, "by") && !scene.words.has(unit.at, Classes::AUXILIARY);
        return (!participle).then_some(Tense::Past);
    }
    let word = scene.words.get(unit.at)?;
    word.verbs().iter().find_map(|(form, _)| match form {
        VerbForm::Past => Some(Tense::Past),
        VerbForm::Third => Some(Tense::Present),
        VerbForm::Base if before.is_some_and(|before| before.any(Classes::PRONOUN)) => {
            Some(Tense::Present)
        }
        _ => None,
    })
}

/// Says whether a participle follows, so that "had" is an auxiliary.
fn participle_after(units: &Units, number: usize) -> bool {
    units
        .list
        .iter()
        .skip(number + 1)
        .find(|unit| !unit.any(Classes::ADVERB) && !unit.any(Classes::NEGATION))
        .is_some_and(|unit| {
            unit.any(Classes::PAST)
                || unit.lower == "been"
                || unit.lower.ends_with("ed")
                || unit.lower.ends_with("en")
                || matches!(
                    unit.lower.as_str(),
                    "done" | "gone" | "come" | "become" | "begun" | "run"
                )
        })
}
