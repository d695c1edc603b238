//! `rapporteur reread`

use std::path::PathBuf;

use clap::Args;

use super::reading::Jobs;
use super::session;
use crate::arguments::Global;
use crate::exit::{Exit, Failure};
use crate::output;
use crate::progress::Bar;
use rapporteur::wording::counted;

/// Read every article again, with this engine, these models and this codebook
///
/// Texts and decisions stay; readings that come out the same are left alone. With --codebook, that
/// codebook is in force from now on.
#[derive(Debug, Args)]
pub(crate) struct Reread {
    /// Parties, people, places and issues of the process [default: the codebook in
    /// force, else one for peace talks in general]
    #[arg(long, value_name = "FILE.toml")]
    codebook: Option<PathBuf>,
    #[command(flatten)]
    jobs: Jobs,
}

pub(crate) async fn run(reread: Reread, global: &Global) -> Result<Exit, Failure> {
    reread.jobs.apply();
    let record = session::record(global).await?;
    let engine = session::engine(&record, reread.codebook.as_deref()).await?;
    let total = record.articles(&Default::default()).await?.total;
    let bar = Bar::new(Some(total), "articles");
    let report = record
        .reread(&engine, &session::clerk(global), |read| bar.at(read, read))
        .await?;
    bar.done();
    record.close().await;
    if global.json {
        output::json(&report)?;
    } else {
        output::text(&format!(
            "{} read again, {} of them changed\noperation {}; undo with `rapporteur undo`",
            counted(report.articles, "article"),
            report.changed,
            report.operation
        ))?;
    }
    Ok(Exit::Done)
}
