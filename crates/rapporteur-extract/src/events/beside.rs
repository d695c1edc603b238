//! What a sentence says of events beside the verbs and nouns that tell them: who was in the chair, that
//! something was given in return, and on which day that was at whose end somebody spoke.

use std::ops::Range;

use rapporteur_core::{Edtf, ParticipantRole, Phase, Said, SaidSource, TimeType};

use super::details::Day;
use super::participants::read;
use super::{Draft, Scene};

/// The longest name of whoever is in the chair, in words.
const LONGEST: usize = 12;

/// Completes the events of a sentence, those from `first` on, and the talks told last.
pub(super) fn find(scene: Scene<'_>, sentence: &Range<usize>, first: usize, drafts: &mut [Draft]) {
    in_return(scene, sentence, first, drafts);
    at_the_end(scene, sentence, first, drafts);
    no_date(scene, sentence, first, drafts);
    chair(scene, sentence, drafts);
}

/// "In return Kestoria let 29 Valdrians go": an exchange, with the figure of one direction.
fn in_return(scene: Scene<'_>, sentence: &Range<usize>, first: usize, drafts: &mut [Draft]) {
    let words = scene.words;
    let start = sentence.start;
    let returned = words.is(start, "in") && words.is_one_of(start + 1, &["return", "exchange"]);
    let release = drafts
        .iter_mut()
        .skip(first)
        .find(|draft| draft.mode.as_deref() == Some("release") && draft.phase == Phase::Held);
    let Some(draft) = release.filter(|_| returned) else {
        return;
    };
    draft.kind.get_or_insert_with(|| "exchange".to_owned());
    super::quantities::freed(scene, sentence, draft);
}

/// "Teich said on Thursday at the end of a second round", "the conversation of Wednesday": that was the
/// day.
fn at_the_end(scene: Scene<'_>, sentence: &Range<usize>, first: usize, drafts: &mut [Draft]) {
    let words = scene.words;
    for draft in drafts.iter_mut().skip(first) {
        let open = !matches!(draft.day, Day::Phrase(_));
        if !open || draft.phase != Phase::Held || draft.plover.as_deref() != Some("CONSULT") {
            continue;
        }
        let at = (sentence.start..draft.told.start).rev().take(6).find(|at| {
            words.is(*at, "at")
                && words.is(*at + 1, "the")
                && words.is_one_of(*at + 2, &["end", "close", "start", "beginning", "opening"])
        });
        // "The conversation of Wednesday".
        let of = |time: usize| {
            let noun = time.checked_sub(2);
            let noun = noun.filter(|_| words.is(time - 1, "of"));
            noun.is_some_and(|noun| draft.told.contains(&noun))
        };
        let mut times = scene.times_in(sentence);
        let time = times.find(|time| {
            time.kind == TimeType::Date && (Some(time.words.end) == at || of(time.words.start))
        });
        let edtf = time.and_then(|time| Edtf::parse(time.value.as_deref()?));
        if let Some(edtf) = edtf {
            draft.day = Day::Phrase(Said {
                edtf,
                from: SaidSource::Phrase,
            });
        }
    }
}

/// "No date has been set for a third round": it has not been held.
fn no_date(scene: Scene<'_>, sentence: &Range<usize>, first: usize, drafts: &mut [Draft]) {
    let words = scene.words;
    for draft in drafts.iter_mut().skip(first) {
        let before = sentence.start.max(draft.told.start.saturating_sub(9))..draft.told.start;
        let date = before.clone().find(|at| {
            words.is(*at, "date")
                && before
                    .clone()
                    .any(|for_| for_ > *at && words.is(for_, "for"))
        });
        if date.is_some() && draft.phase == Phase::Held && draft.noun {
            draft.phase = Phase::Planned;
        }
    }
}

/// "Under the chairmanship of Casimir Boll", "with Casimir Boll in the chair".
fn chair(scene: Scene<'_>, sentence: &Range<usize>, drafts: &mut [Draft]) {
    let words = scene.words;
    let under = sentence.clone().find_map(|at| {
        let chaired = words.is(at, "under")
            && words.is(at + 1, "the")
            && words.is_one_of(at + 2, &["chairmanship", "mediation", "auspices"])
            && words.is(at + 3, "of");
        chaired.then(|| at + 4..sentence.end.min(at + 4 + LONGEST))
    });
    let with = sentence.clone().find_map(|at| {
        let seated = words.is(at, "in") && words.is(at + 1, "the") && words.is(at + 2, "chair");
        let from = sentence.start.max(at.saturating_sub(LONGEST));
        let with = (from..at).rev().find(|before| words.is(*before, "with"))?;
        seated.then_some(with + 1..at)
    });
    let Some(who) = under.or(with) else { return };
    let talks = drafts
        .iter_mut()
        .rev()
        .find(|draft| draft.phase == Phase::Held && draft.plover.as_deref() == Some("CONSULT"));
    let Some(draft) = talks else { return };
    let known = |party: &Option<String>| {
        draft
            .parts
            .iter()
            .any(|part| part.party == *party && part.draft.is_some())
    };
    let parts = read(scene, &who, ParticipantRole::Mediator, &[]).into_iter();
    let parts: Vec<_> = parts.filter(|part| !known(&part.party)).take(1).collect();
    draft.parts.extend(parts);
}
