//! Nodes of one kind on a plane, as far from each other as the ties between them are long.
//!
//! Stress majorisation, node by node: Gansner, E. R., Koren, Y. and North, S. (2005), Graph drawing by
//! stress majorization, Graph Drawing 2004, LNCS 3383, 239–250. It begins on a circle in the order of
//! the view, so the same network is the same drawing.

use std::f64::consts::TAU;

use rapporteur::NetworkMode;

use super::Layout;
use super::choose::Chosen;
use super::labels::{self, Disc, Place};

const WIDE: f64 = 1000.0;
/// Between the nodes and the border: room for names.
const ASIDE: f64 = 170.0;
const ABOVE: f64 = 64.0;
/// No length of a tie is more than so many pixels.
const LONGEST: f64 = 190.0;
/// The drawing is wider than it is high, and so are names: it may be stretched so much.
const STRETCH: f64 = 1.7;
/// Nodes are so far apart at least, from top to bottom; sideways as much more as names are wider.
const APART: f64 = 66.0;
const ROUNDS: usize = 300;

/// Lays nodes out; where ties can be negative, those who oppose each other are kept apart.
pub(super) fn layout(chosen: &Chosen<'_>, signed: bool) -> Layout {
    let count = chosen.nodes.len();
    // Names of propositions are sentences, and take more room.
    let sentences = chosen
        .nodes
        .iter()
        .any(|node| node.mode == NetworkMode::Proposition);
    let each = if sentences { 26.0 } else { 14.0 };
    let high = (240.0 + each * count as f64).clamp(320.0, 760.0);
    let wanted = distances(chosen, signed);
    let mut places = circle(count);
    for _ in 0..ROUNDS {
        for node in 0..count {
            if let Some(better) = pulled(node, &places, &wanted)
                && let Some(place) = places.get_mut(node)
            {
                *place = better;
            }
        }
    }
    fit(&mut places, high);
    part(&mut places, high);
    let discs = chosen.nodes.iter().zip(&chosen.names).zip(&places);
    let discs: Vec<Disc<'_>> = discs
        .map(|((node, name), (x, y))| Disc {
            x: *x,
            y: *y,
            size: chosen.size(node),
            name,
        })
        .collect();
    let end = |node: usize| places.get(node).copied();
    let ties = chosen.ties.iter();
    let ties: Vec<(Place, Place)> = ties
        .filter_map(|tie| end(tie.from).zip(end(tie.to)))
        .collect();
    Layout {
        wide: WIDE,
        high,
        labels: labels::around(&discs, &ties, (WIDE, high)),
        nodes: places,
        columns: false,
    }
}

fn circle(count: usize) -> Vec<Place> {
    let angle = |place: usize| TAU * place as f64 / count.max(1) as f64;
    (0..count)
        .map(|place| (angle(place).cos(), angle(place).sin()))
        .collect()
}

/// How far apart nodes are to be: tied ones by their ties, the stronger the nearer; others as far as
/// the shortest way between them; those between whom there is none a bit farther than all.
fn distances(chosen: &Chosen<'_>, signed: bool) -> Vec<Vec<f64>> {
    let count = chosen.nodes.len();
    let mut ways = vec![vec![f64::INFINITY; count]; count];
    let mut set = |one: usize, other: usize, length: f64| {
        if let Some(cell) = ways.get_mut(one).and_then(|row| row.get_mut(other)) {
            *cell = length;
        }
    };
    for tie in &chosen.ties {
        let length = match signed && tie.edge.weight < 0.0 {
            true => 1.9 + 0.7 * tie.share,
            false => 1.5 - 0.7 * tie.share,
        };
        set(tie.from, tie.to, length);
        set(tie.to, tie.from, length);
    }
    let tied = ways.clone();
    for through in 0..count {
        let onward = ways.get(through).cloned().unwrap_or_default();
        for row in &mut ways {
            let first = row.get(through).copied().unwrap_or(f64::INFINITY);
            for (cell, second) in row.iter_mut().zip(&onward) {
                *cell = cell.min(first + second);
            }
        }
    }
    let finite = ways.iter().flatten().filter(|way| way.is_finite());
    let farthest = finite.fold(1.0, |most: f64, way| most.max(*way));
    for (row, tied) in ways.iter_mut().zip(tied) {
        for (cell, tie) in row.iter_mut().zip(tied) {
            if tie.is_finite() {
                *cell = tie;
            } else if cell.is_infinite() {
                *cell = farthest + 0.6;
            }
        }
    }
    ways
}

/// Where all others would have a node.
fn pulled(node: usize, places: &[Place], wanted: &[Vec<f64>]) -> Option<Place> {
    let (x, y) = places.get(node).copied()?;
    let row = wanted.get(node)?;
    let (mut sum, mut to) = (0.0, (0.0, 0.0));
    for (other, ((ox, oy), length)) in places.iter().zip(row).enumerate() {
        if other == node {
            continue;
        }
        let pull = 1.0 / (length * length);
        let apart = (x - ox).hypot(y - oy).max(1e-9);
        to.0 += pull * (ox + length * (x - ox) / apart);
        to.1 += pull * (oy + length * (y - oy) / apart);
        sum += pull;
    }
    (sum > 0.0).then(|| (to.0 / sum, to.1 / sum))
}

/// Enlarges the drawing to the room there is.
fn fit(places: &mut [Place], high: f64) {
    let span = |of: fn(&Place) -> f64| {
        let values = places.iter().map(of);
        let least = values.clone().fold(f64::INFINITY, f64::min);
        let most = values.fold(f64::NEG_INFINITY, f64::max);
        (least, most)
    };
    let ((left, right), (top, bottom)) = (span(|place| place.0), span(|place| place.1));
    let across = (WIDE - 2.0 * ASIDE) / (right - left).max(1e-6);
    let down = (high - 2.0 * ABOVE) / (bottom - top).max(1e-6);
    let down = down.min(across).min(LONGEST);
    let across = across.min(down * STRETCH);
    let middle = (f64::midpoint(left, right), f64::midpoint(top, bottom));
    for (x, y) in places {
        *x = WIDE / 2.0 + (*x - middle.0) * across;
        *y = high / 2.0 + (*y - middle.1) * down;
    }
}

/// Moves nodes that lie on each other apart.
fn part(places: &mut [Place], high: f64) {
    for _ in 0..60 {
        for one in 0..places.len() {
            for other in one + 1..places.len() {
                let (Some(a), Some(b)) = (places.get(one).copied(), places.get(other).copied())
                else {
                    continue;
                };
                let between = ((b.0 - a.0) / STRETCH, b.1 - a.1);
                let apart = between.0.hypot(between.1);
                if apart >= APART {
                    continue;
                }
                // Two on one spot part sideways.
                let (x, y) = match apart {
                    apart if apart < 1e-6 => (1.0, 0.0),
                    apart => (between.0 / apart * STRETCH, between.1 / apart),
                };
                let push = (APART - apart) / 2.0;
                if let Some(place) = places.get_mut(one) {
                    *place = inside((a.0 - x * push, a.1 - y * push), high);
                }
                if let Some(place) = places.get_mut(other) {
                    *place = inside((b.0 + x * push, b.1 + y * push), high);
                }
            }
        }
    }
}

fn inside((x, y): Place, high: f64) -> Place {
    (x.clamp(40.0, WIDE - 40.0), y.clamp(30.0, high - 30.0))
}
