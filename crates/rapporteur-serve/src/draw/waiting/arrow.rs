//! Arrows, with what stands on them.

use crate::draw::svg::{Svg, number};

/// How long the head of an arrow is.
pub(super) const HEAD: f64 = 10.0;

/// Draws an arrow along a path, whose head points in a direction, given as an angle.
pub(super) fn arrow(svg: &mut Svg, path: &str, tip: (f64, f64), angle: f64) {
    svg.tag("path")
        .with("class", "arrow")
        .with("d", path)
        .empty();
    let corner = |ahead: f64, aside: f64| {
        let x = tip.0 + ahead * angle.cos() - aside * angle.sin();
        let y = tip.1 + ahead * angle.sin() + aside * angle.cos();
        place((x, y))
    };
    let corners = [corner(0.0, 0.0), corner(-HEAD, 4.5), corner(-HEAD, -4.5)];
    svg.tag("polygon")
        .with("class", "head")
        .with("points", &corners.join(" "))
        .empty();
}

/// Writes what stands on an arrow.
pub(super) fn label(svg: &mut Svg, text: &str, (x, y): (f64, f64)) {
    let label = svg.tag("text").with("class", "label").at("x", x);
    let label = label.at("y", y).with("text-anchor", "middle");
    label.holding(text);
}

/// A place as a path has it.
pub(super) fn place((x, y): (f64, f64)) -> String {
    format!("{} {}", number(x), number(y))
}
