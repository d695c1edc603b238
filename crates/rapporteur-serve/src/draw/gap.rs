//! How far two sides are apart on an issue, over the days.

use jiff::civil::Date;
use rapporteur::{GapView, wording};

use super::axis;
use super::scale::Scale;
use super::svg::{Svg, number};

const WIDTH: f64 = 360.0;
const HEIGHT: f64 = 120.0;

/// Room for the names of the distances.
const LEFT: f64 = 62.0;
const RIGHT: f64 = 10.0;

/// The heights of no distance and of the whole.
const NONE: f64 = 92.0;
const WHOLE: f64 = 14.0;

/// A distance in words: `50 %`.
pub(crate) fn distance(share: f64) -> String {
    format!("{:.0} %", share * 100.0)
}

/// Draws a gap from the first day to the last.
pub(crate) fn draw(view: &GapView, first: &str, last: &str) -> String {
    let (Ok(first), Ok(last)) = (first.parse(), last.parse()) else {
        return String::new();
    };
    let scale = Scale::new(first, last, LEFT, WIDTH - RIGHT);
    let points: Vec<(Date, f64)> = view
        .points
        .iter()
        .filter_map(|point| Some((point.day.parse().ok()?, point.distance)))
        .collect();
    let [one, other] = &view.between;
    let mut svg = Svg::default();
    svg.tag("svg")
        .with("class", "chart gap")
        .with("viewBox", &format!("0 0 {WIDTH} {HEIGHT}"))
        .at("width", WIDTH)
        .at("height", HEIGHT)
        .with("role", "img")
        .open();
    svg.tag("title").holding(&format!(
        "{} and {} on {}: how far apart",
        one.name, other.name, view.issue.name
    ));
    svg.tag("desc").holding(&described(view));
    levels(&mut svg);
    axis::draw(&mut svg, &scale, NONE);
    if let Some(path) = steps(&points, &scale) {
        let from = points.first().map_or(LEFT, |(day, _)| scale.start(*day));
        let area = format!("{path}V{}H{}Z", number(NONE), number(from));
        svg.tag("path")
            .with("class", "area")
            .with("d", &area)
            .empty();
        svg.tag("path")
            .with("class", "edge")
            .with("d", &path)
            .empty();
    }
    svg.finish()
}

fn height(share: f64) -> f64 {
    NONE - share.clamp(0.0, 1.0) * (NONE - WHOLE)
}

fn levels(svg: &mut Svg) {
    for (share, name) in [(1.0, "opposed"), (0.5, "half"), (0.0, "same")] {
        let y = height(share);
        svg.tag("text")
            .with("class", "dim")
            .at("x", 0.0)
            .at("y", y + 4.0)
            .holding(name);
        svg.tag("line")
            .with("class", "grid")
            .at("x1", LEFT)
            .at("x2", WIDTH - RIGHT)
            .at("y1", y)
            .at("y2", y)
            .empty();
    }
}

/// The upper edge: a distance holds until it changes, the last one to the end.
fn steps(points: &[(Date, f64)], scale: &Scale) -> Option<String> {
    use std::fmt::Write as _;
    let (day, share) = points.first()?;
    let mut path = format!("M{} {}", number(scale.start(*day)), number(height(*share)));
    for (day, share) in points.iter().skip(1) {
        let (x, y) = (scale.start(*day), height(*share));
        // Writing into a string cannot fail.
        let _ = write!(path, "H{}V{}", number(x), number(y));
    }
    let _ = write!(path, "H{}", number(scale.end(scale.last)));
    Some(path)
}

/// The gap in words: `100 % from 6 Mar 2031; 50 % from 3 Apr 2031`.
fn described(view: &GapView) -> String {
    let points = view.points.iter().map(|point| {
        let day = wording::day(Some(&point.day));
        format!("{} from {day}", distance(point.distance))
    });
    points.collect::<Vec<_>>().join("; ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use rapporteur::{GapPointView, NameRef};

    fn name(id: &str) -> NameRef {
        NameRef {
            id: id.to_owned(),
            name: id.to_owned(),
        }
    }

    #[test]
    fn a_distance_holds_until_it_changes() {
        let point = |day: &str, distance| GapPointView {
            day: day.to_owned(),
            distance,
            propositions: 2,
            trend: None,
        };
        let view = GapView {
            issue: name("islands & <waters>"),
            between: [name("valdria"), name("kestoria")],
            points: vec![point("2031-03-06", 1.0), point("2031-03-08", 0.25)],
        };
        let drawn = draw(&view, "2031-03-05", "2031-03-08");
        // Four days of 72 pixels.
        assert!(
            drawn.contains(r#"class="edge" d="M134 14H278V72.5H350""#),
            "{drawn}"
        );
        assert!(drawn.contains("V92H134Z"), "{drawn}");
        assert!(drawn.contains("<desc>100 % from 6 Mar 2031; 25 % from 8 Mar 2031</desc>"));
        assert!(drawn.contains("islands &amp; &lt;waters&gt;"));
        assert_eq!(drawn, draw(&view, "2031-03-05", "2031-03-08"));
    }
}
