//! `rapporteur names split`

use clap::Args;

use super::super::session;
use super::tell;
use crate::arguments::Global;
use crate::exit::{Exit, Failure};

/// Take spellings or articles out of a name
///
/// What is taken out becomes another name, together, and joins nothing by itself again. Without
/// anything to take out, every spelling becomes a name of its own.
#[derive(Debug, Args)]
pub(crate) struct Split {
    /// The name, by its id or as it is written
    #[arg(value_name = "A")]
    name: String,
    /// A spelling of it that is another's, or the number of an article that means another
    #[arg(value_name = "SPELLING|ARTICLE")]
    out: Vec<String>,
}

pub(crate) async fn run(split: Split, global: &Global) -> Result<Exit, Failure> {
    let record = session::record(global).await?;
    let clerk = session::clerk(global);
    let decided = record.split_name(&split.name, &split.out, &clerk).await?;
    record.close().await;
    tell(&decided, global)
}
