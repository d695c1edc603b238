//! `rapporteur remove`

use clap::Args;

use super::session;
use crate::arguments::Global;
use crate::exit::{Exit, Failure};
use crate::output;
use rapporteur::wording::counted;

/// Take articles off the record; `undo` brings them back
#[derive(Debug, Args)]
pub(crate) struct Remove {
    /// Numbers of articles, as `articles` lists them
    #[arg(required = true, value_name = "ARTICLE")]
    numbers: Vec<i64>,
}

pub(crate) async fn run(remove: Remove, global: &Global) -> Result<Exit, Failure> {
    let record = session::record(global).await?;
    let operation = record
        .remove(&remove.numbers, &session::clerk(global))
        .await?;
    record.close().await;
    if global.json {
        output::json(&operation)?;
    } else {
        output::text(&format!(
            "{} removed\noperation {}; undo with `rapporteur undo`",
            counted(remove.numbers.len() as u64, "article"),
            operation.number
        ))?;
    }
    Ok(Exit::Done)
}
