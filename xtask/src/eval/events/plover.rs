//! The example sentences of PLOVER: type of the event, and who takes part.
//!
//! A sentence has one type. Of the events that were read the first with a type counts (`first`); `any` says
//! whether one of them has it. Participants are right where a span of some participant overlaps each of
//! the sentence's actor and target texts: of the first event, or of any.

use std::path::PathBuf;

use rapporteur::{Engine, Format, Metadata, RawItem};
use serde::{Deserialize, Deserializer};

use super::super::compare::share;
use super::super::key::{self, Event, Reading};
use super::super::table;
use crate::{Failure, shared};

/// The sentences by which the rules were checked, and not made: every third.
const CHECKED: usize = 3;

/// A sentence with its event.
#[derive(Debug, Deserialize)]
struct Record {
    id: String,
    event: String,
    text: String,
    #[serde(default, deserialize_with = "actors")]
    source: Vec<Actor>,
    #[serde(default, deserialize_with = "actors")]
    target: Vec<Actor>,
}

#[derive(Debug, Deserialize)]
struct Actor {
    #[serde(default, rename = "actorText")]
    text: String,
}

/// Those who act or are acted on; an empty string stands where there is nobody.
fn actors<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<Actor>, D::Error> {
    let value = serde_json::Value::deserialize(deserializer)?;
    Ok(serde_json::from_value(value).unwrap_or_default())
}

/// A sentence with what was read of it.
struct Judged {
    record: Record,
    checked: bool,
    events: Vec<Event>,
    first: bool,
    any: bool,
    parts_first: bool,
    parts_any: bool,
}

/// Whether a name to show is the id of a sentence.
pub(super) fn is_id(name: &str) -> bool {
    name.starts_with("PLOVER")
}

/// Measures the sentences and writes the table.
pub(super) fn score() -> Result<(), Failure> {
    let Some(all) = read()? else { return Ok(()) };
    for (name, checked) in [("development", false), ("check", true)] {
        let part: Vec<&Judged> = all.iter().filter(|one| one.checked == checked).collect();
        let count = |right: fn(&Judged) -> bool| {
            share(part.iter().filter(|one| right(one)).count(), part.len())
        };
        let events: usize = part.iter().map(|one| one.events.len()).sum();
        println!(
            "plover {name}: {} sentences, type {:.3} (any {:.3}), participants {:.3} (any {:.3}), {:.2} events a sentence",
            part.len(),
            count(|one| one.first),
            count(|one| one.any),
            count(|one| one.parts_first),
            count(|one| one.parts_any),
            share(events, part.len())
        );
    }
    let rows: Vec<Vec<String>> = all.iter().map(row).collect();
    let head = [
        "sentence",
        "part",
        "expected",
        "read",
        "type",
        "any type",
        "participants",
        "any participants",
    ];
    table::save(&table::path("events-plover.csv"), &head, &rows)
}

/// Shows one sentence.
pub(super) fn show(name: &str) -> Result<(), Failure> {
    let Some(all) = read()? else { return Ok(()) };
    let found = all.iter().find(|one| one.record.id == name);
    let Some(one) = found else {
        return Err(Failure::Task(format!("no sentence has the id {name:?}")));
    };
    println!("{}\n{}\n", one.record.event, one.record.text);
    let characters: Vec<char> = one.record.text.chars().collect();
    for event in &one.events {
        println!("{} {}", event.plover.as_deref().unwrap_or("-"), event.phase);
        for [start, end] in event
            .participants
            .iter()
            .filter_map(|participant| participant.span)
        {
            let words: String = characters
                .get(start..end)
                .unwrap_or_default()
                .iter()
                .collect();
            println!("     {words}");
        }
    }
    Ok(())
}

fn row(one: &Judged) -> Vec<String> {
    let read: Vec<&str> = one
        .events
        .iter()
        .filter_map(|event| event.plover.as_deref())
        .collect();
    let yes = |right: bool| u8::from(right).to_string();
    vec![
        one.record.id.clone(),
        if one.checked { "check" } else { "development" }.to_owned(),
        renamed(&one.record.event).to_owned(),
        read.join(" "),
        yes(one.first),
        yes(one.any),
        yes(one.parts_first),
        yes(one.parts_any),
    ]
}

/// The present name of a type.
fn renamed(name: &str) -> &str {
    match name {
        "DEMAND" => "REQUEST",
        "DISAPPROVE" => "ACCUSE",
        "FIGHT" => "ASSAULT",
        name => name,
    }
}

/// Reads the sentences; `None` where they are absent.
fn read() -> Result<Option<Vec<Judged>>, Failure> {
    let Some(folder) = shared("corpora/plover") else {
        println!("skipped: the sentences of PLOVER are not beside this workspace");
        return Ok(None);
    };
    let path: PathBuf = folder.join("gold_standard_records.json");
    let records: Vec<Record> = key::read(&path)?;
    let engine = Engine::new(None);
    let kept = records
        .into_iter()
        .filter(|record| record.event != "INVESTIGATE");
    let judged: Result<Vec<Judged>, Failure> = kept
        .enumerate()
        .map(|(number, record)| judge(&engine, record, (number + 1) % CHECKED == 0))
        .collect();
    judged.map(Some)
}

fn judge(engine: &Engine, record: Record, checked: bool) -> Result<Judged, Failure> {
    let failed = |error: &dyn std::fmt::Display| Failure::Task(error.to_string());
    let raw = RawItem {
        file: record.id.clone(),
        line: None,
        format: Format::Text,
        bytes: record.text.clone().into_bytes(),
        given: Metadata {
            language: Some("en".to_owned()),
            ..Metadata::default()
        },
    };
    let item = raw.open().map_err(|error| failed(&error))?;
    let view = serde_json::to_value(engine.read(item).view()).map_err(|error| failed(&error))?;
    let reading: Reading = serde_json::from_value(view).map_err(|error| failed(&error))?;
    let events: Vec<Event> = reading
        .events
        .into_iter()
        .filter(|event| event.plover.is_some())
        .collect();
    let expected = Some(renamed(&record.event));
    let spans = |events: &[Event]| -> Vec<[usize; 2]> {
        events
            .iter()
            .flat_map(|event| &event.participants)
            .filter_map(|participant| participant.span)
            .collect()
    };
    let first = events.get(..1).unwrap_or_default();
    Ok(Judged {
        first: first
            .iter()
            .any(|event| event.plover.as_deref() == expected),
        any: events
            .iter()
            .any(|event| event.plover.as_deref() == expected),
        parts_first: covered(&record, &spans(first)),
        parts_any: covered(&record, &spans(&events)),
        record,
        checked,
        events,
    })
}

/// Whether each actor and target text that stands in the sentence overlaps a span.
fn covered(record: &Record, spans: &[[usize; 2]]) -> bool {
    let texts = record
        .source
        .iter()
        .chain(&record.target)
        .flat_map(|actor| actor.text.split("..."));
    texts
        .map(|text| text.trim_matches([' ', '.']))
        .filter(|text| !text.is_empty() && record.text.contains(text))
        .all(|text| {
            record.text.match_indices(text).any(|(at, _)| {
                let start = record
                    .text
                    .get(..at)
                    .map_or(0, |before| before.chars().count());
                let end = start + text.chars().count();
                spans.iter().any(|[from, to]| *from < end && start < *to)
            })
        })
}
