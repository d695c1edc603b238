//! `rapporteur codebook`: one file per subcommand.

mod check;
mod init;
mod show;
mod suggest;

use clap::{Args, Subcommand};

use crate::arguments::Global;
use crate::exit::{Exit, Failure};

/// The codebook: draft one, check it, print the one in force, find what it misses
#[derive(Debug, Args)]
#[command(disable_help_subcommand = true, arg_required_else_help = true)]
pub(crate) struct Codebook {
    #[command(subcommand)]
    command: CodebookCommand,
}

#[derive(Debug, Subcommand)]
enum CodebookCommand {
    Init(init::Init),
    Check(check::Check),
    Show(show::Show),
    Suggest(suggest::Suggest),
}

pub(crate) async fn run(codebook: Codebook, global: &Global) -> Result<Exit, Failure> {
    match codebook.command {
        CodebookCommand::Init(init) => init::run(init, global).await,
        CodebookCommand::Check(check) => check::run(&check, global),
        CodebookCommand::Show(show) => show::run(show, global).await,
        CodebookCommand::Suggest(suggest) => suggest::run(suggest, global).await,
    }
}
