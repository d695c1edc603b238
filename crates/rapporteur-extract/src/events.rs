//! What happened, is to happen, or is said to have happened, after PLOVER.
//!
//! `events.tsv` has the words. A sentence is read from left to right for verbs and nouns that tell an
//! event (`trigger.rs`); the verb with its auxiliaries says how far it has got (`group.rs`), what stands
//! around it who takes part (`regions.rs`, `participants.rs`), where and when (`details.rs`), and how many
//! (`quantities.rs`), and what else a sentence says of them (`beside.rs`). What statements do is told of as well (`verbal.rs`). Mentions of one event are put
//! together at the end (`same.rs`).
//!
//! What is quoted, wished for, possible or conditional has not happened, and is left to the statements.

mod beside;
mod details;
mod group;
mod participants;
mod phase;
mod quantities;
mod regions;
mod same;
mod trigger;
mod verbal;

use std::ops::Range;

use rapporteur_core::{
    Edtf, EntityId, Event, EventId, EventPlace, Participant, Phase, Quantity, Said, SaidSource,
    StatementId, TextRange,
};

use crate::attributions::Parts;
use crate::names::{self, Names};
use crate::statements::Resolved;
use crate::times::{TimePhrase, Times};
use crate::words::Words;
use details::{Day, Site};
use participants::Part;
use quantities::Amount;

/// What the reader knows of a document when events are looked for.
#[derive(Clone, Copy)]
pub(crate) struct Known<'a> {
    pub(crate) words: &'a Words<'a>,
    pub(crate) names: &'a Names,
    pub(crate) lookup: names::Known<'a>,
    pub(crate) times: &'a Times,
    pub(crate) resolved: &'a [Resolved],
    pub(crate) published: Option<&'a Edtf>,
    /// The parties that negotiate, by the codebook.
    pub(crate) sides: &'a [String],
}

/// The same, made ready to be looked up.
#[derive(Clone, Copy)]
struct Scene<'a> {
    words: &'a Words<'a>,
    names: &'a Names,
    lookup: names::Known<'a>,
    times: &'a Times,
    resolved: &'a [Resolved],
    contents: &'a Parts,
    /// For each word, the statement of whose cue it is part.
    cues: &'a [Option<usize>],
    /// For each word, the time expression that it is part of.
    dated: &'a [Option<usize>],
    /// The first word of each cue with its statement, in the order of the text.
    cue_starts: &'a [(usize, usize)],
}

/// An event in words of the document.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Draft {
    /// The words that were recognised.
    told: Range<usize>,
    /// All the words that tell it.
    spans: Vec<Range<usize>>,
    plover: Option<String>,
    mode: Option<String>,
    kind: Option<String>,
    ordinal: Option<u32>,
    phase: Phase,
    /// The statement that it is, or in whose content it is told.
    statement: Option<usize>,
    /// Whether it is one of PLOVER's verbal types.
    verbal: bool,
    /// Whether a noun tells it, and not a verb.
    noun: bool,
    /// Whether the noun speaks of something known: "the meeting".
    definite: bool,
    day: Day,
    place: Option<Site>,
    parts: Vec<Part>,
    quantities: Vec<Amount>,
}

impl Scene<'_> {
    fn cue_at(&self, at: usize) -> bool {
        self.cue_of(at).is_some()
    }

    /// Returns the statement whose cue the word is part of.
    fn cue_of(&self, at: usize) -> Option<usize> {
        self.cues.get(at).copied().flatten()
    }

    /// Returns the time expression that the word is part of.
    fn time_at(&self, at: usize) -> Option<&TimePhrase> {
        self.times.list.get(self.dated.get(at).copied().flatten()?)
    }

    /// Returns the time expressions that stand within some words.
    fn times_in(&self, range: &Range<usize>) -> impl Iterator<Item = &TimePhrase> {
        let list = &self.times.list;
        let first = list.partition_point(|time| time.words.start < range.start);
        let end = range.end;
        list.iter()
            .skip(first)
            .take_while(move |time| time.words.end <= end)
    }

    /// Returns the statements whose cues begin within some words.
    fn cues_in(&self, range: &Range<usize>) -> impl Iterator<Item = usize> {
        let first = self
            .cue_starts
            .partition_point(|(start, _)| *start < range.start);
        let end = range.end;
        self.cue_starts
            .iter()
            .skip(first)
            .take_while(move |(start, _)| *start < end)
            .map(|(_, number)| *number)
    }

    /// Returns the innermost statement in whose content the word stands.
    fn speaker_around(&self, at: usize) -> Option<usize> {
        self.contents
            .around(at)
            .min_by_key(|(part, _)| part.len())
            .map(|(_, number)| number)
    }
}

/// Finds the events of a document, in the order of the text.
pub(crate) fn read(known: Known<'_>, ids: &[Option<EntityId>]) -> Vec<Event> {
    let contents = Parts::new(known.resolved.iter().map(|one| &one.attribution));
    let mut cues = vec![None; known.words.len()];
    for (number, one) in known.resolved.iter().enumerate() {
        for at in one.attribution.cue.clone() {
            if let Some(slot) = cues.get_mut(at) {
                *slot = Some(number);
            }
        }
    }
    let mut dated = vec![None; known.words.len()];
    for (number, time) in known.times.list.iter().enumerate() {
        for at in time.words.clone() {
            if let Some(slot) = dated.get_mut(at) {
                *slot = Some(number);
            }
        }
    }
    let mut cue_starts: Vec<(usize, usize)> = (known.resolved.iter().enumerate())
        .filter(|(_, one)| !one.attribution.cue.is_empty())
        .map(|(number, one)| (one.attribution.cue.start, number))
        .collect();
    cue_starts.sort_unstable();
    let scene = Scene {
        words: known.words,
        names: known.names,
        lookup: known.lookup,
        times: known.times,
        resolved: known.resolved,
        contents: &contents,
        cues: &cues,
        dated: &dated,
        cue_starts: &cue_starts,
    };
    let mut drafts = Vec::new();
    for sentence in known.words.sentences() {
        let pair = same::pair(&drafts, known.sides);
        let first = drafts.len();
        trigger::find(scene, sentence, &pair, &mut drafts);
        verbal::find(scene, sentence, &pair, first, &mut drafts);
        quantities::find(scene, sentence, first, &mut drafts);
        beside::find(scene, sentence, first, &mut drafts);
    }
    let mut drafts = same::put_together(scene, known.sides, drafts);
    drafts.sort_by_key(|draft| {
        let start = draft.spans.iter().map(|span| span.start).min();
        (start, draft.told.start)
    });
    drafts
        .iter()
        .enumerate()
        .map(|(number, draft)| finish(known, ids, number, draft))
        .collect()
}

fn finish(known: Known<'_>, ids: &[Option<EntityId>], number: usize, draft: &Draft) -> Event {
    let words = known.words;
    let original =
        |range: &Range<usize>| -> TextRange { words.document.original(words.range(range)) };
    let assumed = || {
        // What is told as news is taken for news of the day; what is mentioned besides is not.
        let news = draft.phase == Phase::Held && !draft.noun || draft.verbal;
        known.published.filter(|_| news).map(|edtf| Said {
            edtf: edtf.clone(),
            from: SaidSource::Published,
        })
    };
    Event {
        id: EventId(u32::try_from(number).unwrap_or(u32::MAX).saturating_add(1)),
        span: draft.spans.iter().map(original).collect(),
        plover: draft.plover.clone(),
        mode: draft.mode.clone(),
        kind: draft.kind.clone(),
        ordinal: draft.ordinal,
        phase: draft.phase,
        statement: draft
            .statement
            .map(|number| StatementId(u32::try_from(number).unwrap_or(u32::MAX).saturating_add(1))),
        date: match &draft.day {
            Day::Phrase(said) => Some(said.clone()),
            Day::Unknown => None,
            Day::Unsaid => assumed(),
        },
        place: draft.place.as_ref().map(|site| EventPlace {
            name: site.name.clone(),
            span: vec![original(&site.words)],
        }),
        participants: draft
            .parts
            .iter()
            .map(|part| Participant {
                party: part.party.clone(),
                entity: part
                    .draft
                    .and_then(|draft| ids.get(draft).copied().flatten()),
                role: part.role,
                span: Some(original(&part.words)),
            })
            .collect(),
        quantities: draft
            .quantities
            .iter()
            .map(|amount| Quantity {
                of: amount.of.clone(),
                value: amount.value.clone(),
                span: vec![original(&amount.words)],
            })
            .collect(),
    }
}
