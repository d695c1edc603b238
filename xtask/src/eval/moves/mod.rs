//! What moved in the example, measured against its key: with the key's own positions, which measures
//! record and engine alone, and with those that the program reads.

pub(super) mod gold;

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::Arc;

use rapporteur::{Clerk, Engine, Inputs, MoveKind, MovePage, MoveQuery, Record, Slip};
use serde::{Deserialize, Serialize};

use super::{articles, key, table};
use crate::{Failure, root};

const HEAD: [&str; 7] = [
    "set",
    "party",
    "proposition",
    "date",
    "stance",
    "move",
    "outcome",
];

/// `moves.json`.
#[derive(Debug, Deserialize)]
struct Key {
    moves: Vec<KeyMove>,
    contradictions: Vec<KeyContradiction>,
}

/// A move of the key.
#[derive(Debug, Deserialize)]
struct KeyMove {
    party: String,
    proposition: String,
    date: Option<String>,
    date_from: String,
    stance: String,
    #[serde(rename = "move")]
    kind: String,
}

/// A contradiction of the key.
#[derive(Debug, Deserialize)]
struct KeyContradiction {
    speaker: String,
    proposition: String,
}

/// What is compared of a move: party, proposition, date, stance, kind. An unknown day is empty.
type Case = [String; 5];

/// Measures moves and contradictions, and writes the table.
///
/// The records that are measured are left in the folder `keep`, where one is given.
pub(crate) fn moves(show: bool, keep: Option<&Path>) -> Result<(), Failure> {
    let path = root().join("example/key/moves.json");
    let key: Key = key::read(&path)?;
    let place = articles::example();
    let passing = std::env::temp_dir().join(format!("rapporteur-moves-{}", std::process::id()));
    let folder = keep.unwrap_or(&passing);
    std::fs::create_dir_all(folder).map_err(|error| Failure::io(folder, error))?;
    let outcome = measure(&place, folder, &key, show);
    if keep.is_none() {
        std::fs::remove_dir_all(folder).map_err(|error| Failure::io(folder, error))?;
    }
    let rows = outcome?;
    table::write("moves.csv", &HEAD, &["gold", "own"], rows)
}

fn measure(
    place: &articles::Example,
    folder: &Path,
    key: &Key,
    show: bool,
) -> Result<Vec<Vec<String>>, Failure> {
    let failed = |error: std::io::Error| Failure::io(folder, error);
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .map_err(failed)?;
    let mut rows = Vec::new();
    for set in ["gold", "own"] {
        let file = folder.join(format!("{set}.rapporteur"));
        if file.exists() {
            std::fs::remove_file(&file).map_err(failed)?;
        }
        let page = runtime.block_on(async {
            if set == "gold" {
                gold::record(place, &file).await?;
            } else {
                own(place, &file).await?;
            }
            found(&file).await
        })?;
        rows.extend(judged(set, key, &page, show));
    }
    Ok(rows)
}

/// Puts the example on a record as a user would.
pub(super) async fn own(place: &articles::Example, file: &Path) -> Result<(), Failure> {
    let (inputs, codebook): (Inputs, _) = place.inputs()?;
    let clerk = Clerk {
        author: "eval".to_owned(),
        now: || "2031-05-01T00:00:00Z".to_owned(),
    };
    let failed = |error: rapporteur::Error| Failure::Task(error.to_string());
    let record = Record::create_or_open(file).await.map_err(failed)?;
    let engine = Arc::new(Engine::new(Some(codebook)));
    let added = record.add(&engine, inputs, &clerk, |_| {}).await;
    added.map_err(failed)?;
    record.close().await;
    Ok(())
}

async fn found(file: &Path) -> Result<MovePage, Failure> {
    let failed = |error: rapporteur::Error| Failure::Task(error.to_string());
    let record = Record::open(file).await.map_err(failed)?;
    let query = MoveQuery {
        all: true,
        ..MoveQuery::default()
    };
    let page = record.moves(&query).await.map_err(failed)?;
    record.close().await;
    Ok(page)
}

/// Compares what was found with the key, prints the figures, and returns a row per case.
fn judged(set: &str, key: &Key, page: &MovePage, show: bool) -> Vec<Vec<String>> {
    let expected: BTreeMap<Case, &str> = key.moves.iter().map(KeyMove::case).collect();
    let read: BTreeSet<Case> = page
        .moves
        .iter()
        .map(|step| {
            let date = step.date.clone().unwrap_or_default();
            let kind = label::<MoveKind>(&step.kind);
            [
                step.party.id.clone(),
                step.proposition.id.clone(),
                date,
                label(&step.stance),
                kind,
            ]
        })
        .collect();
    let right = read
        .iter()
        .filter(|case| expected.contains_key(*case))
        .count();
    println!("{set} positions: moves");
    figures(right, read.len(), expected.len());
    let changes = |case: &&Case| case.last().is_some_and(|kind| kind != "repeated");
    let changed = read.iter().filter(changes);
    let changed_right = changed.clone().filter(|case| expected.contains_key(*case));
    println!("{set} positions: moves but repetitions");
    figures(
        changed_right.count(),
        changed.count(),
        expected.keys().filter(changes).count(),
    );
    let missed = expected.iter().filter(|(case, _)| !read.contains(*case));
    let occasions = missed
        .clone()
        .filter(|(_, from)| **from == "occasion")
        .count();
    println!(
        "  missed {}, of these for the day of an occasion {occasions}",
        missed.clone().count()
    );
    let slips: BTreeSet<(&str, &str)> = page
        .contradictions
        .iter()
        .filter(|found| found.by == Slip::Speaker)
        .filter_map(|found| {
            let id = found.speaker.as_ref()?.id.as_str();
            let id = id.split_once(':').map_or(id, |(_, name)| name);
            Some((id, found.proposition.id.as_str()))
        })
        .collect();
    if show {
        println!("  {slips:?}");
    }
    let known: BTreeSet<(&str, &str)> = key
        .contradictions
        .iter()
        .map(|known| (known.speaker.as_str(), known.proposition.as_str()))
        .collect();
    println!("{set} positions: speakers who contradict themselves");
    figures(slips.intersection(&known).count(), slips.len(), known.len());
    let row = |case: &Case, outcome: &str| {
        let cells = std::iter::once(set.to_owned()).chain(case.iter().cloned());
        cells.chain([outcome.to_owned()]).collect::<Vec<String>>()
    };
    let mut rows: Vec<Vec<String>> = missed.map(|(case, _)| row(case, "missed")).collect();
    rows.extend(read.iter().map(|case| {
        let known = expected.contains_key(case);
        row(case, if known { "found" } else { "spurious" })
    }));
    rows.sort();
    if show {
        for row in rows
            .iter()
            .filter(|row| row.last().is_none_or(|word| word != "found"))
        {
            println!("  {}", row.join(" "));
        }
    }
    rows
}

impl KeyMove {
    /// What is compared of it, and how its date is known.
    fn case(&self) -> (Case, &str) {
        let date = self.date.clone().unwrap_or_default();
        let case = [
            &self.party,
            &self.proposition,
            &date,
            &self.stance,
            &self.kind,
        ]
        .map(String::clone);
        (case, &self.date_from)
    }
}

/// The name of a value as JSON has it.
fn label<T: Serialize>(value: &T) -> String {
    match serde_json::to_value(value) {
        Ok(serde_json::Value::String(label)) => label,
        _ => String::new(),
    }
}

#[expect(clippy::cast_precision_loss, reason = "counts of cases are small")]
fn figures(right: usize, read: usize, expected: usize) {
    let share = |of: usize| {
        if of == 0 {
            0.0
        } else {
            right as f64 / of as f64
        }
    };
    let (precision, recall) = (share(read), share(expected));
    let sum = precision + recall;
    let f1 = if sum > 0.0 {
        2.0 * precision * recall / sum
    } else {
        0.0
    };
    println!(
        "  right {right} of {read} read and {expected} expected: precision {precision:.3} recall {recall:.3} F1 {f1:.3}"
    );
}
