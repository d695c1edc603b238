//! How often each actor took each stance on each proposition, and when.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use rapporteur_core::Stance;

/// The stances, with their place on the scale as Discourse Network Analyzer would have them as an
/// integer: against, conditional, for.
pub(super) const SCALE: [(Stance, i8); 3] = [
    (Stance::Against, -1),
    (Stance::Conditional, 0),
    (Stance::For, 1),
];

/// How far the ends of the scale are apart.
const RANGE: f64 = 2.0;

/// Returns how far two places on the scale are apart, as a share of the whole.
pub(super) fn distance(one: i8, other: i8) -> f64 {
    f64::from(one.abs_diff(other)) / RANGE
}

/// What one node says about another, stance by stance, by the place on the scale.
#[derive(Debug, Clone, Default)]
pub(super) struct Cell(BTreeMap<i8, Count>);

/// How often, and on which days as far as they are known.
#[derive(Debug, Clone, Default)]
pub(super) struct Count {
    pub(super) positions: u32,
    pub(super) days: BTreeSet<Date>,
}

impl Count {
    pub(super) fn times(&self) -> f64 {
        f64::from(self.positions)
    }
}

impl Cell {
    pub(super) fn add(&mut self, stance: Stance, day: Option<Date>) {
        let place = SCALE.iter().find(|(one, _)| *one == stance);
        let count = self
            .0
            .entry(place.map_or(0, |(_, place)| *place))
            .or_default();
        count.positions += 1;
        count.days.extend(day);
    }

    /// The stances that were taken, by their place on the scale.
    pub(super) fn stances(&self) -> impl Iterator<Item = (i8, &Count)> {
        self.0.iter().map(|(place, count)| (*place, count))
    }

    pub(super) fn times(&self, place: i8) -> f64 {
        self.0.get(&place).map_or(0.0, Count::times)
    }

    /// How often anything was said.
    pub(super) fn total(&self) -> f64 {
        self.0.values().map(Count::times).sum()
    }

    pub(super) fn days(&self) -> BTreeSet<Date> {
        self.0
            .values()
            .flat_map(|count| &count.days)
            .copied()
            .collect()
    }
}

/// The cells that are not empty, by row and column.
pub(super) type Tally = BTreeMap<usize, BTreeMap<usize, Cell>>;
