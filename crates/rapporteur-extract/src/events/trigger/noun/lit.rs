//! What a verb says of the event that a noun names: how far it has got, and who does it.

use std::ops::Range;

use rapporteur_core::Phase;

use super::super::super::Scene;
use super::super::super::group::{Group, Time, is_finite};
use super::super::super::regions::subject;
use super::super::tail;
use crate::resources::{Chain, Classes, EventRule, VerbForm};

/// What a verb says of the event that a noun names.
pub(super) struct Lit {
    pub(super) phase: Phase,
    /// The words of the verb.
    pub(super) words: Range<usize>,
    /// The subject of the verb, where the noun is its object.
    pub(super) subject: Range<usize>,
}

/// Finds the verb of which the noun is the object: "held a meeting", "took part in the talks".
pub(super) fn by_verb_before(scene: Scene<'_>, rule: &EventRule, start: usize) -> Option<Lit> {
    let words = scene.words;
    let floor = words
        .sentence_words(start)
        .start
        .max(start.saturating_sub(6));
    for at in (floor..start).rev() {
        let word = words.get(at)?;
        for light in words.resources.events.light(&word.lower) {
            let Some(end) = fixed(scene, at, &light.tail).filter(|end| *end <= start) else {
                continue;
            };
            let between = end..start;
            let gap = between.clone().all(|at| {
                words.has(at, Classes::ADVERB)
                    || words.is_one_of(at, &["in", "up", "at", "by", "with", "a", "the"])
            });
            if !gap {
                continue;
            }
            let Some(group) = Group::read(scene, at, light.form) else {
                continue;
            };
            let Some(phase) = lit_phase(rule, light.phase, &group) else {
                continue;
            };
            return Some(Lit {
                phase,
                subject: subject(scene, &group),
                words: group.words.start..end,
            });
        }
        if words.comma(at) || word.classes.any(Classes::SUBORDINATOR) {
            return None;
        }
    }
    None
}

/// Finds the verb of which the noun is the subject: "the meeting lasted", "the talks, which took place".
pub(super) fn by_verb_after(scene: Scene<'_>, rule: &EventRule, end: usize) -> Option<Lit> {
    let words = scene.words;
    let stop = words
        .sentence_words(end.saturating_sub(1))
        .end
        .min(end + 26);
    let mut at = end;
    while at < stop {
        let here = at;
        at += 1;
        if words.is_one_of(here, &[";", "–", "—"]) || words.quotation(here).is_some() {
            return None;
        }
        if words.comma(here)
            && !words.has(here + 1, Classes::RELATIVE)
            && !words.is(here + 1, "which")
        {
            // An apposition is stepped over; without an end it is another clause.
            at = (here + 1..stop).find(|at| words.comma(*at))? + 1;
            continue;
        }
        let Some(word) = words.get(here) else { break };
        let verb = is_finite(words, here) || !words.resources.events.light(&word.lower).is_empty();
        if !verb || word.capital {
            if word.classes.any(Classes::SUBORDINATOR) && word.lower != "that" {
                return None;
            }
            continue;
        }
        if word.classes.any(Classes::AUXILIARY) {
            // The verb of this auxiliary says more, or the state: "are in force".
            let main = (here + 1..stop.min(here + 6)).find(|at| {
                !words.has(*at, Classes::AUXILIARY)
                    && !words.has(*at, Classes::ADVERB)
                    && !words.is(*at, "to")
            })?;
            if let Some(lit) = light_at(scene, rule, main) {
                return Some(lit);
            }
            let state =
                words.is_one_of(main, &["in", "still", "under"]) && word.classes.any(Classes::BE);
            return state.then_some(Lit {
                phase: Phase::Held,
                words: here..main,
                subject: here..here,
            });
        }
        if let Some(lit) = light_at(scene, rule, here) {
            return Some(lit);
        }
        return None;
    }
    None
}

fn light_at(scene: Scene<'_>, rule: &EventRule, at: usize) -> Option<Lit> {
    let words = scene.words;
    let word = words.get(at)?;
    words
        .resources
        .events
        .light(&word.lower)
        .iter()
        .find_map(|light| {
            let end = fixed(scene, at, &light.tail)?;
            let group = Group::read(scene, at, light.form).or_else(|| {
                // "The meeting, planned for Thursday".
                (light.form == VerbForm::Participle).then(|| Group {
                    words: at..at + 1,
                    time: Time::Past,
                    passive: true,
                    negated: false,
                    chain: None,
                    coordinate: false,
                })
            })?;
            let phase = lit_phase(rule, light.phase, &group)?;
            // "The blockade that Valdria has kept up": its subject is another than the noun.
            let own = subject(scene, &group);
            let relative = own
                .start
                .checked_sub(1)
                .is_some_and(|before| words.is_one_of(before, &["that", "which", "whom"]));
            let subject = if relative && !group.passive {
                own
            } else {
                at..at
            };
            Some(Lit {
                phase,
                words: group.words.start..end,
                subject,
            })
        })
}

/// What the time of a light verb makes of its phase; `None` where it says that nothing was.
fn lit_phase(rule: &EventRule, phase: Phase, group: &Group) -> Option<Phase> {
    let ceasefire = rule.kind.as_deref() == Some("ceasefire");
    if group.negated
        || matches!(
            group.chain,
            Some(Chain::Offer | Chain::Refuse | Chain::Wish)
        )
    {
        return None;
    }
    let to_come = group.time == Time::Future && group.chain != Some(Chain::Done);
    match phase {
        Phase::Held if ceasefire && !to_come => Some(Phase::Observed),
        Phase::Announced if !ceasefire && rule.plover.as_deref() == Some("RETREAT") => {
            Some(Phase::Planned)
        }
        Phase::Announced if rule.plover.as_deref() == Some("CONSULT") => Some(Phase::Planned),
        Phase::Held | Phase::Announced if to_come => Some(Phase::Planned),
        _ if matches!(group.time, Time::Modal) || group.chain == Some(Chain::Wish) => None,
        _ if group.time == Time::Infinitive && phase == Phase::Held => None,
        _ => Some(phase),
    }
}

/// The words of a noun phrase that follow its first, without anything between.
pub(super) fn fixed(scene: Scene<'_>, at: usize, words: &[String]) -> Option<usize> {
    let found = tail(scene, at, words)?;
    (found == at + 1 + words.len()).then_some(found)
}
