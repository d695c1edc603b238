//! Views: what every face shows, drawn up from the nouns, with offsets in code points.

mod code_points;
mod reading;

pub(crate) use code_points::CodePoints;
pub use reading::{
    ArticleView, ClauseView, DiagnosticView, EntityView, EventView, MentionView, ParticipantView,
    PlaceView, PositionView, PreconditionView, ProvenanceView, PublishedView, QuantityView,
    ReadingView, SaidView, SpeakerView, StatementView, TieView, TimeView,
};
