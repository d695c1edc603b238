//! A deadlock: boxes on a circle, each waits for the next one clockwise.

use std::f64::consts::{PI, TAU};

use rapporteur::DeadlockView;

use super::arrow::{arrow, label, place};
use super::card::{Card, WIDE};
use super::{Hue, ONCE, begin, held_back};
use crate::draw::svg::{Svg, number};

/// The room that an arrow needs between two boxes.
const ROOM: f64 = 70.0;
const EDGE: f64 = 24.0;
/// In so many steps the circle is looked along for where a box ends.
const STEPS: usize = 720;

/// Draws a deadlock; `title` is what it is called.
pub(crate) fn ring(deadlock: &DeadlockView, title: &str, hue: Hue<'_>) -> String {
    let steps = deadlock.steps.iter();
    let cards: Vec<Card> = steps.filter_map(|step| held_back(step, hue)).collect();
    let circle = Circle::of(&cards);
    let desc = "Each box waits for the next one clockwise. The same stands in words below.";
    let mut svg = begin(2.0 * circle.x, 2.0 * circle.y, title, desc);
    let highs: Vec<f64> = cards.iter().map(Card::height).collect();
    let nexts = highs.iter().cycle().skip(1);
    for (place, (high, next)) in highs.iter().zip(nexts).enumerate() {
        circle.arrow(&mut svg, place, (*high, *next));
    }
    for (place, card) in cards.iter().enumerate() {
        card.draw(&mut svg, circle.at(circle.angle(place)));
    }
    svg.finish()
}

struct Circle {
    x: f64,
    y: f64,
    radius: f64,
    boxes: usize,
}

impl Circle {
    /// A circle so large that no boxes touch and there is room for arrows.
    fn of(cards: &[Card]) -> Self {
        let high = cards.iter().map(Card::height).fold(0.0, f64::max);
        let boxes = cards.len().max(2);
        let apart = WIDE.hypot(high) + ROOM;
        let radius = (apart / 2.0 / (PI / boxes as f64).sin()).max(high / 2.0 + ROOM);
        let reach = if boxes == 2 { 0.0 } else { high / 2.0 };
        Self {
            x: radius + WIDE / 2.0 + EDGE,
            y: radius + reach.max(EDGE),
            radius,
            boxes,
        }
    }

    /// Where a box lies: two beside each other, more from the top on.
    fn angle(&self, place: usize) -> f64 {
        let first = if self.boxes == 2 { PI } else { -PI / 2.0 };
        first + TAU * place as f64 / self.boxes as f64
    }

    fn at(&self, angle: f64) -> (f64, f64) {
        (
            self.x + self.radius * angle.cos(),
            self.y + self.radius * angle.sin(),
        )
    }

    /// Draws the arrow from a box to the next, from where the circle leaves the one to where it meets
    /// the other; both have their heights.
    fn arrow(&self, svg: &mut Svg, from: usize, (high, next): (f64, f64)) {
        let (begin, end) = (self.angle(from), self.angle(from + 1));
        let outside = |middle: f64, angle: f64, high: f64| {
            let (mx, my) = self.at(middle);
            let (x, y) = self.at(angle);
            (x - mx).abs() > WIDE / 2.0 + 5.0 || (y - my).abs() > high / 2.0 + 5.0
        };
        let step = (end - begin) / STEPS as f64;
        let angles = (0..=STEPS).map(|at| begin + step * at as f64);
        let free =
            angles.filter(|angle| outside(begin, *angle, high) && outside(end, *angle, next));
        let free: Vec<f64> = free.collect();
        let (Some(first), Some(last)) = (free.first(), free.last()) else {
            return;
        };
        // The head takes the last bit of the way, so that it points along the circle.
        let tip = self.at(*last);
        let neck = last - 8.0 / self.radius;
        let path = format!(
            "M{} A{r} {r} 0 0 1 {}",
            place(self.at(*first)),
            place(self.at(neck)),
            r = number(self.radius),
        );
        arrow(svg, &path, tip, last + PI / 2.0 - 5.0 / self.radius);
        let middle = f64::midpoint(*first, *last);
        let (x, y) = self.at(middle);
        label(svg, ONCE, (x, y + 4.0));
    }
}
