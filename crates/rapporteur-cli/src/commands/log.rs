//! `rapporteur log`

use clap::Args;
use rapporteur::OperationView;

use super::session;
use crate::arguments::Global;
use crate::exit::{Exit, Failure};
use crate::output;
use crate::terminal::{bold, dim, safe_line, yellow};

/// List what was done to the record, the latest first
#[derive(Debug, Args)]
pub(crate) struct Log {
    /// Start before this number
    #[arg(long, value_name = "NUMBER")]
    before: Option<i64>,
    /// List at most so many
    #[arg(long, value_name = "N", default_value_t = 50)]
    limit: u32,
}

pub(crate) async fn run(log: Log, global: &Global) -> Result<Exit, Failure> {
    let operations = session::record(global)
        .await?
        .log(log.before, log.limit)
        .await?;
    if global.json {
        output::json(&operations)?;
    } else if operations.is_empty() {
        output::text("nothing was done yet")?;
    } else {
        let lines: Vec<String> = operations.iter().map(line).collect();
        output::text(&lines.join("\n"))?;
    }
    Ok(Exit::Done)
}

fn line(operation: &OperationView) -> String {
    let state = match (&operation.finished, operation.undone_by) {
        (_, Some(by)) => dim(format!("  undone by {by}")),
        (None, None) => yellow("  interrupted: add again to go on, or undo"),
        (Some(_), None) => String::new(),
    };
    format!(
        "{:>5}  {}  {} {}  {}{state}",
        operation.number,
        dim(&operation.started),
        bold(format!("{:<7}", operation.kind)),
        safe_line(&operation.summary),
        dim(safe_line(&operation.author)),
    )
}
