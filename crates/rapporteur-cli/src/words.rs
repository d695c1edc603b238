//! How values are said to people.

use rapporteur::{FieldName, FieldView, TimelineEvent};
use serde::Serialize;

const MONTHS: [&str; 12] = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
];

/// A date for people: `12 Mar 2031`; anything but a plain day as EDTF has it.
pub(crate) fn day(edtf: Option<&str>) -> String {
    let Some(edtf) = edtf else {
        return "undated".to_owned();
    };
    plain_day(edtf).unwrap_or_else(|| edtf.to_owned())
}

fn plain_day(edtf: &str) -> Option<String> {
    let mut parts = edtf.split('-');
    let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
    let month: usize = month.parse().ok()?;
    let day: u8 = day.parse().ok()?;
    let name = MONTHS.get(month.checked_sub(1)?)?;
    parts
        .next()
        .is_none()
        .then(|| format!("{day} {name} {year}"))
}

/// The name of a value as JSON has it.
pub(crate) fn label(value: &impl Serialize) -> String {
    match serde_json::to_value(value) {
        Ok(serde_json::Value::String(label)) => label,
        _ => String::new(),
    }
}

/// An outlet's name, or that it is not known.
pub(crate) fn outlet(publisher: Option<&str>) -> &str {
    publisher.unwrap_or("unknown outlet")
}

/// A count with its noun: `1 article`, `2 articles`.
pub(crate) fn counted(count: u64, noun: &str) -> String {
    let ending = if count == 1 { "" } else { "s" };
    format!("{count} {noun}{ending}")
}

const NUMBERS: [&str; 13] = [
    "no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
    "twelve",
];

const ORDINALS: [&str; 12] = [
    "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth",
    "eleventh", "twelfth",
];

/// An ordinal number: `second`, `21st`.
pub(crate) fn nth(number: u32) -> String {
    let word = (number as usize)
        .checked_sub(1)
        .and_then(|place| ORDINALS.get(place));
    let ending = match (number % 100, number % 10) {
        (11..=13, _) => "th",
        (_, 1) => "st",
        (_, 2) => "nd",
        (_, 3) => "rd",
        _ => "th",
    };
    word.map_or_else(|| format!("{number}{ending}"), |word| (*word).to_owned())
}

/// A duration of ISO 8601 in words: `six hours`, `6 h 30 min`; anything else as it is.
pub(crate) fn duration(iso: &str) -> String {
    let Ok(span) = iso.parse::<jiff::Span>() else {
        return iso.to_owned();
    };
    let parts: Vec<(i64, &str, &str)> = [
        (i64::from(span.get_years()), "year", "y"),
        (i64::from(span.get_months()), "month", "months"),
        (i64::from(span.get_weeks()), "week", "weeks"),
        (i64::from(span.get_days()), "day", "d"),
        (i64::from(span.get_hours()), "hour", "h"),
        (span.get_minutes(), "minute", "min"),
        (span.get_seconds(), "second", "s"),
    ]
    .into_iter()
    .filter(|(count, ..)| *count > 0)
    .collect();
    match parts.as_slice() {
        [] => iso.to_owned(),
        [(count, noun, _)] => {
            let word = usize::try_from(*count)
                .ok()
                .and_then(|count| NUMBERS.get(count));
            let ending = if *count == 1 { "" } else { "s" };
            match word {
                Some(word) => format!("{word} {noun}{ending}"),
                None => format!("{count} {noun}{ending}"),
            }
        }
        several => {
            let parts: Vec<String> = several
                .iter()
                .map(|(count, _, unit)| format!("{count} {unit}"))
                .collect();
            parts.join(" ")
        }
    }
}

/// What it is, in words: `second round of talks`.
pub(crate) fn what(event: &TimelineEvent) -> String {
    let spelled = |label: &String| label.replace('-', " ");
    let kind = match (&event.kind, &event.plover, &event.mode) {
        (Some(kind), ..) => spelled(kind),
        (None, Some(plover), Some(mode)) => {
            format!("{} ({})", plover.to_lowercase(), spelled(mode))
        }
        (None, Some(plover), None) => plover.to_lowercase(),
        (None, None, _) => "event".to_owned(),
    };
    match event.ordinal {
        Some(ordinal) => format!("{} {kind}", nth(ordinal)),
        None => kind,
    }
}

/// What a field asks, in words: `how long`, `killed`, `who, actors`.
pub(crate) fn asked(field: &FieldView) -> String {
    let asked = label(&field.field).replace('-', " ");
    match field.field {
        FieldName::HowMany => field.of.clone(),
        FieldName::Who if field.of != "parties" => format!("{asked}, {}", field.of),
        _ => asked,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn durations_are_said_in_words() {
        for (iso, words) in [
            ("PT6H", "six hours"),
            ("PT6H30M", "6 h 30 min"),
            ("PT1H", "one hour"),
            ("PT40M", "40 minutes"),
            ("P17D", "17 days"),
            ("long", "long"),
        ] {
            assert_eq!(duration(iso), words, "{iso}");
        }
    }

    #[test]
    fn ordinals_are_said_in_words() {
        for (number, words) in [(1, "first"), (12, "twelfth"), (13, "13th"), (22, "22nd")] {
            assert_eq!(nth(number), words);
        }
    }
}
