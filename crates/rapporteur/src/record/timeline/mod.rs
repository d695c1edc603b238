//! The timeline: what happened, one event a line, with what the articles that tell it differ on.

mod drawn;
mod happening;
mod names;

use std::collections::BTreeMap;

use rapporteur_core::{Edtf, Event, Phase, TextRange};
use rapporteur_record::{ArticleNumber, Snapshot, StoredArticle, name_key};
use serde::Serialize;

use self::drawn::{Drawn, Points};
use self::happening::Happening;
use self::names::Names;
use super::names::NameRef;
use super::{Record, search::party_id, who};
use crate::error::Error;
use crate::timeline::{Agreement, Days, FieldName, Mention, Sides, groups, is_mutual};
use crate::view::CodePoints;

/// How many articles are held at a time.
const PAGE: u32 = 256;

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
pub struct TimelinePage {
    /// How many there are in all.
    pub total: u64,
    /// The earliest of them first, those without a day last.
    pub events: Vec<TimelineEvent>,
}

/// One event, as the articles on the record tell it.
#[derive(Debug, Clone, Serialize)]
pub struct TimelineEvent {
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
    /// What the articles tell of it, question by question.
    pub fields: Vec<FieldView>,
    /// Where it is told.
    pub tellings: Vec<EventTelling>,
}

/// A question about an event, with the answers.
#[derive(Debug, Clone, Serialize)]
pub struct FieldView {
    /// What is asked.
    pub field: FieldName,
    /// What exactly, such as `duration` or `killed`.
    pub of: String,
    /// Whether the answers agree.
    pub verdict: Agreement,
    /// The answers, those that most outlets give first.
    pub values: Vec<ValueView>,
    /// The numbers of the articles that tell the event and do not answer.
    pub silent: Vec<i64>,
}

/// An answer, with who gives it.
#[derive(Debug, Clone, Serialize)]
pub struct ValueView {
    /// The answer: EDTF, ISO 8601, a number, a name, or names.
    pub value: String,
    /// Where it is given.
    pub told_by: Vec<EventTelling>,
}

/// Words of an article that tell of an event.
#[derive(Debug, Clone, Serialize)]
pub struct EventTelling {
    /// The number of the article.
    pub article: i64,
    /// The event's id in its reading.
    pub event: String,
    /// The outlet.
    pub publisher: Option<String>,
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
        let codebook = self.codebook().await?.map(|file| file.codebook);
        let codebook = codebook.as_ref();
        let mut snapshot = self.store.snapshot().await?;
        let names = who::groups(self, &mut snapshot).await?;
        let names = Names::of(&names, codebook);
        let mentions = mentions(&mut snapshot, &names, query.all).await?;
        let party = query.party.as_ref().map(|party| party_id(codebook, party));
        let mut found: Vec<Happening<'_>> = groups(&mentions)
            .into_iter()
            .map(|group| Happening::of(&mentions, group))
            .filter(|happening| happening.fits(query, party.as_deref()))
            .collect();
        found.sort_by_cached_key(Happening::order);
        let total = found.len() as u64;
        let limit = query.limit.map_or(usize::MAX, |limit| limit as usize);
        let shown: Vec<Happening<'_>> = found
            .into_iter()
            .skip(query.offset as usize)
            .take(limit)
            .collect();
        let mut texts = BTreeMap::new();
        for article in shown.iter().flat_map(Happening::articles) {
            let text = snapshot.text(ArticleNumber(article)).await?;
            texts.insert(article, text);
        }
        let points: Points<'_> = texts
            .iter()
            .map(|(article, text)| (*article, (text.as_str(), CodePoints::of(text))))
            .collect();
        let drawn = Drawn {
            mentions: &mentions,
            names: &names,
            points: &points,
        };
        Ok(TimelinePage {
            total,
            events: shown.iter().map(|event| drawn.event(event)).collect(),
        })
    }
}

/// Gathers the events of all current readings.
async fn mentions(
    snapshot: &mut Snapshot,
    names: &Names<'_>,
    all: bool,
) -> Result<Vec<Mention>, Error> {
    let mut mentions = Vec::new();
    let mut after = None;
    loop {
        let page = snapshot.stored_articles(after, PAGE).await?;
        let Some(last) = page.last() else {
            return Ok(mentions);
        };
        after = Some(last.row.number);
        for stored in &page {
            let events = stored.reading.events.iter();
            let events = events.filter(|event| all || !is_verbal(event));
            mentions.extend(events.map(|event| mention(stored, event, names)));
        }
    }
}

/// Says whether an event consists in saying something: it is on the timeline as a statement is.
fn is_verbal(event: &Event) -> bool {
    event.kind.is_none() && event.phase == Phase::Announced
}

fn mention(stored: &StoredArticle, event: &Event, names: &Names<'_>) -> Mention {
    let article = stored.row.number;
    let parts = event.participants.iter().filter_map(|part| {
        let party = names.party(article, &stored.reading, part)?;
        Some((part.role, party))
    });
    let words = words(&stored.article.text, &event.span);
    Mention {
        article: article.0,
        source: stored.row.id.to_string(),
        publisher: stored.row.publisher.clone(),
        published: stored.row.published.edtf.as_ref().map(Days::of),
        words: name_key(&words),
        sides: Sides::of(is_mutual(event), &names.mediators, parts),
        place: event.place.as_ref().map(|place| names.place(&place.name)),
        event: event.clone(),
    }
}

fn words(text: &str, ranges: &[TextRange]) -> String {
    let pieces: Vec<&str> = ranges
        .iter()
        .filter_map(|range| range.slice(text))
        .collect();
    pieces.join(" … ")
}
