//! Weights, as the Handbook and the program define them.
//!
//! Let n(i, j, k) be how often i took stance k on j. Stances lie on a scale of range r: against −1,
//! conditional 0, for 1, and r = 2.
//!
//! - Two modes: *ignore* Σk n(i, j, k); *combine* the code of the stances taken; *subtract*
//!   Σk k·n(i, j, k). *Activity* divides by the row's total, *prominence* by the column's; the total
//!   is Σ n, for *combine* the number of cells that are not empty.
//! - One mode: *congruence* ΣjΣkΣl n(i, j, k)·n(i', j, l)·(1 − |k − l|/r); *conflict* the same with
//!   |k − l|/r; *subtract* the difference. Without conditional positions these are products of equal,
//!   and of opposite, stances. *Average* divides by (N + N')/2 with N = Σ n(i, j, k); *Jaccard* by
//!   what only one of them says, each position counted, and products where both say the same;
//!   *cosine* by N·N', as the program does, which is not the product of the lengths of the vectors.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use super::choice::{NetworkType, Normalisation, QualifierUse};
use super::tally::{Cell, Tally, distance};

/// A tie with its weight, and the days on which it was made, as far as they are known.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Tie {
    pub(super) weight: f64,
    pub(super) days: BTreeSet<Date>,
}

/// Ties by row and column; what is not there weighs nothing.
pub(super) type Ties = BTreeMap<(usize, usize), Tie>;

/// Ties actors to propositions.
pub(super) fn two_mode(tally: &Tally, qualifier: QualifierUse, by: Normalisation) -> Ties {
    let (mut rows, mut columns): (BTreeMap<usize, f64>, BTreeMap<usize, f64>) = Default::default();
    let cells = || {
        tally.iter().flat_map(|(row, cells)| {
            let cells = cells.iter();
            cells.map(|(column, cell)| (*row, *column, cell))
        })
    };
    for (row, column, cell) in cells() {
        let said = match qualifier {
            QualifierUse::Combine => 1.0,
            QualifierUse::Ignore | QualifierUse::Subtract => cell.total(),
        };
        *rows.entry(row).or_default() += said;
        *columns.entry(column).or_default() += said;
    }
    cells()
        .map(|(row, column, cell)| {
            let divisor = match by {
                Normalisation::Activity => rows.get(&row),
                Normalisation::Prominence => columns.get(&column),
                _ => None,
            };
            let weight = weight(cell, qualifier) / divisor.copied().unwrap_or(1.0);
            let days = cell.days();
            ((row, column), Tie { weight, days })
        })
        .collect()
}

fn weight(cell: &Cell, qualifier: QualifierUse) -> f64 {
    match qualifier {
        QualifierUse::Ignore => cell.total(),
        QualifierUse::Subtract => cell.times(1) - cell.times(-1),
        QualifierUse::Combine => {
            let codes = [(1, 1.0), (0, 2.0), (-1, 4.0)];
            let taken = codes.iter().filter(|(place, _)| cell.times(*place) > 0.0);
            taken.map(|(_, code)| code).sum()
        }
    }
}

/// Ties rows to each other by what they have in common; each pair once, the smaller first.
pub(super) fn one_mode(tally: &Tally, network: NetworkType, by: Normalisation) -> Ties {
    let mut columns: BTreeMap<usize, Vec<(usize, &Cell)>> = BTreeMap::new();
    for (row, cells) in tally {
        for (column, cell) in cells {
            columns.entry(*column).or_default().push((*row, cell));
        }
    }
    let mut ties = Ties::new();
    for cells in columns.values() {
        for (place, (row, cell)) in cells.iter().enumerate() {
            for (other, other_cell) in cells.iter().skip(place + 1) {
                let tie = ties.entry((*row, *other));
                let tie = tie.or_insert_with(|| Tie {
                    weight: 0.0,
                    days: BTreeSet::new(),
                });
                join(tie, cell, other_cell, network);
            }
        }
    }
    for ((row, other), tie) in &mut ties {
        if let (Some(one), Some(other)) = (tally.get(row), tally.get(other)) {
            tie.weight /= divisor(one, other, by);
        }
    }
    ties
}

/// Adds what two nodes say about one thing. The tie is made on the day on which the second of them
/// has spoken, and made again whenever one of them speaks.
fn join(tie: &mut Tie, one: &Cell, other: &Cell, network: NetworkType) {
    for (place, count) in one.stances() {
        for (other_place, other_count) in other.stances() {
            let apart = distance(place, other_place);
            let factor = match network {
                NetworkType::TwoMode | NetworkType::Congruence => 1.0 - apart,
                NetworkType::Conflict => apart,
                NetworkType::Subtract => 1.0 - 2.0 * apart,
            };
            tie.weight += count.times() * other_count.times() * factor;
            let begun = count.days.first().max(other_count.days.first());
            let both = !count.days.is_empty() && !other_count.days.is_empty();
            if let Some(begun) = begun.filter(|_| both && factor != 0.0) {
                let days = count.days.union(&other_count.days);
                tie.days.extend(days.filter(|day| *day >= begun));
            }
        }
    }
}

/// What the weight of a tie is divided by; at least two positions stand behind a tie, so it is never
/// nothing.
fn divisor(one: &BTreeMap<usize, Cell>, other: &BTreeMap<usize, Cell>, by: Normalisation) -> f64 {
    let total = |cells: &BTreeMap<usize, Cell>| cells.values().map(Cell::total).sum::<f64>();
    match by {
        Normalisation::Average => (total(one) + total(other)) / 2.0,
        Normalisation::Cosine => total(one) * total(other),
        Normalisation::Jaccard => alone(one, other) + alone(other, one) + together(one, other),
        _ => 1.0,
    }
}

/// How much one says that the other does not.
fn alone(one: &BTreeMap<usize, Cell>, other: &BTreeMap<usize, Cell>) -> f64 {
    let said = one.iter().flat_map(|(column, cell)| {
        let theirs = other.get(column);
        cell.stances().filter_map(move |(place, count)| {
            let silent = theirs.is_none_or(|theirs| theirs.times(place) == 0.0);
            silent.then(|| count.times())
        })
    });
    said.sum()
}

/// How much both say, as products.
fn together(one: &BTreeMap<usize, Cell>, other: &BTreeMap<usize, Cell>) -> f64 {
    let said = one.iter().filter_map(|(column, cell)| {
        let theirs = other.get(column)?;
        let products = cell
            .stances()
            .map(|(place, count)| count.times() * theirs.times(place));
        Some(products.sum::<f64>())
    });
    said.sum()
}
