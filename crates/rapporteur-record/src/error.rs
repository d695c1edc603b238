//! What can go wrong between a face and the record.

use std::path::PathBuf;

use rapporteur_core::StatementId;

use crate::{ArticleNumber, OperationKind, OperationNumber};

/// Something that the record could not or would not do.
///
/// Its text is one line in lower case that says what happened, to what. What to do about it is kept
/// apart, in [`RecordError::hint`].
#[derive(Debug, thiserror::Error)]
#[error(transparent)]
pub struct RecordError(Box<Failure>);

/// The kind of a [`RecordError`], for exit codes and status codes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ErrorKind {
    /// There is no such record, article, operation or codebook.
    NotFound,
    /// The file is something else.
    NotARecord,
    /// A newer Rapporteur wrote the record.
    Newer,
    /// Another process holds the record.
    Locked,
    /// The record would not do it, and says why.
    Refused,
    /// The operating system or the disk would not.
    Io,
    /// The file is damaged.
    Corrupt,
}

impl RecordError {
    /// Returns the kind of the error.
    #[must_use]
    pub fn kind(&self) -> ErrorKind {
        self.0.kind()
    }

    /// Returns what to do about it, where the record knows.
    #[must_use]
    pub fn hint(&self) -> Option<String> {
        self.0.hint()
    }
}

impl From<Failure> for RecordError {
    fn from(failure: Failure) -> Self {
        Self(Box::new(failure))
    }
}

impl From<sqlx::Error> for RecordError {
    fn from(error: sqlx::Error) -> Self {
        Failure::from(error).into()
    }
}

impl From<sqlx::migrate::MigrateError> for RecordError {
    fn from(error: sqlx::migrate::MigrateError) -> Self {
        Failure::from(error).into()
    }
}

impl From<std::io::Error> for RecordError {
    fn from(error: std::io::Error) -> Self {
        Failure::from(error).into()
    }
}

/// Every failure of this crate.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Failure {
    #[error("no record at {}", .0.display())]
    NoRecord(PathBuf),
    #[error("{} is no record of rapporteur", .0.display())]
    NotARecord(PathBuf),
    #[error("{} has schema {found}, and this rapporteur knows schemas up to {known}", .path.display())]
    Newer {
        path: PathBuf,
        found: i64,
        known: i64,
    },
    #[error("no article {0} in the record")]
    NoArticle(ArticleNumber),
    #[error("no statement {1} in article {0}")]
    NoStatement(ArticleNumber, StatementId),
    #[error("article {0} has come in with other words meanwhile")]
    OtherVersion(ArticleNumber),
    #[error("no operation {0} in the log")]
    NoOperation(OperationNumber),
    #[error("no codebook {0:?} in the record")]
    NoCodebook(String),
    #[error("no original {0:?} in the record")]
    NoOriginal(String),
    #[error("the log holds nothing that can be undone")]
    NothingToUndo,
    #[error("operation {0} cannot be undone: what it erased is gone for good")]
    Erased(OperationNumber),
    #[error("operation {0} is undone already, by operation {1}")]
    UndoneAlready(OperationNumber, OperationNumber),
    #[error("operation {of} cannot be undone: operation {by} ({kind}) built on it")]
    BuiltUpon {
        of: OperationNumber,
        by: OperationNumber,
        kind: OperationKind,
    },
    #[error("operation {0} is closed: it was finished or undone while it was still being written")]
    Closed(OperationNumber),
    #[error("operation {0} is of kind {1} and cannot take this")]
    WrongKind(OperationNumber, OperationKind),
    #[error("the articles are erased, but another process still holds pages of them")]
    PagesHeld,
    #[error("the record cannot decode {what}")]
    Undecodable {
        what: &'static str,
        #[source]
        source: Box<dyn std::error::Error + Send + Sync>,
    },
    #[error("the record cannot be reached: {0}")]
    Database(#[from] sqlx::Error),
    #[error("the record cannot be brought to this version's schema: {0}")]
    Migration(#[from] sqlx::migrate::MigrateError),
    #[error("the record cannot be opened: {0}")]
    File(#[from] std::io::Error),
}

impl Failure {
    /// Makes the failure to decode `what`.
    pub(crate) fn undecodable(
        what: &'static str,
        source: impl std::error::Error + Send + Sync + 'static,
    ) -> Self {
        let source = Box::new(source);
        Self::Undecodable { what, source }
    }

    fn kind(&self) -> ErrorKind {
        match self {
            Self::NoRecord(_)
            | Self::NoArticle(_)
            | Self::NoStatement(..)
            | Self::NoOperation(_)
            | Self::NoCodebook(_)
            | Self::NoOriginal(_) => ErrorKind::NotFound,
            Self::NotARecord(_) => ErrorKind::NotARecord,
            Self::Newer { .. } => ErrorKind::Newer,
            Self::PagesHeld => ErrorKind::Locked,
            Self::NothingToUndo
            | Self::OtherVersion(_)
            | Self::Erased(_)
            | Self::UndoneAlready(..)
            | Self::BuiltUpon { .. }
            | Self::Closed(_)
            | Self::WrongKind(..) => ErrorKind::Refused,
            Self::Undecodable { .. } => ErrorKind::Corrupt,
            Self::Database(error) => kind_of(error),
            Self::Migration(sqlx::migrate::MigrateError::Execute(error)) => kind_of(error),
            Self::Migration(_) => ErrorKind::Corrupt,
            Self::File(_) => ErrorKind::Io,
        }
    }

    fn hint(&self) -> Option<String> {
        match (self, self.kind()) {
            (Self::NotARecord(_), _) => Some("name another file for the record".into()),
            (Self::Newer { .. }, _) => Some("open it with a newer rapporteur".into()),
            (Self::BuiltUpon { by, .. }, _) => Some(format!("undo operation {by} first")),
            (Self::UndoneAlready(_, by), _) => Some(format!("undo operation {by} to have it back")),
            (Self::OtherVersion(_), _) => Some("look at the article again".into()),
            (Self::PagesHeld, _) => {
                Some("close every other process that uses the record, then open it again".into())
            }
            (_, ErrorKind::Locked) => {
                Some("wait until the other process has finished, then try again".into())
            }
            (_, ErrorKind::Corrupt) => Some("go back to a copy of the record".into()),
            _ => None,
        }
    }
}

/// Sorts an error of the database by SQLite's primary result code.
///
/// Source: <https://www.sqlite.org/rescode.html>.
fn kind_of(error: &sqlx::Error) -> ErrorKind {
    let code = match error {
        sqlx::Error::PoolTimedOut => return ErrorKind::Locked,
        sqlx::Error::Database(database) => database.code(),
        sqlx::Error::ColumnDecode { .. } | sqlx::Error::Decode(_) => return ErrorKind::Corrupt,
        _ => None,
    };
    let primary = code
        .and_then(|code| code.parse::<u32>().ok())
        .map(|code| code & 0xff);
    match primary {
        Some(5 | 6) => ErrorKind::Locked,
        Some(11) => ErrorKind::Corrupt,
        Some(26) => ErrorKind::NotARecord,
        _ => ErrorKind::Io,
    }
}
