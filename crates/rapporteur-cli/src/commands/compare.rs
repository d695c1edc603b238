//! `rapporteur compare`

mod csv;
mod told;

use std::path::{Path, PathBuf};
use std::sync::Arc;

use clap::Args;
use rapporteur::{Compared, ComparisonView, Engine, Error, ErrorKind, Inputs, Progress, Record};

use super::reading::About;
use super::session;
use crate::arguments::Global;
use crate::exit::{Exit, Failure};
use crate::output;

/// Put articles or outlets side by side: what they agree on, where they differ, who is silent
///
/// A side is an article on the record by its number, all articles of an outlet by its name, or a file,
/// which is read and not kept. Two or more files need no record.
#[derive(Debug, Args)]
pub(crate) struct Compare {
    /// Numbers of articles, names of outlets, or files
    #[arg(value_name = "SIDES", required_unless_present = "event")]
    sides: Vec<String>,
    /// All articles that tell this event, by its number on the timeline
    #[arg(long, value_name = "NUMBER", conflicts_with = "sides")]
    event: Option<u64>,
    /// Print a table with a line per answer, wording and position
    #[arg(long, conflicts_with = "json")]
    csv: bool,
    /// Parties, people and places of the process, for files [default: the codebook in force]
    #[arg(long, value_name = "FILE.toml")]
    codebook: Option<PathBuf>,
    #[command(flatten)]
    about: About,
}

pub(crate) async fn run(compare: Compare, global: &Global) -> Result<Exit, Failure> {
    let files: Vec<&String> = compare.sides.iter().filter(|side| is_file(side)).collect();
    let view = if let Some(number) = compare.event {
        session::record(global).await?.compare_event(number).await?
    } else if files.is_empty() {
        let sides: Vec<Compared> = compare.sides.iter().map(|side| side_of(side)).collect();
        session::record(global).await?.compare(&sides).await?
    } else if files.len() == compare.sides.len() {
        of_files(&compare, global).await?
    } else {
        let message = "files stand beside files only".to_owned();
        return Err(Error::new(ErrorKind::Input, message)
            .with_hint("put them on the record with `rapporteur add`, and compare by number")
            .into());
    };
    if global.json {
        output::json(&view)?;
    } else if compare.csv {
        csv::write(&view)?;
    } else {
        output::text(&told::told(&view))?;
    }
    Ok(Exit::Done)
}

fn is_file(side: &str) -> bool {
    side.parse::<i64>().is_err() && Path::new(side).is_file()
}

fn side_of(side: &str) -> Compared {
    side.parse()
        .map_or_else(|_| Compared::Publisher(side.to_owned()), Compared::Article)
}

/// Reads the files into a record of their own, which is thrown away.
async fn of_files(compare: &Compare, global: &Global) -> Result<ComparisonView, Failure> {
    let codebook = match &compare.codebook {
        Some(file) => Some(session::codebook(file)?),
        None if global.record.is_file() => session::record(global).await?.codebook().await?,
        None => None,
    };
    let folder = tempfile::tempdir().map_err(|error| {
        let place = std::env::temp_dir();
        Error::new(
            ErrorKind::Io,
            format!("cannot write to {}: {error}", place.display()),
        )
    })?;
    let record = Record::create_or_open(&folder.path().join("passing.rapporteur")).await?;
    let engine = Arc::new(Engine::new(codebook));
    let mut sides = Vec::with_capacity(compare.sides.len());
    for file in &compare.sides {
        let inputs = Inputs::new(&[PathBuf::from(file)], compare.about.intake()?);
        let mut failed = None;
        let clerk = session::clerk(global);
        record
            .add(&engine, inputs, &clerk, |progress| {
                if let Progress::Failed(failure) = progress {
                    failed = Some(failure.to_string());
                }
            })
            .await?;
        if let Some(message) = failed {
            return Err(Error::new(ErrorKind::Input, message).into());
        }
        let articles = record
            .articles(&rapporteur::ArticleQuery::default())
            .await?;
        let added = articles.articles.last().map(|line| line.number);
        sides.extend(added.map(Compared::Article));
    }
    let view = record.compare(&sides).await;
    record.close().await;
    Ok(view?)
}
