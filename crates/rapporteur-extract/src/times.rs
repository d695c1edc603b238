//! Date phrases and durations, and the days they mean.

mod calendar;
mod days;
mod durations;

use std::ops::Range;

use jiff::civil::Date;
use rapporteur_core::{Anchor, Edtf, TimeExpression, TimeType};
use rapporteur_text::CleanRange;

pub(crate) use calendar::CalendarWord;

use crate::words::Words;

/// A phrase that tells when or how long.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct TimePhrase {
    pub(crate) words: Range<usize>,
    pub(crate) range: CleanRange,
    pub(crate) kind: TimeType,
    pub(crate) value: Option<String>,
    pub(crate) relative: Option<String>,
    pub(crate) anchor: Option<Anchor>,
}

/// The date phrases of one document.
#[derive(Debug, Default)]
pub(crate) struct Times {
    pub(crate) list: Vec<TimePhrase>,
}

/// What a phrase means, before it is tied to its words.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct Meaning {
    value: Option<String>,
    relative: Option<String>,
    anchor: Option<Anchor>,
}

impl Times {
    pub(crate) fn read(words: &Words<'_>, published: Option<&Edtf>) -> Self {
        let published = published.and_then(day_of);
        let mut list: Vec<TimePhrase> = Vec::new();
        let mut at = 0;
        while at < words.len() {
            let end = words.sentence_words(at).end.max(at + 1);
            let found = days::phrase(words, at, end, published)
                .map(|(length, meaning)| (length, meaning, TimeType::Date))
                .or_else(|| {
                    durations::phrase(words, at, end)
                        .map(|(length, meaning)| (length, meaning, TimeType::Duration))
                });
            let Some((length, meaning, kind)) = found else {
                at += 1;
                continue;
            };
            let stretch = at..at + length.max(1);
            at = stretch.end;
            let start = words.range(&stretch).start;
            let end = words
                .get(stretch.end - 1)
                .map_or(start, |word| word.range.end);
            list.push(TimePhrase {
                range: CleanRange { start, end },
                words: stretch,
                kind,
                value: meaning.value,
                relative: meaning.relative,
                anchor: meaning.anchor,
            });
        }
        Self { list }
    }

    /// Returns the date phrase that begins at a word.
    pub(crate) fn date_at(&self, at: usize) -> Option<&TimePhrase> {
        let found = self.list.partition_point(|time| time.words.start < at);
        self.list
            .get(found)
            .filter(|time| time.words.start == at && time.kind == TimeType::Date)
    }

    /// Returns the date phrase that ends before a word.
    pub(crate) fn date_before(&self, at: usize) -> Option<&TimePhrase> {
        let found = self.list.partition_point(|time| time.words.end < at);
        self.list
            .get(found)
            .filter(|time| time.words.end == at && time.kind == TimeType::Date)
    }

    pub(crate) fn expressions(
        &self,
        original: impl Fn(CleanRange) -> rapporteur_core::TextRange,
    ) -> Vec<TimeExpression> {
        self.list
            .iter()
            .map(|time| TimeExpression {
                range: original(time.range),
                kind: time.kind,
                value: time.value.clone(),
                relative: time.relative.clone(),
                bounds: None,
                anchor: time.anchor,
            })
            .collect()
    }
}

/// Returns the day of a date that is one day.
fn day_of(edtf: &Edtf) -> Option<Date> {
    if edtf.is_one_day() {
        edtf.as_str().parse().ok()
    } else {
        None
    }
}

fn show(date: Date) -> String {
    format!("{:04}-{:02}-{:02}", date.year(), date.month(), date.day())
}

/// Returns the first calendar word of a kind among the meanings of the word at `at`.
fn calendar<T>(
    words: &Words<'_>,
    at: usize,
    pick: impl Fn(CalendarWord) -> Option<T>,
) -> Option<T> {
    words
        .get(at)?
        .entry()?
        .calendar
        .iter()
        .find_map(|meaning| pick(*meaning))
}

/// Returns the number in digits or in letters at `at`.
pub(crate) fn number(words: &Words<'_>, at: usize) -> Option<i64> {
    let word = words.get(at)?;
    let digits = word
        .lower
        .trim_end_matches(['s', 't', 'n', 'd', 'r', 'h'])
        .replace(',', "");
    if !digits.is_empty() && digits.len() < 7 && digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return digits.parse().ok();
    }
    calendar(words, at, |meaning| match meaning {
        CalendarWord::Number(value) => Some(value),
        _ => None,
    })
}
