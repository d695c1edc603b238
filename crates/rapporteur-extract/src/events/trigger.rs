//! Verbs and nouns that tell an event.

use std::ops::Range;

use rapporteur_core::{Act, Basis, ParticipantRole, Phase};

use super::details::{day, place};
use super::group::{Group, Time};
use super::participants::Part;
use super::regions::{Chunk, objects, subject};
use super::{Draft, Scene, phase};
use crate::resources::{Classes, EventRule, Form, VerbForm};
use roles::participants;

mod noun;
mod roles;

/// How far the object of a verb is looked for by its words.
const OBJECT_REACH: usize = 14;

/// How far the words of a clause that a rule asks for may stand from its verb.
const LONGEST_CLAUSE: usize = 40;

/// As many events are read of one sentence; what has more is no sentence.
const MOST_EVENTS: usize = 50;

/// Words with which a clause tells what has to be, and not what was.
const CONDITIONS: [&str; 9] = [
    "if", "unless", "once", "until", "whether", "provided", "lest", "before", "should",
];

/// Adds the events that a sentence tells.
pub(super) fn find(
    scene: Scene<'_>,
    sentence: &Range<usize>,
    pair: &[String],
    drafts: &mut Vec<Draft>,
) {
    let words = scene.words;
    if words.in_heading(sentence.start) {
        return;
    }
    let first = drafts.len();
    let mut held_until = sentence.start;
    let mut at = sentence.start;
    while at < sentence.end && drafts.len() - first < MOST_EVENTS {
        let here = at;
        at += 1;
        let Some(word) = words.get(here) else { break };
        if word.quotation.is_some() {
            continue;
        }
        let held = here < held_until;
        if held && words.is_one_of(here, &[";", "–", "—", "after", "while", "as"]) {
            held_until = here;
        }
        if word.lower == "one"
            && !held
            && let Some(draft) = noun::another(scene, here, drafts.get(first..).unwrap_or_default())
        {
            drafts.push(draft);
            continue;
        }
        for (form, number) in words.resources.events.beginning_with(&word.lower) {
            let Some(rule) = words.resources.events.rule_at(*number) else {
                continue;
            };
            let found = match form {
                Form::Verb(_) if held => None,
                Form::Verb(form) => by_verb(scene, here, *form, rule, pair),
                Form::Noun => noun::find(scene, here, rule, pair, held),
            };
            let Some(outcome) = found else { continue };
            if let Outcome::Told(draft) = outcome {
                let again = draft.verbal
                    && draft.statement.is_some()
                    && drafts
                        .get(first..)
                        .unwrap_or_default()
                        .iter()
                        .any(|other| other.verbal && other.statement == draft.statement);
                if again {
                    held_until = sentence.end;
                    break;
                }
                at = draft.told.end.max(at);
                if draft.verbal {
                    held_until = sentence.end;
                }
                drafts.push(*draft);
            }
            break;
        }
    }
}

/// What a rule that fits comes to.
enum Outcome {
    Told(Box<Draft>),
    /// The words are recognised, and tell nothing that is put on record.
    Nothing,
}

fn by_verb(
    scene: Scene<'_>,
    at: usize,
    form: VerbForm,
    rule: &EventRule,
    pair: &[String],
) -> Option<Outcome> {
    let words = scene.words;
    let end = tail(scene, at, &rule.tail)?;
    let group = Group::read(scene, at, form)?;
    let subject_words = subject(scene, &group);
    if !object_fits(scene, rule, &group, &subject_words, end) {
        return None;
    }
    let told = group.words.start..end;
    let cue = told.clone().find_map(|at| scene.cue_of(at));
    if group.time == Time::Reduced
        && !matches!(rule.kind.as_deref(), Some("proposal-handed-over" | "reply"))
    {
        return Some(Outcome::Nothing);
    }
    if group.time == Time::Gerund
        && !told
            .start
            .checked_sub(1)
            .is_some_and(|before| words.comma(before))
    {
        return None;
    }
    // "None of the batteries had fired".
    if words.is_one_of(
        subject_words.start,
        &["no", "none", "nobody", "neither", "nothing"],
    ) {
        return Some(Outcome::Nothing);
    }
    let Some((plover, phase)) = phase::outcome(rule, &group) else {
        return Some(Outcome::Nothing);
    };
    if conditional(scene, told.start) {
        return Some(Outcome::Nothing);
    }
    let verbal = rule.verbal || phase == Phase::Announced && rule.plover != plover;
    let doing = scene
        .speaker_around(at)
        .is_some_and(|number| !tells(scene, number));
    if !verbal && (doing && group.time == Time::Present || !admitted(scene, at, phase)) {
        return Some(Outcome::Nothing);
    }
    let chunks = objects(scene, end, verbal);
    let mut parts = participants(scene, rule, &group, &subject_words, &chunks, pair);
    if verbal && parts.is_empty() {
        return Some(Outcome::Nothing);
    }
    // "The exchange had been agreed": a thing was settled, and nobody speaks.
    let settled = rule.verbal
        && group.passive
        && cue.is_none()
        && rule.plover.as_deref() == Some("AGREE")
        && phase == Phase::Announced;
    let (verbal, phase) = if settled {
        (false, Phase::Held)
    } else {
        (verbal, phase)
    };
    let place = if verbal {
        None
    } else {
        place(
            scene,
            &told,
            false,
            rule.plover.as_deref() == Some("CONSULT"),
        )
    };
    let place = place.or_else(|| {
        let last = parts.iter().rev().find_map(|part| {
            part.words
                .clone()
                .find_map(|at| super::details::known_place(scene, at))
        });
        last.filter(|_| matches!(plover.as_deref(), Some("ASSAULT" | "COERCE")))
    });
    if plover.as_deref() != Some("CONSULT")
        && !parts
            .iter()
            .any(|part| part.role == ParticipantRole::Recipient)
        && let Some(site) = &place
    {
        parts.push(Part {
            party: None,
            draft: None,
            role: ParticipantRole::Recipient,
            words: site.words.clone(),
        });
    }
    let spans = vec![hull(scene, &told, &subject_words, &chunks)];
    Some(Outcome::Told(Box::new(Draft {
        day: day(scene, &told),
        place,
        spans,
        kind: if settled {
            Some("agreement".to_owned())
        } else {
            kind(scene, rule, &subject_words, &chunks, &parts)
                .filter(|kind| plover == rule.plover || kind == "agreement")
        },
        mode: rule.mode.clone().filter(|_| plover == rule.plover),
        plover,
        ordinal: None,
        phase,
        statement: cue.or_else(|| scene.speaker_around(at)),
        verbal,
        noun: false,
        definite: false,
        parts,
        quantities: Vec::new(),
        told,
    })))
}

/// Returns the word after the last of a rule's fixed words; they may be parted from the first by an
/// object of a few words.
fn tail(scene: Scene<'_>, at: usize, tail: &[String]) -> Option<usize> {
    let words = scene.words;
    let end = words.sentence_words(at).end;
    let mut next = at + 1;
    for (number, word) in tail.iter().enumerate() {
        let reach = if number == 0 { 6 } else { 3 };
        let found = (next..end.min(next + reach))
            .take_while(|at| {
                words.is(*at, word)
                    || !words.comma(*at)
                        && !words.has(*at, Classes::PREPOSITION)
                        && !words.has(*at, Classes::AUXILIARY)
            })
            .find(|at| words.is(*at, word))?;
        next = found + 1;
    }
    Some(next)
}

fn object_fits(
    scene: Scene<'_>,
    rule: &EventRule,
    group: &Group,
    subject: &Range<usize>,
    end: usize,
) -> bool {
    let words = scene.words;
    let sentence = words.sentence_words(end.saturating_sub(1));
    let after = group.words.end..sentence.end.min(end + OBJECT_REACH);
    let any = |range: Range<usize>, list: &std::collections::BTreeSet<String>| {
        range.into_iter().any(|at| {
            words.get(at).is_some_and(|word| {
                list.contains(&word.lower)
                    || word
                        .lower
                        .rsplit_once('-')
                        .is_some_and(|(_, last)| list.contains(last))
            })
        })
    };
    let before = || {
        // "The paper which the delegation handed over", "the paper handed over".
        let relative = (subject.start.saturating_sub(3)..group.words.start)
            .any(|at| words.has(at, Classes::RELATIVE) || words.is_one_of(at, &["that", "which"]));
        let reach = if group.passive || group.time == Time::Reduced || relative {
            12
        } else {
            0
        };
        sentence.start.max(group.words.start.saturating_sub(reach))..group.words.start
    };
    if !rule.object.is_empty() {
        if after
            .clone()
            .take(4)
            .any(|at| words.is_one_of(at, &["without", "no"]))
        {
            return false;
        }
        let stop = after
            .clone()
            .find(|at| {
                words.comma(*at)
                    || words.has(*at, Classes::SUBORDINATOR)
                        && !words.is_one_of(*at, &["as", "than"])
                    || words.has(*at, Classes::RELATIVE)
            })
            .unwrap_or(after.end);
        if !any(after.start..stop, &rule.object) && !any(before(), &rule.object) {
            return false;
        }
    }
    if any(after.start..after.end.min(after.start + 8), &rule.without) {
        return false;
    }
    rule.clause.is_empty() || any(around(&sentence, end), &rule.clause)
}

/// The words of a sentence that are near enough to tell of the same.
fn around(sentence: &Range<usize>, at: usize) -> Range<usize> {
    sentence.start.max(at.saturating_sub(LONGEST_CLAUSE))..sentence.end.min(at + LONGEST_CLAUSE)
}

/// Says whether the clause tells a condition, or a purpose: "once Kestoria has withdrawn".
pub(super) fn conditional(scene: Scene<'_>, at: usize) -> bool {
    let words = scene.words;
    let floor = words.sentence_words(at).start.max(at.saturating_sub(14));
    let mut before = at;
    while before > floor {
        before -= 1;
        if words.comma(before) && !words.has(before + 1, Classes::RELATIVE) && before + 1 < at
            || words.is_one_of(before, &[";", "–", "—", "that", "said"])
        {
            return false;
        }
        if words.is_one_of(before, &CONDITIONS)
            || words.is(before, "after") && before > floor && words.is(before - 1, "only")
        {
            return true;
        }
    }
    false
}

/// Says whether an event that stands where it stands may be put on record: not what somebody wants, and
/// of what somebody says only what he tells as having been.
pub(super) fn admitted(scene: Scene<'_>, at: usize, phase: Phase) -> bool {
    let Some(number) = scene.speaker_around(at) else {
        return true;
    };
    let Some(statement) = scene.resolved.get(number) else {
        return true;
    };
    if statement.basis == Basis::Attitude {
        // "Is expected to": nobody in particular.
        return statement.attribution.source.is_none() && phase == Phase::Planned;
    }
    let tells = tells(scene, number);
    match phase {
        Phase::Announced => tells,
        Phase::Planned => tells || matches!(statement.act, Act::Offer | Act::Promise | Act::Accept),
        _ => tells || phase == Phase::Held || phase == Phase::Observed || phase == Phase::Broken,
    }
}

/// Says whether a statement tells of something, rather than doing something itself.
fn tells(scene: Scene<'_>, number: usize) -> bool {
    scene.resolved.get(number).is_none_or(|one| {
        matches!(
            one.act,
            Act::State | Act::Report | Act::Accuse | Act::Deny | Act::Concede
        )
    })
}

/// Each party and each stretch once.
pub(super) fn once(parts: Vec<Part>) -> Vec<Part> {
    let mut list: Vec<Part> = Vec::new();
    for part in parts {
        let same = |other: &Part| match (&part.party, &other.party) {
            (Some(one), Some(other)) => one == other,
            _ => other.words.start < part.words.end && part.words.start < other.words.end,
        };
        if !list.iter().any(same) {
            list.push(part);
        }
    }
    list
}

/// The words from the subject to the end of the first objects, without a stretch that is too long.
fn hull(
    scene: Scene<'_>,
    told: &Range<usize>,
    subject: &Range<usize>,
    chunks: &[Chunk],
) -> Range<usize> {
    let start = if subject.is_empty() || subject.end > told.start {
        told.start
    } else {
        subject.start.min(told.start)
    };
    let end = chunks
        .iter()
        .map(|chunk| chunk.words.end)
        .take(4)
        .max()
        .unwrap_or(told.end);
    let end = end.max(told.end);
    let quoted = (told.end..end).find(|at| scene.words.quotation(*at).is_some());
    start..quoted.unwrap_or(end).max(told.end)
}

/// Settles the kind of a meeting by those who meet.
fn kind(
    scene: Scene<'_>,
    rule: &EventRule,
    subject: &Range<usize>,
    chunks: &[Chunk],
    parts: &[Part],
) -> Option<String> {
    match rule.kind.as_deref() {
        Some("meeting") => {
            let all = chunks
                .iter()
                .map(|chunk| &chunk.words)
                .chain(std::iter::once(subject));
            noun::meeting(scene, all.cloned().flatten(), parts)
        }
        _ => rule.kind.clone(),
    }
}
