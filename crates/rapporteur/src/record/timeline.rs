//! The timeline: what happened, one event a line, with what the articles that tell it differ on.

use std::collections::{BTreeMap, BTreeSet};

use rapporteur_core::{
    Codebook, Edtf, EntityType, Event, Participant, PartyRole, Phase, Reading, TextRange,
};
use rapporteur_record::{ArticleNumber, Reach, Snapshot, StoredArticle, name_key};
use serde::Serialize;

use super::names::NameRef;
use super::{Record, party_name, search::party_id, who};
use crate::entities::Groups;
use crate::error::Error;
use crate::timeline::{
    Agreement, Days, Field, FieldName, Mention, Sides, Value, fields, groups, is_mutual,
};
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

/// The texts of articles with their code points.
type Points<'a> = BTreeMap<i64, (&'a str, CodePoints<'a>)>;

/// Under which an entity of a reading is found among the names of the record.
type NameKey = (String, EntityType, Option<String>, Option<String>);

/// The names of the record, as events need them.
struct Names<'a> {
    groups: &'a Groups,
    codebook: Option<&'a Codebook>,
    mediators: BTreeSet<String>,
    bearers: BTreeMap<NameKey, Vec<(&'a Reach, usize)>>,
    places: BTreeMap<String, usize>,
}

impl<'a> Names<'a> {
    fn of(groups: &'a Groups, codebook: Option<&'a Codebook>) -> Self {
        let mut bearers: BTreeMap<NameKey, Vec<(&Reach, usize)>> = BTreeMap::new();
        let mut places = BTreeMap::new();
        for (number, group) in groups.all().iter().enumerate() {
            for part in groups.parts_of(group) {
                let party = part.party.clone();
                let key = (part.key.clone(), part.kind, party, part.codebook.clone());
                bearers.entry(key).or_default().push((&part.reach, number));
                if part.kind == EntityType::Place {
                    places.entry(bare(&part.key)).or_insert(number);
                }
            }
        }
        let parties = codebook.into_iter().flat_map(|codebook| &codebook.parties);
        let mediators = parties.filter(|party| party.role == PartyRole::Mediator);
        Self {
            groups,
            codebook,
            mediators: mediators.map(|party| party.id.clone()).collect(),
            bearers,
            places,
        }
    }

    /// The party of somebody who takes part: that of the reading, else that of the record's entity.
    fn party(
        &self,
        article: ArticleNumber,
        reading: &Reading,
        part: &Participant,
    ) -> Option<String> {
        part.party.clone().or_else(|| {
            let entity = reading.entities.iter();
            let entity = entity.into_iter().find(|one| Some(one.id) == part.entity)?;
            let key = (
                name_key(&entity.name),
                entity.kind,
                entity.party.clone(),
                entity.codebook.clone(),
            );
            let mut bearers = self.bearers.get(&key)?.iter();
            let (_, place) = bearers.find(|(reach, _)| reach.holds(article))?;
            self.groups.get(*place)?.party.clone()
        })
    }

    /// The name of a place, as the record shows it.
    fn place(&self, name: &str) -> String {
        let key = bare(&name_key(name));
        let known = self
            .places
            .get(&key)
            .and_then(|place| self.groups.get(*place));
        known.map_or_else(
            || bare_name(name).to_owned(),
            |group| bare_name(&group.name).to_owned(),
        )
    }

    fn parties<'b>(&self, ids: impl IntoIterator<Item = &'b String>) -> Vec<NameRef> {
        ids.into_iter()
            .map(|id| NameRef {
                name: party_name(self.codebook, id),
                id: id.clone(),
            })
            .collect()
    }
}

/// A folded name without its article.
fn bare(key: &str) -> String {
    key.strip_prefix("the ").unwrap_or(key).to_owned()
}

fn bare_name(name: &str) -> &str {
    name.strip_prefix("the ").unwrap_or(name)
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

/// The mentions of one event.
struct Happening<'a> {
    group: Vec<usize>,
    told: Vec<&'a Mention>,
}

impl<'a> Happening<'a> {
    fn of(mentions: &'a [Mention], group: Vec<usize>) -> Self {
        let told = group.iter().filter_map(|place| mentions.get(*place));
        Self {
            told: told.collect(),
            group,
        }
    }

    fn articles(&self) -> BTreeSet<i64> {
        self.told.iter().map(|mention| mention.article).collect()
    }

    /// The date to show, and whether it is assumed.
    fn date(&self) -> Option<(&'a Edtf, bool)> {
        let dates = self.told.iter().filter_map(|mention| {
            let date = &mention.event.date.as_ref()?.edtf;
            let assumed = mention.told().is_none();
            let days = Days::of(date);
            let width = if assumed { 0 } else { days.width() };
            Some(((assumed, width, days, date), (date, assumed)))
        });
        dates.min_by_key(|(order, _)| *order).map(|(_, date)| date)
    }

    /// What comes first among the mentions, and is there at all.
    fn first<T>(&self, of: impl Fn(&'a Mention) -> Option<T>) -> Option<T> {
        self.told.iter().find_map(|mention| of(mention))
    }

    fn phase(&self) -> Phase {
        let rank = |phase: &Phase| match phase {
            Phase::Announced => 0,
            Phase::Planned => 1,
            Phase::Denied => 2,
            Phase::Cancelled => 3,
            Phase::Held => 4,
            Phase::Observed => 5,
            Phase::Broken => 6,
        };
        let phases = self.told.iter().map(|mention| mention.event.phase);
        phases.max_by_key(rank).unwrap_or(Phase::Announced)
    }

    /// The kind, the particular one before "meeting".
    fn kind(&self) -> Option<&'a str> {
        let kinds: BTreeSet<&str> = self
            .told
            .iter()
            .filter_map(|mention| mention.event.kind.as_deref())
            .collect();
        let particular = kinds.iter().find(|kind| **kind != "meeting");
        particular.or(kinds.first()).copied()
    }

    fn sides(&self) -> Sides {
        let mut sides = Sides::default();
        for mention in &self.told {
            let more = mention.sides.clone();
            sides.actors.extend(more.actors);
            sides.recipients.extend(more.recipients);
            sides.between.extend(more.between);
        }
        let actors = &sides.actors;
        let twice = |party: &String| actors.contains(party);
        let recipients = sides.recipients.iter().filter(|party| !twice(party));
        sides.recipients = recipients.cloned().collect();
        sides
    }

    fn fits(&self, query: &TimelineQuery, party: Option<&str>) -> bool {
        let days = self.date().map(|(date, _)| Days::of(date));
        let from = query.from.as_ref().map(|from| Days::of(from).first);
        let to = query.to.as_ref().map(|to| Days::of(to).last);
        let in_time = days.map_or(from.is_none() && to.is_none(), |days| {
            from.is_none_or(|from| days.last >= from) && to.is_none_or(|to| days.first <= to)
        });
        let same = |value: Option<&str>, wanted: &str| {
            value.is_some_and(|value| value.eq_ignore_ascii_case(wanted))
        };
        let plover = self.first(|mention| mention.event.plover.as_deref());
        let of_kind = query
            .kind
            .as_ref()
            .is_none_or(|kind| same(self.kind(), kind) || same(plover, kind));
        let with = party.is_none_or(|party| {
            self.told.iter().any(|mention| {
                let between = mention.sides.between.iter();
                mention
                    .sides
                    .all()
                    .into_iter()
                    .chain(between)
                    .any(|id| id == party)
            })
        });
        in_time && of_kind && with
    }

    /// The earliest first, those without a day last, then by what does not depend on the order of
    /// adding.
    fn order(&self) -> (bool, Option<Days>, Option<u32>, Option<(String, u32)>) {
        let days = self.date().map(|(date, _)| Days::of(date));
        let first = self.told.iter();
        let first = first.map(|mention| (mention.source.clone(), mention.event.id.0));
        let ordinal = self.first(|mention| mention.event.ordinal);
        (days.is_none(), days, ordinal, first.min())
    }
}

/// Everything that views of events are drawn from.
struct Drawn<'a> {
    mentions: &'a [Mention],
    names: &'a Names<'a>,
    points: &'a Points<'a>,
}

impl Drawn<'_> {
    fn event(&self, happening: &Happening<'_>) -> TimelineEvent {
        let date = happening.date();
        let sides = happening.sides();
        let fields = fields(self.mentions, &happening.group);
        let publishers: BTreeSet<Option<String>> = happening
            .told
            .iter()
            .map(|mention| mention.publisher.clone())
            .collect();
        let place = fields.iter().find(|field| field.name == FieldName::Where);
        let mut tellings: Vec<EventTelling> = happening
            .told
            .iter()
            .map(|mention| self.telling(mention, &mention.event.span))
            .collect();
        tellings.sort_by_key(|telling| (telling.article, telling.span.clone()));
        TimelineEvent {
            date: date.map(|(date, _)| date.to_string()),
            assumed: date.is_some_and(|(_, assumed)| assumed),
            plover: happening.first(|mention| mention.event.plover.clone()),
            mode: happening.first(|mention| mention.event.mode.clone()),
            kind: happening.kind().map(str::to_owned),
            ordinal: happening.first(|mention| mention.event.ordinal),
            phase: happening.phase(),
            actors: self.names.parties(&sides.actors),
            recipients: self.names.parties(&sides.recipients),
            between: self.names.parties(&sides.between),
            place: place
                .and_then(|field| field.values.first())
                .map(|value| value.value.clone()),
            publishers: publishers.into_iter().collect(),
            fields: fields.iter().map(|field| self.field(field)).collect(),
            tellings,
        }
    }

    fn field(&self, field: &Field) -> FieldView {
        FieldView {
            field: field.name,
            of: field.of.clone(),
            verdict: field.agreement,
            values: field.values.iter().map(|value| self.value(value)).collect(),
            silent: field.silent.iter().copied().collect(),
        }
    }

    fn value(&self, value: &Value) -> ValueView {
        let mut told_by: Vec<EventTelling> = value
            .told
            .iter()
            .filter_map(|(place, span)| Some(self.telling(self.mentions.get(*place)?, span)))
            .collect();
        told_by.sort_by_key(|telling| (telling.article, telling.span.clone()));
        ValueView {
            value: value.value.clone(),
            told_by,
        }
    }

    fn telling(&self, mention: &Mention, span: &[TextRange]) -> EventTelling {
        let text = self.points.get(&mention.article);
        EventTelling {
            article: mention.article,
            event: mention.event.id.to_string(),
            publisher: mention.publisher.clone(),
            text: text.map_or_else(String::new, |(text, _)| words(text, span)),
            span: text.map_or_else(Vec::new, |(_, points)| points.ranges(span)),
        }
    }
}
