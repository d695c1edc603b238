//! Who takes part in the event of a verb: its subject, its objects, and those after prepositions.

use std::ops::Range;

use rapporteur_core::ParticipantRole;

use super::super::Scene;
use super::super::group::{Group, Time};
use super::super::participants::{Part, is_name, is_somebody, read};
use super::super::regions::Chunk;
use super::once;
use crate::resources::{Classes, EventRule};

/// Prepositions before those to whom something is done, the likeliest first.
const TOWARDS: [&str; 13] = [
    "to", "with", "against", "from", "for", "upon", "on", "by", "at", "into", "of", "in", "among",
];

/// Returns who takes part in the event of a verb.
pub(super) fn participants(
    scene: Scene<'_>,
    rule: &EventRule,
    group: &Group,
    subject: &Range<usize>,
    chunks: &[Chunk],
    pair: &[String],
) -> Vec<Part> {
    let words = scene.words;
    let role = rule.subject.unwrap_or(ParticipantRole::Actor);
    let turned = match role {
        ParticipantRole::Recipient => ParticipantRole::Actor,
        _ => ParticipantRole::Recipient,
    };
    let by = chunks
        .iter()
        .find(|chunk| chunk.preposition.is_some_and(|at| words.is(at, "by")));
    let mut parts = Vec::new();
    let passive = group.passive || group.time == Time::Reduced;
    if passive {
        if let Some(chunk) = by {
            parts.extend(read(scene, &chunk.words, role, pair));
        }
        if is_somebody(scene, subject) {
            parts.extend(read(scene, subject, turned, pair));
        }
    } else if !subject.is_empty() {
        parts.extend(read(scene, subject, role, pair));
    }
    let consults = rule.plover.as_deref() == Some("CONSULT");
    let mut taken = 0;
    if let Some(direct) = chunks
        .iter()
        .find(|chunk| chunk.preposition.is_none() && is_somebody(scene, &chunk.words))
    {
        parts.extend(read(scene, &direct.words, turned, pair));
        taken += 1;
    }
    for preposition in TOWARDS {
        if taken > 1 || consults && preposition != "with" || passive && preposition == "by" {
            continue;
        }
        for chunk in chunks {
            let fits = chunk
                .preposition
                .is_some_and(|at| words.is(at, preposition))
                && taken < 2;
            if fits && named(scene, &chunk.words) {
                parts.extend(read(scene, &chunk.words, turned, pair));
                taken += 1;
            }
        }
    }
    for chunk in chunks
        .iter()
        .filter(|chunk| chunk.preposition.is_some_and(|at| words.is(at, "between")))
    {
        let role = if role == ParticipantRole::Mediator || rule.plover.as_deref() != Some("CONSULT")
        {
            ParticipantRole::Recipient
        } else {
            ParticipantRole::Actor
        };
        parts.extend(read(scene, &chunk.words, role, pair));
    }
    once(parts)
}

/// Says whether a noun phrase has a name in it, or somebody.
fn named(scene: Scene<'_>, range: &Range<usize>) -> bool {
    range
        .clone()
        .any(|at| is_name(scene, at) || scene.names.mention_at(at).is_some())
        || range.clone().any(|at| scene.words.has(at, Classes::GROUP))
}
