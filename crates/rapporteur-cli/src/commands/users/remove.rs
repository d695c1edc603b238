//! `rapporteur users remove`

use clap::Args;

use super::session;
use crate::arguments::Global;
use crate::exit::{Exit, Failure};
use crate::output;
use crate::terminal::safe_line;

/// Let somebody in no longer; what the person did stays on record
#[derive(Debug, Args)]
pub(crate) struct Remove {
    /// The name
    #[arg(value_name = "NAME")]
    name: String,
}

pub(super) async fn run(remove: Remove, global: &Global) -> Result<Exit, Failure> {
    let record = session::record(global).await?;
    record.drop_user(&remove.name).await?;
    record.close().await;
    output::text(&format!("{} comes in no longer", safe_line(&remove.name)))?;
    Ok(Exit::Done)
}
