//! Nouns that tell an event, and the verbs that say how far it has got.

use std::ops::Range;

use rapporteur_core::{EntityType, ParticipantRole, Phase};

use super::super::details::{Day, day, day_within, place, place_within};
use super::super::group::{Group, Time, is_finite};
use super::super::participants::{Part, is_somebody, read};
use super::super::regions::{Chunk, objects, subject};
use super::super::{Draft, Scene};
use super::{Outcome, admitted, conditional, once, tail};
use crate::resources::{Before, Chain, Classes, EventRule, VerbForm, WordClass};

/// What a verb says of the event that a noun names.
struct Lit {
    phase: Phase,
    /// The words of the verb.
    words: Range<usize>,
    /// The subject of the verb, where the noun is its object.
    subject: Range<usize>,
}

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

/// The words of a noun phrase that follow its first, without anything between.
fn fixed(scene: Scene<'_>, at: usize, words: &[String]) -> Option<usize> {
    let found = tail(scene, at, words)?;
    (found == at + 1 + words.len()).then_some(found)
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
        .is_some_and(|draft| draft.kind == EntityType::Place)
}

/// Finds the verb of which the noun is the object: "held a meeting", "took part in the talks".
fn by_verb_before(scene: Scene<'_>, rule: &EventRule, start: usize) -> Option<Lit> {
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
fn by_verb_after(scene: Scene<'_>, rule: &EventRule, end: usize) -> Option<Lit> {
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

/// Settles what kind of meeting it is by those who meet: leaders, or the two sides of a negotiation.
pub(super) fn meeting(
    scene: Scene<'_>,
    mut around: impl Iterator<Item = usize>,
    parts: &[Part],
) -> Option<String> {
    let words = scene.words;
    let rules = &words.resources.events;
    let people = parts.iter().filter_map(|part| part.draft).filter(|draft| {
        scene
            .names
            .draft(*draft)
            .is_some_and(|draft| draft.kind == EntityType::Person)
    });
    let leaders = people.filter(|draft| leads(scene, *draft)).count();
    let around: Vec<usize> = around.by_ref().collect();
    let class = |class: WordClass| {
        around.iter().any(|at| {
            words
                .get(*at)
                .is_some_and(|word| rules.is(&word.lower, class))
        })
    };
    let prime = around
        .iter()
        .any(|at| words.is(*at, "prime") && words.is(*at + 1, "minister"));
    if class(WordClass::Leaders) || leaders > 0 || prime {
        return Some("leaders-meeting".to_owned());
    }
    let mut parties: Vec<&String> = parts
        .iter()
        .filter_map(|part| part.party.as_ref())
        .collect();
    parties.sort();
    parties.dedup();
    (parties.len() > 1 || class(WordClass::Delegations) || parts.is_empty())
        .then(|| "round-of-talks".to_owned())
}

/// Says whether the article or the codebook gives a person the office of a leader.
fn leads(scene: Scene<'_>, draft: usize) -> bool {
    let rules = &scene.words.resources.events;
    let told = scene.names.draft(draft).is_some_and(|draft| {
        draft.roles.iter().any(|role| {
            role.key
                .iter()
                .any(|word| rules.is(word, WordClass::Leaders))
        })
    });
    let Some(known) = scene.names.draft(draft) else {
        return false;
    };
    let listed = scene.lookup.index.is_some_and(|index| {
        index.titles.iter().any(|title| {
            index
                .owners
                .get(title.owner)
                .is_some_and(|owner| owner.name == known.name)
                && title
                    .key
                    .iter()
                    .any(|word| rules.is(word, WordClass::Leaders) || word == "prime")
        })
    });
    told || listed
}
