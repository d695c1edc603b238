//! The days below a drawing, with a faint line up from each that is named.

use super::scale::Scale;
use super::svg::Svg;

/// How far the lines go up.
const TOP: f64 = 8.0;

/// Draws the axis at a height, and the names of the days below it.
pub(super) fn draw(svg: &mut Svg, scale: &Scale, y: f64) {
    let line = |svg: &mut Svg, class: &str, from: (f64, f64), to: (f64, f64)| {
        svg.tag("line")
            .with("class", class)
            .at("x1", from.0)
            .at("y1", from.1)
            .at("x2", to.0)
            .at("y2", to.1)
            .empty();
    };
    let (left, right) = (scale.start(scale.first), scale.end(scale.last));
    line(svg, "axis", (left, y), (right, y));
    for tick in scale.ticks() {
        line(svg, "grid", (tick.x, TOP), (tick.x, y + 4.0));
        // A name at the far end would be cut off.
        let (anchor, x) = if right - tick.x < 40.0 {
            ("end", right + 8.0)
        } else {
            ("start", tick.x)
        };
        svg.tag("text")
            .with("class", "dim")
            .at("x", x)
            .at("y", y + 18.0)
            .with("text-anchor", anchor)
            .holding(&tick.label);
    }
}
