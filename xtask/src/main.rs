//! `cargo xtask`: the tasks of the workshop.

use std::process::ExitCode;

use clap::Parser;

fn main() -> ExitCode {
    match xtask::Tasks::parse().run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            eprintln!("error: {failure}");
            ExitCode::FAILURE
        }
    }
}
