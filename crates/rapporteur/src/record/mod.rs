//! The record, as faces use it: every command of the user is one method here, and answers with a
//! view.

mod add;
mod articles;
mod brief;
mod export;
mod log;
mod novelty;
mod reread;
mod search;
mod set;

use std::path::Path;

use rapporteur_core::Codebook;
use rapporteur_record::{CodebookVersion, Stamp};

use crate::codebook::CodebookFile;
use crate::error::{Error, ErrorKind};

pub use add::{AddReport, Progress};
pub use articles::{
    ArticleLine, ArticlePage, ArticleQuery, DecisionView, ShownArticle, VersionView,
};
pub use brief::{BriefView, PartyLine, Telling, Voice};
pub use log::{OperationView, UndoReport};
pub use novelty::{Earlier, NoveltyView, Standing, StatementNovelty};
pub use reread::RereadReport;
pub use search::{StatementHit, StatementPage, StatementQuery};
pub use set::Mending;

/// One record, open.
#[derive(Clone)]
pub struct Record {
    store: rapporteur_record::Record,
}

/// Who writes to the record, and by which clock.
#[derive(Debug, Clone)]
pub struct Clerk {
    /// The name that the log keeps.
    pub author: String,
    /// Tells the time, in ISO 8601 and UTC.
    pub now: fn() -> String,
}

impl Clerk {
    fn stamp(&self, summary: String) -> Stamp {
        Stamp {
            author: self.author.clone(),
            at: (self.now)(),
            summary,
        }
    }
}

impl Record {
    /// Opens the record in `file`, and makes one where there is none.
    ///
    /// # Errors
    ///
    /// Where the file is no record, was written by a newer version, or cannot be read or written.
    pub async fn create_or_open(file: &Path) -> Result<Self, Error> {
        let store = rapporteur_record::Record::create_or_open(file).await?;
        Ok(Self { store })
    }

    /// Opens the record in `file`.
    ///
    /// # Errors
    ///
    /// As [`Record::create_or_open`]; and where there is no such file.
    pub async fn open(file: &Path) -> Result<Self, Error> {
        match rapporteur_record::Record::open(file).await {
            Ok(store) => Ok(Self { store }),
            Err(error) if error.kind() == rapporteur_record::ErrorKind::NotFound => {
                Err(Error::new(
                    ErrorKind::NotFound,
                    format!("there is no record at {}", file.display()),
                )
                .with_hint(
                    "make one with `rapporteur add REPORTS`, or name another with --record FILE",
                ))
            }
            Err(error) => Err(error.into()),
        }
    }

    /// Closes the record: what stands in the write-ahead log goes into the file.
    pub async fn close(self) {
        self.store.close().await;
    }

    /// Returns the codebook in force: the one that the last add or reread used.
    ///
    /// # Errors
    ///
    /// Where the record cannot be read.
    pub async fn codebook(&self) -> Result<Option<CodebookFile>, Error> {
        let mut snapshot = self.store.snapshot().await?;
        Ok(snapshot.codebook_in_force().await?.and_then(parsed))
    }
}

/// A codebook that the record keeps was parsed before it was stored.
fn parsed(version: CodebookVersion) -> Option<CodebookFile> {
    CodebookFile::parse(&version.source).ok()
}

fn stored(file: &CodebookFile) -> CodebookVersion {
    CodebookVersion {
        hash: file.hash.clone(),
        name: file.codebook.process.name.clone(),
        source: file.source.clone(),
    }
}

/// The name to show for a party: the codebook's where it has one, else the id.
fn party_name(codebook: Option<&Codebook>, id: &str) -> String {
    codebook
        .and_then(|codebook| codebook.parties.iter().find(|party| party.id == id))
        .map_or_else(|| id.to_owned(), |party| party.name.clone())
}

impl From<rapporteur_record::RecordError> for Error {
    fn from(error: rapporteur_record::RecordError) -> Self {
        use rapporteur_record::ErrorKind as Stored;
        let kind = match error.kind() {
            Stored::NotFound => ErrorKind::NotFound,
            Stored::Refused => ErrorKind::Refused,
            Stored::Io => ErrorKind::Io,
            _ => ErrorKind::Record,
        };
        let translated = Self::new(kind, error.to_string());
        match error.hint() {
            Some(hint) => translated.with_hint(hint),
            None => translated,
        }
    }
}
