//! The shapes of statements and events: what is done, and how far it has got, without any colour.

use rapporteur::{Act, Phase};

use super::svg::Svg;

/// What a statement does, as far as shapes tell it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Deed {
    /// It tells: states, reports.
    Tells,
    /// It gives: offers, promises, accepts, concedes.
    Gives,
    /// It asks: demands, appeals.
    Asks,
    /// It refuses: rejects, denies, accuses, threatens.
    Refuses,
}

/// A shape with what it stands for.
pub(crate) struct Key {
    /// The shape, as SVG.
    pub(crate) drawing: String,
    pub(crate) words: &'static str,
}

const PHASES: [(Phase, &str); 7] = [
    (Phase::Held, "happened"),
    (Phase::Planned, "planned"),
    (Phase::Announced, "announced"),
    (Phase::Observed, "is kept"),
    (Phase::Broken, "broken"),
    (Phase::Cancelled, "cancelled"),
    (Phase::Denied, "denied"),
];

const DEEDS: [(Deed, &str); 4] = [
    (Deed::Tells, "states, reports"),
    (Deed::Gives, "offers, promises, accepts, concedes"),
    (Deed::Asks, "demands, appeals"),
    (Deed::Refuses, "rejects, denies, accuses, threatens"),
];

impl Deed {
    pub(crate) fn of(act: Act) -> Self {
        match act {
            Act::State | Act::Report => Self::Tells,
            Act::Offer | Act::Promise | Act::Accept | Act::Concede => Self::Gives,
            Act::Demand | Act::Appeal => Self::Asks,
            Act::Reject | Act::Deny | Act::Accuse | Act::Threaten => Self::Refuses,
        }
    }
}

/// Draws the shape of a statement around a place.
pub(crate) fn deed(svg: &mut Svg, deed: Deed, x: f64, y: f64, class: &str) {
    let corners: &[(f64, f64)] = match deed {
        Deed::Tells => {
            let circle = svg.tag("circle").with("class", class);
            circle.at("cx", x).at("cy", y).at("r", 4.5).empty();
            return;
        }
        Deed::Gives => &[(0.0, -5.5), (5.5, 4.5), (-5.5, 4.5)],
        Deed::Asks => &[(0.0, -6.0), (6.0, 0.0), (0.0, 6.0), (-6.0, 0.0)],
        Deed::Refuses => &[(0.0, 5.5), (5.5, -4.5), (-5.5, -4.5)],
    };
    polygon(svg, corners, x, y, class);
}

/// Draws the shape of an event around a place: a square, full as soon as it happened.
pub(crate) fn phase(svg: &mut Svg, phase: Phase, x: f64, y: f64) {
    let class = match phase {
        Phase::Held | Phase::Observed => "full",
        Phase::Announced => "hollow dotted",
        Phase::Planned | Phase::Cancelled | Phase::Denied | Phase::Broken => "hollow",
    };
    let square = svg.tag("rect").with("class", class);
    let square = square.at("x", x - 4.5).at("y", y - 4.5);
    square.at("width", 9.0).at("height", 9.0).empty();
    match phase {
        Phase::Held | Phase::Planned | Phase::Announced => {}
        Phase::Observed => {
            let ring = svg.tag("rect").with("class", "ring");
            let ring = ring.at("x", x - 7.0).at("y", y - 7.0);
            ring.at("width", 14.0).at("height", 14.0).empty();
        }
        Phase::Broken => {
            polygon(svg, &[(-4.5, -4.5), (2.5, -4.5), (-4.5, 2.5)], x, y, "full");
        }
        Phase::Cancelled => {
            line(svg, (x - 7.0, y - 7.0), (x + 7.0, y + 7.0), "stroke");
            line(svg, (x - 7.0, y + 7.0), (x + 7.0, y - 7.0), "stroke");
        }
        Phase::Denied => line(svg, (x - 7.0, y + 7.0), (x + 7.0, y - 7.0), "stroke"),
    }
}

/// Draws a line from one place to another.
pub(crate) fn line(svg: &mut Svg, from: (f64, f64), to: (f64, f64), class: &str) {
    let line = svg.tag("line").with("class", class);
    let line = line.at("x1", from.0).at("y1", from.1);
    line.at("x2", to.0).at("y2", to.1).empty();
}

fn polygon(svg: &mut Svg, corners: &[(f64, f64)], x: f64, y: f64, class: &str) {
    let places: Vec<String> = corners
        .iter()
        .map(|(right, down)| {
            let (x, y) = (super::svg::number(x + right), super::svg::number(y + down));
            format!("{x},{y}")
        })
        .collect();
    let polygon = svg.tag("polygon").with("class", class);
    polygon.with("points", &places.join(" ")).empty();
}

/// What the shapes of statements stand for.
pub(crate) fn deeds() -> Vec<Key> {
    let mut keys: Vec<Key> = DEEDS
        .into_iter()
        .map(|(shown, words)| key(words, |svg| deed(svg, shown, 8.0, 8.0, "said")))
        .collect();
    keys.push(key("its party moves", |svg| {
        moved(svg, 8.0, 8.0);
        deed(svg, Deed::Tells, 8.0, 8.0, "said");
    }));
    keys
}

/// Draws what stands around a statement by which a party moves.
pub(crate) fn moved(svg: &mut Svg, x: f64, y: f64) {
    let ring = svg.tag("circle").with("class", "ring");
    ring.at("cx", x).at("cy", y).at("r", 7.0).empty();
}

/// What the shapes of events stand for.
pub(crate) fn phases() -> Vec<Key> {
    let keys = PHASES.into_iter();
    keys.map(|(shown, words)| key(words, |svg| phase(svg, shown, 8.0, 8.0)))
        .collect()
}

fn key(words: &'static str, draw: impl FnOnce(&mut Svg)) -> Key {
    let mut svg = Svg::default();
    let frame = svg.tag("svg").with("class", "chart key");
    let frame = frame.with("viewBox", "0 0 16 16").at("width", 16.0);
    frame.at("height", 16.0).with("aria-hidden", "true").open();
    draw(&mut svg);
    Key {
        drawing: svg.finish(),
        words,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_two_shapes_are_alike() {
        let mut drawings: Vec<String> = deeds()
            .into_iter()
            .chain(phases())
            .map(|key| key.drawing)
            .collect();
        let all = drawings.len();
        drawings.sort();
        drawings.dedup();
        assert_eq!(drawings.len(), all);
    }
}
