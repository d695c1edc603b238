//! Two columns, actors and propositions, in an order in which few ties cross.
//!
//! Each node is moved to the mean place of those it is tied to, one column after the other: Sugiyama,
//! K., Tagawa, S. and Toda, M. (1981), Methods for visual understanding of hierarchical system
//! structures, IEEE Transactions on Systems, Man and Cybernetics 11, 109–125.

use rapporteur::NetworkMode;

use super::choose::Chosen;
use super::labels::Label;
use super::{LINE, Layout, SIZE, text};

const WIDE: f64 = 1000.0;
const LEFT: f64 = 250.0;
const RIGHT: f64 = 640.0;
const ROW: f64 = 46.0;
const EDGE: f64 = 34.0;
/// Between a node and its name.
const GAP: f64 = 20.0;
/// How often both columns are put in order.
const SWEEPS: usize = 24;

/// The nodes of both columns, from top to bottom, as places among all nodes.
type Columns = [Vec<usize>; 2];

pub(super) fn layout(chosen: &Chosen<'_>) -> Layout {
    let columns = ordered(chosen);
    let rows = columns.iter().map(Vec::len).max().unwrap_or(1).max(1);
    let high = rows as f64 * ROW + 2.0 * (EDGE - ROW / 2.0);
    let mut nodes = vec![(0.0, 0.0); chosen.nodes.len()];
    for (column, x) in columns.iter().zip([LEFT, RIGHT]) {
        let room = (high - 2.0 * (EDGE - ROW / 2.0)) / column.len().max(1) as f64;
        for (row, node) in column.iter().enumerate() {
            if let Some(place) = nodes.get_mut(*node) {
                *place = (x, EDGE - ROW / 2.0 + (row as f64 + 0.5) * room);
            }
        }
    }
    let labels = chosen.nodes.iter().zip(&chosen.names).zip(&nodes);
    let labels = labels.map(|((node, name), place)| label(node.mode, name, *place));
    Layout {
        wide: WIDE,
        high,
        labels: labels.collect(),
        nodes,
        columns: true,
    }
}

/// The name of a node, on the outer side of its column.
fn label(mode: NetworkMode, name: &str, (x, y): (f64, f64)) -> Label {
    let (room, x, anchor) = match mode {
        NetworkMode::Actor => (LEFT - GAP - 8.0, x - GAP, "end"),
        NetworkMode::Proposition => (WIDE - RIGHT - GAP - 8.0, x + GAP, "start"),
    };
    let lines = text::wrapped(name, room, SIZE, 2);
    let above = lines.len().saturating_sub(1) as f64 / 2.0 * LINE;
    Label {
        x,
        y: y + SIZE * 0.36 - above,
        anchor,
        lines,
    }
}

/// Puts both columns in the order with the fewest crossings that is found.
fn ordered(chosen: &Chosen<'_>) -> Columns {
    let of = |mode: NetworkMode| -> Vec<usize> {
        let nodes = chosen.nodes.iter().enumerate();
        let nodes = nodes.filter(|(_, node)| node.mode == mode);
        nodes.map(|(place, _)| place).collect()
    };
    let mut columns = [of(NetworkMode::Actor), of(NetworkMode::Proposition)];
    let mut best = (crossings(chosen, &columns), columns.clone());
    for _ in 0..SWEEPS {
        for side in [1, 0] {
            sort(chosen, &mut columns, side);
            let crossed = crossings(chosen, &columns);
            if crossed < best.0 {
                best = (crossed, columns.clone());
            }
        }
    }
    best.1
}

/// Sorts a column by the mean places of those that its nodes are tied to; what is tied to nobody
/// comes last.
fn sort(chosen: &Chosen<'_>, columns: &mut Columns, side: usize) {
    let [left, right] = columns;
    let (column, other) = if side == 0 {
        (left, right)
    } else {
        (right, left)
    };
    let places = places(chosen.nodes.len(), other);
    let mean = |node: &usize| {
        let (mut sum, mut count) = (0.0, 0.0);
        for (tied, _) in chosen.tied(*node) {
            sum += places.get(tied).copied().unwrap_or_default();
            count += 1.0;
        }
        if count == 0.0 { f64::MAX } else { sum / count }
    };
    column.sort_by(|one, other| mean(one).total_cmp(&mean(other)));
}

fn crossings(chosen: &Chosen<'_>, [left, right]: &Columns) -> usize {
    let all = chosen.nodes.len();
    let (left, right) = (places(all, left), places(all, right));
    let at = |places: &[f64], node: usize| places.get(node).copied().unwrap_or_default();
    let ends: Vec<(f64, f64)> = chosen
        .ties
        .iter()
        .map(|tie| (at(&left, tie.from), at(&right, tie.to)))
        .collect();
    let mut crossed = 0;
    for (number, one) in ends.iter().enumerate() {
        let others = ends.iter().skip(number + 1);
        crossed += others
            .filter(|other| (one.0 - other.0) * (one.1 - other.1) < 0.0)
            .count();
    }
    crossed
}

/// The place of each node in its column.
fn places(all: usize, column: &[usize]) -> Vec<f64> {
    let mut places = vec![0.0; all];
    for (row, node) in column.iter().enumerate() {
        if let Some(place) = places.get_mut(*node) {
            *place = row as f64;
        }
    }
    places
}
