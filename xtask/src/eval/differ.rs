//! What outlets agree and differ on, against the key of the example.

use std::collections::BTreeSet;

use rapporteur::{Agreement, FieldName, FieldView, TimelineEvent, TimelineQuery, UtteranceView};
use serde::Deserialize;

use super::articles::Set;
use super::compare::{f1, length, overlap, share};
use super::key;
use super::recorded::Recorded;
use super::table;
use crate::{Failure, root};

const HEAD: [&str; 9] = [
    "set",
    "event",
    "field",
    "of",
    "verdict",
    "read",
    "values",
    "values read",
    "right",
];

/// Who questions of the key, and who answers them in a timeline.
const ROLES: [(&str, &str); 5] = [
    ("in the chair", "people between"),
    ("handed it over", "people who act"),
    ("fired", "actors"),
    ("speakers", "people"),
    ("declared it", "parties"),
];

/// `differ.json`.
#[derive(Debug, Deserialize)]
struct Key {
    fields: Vec<KeyField>,
}

#[derive(Debug, Deserialize)]
struct KeyField {
    event: String,
    field: String,
    of: String,
    values: Vec<KeyValue>,
    silent: Vec<String>,
    verdict: String,
}

#[derive(Debug, Deserialize)]
struct KeyValue {
    value: String,
    articles: Vec<String>,
}

/// What was read of a field: the verdict and the values.
struct Read {
    verdict: String,
    values: BTreeSet<String>,
}

/// Measures fields and wordings and writes `xtask/eval/differ.csv`; or prints what was read of each
/// event of the key.
///
/// # Errors
///
/// A [`Failure`] where the example cannot be read.
pub(crate) fn differ(shown: bool) -> Result<(), Failure> {
    let Some(recorded) = Set::Example.on_record()? else {
        return Ok(());
    };
    let key: Key = key::read(&root().join("example/key/differ.json"))?;
    let page = recorded.ask(recorded.record.timeline(&TimelineQuery::default()))?;
    let utterances = recorded.ask(recorded.record.utterances(&[]))?;
    let matched = matched(&recorded, &key, &page.events);
    let (mut rows, mut right, mut used) = (Vec::new(), 0, BTreeSet::new());
    for field in &key.fields {
        let read = if field.field == "wording" {
            wording(&recorded, field, &utterances)
        } else {
            let place = matched.iter().find(|(event, _)| *event == field.event);
            let event = place.and_then(|(_, place)| page.events.get(*place));
            event.and_then(|event| {
                let found = event.fields.iter().find(|one| asks(one, field))?;
                used.insert((field.event.clone(), found.field, found.of.clone()));
                Some(Read::of(found))
            })
        };
        let expected: BTreeSet<String> = field
            .values
            .iter()
            .map(|value| folded(&value.value))
            .collect();
        let is_right = read.as_ref().is_some_and(|read| {
            read.verdict == field.verdict && same_values(&recorded, field, &expected, &read.values)
        });
        right += usize::from(is_right);
        let list =
            |values: &BTreeSet<String>| values.iter().cloned().collect::<Vec<_>>().join("; ");
        rows.push(vec![
            "example".to_owned(),
            field.event.clone(),
            field.field.clone(),
            field.of.clone(),
            field.verdict.clone(),
            read.as_ref()
                .map_or("missed", |read| read.verdict.as_str())
                .to_owned(),
            list(&expected),
            read.as_ref()
                .map(|read| list(&read.values))
                .unwrap_or_default(),
            if is_right { "yes" } else { "no" }.to_owned(),
        ]);
    }
    let mut spurious = 0;
    for (event, place) in &matched {
        let Some(read) = page.events.get(*place) else {
            continue;
        };
        if shown {
            println!(
                "{event}\n  is {:?} {:?} of {:?}",
                read.kind,
                read.date,
                files(&recorded, read)
            );
            for field in &read.fields {
                let values: Vec<&str> = field
                    .values
                    .iter()
                    .map(|value| value.value.as_str())
                    .collect();
                println!(
                    "  {:?} {} {:?} {values:?}",
                    field.field, field.of, field.verdict
                );
            }
        }
        for field in read.fields.iter().filter(|field| counts(field)) {
            if used.contains(&(event.clone(), field.field, field.of.clone())) {
                continue;
            }
            spurious += 1;
            let one = Read::of(field);
            let asked = serde_json::to_value(field.field).unwrap_or_default();
            rows.push(vec![
                "example".to_owned(),
                event.clone(),
                asked.as_str().unwrap_or_default().to_owned(),
                field.of.clone(),
                String::new(),
                one.verdict,
                String::new(),
                one.values.into_iter().collect::<Vec<_>>().join("; "),
                "spurious".to_owned(),
            ]);
        }
    }
    let missed = rows
        .iter()
        .filter(|row| row.get(5).is_some_and(|read| read == "missed"))
        .count();
    let (expected, read) = (key.fields.len(), key.fields.len() - missed + spurious);
    println!(
        "{expected} fields in the key, {read} read, {right} right; precision {:.2}, recall {:.2}, F1 {:.2}",
        share(right, read),
        share(right, expected),
        f1(right, expected, read)
    );
    if shown {
        return Ok(());
    }
    table::write("differ.csv", &HEAD, &["example"], rows)
}

/// Which event of the timeline each of the key is: of its kind and number, on its day, told by the most
/// of its articles, and answering the most of its questions; one to one.
fn matched(recorded: &Recorded, key: &Key, events: &[TimelineEvent]) -> Vec<(String, usize)> {
    let mut names: Vec<&str> = Vec::new();
    for field in key.fields.iter().filter(|field| field.field != "wording") {
        if !names.contains(&field.event.as_str()) {
            names.push(&field.event);
        }
    }
    let mut pairs: Vec<(usize, &str, usize)> = Vec::new();
    for name in names {
        let told: BTreeSet<&str> = (key.fields.iter().filter(|field| field.event == name))
            .flat_map(|field| {
                let articles = field.values.iter().flat_map(|value| &value.articles);
                articles.chain(&field.silent)
            })
            .map(String::as_str)
            .collect();
        for (place, event) in events.iter().enumerate() {
            if is_kind(event, name) && is_number(event, name) {
                let files = files(recorded, event);
                let common = files
                    .iter()
                    .filter(|file| told.contains(file.as_str()))
                    .count();
                let day = event.date.as_deref().is_some_and(|day| name.contains(day));
                let asked = key.fields.iter().filter(|field| field.event == name);
                let answered =
                    asked.filter(|field| event.fields.iter().any(|one| asks(one, field)));
                if common > 0 {
                    let points = 2 * common + usize::from(day) + 3 * answered.count();
                    pairs.push((points, name, place));
                }
            }
        }
    }
    pairs.sort_by_key(|(points, name, place)| (usize::MAX - points, *name, *place));
    let mut matched: Vec<(String, usize)> = Vec::new();
    for (_, name, place) in pairs {
        if !matched
            .iter()
            .any(|(known, taken)| known == name || *taken == place)
        {
            matched.push((name.to_owned(), place));
        }
    }
    matched
}

fn files(recorded: &Recorded, event: &TimelineEvent) -> BTreeSet<String> {
    let tellings = event.tellings.iter();
    tellings
        .map(|telling| recorded.file(telling.article).to_owned())
        .collect()
}

fn is_kind(event: &TimelineEvent, name: &str) -> bool {
    match event.kind.as_deref() {
        Some(kind) => name.contains(kind),
        None => name.contains("fighting") && event.plover.as_deref() == Some("ASSAULT"),
    }
}

fn is_number(event: &TimelineEvent, name: &str) -> bool {
    match event.ordinal {
        Some(1) => name.contains("first"),
        Some(2) => name.contains("second"),
        Some(_) => false,
        None => true,
    }
}

/// Says whether a field of the timeline asks what one of the key does.
fn asks(read: &FieldView, expected: &KeyField) -> bool {
    let field = serde_json::to_value(read.field).unwrap_or_default();
    let held = expected.of == "whether it held";
    match field.as_str() {
        Some("how-far") => held,
        Some("who") => {
            let role = ROLES.iter().find(|(role, _)| *role == expected.of);
            expected.field == "who" && role.is_some_and(|(_, of)| *of == read.of)
        }
        Some("how-many") => expected.field == "how-many" && expected.of == read.of,
        Some(field) => expected.field == field && !held,
        None => false,
    }
}

/// Says whether a field counts as read where the key does not ask it. Who takes part is told of every
/// event and asked of few, and how far it has got is asked of one.
fn counts(field: &FieldView) -> bool {
    !matches!(field.field, FieldName::Who | FieldName::HowFar)
}

impl Read {
    fn of(field: &FieldView) -> Self {
        Self {
            verdict: label(field.verdict).to_owned(),
            values: field
                .values
                .iter()
                .map(|value| folded(&value.value))
                .collect(),
        }
    }
}

fn label(verdict: Agreement) -> &'static str {
    match verdict {
        Agreement::Agree => "agree",
        Agreement::Differ => "differ",
        Agreement::Silent => "silent",
    }
}

/// A value without what the key explains about it: "at least 140", "kestoria (says Valdria)".
fn folded(value: &str) -> String {
    let bare = value.split(" (").next().unwrap_or(value).to_lowercase();
    let bare = bare
        .trim_start_matches("at least ")
        .trim_start_matches("the ");
    let mut parts: Vec<String> = bare
        .split(", ")
        .map(|part| part.replace(' ', "-"))
        .collect();
    parts.sort();
    parts.join(", ")
}

/// Whether the values are the same; places by any name, or the name within a description.
fn same_values(
    recorded: &Recorded,
    field: &KeyField,
    expected: &BTreeSet<String>,
    read: &BTreeSet<String>,
) -> bool {
    if field.field == "wording" {
        return true;
    }
    let same = |one: &String, other: &String| {
        let spaced = |text: &String| text.replace('-', " ");
        one == other
            || field.field == "where"
                && (one.contains(other.as_str())
                    || recorded.aliases.same(&spaced(one), &spaced(other)))
    };
    expected.len() == read.len()
        && expected
            .iter()
            .all(|one| read.iter().any(|other| same(one, other)))
}

/// What the utterance tells that has all the key's wordings, each in one of its articles.
fn wording(recorded: &Recorded, field: &KeyField, utterances: &[UtteranceView]) -> Option<Read> {
    let has = |utterance: &UtteranceView, value: &KeyValue| {
        value.articles.iter().any(|article| {
            let place = recorded.find(article, &value.value);
            utterance.wordings.iter().any(|wording| {
                recorded.file(wording.article) == article
                    && 2 * overlap(&place, &wording.spans.content) >= length(&place).max(1)
            })
        })
    };
    let found = utterances
        .iter()
        .find(|utterance| field.values.iter().all(|value| has(utterance, value)))?;
    let values = found
        .wordings
        .iter()
        .map(|wording| wording.text.content.clone());
    Some(Read {
        verdict: if found.same_words { "agree" } else { "differ" }.to_owned(),
        values: values.collect(),
    })
}
