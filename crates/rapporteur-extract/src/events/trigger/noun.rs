//! Nouns that tell an event, and the verbs that say how far it has got.

mod lit;
mod meeting;

use rapporteur_core::{EntityType, ParticipantRole, Phase};

use super::super::details::{Day, day, day_within, place, place_within};
use super::super::group::is_finite;
use super::super::participants::{Part, is_somebody, read};
use super::super::regions::{Chunk, objects};
use super::super::{Draft, Scene};
use super::{Outcome, admitted, conditional, once};
use crate::resources::{Before, Classes, EventRule};
use lit::{by_verb_after, by_verb_before, fixed};
pub(super) use meeting::meeting;

pub(super) fn find(
    scene: Scene<'_>,
    at: usize,
    rule: &EventRule,
    pair: &[String],
    held: bool,
) -> Option<Outcome> {
    let words = scene.words;
    let end = fixed(scene, at, &rule.tail)?;
    let sentence = words.sentence_words(at);
    if !rule.clause.is_empty()
        && !super::around(&sentence, at).any(|at| {
            words
                .get(at)
                .is_some_and(|word| rule.clause.contains(&word.lower))
        })
    {
        return None;
    }
    let start = phrase_start(scene, at);
    let told = at..end;
    let rules = &words.resources.events;
    let before = (start..at).find_map(|at| rules.before(&words.get(at)?.lower));
    if before == Some(Before::Unreal)
        || words.has(start, Classes::NEGATION)
        || words.is(start, "no")
    {
        return Some(Outcome::Nothing);
    }
    let chunks = phrase_after(scene, end);
    let phrase_end = chunks
        .iter()
        .map(|chunk| chunk.words.end)
        .max()
        .unwrap_or(end);
    let lit = by_verb_before(scene, rule, start).or_else(|| by_verb_after(scene, rule, end));
    let details = details(scene, start, at, &chunks, pair);
    // "Met for a first round of talks": one event, of which the noun tells more.
    let consults = rule.plover.as_deref() == Some("CONSULT");
    let ordinal = ordinal(scene, start, at, end).filter(|_| consults);
    let phase = match (&lit, before) {
        (_, Some(Before::Cancelled)) => Phase::Cancelled,
        (Some(lit), _) => lit.phase,
        (None, Some(Before::Planned)) => Phase::Planned,
        (None, None) if to_come(scene, start) => Phase::Planned,
        (None, _) => Phase::Held,
    };
    if conditional(scene, start) && phase != Phase::Held {
        return Some(Outcome::Nothing);
    }
    let ceasefire = rule.kind.as_deref() == Some("ceasefire");
    let bare = rule.kind.is_some() && !ceasefire && rule.kind.as_deref() != Some("agreement")
        || rule.plover.as_deref() == Some("CONSULT");
    // Behind another verb a date is that of another event.
    let around = start.saturating_sub(2)..phrase_end + 2;
    // "The blockade that Valdria has kept up since November": the inner verb tells when and where.
    let inner = lit
        .as_ref()
        .filter(|lit| !lit.subject.is_empty() && lit.words.start > at);
    let (day, site) = match (inner, &lit) {
        (Some(lit), _) => (
            day(scene, &lit.words),
            place(scene, &lit.words, false, consults),
        ),
        (None, Some(lit)) => {
            // "The talks, which took place on Monday".
            let own = day(scene, &told);
            let day = if own == Day::Unsaid {
                day(scene, &lit.words)
            } else {
                own
            };
            (day, place(scene, &told, true, consults))
        }
        (None, None) => (
            day_within(scene, &told, around.clone()),
            place_within(scene, &told, around.end, true, consults),
        ),
    };
    let definite = words.is_one_of(start, &["the", "this", "these", "that"])
        || (start..at).any(|at| words.get(at).is_some_and(|word| word.possessive));
    if lit.is_none() {
        // What somebody wants or holds out may name a meeting that will never be.
        let doing = scene
            .speaker_around(at)
            .is_some_and(|number| !super::tells(scene, number));
        let told_by_itself = bare
            && (!doing || day != Day::Unsaid || phase == Phase::Planned)
            && rule.kind.is_some()
            && (!details.is_empty()
                || site.is_some()
                || ordinal.is_some()
                || definite && rule.kind.as_deref() != Some("attack"))
            || matches!(rule.plover.as_deref(), Some("COERCE" | "SANCTION"))
                && day != Day::Unsaid
                && !details.is_empty()
            || rule.mode.as_deref() == Some("seize") && day != Day::Unsaid;
        if !told_by_itself {
            return Some(Outcome::Nothing);
        }
        if wished(scene, start) {
            return Some(Outcome::Nothing);
        }
    }
    // What a relative clause tells besides is told by the outlet.
    let besides = lit
        .as_ref()
        .is_some_and(|lit| !lit.subject.is_empty() && lit.words.start > at && phase == Phase::Held);
    if !besides && (held || !admitted(scene, at, phase)) {
        return Some(Outcome::Nothing);
    }
    let mut parts = details;
    if let Some(lit) = &lit
        && !lit.subject.is_empty()
    {
        parts.extend(read(scene, &lit.subject, ParticipantRole::Actor, pair));
    }
    let parts = once(parts);
    let kind = match rule.kind.as_deref() {
        Some("meeting") => {
            let around = lit
                .iter()
                .map(|lit| lit.subject.clone())
                .chain(std::iter::once(start..at))
                .chain(chunks.iter().map(|chunk| chunk.words.clone()));
            meeting(scene, around.flatten(), &parts)
        }
        _ => rule.kind.clone(),
    };
    let first = lit.as_ref().map_or(start, |lit| lit.words.start.min(start));
    let first = lit
        .as_ref()
        .filter(|lit| !lit.subject.is_empty())
        .map_or(first, |lit| first.min(lit.subject.start));
    let last = lit
        .as_ref()
        .map_or(phrase_end, |lit| lit.words.end.max(phrase_end));
    let (plover, phase) = turn(rule, phase);
    Some(Outcome::Told(Box::new(Draft {
        told,
        spans: std::iter::once(first..last).collect(),
        mode: rule.mode.clone().filter(|_| plover == rule.plover),
        plover,
        kind,
        ordinal,
        phase,
        statement: scene.speaker_around(at),
        verbal: false,
        noun: true,
        definite,
        day,
        place: site,
        parts,
        quantities: Vec::new(),
    })))
}

/// "The one held in Riyadh": another event of the sort that was told last.
pub(super) fn another(scene: Scene<'_>, at: usize, earlier: &[Draft]) -> Option<Draft> {
    let words = scene.words;
    let held = words.is_one_of(at + 1, &["held", "in", "on"]) || words.is(at + 1, "which");
    let before = at
        .checked_sub(1)
        .filter(|before| words.is(*before, "the"))?;
    let model = earlier
        .iter()
        .rev()
        .find(|draft| draft.plover.as_deref() == Some("CONSULT") && draft.kind.is_some())
        .filter(|_| held)?;
    let told = at..at + if words.is(at + 1, "held") { 2 } else { 1 };
    let site = place(scene, &told, false, true);
    let end = site.as_ref().map_or(told.end, |site| site.words.end);
    Some(Draft {
        spans: std::iter::once(before..end).collect(),
        day: day(scene, &told),
        told,
        ordinal: None,
        phase: Phase::Held,
        statement: scene.speaker_around(at),
        place: site,
        definite: false,
        noun: true,
        quantities: Vec::new(),
        ..model.clone()
    })
}

/// To break a ceasefire is an assault in PLOVER (CAMEO 196).
fn turn(rule: &EventRule, phase: Phase) -> (Option<String>, Phase) {
    if rule.kind.as_deref() == Some("ceasefire") && phase == Phase::Broken {
        return (Some("ASSAULT".to_owned()), phase);
    }
    let phase = if rule.kind.as_deref() == Some("ceasefire") && phase == Phase::Held {
        Phase::Observed
    } else {
        phase
    };
    (rule.plover.clone(), phase)
}

/// Steps back over what stands before a noun in its phrase.
fn phrase_start(scene: Scene<'_>, at: usize) -> usize {
    let words = scene.words;
    let floor = words.sentence_words(at).start;
    let mut start = at;
    while start > floor && at - start < 9 {
        let before = start - 1;
        let Some(word) = words.get(before) else { break };
        if word.classes.any(Classes::OPENER) && !word.capital || word.lower == "the" {
            start = before;
            // "The first", "his two".
            if !before
                .checked_sub(1)
                .is_some_and(|at| words.has(at, Classes::OPENER))
            {
                break;
            }
            continue;
        }
        if !words.is_word(before)
            || word.classes.any(Classes::OUTSIDE)
                && !word.capital
                && !matches!(word.lower.as_str(), "first" | "long" | "and")
        {
            break;
        }
        if word.lower == "and"
            && !(words.capital(before + 1) && before > floor && words.capital(before - 1))
        {
            break;
        }
        if is_finite(scene.words, before)
            || !words.resources.events.light(&word.lower).is_empty()
                && !word.lower.ends_with("ing")
                && !word.capital
                && word.lower != "planned"
        {
            break;
        }
        start = before;
    }
    start
}

/// What belongs to the noun phrase behind the noun: "between A and B", "of leaders in Ellmouth".
fn phrase_after(scene: Scene<'_>, end: usize) -> Vec<Chunk> {
    let words = scene.words;
    let mut list = Vec::new();
    let all = objects(scene, end, false);
    // `objects` leaves "of" within its phrase.
    for chunk in all {
        let of = words.is(chunk.words.start, "of");
        if chunk.preposition.is_none() && !of {
            // "A mediation effort", "the ceasefire agreement".
            if chunk.words.len() > 2 || is_somebody(scene, &chunk.words) {
                break;
            }
            continue;
        }
        list.push(chunk);
        if list.len() > 3 {
            break;
        }
    }
    list
}

/// Those whom the noun phrase itself names.
fn details(
    scene: Scene<'_>,
    start: usize,
    at: usize,
    chunks: &[Chunk],
    pair: &[String],
) -> Vec<Part> {
    let words = scene.words;
    let mut parts = Vec::new();
    let before = start..at;
    if is_somebody(scene, &before) {
        let people: Vec<Part> = read(scene, &before, ParticipantRole::Actor, pair)
            .into_iter()
            .filter(|part| !is_place(scene, part))
            .filter(|part| part.party.is_some() || part.draft.is_some())
            .collect();
        parts.extend(people);
    }
    // "Its first round of talks with Kestoria".
    if let Some(whose) = before
        .clone()
        .find(|at| words.has(*at, Classes::POSSESSIVE))
    {
        parts.extend(read(
            scene,
            &(whose..whose + 1),
            ParticipantRole::Actor,
            pair,
        ));
    }
    for chunk in chunks {
        let role = match chunk
            .preposition
            .and_then(|at| words.get(at))
            .map(|word| word.lower.as_str())
        {
            None | Some("between" | "by" | "among" | "with") => ParticipantRole::Actor,
            Some("against" | "on" | "off") => ParticipantRole::Recipient,
            Some("under")
                if chunk
                    .words
                    .clone()
                    .any(|at| words.is_one_of(at, &["mediation", "chairmanship", "auspices"])) =>
            {
                ParticipantRole::Mediator
            }
            _ => continue,
        };
        let inner = if words.is(chunk.words.start, "of") {
            chunk.words.start + 1..chunk.words.end
        } else {
            chunk.words.clone()
        };
        if is_somebody(scene, &inner) {
            parts.extend(
                read(scene, &inner, role, pair)
                    .into_iter()
                    .filter(|part| !is_place(scene, part)),
            );
        }
    }
    once(parts)
}

fn is_place(scene: Scene<'_>, part: &Part) -> bool {
    part.draft
        .and_then(|draft| scene.names.draft(draft))
        .is_some_and(|draft| draft.kind == EntityType::Place && !draft.is_state())
}

/// Says whether the verb before the noun is one of what will be: "would invite both to a second round".
fn to_come(scene: Scene<'_>, start: usize) -> bool {
    let words = scene.words;
    let floor = words
        .sentence_words(start)
        .start
        .max(start.saturating_sub(8));
    (floor..start)
        .rev()
        .take_while(|at| !words.comma(*at) && !words.has(*at, Classes::SUBORDINATOR))
        .any(|at| words.is_one_of(at, &["will", "would", "shall"]))
}

/// "Calls for talks", "invite to a second round", "the idea of a meeting": not held.
fn wished(scene: Scene<'_>, start: usize) -> bool {
    let words = scene.words;
    let floor = words
        .sentence_words(start)
        .start
        .max(start.saturating_sub(3));
    (floor..start).any(|at| {
        words.is_one_of(
            at,
            &[
                "propose",
                "proposed",
                "idea",
                "possibility",
                "prospect",
                "need",
                "wants",
                "suggested",
                "hopes",
                "without",
                "refused",
                "no",
            ],
        )
    })
}

/// "The second round", "the third meeting", "the second between the two".
fn ordinal(scene: Scene<'_>, start: usize, at: usize, end: usize) -> Option<u32> {
    let words = scene.words;
    let one = |at: usize| {
        let word = words.get(at)?;
        words.resources.events.ordinal(&word.lower)
    };
    (start..at).find_map(one).or_else(|| {
        let stop = words.sentence_words(at).end.min(end + 12);
        (end..stop)
            .find(|at| words.comma(*at) && words.is(*at + 1, "the"))
            .and_then(|comma| one(comma + 2))
    })
}
