//! The command line of Rapporteur.

mod arguments;
mod brief;
mod commands;
mod example;
mod exit;
mod output;
mod progress;
mod show_reading;
mod snippet;
mod terminal;
mod words;

use std::process::ExitCode;

use clap::Parser;

use arguments::Arguments;
use exit::Exit;

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let runtime = match tokio::runtime::Builder::new_current_thread()
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
