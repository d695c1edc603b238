//! The timeline: what happened, one event a line, with what the articles that tell it differ on.

mod drawn;
mod happening;
mod names;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use rapporteur_core::{Codebook, Edtf, Event, EventId, Phase, Reading, TextRange};
use rapporteur_record::{ArticleNumber, Snapshot, StoredArticle, name_key};
use serde::Serialize;

use self::drawn::{Drawn, Points};
use self::happening::Happening;
use self::names::Names;
use super::names::NameRef;
use super::{Record, copies, search::party_id, who};
use crate::copies::{Behind, Sources};
use crate::engine::ReadArticle;
use crate::entities::Groups;
use crate::error::Error;
use crate::timeline::{Agreement, Days, FieldName, Mention, Part, Sides, groups, is_mutual};
use crate::view::CodePoints;

/// Stands for an article that is not on the record.
const AT_HAND: ArticleNumber = ArticleNumber(0);

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
        let codebook = self.codebook().await?.map(|file| file.codebook);
        let codebook = codebook.as_ref();
        self.relate().await?;
        let mut snapshot = self.store.snapshot().await?;
        let names = who::groups(self, &mut snapshot).await?;
        let names = Names::of(&names, codebook);
        let sources = copies::sources(&mut snapshot, codebook).await?;
        let mentions = mentions(&mut snapshot, &names, &sources, query.all).await?;
        let party = query.party.as_ref().map(|party| party_id(codebook, party));
        let mut found = happenings(&mentions);
        if query.all {
            found
                .iter_mut()
                .for_each(|happening| happening.number = None);
        }
        found.retain(|happening| happening.fits(query, party.as_deref()));
        let total = found.len() as u64;
        let limit = query.limit.map_or(usize::MAX, |limit| limit as usize);
        let shown: Vec<Happening<'_>> = found
            .into_iter()
            .skip(query.offset as usize)
            .take(limit)
            .collect();
        let tellers = Tellers {
            mentions: &mentions,
            voice: &outlet,
            sources: &sources,
        };
        Ok(TimelinePage {
            total,
            events: drawn(&mut snapshot, &tellers, &names, &shown, None).await?,
        })
    }
}

impl Record {
    /// Lists when events were, what they are and who takes part, without drawing them.
    pub(super) async fn spread(&self, all: bool) -> Result<Vec<Spread>, Error> {
        let codebook = self.codebook().await?.map(|file| file.codebook);
        let codebook = codebook.as_ref();
        self.relate().await?;
        let mut snapshot = self.store.snapshot().await?;
        let names = who::groups(self, &mut snapshot).await?;
        let names = Names::of(&names, codebook);
        let sources = copies::sources(&mut snapshot, codebook).await?;
        let mentions = mentions(&mut snapshot, &names, &sources, all).await?;
        Ok(happenings(&mentions).iter().map(Spread::of).collect())
    }
}

/// An event, as far as it can be counted.
pub(super) struct Spread {
    /// The days that it may have been on; `None` where nobody dates it.
    pub(super) days: Option<Days>,
    /// The ids of all parties that have a part in it.
    pub(super) parties: BTreeSet<String>,
    /// The negotiation's own kind.
    pub(super) kind: Option<String>,
    /// The PLOVER type.
    pub(super) plover: Option<String>,
}

impl Spread {
    fn of(happening: &Happening<'_>) -> Self {
        let sides = happening.sides();
        let parties = [sides.actors, sides.recipients, sides.between];
        Self {
            days: happening.date().map(|(date, _)| Days::of(date)),
            parties: parties.into_iter().flatten().collect(),
            kind: happening.kind().map(str::to_owned),
            plover: happening.first(|mention| mention.event.plover.clone()),
        }
    }
}

/// The outlet of a mention: several articles of one are one voice. Whether several voices are
/// independent of each other is counted beside the verdict.
fn outlet(mention: &Mention, _: &[TextRange]) -> String {
    mention.publisher.clone().unwrap_or_default()
}

/// Mentions, with who is counted as one voice among those who tell them.
pub(super) struct Tellers<'a> {
    pub(super) mentions: &'a [Mention],
    pub(super) voice: &'a (dyn Fn(&Mention, &[TextRange]) -> String + Sync),
    pub(super) sources: &'a Sources,
}

/// The events of mentions, in the order of the timeline and with their numbers on it.
fn happenings(mentions: &[Mention]) -> Vec<Happening<'_>> {
    let mut found: Vec<Happening<'_>> = groups(mentions)
        .into_iter()
        .map(|group| Happening::of(mentions, group))
        .collect();
    found.sort_by_cached_key(Happening::order);
    for (number, happening) in (1..).zip(&mut found) {
        happening.number = Some(number);
    }
    found
}

/// Draws the events that mentions tell, in the order of the timeline.
pub(super) async fn events_of(
    snapshot: &mut Snapshot,
    tellers: &Tellers<'_>,
    groups: &Groups,
    codebook: Option<&Codebook>,
) -> Result<Vec<TimelineEvent>, Error> {
    let names = Names::of(groups, codebook);
    let mut found = happenings(tellers.mentions);
    found
        .iter_mut()
        .for_each(|happening| happening.number = None);
    drawn(snapshot, tellers, &names, &found, None).await
}

async fn drawn(
    snapshot: &mut Snapshot,
    tellers: &Tellers<'_>,
    names: &Names<'_>,
    shown: &[Happening<'_>],
    at_hand: Option<&str>,
) -> Result<Vec<TimelineEvent>, Error> {
    let mut texts = BTreeMap::new();
    for article in shown.iter().flat_map(Happening::articles) {
        let text = match at_hand.filter(|_| article == AT_HAND.0) {
            Some(text) => text.to_owned(),
            None => snapshot.text(ArticleNumber(article)).await?,
        };
        texts.insert(article, text);
    }
    let points: Points<'_> = texts
        .iter()
        .map(|(article, text)| (*article, (text.as_str(), CodePoints::of(text))))
        .collect();
    let drawn = Drawn {
        tellers,
        names,
        points: &points,
    };
    Ok(shown.iter().map(|event| drawn.event(event)).collect())
}

/// Gathers the events of some articles, without those that consist in saying something.
pub(super) fn mentions_of<'a>(
    articles: impl Iterator<Item = &'a StoredArticle>,
    groups: &Groups,
    codebook: Option<&Codebook>,
    sources: &Sources,
) -> Vec<Mention> {
    let names = Names::of(groups, codebook);
    let mentions = articles.flat_map(|stored| {
        let events = stored.reading.events.iter();
        let events = events.filter(|event| !is_verbal(event));
        let behind = Arc::new(copies::behind(sources, stored));
        events
            .map(|event| Source::stored(stored).mention(event, &names, &behind))
            .collect::<Vec<_>>()
    });
    mentions.collect()
}

/// Draws the events of an article that is not on the record among those that are, each with its id in
/// the reading; tellings of the article at hand have the number 0. `but` is the article itself, where
/// it is on the record.
pub(super) async fn events_beside(
    snapshot: &mut Snapshot,
    read: &ReadArticle,
    but: Option<ArticleNumber>,
    groups: &Groups,
    codebook: Option<&Codebook>,
) -> Result<Vec<(EventId, TimelineEvent)>, Error> {
    let names = Names::of(groups, codebook);
    let own = Source::at_hand(read);
    let events = read.reading.events.iter().filter(|event| !is_verbal(event));
    let sources = copies::sources(snapshot, codebook).await?;
    let behind = Arc::new(copies::behind_read(&sources, read, AT_HAND));
    let own: Vec<Mention> = events
        .map(|event| own.mention(event, &names, &behind))
        .collect();
    if own.is_empty() {
        return Ok(Vec::new());
    }
    let mut all = mentions(snapshot, &names, &sources, false).await?;
    all.retain(|mention| Some(ArticleNumber(mention.article)) != but);
    all.extend(own);
    let mut found = happenings(&all);
    found.retain(|happening| happening.articles().contains(&AT_HAND.0));
    let ids: Vec<EventId> = found
        .iter()
        .filter_map(|happening| {
            let mut told = happening.told.iter();
            let own = told.find(|mention| mention.article == AT_HAND.0)?;
            Some(own.event.id)
        })
        .collect();
    let tellers = Tellers {
        mentions: &all,
        voice: &outlet,
        sources: &sources,
    };
    let text = Some(read.item.article.text.as_str());
    let drawn = drawn(snapshot, &tellers, &names, &found, text).await?;
    Ok(ids.into_iter().zip(drawn).collect())
}

/// The days about which undated articles speak: those of an event that a dated one tells as well, the
/// sharpest.
pub(super) fn anchors(mentions: &[Mention]) -> BTreeMap<i64, Days> {
    let mut anchors: BTreeMap<i64, Days> = BTreeMap::new();
    for happening in happenings(mentions) {
        let told = happening.told.iter().filter_map(|mention| mention.told());
        let Some(days) = told.min_by_key(|days| days.width()) else {
            continue;
        };
        for mention in &happening.told {
            if mention.published.is_none() {
                let known = anchors.entry(mention.article).or_insert(days);
                if days.width() < known.width() {
                    *known = days;
                }
            }
        }
    }
    anchors
}

/// Gathers the events of all current readings.
async fn mentions(
    snapshot: &mut Snapshot,
    names: &Names<'_>,
    sources: &Sources,
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
            let behind = Arc::new(copies::behind(sources, stored));
            let source = Source::stored(stored);
            mentions.extend(events.map(|event| source.mention(event, names, &behind)));
        }
    }
}

/// Says whether an event consists in saying something: it is on the timeline as a statement is.
fn is_verbal(event: &Event) -> bool {
    event.kind.is_none() && event.phase == Phase::Announced
}

/// An article whose events are told: one on record, or one that is not.
struct Source<'a> {
    number: ArticleNumber,
    id: String,
    publisher: Option<&'a String>,
    published: Option<&'a Edtf>,
    text: &'a str,
    reading: &'a Reading,
}

impl<'a> Source<'a> {
    fn stored(stored: &'a StoredArticle) -> Self {
        Self {
            number: stored.row.number,
            id: stored.row.id.to_string(),
            publisher: stored.row.publisher.as_ref(),
            published: stored.row.published.edtf.as_ref(),
            text: &stored.article.text,
            reading: &stored.reading,
        }
    }

    fn at_hand(read: &'a ReadArticle) -> Self {
        let metadata = &read.item.article.metadata;
        Self {
            number: AT_HAND,
            id: read.id.to_string(),
            publisher: metadata.publisher.as_ref(),
            published: metadata.published.edtf.as_ref(),
            text: &read.item.article.text,
            reading: &read.reading,
        }
    }

    fn mention(&self, event: &Event, names: &Names<'_>, behind: &Arc<Behind>) -> Mention {
        let parts = event.participants.iter().filter_map(|part| {
            let party = names.party(self.number, self.reading, part)?;
            Some((part.role, party))
        });
        Mention {
            article: self.number.0,
            source: self.id.clone(),
            publisher: self.publisher.cloned(),
            behind: Arc::clone(behind),
            published: self.published.map(Days::of),
            words: name_key(&words(self.text, &event.span)),
            sides: Sides::of(is_mutual(event), &names.mediators, parts),
            people: self.people(event, names),
            place: event.place.as_ref().map(|place| names.place(&place.name)),
            event: event.clone(),
        }
    }

    /// The people who take part, by the part they play.
    fn people(&self, event: &Event, names: &Names<'_>) -> BTreeMap<Part, BTreeSet<String>> {
        let mut people: BTreeMap<Part, BTreeSet<String>> = BTreeMap::new();
        for participant in &event.participants {
            let party = names.party(self.number, self.reading, participant);
            let mediates = party.is_some_and(|party| names.mediators.contains(&party));
            let part = Part::of(participant.role, is_mutual(event) && mediates);
            if let Some(person) = names.person(self.number, self.reading, participant) {
                people.entry(part).or_default().insert(person);
            }
        }
        people
    }
}

pub(super) fn words(text: &str, ranges: &[TextRange]) -> String {
    let pieces: Vec<&str> = ranges
        .iter()
        .filter_map(|range| range.slice(text))
        .collect();
    pieces.join(" … ")
}
