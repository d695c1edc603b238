//! `rapporteur names`: one file per subcommand.

mod score;

use clap::{Args, Subcommand};

use crate::arguments::Global;
use crate::exit::{Exit, Failure};

/// Compare spellings of names
#[derive(Debug, Args)]
pub(crate) struct Names {
    #[command(subcommand)]
    command: NamesCommand,
}

#[derive(Debug, Subcommand)]
enum NamesCommand {
    Score(score::Score),
}

pub(crate) fn run(names: Names, global: &Global) -> Result<Exit, Failure> {
    match names.command {
        NamesCommand::Score(score) => score::run(&score, global),
    }
}
