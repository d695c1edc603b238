//! `rapporteur extract`, and `rapporteur FILES` without a command

use std::io::Write;
use std::path::PathBuf;

use clap::Args;
use rapporteur::{CodebookFile, Engine, Inputs, ReadArticle};

use super::reading::{About, Jobs};
use super::session;
use crate::arguments::Global;
use crate::exit::{Exit, Failure};
use crate::output;
use crate::show_reading;
use crate::terminal::safe_line;

/// Read reports and print what they say; no record is needed
///
/// With --json it prints one object per article and line, in the order of the files.
#[derive(Debug, Args)]
pub(crate) struct Extract {
    /// Files, folders, patterns, or -
    #[arg(required = true, value_name = "FILES")]
    pub(crate) inputs: Vec<PathBuf>,
    /// Parties, people, places and issues of the process [default: issues of peace talks in general]
    #[arg(long, value_name = "FILE.toml")]
    codebook: Option<PathBuf>,
    /// Read without any codebook: statements, names and events, but no positions
    #[arg(long, conflicts_with = "codebook")]
    no_codebook: bool,
    #[command(flatten)]
    about: About,
    #[command(flatten)]
    jobs: Jobs,
}

pub(crate) fn run(extract: Extract, global: &Global) -> Result<Exit, Failure> {
    extract.jobs.apply();
    let codebook = match &extract.codebook {
        Some(file) => Some(session::codebook(file)?),
        None if extract.no_codebook => None,
        None => Some(CodebookFile::peace_talks()),
    };
    let inputs = Inputs::new(&extract.inputs, extract.about.intake()?);
    let mut written = Ok(());
    let (mut taken, mut failed) = (0, 0);
    Engine::new(codebook).extract(inputs, |outcome| match outcome {
        Ok(read) => {
            taken += 1;
            if written.is_ok() {
                written = print(&read, global.json);
            }
        }
        Err(failure) => {
            failed += 1;
            eprintln!("{}", safe_line(&failure.to_string()));
        }
    });
    written?;
    Ok(Exit::of_files(taken, failed))
}

fn print(read: &ReadArticle, json: bool) -> std::io::Result<()> {
    let view = read.view();
    if json {
        return output::json_line(&mut std::io::stdout().lock(), &view);
    }
    let text = show_reading::text(&view, &read.item.article.text);
    writeln!(anstream::stdout().lock(), "{text}")
}
