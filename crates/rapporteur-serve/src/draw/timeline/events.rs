//! Events: labelled ticks above the lanes, and bars across the lanes of those who meet.

use jiff::civil::Date;
use rapporteur::{DaySpan, Phase, TimelineEvent, wording};

use super::lanes::Lane;
use super::{Chart, RIGHT, WIDTH, days};
use crate::draw::mark::{self, line};
use crate::draw::scale::Scale;
use crate::draw::svg::Svg;
use crate::draw::text;

const ROW: f64 = 20.0;
const SIZE: f64 = 12.0;
/// So many rows of labels; events for which none has room have none.
const ROWS: usize = 9;
/// A label is no longer than this.
const LONGEST: f64 = 260.0;

/// The events as they are laid out.
pub(super) enum Ticks<'a> {
    /// Each by itself.
    Single(Vec<Tick<'a>>),
    /// So many in each stretch.
    Counted(Vec<Count>),
}

pub(super) struct Tick<'a> {
    event: &'a TimelineEvent,
    /// Where the days that it may have been on begin and end.
    from: f64,
    to: f64,
    x: f64,
    row: usize,
    /// What stands beside it; empty where there is no room.
    label: String,
    /// Whether the label stands at the left.
    before: bool,
}

pub(super) struct Count {
    x: f64,
    events: u64,
    span: DaySpan,
    address: String,
}

impl<'a> Ticks<'a> {
    pub(super) fn new(chart: &Chart<'a>, scale: &Scale) -> Self {
        let Some(events) = chart.events else {
            return Self::Counted(counts(chart, scale));
        };
        let mut rows = vec![f64::MIN; ROWS];
        let shown = events
            .iter()
            .filter_map(|event| Some((event, days(event.date.as_deref()?)?)));
        let shown = shown.filter(|(_, (first, last))| *last >= scale.first && *first <= scale.last);
        let mut shown: Vec<_> = shown.collect();
        shown.sort_by_key(|(event, days)| (days.0.max(scale.first), event.number));
        let tick = |(event, days)| Tick::new(event, days, scale, &mut rows);
        Self::Single(shown.into_iter().map(tick).collect())
    }

    pub(super) fn height(&self) -> f64 {
        let rows = match self {
            Self::Counted(_) => 1,
            Self::Single(ticks) => {
                let last = ticks.iter().map(|tick| tick.row + 1).max();
                last.unwrap_or_default().max(1)
            }
        };
        rows as f64 * ROW + 10.0
    }

    /// Draws the bars across the lanes.
    pub(super) fn bars(&self, svg: &mut Svg, lanes: &[Lane]) {
        let Self::Single(ticks) = self else {
            return;
        };
        let mut drawn: Vec<(f64, f64)> = Vec::new();
        for tick in ticks.iter().filter(|tick| together(tick.event)) {
            // Of several on the same days each stands within the one before.
            let same = drawn.iter().filter(|days| **days == (tick.from, tick.to));
            tick.bar(svg, lanes, same.count() as f64 * 3.0);
            drawn.push((tick.from, tick.to));
        }
    }

    /// Draws the ticks above `bottom`.
    pub(super) fn draw(&self, svg: &mut Svg, bottom: f64) {
        line(svg, (0.0, bottom - 6.0), (WIDTH, bottom - 6.0), "axis");
        match self {
            Self::Counted(counts) => counts.iter().for_each(|count| count.draw(svg)),
            Self::Single(ticks) => {
                for tick in ticks {
                    let middle = (tick.x, tick.y());
                    line(svg, middle, (tick.x, bottom - 6.0), "drop");
                }
                ticks.iter().for_each(|tick| tick.draw(svg));
            }
        }
    }
}

impl<'a> Tick<'a> {
    fn new(
        event: &'a TimelineEvent,
        (first, last): (Date, Date),
        scale: &Scale,
        rows: &mut [f64],
    ) -> Self {
        let open = last == Date::MAX;
        let from = scale.start(first);
        let to = if open { RIGHT } else { scale.end(last) };
        let x = if first == last {
            scale.middle(first)
        } else {
            (from + 5.0).min(RIGHT)
        };
        let earlier = if first < scale.first { "‹ " } else { "" };
        let label = format!("{earlier}{}", label(event));
        let label = text::cut(&label, LONGEST, SIZE);
        let wide = text::width(&label, SIZE) + 12.0;
        let before = x + wide > RIGHT;
        let (left, right) = if before {
            (x - wide, x + 10.0)
        } else {
            (x - 10.0, x + wide)
        };
        let free = rows.iter().position(|taken| *taken < left);
        let row = free.unwrap_or(rows.len().saturating_sub(1));
        if let Some(taken) = rows.get_mut(row) {
            *taken = taken.max(if free.is_some() { right } else { x + 10.0 });
        }
        Self {
            event,
            from,
            to,
            x,
            row,
            label: if free.is_some() { label } else { String::new() },
            before,
        }
    }

    fn y(&self) -> f64 {
        super::AXIS + ROW * self.row as f64 + 10.0
    }

    fn draw(&self, svg: &mut Svg) {
        let y = self.y();
        svg.tag("a").with("href", &address(self.event)).open();
        svg.tag("title").holding(&told(self.event));
        if days_are_open(self.event) {
            line(svg, (self.from, y + 8.0), (self.to, y + 8.0), "span");
        }
        mark::phase(svg, self.event.phase, self.x, y);
        if !self.label.is_empty() {
            let label = svg.tag("text").with("class", "event");
            let label = match self.before {
                true => label.at("x", self.x - 10.0).with("text-anchor", "end"),
                false => label.at("x", self.x + 10.0),
            };
            label.at("y", y + 4.0).holding(&self.label);
        }
        svg.close();
    }

    /// Draws a bar across the lanes of those who take part; lanes between them are passed by a line.
    fn bar(&self, svg: &mut Svg, lanes: &[Lane], inset: f64) {
        let event = self.event;
        let parties = [&event.actors, &event.recipients, &event.between];
        let parties = parties.into_iter().flatten();
        let taking: Vec<&Lane> = lanes
            .iter()
            .filter(|lane| parties.clone().any(|party| lane.is_of(&party.id)))
            .collect();
        if taking.is_empty() {
            return;
        }
        let left = (self.from + inset).min(self.x - 4.0);
        let right = (self.to - inset).max(self.x + 4.0);
        let link = svg.tag("a").with("href", &address(event));
        // The label above is the same link.
        link.with("tabindex", "-1").open();
        svg.tag("title").holding(&told(event));
        for (above, below) in taking.iter().zip(taking.iter().skip(1)) {
            line(svg, (self.x, above.bottom), (self.x, below.top), "while");
        }
        let class = match event.phase {
            Phase::Held | Phase::Observed | Phase::Broken => "bar",
            Phase::Announced | Phase::Planned => "bar ahead",
            Phase::Cancelled | Phase::Denied => "bar off",
        };
        for lane in taking {
            let bar = svg.tag("rect").with("class", class).at("x", left);
            let bar = bar.at("y", lane.top + 1.0 + inset);
            let bar = bar.at("width", right - left).at("rx", 2.0);
            let high = lane.bottom - lane.top - 2.0 - 2.0 * inset;
            bar.at("height", high.max(1.0)).empty();
            if matches!(
                event.phase,
                Phase::Cancelled | Phase::Denied | Phase::Broken
            ) {
                let (top, bottom) = (lane.top + 1.0, lane.bottom - 1.0);
                line(svg, (left, bottom), (right, top), "stroke");
            }
        }
        svg.close();
    }
}

impl Count {
    fn draw(&self, svg: &mut Svg) {
        let y = super::AXIS + 10.0;
        svg.tag("a").with("href", &self.address).open();
        let days = super::named(&self.span);
        let events = wording::counted(self.events, "event");
        svg.tag("title").holding(&format!("{events}, {days}"));
        let ground = svg.tag("rect").with("class", "hit");
        let ground = ground.at("x", self.x - 12.0).at("y", y - 12.0);
        ground.at("width", 24.0).at("height", 24.0).empty();
        let number = svg.tag("text").with("class", "count").at("x", self.x);
        let number = number.at("y", y + 4.0).with("text-anchor", "middle");
        number.holding(&super::statements::short(self.events));
        svg.close();
    }
}

fn counts(chart: &Chart<'_>, scale: &Scale) -> Vec<Count> {
    let stretches = chart.pace.stretches.iter().zip(&chart.pace.events);
    stretches
        .filter(|(_, events)| **events > 0)
        .filter_map(|(span, events)| {
            let (first, last) = (super::date(&span.first)?, super::date(&span.last)?);
            Some(Count {
                x: f64::midpoint(scale.start(first), scale.end(last)),
                events: *events,
                span: span.clone(),
                address: (chart.zoom)(span),
            })
        })
        .collect()
}

/// Whether its parties take part in it together, rather than one doing it to another.
fn together(event: &TimelineEvent) -> bool {
    event.fields.iter().any(|field| field.of == "parties")
}

/// Whether it is not of one day.
fn days_are_open(event: &TimelineEvent) -> bool {
    let days = event.date.as_deref().and_then(days);
    days.is_some_and(|(first, last)| first != last)
}

/// What stands beside the tick.
fn label(event: &TimelineEvent) -> String {
    let mark = if event.assumed { "~ " } else { "" };
    let what = wording::what(event);
    match event.phase {
        Phase::Held => format!("{mark}{what}"),
        phase => format!("{mark}{what}, {}", wording::label(&phase)),
    }
}

/// What is told where the mark is pointed at.
fn told(event: &TimelineEvent) -> String {
    let mut parts = vec![wording::when(event), wording::what(event)];
    parts.extend(wording::who(event));
    parts.extend(event.place.clone());
    parts.extend(event.fields.iter().filter_map(wording::figure));
    parts.push(wording::label(&event.phase));
    parts.join(", ")
}

/// The sentence that tells it first.
fn address(event: &TimelineEvent) -> String {
    let telling = event.tellings.first();
    telling.map_or_else(
        || "/timeline".to_owned(),
        |telling| format!("/articles/{}#{}", telling.article, telling.event),
    )
}
