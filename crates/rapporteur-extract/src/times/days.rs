//! Which day, month or year: "12 March 2031", "on Tuesday", "three days ago".

use jiff::ToSpan;
use jiff::civil::Date;
use rapporteur_core::{Anchor, Edtf};

use super::calendar::CalendarWord;
use super::durations::unit;
use super::{Meaning, calendar, number, show};
use crate::resources::Classes;
use crate::words::Words;

/// Reads a date that begins at a word; returns how many words it has.
pub(super) fn phrase(
    words: &Words<'_>,
    at: usize,
    end: usize,
    published: Option<Date>,
) -> Option<(usize, Meaning)> {
    let word = words.get(at)?;
    // Most words are neither capitalised, nor numbers, nor in the calendar.
    let numeric = word.lower.starts_with(|c: char| c.is_ascii_digit());
    if !numeric && word.entry().is_none() {
        return None;
    }
    iso(words, at)
        .or_else(|| day_month(words, at, published))
        .or_else(|| month_day(words, at, published))
        .or_else(|| month(words, at, published))
        .or_else(|| year(words, at))
        .or_else(|| weekday(words, at, published))
        .or_else(|| near_day(words, at, published))
        .or_else(|| ago(words, at, published))
        .or_else(|| near_unit(words, at, published))
        .filter(|(length, _)| at + length <= end)
}

fn month_number(words: &Words<'_>, at: usize) -> Option<i8> {
    if !words.capital(at) {
        return None;
    }
    calendar(words, at, |meaning| match meaning {
        CalendarWord::Month(month) => Some(month),
        _ => None,
    })
}

/// "last", "this", "next" as units from the one now.
fn near(words: &Words<'_>, at: usize) -> Option<i64> {
    calendar(words, at, |meaning| match meaning {
        CalendarWord::Near(shift) => Some(shift),
        _ => None,
    })
}

fn year_number(words: &Words<'_>, at: usize) -> Option<i16> {
    let text = &words.get(at)?.lower;
    if text.len() != 4 {
        return None;
    }
    text.parse().ok().filter(|year| (1900..2200).contains(year))
}

fn day_number(words: &Words<'_>, at: usize) -> Option<i8> {
    let text = &words.get(at)?.lower;
    let digits = text.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    let ending = text.get(digits.len()..)?;
    if digits.len() > 2 || !matches!(ending, "" | "st" | "nd" | "rd" | "th") {
        return None;
    }
    digits.parse().ok().filter(|day| (1..=31).contains(day))
}

fn fixed(text: String) -> Option<Meaning> {
    let value = Edtf::parse(&text)?;
    Some(Meaning {
        value: Some(value.as_str().to_owned()),
        ..Meaning::default()
    })
}

fn counted(value: Option<String>) -> Meaning {
    Meaning {
        anchor: value.as_ref().map(|_| Anchor::Published),
        value,
        relative: None,
    }
}

/// "2031-03-12", whether the tokens keep it whole or not.
fn iso(words: &Words<'_>, at: usize) -> Option<(usize, Meaning)> {
    let word = words.get(at)?;
    if word.lower.len() == 10 {
        return Some((1, fixed(word.lower.clone())?));
    }
    year_number(words, at)?;
    let text = words.text(&(at..at + 5));
    if text.len() != 10 || !words.is(at + 1, "-") {
        return None;
    }
    Some((5, fixed(text.to_owned())?))
}

/// The year after a month: ", 2031", "2031", "last year", "of last year".
fn year_after(words: &Words<'_>, at: usize, published: Option<Date>) -> Option<(usize, i16)> {
    if let Some(year) = year_number(words, at) {
        return Some((1, year));
    }
    if words.comma(at)
        && let Some(year) = year_number(words, at + 1)
    {
        return Some((2, year));
    }
    let of = usize::from(words.is(at, "of"));
    let shift = i16::try_from(near(words, at + of)?).ok()?;
    if !words.is(at + of + 1, "year") {
        return None;
    }
    Some((of + 2, published?.year().checked_add(shift)?))
}

/// "12 March 2031", "the 12th of March", "12 March".
fn day_month(words: &Words<'_>, at: usize, published: Option<Date>) -> Option<(usize, Meaning)> {
    let day = day_number(words, at)?;
    let of = usize::from(words.is(at + 1, "of"));
    let month = month_number(words, at + 1 + of)?;
    Some(with_year(words, at, 2 + of, month, day, published))
}

/// "March 12, 2031", "March 12".
fn month_day(words: &Words<'_>, at: usize, published: Option<Date>) -> Option<(usize, Meaning)> {
    let month = month_number(words, at)?;
    let day = day_number(words, at + 1)?;
    Some(with_year(words, at, 2, month, day, published))
}

fn with_year(
    words: &Words<'_>,
    at: usize,
    length: usize,
    month: i8,
    day: i8,
    published: Option<Date>,
) -> (usize, Meaning) {
    if let Some((more, year)) = year_after(words, at + length, published) {
        let meaning = fixed(format!("{year:04}-{month:02}-{day:02}"));
        return (length + more, meaning.unwrap_or_default());
    }
    let nearest = published.and_then(|published| {
        (-1..=1)
            .filter_map(|shift| Date::new(published.year().checked_add(shift)?, month, day).ok())
            .min_by_key(|date| (*date - published).get_days().abs())
    });
    (length, counted(nearest.map(show)))
}

/// "March 2031", "in March", "last March", "June of last year".
fn month(words: &Words<'_>, at: usize, published: Option<Date>) -> Option<(usize, Meaning)> {
    let month = month_number(words, at)?;
    if let Some((more, year)) = year_after(words, at + 1, published) {
        return Some((1 + more, fixed(format!("{year:04}-{month:02}"))?));
    }
    let before = at.checked_sub(1)?;
    if !words.is_one_of(
        before,
        &[
            "in", "since", "last", "next", "this", "early", "late", "mid", "until", "by",
        ],
    ) || words.capital(at + 1)
    {
        return None;
    }
    let nearest = published.and_then(|published| {
        let shift = i16::from(month > published.month());
        let year = match near(words, before) {
            Some(1) if month <= published.month() => published.year() + 1,
            Some(1) => published.year(),
            Some(-1) if month == published.month() => published.year() - 1,
            None if words.is_one_of(before, &["in", "by", "until"]) => {
                let middle = |year: i16| Date::new(year, month, 15).ok();
                (-1..=1)
                    .filter_map(|shift| middle(published.year().checked_add(shift)?))
                    .min_by_key(|date| (*date - published).get_days().abs())?
                    .year()
            }
            _ => published.year() - shift,
        };
        Some(format!("{year:04}-{month:02}"))
    });
    Some((1, counted(nearest)))
}

/// "in 2031".
fn year(words: &Words<'_>, at: usize) -> Option<(usize, Meaning)> {
    let year = year_number(words, at)?;
    let before = at.checked_sub(1)?;
    let introduced = words.is_one_of(
        before,
        &[
            "in", "since", "of", "by", "until", "from", "before", "after", "during", "and", "to",
        ],
    );
    if !introduced || words.is_one_of(at + 1, &["%"]) {
        return None;
    }
    Some((1, fixed(format!("{year:04}"))?))
}

/// "Tuesday", "last Tuesday", "next Tuesday".
fn weekday(words: &Words<'_>, at: usize, published: Option<Date>) -> Option<(usize, Meaning)> {
    let modifier = near(words, at);
    let name = at + usize::from(modifier.is_some());
    if !words.capital(name) {
        return None;
    }
    let wanted = calendar(words, name, |meaning| match meaning {
        CalendarWord::Weekday(day) => Some(day),
        _ => None,
    })?;
    let value = published.and_then(|published| {
        let back = (i64::from(published.weekday().to_monday_one_offset()) - i64::from(wanted))
            .rem_euclid(7);
        let shift = match modifier {
            Some(1) => 7 - back,
            Some(-1) if back == 0 => -7,
            None if back > 0 && is_to_come(words, at) => 7 - back,
            _ => -back,
        };
        published.checked_add(shift.days()).ok().map(show)
    });
    Some((1 + name - at, counted(value)))
}

/// Says whether what the phrase dates is announced: "will meet on Tuesday".
fn is_to_come(words: &Words<'_>, at: usize) -> bool {
    let sentence = words.sentence_words(at);
    (sentence.start.max(at.saturating_sub(8))..at)
        .rev()
        .take_while(|before| !words.comma(*before))
        .any(|before| words.is_one_of(before, &["will", "'ll", "shall"]))
}

fn near_day(words: &Words<'_>, at: usize, published: Option<Date>) -> Option<(usize, Meaning)> {
    let shift = calendar(words, at, |meaning| match meaning {
        CalendarWord::Day(shift) => Some(shift),
        _ => None,
    })?;
    Some((1, shifted(published, shift, 'D')))
}

/// "three days ago", "a week ago", "two weeks later" without an anchor of its own is left out.
fn ago(words: &Words<'_>, at: usize, published: Option<Date>) -> Option<(usize, Meaning)> {
    let count = number(words, at)?;
    let unit = unit(words, at + 1).filter(|unit| !unit.of_day)?;
    if !words.is(at + 2, "ago") {
        return None;
    }
    Some((3, shifted(published, -count, unit.letter)))
}

/// "last week", "next month", "this year".
fn near_unit(words: &Words<'_>, at: usize, published: Option<Date>) -> Option<(usize, Meaning)> {
    let shift = near(words, at)?;
    let unit = unit(words, at + 1).filter(|unit| !unit.of_day)?;
    if words.has(at + 2, Classes::SPEAKER) && unit.letter == 'D' {
        return None;
    }
    let value = published.and_then(|published| match unit.letter {
        'Y' => Some(format!("{:04}", i64::from(published.year()) + shift)),
        'M' => {
            let date = published.checked_add(shift.months()).ok()?;
            Some(format!("{:04}-{:02}", date.year(), date.month()))
        }
        'W' => {
            let back = i64::from(published.weekday().to_monday_zero_offset());
            let monday = published.checked_add((shift * 7 - back).days()).ok()?;
            let sunday = monday.checked_add(6.days()).ok()?;
            Some(format!("{}/{}", show(monday), show(sunday)))
        }
        _ => None,
    });
    let mut meaning = counted(value);
    if meaning.value.is_none() && unit.letter != 'D' {
        meaning.relative = distance(shift, unit.letter);
    }
    (unit.letter != 'D').then_some((2, meaning))
}

/// Counts from the day of publication; says the distance where that is not known.
fn shifted(published: Option<Date>, shift: i64, letter: char) -> Meaning {
    let value = published.and_then(|published| {
        let shift = shift.clamp(-100_000, 100_000);
        match letter {
            'D' => published.checked_add(shift.days()).ok().map(show),
            'W' => published.checked_add((shift * 7).days()).ok().map(show),
            'M' => {
                let shift = shift.clamp(-10_000, 10_000);
                let date = published.checked_add(shift.months()).ok()?;
                Some(format!("{:04}-{:02}", date.year(), date.month()))
            }
            _ => {
                let year = i64::from(published.year()) + shift;
                (0..10_000).contains(&year).then(|| format!("{year:04}"))
            }
        }
    });
    let relative = if value.is_none() {
        distance(shift, letter)
    } else {
        None
    };
    Meaning {
        relative,
        ..counted(value)
    }
}

fn distance(shift: i64, letter: char) -> Option<String> {
    Some(match shift {
        0 => "published".to_owned(),
        shift if shift < 0 => format!("published - P{}{letter}", -shift),
        shift => format!("published + P{shift}{letter}"),
    })
}
