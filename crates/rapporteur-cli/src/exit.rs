//! How a command ends: the exit status, and the message on standard error.

use std::process::ExitCode;

use rapporteur::{CodebookProblem, Error, ErrorKind};

use crate::snippet;
use crate::terminal::{bold, red, safe_line};

/// The exit statuses of `rapporteur`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Exit {
    /// Everything was done.
    Done = 0,
    /// Nothing was done, for a reason that was told.
    Failed = 1,
    /// The command line was not understood; clap ends with the same status.
    Usage = 2,
    /// Some of the files were not taken in; the others were.
    Partly = 3,
    /// What was asked for is not on the record.
    NotFound = 4,
}

impl Exit {
    /// How a command ends that could take in so many articles and had to leave out so many.
    pub(crate) const fn of_files(taken: u64, failed: u64) -> Self {
        match (taken, failed) {
            (_, 0) => Self::Done,
            (0, _) => Self::Failed,
            _ => Self::Partly,
        }
    }
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(exit as u8)
    }
}

/// What kept a command from doing its work.
pub(crate) enum Failure {
    /// The engine says why.
    Engine(Error),
    /// The codebook has mistakes.
    Codebook {
        file: String,
        source: String,
        problems: Vec<CodebookProblem>,
    },
    /// Standard output could not be written.
    Output(std::io::Error),
}

impl Failure {
    /// Tells standard error what happened, and returns the exit status.
    pub(crate) fn report(&self) -> ExitCode {
        match self {
            // A reader that has seen enough, such as `head`, is no failure.
            Self::Output(error) if error.kind() == std::io::ErrorKind::BrokenPipe => {
                Exit::Done.into()
            }
            Self::Output(error) => {
                eprintln!("error: cannot write the output: {error}");
                Exit::Failed.into()
            }
            Self::Codebook {
                file,
                source,
                problems,
            } => {
                snippet::report(file, source, problems);
                Exit::Failed.into()
            }
            Self::Engine(error) => {
                anstream::eprintln!("{}: {}", red("error"), safe_line(&error.to_string()));
                if let Some(hint) = error.hint() {
                    anstream::eprintln!("{}: {}", bold("hint"), safe_line(hint));
                }
                match error.kind() {
                    ErrorKind::NotFound => Exit::NotFound.into(),
                    ErrorKind::Input => Exit::Usage.into(),
                    ErrorKind::Refused | ErrorKind::Record | ErrorKind::Io => Exit::Failed.into(),
                }
            }
        }
    }
}

impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        Self::Engine(error)
    }
}

impl From<std::io::Error> for Failure {
    fn from(error: std::io::Error) -> Self {
        Self::Output(error)
    }
}
