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

mod agreement;
mod codebook;
mod copies;
mod deadlocks;
mod engine;
mod entities;
mod error;
mod examples;
mod intake;
mod marks;
mod names;
mod nearest;
mod network;
mod positions;
mod record;
mod timeline;
mod utterances;
mod view;
pub mod wording;

pub use codebook::{
    CodebookDraft, CodebookFile, CodebookProblem, GroupExample, PartyShare, StatementGroup,
    draft_codebook,
};
pub use copies::{CopiedArticle, CopyGroup, CopyPage, CopyView, copies_among};
pub use deadlocks::{
    Actors, Deadlock, Opening, SetClause, SetPrecondition, Standoff, TakenPosition, Wait, standoff,
};
pub use engine::{Engine, ReadArticle, set_jobs};
pub use error::{Error, ErrorKind};
pub use intake::{
    Failure, Format, Inputs, IntakeOptions, Item, MOST_BYTES, MetadataTable, RawItem, TableError,
    publication_date,
};
pub use marks::{Stretch, differing, marked};
pub use names::{ScoredPair, ScoredPairs, score_pairs};
pub use nearest::nearest;
pub use network::{
    Duplicates, NetworkEdge, NetworkMode, NetworkNode, NetworkOptions, NetworkType, NetworkView,
    Normalisation, QualifierUse, edge_rows, matrix, write_gexf, write_graphml,
};
pub use positions::{MoveKind, Trend};
pub use rapporteur_core::{
    Act, Basis, DateSource, Edtf, EntityType, Form, Kind, Metadata, Phase, Published, SaidSource,
    Stance,
};
pub use rapporteur_extract::Measured;
pub use rapporteur_record::{PositionVerdict, State};
pub use record::{
    AddReport, AddedArticle, ArticleLine, ArticlePage, ArticleQuery, Beside, BriefView, CalledView,
    ChainView, ClauseWords, Clerk, CodingView, Compared, ComparedPosition, ComparisonView,
    ConditionTelling, ContextView, Contradiction, CorrectedView, Correction, CorrectionPreview,
    CorrectionReport, DaySpan, DeadlockCounts, DeadlockView, DeadlocksQuery, DeadlocksView,
    DecidedNames, DecidingWords, DecisionView, DisagreementPage, DisagreementView, Earlier,
    EffectView, EntryView, EventNovelty, EventTelling, Facet, FacetValue, FacetedPage, FacetsView,
    FieldView, GapPointView, GapView, IssueFacet, IssueStandings, JudgedReport, JudgementPage,
    JudgementView, Known, LikeArticle, LineQuery, LineView, LinesView, Mark, Mending, MoveCounts,
    MovePage, MoveQuery, MoveView, NameBrief, NameItem, NameLine, NamePage, NameQuery, NameRef,
    NameView, NamesPreview, NetworkActors, NetworkEvent, News, Novelty, NoveltyView, OfficeView,
    OnlyView, OpeningView, OperationView, Opposite, PaceQuery, PaceStep, PaceView, PartyLine,
    PartyPace, Passage, PassageView, PositionItem, PositionsQuery, PositionsView, Progress,
    PropositionAlpha, PropositionRef, PropositionStandings, PropositionSuggestions, Record,
    RereadReport, ReviewItem, ReviewKind, ReviewPage, ReviewQuery, Role, Ruling, RulingPreview,
    RulingReport, ShownArticle, SideView, Slip, SpellingView, Standing, StandingView,
    StatementDraft, StatementEffect, StatementExport, StatementHit, StatementNovelty,
    StatementPage, StatementQuery, StatementSpans, StatementWords, SuggestionView, TakenPage,
    TakenView, Telling, TermView, TermsView, TimelineEvent, TimelinePage, TimelineQuery,
    ToldStance, UndoReport, UserView, UtteranceView, ValueView, Verdict, VersionView, Voice,
    VoiceView, WaitView,
};
pub use timeline::{Agreement, FieldName};
pub use utterances::{MEASURES, measure_wordings};
pub use view::{
    ArticleView, ClauseView, DiagnosticView, EntityView, EventView, MentionView, ParticipantView,
    PlaceView, PositionView, PreconditionView, ProvenanceView, PublishedView, QuantityView,
    ReadingView, SaidView, SpeakerView, StatementView, TieView, TimeView,
};
