//! The record on disk: every article that was read, what was read in it, and who did what.
//!
//! A record is one SQLite file. Articles come in with their originals and readings, are read again,
//! mended, removed, erased; each of these writes is an [`Operation`] in a log, and all but erasing
//! can be undone. Questions are put to a [`Snapshot`], which stands still while others write.
//!
//! This crate is the only one that speaks SQL. It does not read articles: identities, hashes and
//! readings are given to it, as are times and authors, since it reads no clock. It gives values,
//! not views: what a face shows is the engine's business.
//!
//! ```
//! # let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
//! # runtime.block_on(async {
//! # let folder = tempfile::tempdir().unwrap();
//! # let path = folder.path().join("talks.rapporteur");
//! use rapporteur_core::{Article, ArticleId, Language, Metadata, Provenance, Reading};
//! use rapporteur_record::{Added, LongKind, NewArticle, Original, Record, Stamp};
//!
//! let text = "Talks can resume, Ilva Maren said.".to_owned();
//! let new = NewArticle {
//!     id: ArticleId("5ee1".to_owned()),
//!     text_hash: "7a0b".to_owned(),
//!     original: Original {
//!         hash: "7a0b".to_owned(),
//!         format: "text".to_owned(),
//!         bytes: text.clone().into_bytes(),
//!     },
//!     article: Article { text, metadata: Metadata::default() },
//!     file: Some("maren.txt".to_owned()),
//!     reading: Reading {
//!         language: Language::new("en"),
//!         read: true,
//!         entities: vec![],
//!         mentions: vec![],
//!         times: vec![],
//!         statements: vec![],
//!         preconditions: vec![],
//!         events: vec![],
//!         provenance: Provenance::default(),
//!         diagnostics: vec![],
//!     },
//!     digest: None,
//! };
//! let stamp = Stamp {
//!     author: "Ada".to_owned(),
//!     at: "2031-03-12T09:30:00Z".to_owned(),
//!     summary: "add maren.txt".to_owned(),
//! };
//!
//! let record = Record::create_or_open(&path).await?;
//! let mut writing = record.begin(LongKind::Add, stamp, None).await?;
//! let added = writing.add(&[new]).await?;
//! writing.finish("2031-03-12T09:30:01Z", "add 1 article").await?;
//!
//! let [Added::New(number)] = added[..] else { panic!("the article was known") };
//! let article = record.snapshot().await?.article(number).await?;
//! assert_eq!(article.row.file.as_deref(), Some("maren.txt"));
//! record.close().await;
//! # Ok::<(), rapporteur_record::RecordError>(())
//! # }).unwrap();
//! ```

mod add;
mod amend;
mod amendment;
mod article;
mod beside;
mod bulk;
mod candidate;
mod codebook;
mod copies;
mod decision;
mod digest;
mod entity;
mod erase;
mod error;
mod facet;
mod grouping;
mod identity;
mod judgement;
mod line;
mod names;
mod naming;
mod operation;
mod order;
mod overview;
mod pace;
mod pack;
mod pending;
mod person;
mod plan;
mod position;
mod precondition;
mod present;
mod record;
mod refill;
mod remove;
mod reread;
mod ruling;
mod search;
mod set;
mod snapshot;
mod sought;
mod speaker;
mod sqlite;
mod standing;
mod state;
mod statement;
mod taken;
mod undo;
mod unplaced;
mod verdict;
mod words;
mod writing;

pub use add::{Added, NewArticle};
pub use amendment::{
    Amended, Amendment, FIRST_ADDED, SpokenBy, StatementDecided, StatementField, Stretch,
};
pub use article::{
    ArticleFilter, ArticleNumber, ArticleRow, Original, OriginalRef, StoredArticle, Version,
    VersionNumber,
};
pub use candidate::{CandidateFilter, CandidateRow};
pub use codebook::{CodebookVersion, StoredCodebook};
pub use copies::{Alike, Bearer, Comparing, MOST_BEARERS, Print, Uncompared};
pub use decision::{Decided, Decision};
pub use digest::{Digest, DigestRow, Unpacker};
pub use entity::EntityRow;
pub use error::{ErrorKind, RecordError};
pub use facet::FacetRow;
pub use identity::{Addressed, Known};
pub use judgement::{Judged, Judgement, JudgementFilter};
pub use names::{AppearanceRow, NamingNumber, NamingRow, WordingRow};
pub use operation::{Counts, Operation, OperationKind, OperationNumber, Stamp};
pub use overview::Overview;
pub use pace::{FirstAndLast, PaceRow};
pub use person::PersonRow;
pub use precondition::{ConditionCount, PreconditionFilter, PreconditionRow};
pub use record::{LongKind, Record};
pub use reread::NewReading;
pub use ruling::{PositionDecided, PositionDecision, PositionVerdict};
pub use search::{Borne, Dated, PartyChoice, PartyCount, Reach, StatementFilter};
pub use set::Mend;
pub use snapshot::Snapshot;
pub use standing::{
    LineNumber, LineRow, SidesRow, StandingRow, StatementPlace, VoiceFilter, VoiceRow,
};
pub use state::State;
pub use statement::{Rank, StatementRow};
pub use taken::{QuotedRow, TakenRow};
pub use undo::Undone;
pub use unplaced::Unplaced;
pub use verdict::{NameDecided, NameDecision, NameVerdict, Named, name_key};
pub use words::words_in;
pub use writing::Writing;
