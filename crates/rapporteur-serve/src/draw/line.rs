//! A party's line on a proposition: against, conditional, for, step by step over the days.

use jiff::civil::Date;
use rapporteur::{EntryView, LineView, Stance, wording};

use super::axis;
use super::scale::Scale;
use super::svg::{Svg, number};

/// Room for the names of the stances.
const LEFT: f64 = 88.0;
const RIGHT: f64 = 10.0;
const HEIGHT: f64 = 128.0;

/// Where the days are named.
const AXIS: f64 = 102.0;

/// Of more entries only those are dotted with which the stance changed.
const DOTS: usize = 200;

const STANCES: [Stance; 3] = [Stance::For, Stance::Conditional, Stance::Against];

/// An entry that has a day, and where it lies.
struct Placed<'a> {
    entry: &'a EntryView,
    first: Date,
    last: Date,
}

/// Draws a line from the first day to the last, in the colour of a party.
pub(crate) fn draw(view: &LineView, hue: &str, first: &str, last: &str, width: f64) -> String {
    let (Ok(first), Ok(last)) = (first.parse(), last.parse()) else {
        return String::new();
    };
    let scale = Scale::new(first, last, LEFT, width - RIGHT);
    let placed: Vec<Placed<'_>> = view.entries.iter().filter_map(Placed::of).collect();
    let mut svg = Svg::default();
    svg.tag("svg")
        .with("class", &format!("chart line {hue}"))
        .with("viewBox", &format!("0 0 {width} {HEIGHT}"))
        .at("width", width)
        .at("height", HEIGHT)
        .with("role", "img")
        .open();
    svg.tag("title")
        .holding(&format!("{}: the stance over time", view.party.name));
    svg.tag("desc").holding(&described(&view.entries));
    levels(&mut svg, width);
    axis::draw(&mut svg, &scale, AXIS);
    if let Some(path) = steps(&placed, &scale) {
        svg.tag("path")
            .with("class", "party-line")
            .with("d", &path)
            .empty();
    }
    dots(&mut svg, &placed, &scale);
    svg.finish()
}

/// The height at which a stance lies.
fn level(stance: Stance) -> f64 {
    match stance {
        Stance::For => 18.0,
        Stance::Conditional => 50.0,
        Stance::Against => 82.0,
    }
}

fn levels(svg: &mut Svg, width: f64) {
    for stance in STANCES {
        let y = level(stance);
        let (sign, label) = (wording::sign(&stance), wording::label(&stance));
        svg.tag("text")
            .with("class", &label)
            .at("x", 0.0)
            .at("y", y + 4.0)
            .holding(&format!("{sign} {label}"));
        svg.tag("line")
            .with("class", "grid")
            .at("x1", LEFT)
            .at("x2", width - RIGHT)
            .at("y1", y)
            .at("y2", y)
            .empty();
    }
}

/// The line: a stance holds until another one is taken, the last one to the end.
fn steps(placed: &[Placed<'_>], scale: &Scale) -> Option<String> {
    use std::fmt::Write as _;
    let first = placed.first()?;
    let mut path = format!(
        "M{} {}",
        number(scale.middle(first.first)),
        number(level(first.entry.stance))
    );
    for one in placed.iter().skip(1) {
        let (x, y) = (scale.middle(one.first), level(one.entry.stance));
        // Writing into a string cannot fail.
        let _ = write!(path, "H{}V{}", number(x), number(y));
    }
    let _ = write!(path, "H{}", number(scale.end(scale.last)));
    Some(path)
}

fn dots(svg: &mut Svg, placed: &[Placed<'_>], scale: &Scale) {
    let mut held = None;
    for one in placed {
        let stance = one.entry.stance;
        let turned = held != Some(stance);
        held = Some(stance);
        if !turned && placed.len() > DOTS {
            continue;
        }
        let class = format!("dot {}", wording::label(&stance));
        let y = level(stance);
        if one.first == one.last {
            svg.tag("circle")
                .with("class", &class)
                .at("cx", scale.middle(one.first))
                .at("cy", y)
                .at("r", 4.5)
                .open();
        } else {
            let x = scale.start(one.first);
            svg.tag("rect")
                .with("class", &class)
                .at("x", x)
                .at("y", y - 3.5)
                .at("width", scale.end(one.last) - x)
                .at("height", 7.0)
                .at("rx", 3.5)
                .open();
        }
        svg.tag("title").holding(&one.told());
        svg.close();
    }
}

impl<'a> Placed<'a> {
    fn of(entry: &'a EntryView) -> Option<Self> {
        let first = entry.day.as_deref()?.parse().ok()?;
        let last = entry.last_day.as_deref().and_then(|day| day.parse().ok());
        Some(Self {
            entry,
            first,
            last: last.unwrap_or(first),
        })
    }

    /// The entry in words: `12 Mar 2031: against, 2 statements`.
    fn told(&self) -> String {
        let from = wording::day(self.entry.day.as_deref());
        let day = if self.first == self.last {
            from
        } else {
            let to = wording::day(self.entry.last_day.as_deref());
            format!("between {from} and {to}")
        };
        let stance = wording::label(&self.entry.stance);
        let statements = wording::counted(self.entry.statements, "statement");
        format!("{day}: {stance}, {statements}")
    }
}

/// The line in words: `against from 6 Mar 2031; conditional from 3 Apr 2031`.
fn described(entries: &[EntryView]) -> String {
    let mut held = None;
    let mut turns = Vec::new();
    for entry in entries {
        if held != Some(entry.stance) {
            held = Some(entry.stance);
            let stance = wording::label(&entry.stance);
            turns.push(match entry.day.as_deref() {
                Some(day) => format!("{stance} from {}", wording::day(Some(day))),
                None => format!("{stance}, nobody knows when"),
            });
        }
    }
    turns.join("; ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use rapporteur::NameRef;

    fn view(entries: &[(Option<&str>, Option<&str>, Stance)]) -> LineView {
        let entries = entries.iter();
        LineView {
            party: NameRef {
                id: "kestoria".to_owned(),
                name: "Kestoria <&>".to_owned(),
            },
            entries: entries
                .map(|(day, last_day, stance)| EntryView {
                    day: day.map(str::to_owned),
                    last_day: last_day.map(str::to_owned),
                    stance: *stance,
                    statements: 2,
                })
                .collect(),
        }
    }

    #[test]
    fn a_stance_holds_until_another_one_is_taken() {
        let day = Some("2031-03-06");
        let then = Some("2031-03-08");
        let line = view(&[
            (None, None, Stance::For),
            (day, day, Stance::Against),
            (then, then, Stance::Conditional),
        ]);
        let drawn = draw(&line, "party-1", "2031-03-06", "2031-03-10", 198.0);
        // Five days of twenty pixels: the first has its middle at 98.
        assert!(drawn.contains(r#"d="M98 82H138V50H188""#), "{drawn}");
        assert!(drawn.contains("<title>6 Mar 2031: against, 2 statements</title>"));
        assert!(drawn.contains(
            "<desc>for, nobody knows when; against from 6 Mar 2031; conditional from 8 Mar 2031</desc>"
        ));
        assert_eq!(drawn.matches("<circle").count(), 2);
        assert_eq!(
            drawn,
            draw(&line, "party-1", "2031-03-06", "2031-03-10", 198.0)
        );
    }

    #[test]
    fn a_vague_day_is_as_wide_as_it_may_be() {
        let line = view(&[(Some("2031-03-07"), Some("2031-03-09"), Stance::For)]);
        let drawn = draw(&line, "", "2031-03-06", "2031-03-10", 198.0);
        assert!(drawn.contains(r#"x="108" y="14.5" width="60""#), "{drawn}");
        assert!(drawn.contains("between 7 Mar 2031 and 9 Mar 2031"));
    }

    #[test]
    fn names_are_escaped() {
        let drawn = draw(&view(&[]), "", "2031-03-06", "2031-03-10", 198.0);
        assert!(drawn.contains("<title>Kestoria &lt;&amp;&gt;: the stance over time</title>"));
        assert!(!drawn.contains("<path"));
    }
}
