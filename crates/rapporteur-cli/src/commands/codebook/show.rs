//! `rapporteur codebook show`

use clap::Args;
use rapporteur::CodebookFile;
use serde::Serialize;

use super::super::session;
use crate::arguments::Global;
use crate::exit::{Exit, Failure};
use crate::output;

/// Print the codebook in force, in TOML
///
/// It is the one that articles were last read with, with the examples that you accepted since; on a
/// new record, that for peace talks in general.
#[derive(Debug, Args)]
pub(crate) struct Show {
    /// Print the codebook for peace talks in general; no record is needed
    #[arg(long)]
    general: bool,
}

/// A codebook as it is stored.
#[derive(Serialize)]
struct Shown<'a> {
    /// The hash that readings name in their provenance.
    hash: &'a str,
    name: Option<&'a str>,
    toml: &'a str,
}

pub(crate) async fn run(show: Show, global: &Global) -> Result<Exit, Failure> {
    let file = if show.general {
        CodebookFile::peace_talks()
    } else {
        let record = session::record(global).await?;
        let file = session::codebook_for(&record, None).await?;
        record.close().await;
        file
    };
    if global.json {
        output::json(&Shown {
            hash: &file.hash,
            name: file.codebook.process.name.as_deref(),
            toml: &file.source,
        })?;
    } else {
        output::verbatim(&file.source)?;
    }
    Ok(Exit::Done)
}
