//! A box: who holds what back.

use crate::draw::svg::Svg;
use crate::draw::text;

pub(super) const WIDE: f64 = 236.0;
const SIDE: f64 = 14.0;
const SIZE: f64 = 13.0;
const LINE: f64 = 17.0;
const LINES: usize = 5;
const ROOM: f64 = WIDE - 2.0 * SIDE - 4.0;

pub(super) struct Card {
    /// Who holds it back; empty where nobody is known to.
    pub(super) heading: String,
    /// What is held back.
    pub(super) body: String,
    /// The class of colour of who holds it back.
    pub(super) hue: &'static str,
    /// Where it leads.
    pub(super) address: String,
    pub(super) note: String,
    /// Whether it is no condition that somebody sets and that stands.
    pub(super) open: bool,
}

impl Card {
    pub(super) fn height(&self) -> f64 {
        let lines = self.lines(&self.body, LINES).len() + self.lines(&self.heading, 2).len();
        let note = if self.note.is_empty() { 0.0 } else { LINE };
        lines as f64 * LINE + note + 20.0
    }

    /// Draws it around a place.
    pub(super) fn draw(&self, svg: &mut Svg, (x, y): (f64, f64)) {
        let high = self.height();
        let (left, top) = (x - WIDE / 2.0, y - high / 2.0);
        svg.tag("a").with("href", &self.address).open();
        svg.tag("title").holding(&self.told());
        let class = if self.open { "box open" } else { "box" };
        let ground = svg.tag("rect").with("class", class).at("x", left);
        let ground = ground.at("y", top).at("width", WIDE);
        ground.at("height", high).at("rx", 4.0).empty();
        if !self.heading.is_empty() {
            let class = format!("party-fill {}", self.hue);
            let stripe = svg.tag("rect").with("class", &class).at("x", left);
            let stripe = stripe.at("y", top).at("width", 5.0);
            stripe.at("height", high).empty();
        }
        let mut at = top + 22.0;
        let parts = [
            ("name", self.lines(&self.heading, 2)),
            ("", self.lines(&self.body, LINES)),
            ("dim", self.lines(&self.note, 1)),
        ];
        for (class, lines) in parts {
            for line in lines {
                let row = svg.tag("text").with("class", class);
                row.at("x", left + SIDE).at("y", at).holding(&line);
                at += LINE;
            }
        }
        svg.close();
    }

    fn lines(&self, text: &str, most: usize) -> Vec<String> {
        text::wrapped(text, ROOM, SIZE, most)
    }

    fn told(&self) -> String {
        let parts = [&self.heading, &self.body, &self.note].into_iter();
        let parts: Vec<&str> = parts
            .map(String::as_str)
            .filter(|part| !part.is_empty())
            .collect();
        parts.join(": ")
    }
}
