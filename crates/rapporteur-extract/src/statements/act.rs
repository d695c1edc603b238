//! What a statement does: the cue says, and for a plain "said" the words themselves.

use rapporteur_core::{Act, EntityType};

use crate::attributions::Attribution;
use crate::names::Draft;
use crate::words::Words;

/// Returns the act of an attribution by its speaker.
pub(super) fn of(words: &Words<'_>, attribution: &Attribution, speaker: Option<&Draft>) -> Act {
    let act = if attribution.negated {
        negated(attribution.act)
    } else {
        attribution.act
    };
    if act != Act::State || attribution.negated {
        return act;
    }
    if let Some(told) = by_phrase(words, attribution) {
        return told;
    }
    let reports = speaker
        .is_some_and(|draft| draft.kind == EntityType::Organisation && draft.party.is_none());
    if reports { Act::Report } else { act }
}

/// What "did not …" does: not rejecting is no acceptance, but not accepting is a rejection.
fn negated(act: Act) -> Act {
    match act {
        Act::Accept | Act::Offer | Act::Promise => Act::Reject,
        _ => Act::State,
    }
}

/// Finds the first phrase of the list that occurs in the content.
fn by_phrase(words: &Words<'_>, attribution: &Attribution) -> Option<Act> {
    let found = |phrase: &[String]| {
        attribution.content.iter().any(|part| {
            part.clone().any(|at| {
                at + phrase.len() <= part.end
                    && phrase
                        .iter()
                        .enumerate()
                        .all(|(step, word)| words.is(at + step, word))
            })
        })
    };
    words
        .resources
        .acts
        .iter()
        .find(|(_, phrase)| found(phrase))
        .map(|(act, _)| *act)
}
