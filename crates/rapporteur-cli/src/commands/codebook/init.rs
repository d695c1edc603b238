//! `rapporteur codebook init`

use std::io::Write;
use std::path::{Path, PathBuf};

use clap::Args;
use rapporteur::{CodebookDraft, Error, ErrorKind, Inputs, draft_codebook};

use super::super::reading::{About, Jobs};
use super::super::session;
use crate::arguments::Global;
use crate::exit::{Exit, Failure};
use crate::output;
use crate::terminal::safe_line;
use rapporteur::wording::counted;

/// Draft a codebook from reports alone, for you to mend
///
/// Parties are whoever the reports give governments, ministers and troops, and the countries that
/// speak and act; people come with the offices told beside their names; issues are those of peace
/// talks in general that statements are about. Remarks in the file say what each entry rests on.
/// Without REPORTS the articles on the record are used.
#[derive(Debug, Args)]
pub(crate) struct Init {
    /// Files, folders, patterns, or - [default: the articles on the record]
    #[arg(value_name = "REPORTS")]
    inputs: Vec<PathBuf>,
    /// Write the codebook into this file [default: standard output]
    #[arg(long, short, value_name = "FILE.toml")]
    output: Option<PathBuf>,
    /// Write over the file if it is there
    #[arg(long, requires = "output")]
    force: bool,
    #[command(flatten)]
    about: About,
    #[command(flatten)]
    jobs: Jobs,
}

pub(crate) async fn run(init: Init, global: &Global) -> Result<Exit, Failure> {
    init.jobs.apply();
    // Nobody waits for a draft that then cannot be kept.
    if let Some(file) = init
        .output
        .as_deref()
        .filter(|file| file.exists() && !init.force)
    {
        let message = format!("{} is there already", file.display());
        return Err(Error::new(ErrorKind::Refused, message)
            .with_hint("name another file, or write over it with --force")
            .into());
    }
    let mut failed = 0;
    let draft = if init.inputs.is_empty() {
        let record = session::record(global).await?;
        let draft = record.draft_codebook().await?;
        record.close().await;
        draft
    } else {
        let inputs = Inputs::new(&init.inputs, init.about.intake()?);
        draft_codebook(inputs, |failure| {
            failed += 1;
            eprintln!("{}", safe_line(&failure.to_string()));
        })
    };
    let exit = Exit::of_files(draft.articles as u64, failed);
    if draft.articles == 0 && !init.inputs.is_empty() {
        return Ok(exit);
    }
    match &init.output {
        Some(file) => write(file, init.force, &draft)?,
        None if !global.json => output::verbatim(&draft.toml)?,
        None => {}
    }
    if global.json {
        output::json(&draft)?;
    } else {
        eprintln!("{}", told(&draft, init.output.as_deref()));
    }
    Ok(exit)
}

fn write(file: &Path, force: bool, draft: &CodebookDraft) -> Result<(), Error> {
    let mut options = std::fs::OpenOptions::new();
    options.write(true);
    if force {
        options.create(true).truncate(true);
    } else {
        options.create_new(true);
    }
    let written = options
        .open(file)
        .and_then(|mut open| open.write_all(draft.toml.as_bytes()));
    written.map_err(|error| {
        let message = format!("cannot write {}: {error}", file.display());
        Error::new(ErrorKind::Io, message)
            .with_hint("name a file in a folder that you may write to with --output")
    })
}

fn told(draft: &CodebookDraft, file: Option<&Path>) -> String {
    let count = |count: usize, noun| counted(count as u64, noun);
    let parties = match draft.parties {
        1 => "1 party".to_owned(),
        several => format!("{several} parties"),
    };
    let people = match draft.people {
        1 => "1 person".to_owned(),
        several => format!("{several} people"),
    };
    let found = format!(
        "{parties}, {people}, {} from {} with {}",
        count(draft.issues, "issue"),
        count(draft.articles, "article"),
        count(draft.statements, "statement"),
    );
    match file {
        Some(file) => {
            let file = safe_line(&file.display().to_string());
            format!(
                "{found}, written to {file}\nmend it, then `rapporteur add REPORTS --codebook {file}`"
            )
        }
        None => found,
    }
}
