//! Names found in text, against corpora: people, organisations and places with exact span and type.
//!
//! GUM's development documents (spans headed by a proper noun) and two folders of re3d (spans whose head
//! has a capital). Two systems: `tagger`, the named spans of the name head, and `engine`, the mentions of
//! form `name` in a reading without codebook, with the type of their entity.

mod gum;
mod re3d;

use std::collections::BTreeSet;

use rapporteur::{Engine, Format, Item, Metadata, RawItem};
use rapporteur_models::{attribution, name_head};
use rapporteur_tagger::{NameKind, Tagger};
use serde::Deserialize;

use super::compare::{f1, share};
use super::table;
use crate::{Failure, shared};

const KINDS: [&str; 3] = ["person", "organisation", "place"];

const HEAD: [&str; 8] = [
    "set", "article", "system", "kind", "gold", "read", "right", "f1",
];

const SETS: [&str; 2] = ["gum-dev", "re3d-dev"];

/// A span in code points, and the place of its kind in [`KINDS`].
type Span = (usize, usize, usize);

/// A text with the spans of its named people, organisations and places.
struct Document {
    name: String,
    text: String,
    gold: BTreeSet<Span>,
}

/// How many spans there are, and how many are the same.
#[derive(Debug, Clone, Copy, Default)]
struct Counts {
    gold: usize,
    read: usize,
    right: usize,
}

/// What is measured of a reading.
#[derive(Deserialize)]
struct Reading {
    entities: Vec<Entity>,
    mentions: Vec<Mention>,
}

#[derive(Deserialize)]
struct Entity {
    id: String,
    #[serde(rename = "type")]
    kind: String,
}

#[derive(Deserialize)]
struct Mention {
    entity: Option<String>,
    start: usize,
    end: usize,
    form: String,
}

/// Measures names found and writes `xtask/eval/names.csv`: a row for each document, and a total for each
/// kind.
///
/// # Errors
///
/// A [`Failure`] where a corpus or a reading cannot be read.
pub(super) fn found_names() -> Result<(), Failure> {
    let tagger = Tagger::parse(attribution::WEIGHTS, attribution::VOCABULARY)
        .and_then(|tagger| tagger.with_names(name_head::WEIGHTS))
        .map_err(|error| Failure::Task(error.to_string()))?;
    let engine = Engine::new(None);
    let (mut rows, mut measured_sets) = (Vec::new(), Vec::new());
    for set in SETS {
        let Some(documents) = documents(set)? else {
            println!("skipped: the corpus of {set} is not beside this workspace");
            continue;
        };
        rows.extend(measured(set, "engine", &documents, |document| {
            by_engine(&engine, document)
        })?);
        rows.extend(measured(set, "tagger", &documents, |document| {
            Ok(by_tagger(&tagger, document))
        })?);
        measured_sets.push(set);
    }
    table::write("names.csv", &HEAD, &measured_sets, rows)
}

fn documents(set: &str) -> Result<Option<Vec<Document>>, Failure> {
    match set {
        "gum-dev" => shared("corpora/gum").map(|folder| gum::read(&folder)),
        _ => shared("corpora/re3d").map(|folder| re3d::read(&folder)),
    }
    .transpose()
}

fn measured(
    set: &str,
    system: &str,
    documents: &[Document],
    read: impl Fn(&Document) -> Result<BTreeSet<Span>, Failure>,
) -> Result<Vec<Vec<String>>, Failure> {
    let mut rows = Vec::new();
    let mut totals = [Counts::default(); KINDS.len() + 1];
    for document in documents {
        let found = read(document)?;
        let of_kind = |kind: usize| Counts::of(document, &found, |span| span.2 == kind);
        let all = Counts::of(document, &found, |_| true);
        rows.push(all.row(set, &document.name, system, "all"));
        let counts = (0..KINDS.len()).map(of_kind).chain([all]);
        for (total, counts) in totals.iter_mut().zip(counts) {
            total.add(counts);
        }
    }
    println!("{set}, {system}: {} documents", documents.len());
    for (kind, total) in KINDS.into_iter().chain(["all"]).zip(totals) {
        total.print(kind);
        rows.push(total.row(set, "total", system, kind));
    }
    println!();
    Ok(rows)
}

impl Counts {
    fn of(document: &Document, found: &BTreeSet<Span>, counts: impl Fn(&Span) -> bool) -> Self {
        let right = found.intersection(&document.gold);
        Self {
            gold: document.gold.iter().filter(|span| counts(span)).count(),
            read: found.iter().filter(|span| counts(span)).count(),
            right: right.filter(|span| counts(span)).count(),
        }
    }

    fn add(&mut self, other: Self) {
        self.gold += other.gold;
        self.read += other.read;
        self.right += other.right;
    }

    fn f1(self) -> f64 {
        f1(self.right, self.gold, self.read)
    }

    fn row(self, set: &str, article: &str, system: &str, kind: &str) -> Vec<String> {
        let names = [set, article, system, kind].map(str::to_owned);
        let counts = [self.gold, self.read, self.right].map(|count| count.to_string());
        let f1 = format!("{:.3}", self.f1());
        names.into_iter().chain(counts).chain([f1]).collect()
    }

    fn print(self, kind: &str) {
        let precision = share(self.right, self.read);
        let recall = share(self.right, self.gold);
        let f1 = self.f1();
        println!("  {kind:<13} P {precision:.3}   R {recall:.3}   F1 {f1:.3}");
    }
}

fn by_tagger(tagger: &Tagger, document: &Document) -> BTreeSet<Span> {
    let text = &document.text;
    let point = |byte: usize| text.get(..byte).unwrap_or_default().chars().count();
    let tagged = tagger.read(text, std::slice::from_ref(&(0..text.len())));
    let named = tagged.names().iter().filter(|span| !span.nominal);
    named
        .filter_map(|span| {
            let kind = NameKind::ALL.iter().position(|kind| *kind == span.kind)?;
            Some((point(span.range.start), point(span.range.end), kind))
        })
        .collect()
}

fn by_engine(engine: &Engine, document: &Document) -> Result<BTreeSet<Span>, Failure> {
    let item = item(document)?;
    let reading: Reading = serde_json::to_value(engine.read(item).view())
        .and_then(serde_json::from_value)
        .map_err(|error| Failure::Task(format!("{}: {error}", document.name)))?;
    let kind_of = |mention: &Mention| {
        let entity =
            (reading.entities.iter()).find(|entity| Some(&entity.id) == mention.entity.as_ref())?;
        KINDS.iter().position(|kind| *kind == entity.kind)
    };
    let names = reading
        .mentions
        .iter()
        .filter(|mention| mention.form == "name");
    Ok(names
        .filter_map(|mention| Some((mention.start, mention.end, kind_of(mention)?)))
        .collect())
}

/// The document as an article of an English publisher without date.
fn item(document: &Document) -> Result<Item, Failure> {
    let raw = RawItem {
        file: format!("{}.txt", document.name),
        line: None,
        format: Format::Text,
        bytes: document.text.clone().into_bytes(),
        given: Metadata {
            language: Some("en".to_owned()),
            ..Metadata::default()
        },
    };
    raw.open().map_err(|error| Failure::Task(error.to_string()))
}

/// The place in [`KINDS`] of a type of GUM or re3d.
fn kind(of: &str) -> Option<usize> {
    let names = [
        ["person", "Person"],
        ["organization", "Organisation"],
        ["place", "Location"],
    ];
    names.iter().position(|names| names.contains(&of))
}
