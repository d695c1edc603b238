//! What statements do: PLOVER's verbal types.

use std::ops::Range;

use rapporteur_core::{Act, ParticipantRole, Phase};

use super::details::Day;
use super::participants::{Part, is_somebody, read};
use super::regions::objects;
use super::trigger::once;
use super::{Draft, Scene};

/// Adds an event for each statement of the sentence that does what PLOVER has a type for, unless its
/// cue told one; the drafts of the sentence begin at `first`.
pub(super) fn find(
    scene: Scene<'_>,
    sentence: &Range<usize>,
    pair: &[String],
    first: usize,
    drafts: &mut Vec<Draft>,
) {
    for number in scene.cues_in(sentence) {
        let Some(one) = scene.resolved.get(number) else {
            continue;
        };
        let cue = &one.attribution.cue;
        let Some(plover) = plover(one.act) else {
            continue;
        };
        let told = drafts
            .get(first..)
            .unwrap_or_default()
            .iter()
            .any(|draft| draft.verbal && draft.statement == Some(number));
        if told {
            continue;
        }
        let source = one.attribution.source.as_ref();
        let content = one
            .attribution
            .content
            .iter()
            .find(|part| part.start >= sentence.start && part.start < sentence.end);
        let mut parts: Vec<Part> = source
            .map(|source| Part {
                party: one.party.clone(),
                draft: one.draft,
                role: ParticipantRole::Actor,
                words: source.words.clone(),
            })
            .into_iter()
            .collect();
        let from = content.map_or(cue.end, |content| content.start);
        let chunk = objects(scene, from, true).into_iter().find(|chunk| {
            is_somebody(scene, &chunk.words)
                && !parts.iter().any(|part| {
                    part.words.start < chunk.words.end && chunk.words.start < part.words.end
                })
        });
        if let Some(chunk) = chunk {
            parts.extend(read(scene, &chunk.words, ParticipantRole::Recipient, pair));
        }
        let start = source.map_or(cue.start, |source| source.words.start.min(cue.start));
        let end = source.map_or(cue.end, |source| source.words.end.max(cue.end));
        let mut spans: Vec<Range<usize>> = std::iter::once(start..end).collect();
        if !one.decided.is_empty() && !(start..end).contains(&one.decided.start) {
            spans.push(one.decided.clone());
        }
        drafts.push(Draft {
            told: cue.clone(),
            spans,
            plover: Some(plover.to_owned()),
            mode: None,
            kind: None,
            ordinal: None,
            phase: Phase::Announced,
            statement: Some(number),
            verbal: true,
            noun: false,
            definite: false,
            day: Day::Unsaid,
            place: None,
            parts: once(parts),
            quantities: Vec::new(),
        });
    }
}

/// The PLOVER type of an act; the table of `acts-cameo.tsv`.
fn plover(act: Act) -> Option<&'static str> {
    Some(match act {
        Act::Appeal | Act::Demand => "REQUEST",
        Act::Offer | Act::Promise | Act::Accept => "AGREE",
        Act::Concede => "CONCEDE",
        Act::Accuse => "ACCUSE",
        Act::Reject => "REJECT",
        Act::Threaten => "THREATEN",
        Act::State | Act::Report | Act::Deny => return None,
    })
}
