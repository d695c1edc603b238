//! The contract of `extract --json`: one article with everything read from it.
//!
//! Fields may be added, never renamed or removed within a major version. Offsets are half-open
//! Unicode code points into the article's text.

use std::collections::BTreeMap;

use rapporteur_core::{
    Act, Anchor, Article, ArticleId, Basis, Clause, Confidence, DateSource, Diagnostic, Edtf,
    Entity, EntityType, Event, Form, Kind, Mention, ParticipantRole, Phase, Position, Precondition,
    Published, Reading, Said, SaidSource, Severity, Speaker, Stance, Statement, TextRange,
    TimeExpression, TimeType,
};
use serde::Serialize;

use super::code_points::CodePoints;

/// One article and its reading.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct ReadingView {
    /// The article.
    pub article: ArticleView,
    /// Who and what it names.
    pub entities: Vec<EntityView>,
    /// Where it names them.
    pub mentions: Vec<MentionView>,
    /// Date phrases.
    pub times: Vec<TimeView>,
    /// Who said what.
    pub statements: Vec<StatementView>,
    /// Conditions that were set.
    pub preconditions: Vec<PreconditionView>,
    /// What happened.
    pub events: Vec<EventView>,
    /// What made the reading.
    pub provenance: ProvenanceView,
    /// What should be told besides.
    pub diagnostics: Vec<DiagnosticView>,
}

/// What is known of an article besides its text.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct ArticleView {
    /// Its identity.
    pub id: String,
    /// The file it came in.
    pub file: Option<String>,
    /// The outlet.
    pub publisher: Option<String>,
    /// The headline.
    pub title: Option<String>,
    /// The address.
    pub url: Option<String>,
    /// The byline.
    pub author: Option<String>,
    /// The ISO 639 code of its language.
    pub language: String,
    /// When it was published.
    pub published: PublishedView,
    /// How many code points its text has.
    pub characters: usize,
    /// Whether it was analysed.
    pub read: bool,
}

/// A publication date.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct PublishedView {
    /// The date in EDTF.
    pub edtf: Option<String>,
    /// How it is known.
    pub from: DateSource,
}

/// Somebody or something that the article names.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct EntityView {
    /// Its id in this reading.
    pub id: String,
    /// The name to show.
    pub name: String,
    /// What it is.
    #[serde(rename = "type")]
    pub kind: EntityType,
    /// Its party's id.
    pub party: Option<String>,
    /// Its id in the codebook.
    pub codebook: Option<String>,
}

/// Words that name an entity.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct MentionView {
    /// The entity's id; none where the tie is open.
    pub entity: Option<String>,
    /// The first code point.
    pub start: usize,
    /// The code point after the last.
    pub end: usize,
    /// The words.
    pub text: String,
    /// First code point, and the one after the last, of the name among the words, where they have more.
    pub name: Option<[usize; 2]>,
    /// How they name it.
    pub form: Form,
    /// The entities it may stand for, likeliest first, where the tie is open.
    pub candidates: Vec<String>,
    /// Why it is tied, where it is another spelling than the entity is known by.
    pub tie: Option<TieView>,
}

/// Why a spelling is taken for a name that is spelled otherwise.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct TieView {
    /// How alike the two are, 0 to 1.
    pub score: f64,
    /// What speaks for it.
    pub reasons: Vec<String>,
}

/// A date phrase.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct TimeView {
    /// The first code point.
    pub start: usize,
    /// The code point after the last.
    pub end: usize,
    /// The words.
    pub text: String,
    /// The TIMEX3 type.
    #[serde(rename = "type")]
    pub kind: TimeType,
    /// EDTF or ISO 8601.
    pub value: Option<String>,
    /// The distance from a missing anchor.
    pub relative: Option<String>,
    /// What the text implies about an unknown date.
    pub bounds: Option<String>,
    /// What it was counted from.
    pub anchor: Option<Anchor>,
    /// The code points of the expression it was counted from, where that is one of the text.
    pub anchor_range: Option<[usize; 2]>,
}

/// Who said what.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct StatementView {
    /// Its id in this reading.
    pub id: String,
    /// The statement it stands in.
    pub within: Option<String>,
    /// How the words are reported.
    pub kind: Kind,
    /// Whether an utterance is reported.
    pub basis: Basis,
    /// What the words do.
    pub act: Act,
    /// How sure the reader is, 0 to 1.
    pub confidence: Option<f64>,
    /// The words that name the speaker.
    pub source: Vec<[usize; 2]>,
    /// The words that say that something was said.
    pub cue: Vec<[usize; 2]>,
    /// What was said.
    pub content: Vec<[usize; 2]>,
    /// Who speaks.
    pub speaker: SpeakerView,
    /// When it was said.
    pub said: Option<SaidView>,
    /// Where it stands on propositions.
    pub positions: Vec<PositionView>,
}

/// Who speaks.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct SpeakerView {
    /// The entity's id.
    pub entity: Option<String>,
    /// The name; null where the text does not say.
    pub name: Option<String>,
    /// The party's id.
    pub party: Option<String>,
}

/// A date and how it is known.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct SaidView {
    /// The date in EDTF.
    pub edtf: String,
    /// How it is known.
    pub from: SaidSource,
}

/// Where a statement stands on a proposition.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct PositionView {
    /// The proposition's id.
    pub proposition: String,
    /// On which side.
    pub stance: Stance,
    /// How sure the reader is, 0 to 1.
    pub confidence: Option<f64>,
    /// The words that decided it.
    pub words: Vec<[usize; 2]>,
}

/// A condition that was set.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct PreconditionView {
    /// Its id in this reading.
    pub id: String,
    /// The statement that sets it.
    pub statement: Option<String>,
    /// The party that sets it.
    pub holder: Option<String>,
    /// What is wanted or granted.
    pub wanted: ClauseView,
    /// What has to come first.
    pub condition: ClauseView,
}

/// One half of a precondition.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct ClauseView {
    /// The words.
    pub span: Vec<[usize; 2]>,
    /// The proposition they match.
    pub proposition: Option<String>,
}

/// What happened.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct EventView {
    /// Its id in this reading.
    pub id: String,
    /// The words that tell it.
    pub span: Vec<[usize; 2]>,
    /// The PLOVER type.
    #[serde(rename = "type")]
    pub plover: Option<String>,
    /// The PLOVER mode.
    pub mode: Option<String>,
    /// The negotiation's own kind.
    pub kind: Option<String>,
    /// Which one of its kind.
    pub ordinal: Option<u32>,
    /// How far it has got.
    pub phase: Phase,
    /// The statement that announces it.
    pub statement: Option<String>,
    /// When.
    pub date: Option<SaidView>,
    /// Where.
    pub place: Option<PlaceView>,
    /// Who takes part.
    pub participants: Vec<ParticipantView>,
    /// How many, how much, how long.
    pub quantities: Vec<QuantityView>,
}

/// Where an event took place.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct PlaceView {
    /// The name.
    pub name: String,
    /// The words.
    pub span: Vec<[usize; 2]>,
}

/// Somebody who takes part in an event.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct ParticipantView {
    /// The party's id.
    pub party: Option<String>,
    /// The entity's id.
    pub entity: Option<String>,
    /// What part they play.
    pub role: ParticipantRole,
    /// The words.
    pub span: Option<[usize; 2]>,
}

/// A figure.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct QuantityView {
    /// What is counted.
    pub of: String,
    /// How many.
    pub value: String,
    /// The words.
    pub span: Vec<[usize; 2]>,
}

/// What made a reading.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct ProvenanceView {
    /// The version of the engine.
    pub engine: String,
    /// The version of each model and rule set.
    pub models: BTreeMap<String, String>,
    /// The hash of the codebook.
    pub codebook: Option<String>,
}

/// A remark.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct DiagnosticView {
    /// How much it matters.
    pub severity: Severity,
    /// Its stable name.
    pub code: String,
    /// One line for people.
    pub message: String,
    /// Where in the text.
    pub span: Option<[usize; 2]>,
}

impl ReadingView {
    /// Draws up the view of one article.
    #[must_use]
    pub fn new(id: &ArticleId, file: Option<&str>, article: &Article, reading: &Reading) -> Self {
        let draw = Draw {
            text: &article.text,
            points: CodePoints::of(&article.text),
        };
        Self {
            article: ArticleView::new(id, file, article, reading),
            entities: reading.entities.iter().map(EntityView::new).collect(),
            mentions: reading.mentions.iter().map(|m| draw.mention(m)).collect(),
            times: reading.times.iter().map(|t| draw.time(t)).collect(),
            statements: reading
                .statements
                .iter()
                .map(|s| draw.statement(s))
                .collect(),
            preconditions: reading
                .preconditions
                .iter()
                .map(|p| draw.precondition(p))
                .collect(),
            events: reading.events.iter().map(|e| draw.event(e)).collect(),
            provenance: ProvenanceView {
                engine: reading.provenance.engine.clone(),
                models: reading.provenance.models.clone(),
                codebook: reading.provenance.codebook.clone(),
            },
            diagnostics: reading
                .diagnostics
                .iter()
                .map(|d| draw.diagnostic(d))
                .collect(),
        }
    }
}

impl ArticleView {
    fn new(id: &ArticleId, file: Option<&str>, article: &Article, reading: &Reading) -> Self {
        let metadata = article.metadata.clone();
        Self {
            id: id.to_string(),
            file: file.map(str::to_owned),
            publisher: metadata.publisher,
            title: metadata.title,
            url: metadata.url,
            author: metadata.author,
            language: reading.language.code().to_owned(),
            published: PublishedView::new(&metadata.published),
            characters: article.text.chars().count(),
            read: reading.read,
        }
    }
}

impl PublishedView {
    pub(crate) fn new(published: &Published) -> Self {
        Self {
            edtf: published.edtf.as_ref().map(Edtf::to_string),
            from: published.from,
        }
    }
}

impl EntityView {
    fn new(entity: &Entity) -> Self {
        Self {
            id: entity.id.to_string(),
            name: entity.name.clone(),
            kind: entity.kind,
            party: entity.party.clone(),
            codebook: entity.codebook.clone(),
        }
    }
}

impl SpeakerView {
    fn new(speaker: &Speaker) -> Self {
        Self {
            entity: speaker.entity.map(|id| id.to_string()),
            name: speaker.name.clone(),
            party: speaker.party.clone(),
        }
    }
}

impl SaidView {
    pub(crate) fn new(said: &Said) -> Self {
        Self {
            edtf: said.edtf.to_string(),
            from: said.from,
        }
    }
}

/// Draws what points into the text.
struct Draw<'a> {
    text: &'a str,
    points: CodePoints<'a>,
}

impl Draw<'_> {
    fn words(&self, range: TextRange) -> String {
        range.slice(self.text).unwrap_or_default().to_owned()
    }

    fn mention(&self, mention: &Mention) -> MentionView {
        let [start, end] = self.points.range(mention.range);
        MentionView {
            entity: mention.entity.map(|entity| entity.to_string()),
            start,
            end,
            text: self.words(mention.range),
            name: mention.name.map(|name| self.points.range(name)),
            form: mention.form,
            candidates: mention.candidates.iter().map(ToString::to_string).collect(),
            tie: mention.tie.as_ref().map(|tie| TieView {
                score: tie.score.probability(),
                reasons: tie.reasons.clone(),
            }),
        }
    }

    fn time(&self, time: &TimeExpression) -> TimeView {
        let [start, end] = self.points.range(time.range);
        TimeView {
            start,
            end,
            text: self.words(time.range),
            kind: time.kind,
            value: time.value.clone(),
            relative: time.relative.clone(),
            bounds: time.bounds.clone(),
            anchor: time.anchor,
            anchor_range: time.anchor_range.map(|range| self.points.range(range)),
        }
    }

    fn statement(&self, statement: &Statement) -> StatementView {
        StatementView {
            id: statement.id.to_string(),
            within: statement.within.map(|id| id.to_string()),
            kind: statement.kind,
            basis: statement.basis,
            act: statement.act,
            confidence: statement.confidence.map(Confidence::probability),
            source: self.points.ranges(&statement.source),
            cue: self.points.ranges(&statement.cue),
            content: self.points.ranges(&statement.content),
            speaker: SpeakerView::new(&statement.speaker),
            said: statement.said.as_ref().map(SaidView::new),
            positions: statement
                .positions
                .iter()
                .map(|p| self.position(p))
                .collect(),
        }
    }

    fn position(&self, position: &Position) -> PositionView {
        PositionView {
            proposition: position.proposition.clone(),
            stance: position.stance,
            confidence: position.confidence.map(Confidence::probability),
            words: self.points.ranges(&position.words),
        }
    }

    fn precondition(&self, precondition: &Precondition) -> PreconditionView {
        PreconditionView {
            id: precondition.id.to_string(),
            statement: precondition.statement.map(|id| id.to_string()),
            holder: precondition.holder.clone(),
            wanted: self.clause(&precondition.wanted),
            condition: self.clause(&precondition.condition),
        }
    }

    fn clause(&self, clause: &Clause) -> ClauseView {
        ClauseView {
            span: self.points.ranges(&clause.span),
            proposition: clause.proposition.clone(),
        }
    }

    fn event(&self, event: &Event) -> EventView {
        EventView {
            id: event.id.to_string(),
            span: self.points.ranges(&event.span),
            plover: event.plover.clone(),
            mode: event.mode.clone(),
            kind: event.kind.clone(),
            ordinal: event.ordinal,
            phase: event.phase,
            statement: event.statement.map(|id| id.to_string()),
            date: event.date.as_ref().map(SaidView::new),
            place: event.place.as_ref().map(|place| PlaceView {
                name: place.name.clone(),
                span: self.points.ranges(&place.span),
            }),
            participants: event
                .participants
                .iter()
                .map(|participant| ParticipantView {
                    party: participant.party.clone(),
                    entity: participant.entity.map(|id| id.to_string()),
                    role: participant.role,
                    span: participant.span.map(|range| self.points.range(range)),
                })
                .collect(),
            quantities: event
                .quantities
                .iter()
                .map(|quantity| QuantityView {
                    of: quantity.of.clone(),
                    value: quantity.value.clone(),
                    span: self.points.ranges(&quantity.span),
                })
                .collect(),
        }
    }

    fn diagnostic(&self, diagnostic: &Diagnostic) -> DiagnosticView {
        DiagnosticView {
            severity: diagnostic.severity,
            code: diagnostic.code.clone(),
            message: diagnostic.message.clone(),
            span: diagnostic.range.map(|range| self.points.range(range)),
        }
    }
}
