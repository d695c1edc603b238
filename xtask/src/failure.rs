//! What keeps a task from being done.

use std::path::{Path, PathBuf};

/// Why a task was not done.
#[derive(Debug, thiserror::Error)]
pub enum Failure {
    /// A file could not be read or written.
    #[error("{file}: {source}", file = file.display())]
    Io {
        /// The file.
        file: PathBuf,
        /// What the system says.
        source: std::io::Error,
    },
    /// A file does not hold what it should.
    #[error("{file}: {problem}", file = file.display())]
    Content {
        /// The file.
        file: PathBuf,
        /// What is wrong with it.
        problem: String,
    },
    /// What the task was asked for does not exist, or something it needs is missing.
    #[error("{0}")]
    Task(String),
}

impl Failure {
    pub(crate) fn io(file: &Path, source: std::io::Error) -> Self {
        Self::Io {
            file: file.to_owned(),
            source,
        }
    }

    pub(crate) fn content(file: &Path, problem: impl ToString) -> Self {
        Self::Content {
            file: file.to_owned(),
            problem: problem.to_string(),
        }
    }
}
