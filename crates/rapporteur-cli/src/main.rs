//! The command line of Rapporteur.

mod arguments;
mod brief;
mod columns;
mod commands;
mod example;
mod exit;
mod mistyped;
mod output;
mod progress;
mod show_reading;
mod snippet;
mod standings;
mod terminal;

use std::path::PathBuf;
use std::process::ExitCode;

use clap::Parser;

use arguments::Arguments;
use exit::{Exit, Failure};

fn main() -> ExitCode {
    let arguments = match Arguments::try_parse() {
        Ok(arguments) => arguments,
        Err(error) => return not_understood(&error),
    };
    let runtime = match tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()
    {
        Ok(runtime) => runtime,
        Err(error) => {
            eprintln!("error: cannot start: {error}");
            return Exit::Failed.into();
        }
    };
    match runtime.block_on(commands::run(arguments)) {
        Ok(exit) => exit.into(),
        Err(failure) => failure.report(),
    }
}

/// Says what the command line lacks; of a word that is nearly a command, rather that than its options.
fn not_understood(error: &clap::Error) -> ExitCode {
    let first = std::env::args_os().nth(1).map(PathBuf::from);
    match first
        .filter(|_| error.use_stderr())
        .map_or(Ok(()), |word| mistyped::refuse(&word))
    {
        Ok(()) => error.exit(),
        Err(error) => Failure::from(error).report(),
    }
}
