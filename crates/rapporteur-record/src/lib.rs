//! The record on disk: every article that was read, what was read in it, and who did what.

mod add;
mod article;
mod bulk;
mod codebook;
mod decision;
mod entity;
mod erase;
mod error;
mod operation;
mod order;
mod overview;
mod pack;
mod plan;
mod present;
mod record;
mod remove;
mod reread;
mod search;
mod set;
mod snapshot;
mod sqlite;
mod statement;
mod undo;
mod words;
mod writing;

pub use add::{Added, NewArticle};
pub use article::{
    Addressed, ArticleFilter, ArticleNumber, ArticleRow, Known, Original, OriginalRef,
    StoredArticle, Version, VersionNumber,
};
pub use codebook::{CodebookVersion, StoredCodebook};
pub use decision::{Decided, Decision};
pub use entity::EntityRow;
pub use error::{ErrorKind, RecordError};
pub use operation::{Counts, Operation, OperationKind, OperationNumber, Stamp};
pub use overview::Overview;
pub use record::{LongKind, Record};
pub use reread::NewReading;
pub use search::{Dated, PartyChoice, PartyCount, StatementFilter};
pub use set::Mend;
pub use snapshot::Snapshot;
pub use statement::StatementRow;
pub use undo::Undone;
pub use writing::Writing;
