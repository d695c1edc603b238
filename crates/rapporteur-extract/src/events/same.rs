//! Mentions of one event within an article, put together.

use std::collections::BTreeSet;

use rapporteur_core::{ParticipantRole, Phase};

use super::details::Day;
use super::participants::Part;
use super::{Draft, Scene};

/// How many events back the same one is looked for.
const REACH: usize = 100;

/// Returns the two parties that "the two sides" are: those of the last meeting, else those of the
/// codebook, where there are two.
pub(super) fn pair(drafts: &[Draft], sides: &[String]) -> Vec<String> {
    drafts
        .iter()
        .rev()
        .take(REACH)
        .filter(|draft| draft.plover.as_deref() == Some("CONSULT"))
        .map(parties)
        .find(|parties| parties.len() == 2)
        .map(|parties| parties.into_iter().collect())
        .or_else(|| (sides.len() == 2).then(|| sides.to_vec()))
        .unwrap_or_default()
}

/// The parties that take part on either side.
fn parties(draft: &Draft) -> BTreeSet<String> {
    draft
        .parts
        .iter()
        .filter(|part| {
            matches!(
                part.role,
                ParticipantRole::Actor | ParticipantRole::Recipient
            )
        })
        .filter_map(|part| part.party.clone())
        .collect()
}

/// Puts the mentions of one event together, into the first of them.
pub(super) fn put_together(scene: Scene<'_>, sides: &[String], drafts: Vec<Draft>) -> Vec<Draft> {
    let mut list: Vec<Draft> = Vec::new();
    for draft in drafts {
        // Of several in one sentence the first is what the sentence is about.
        let matching = |known: &Draft| is_same(scene, known, &draft);
        let known = list
            .get(list.len().saturating_sub(REACH)..)
            .unwrap_or_default()
            .iter()
            .rposition(matching)
            .map(|last| last + list.len().saturating_sub(REACH))
            .and_then(|last| {
                let sentence = scene.words.sentence_words(list.get(last)?.told.start);
                (list.len().saturating_sub(REACH)..list.len()).find(|number| {
                    list.get(*number).is_some_and(|known| {
                        sentence.contains(&known.told.start) && matching(known)
                    })
                })
            });
        match known.and_then(|known| list.get_mut(known)) {
            Some(known) => join(known, draft),
            None => list.push(draft),
        }
    }
    list.retain(|draft| draft.verbal || !draft.noun || says_something(draft));
    for number in 0..list.len() {
        inherit(&mut list, number, sides);
    }
    list
}

fn says_something(draft: &Draft) -> bool {
    !draft.parts.is_empty()
        || draft.place.is_some()
        || matches!(draft.day, Day::Phrase(_))
        || draft.ordinal.is_some()
        || !draft.quantities.is_empty()
}

/// Says whether the second mention is of the event that the first told.
fn is_same(scene: Scene<'_>, known: &Draft, draft: &Draft) -> bool {
    if known.verbal || draft.verbal {
        return false;
    }
    let words = scene.words;
    let same_sentence =
        words.sentence_words(known.told.start) == words.sentence_words(draft.told.start);
    let near = same_sentence && draft.told.start < known.told.end + 12;
    let consults =
        known.plover.as_deref() == Some("CONSULT") && draft.plover.as_deref() == Some("CONSULT");
    let phases = known.phase == draft.phase
        || near && known.phase == Phase::Planned
        || consults
            && draft.phase == Phase::Held
            && draft.definite
            && known.phase == Phase::Planned
            && draft.day == Day::Unsaid
            && draft.place.is_none()
        || consults && draft.phase == Phase::Cancelled;
    if known.plover != draft.plover || !phases {
        return false;
    }
    // A later ordinal names another round, unless the sentence goes on telling of the same.
    let ordinals = draft.ordinal.is_none()
        || draft.ordinal == known.ordinal
        || known.ordinal.is_none() && near;
    if !ordinals {
        return false;
    }
    if let (Some(one), Some(other)) = (&known.place, &draft.place)
        && one.name != other.name
    {
        return false;
    }
    if let (Day::Phrase(one), Day::Phrase(other)) = (&known.day, &draft.day)
        && one.edtf != other.edtf
    {
        return false;
    }
    let (before, now) = (parties(known), parties(draft));
    let contained = now.is_subset(&before) || before.is_subset(&now);
    let harmed = same_sentence
        && draft.plover.as_deref() == Some("ASSAULT")
        && (draft.mode.is_none() || known.mode.is_none());
    if !contained && !harmed {
        return false;
    }
    if same_sentence && known.kind == draft.kind && draft.noun {
        return near || draft.parts.is_empty();
    }
    let harm = |draft: &Draft| {
        draft.plover.as_deref() == Some("ASSAULT") && draft.kind.is_none() && draft.mode.is_none()
    };
    if same_sentence && (harm(known) || harm(draft)) {
        return true;
    }
    if same_sentence && !consults {
        return known.plover.as_deref() == Some("ASSAULT") && known.kind == draft.kind
            || draft.parts.iter().all(|part| known.parts.contains(part));
    }
    let next = words
        .get(draft.told.start)
        .zip(words.get(known.told.start))
        .is_some_and(|(here, there)| here.sentence <= there.sentence + 1);
    if consults
        && next
        && known.kind == draft.kind
        && draft.day == Day::Unsaid
        && draft.ordinal.is_none()
        && !draft.noun
    {
        return true;
    }
    let kinds = known.kind == draft.kind || draft.kind.is_none() && draft.noun || consults && near;
    let settled = draft.definite
        || draft.ordinal.is_some()
        || draft.place.is_some() && known.place.is_some()
        || matches!(draft.day, Day::Phrase(_)) && known.day == draft.day
        || consults && draft.parts.is_empty();
    kinds && settled && draft.kind.is_some()
}

fn join(known: &mut Draft, draft: Draft) {
    if draft.phase == Phase::Cancelled {
        known.phase = Phase::Cancelled;
    }
    known.spans.extend(draft.spans);
    merge_spans(known);
    known.ordinal = known.ordinal.or(draft.ordinal);
    known.place = known.place.take().or(draft.place);
    if known.mode.is_none() {
        known.mode = draft.mode;
    }
    if known.kind.is_none()
        || known.kind.as_deref() == Some("round-of-talks")
            && draft.kind.as_deref() == Some("leaders-meeting")
    {
        known.kind = draft.kind;
    }
    if !matches!(known.day, Day::Phrase(_)) && draft.day != Day::Unsaid {
        known.day = draft.day;
    }
    for part in draft.parts {
        let there = known
            .parts
            .iter()
            .any(|other| match (&other.party, &part.party) {
                (Some(one), Some(two)) => one == two,
                _ => other.words.start < part.words.end && part.words.start < other.words.end,
            });
        if !there && (part.party.is_some() || known.parts.is_empty()) {
            known.parts.push(part);
        }
    }
    for amount in draft.quantities {
        if !known.quantities.iter().any(|other| other.of == amount.of) {
            known.quantities.push(amount);
        }
    }
}

/// Stretches that touch are one.
fn merge_spans(draft: &mut Draft) {
    draft.spans.sort_by_key(|span| (span.start, span.end));
    let mut spans: Vec<std::ops::Range<usize>> = Vec::new();
    for span in std::mem::take(&mut draft.spans) {
        match spans.last_mut() {
            Some(last) if span.start <= last.end => last.end = last.end.max(span.end),
            _ => spans.push(span),
        }
    }
    draft.spans = spans;
}

/// A round of talks of which the article does not say who met is one between those who met before.
fn inherit(list: &mut [Draft], number: usize, sides: &[String]) {
    let Some(draft) = list.get(number) else {
        return;
    };
    let incomplete = matches!(
        draft.kind.as_deref(),
        Some("round-of-talks" | "exchange" | "ceasefire")
    ) && parties(draft).len() < 2
        && draft.phase != Phase::Broken;
    if !incomplete {
        return;
    }
    let own = parties(draft);
    let distance = |other: usize| other.abs_diff(number);
    let model = (number.saturating_sub(REACH)..list.len().min(number + REACH))
        .filter(|other| *other != number)
        .filter(|other| {
            list.get(*other).is_some_and(|model| {
                let theirs = parties(model);
                (model.plover.as_deref() == Some("CONSULT") || model.kind == draft.kind)
                    && theirs.len() == 2
                    && own.is_subset(&theirs)
            })
        })
        .min_by_key(|other| distance(*other));
    if model.is_none()
        && let [one, other] = sides
        && own.iter().all(|party| sides.contains(party))
        && let Some(draft) = list.get_mut(number)
    {
        for party in [one, other] {
            if !own.contains(party) {
                draft.parts.push(Part {
                    party: Some(party.clone()),
                    draft: None,
                    role: ParticipantRole::Actor,
                    words: draft.told.clone(),
                });
            }
        }
        return;
    }
    let parts: Vec<Part> = model
        .and_then(|model| list.get(model))
        .map(|model| model.parts.clone())
        .unwrap_or_default();
    if let Some(draft) = list.get_mut(number) {
        for part in parts {
            if part.party.is_some() && !draft.parts.iter().any(|other| other.party == part.party) {
                draft.parts.push(part);
            }
        }
    }
}
