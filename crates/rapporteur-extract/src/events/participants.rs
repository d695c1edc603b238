//! Who takes part in an event: from noun phrases to parties and entities.

use std::ops::Range;

use rapporteur_core::{EntityType, Form, ParticipantRole};

use super::Scene;
use super::regions::trim;
use crate::names::NameMention;
use crate::resources::{Classes, WordClass};

/// Somebody who takes part.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Part {
    pub(super) party: Option<String>,
    /// The entity, as an index into the drafts of the names.
    pub(super) draft: Option<usize>,
    pub(super) role: ParticipantRole,
    pub(super) words: Range<usize>,
}

/// The longest noun phrase that stands for a participant, in words.
const LONGEST: usize = 40;

/// How many words back a pronoun looks for the one it stands for.
const REACH: usize = 120;

/// Returns those whom a noun phrase names.
pub(super) fn read(
    scene: Scene<'_>,
    range: &Range<usize>,
    role: ParticipantRole,
    pair: &[String],
) -> Vec<Part> {
    let mut found = Vec::new();
    for conjunct in conjuncts(scene, range) {
        let conjunct = trim(scene, conjunct);
        if conjunct.is_empty() || conjunct.len() > LONGEST {
            continue;
        }
        if let Some(both) = both(scene, &conjunct, pair) {
            found.extend(both.iter().map(|party| Part {
                party: Some(party.clone()),
                draft: None,
                role,
                words: conjunct.clone(),
            }));
            continue;
        }
        found.extend(one(scene, &conjunct, role));
    }
    found
}

/// Says whether a noun phrase names somebody rather than something.
pub(super) fn is_somebody(scene: Scene<'_>, range: &Range<usize>) -> bool {
    let words = scene.words;
    range.clone().any(|at| {
        scene.names.mention_at(at).is_some()
            || words.has(at, Classes::SPEAKER)
            || is_name(scene, at)
    })
}

/// Says whether the word begins with a capital because it is a name.
pub(super) fn is_name(scene: Scene<'_>, at: usize) -> bool {
    let words = scene.words;
    words.capital(at)
        && words.is_word(at)
        && !words.has(at, Classes::OPENER)
        && (!words.has(at, Classes::OUTSIDE)
            || words
                .get(at)
                .is_some_and(|word| word.capitals && word.lower == "us"))
        && scene.time_at(at).is_none()
        && (!words.starts_sentence(at)
            || words.capital(at + 1)
            || scene.names.mention_at(at).is_some()
            || words.get(at).is_some_and(|word| word.entry().is_none()))
}

/// Cuts a noun phrase at the conjunctions that join several.
fn conjuncts(scene: Scene<'_>, range: &Range<usize>) -> Vec<Range<usize>> {
    let words = scene.words;
    let mut list = Vec::new();
    let mut start = range.start;
    for at in range.clone() {
        // "The envoy of Valdria and the one of Kestoria" are two; "aid and comfort" is not looked at.
        let joins = words.is(at, "and") || words.comma(at);
        if joins && is_somebody(scene, &(start..at)) && is_somebody(scene, &(at + 1..range.end)) {
            list.push(start..at);
            start = at + 1;
        }
    }
    list.push(start..range.end);
    list
}

/// "Both sides", "the two delegations", "the leaders of the two states".
fn both<'p>(scene: Scene<'_>, range: &Range<usize>, pair: &'p [String]) -> Option<&'p [String]> {
    let words = scene.words;
    let events = &words.resources.events;
    let all = range.clone();
    let counted = all
        .clone()
        .any(|at| words.is_one_of(at, &["both", "two", "2", "22"]))
        || range.len() <= 2 && words.is(range.start, "the");
    let named = all.clone().any(|at| {
        words
            .get(at)
            .is_some_and(|word| events.is(&word.lower, WordClass::Pair))
    });
    let known = all.clone().any(|at| party(scene, at).is_some());
    (pair.len() == 2 && counted && named && !known).then_some(pair)
}

fn one(scene: Scene<'_>, range: &Range<usize>, role: ParticipantRole) -> Vec<Part> {
    let words = scene.words;
    let mut parts: Vec<Part> = Vec::new();
    for at in range.clone() {
        for (party, draft, span) in parties(scene, at) {
            if parts.iter().any(|part| part.party.as_ref() == Some(&party)) {
                continue;
            }
            parts.push(Part {
                party: Some(party),
                draft,
                role,
                words: span,
            });
        }
    }
    if let [part] = parts.as_mut_slice() {
        part.words = range.clone();
        part.draft = person_in(scene, range).or(part.draft);
        return parts;
    }
    if !parts.is_empty() {
        return parts;
    }
    let pronoun = range.len() == 1 && words.has(range.start, Classes::PRONOUN);
    if pronoun || words.has(range.start, Classes::POSSESSIVE) {
        if let Some(part) = referred(scene, range, role) {
            return vec![part];
        }
        if pronoun {
            return Vec::new();
        }
    }
    let draft = person_in(scene, range).or_else(|| {
        range
            .clone()
            .find_map(|at| scene.names.mention_at(at))
            .map(|mention| mention.draft)
    });
    vec![Part {
        party: None,
        draft,
        role,
        words: range.clone(),
    }]
}

/// Returns the parties that the word at `at` names, alone or as a part of "Valdria-Kestoria".
fn parties(scene: Scene<'_>, at: usize) -> Vec<(String, Option<usize>, Range<usize>)> {
    let words = scene.words;
    if let Some(party) = party(scene, at) {
        let mention = scene.names.mention_at(at);
        let span = mention.map_or(at..at + 1, |mention| mention.words.clone());
        return vec![(party, mention.map(|mention| mention.draft), span)];
    }
    let Some(word) = words
        .get(at)
        .filter(|word| word.capital && word.lower.contains(['-', '–']))
    else {
        return Vec::new();
    };
    let text = words.document.slice(word.range);
    text.split(['-', '–'])
        .filter_map(|part| {
            let party = scene.lookup.party_named(part)?;
            Some((party, None, at..at + 1))
        })
        .collect()
}

/// Returns the party that the word at `at` names, is an adjective of, or that the one whom it names
/// belongs to.
pub(super) fn party(scene: Scene<'_>, at: usize) -> Option<String> {
    let mention = scene.names.mention_at(at);
    if let Some(mention) = mention {
        let draft = scene.names.draft(mention.draft)?;
        return draft.party.clone();
    }
    scene.names.party_at(at)
}

/// Returns the person whom a noun phrase names.
fn person_in(scene: Scene<'_>, range: &Range<usize>) -> Option<usize> {
    range
        .clone()
        .filter_map(|at| scene.names.mention_at(at))
        .map(|mention| mention.draft)
        .find(|draft| {
            scene
                .names
                .draft(*draft)
                .is_some_and(|draft| draft.kind == EntityType::Person)
        })
}

/// "He", "their forces": the one who was spoken of last, where nobody else could be meant.
fn referred(scene: Scene<'_>, range: &Range<usize>, role: ParticipantRole) -> Option<Part> {
    let words = scene.words;
    let at = range.start;
    if words.is_one_of(at, &["it", "we", "i", "you", "our", "my", "your"])
        && scene.speaker_around(at).is_none()
    {
        return None;
    }
    let part = |draft: usize| {
        let known = scene.names.draft(draft)?;
        Some(Part {
            party: known.party.clone(),
            draft: Some(draft),
            role,
            words: range.clone(),
        })
    };
    if let Some(number) = scene.speaker_around(at) {
        let resolved = scene.resolved.get(number)?;
        let source = resolved.attribution.source.as_ref()?;
        return Some(Part {
            party: resolved.party.clone(),
            draft: resolved.draft,
            role,
            words: if range.len() == 1 {
                source.words.clone()
            } else {
                range.clone()
            },
        });
    }
    let here = words.sentence_words(at).start;
    let floor = here
        .checked_sub(1)
        .map_or(here, |before| words.sentence_words(before).start);
    let wanted = |mention: &NameMention| {
        let person = words.is_one_of(at, &["he", "she", "his", "her"]);
        mention.form != Form::Pronoun
            && scene
                .names
                .draft(mention.draft)
                .is_some_and(|draft| match draft.kind {
                    EntityType::Person => person,
                    EntityType::Place => !person && draft.is_state(),
                    _ => !person,
                })
    };
    let earlier = (floor.max(at.saturating_sub(REACH))..at)
        .rev()
        .filter_map(|at| scene.names.mention_at(at))
        .find(|mention| wanted(mention))?;
    part(earlier.draft)
}
