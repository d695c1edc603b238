//! How long: "six-hour", "six and a half hours", "three days".

use super::calendar::{CalendarWord, Unit};
use super::{Meaning, calendar, number};
use crate::words::Words;

/// Reads a duration that begins at a word; returns how many words it has.
pub(super) fn phrase(words: &Words<'_>, at: usize, end: usize) -> Option<(usize, Meaning)> {
    compound(words, at).or_else(|| spelled_out(words, at, end))
}

/// "six-hour", "three-year", and "six-hour-long".
fn compound(words: &Words<'_>, at: usize) -> Option<(usize, Meaning)> {
    let word = words.get(at)?;
    let mut parts = word.lower.split('-');
    let (count, unit) = (parts.next()?, parts.next()?);
    let meanings = |part: &str| {
        words
            .resources
            .entry(part)
            .map_or(&[][..], |entry| entry.calendar.as_slice())
    };
    let count = count.parse::<i64>().ok().or_else(|| {
        meanings(count).iter().find_map(|meaning| match meaning {
            CalendarWord::Number(value) => Some(*value),
            _ => None,
        })
    })?;
    let unit = meanings(unit).iter().find_map(|meaning| match meaning {
        CalendarWord::Unit(unit) => Some(*unit),
        _ => None,
    })?;
    Some((1, duration(count, false, unit)))
}

fn spelled_out(words: &Words<'_>, at: usize, end: usize) -> Option<(usize, Meaning)> {
    if words.is_one_of(at, &["a", "an"]) {
        return None;
    }
    let count = number(words, at)?;
    let half = words.is(at + 1, "and") && words.is(at + 2, "a") && words.is(at + 3, "half");
    let unit_at = if half { at + 4 } else { at + 1 };
    let unit_at = if words.is(unit_at, "-") {
        unit_at + 1
    } else {
        unit_at
    };
    let unit = unit(words, unit_at).filter(|_| unit_at < end)?;
    Some((unit_at + 1 - at, duration(count, half, unit)))
}

pub(super) fn unit(words: &Words<'_>, at: usize) -> Option<Unit> {
    calendar(words, at, |meaning| match meaning {
        CalendarWord::Unit(unit) => Some(unit),
        _ => None,
    })
}

fn duration(count: i64, half: bool, unit: Unit) -> Meaning {
    let time = if unit.of_day { "T" } else { "" };
    let rest = match (half, unit.letter, unit.of_day) {
        (false, ..) => String::new(),
        (true, 'H', true) => "30M".to_owned(),
        (true, 'M', true) => "30S".to_owned(),
        (true, 'D', false) => "T12H".to_owned(),
        (true, 'Y', false) => "6M".to_owned(),
        (true, ..) => return Meaning::default(),
    };
    Meaning {
        value: Some(format!("P{time}{count}{}{rest}", unit.letter)),
        ..Meaning::default()
    }
}
