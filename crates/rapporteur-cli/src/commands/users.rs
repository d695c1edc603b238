//! `rapporteur users`: one file per subcommand; without one, who may come in is listed.

mod add;
mod remove;

use clap::{Args, Subcommand, ValueEnum};
use rapporteur::Role;

use super::session;
use crate::arguments::Global;
use crate::exit::{Exit, Failure};
use crate::output;
use crate::terminal::{bold, safe_line};

/// Who may come into the reading room that `serve` opens
#[derive(Debug, Args)]
#[command(args_conflicts_with_subcommands = true, disable_help_subcommand = true)]
pub(crate) struct Users {
    #[command(subcommand)]
    command: Option<UsersCommand>,
}

#[derive(Debug, Subcommand)]
enum UsersCommand {
    Add(add::Add),
    Remove(remove::Remove),
}

/// A role as it is typed.
#[derive(Debug, Clone, Copy, ValueEnum)]
enum Typed {
    /// Reads the record
    Reader,
    /// Decides about what was read, apart from other coders until they agree
    Coder,
    /// Changes the record
    Editor,
}

impl From<Typed> for Role {
    fn from(typed: Typed) -> Self {
        match typed {
            Typed::Reader => Self::Reader,
            Typed::Coder => Self::Coder,
            Typed::Editor => Self::Editor,
        }
    }
}

pub(crate) async fn run(users: Users, global: &Global) -> Result<Exit, Failure> {
    match users.command {
        Some(UsersCommand::Add(add)) => add::run(add, global).await,
        Some(UsersCommand::Remove(remove)) => remove::run(remove, global).await,
        None => list(global).await,
    }
}

async fn list(global: &Global) -> Result<Exit, Failure> {
    let users = session::record(global).await?.users().await?;
    if global.json {
        output::json(&users)?;
    } else if users.is_empty() {
        output::text("nobody yet; `rapporteur users add NAME` lets somebody in")?;
    } else {
        let lines = users.iter();
        let lines = lines.map(|user| format!("{}  {}", bold(safe_line(&user.name)), user.role));
        output::text(&lines.collect::<Vec<_>>().join("\n"))?;
    }
    Ok(Exit::Done)
}
