//! What most commands begin with: the record, the codebook, the clerk.

use std::path::Path;
use std::sync::Arc;

use rapporteur::{Clerk, CodebookFile, Engine, Error, ErrorKind, Record};

use crate::arguments::Global;
use crate::exit::Failure;

/// Opens the record that the options name.
pub(super) async fn record(global: &Global) -> Result<Record, Failure> {
    Ok(Record::open(&global.record).await?)
}

/// Reads a codebook from its file.
pub(super) fn codebook(file: &Path) -> Result<CodebookFile, Failure> {
    let name = file.display().to_string();
    let source = std::fs::read_to_string(file).map_err(|error| {
        Error::new(
            ErrorKind::Input,
            format!("cannot read the codebook {name}: {error}"),
        )
        .with_hint("give --codebook the path of a TOML file in UTF-8")
    })?;
    // Mistakes are counted in bytes from behind a byte order mark.
    parsed(name, source.trim_start_matches('\u{FEFF}').to_owned())
}

/// Reads a codebook from its text.
pub(super) fn parsed(file: String, source: String) -> Result<CodebookFile, Failure> {
    CodebookFile::parse(&source).map_err(|problems| Failure::Codebook {
        file,
        source,
        problems,
    })
}

/// Returns the codebook of a file, else the one in force on the record, else that for peace talks.
pub(super) async fn codebook_for(
    record: &Record,
    file: Option<&Path>,
) -> Result<CodebookFile, Failure> {
    if let Some(file) = file {
        return Ok(record.with_examples(&codebook(file)?).await?);
    }
    let in_force = record.codebook().await?;
    Ok(in_force.unwrap_or_else(CodebookFile::peace_talks))
}

/// Prepares to read with the codebook of a file, else with the one in force on the record, else with
/// that for peace talks.
pub(super) async fn engine(
    record: &Record,
    codebook_file: Option<&Path>,
) -> Result<Arc<Engine>, Failure> {
    let codebook = codebook_for(record, codebook_file).await?;
    Ok(Arc::new(Engine::new(Some(codebook))))
}

/// Says who is at work: the option, else the login name.
pub(super) fn clerk(global: &Global) -> Clerk {
    let login = || {
        ["USER", "LOGNAME", "USERNAME"]
            .iter()
            .find_map(|name| std::env::var(name).ok())
    };
    let author = global.author.clone().or_else(login);
    Clerk {
        author: author.unwrap_or_else(|| "unknown".to_owned()),
        now: || {
            jiff::Timestamp::now()
                .strftime("%Y-%m-%dT%H:%M:%SZ")
                .to_string()
        },
    }
}
