//! What mentions are compared by, with every word as a number: a large record has hundreds of thousands
//! of mentions, and each is held against many.

use std::collections::HashMap;

use rapporteur_core::Phase;

use super::Days;
use super::mention::{Mention, is_mutual};

/// Figures that say which one of its kind a thing is, as in "the 14-point paper".
const IDENTIFYING: [&str; 1] = ["points"];

/// From this count on, two who tell the same count tell of the same thing.
const TELLING_COUNT: u64 = 100;

/// What one mention is compared by. Lists are sorted and hold nothing twice.
#[derive(Debug, Clone)]
pub(super) struct Clue<'a> {
    pub(super) source: u32,
    pub(super) words: u32,
    pub(super) kind: Option<&'a str>,
    pub(super) mode: Option<&'a str>,
    pub(super) ordinal: Option<u32>,
    /// The days that the words tell, and those on which the event may lie.
    pub(super) told: Option<Days>,
    pub(super) window: Days,
    pub(super) published: Option<Days>,
    pub(super) dated: bool,
    pub(super) mutual: bool,
    pub(super) assault: bool,
    pub(super) actors: Vec<u32>,
    pub(super) recipients: Vec<u32>,
    pub(super) sides: Vec<u32>,
    pub(super) place: Option<u32>,
    pub(super) figures: Vec<Figure>,
    /// Those of the figures that say which one of its kind it is.
    pub(super) identifying: Vec<Figure>,
}

/// A figure with what it counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Figure {
    number: u32,
    /// Whether it is no chance that two tell the same.
    pub(super) telling: bool,
}

/// The days of one mention, which are dear to parse.
#[derive(Debug, Clone, Copy)]
pub(super) struct Dated {
    pub(super) told: Option<Days>,
    pub(super) window: Days,
}

impl Dated {
    pub(super) fn of(mention: &Mention) -> Self {
        Self {
            told: mention.told(),
            window: mention.window(),
        }
    }
}

/// Gives each word a number.
#[derive(Default)]
pub(super) struct Numbers<'a>(HashMap<(&'a str, &'a str), u32>);

impl<'a> Numbers<'a> {
    fn number(&mut self, of: &'a str, word: &'a str) -> u32 {
        let next = u32::try_from(self.0.len()).unwrap_or(u32::MAX);
        *self.0.entry((of, word)).or_insert(next)
    }

    pub(super) fn clue(&mut self, mention: &'a Mention, dated: Dated) -> Clue<'a> {
        let event = &mention.event;
        let mut parties = |parties: &mut dyn Iterator<Item = &'a String>| {
            let numbers = parties.map(|party| self.number("party", party));
            sorted(numbers.collect())
        };
        let actors = parties(&mut mention.sides.actors.iter());
        let recipients = parties(&mut mention.sides.recipients.iter());
        let figures = event.quantities.iter().map(|quantity| {
            let count = quantity.value.parse::<u64>();
            let figure = Figure {
                number: self.number(&quantity.of, &quantity.value),
                telling: count.is_ok_and(|count| count >= TELLING_COUNT),
            };
            (figure, IDENTIFYING.contains(&quantity.of.as_str()))
        });
        let figures: Vec<(Figure, bool)> = figures.collect();
        let identifying = figures.iter().filter(|(_, identifying)| *identifying);
        Clue {
            identifying: sorted(identifying.map(|(figure, _)| *figure).collect()),
            figures: sorted(figures.iter().map(|(figure, _)| *figure).collect()),
            source: self.number("source", &mention.source),
            words: self.number("words", &mention.words),
            kind: event.kind.as_deref(),
            mode: event.mode.as_deref(),
            ordinal: event.ordinal,
            told: dated.told,
            window: dated.window,
            published: mention.published,
            dated: mention.is_dated(),
            mutual: is_mutual(event),
            assault: event.plover.as_deref() == Some("ASSAULT"),
            sides: sorted(actors.iter().chain(&recipients).copied().collect()),
            actors,
            recipients,
            place: mention
                .place
                .as_deref()
                .map(|place| self.number("place", place)),
        }
    }
}

/// Within which mentions can be of one event at all: the PLOVER type, or the negotiation's own kind
/// where there is none, and whether it was broken, which is another event than what was broken.
pub(crate) type Family = (Option<String>, Option<String>, bool);

pub(crate) fn family(mention: &Mention) -> Family {
    let event = &mention.event;
    let kind = event.kind.clone().filter(|_| event.plover.is_none());
    (event.plover.clone(), kind, event.phase == Phase::Broken)
}

fn sorted<T: Ord>(mut list: Vec<T>) -> Vec<T> {
    list.sort_unstable();
    list.dedup();
    list
}

/// How many two sorted lists have in common.
pub(super) fn shared<T: Ord>(one: &[T], other: &[T]) -> usize {
    let within = |item: &&T| other.binary_search(item).is_ok();
    one.iter().filter(within).count()
}

/// Adds what a sorted list does not have yet.
pub(super) fn add<T: Ord + Copy>(list: &mut Vec<T>, more: &[T]) {
    for item in more {
        if let Err(place) = list.binary_search(item) {
            list.insert(place, *item);
        }
    }
}
