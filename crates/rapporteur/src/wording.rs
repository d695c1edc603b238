//! How values are said to people: the same words on every face.

use rapporteur_core::{DateSource, SaidSource, Stance};
use serde::Serialize;

use crate::record::{BriefView, FieldView, NameRef, PropositionRef, TimelineEvent, WaitView};
use crate::timeline::FieldName;
use crate::view::{EventView, QuantityView, SaidView};

const MONTHS: [&str; 12] = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
];

const SEASONS: [&str; 4] = ["spring", "summer", "autumn", "winter"];

/// A date for people: `12 Mar 2031`, `Mar 2031`, `about Mar 2031`, `since Nov 2030`, `5 Mar 2031 to
/// 7 Mar 2031`; what is none of these as EDTF has it.
#[must_use]
pub fn day(edtf: Option<&str>) -> String {
    let Some(edtf) = edtf else {
        return "undated".to_owned();
    };
    let said = |date: &str| date_in_words(date).unwrap_or_else(|| date.to_owned());
    match edtf.split_once('/') {
        None => said(edtf),
        Some(("..", to)) => format!("until {}", said(to)),
        Some((from, "..")) => format!("since {}", said(from)),
        Some((from, to)) => format!("{} to {}", said(from), said(to)),
    }
}

fn date_in_words(date: &str) -> Option<String> {
    if let Some(date) = date.strip_suffix(['~', '%']) {
        return Some(format!("about {}", date_in_words(date)?));
    }
    if let Some(date) = date.strip_suffix('?') {
        return Some(format!("{}?", date_in_words(date)?));
    }
    let parts: Vec<&str> = date.split('-').collect();
    let (year, rest) = parts.split_first()?;
    let known = !year.is_empty() && year.bytes().all(|byte| byte.is_ascii_digit());
    let month = |month: &str| {
        let month: usize = month.parse().ok()?;
        match month.checked_sub(21) {
            Some(season) => SEASONS.get(season),
            None => MONTHS.get(month.checked_sub(1)?),
        }
    };
    match rest {
        _ if !known => None,
        [] => Some((*year).to_owned()),
        [one] => Some(format!("{} {year}", month(one)?)),
        [one, day] => Some(format!(
            "{} {} {year}",
            day.parse::<u8>().ok()?,
            month(one)?
        )),
        _ => None,
    }
}

/// A month for people: `Mar 2031`; anything but a plain month or day as [`day`] has it.
#[must_use]
pub fn month(edtf: &str) -> String {
    plain_month(edtf).unwrap_or_else(|| day(Some(edtf)))
}

fn plain_month(edtf: &str) -> Option<String> {
    let (year, month) = edtf.split_once('-')?;
    let plain = year.len() == 4 && year.bytes().all(|byte| byte.is_ascii_digit());
    let month: usize = month.parse().ok()?;
    let name = MONTHS.get(month.checked_sub(1)?)?;
    plain.then(|| format!("{name} {year}"))
}

/// The name of a value as JSON has it.
#[must_use]
pub fn label(value: &impl Serialize) -> String {
    match serde_json::to_value(value) {
        Ok(serde_json::Value::String(label)) => label,
        _ => String::new(),
    }
}

/// A number with its thousands apart: `10,000`.
#[must_use]
pub fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut out = String::with_capacity(digits.len() + digits.len() / 3);
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

/// An outlet's name, or that it is not known.
#[must_use]
pub fn outlet(publisher: Option<&str>) -> &str {
    publisher.unwrap_or("unknown outlet")
}

/// A count with its noun: `1 article`, `2 articles`.
#[must_use]
pub fn counted(count: u64, noun: &str) -> String {
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
#[must_use]
pub fn nth(number: u32) -> String {
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
#[must_use]
pub fn duration(iso: &str) -> String {
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
#[must_use]
pub fn what(event: &TimelineEvent) -> String {
    happening(&event.kind, &event.plover, &event.mode, event.ordinal)
}

/// What one article tells of, in words: as [`what`].
#[must_use]
pub fn told(event: &EventView) -> String {
    happening(&event.kind, &event.plover, &event.mode, event.ordinal)
}

fn happening(
    kind: &Option<String>,
    plover: &Option<String>,
    mode: &Option<String>,
    ordinal: Option<u32>,
) -> String {
    let spelled = |label: &String| label.replace('-', " ");
    let kind = match (kind, plover, mode) {
        (Some(kind), ..) => spelled(kind),
        (None, Some(plover), Some(mode)) => {
            format!("{} ({})", plover.to_lowercase(), spelled(mode))
        }
        (None, Some(plover), None) => plover.to_lowercase(),
        (None, None, _) => "event".to_owned(),
    };
    match ordinal {
        Some(ordinal) => format!("{} {kind}", nth(ordinal)),
        None => kind,
    }
}

/// Who takes part, in words: the sides together, or who did it to whom.
#[must_use]
pub fn who(event: &TimelineEvent) -> Option<String> {
    let list = |parties: &[NameRef]| {
        let names: Vec<&str> = parties.iter().map(|party| party.name.as_str()).collect();
        names.join(" and ")
    };
    let together = event.fields.iter().any(|field| field.of == "parties");
    let (actors, recipients) = (&event.actors, &event.recipients);
    Some(match (actors.is_empty(), recipients.is_empty()) {
        (true, true) => return None,
        (false, true) => list(actors),
        (true, false) if together => list(recipients),
        (true, false) => format!("to {}", list(recipients)),
        (false, false) if together => {
            let mut all = [actors.as_slice(), recipients].concat();
            all.sort_by(|one, other| one.name.cmp(&other.name));
            list(&all)
        }
        (false, false) => format!("{} to {}", list(actors), list(recipients)),
    })
}

/// How the date of a publication is known, in words.
#[must_use]
pub const fn dated_by(from: &DateSource) -> &'static str {
    match from {
        DateSource::Metadata => "as the file says",
        DateSource::Text => "as a line of the text says",
        DateSource::Option => "as somebody decided",
        DateSource::Unknown => "nobody knows when",
    }
}

/// A day of a statement or event, behind `~` where it is only that of publication.
#[must_use]
pub fn said(said: Option<&SaidView>) -> String {
    let mark = match said.map(|said| said.from) {
        Some(SaidSource::Published) => "~",
        Some(SaidSource::Phrase) | None => "",
    };
    format!("{mark}{}", day(said.map(|said| said.edtf.as_str())))
}

/// A share from 0 to 1, in hundredths: `86 %`.
#[must_use]
pub fn hundredths(share: &f64) -> String {
    format!("{:.0} %", share * 100.0)
}

/// A quantity of an event in words: `six hours`, `22 delegates`.
#[must_use]
pub fn quantity(quantity: &QuantityView) -> String {
    if quantity.of == "duration" {
        return duration(&quantity.value);
    }
    format!("{} {}", quantity.value, quantity.of.replace('-', " "))
}

/// What a field asks, in words: `how long`, `killed`, `who, actors`.
#[must_use]
pub fn asked(field: &FieldView) -> String {
    let asked = label(&field.field).replace('-', " ");
    match field.field {
        FieldName::HowMany => field.of.clone(),
        FieldName::Who if field.of != "parties" => format!("{asked}, {}", field.of),
        _ => asked,
    }
}

/// The sign of a stance: `+` for, `±` conditional, `−` against.
#[must_use]
pub const fn sign(stance: &Stance) -> &'static str {
    match stance {
        Stance::For => "+",
        Stance::Conditional => "±",
        Stance::Against => "−",
    }
}

/// The day of an event, behind `~` where it is only the day of publication.
#[must_use]
pub fn when(event: &TimelineEvent) -> String {
    let mark = if event.assumed { "~" } else { "" };
    format!("{mark}{}", day(event.date.as_deref()))
}

/// An answer to a question about an event, in words.
#[must_use]
pub fn answer(field: &FieldView, value: &str) -> String {
    match field.field {
        FieldName::HowLong => duration(value),
        FieldName::When => day(Some(value)),
        _ => value.to_owned(),
    }
}

/// The figures that an event is told with: `six hours or 6 h 30 min`, `22 delegates`.
#[must_use]
pub fn figure(field: &FieldView) -> Option<String> {
    let values = field.values.iter();
    let values: Vec<String> = values.map(|value| answer(field, &value.value)).collect();
    match field.field {
        FieldName::HowLong => Some(values.join(" or ")),
        FieldName::HowMany => Some(format!("{} {}", values.join(" or "), field.of)),
        _ => None,
    }
}

/// What a brief rests on, in a line.
#[must_use]
pub fn basis(view: &BriefView) -> String {
    let mut aside = Vec::new();
    match view.articles.saturating_sub(view.independent) {
        0 => {}
        1 => aside.push("one of them a copy".to_owned()),
        copies => aside.push(format!("{copies} of them copies")),
    }
    match view.not_read {
        0 => {}
        count => aside.push(format!(
            "{count} kept but not read, being in another language"
        )),
    }
    let aside = match aside.as_slice() {
        [] => String::new(),
        aside => format!(" ({})", aside.join("; ")),
    };
    format!(
        "{}{aside} from {}, {}",
        counted(view.articles, "article"),
        counted(view.publishers.len() as u64, "outlet"),
        counted(view.statements, "statement"),
    )
}

/// Whether two waits are of the same holder for the same thing.
#[must_use]
pub fn same_wait(one: &WaitView, other: &WaitView) -> bool {
    let id = |half: &Option<PropositionRef>| half.as_ref().map(|half| half.id.clone());
    let key = |wait: &WaitView| {
        let holder = wait.holder.as_ref().map(|holder| holder.id.clone());
        (holder, id(&wait.wanted), id(&wait.condition))
    };
    key(one) == key(other)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_said_in_words() {
        for (edtf, words) in [
            ("2031-03-12", "12 Mar 2031"),
            ("2031-03", "Mar 2031"),
            ("2031", "2031"),
            ("2031-21", "spring 2031"),
            ("2031-03-12?", "12 Mar 2031?"),
            ("2031-03~", "about Mar 2031"),
            ("2030-11/..", "since Nov 2030"),
            ("../2031-04-01", "until 1 Apr 2031"),
            ("2031-03-05/2031-03-07", "5 Mar 2031 to 7 Mar 2031"),
            ("203X", "203X"),
            ("2031-77", "2031-77"),
        ] {
            assert_eq!(day(Some(edtf)), words, "{edtf}");
        }
        assert_eq!(day(None), "undated");
    }

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
    fn months_and_numbers_are_easy_to_read() {
        assert_eq!(month("2031-03"), "Mar 2031");
        assert_eq!(month("2031-03-12"), "12 Mar 2031");
        assert_eq!(month("2031-21"), "spring 2031");
        assert_eq!(month("203X-03"), "203X-03");
        for (number, text) in [
            (0, "0"),
            (999, "999"),
            (1000, "1,000"),
            (1234567, "1,234,567"),
        ] {
            assert_eq!(grouped(number), text);
        }
    }

    #[test]
    fn ordinals_are_said_in_words() {
        for (number, words) in [(1, "first"), (12, "twelfth"), (13, "13th"), (22, "22nd")] {
            assert_eq!(nth(number), words);
        }
    }
}
