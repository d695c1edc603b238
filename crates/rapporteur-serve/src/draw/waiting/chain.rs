//! A chain: from left to right, each waits for what the next holds back.

use rapporteur::{ChainView, OpeningView, wording};

use super::arrow::{HEAD, arrow, label, place};
use super::card::{Card, WIDE};
use super::{Hue, ONCE, begin, condition, held_back};
use crate::draw::svg::Svg;

/// Between two boxes: as much as what stands on an arrow needs.
const GAP: f64 = 92.0;
const EDGE: f64 = 6.0;

/// Draws a chain.
pub(crate) fn chain(chain: &ChainView, hue: Hue<'_>) -> String {
    let waits = chain.waits.iter();
    let mut cards: Vec<Card> = waits
        .filter_map(|wait| held_back(std::slice::from_ref(wait), hue))
        .collect();
    if let Some(last) = chain.waits.last() {
        let mut end = condition(last);
        if let Some(into) = chain.into {
            end.address = format!("#deadlock-{}", into + 1);
            end.note = "held up by a deadlock".to_owned();
        }
        cards.push(end);
    }
    row(&cards, "A chain of conditions")
}

/// Draws a condition that somebody has said yes to.
pub(crate) fn opening(opening: &OpeningView, hue: Hue<'_>) -> String {
    let waits = std::slice::from_ref(&opening.wait);
    let mut met = condition(&opening.wait);
    met.heading.clone_from(&opening.party.name);
    met.hue = hue(&opening.party.id);
    met.note = "has said yes".to_owned();
    if let Some(yes) = &opening.met_by {
        met.note = format!("has said yes, {}", wording::day(yes.date.as_deref()));
        met.address = format!("/articles/{}#{}", yes.article, yes.id);
    }
    let cards: Vec<Card> = held_back(waits, hue).into_iter().chain([met]).collect();
    row(&cards, "An opening")
}

fn row(cards: &[Card], title: &str) -> String {
    let wide = cards.len() as f64 * (WIDE + GAP) - GAP + 2.0 * EDGE;
    let high = cards.iter().map(Card::height).fold(0.0, f64::max) + 2.0 * EDGE;
    let desc = "Each box waits for the next one. The same stands in words below.";
    let mut svg = begin(wide, high, title, desc);
    let middle = high / 2.0;
    for (number, card) in cards.iter().enumerate() {
        let left = EDGE + number as f64 * (WIDE + GAP);
        if number > 0 {
            step(&mut svg, (left - GAP + 4.0, middle), (left - 4.0, middle));
        }
        card.draw(&mut svg, (left + WIDE / 2.0, middle));
    }
    svg.finish()
}

fn step(svg: &mut Svg, from: (f64, f64), to: (f64, f64)) {
    let path = format!("M{} L{}", place(from), place((to.0 - HEAD + 1.0, to.1)));
    arrow(svg, &path, to, 0.0);
    label(svg, ONCE, (f64::midpoint(from.0, to.0) - 3.0, from.1 - 7.0));
}
