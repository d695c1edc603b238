//! The timeline: what happened, one event a line, with what the articles that tell it differ on.

mod beside;
mod drawn;
mod happening;
mod names;
mod source;
mod tellers;
mod whole;

use std::sync::Arc;

use rapporteur_core::{Edtf, Phase, TextRange};
use serde::Serialize;

pub(super) use self::beside::events_beside;
pub(super) use self::happening::Outline;
pub(super) use self::names::{NameIndex, name_index};
pub(super) use self::source::{Source, digest_of};
pub(super) use self::tellers::Tellers;
pub(super) use self::whole::Whole;
use super::names::NameRef;
use super::{Record, search::party_id};
use crate::error::Error;
use crate::timeline::{Agreement, FieldName, Mention};

/// Which events are wanted; what is not given does not matter.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct TimelineQuery {
    /// On this day or later; leaves out what nobody knows the day of.
    pub from: Option<Edtf>,
    /// On this day or earlier; leaves out what nobody knows the day of.
    pub to: Option<Edtf>,
    /// The negotiation's own kind, or the PLOVER type, in any case.
    pub kind: Option<String>,
    /// The id or a name of a party that takes part.
    pub party: Option<String>,
    /// Also events that consist in saying something.
    pub all: bool,
    /// At most so many; `None` is all.
    pub limit: Option<u32>,
    /// Passes over so many.
    pub offset: u32,
}

/// Events that were found.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct TimelinePage {
    /// How many there are in all.
    pub total: u64,
    /// The earliest of them first, those without a day last.
    pub events: Vec<TimelineEvent>,
}

/// One event, as the articles on the record tell it.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct TimelineEvent {
    /// Its place on the whole timeline without what consists in saying something, from 1, until the
    /// record is written to; null elsewhere.
    pub number: Option<u64>,
    /// The sharpest date that an article tells, in EDTF, or else the earliest publication date that
    /// stands for it.
    pub date: Option<String>,
    /// Whether the date is that of publication, since no article tells the day.
    pub assumed: bool,
    /// The PLOVER type.
    #[serde(rename = "type")]
    pub plover: Option<String>,
    /// The PLOVER mode.
    pub mode: Option<String>,
    /// The negotiation's own kind.
    pub kind: Option<String>,
    /// Which one of its kind.
    pub ordinal: Option<u32>,
    /// How far it has got by what the articles tell.
    pub phase: Phase,
    /// The parties that do it.
    pub actors: Vec<NameRef>,
    /// The parties that have it done to them.
    pub recipients: Vec<NameRef>,
    /// The parties that mediate or provide the room.
    pub between: Vec<NameRef>,
    /// The name of the place.
    pub place: Option<String>,
    /// The outlets that tell it; null stands for unknown ones.
    pub publishers: Vec<Option<String>>,
    /// How many independent sources stand behind it: copies are one with their original, and who has
    /// it from one agency is one with that.
    pub sources: u64,
    /// What the articles tell of it, question by question.
    pub fields: Vec<FieldView>,
    /// Where it is told.
    pub tellings: Vec<EventTelling>,
}

/// A question about an event, with the answers.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct FieldView {
    /// What is asked.
    pub field: FieldName,
    /// What exactly, such as `duration` or `killed`.
    pub of: String,
    /// Whether the answers agree.
    pub verdict: Agreement,
    /// The answers, those that most sources give first.
    pub values: Vec<ValueView>,
    /// The numbers of the articles that tell the event and do not answer.
    pub silent: Vec<i64>,
}

/// An answer, with who gives it.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct ValueView {
    /// The answer: EDTF, ISO 8601, a number, a name, or names.
    pub value: String,
    /// How many independent sources give it.
    pub sources: u64,
    /// Where it is given.
    pub told_by: Vec<EventTelling>,
}

/// Words of an article that tell of an event.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct EventTelling {
    /// The number of the article.
    pub article: i64,
    /// The event's id in its reading.
    pub event: String,
    /// The outlet.
    pub publisher: Option<String>,
    /// The outlet that stands behind it: whose copy the article is, whom it cites here, or itself.
    pub source: Option<String>,
    /// The number of the article that this one is a copy of.
    pub copy_of: Option<i64>,
    /// The words.
    pub text: String,
    /// Where they stand, in code points.
    pub span: Vec<[usize; 2]>,
}

impl Record {
    /// Draws up the timeline.
    ///
    /// # Errors
    ///
    /// Where the record cannot be read.
    pub async fn timeline(&self, query: &TimelineQuery) -> Result<TimelinePage, Error> {
        self.relate().await?;
        let mut snapshot = self.store.snapshot().await?;
        let in_force = self.in_force(&mut snapshot).await?;
        let codebook = in_force.codebook();
        let whole = Whole::of(self, &mut snapshot, &in_force, query.all).await?;
        let party = query.party.as_ref().map(|party| party_id(codebook, party));
        let found = whole.outlines.iter();
        let found: Vec<_> = found
            .filter(|event| event.fits(query, party.as_deref()))
            .collect();
        let limit = query.limit.map_or(usize::MAX, |limit| limit as usize);
        let shown = found.iter().skip(query.offset as usize).take(limit);
        let shown: Vec<_> = shown.copied().collect();
        let mut events = whole.drawn(self, &mut snapshot, &in_force, &shown).await?;
        if query.all {
            events.iter_mut().for_each(|event| event.number = None);
        }
        Ok(TimelinePage {
            total: found.len() as u64,
            events,
        })
    }
}

impl Record {
    /// Finds the whole timeline, without drawing it; with `all`, also events that consist in saying
    /// something.
    pub(super) async fn whole_timeline(&self, all: bool) -> Result<Arc<Whole>, Error> {
        self.relate().await?;
        let mut snapshot = self.store.snapshot().await?;
        let in_force = self.in_force(&mut snapshot).await?;
        Whole::of(self, &mut snapshot, &in_force, all).await
    }
}

/// The outlet of a mention: several articles of one are one voice. Whether several voices are
/// independent of each other is counted beside the verdict.
fn outlet(mention: &Mention, _: &[TextRange]) -> String {
    mention.publisher.clone().unwrap_or_default()
}
