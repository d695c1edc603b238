//! `rapporteur users add`

use std::io::{BufRead, IsTerminal, Read};

use clap::Args;
use rapporteur::Record;

use super::Typed;
use crate::arguments::Global;
use crate::exit::{Exit, Failure};
use crate::output;

/// Let somebody in, or change password and role of somebody known
///
/// The password is asked for, or read from standard input. Only an Argon2 hash of it is kept.
#[derive(Debug, Args)]
pub(crate) struct Add {
    /// The name, which the log will have too
    #[arg(value_name = "NAME")]
    name: String,
    /// What the person may do
    #[arg(long, value_enum, default_value_t = Typed::Reader)]
    role: Typed,
}

pub(super) async fn run(add: Add, global: &Global) -> Result<Exit, Failure> {
    let record = Record::create_or_open(&global.record).await?;
    let password = password()?;
    let new = record
        .put_user(&add.name, &password, add.role.into())
        .await?;
    record.close().await;
    let role = rapporteur::Role::from(add.role);
    let name = crate::terminal::safe_line(&add.name);
    output::text(&if new {
        format!("{name} may come in, as {role}")
    } else {
        format!("{name} has a new password, and is {role}")
    })?;
    Ok(Exit::Done)
}

/// Reads a line from whoever types, else all that comes.
fn password() -> Result<String, Failure> {
    let mut line = String::new();
    let input = std::io::stdin();
    if input.is_terminal() {
        eprint!("Password (it will be seen): ");
        input.lock().read_line(&mut line)?;
    } else {
        input.lock().read_to_string(&mut line)?;
    }
    Ok(line.trim_end_matches(['\r', '\n']).to_owned())
}
