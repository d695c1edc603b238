//! Dates and durations, against the English cases of Microsoft's Recognizers-Text.
//!
//! Each case is read as an article published on its reference day. A result is found when a time
//! that was read overlaps its words, and right when that time means what one of the resolutions does.

use std::collections::BTreeMap;

use rapporteur::{DateSource, Edtf, Engine, Format, Metadata, Published, RawItem, TimeView};
use serde::Deserialize;

use super::compare::share;
use super::table;
use crate::{Failure, shared};

const HEAD: [&str; 8] = [
    "set", "case", "start", "type", "expected", "read", "span", "value",
];

const FILE: &str = "DateTimeModel.json";

/// The types that count.
const TYPES: [&str; 3] = ["date", "daterange", "duration"];

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Case {
    input: String,
    #[serde(default)]
    context: Context,
    results: Vec<Expected>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Context {
    reference_date_time: Option<String>,
}

/// A result of the key; `start` and `end` are code points, both in.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Expected {
    text: String,
    start: usize,
    end: usize,
    type_name: String,
    resolution: Resolution,
}

#[derive(Debug, Deserialize)]
struct Resolution {
    values: Vec<BTreeMap<String, String>>,
}

/// How a result came out.
struct Judged<'a> {
    expected: &'a Expected,
    read: Option<TimeView>,
    exact: bool,
    right: bool,
}

/// How many results of a type there are, and how many are right.
#[derive(Debug, Default)]
struct Score {
    results: usize,
    overlap: usize,
    exact: usize,
    value: usize,
}

/// Measures the dates and writes `xtask/eval/dates.csv`; or shows the cases whose text has some words.
///
/// # Errors
///
/// A [`Failure`] where the cases cannot be read.
pub(crate) fn dates(shown: Option<&str>) -> Result<(), Failure> {
    let Some(folder) = shared("corpora/dates") else {
        println!("skipped: the cases of Recognizers-Text are not beside this workspace");
        return Ok(());
    };
    let path = folder.join(FILE);
    let bytes = std::fs::read(&path).map_err(|error| Failure::io(&path, error))?;
    let cases: Vec<Case> =
        serde_json::from_slice(&bytes).map_err(|error| Failure::content(&path, error))?;
    let engine = Engine::new(None);
    let mut rows = Vec::new();
    let mut scores: BTreeMap<&str, Score> = BTreeMap::new();
    for (number, case) in cases.iter().enumerate() {
        let read = read(&engine, case)?;
        let judged: Vec<Judged<'_>> = case
            .results
            .iter()
            .filter(|expected| expected.counts())
            .map(|expected| judge(expected, &read))
            .collect();
        if let Some(shown) = shown {
            if case.input.contains(shown) || judged.iter().any(|one| !one.right && shown == "wrong")
            {
                print_case(case, &judged, &read);
            }
            continue;
        }
        for one in judged {
            for kind in [one.expected.kind(), "total"] {
                scores.entry(kind).or_default().add(&one);
            }
            rows.push(one.row(number));
        }
    }
    if shown.is_some() {
        return Ok(());
    }
    for (kind, score) in &scores {
        println!(
            "{kind}: {} results, span {:.3} (exact {:.3}), value {:.3}",
            score.results,
            share(score.overlap, score.results),
            share(score.exact, score.results),
            share(score.value, score.results),
        );
        rows.push(score.row(kind));
    }
    table::write("dates.csv", &HEAD, &["recognizers"], rows)
}

/// Reads a case as an article in English, published on its reference day.
fn read(engine: &Engine, case: &Case) -> Result<Vec<TimeView>, Failure> {
    let day = case.context.reference_date_time.as_deref();
    let item = RawItem {
        file: FILE.to_owned(),
        line: None,
        format: Format::Text,
        bytes: case.input.clone().into_bytes(),
        given: Metadata {
            language: Some("en".to_owned()),
            published: Published {
                edtf: day.and_then(|day| Edtf::parse(day.get(..10)?)),
                from: DateSource::Option,
            },
            ..Metadata::default()
        },
    };
    let item = item
        .open()
        .map_err(|error| Failure::Task(error.to_string()))?;
    Ok(engine.read(item).view().times)
}

/// Finds the time that overlaps a result most, one that is right before others.
fn judge<'a>(expected: &'a Expected, read: &[TimeView]) -> Judged<'a> {
    let end = expected.end.saturating_add(1);
    let best = read
        .iter()
        .filter(|time| time.start < end && expected.start < time.end)
        .max_by_key(|time| {
            let shared = time.end.min(end) - time.start.max(expected.start);
            (expected.means(time), shared)
        });
    Judged {
        expected,
        exact: best.is_some_and(|time| time.start == expected.start && time.end == end),
        right: best.is_some_and(|time| expected.means(time)),
        read: best.cloned(),
    }
}

impl Expected {
    fn kind(&self) -> &str {
        self.type_name.rsplit('.').next().unwrap_or_default()
    }

    /// Whether it is of a type that counts, and resolved.
    fn counts(&self) -> bool {
        TYPES.contains(&self.kind()) && self.resolved().next().is_some()
    }

    fn resolved(&self) -> impl Iterator<Item = &BTreeMap<String, String>> {
        let unresolved = |value: &&BTreeMap<String, String>| {
            value
                .get("value")
                .is_none_or(|value| value != "not resolved")
        };
        self.resolution.values.iter().filter(unresolved)
    }

    /// Says whether a time that was read means what one of the resolutions does.
    fn means(&self, time: &TimeView) -> bool {
        let Some(value) = time.value.as_deref() else {
            return false;
        };
        self.resolved().any(|resolution| match self.kind() {
            "duration" => {
                let wanted = resolution.get("value").and_then(|value| value.parse().ok());
                wanted.is_some() && seconds(value) == wanted
            }
            "date" => {
                let day = resolution.get("value");
                Edtf::parse(value).is_some_and(|edtf| {
                    day.is_some()
                        && edtf.first_day().as_ref() == day
                        && edtf.last_day().as_ref() == day
                })
            }
            _ => is_range(value, resolution),
        })
    }
}

/// Compares an EDTF value, which includes its last day, with a range that does not.
fn is_range(value: &str, resolution: &BTreeMap<String, String>) -> bool {
    let Some(edtf) = Edtf::parse(value) else {
        return false;
    };
    let day = |name: &str| resolution.get(name).cloned();
    if edtf.first_day() != day("start") {
        return false;
    }
    let Some(end) = day("end") else {
        return edtf.last_day().is_none();
    };
    // A range between two named ends may count the last of them in.
    let named = resolution
        .get("timex")
        .is_some_and(|timex| timex.starts_with('('));
    let last = value.rsplit('/').next().and_then(Edtf::parse);
    edtf.last_day() == day_before(&end)
        || named && last.and_then(|last| last.first_day()) == Some(end)
}

fn day_before(day: &str) -> Option<String> {
    let day: jiff::civil::Date = day.parse().ok()?;
    Some(day.yesterday().ok()?.to_string())
}

/// The seconds of an ISO 8601 duration; a month has 30 days and a year 365, as in the key.
fn seconds(value: &str) -> Option<f64> {
    let mut sum = 0.0;
    let mut rest = value.strip_prefix('P')?;
    let mut of_day = false;
    while !rest.is_empty() {
        if let Some(after) = rest.strip_prefix('T') {
            (rest, of_day) = (after, true);
            continue;
        }
        let letter = rest.find(|c: char| c.is_ascii_alphabetic())?;
        let count: f64 = rest.get(..letter)?.parse().ok()?;
        let unit = match (rest.get(letter..=letter)?, of_day) {
            ("Y", false) => 365.0 * 86_400.0,
            ("M", false) => 30.0 * 86_400.0,
            ("W", false) => 7.0 * 86_400.0,
            ("D", false) => 86_400.0,
            ("H", true) => 3_600.0,
            ("M", true) => 60.0,
            ("S", true) => 1.0,
            _ => return None,
        };
        sum += count * unit;
        rest = rest.get(letter + 1..)?;
    }
    Some(sum)
}

impl Judged<'_> {
    fn span(&self) -> &'static str {
        match (&self.read, self.exact) {
            (None, _) => "missed",
            (Some(_), false) => "overlap",
            (Some(_), true) => "exact",
        }
    }

    /// The row of a case: the text of the result and what both make of it.
    fn row(&self, number: usize) -> Vec<String> {
        let value = self.read.as_ref().and_then(|time| time.value.clone());
        vec![
            "recognizers".to_owned(),
            format!("{number:03}"),
            format!("{:03}", self.expected.start),
            self.expected.kind().to_owned(),
            self.expected.resolutions(),
            value.unwrap_or_default(),
            self.span().to_owned(),
            if self.right { "right" } else { "wrong" }.to_owned(),
        ]
    }
}

impl Expected {
    /// The resolutions in one cell, as days, ranges or seconds.
    fn resolutions(&self) -> String {
        let one = |resolution: &BTreeMap<String, String>| {
            let get = |name: &str| resolution.get(name).map(String::as_str);
            match (get("value"), get("start"), get("end")) {
                (Some(value), ..) => value.to_owned(),
                (None, start, end) => {
                    format!("{} to {}", start.unwrap_or(".."), end.unwrap_or(".."))
                }
            }
        };
        let all: Vec<String> = self.resolved().map(one).collect();
        all.join(" | ")
    }
}

impl Score {
    fn add(&mut self, one: &Judged<'_>) {
        self.results += 1;
        self.overlap += usize::from(one.read.is_some());
        self.exact += usize::from(one.exact);
        self.value += usize::from(one.right);
    }

    fn row(&self, kind: &str) -> Vec<String> {
        vec![
            "recognizers".to_owned(),
            "total".to_owned(),
            String::new(),
            kind.to_owned(),
            format!("{} results", self.results),
            String::new(),
            format!("{} found, {} exact", self.overlap, self.exact),
            self.value.to_string(),
        ]
    }
}

fn print_case(case: &Case, judged: &[Judged<'_>], read: &[TimeView]) {
    let day = case.context.reference_date_time.as_deref();
    println!("{} ({})", case.input, day.unwrap_or("no day"));
    for one in judged {
        println!(
            "  {} {:?}: {}",
            if one.right { "right" } else { "WRONG" },
            one.expected.text,
            one.expected.resolutions()
        );
    }
    for time in read {
        println!(
            "    read {:?}: {:?} {}",
            time.text,
            time.kind,
            time.value.as_deref().unwrap_or("-")
        );
    }
}
