//! The timeline, drawn: events above, below them a lane for each party with what it says.

mod events;
mod lanes;
mod statements;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use jiff::civil::Date;
use rapporteur::{DaySpan, MoveKind, PaceView, StatementHit, TimelineEvent, wording};

use self::events::Ticks;
use self::lanes::{Lane, lanes};
use self::statements::Spots;
use super::mark::line;
use super::scale::Scale;
use super::svg::Svg;
use super::text;

/// How wide the days are drawn.
pub(crate) const WIDTH: f64 = 1050.0;
/// How wide the names of the lanes are.
pub(crate) const NAMES: f64 = 150.0;

const LEFT: f64 = 8.0;
const RIGHT: f64 = WIDTH - 8.0;
/// The height of the line of days.
const AXIS: f64 = 26.0;

/// What is drawn.
pub(crate) struct Chart<'a> {
    /// Which days, how many statements and events in each stretch of them, and the lanes.
    pub(crate) pace: &'a PaceView,
    /// The events, one by one; `None` where only their counts are drawn.
    pub(crate) events: Option<&'a [TimelineEvent]>,
    /// The statements, one by one, the latest first; `None` where only their counts are drawn.
    pub(crate) statements: Option<&'a [StatementHit]>,
    /// The statements by which a party moves: number of the article and id.
    pub(crate) moves: &'a BTreeMap<(i64, String), MoveKind>,
    /// The class of colour of a party.
    pub(crate) hue: &'a dyn Fn(&str) -> &'static str,
    /// The address of the timeline of a stretch of days.
    pub(crate) zoom: &'a dyn Fn(&DaySpan) -> String,
}

/// The two halves of the drawing, of the same height: the first stays while the second is moved.
pub(crate) struct Drawn {
    pub(crate) names: String,
    pub(crate) days: String,
}

impl Chart<'_> {
    /// Draws; `None` where there are no days.
    pub(crate) fn draw(&self) -> Option<Drawn> {
        let days = self.pace.days.as_ref()?;
        let scale = Scale::new(date(&days.first)?, date(&days.last)?, LEFT, RIGHT);
        let ticks = Ticks::new(self, &scale);
        let top = AXIS + ticks.height();
        let spots = Spots::new(self, &scale);
        let (lanes, bottom) = lanes(self.pace, self.hue, |lane| spots.height(lane), top);
        let mut svg = Svg::default();
        let frame = svg.tag("svg").with("class", "chart");
        let frame = frame.with("viewBox", &format!("0 0 {WIDTH} {bottom}"));
        let frame = frame.at("width", WIDTH).at("height", bottom);
        let frame = frame.with("role", "group");
        frame
            .with("aria-labelledby", "drawn-title drawn-desc")
            .open();
        svg.tag("title")
            .with("id", "drawn-title")
            .holding("What happened, and who said what when");
        let told = "Events stand above, the statements of each party in a lane of its own below. \
                    Each mark leads to its sentence; the same stands in the lists below the chart.";
        svg.tag("desc").with("id", "drawn-desc").holding(told);
        grounds(&mut svg, &lanes, &scale, bottom);
        ticks.bars(&mut svg, &lanes);
        ticks.draw(&mut svg, top);
        spots.draw(&mut svg, &lanes);
        Some(Drawn {
            names: names(&lanes, top, bottom),
            days: svg.finish(),
        })
    }
}

/// Days in words: one, or from one to another.
pub(crate) fn named(span: &DaySpan) -> String {
    let first = wording::day(Some(&span.first));
    if span.first == span.last {
        return first;
    }
    format!("{first} to {}", wording::day(Some(&span.last)))
}

/// What lies behind everything: the days above and the lanes.
fn grounds(svg: &mut Svg, lanes: &[Lane], scale: &Scale, bottom: f64) {
    for lane in lanes {
        let ground = svg.tag("rect").with("class", "lane").at("x", 0.0);
        let ground = ground.at("y", lane.top).at("width", WIDTH);
        ground.at("height", lane.bottom - lane.top).empty();
    }
    for tick in scale.ticks() {
        line(svg, (tick.x, AXIS - 6.0), (tick.x, bottom), "grid");
        // A label that would be cut off at the right is left out; its line tells the day.
        if tick.x + text::width(&tick.label, 12.0) < WIDTH {
            let label = svg.tag("text").with("class", "dim");
            label
                .at("x", tick.x + 3.0)
                .at("y", 14.0)
                .holding(&tick.label);
        }
    }
    line(svg, (0.0, AXIS - 6.0), (WIDTH, AXIS - 6.0), "axis");
}

/// The names of the lanes.
fn names(lanes: &[Lane], top: f64, bottom: f64) -> String {
    let mut svg = Svg::default();
    let frame = svg.tag("svg").with("class", "chart");
    let frame = frame.with("viewBox", &format!("0 0 {NAMES} {bottom}"));
    let frame = frame.at("width", NAMES).at("height", bottom);
    frame.with("role", "img").with("aria-label", "Lanes").open();
    let heading = svg.tag("text").with("class", "dim").at("x", 2.0);
    heading.at("y", AXIS + 14.0).holding("Events");
    line(&mut svg, (0.0, AXIS - 6.0), (NAMES, AXIS - 6.0), "axis");
    line(&mut svg, (0.0, top - 6.0), (NAMES, top - 6.0), "axis");
    for lane in lanes {
        let ground = svg.tag("rect").with("class", "lane").at("x", 0.0);
        let ground = ground.at("y", lane.top).at("width", NAMES);
        ground.at("height", lane.bottom - lane.top).empty();
        let swatch = svg
            .tag("rect")
            .with("class", &format!("party-fill {}", lane.hue));
        let swatch = swatch.at("x", 2.0).at("y", lane.top + 7.0);
        swatch.at("width", 9.0).at("height", 9.0).empty();
        for (number, row) in text::wrapped(&lane.name, NAMES - 22.0, 13.0, 2)
            .iter()
            .enumerate()
        {
            let label = svg.tag("text").with("class", "name").at("x", 17.0);
            let y = lane.top + 16.0 + 15.0 * number as f64;
            label.at("y", y).holding(row);
        }
    }
    svg.finish()
}

/// The first and the last day that a date may mean; an open end lies beyond every line.
fn days(edtf: &str) -> Option<(Date, Date)> {
    let edtf = rapporteur::Edtf::parse(edtf)?;
    let first = edtf.first_day().as_deref().and_then(date);
    let last = edtf.last_day().as_deref().and_then(date);
    Some((first.unwrap_or(Date::MIN), last.unwrap_or(Date::MAX)))
}

fn date(day: &str) -> Option<Date> {
    day.parse().ok()
}
