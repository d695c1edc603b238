//! `rapporteur positions` without a subcommand: the table.

use clap::Args;
use rapporteur::{Edtf, PositionsQuery};

use crate::arguments::Global;
use crate::commands::reading::parse_date;
use crate::commands::session;
use crate::exit::{Exit, Failure};
use crate::output;
use crate::standings;

/// Which positions to show, and how.
#[derive(Debug, Args)]
pub(super) struct Table {
    /// As they were at the end of this day
    #[arg(long, value_name = "DATE", value_parser = parse_date)]
    at: Option<Edtf>,
    /// Two parties side by side, by name or id: where they agree, differ and wait
    #[arg(long, num_args = 2, value_names = ["A", "B"], conflicts_with = "party")]
    between: Option<Vec<String>>,
    /// Only this party, by name or id
    #[arg(long, value_name = "NAME")]
    party: Option<String>,
    /// Only this issue, by name or id, or this proposition, by id
    #[arg(long, value_name = "ISSUE")]
    issue: Option<String>,
    /// Print a row per party and proposition, as CSV
    #[arg(long, conflicts_with_all = ["html", "json"])]
    csv: bool,
    /// Print a page of its own for a browser or a printer
    #[arg(long, conflicts_with = "json")]
    html: bool,
}

pub(super) async fn run(table: Table, global: &Global) -> Result<Exit, Failure> {
    let pair = table.between.unwrap_or_default();
    let query = PositionsQuery {
        at: table.at,
        party: table.party,
        issue: table.issue,
        between: pair.first().cloned().zip(pair.get(1).cloned()),
    };
    let view = session::record(global).await?.positions(&query).await?;
    if global.json {
        output::json(&view)?;
    } else if table.csv {
        standings::csv::write(&view)?;
    } else if table.html {
        output::text(&standings::html::render(&view))?;
    } else {
        output::text(&standings::text::render(&view))?;
    }
    Ok(Exit::Done)
}
