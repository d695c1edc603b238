//! Date phrases and durations, and the days they mean.
//!
//! The words of dates are in `calendar.tsv`, the patterns that they stand in and what those mean in
//! `times.tsv`; the code knows the calendar, not the words.

mod atoms;
mod bounds;
mod calendar;
mod chart;
mod direction;
mod firsts;
mod grammar;
mod holidays;
mod meaning;
mod operation;
mod resolve;
mod span;
mod vocabulary;

use std::ops::Range;

use jiff::civil::Date;
use rapporteur_core::{Anchor, Edtf, TimeExpression, TimeType};
use rapporteur_text::CleanRange;

pub(crate) use calendar::CalendarWord;
use chart::Chart;
pub(crate) use grammar::TimeRules;
use meaning::{Amount, Unit, Value, When};
use resolve::{Direction, Scene};
use span::Span;
use vocabulary::TimeWord;

use crate::words::Words;

/// A phrase that tells when or how long.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct TimePhrase {
    /// The words that it touches.
    pub(crate) words: Range<usize>,
    /// The phrase itself, which may be a part of its last word: "three-year" of "three-year-old".
    pub(crate) range: CleanRange,
    pub(crate) kind: TimeType,
    pub(crate) value: Option<String>,
    pub(crate) relative: Option<String>,
    pub(crate) bounds: Option<String>,
    pub(crate) anchor: Option<Anchor>,
    /// The phrase of the text that it was counted from, as an index into [`Times::list`].
    pub(crate) anchor_phrase: Option<usize>,
}

/// The date phrases of one document.
#[derive(Debug, Default)]
pub(crate) struct Times {
    pub(crate) list: Vec<TimePhrase>,
}

/// How many words may stand before the first one that a phrase can turn on: "as late as tomorrow".
const LEAD: usize = 4;

/// A phrase as it was found, before it is tied to a day.
struct Found {
    words: Range<usize>,
    range: CleanRange,
    value: Value,
    direction: Direction,
}

impl Times {
    pub(crate) fn read(words: &Words<'_>, published: Option<&Edtf>) -> Self {
        let published = published.and_then(day_of);
        let found = find(words);
        let mut dated = Vec::with_capacity(found.len());
        let mut list = Vec::with_capacity(found.len());
        // The last date that the text told, which "two days later" is counted from.
        let mut earlier: Option<(Span, usize)> = None;
        for (number, phrase) in found.iter().enumerate() {
            let anchor = earlier
                .as_ref()
                .filter(|(_, at)| is_near(words, found.get(*at), phrase));
            let (phrase, span) = resolve(phrase, published, anchor);
            // "Two days later" is counted from a day or a short stretch, not from a year.
            if let Some(span) = span.clone().filter(Span::is_short) {
                earlier = Some((span, number));
            }
            dated.push(span);
            list.push(phrase);
        }
        if published.is_none() {
            bounds::add(&found, &dated, &mut list);
        }
        Self { list }
    }

    /// Returns the date phrase that begins at a word.
    pub(crate) fn date_at(&self, at: usize) -> Option<&TimePhrase> {
        let found = self.list.partition_point(|time| time.words.start < at);
        self.list
            .get(found)
            .filter(|time| time.words.start == at && time.is_date())
    }

    /// Returns the date phrase that ends before a word.
    pub(crate) fn date_before(&self, at: usize) -> Option<&TimePhrase> {
        let found = self.list.partition_point(|time| time.words.end < at);
        self.list
            .get(found)
            .filter(|time| time.words.end == at && time.is_date())
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
                bounds: time.bounds.clone(),
                anchor: time.anchor,
                anchor_range: time
                    .anchor_phrase
                    .and_then(|anchor| self.list.get(anchor))
                    .map(|anchor| original(anchor.range)),
            })
            .collect()
    }
}

impl TimePhrase {
    /// Returns the date that it means; `None` for durations, and where it is open.
    pub(crate) fn edtf(&self) -> Option<Edtf> {
        match self.kind {
            TimeType::Date | TimeType::Time => self.value.as_deref().and_then(Edtf::parse),
            TimeType::Duration | TimeType::Set => None,
        }
    }

    /// Says whether it is a date, or a part of a day that tells the day.
    fn is_date(&self) -> bool {
        match self.kind {
            TimeType::Date => true,
            TimeType::Time => self
                .value
                .as_ref()
                .is_none_or(|value| !value.starts_with('T')),
            TimeType::Duration | TimeType::Set => false,
        }
    }
}

/// Finds the phrases of a text, in their order.
fn find(words: &Words<'_>) -> Vec<Found> {
    let rules = &words.resources.times;
    let mut found = Vec::new();
    let mut run: Vec<Option<&TimeWord>> = Vec::new();
    for sentence in words.sentences() {
        let mut core = false;
        for at in sentence.clone().chain([sentence.end]) {
            let known = words
                .get(at)
                .filter(|_| at < sentence.end)
                .and_then(|word| atoms::look_up(word, &rules.vocabulary));
            if let Some(known) = known {
                core |= rules.may_hold_core(known);
                run.push(known);
                continue;
            }
            if core {
                in_run(words, rules, at - run.len(), &run, &mut found);
            }
            run.clear();
            core = false;
        }
    }
    found
}

fn in_run(
    words: &Words<'_>,
    rules: &TimeRules,
    first: usize,
    run: &[Option<&TimeWord>],
    found: &mut Vec<Found>,
) {
    let atoms = atoms::cut(words, first, run, &rules.vocabulary);
    let cores: Vec<usize> = (0..atoms.len())
        .filter(|at| atoms.get(*at).is_some_and(|atom| atom.is_core(rules)))
        .collect();
    if cores.is_empty() {
        return;
    }
    let mut chart = Chart::new(rules, words, &atoms);
    let mut at = 0;
    while at < atoms.len() {
        // A phrase begins at the word that it turns on, or a few before.
        let next = cores.get(cores.partition_point(|core| *core < at));
        let Some(near) = next.map(|core| core.saturating_sub(LEAD)) else {
            return;
        };
        if at < near {
            at = near;
            continue;
        }
        let Some((end, value)) = chart.longest(at) else {
            at += 1;
            continue;
        };
        if let (Some(value), Some(first), Some(last)) =
            (value, atoms.get(at), atoms.get(end.saturating_sub(1)))
            && found
                .last()
                .is_none_or(|before| before.words.end <= first.word)
        {
            let stretch = first.word..last.word + 1;
            found.push(Found {
                range: CleanRange {
                    start: first.range.start,
                    end: last.range.end,
                },
                direction: direction::of(words, &stretch),
                words: stretch,
                value,
            });
        }
        at = end.max(at + 1);
    }
}

/// Says whether a phrase may be counted from an earlier one: it stands in the same paragraph or the
/// one before.
fn is_near(words: &Words<'_>, earlier: Option<&Found>, phrase: &Found) -> bool {
    let block = |found: &Found| words.block(found.words.start);
    let Some(earlier) = earlier.and_then(block) else {
        return false;
    };
    block(phrase).is_some_and(|block| block.saturating_sub(earlier) < 2)
}

/// Ties a phrase to the days it means.
fn resolve(
    found: &Found,
    published: Option<Date>,
    earlier: Option<&(Span, usize)>,
) -> (TimePhrase, Option<Span>) {
    let mut phrase = TimePhrase {
        words: found.words.clone(),
        range: found.range,
        kind: TimeType::Date,
        value: None,
        relative: None,
        bounds: None,
        anchor: None,
        anchor_phrase: None,
    };
    let when = match &found.value {
        Value::When(when) => when,
        Value::PartOfDay(when, _) => {
            phrase.kind = TimeType::Time;
            when
        }
        Value::Clock(minutes) => {
            phrase.kind = TimeType::Time;
            phrase.value = Some(format!("T{:02}:{:02}", minutes / 60, minutes % 60));
            return (phrase, None);
        }
        Value::Every(amount) => {
            phrase.kind = TimeType::Set;
            phrase.value = Some(amount.iso());
            return (phrase, None);
        }
        Value::Amount(amount) => {
            phrase.kind = TimeType::Duration;
            phrase.value = amount.is_told().then(|| amount.iso());
            return (phrase, None);
        }
        // A number alone is no time; the patterns give none.
        Value::Number(_) => return (phrase, None),
    };
    let text = earlier.map(|(span, _)| span.clone());
    let scene = Scene::new(published, found.direction, text);
    let span = scene.resolve(when);
    phrase.value = span
        .as_ref()
        .and_then(Span::edtf)
        .filter(|value| Edtf::parse(value).is_some());
    if phrase.value.is_some() {
        phrase.anchor = scene.anchor();
        phrase.anchor_phrase = earlier
            .filter(|_| phrase.anchor == Some(Anchor::Text))
            .map(|(_, number)| *number);
    } else if published.is_none() {
        phrase.relative = distance(when);
    }
    let span = span.filter(|_| phrase.value.is_some());
    (phrase, span)
}

/// Writes how far a date lies from the day of publication.
fn distance(when: &When) -> Option<String> {
    let (forward, amount) = match when {
        When::DayFromNow(shift) => (*shift > 0, Amount::new(shift.abs() * 1000, Unit::Day)?),
        When::Near { unit, shift } => (*shift > 0, Amount::new(shift.abs() * 1000, *unit)?),
        When::Offset {
            amount,
            forward,
            base,
        } if **base == When::DayFromNow(0) && amount.is_told() => (*forward, amount.clone()),
        _ => return None,
    };
    if amount.is_zero() {
        return Some("published".to_owned());
    }
    let sign = if forward { '+' } else { '-' };
    Some(format!("published {sign} {}", amount.iso()))
}

/// Returns the day of a date that is one day.
fn day_of(edtf: &Edtf) -> Option<Date> {
    if edtf.is_one_day() {
        edtf.as_str().parse().ok()
    } else {
        None
    }
}
