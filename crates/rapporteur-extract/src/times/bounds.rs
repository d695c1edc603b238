//! What a text without a date tells about its dates.
//!
//! It was published after what it tells as past, and before what it announces; its relative dates
//! are counted from both.

use jiff::civil::Date;
use rapporteur_core::{Edtf, TimeType};

use super::meaning::Value;
use super::resolve::{Direction, Scene};
use super::span::{Grain, Span, show};
use super::{Found, TimePhrase};

/// Adds to each date that stays open the days between which it lies.
pub(super) fn add(found: &[Found], dated: &[Option<Span>], list: &mut [TimePhrase]) {
    let told = |direction: Direction| {
        found
            .iter()
            .zip(dated)
            .filter(move |(found, _)| found.direction == direction)
            .filter_map(|(_, span)| span.as_ref())
    };
    let after = told(Direction::Past).filter_map(Span::first_day).max();
    let before = told(Direction::Future).filter_map(Span::last_day).min();
    if after.is_none() && before.is_none() || after > before && before.is_some() {
        return;
    }
    for (found, phrase) in found.iter().zip(list) {
        if phrase.value.is_none() && phrase.kind != TimeType::Duration {
            phrase.bounds = between(found, after, before);
        }
    }
}

fn between(found: &Found, after: Option<Date>, before: Option<Date>) -> Option<String> {
    let (Value::When(when) | Value::PartOfDay(when, _)) = &found.value else {
        return None;
    };
    let seen_from = |day: Option<Date>| Scene::new(Some(day?), found.direction, None).resolve(when);
    let end = |day: Option<Date>| day.map_or(Some("..".to_owned()), |day| show(day, Grain::Day));
    let first = seen_from(after).and_then(|span| span.first_day());
    let last = seen_from(before).and_then(|span| span.last_day());
    let bounds = format!("{}/{}", end(first)?, end(last)?);
    Edtf::parse(&bounds).map(String::from)
}
