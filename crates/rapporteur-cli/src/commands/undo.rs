//! `rapporteur undo`

use clap::Args;

use super::session;
use crate::arguments::Global;
use crate::exit::{Exit, Failure};
use crate::output;
use crate::terminal::safe_line;

/// Take back what was done last, or the operation with this number
#[derive(Debug, Args)]
pub(crate) struct Undo {
    /// The number of the operation, as `log` lists it [default: the latest that can be undone]
    #[arg(value_name = "OPERATION")]
    number: Option<i64>,
}

pub(crate) async fn run(undo: Undo, global: &Global) -> Result<Exit, Failure> {
    let record = session::record(global).await?;
    let report = record.undo(undo.number, &session::clerk(global)).await?;
    record.close().await;
    if global.json {
        output::json(&report)?;
    } else {
        let undone = &report.undone;
        output::text(&format!(
            "undone: operation {}, {} ({})",
            undone.number,
            undone.kind,
            safe_line(&undone.summary)
        ))?;
    }
    Ok(Exit::Done)
}
