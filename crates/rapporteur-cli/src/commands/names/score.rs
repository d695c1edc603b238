//! `rapporteur names score`

use std::io::Read;
use std::path::PathBuf;

use clap::Args;
use rapporteur::{Error, ErrorKind, ScoredPairs, score_pairs};
use serde_json::{Map, Value};

use crate::arguments::Global;
use crate::exit::{Exit, Failure};
use crate::output;

/// Score pairs of names: is it one and the same?
///
/// FILE.csv has the columns name1 and name2, and perhaps schema: Person, Organization, Company,
/// Vessel or Place. Other columns are passed through. The rows are printed as CSV, or with --json
/// as one object per line, with two more columns: score, from 0 to 1, and reasons.
///
/// From 0.7 on, two names are held to be one; from 0.4 on, they may be. The score is of the spelling
/// alone: a father and a son of the same name get a high one.
#[derive(Debug, Args)]
#[command(
    after_help = "For example, pairs.csv:\n  schema,name1,name2\n  Person,Ilva Maren,\"Maren, Ilva\"\n\n  rapporteur names score pairs.csv"
)]
pub(crate) struct Score {
    /// The table of pairs, or -
    #[arg(value_name = "FILE.csv")]
    file: PathBuf,
}

pub(crate) fn run(score: &Score, global: &Global) -> Result<Exit, Failure> {
    let name = score.file.display().to_string();
    let scored = score_pairs(&bytes(score, &name)?, &name)?;
    if global.json {
        let mut out = std::io::stdout().lock();
        for object in objects(&scored) {
            output::json_line(&mut out, &object)?;
        }
    } else {
        output::verbatim(&table(&scored)?)?;
    }
    Ok(Exit::Done)
}

fn bytes(score: &Score, name: &str) -> Result<Vec<u8>, Error> {
    let read = if name == "-" {
        let mut bytes = Vec::new();
        std::io::stdin().read_to_end(&mut bytes).map(|_| bytes)
    } else {
        std::fs::read(&score.file)
    };
    read.map_err(|error| {
        Error::new(ErrorKind::Io, format!("cannot read {name}: {error}"))
            .with_hint("give a CSV file with the columns name1 and name2")
    })
}

fn table(scored: &ScoredPairs) -> std::io::Result<String> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    let head = scored.columns.iter().map(String::as_str);
    writer.write_record(head.chain(["score", "reasons"]))?;
    for pair in &scored.pairs {
        let (score, reasons) = (format!("{:.3}", pair.score), pair.reasons.join("; "));
        let cells = pair.cells.iter().map(String::as_str);
        writer.write_record(cells.chain([score.as_str(), reasons.as_str()]))?;
    }
    let bytes = writer
        .into_inner()
        .map_err(csv::IntoInnerError::into_error)?;
    String::from_utf8(bytes).map_err(std::io::Error::other)
}

fn objects(scored: &ScoredPairs) -> impl Iterator<Item = Map<String, Value>> + '_ {
    scored.pairs.iter().map(|pair| {
        let cells = pair.cells.iter().map(|cell| Value::from(cell.as_str()));
        let mut object: Map<String, Value> = scored.columns.iter().cloned().zip(cells).collect();
        object.insert("score".to_owned(), Value::from(pair.score));
        object.insert("reasons".to_owned(), Value::from(pair.reasons.clone()));
        object
    })
}
