//! The engine of Rapporteur, and the only border for its faces.
//!
//! It takes in articles ([`Inputs`]), reads them with a codebook ([`Engine`]), keeps what was read
//! ([`Record`]) and answers with views, which are plain data. It prints nothing, asks nothing of the
//! terminal, and takes author and clock as arguments.
//!
//! ```
//! use rapporteur::{CodebookFile, Engine, Inputs, IntakeOptions};
//!
//! let codebook = CodebookFile::parse("[[party]]\nid = \"valdria\"\nname = \"Valdria\"").unwrap();
//! let folder = tempfile::tempdir().unwrap();
//! let file = folder.path().join("report.txt");
//! std::fs::write(&file, "Valdria insists on a date, and “nothing else”, it said on Monday.").unwrap();
//!
//! let engine = Engine::new(Some(codebook));
//! let mut views = Vec::new();
//! engine.extract(Inputs::new(&[file], IntakeOptions::default()), |read| {
//!     views.push(read.unwrap().view());
//! });
//! assert_eq!(views[0].entities[0].codebook.as_deref(), Some("valdria"));
//! ```

mod codebook;
mod engine;
mod entities;
mod error;
mod intake;
mod names;
mod nearest;
mod record;
mod timeline;
mod view;

pub use codebook::{CodebookFile, CodebookProblem};
pub use engine::{Engine, ReadArticle, set_jobs};
pub use error::{Error, ErrorKind};
pub use intake::{
    Failure, Format, Inputs, IntakeOptions, Item, MOST_BYTES, MetadataTable, RawItem, TableError,
    publication_date,
};
pub use names::{ScoredPair, ScoredPairs, score_pairs};
pub use nearest::nearest;
pub use rapporteur_core::{
    Act, Basis, DateSource, Edtf, EntityType, Form, Kind, Metadata, Phase, Published, SaidSource,
    Stance,
};
pub use record::{
    AddReport, ArticleLine, ArticlePage, ArticleQuery, BriefView, Clerk, DecidedNames,
    DecisionView, Earlier, EventTelling, FieldView, Mending, NameLine, NamePage, NameQuery,
    NameRef, NameView, NoveltyView, OperationView, PartyLine, PassageView, Progress, Record,
    RereadReport, ShownArticle, SpellingView, Standing, StatementHit, StatementNovelty,
    StatementPage, StatementQuery, SuggestionView, Telling, TimelineEvent, TimelinePage,
    TimelineQuery, UndoReport, ValueView, Verdict, VersionView, Voice,
};
pub use timeline::{Agreement, FieldName};
pub use view::{
    ArticleView, ClauseView, DiagnosticView, EntityView, EventView, MentionView, ParticipantView,
    PlaceView, PositionView, PreconditionView, ProvenanceView, PublishedView, QuantityView,
    ReadingView, SaidView, SpeakerView, StatementView, TieView, TimeView,
};
