//! Which events a mention can be of, found without looking at all of them.

use std::collections::HashMap;

use jiff::civil::Date;

use super::Days;
use super::clue::Clue;

/// A stretch of more days is found whatever the day.
const WIDEST: i32 = 110;

/// Events by their days and by their numbers: 0 for the first one that was entered.
#[derive(Debug, Default)]
pub(super) struct Shelf {
    /// How many there are.
    events: usize,
    by_day: HashMap<i32, Vec<usize>>,
    /// Those of a stretch too wide for a list of its days.
    wide: Vec<usize>,
    by_ordinal: HashMap<u32, Vec<usize>>,
    /// When each was last found, counted in searches.
    found: Vec<u64>,
    searches: u64,
}

impl Shelf {
    /// Enters an event that this is the first mention of, and returns its number.
    ///
    /// More mentions can only narrow the days on which it may lie.
    pub(super) fn enter(&mut self, clue: &Clue<'_>) -> usize {
        let number = self.events;
        self.events += 1;
        self.found.push(0);
        match stretch(clue.window) {
            Some(days) => {
                for day in days {
                    self.by_day.entry(day).or_default().push(number);
                }
            }
            None => self.wide.push(number),
        }
        number
    }

    /// Notes which one of its kind an event is, as one of its mentions tells.
    pub(super) fn number(&mut self, number: usize, clue: &Clue<'_>) {
        if let Some(ordinal) = clue.ordinal {
            let events = self.by_ordinal.entry(ordinal).or_default();
            if events.last() != Some(&number) {
                events.push(number);
            }
        }
    }

    pub(super) fn all(&self) -> Vec<usize> {
        (0..self.events).collect()
    }

    /// Finds the events that a mention may be of: those whose days meet its own, and those that are the
    /// same one of their kind. No other one is like it.
    pub(super) fn candidates(&mut self, clue: &Clue<'_>) -> Vec<usize> {
        let Some(days) = stretch(clue.window) else {
            return self.all();
        };
        self.searches += 1;
        let mut candidates = Vec::new();
        let of_days = days.filter_map(|day| self.by_day.get(&day));
        let of_ordinal = clue
            .ordinal
            .and_then(|ordinal| self.by_ordinal.get(&ordinal));
        for events in of_days.chain([&self.wide]).chain(of_ordinal) {
            for number in events {
                if let Some(found) = self.found.get_mut(*number)
                    && *found != self.searches
                {
                    *found = self.searches;
                    candidates.push(*number);
                }
            }
        }
        candidates
    }
}

/// The days of a stretch as numbers; `None` where there are too many.
fn stretch(days: Days) -> Option<std::ops::RangeInclusive<i32>> {
    let (first, last) = (place(days.first), place(days.last));
    (last - first <= WIDEST).then_some(first..=last)
}

/// A number that grows from day to day, with gaps: months of 31 days.
fn place(day: Date) -> i32 {
    (i32::from(day.year()) * 12 + i32::from(day.month())) * 31 + i32::from(day.day())
}
