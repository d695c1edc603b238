//! `rapporteur extract`, and `rapporteur FILES` without a command

use std::io::Write;
use std::path::{Path, PathBuf};

use clap::Args;
use rapporteur::{Engine, Error, ErrorKind, Inputs, ReadArticle, nearest};

use super::reading::{About, Jobs};
use super::session;
use crate::arguments::{self, Global};
use crate::exit::{Exit, Failure};
use crate::output;
use crate::show_reading;

/// Read reports and print what they say; no record is needed
///
/// With --json it prints one object per article and line, in the order of the files.
#[derive(Debug, Args)]
pub(crate) struct Extract {
    /// Files, folders, patterns, or -
    #[arg(required = true, value_name = "FILES")]
    inputs: Vec<PathBuf>,
    /// Parties, people, places and issues of the process
    #[arg(long, value_name = "FILE.toml")]
    codebook: Option<PathBuf>,
    #[command(flatten)]
    about: About,
    #[command(flatten)]
    jobs: Jobs,
}

pub(crate) fn run(extract: Extract, global: &Global) -> Result<Exit, Failure> {
    if let [only] = extract.inputs.as_slice() {
        refuse_mistyped_command(only)?;
    }
    extract.jobs.apply();
    let codebook = extract
        .codebook
        .as_deref()
        .map(session::codebook)
        .transpose()?;
    let inputs = Inputs::new(&extract.inputs, extract.about.intake()?);
    let mut out = anstream::AutoStream::auto(std::io::stdout());
    let mut written = Ok(());
    let mut exit = Exit::Done;
    Engine::new(codebook).extract(inputs, |outcome| match outcome {
        Ok(read) if written.is_ok() => written = print(&mut out, &read, global.json),
        Ok(_) => {}
        Err(failure) => {
            exit = Exit::Partly;
            eprintln!("{}", crate::terminal::safe(&failure.to_string()));
        }
    });
    written?;
    Ok(exit)
}

fn print(out: &mut impl Write, read: &ReadArticle, json: bool) -> std::io::Result<()> {
    let view = read.view();
    if json {
        output::json_line(out, &view)
    } else {
        writeln!(
            out,
            "{}",
            show_reading::text(&view, &read.item.article.text)
        )
    }
}

/// A lone word that is no file but nearly a command was meant as one.
fn refuse_mistyped_command(word: &Path) -> Result<(), Failure> {
    let Some(word) = word.to_str().filter(|word| !Path::new(word).exists()) else {
        return Ok(());
    };
    let commands = arguments::command_names();
    match nearest(word, commands.iter().map(String::as_str)) {
        Some(near) => Err(Error::new(
            ErrorKind::Input,
            format!("there is no command and no file named {word:?}"),
        )
        .with_hint(format!("did you mean `rapporteur {near}`?"))
        .into()),
        None => Ok(()),
    }
}
