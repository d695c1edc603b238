//! The record, as faces use it: every command of the user is one method here, and answers with a
//! view.

mod add;
mod articles;
mod brief;
mod cache;
mod codebook;
mod compare;
mod copies;
mod correct;
mod deadlocks;
mod export;
mod facets;
mod log;
mod names;
mod network;
mod novelty;
mod pace;
mod positions;
mod reread;
mod review;
mod search;
mod set;
mod terms;
mod timeline;
mod users;
mod utterances;
mod who;

use std::path::Path;
use std::sync::Arc;

use rapporteur_core::Codebook;
use rapporteur_record::{CodebookVersion, Snapshot, Stamp, State};

use self::cache::{Cache, InForce};
use crate::codebook::CodebookFile;
use crate::error::{Error, ErrorKind};

pub use add::{AddReport, AddedArticle, Progress};
pub use articles::{
    ArticleLine, ArticlePage, ArticleQuery, CorrectedView, DecisionView, ShownArticle, VersionView,
};
pub use brief::{BriefView, News, PartyLine, Telling, Voice};
pub use codebook::PropositionSuggestions;
pub use compare::{Compared, ComparedPosition, ComparisonView, OnlyView, SideView, ToldStance};
pub use copies::LikeArticle;
pub use correct::{Correction, CorrectionPreview, CorrectionReport, Passage, StatementDraft};
pub use deadlocks::{
    ChainView, ClauseWords, ConditionTelling, DeadlockCounts, DeadlockView, DeadlocksQuery,
    DeadlocksView, OpeningView, WaitView,
};
pub use export::StatementExport;
pub use facets::{Facet, FacetValue, FacetsView, IssueFacet};
pub use log::{OperationView, UndoReport};
pub use names::{
    CalledView, DecidedNames, NameBrief, NameLine, NamePage, NameQuery, NameRef, NameView,
    NamesPreview, OfficeView, PassageView, SpellingView, SuggestionView, Verdict,
};
pub use network::{NetworkActors, NetworkEvent};
pub use novelty::{
    Earlier, EventNovelty, Novelty, NoveltyView, Opposite, Standing, StatementNovelty,
};
pub use pace::{DaySpan, PaceQuery, PaceStep, PaceView, PartyPace};
pub use positions::{
    Beside, Contradiction, DecidingWords, EffectView, EntryView, GapPointView, GapView,
    IssueStandings, LineQuery, LineView, LinesView, MoveCounts, MovePage, MoveQuery, MoveView,
    PositionsQuery, PositionsView, PropositionRef, PropositionStandings, Ruling, RulingPreview,
    RulingReport, Slip, StandingView, StatementEffect, TakenPage, TakenView, VoiceView,
};
pub use reread::RereadReport;
pub use review::{
    CodingView, ContextView, DisagreementPage, DisagreementView, JudgedReport, JudgementPage,
    JudgementView, Mark, NameItem, PositionItem, PropositionAlpha, ReviewItem, ReviewKind,
    ReviewPage, ReviewQuery,
};
pub use search::{
    FacetedPage, Spans as StatementSpans, StatementHit, StatementPage, StatementQuery,
    Words as StatementWords,
};
pub use set::Mending;
pub use terms::{TermView, TermsView};
pub use timeline::{
    EventTelling, FieldView, TimelineEvent, TimelinePage, TimelineQuery, ValueView,
};
pub use users::{Known, Role, UserView};
pub use utterances::UtteranceView;

/// One record, open.
///
/// Clones share its connections, and what was worked out of the record.
#[derive(Clone)]
pub struct Record {
    store: rapporteur_record::Record,
    cache: Arc<Cache>,
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
        let folder = file
            .parent()
            .filter(|folder| !folder.as_os_str().is_empty());
        if let Some(folder) = folder.filter(|folder| !folder.exists()) {
            let message = format!("there is no folder {} for the record", folder.display());
            return Err(Error::new(ErrorKind::Io, message).with_hint(ANOTHER_FILE));
        }
        let store = rapporteur_record::Record::create_or_open(file).await;
        Ok(Self {
            store: store.map_err(|error| unopened(file, error))?,
            cache: Arc::default(),
        })
    }

    /// Opens the record in `file`.
    ///
    /// # Errors
    ///
    /// As [`Record::create_or_open`]; and where there is no such file.
    pub async fn open(file: &Path) -> Result<Self, Error> {
        let store = rapporteur_record::Record::open(file).await;
        Ok(Self {
            store: store.map_err(|error| unopened(file, error))?,
            cache: Arc::default(),
        })
    }

    /// Closes the record: what stands in the write-ahead log goes into the file.
    pub async fn close(self) {
        self.store.close().await;
    }

    /// Returns the state of the record, which is another one whenever anything is written to it that
    /// an answer may rest on, by whomever.
    ///
    /// # Errors
    ///
    /// Where the record cannot be read.
    pub async fn state(&self) -> Result<State, Error> {
        Ok(self.store.snapshot().await?.state().await?)
    }

    /// Returns the codebook in force: the file that the last add or reread used, with the examples
    /// that people have accepted on the record since.
    ///
    /// # Errors
    ///
    /// Where the record cannot be read.
    pub async fn codebook(&self) -> Result<Option<CodebookFile>, Error> {
        let mut snapshot = self.store.snapshot().await?;
        Ok(self.in_force(&mut snapshot).await?.0.clone())
    }

    /// Finds the codebook in force.
    async fn in_force(&self, snapshot: &mut Snapshot) -> Result<Arc<InForce>, Error> {
        let state = snapshot.state().await?;
        let work = async {
            let Some(file) = snapshot.codebook_in_force().await?.and_then(parsed) else {
                return Ok(InForce(None));
            };
            let file = with_examples(snapshot, &file).await?;
            Ok(InForce(Some(file)))
        };
        self.cache.codebook.get(state.written, work).await
    }

    /// Returns a codebook's file with the examples that people have accepted on the record.
    ///
    /// # Errors
    ///
    /// Where the record cannot be read.
    pub async fn with_examples(&self, file: &CodebookFile) -> Result<CodebookFile, Error> {
        let mut snapshot = self.store.snapshot().await?;
        with_examples(&mut snapshot, file).await
    }
}

async fn with_examples(
    snapshot: &mut Snapshot,
    file: &CodebookFile,
) -> Result<CodebookFile, Error> {
    let decided = snapshot.position_decisions().await?.into_iter();
    let decisions: Vec<_> = decided.map(|decided| decided.decision).collect();
    Ok(file.with_examples(&positions::examples(&decisions)))
}

/// What helps where a record cannot be in the file that was named.
const ANOTHER_FILE: &str = "name a file in a folder that you may write to with --record FILE";

/// Where the numbers are that commands ask for.
const NUMBERS: &str = "`rapporteur articles` lists the articles, `rapporteur log` the operations";

/// Says of which file the record speaks, where it does not say so itself.
fn unopened(file: &Path, error: rapporteur_record::RecordError) -> Error {
    use rapporteur_record::ErrorKind as Stored;
    let shown = file.display();
    match error.kind() {
        Stored::NotFound => Error::new(
            ErrorKind::NotFound,
            format!("there is no record at {shown}"),
        )
        .with_hint("make one with `rapporteur add REPORTS`, or name another with --record FILE"),
        _ if file.is_dir() => {
            Error::new(ErrorKind::Io, format!("{shown} is a folder, not a record"))
                .with_hint(ANOTHER_FILE)
        }
        Stored::Io => Error::new(
            ErrorKind::Io,
            format!("cannot open the record {shown}: {error}"),
        )
        .with_hint(ANOTHER_FILE),
        _ => error.into(),
    }
}

/// The file of a codebook that the record keeps; it was parsed before it was stored.
fn parsed(version: CodebookVersion) -> Option<CodebookFile> {
    let bare = version.base.map_or(version.source, |base| base.source);
    CodebookFile::parse(&bare).ok()
}

fn stored(file: &CodebookFile) -> CodebookVersion {
    CodebookVersion {
        hash: file.hash.clone(),
        name: file.codebook.process.name.clone(),
        source: file.source.clone(),
        base: file.base.as_deref().map(|base| Box::new(stored(base))),
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
        match (error.hint(), kind) {
            (Some(hint), _) => translated.with_hint(hint),
            (None, ErrorKind::NotFound) => translated.with_hint(NUMBERS),
            (None, _) => translated,
        }
    }
}
