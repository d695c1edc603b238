//! What an article would add to the record.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use jiff::civil::Date;
use rapporteur_core::{Basis, Codebook, Edtf, EntityType, EventId, SaidSource, Stance, Statement};
use rapporteur_record::{
    ArticleNumber, Borne, LineRow, PartyChoice, Snapshot, StatementFilter, StatementRow,
    VoiceFilter,
};
use serde::Serialize;

use super::copies::{self, LikeArticle};
use super::positions::PropositionRef;
use super::timeline::{NameIndex, TimelineEvent, events_beside, name_index};
use super::utterances::telling;
use super::{Record, who};
use crate::engine::{ReadArticle, hash};
use crate::entities::{Group, Groups};
use crate::error::Error;
use crate::timeline::{Agreement, Days};
use crate::utterances::{CARRIED, RESOURCES, Telling, Who, Wording, likelihood};
use crate::view::ReadingView;

/// What one article would add.
#[derive(Debug, Clone, Serialize)]
pub struct NoveltyView {
    /// How the article itself stands to the record.
    pub standing: Standing,
    /// Articles on the record with the same words.
    pub same_words: Vec<i64>,
    /// Articles on the record of which it is a copy or which are copies of it, the likest first.
    pub copies: Vec<LikeArticle>,
    /// What was read from it.
    pub reading: ReadingView,
    /// Each of its statements, in the order of the text.
    pub statements: Vec<StatementNovelty>,
    /// The events that it tells, those that consist in saying something left out.
    pub events: Vec<EventNovelty>,
}

/// How an article stands to the record.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case", tag = "as", content = "article")]
pub enum Standing {
    /// It is not on the record.
    New,
    /// It is new words at the address of this article.
    Version(i64),
    /// It is on the record under this number.
    Known(i64),
    /// It was on the record under this number and was removed.
    Removed(i64),
}

/// One statement, new or not.
#[derive(Debug, Clone, Serialize)]
pub struct StatementNovelty {
    /// Its id in the reading.
    pub id: String,
    /// Who speaks.
    pub speaker: Option<String>,
    /// What was said, as the article has it.
    pub content: String,
    /// Whether it is new, told already, or the opposite of what was said before.
    pub standing: Novelty,
    /// Where the same utterance stands already, in the same words or in others, the earliest first.
    pub earlier: Vec<Earlier>,
    /// Where the speaker, or else somebody of the same party, took the other side, the latest first.
    pub contradicts: Vec<Opposite>,
}

/// How a statement or an event stands to the record.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Novelty {
    /// It is not on the record.
    New,
    /// It is on the record already.
    Known,
    /// The record has the opposite, or another answer.
    Contradicting,
}

/// Where a statement stands already.
#[derive(Debug, Clone, Serialize)]
pub struct Earlier {
    /// The number of the article.
    pub article: i64,
    /// The statement's id in its reading.
    pub id: String,
    /// The outlet.
    pub publisher: Option<String>,
    /// The day it was said, or else published.
    pub day: Option<String>,
    /// Whether the words are the same, case and marks apart.
    pub same_words: bool,
    /// The words there.
    pub content: String,
}

/// A statement on record that takes the other side.
#[derive(Debug, Clone, Serialize)]
pub struct Opposite {
    /// The proposition.
    pub proposition: PropositionRef,
    /// The stance of the article at hand.
    pub stance: Stance,
    /// The stance on record.
    pub before: Stance,
    /// Whether it is the same speaker, and not only the same party.
    pub same_speaker: bool,
    /// Who took it.
    pub speaker: Option<String>,
    /// Where it stands.
    pub earlier: Earlier,
}

/// One event, new or not.
#[derive(Debug, Clone, Serialize)]
pub struct EventNovelty {
    /// Its id in the reading.
    pub id: String,
    /// Whether it is new, on the record, or told otherwise there.
    pub standing: Novelty,
    /// The articles that tell it already.
    pub articles: Vec<i64>,
    /// The event, as the article at hand and those on the record tell it together; tellings of the
    /// article at hand have the number 0.
    pub event: TimelineEvent,
}

/// How many earlier places of one statement are told.
const PLACES: u32 = 20;

/// How many statements of one speaker on one day are held against one that may be the same.
const CANDIDATES: u32 = 400;

impl Record {
    /// Says what an article adds to the record, and changes nothing.
    ///
    /// A statement is known where the record has the same speaker's same words, or tells the same
    /// utterance in others; it contradicts where the speaker, or somebody else of the party, took the
    /// other side. An event differs where the record gives another answer to a question about it.
    ///
    /// # Errors
    ///
    /// Where the record cannot be read.
    pub async fn novelty(&self, read: &ReadArticle) -> Result<NoveltyView, Error> {
        self.relate().await?;
        let mut snapshot = self.store.snapshot().await?;
        let standing = standing(&mut snapshot, read).await?;
        let on_record = match standing {
            Standing::Known(number) => Some(ArticleNumber(number)),
            _ => None,
        };
        let text = &read.item.article.text;
        let same = snapshot.copies(&hash(text.as_bytes()), on_record).await?;
        let alike = copies::like(&mut snapshot, read, on_record).await?;
        let groups = who::groups_with(self, &mut snapshot, &read.reading).await?;
        let in_force = self.in_force(&mut snapshot).await?;
        let codebook = in_force.codebook();
        let index = match &groups {
            groups if Arc::ptr_eq(groups, &who::groups(self, &mut snapshot).await?) => {
                name_index(self, &mut snapshot).await?
            }
            groups => Arc::new(NameIndex::of(Arc::clone(groups))),
        };
        let events = events_beside(self, &mut snapshot, read, on_record, &index, &in_force).await?;
        let beside = Beside {
            groups: &groups,
            codebook,
            read,
            on_record,
            anchor: anchor(&events),
            lines: snapshot.lines().await?,
        };
        let mut statements = Vec::new();
        for statement in &read.reading.statements {
            statements.push(beside.compare(&mut snapshot, statement).await?);
        }
        let events = events.into_iter();
        Ok(NoveltyView {
            standing,
            same_words: same.iter().map(|row| row.number.0).collect(),
            copies: alike,
            reading: read.view(),
            statements,
            events: events.map(|(id, event)| event_novelty(id, event)).collect(),
        })
    }
}

/// The days about which an undated article speaks: those of an event that others date.
fn anchor(events: &[(EventId, TimelineEvent)]) -> Option<Days> {
    let dated = events.iter().filter(|(_, event)| !event.assumed);
    let dates = dated.filter_map(|(_, event)| Edtf::parse(event.date.as_deref()?));
    let days = dates.map(|date| Days::of(&date).until_later(CARRIED));
    days.min_by_key(|days| days.width())
}

async fn standing(snapshot: &mut Snapshot, read: &ReadArticle) -> Result<Standing, Error> {
    let known = snapshot.known(std::slice::from_ref(&read.id)).await?;
    if let Some(known) = known.get(&read.id) {
        let number = known.article.0;
        return Ok(if known.removed {
            Standing::Removed(number)
        } else {
            Standing::Known(number)
        });
    }
    let Some(url) = read.item.article.metadata.url.as_deref() else {
        return Ok(Standing::New);
    };
    let addressed = snapshot.addressed(&[url]).await?;
    Ok(addressed
        .get(url)
        .map_or(Standing::New, |found| Standing::Version(found.article.0)))
}

/// What the statements of an article are held against.
struct Beside<'a> {
    groups: &'a Groups,
    codebook: Option<&'a Codebook>,
    read: &'a ReadArticle,
    /// The article itself, where it is on the record.
    on_record: Option<ArticleNumber>,
    /// The days of an event that tell when an undated article speaks.
    anchor: Option<Days>,
    /// Who stands where, line by line.
    lines: Vec<LineRow>,
}

impl Beside<'_> {
    async fn compare(
        &self,
        snapshot: &mut Snapshot,
        statement: &Statement,
    ) -> Result<StatementNovelty, Error> {
        let content = words(&self.read.item.article.text, statement);
        let speaker = statement.speaker.name.as_deref();
        let entity = statement.speaker.entity;
        let mut entities = self.read.reading.entities.iter();
        let entity = entities.find(|candidate| Some(candidate.id) == entity);
        let codebook = entity.and_then(|entity| entity.codebook.as_deref());
        let bearer = entity.and_then(|entity| self.groups.bearer_of(&who::unheard(entity)));
        let bearer = bearer.and_then(|place| self.groups.get(place));
        let borne = bearer.map_or_else(Vec::new, |bearer| self.groups.borne(bearer));
        let mut rows = snapshot
            .same_statements(speaker, codebook, &borne, &content, PLACES)
            .await?;
        rows.retain(|row| Some(row.article) != self.on_record);
        let mut earlier: Vec<Earlier> = rows.iter().map(|row| Earlier::new(row, true)).collect();
        let told = self
            .reworded(snapshot, statement, bearer, borne, &content)
            .await?;
        for row in told {
            if !rows.iter().any(|known| known.article == row.article) {
                earlier.push(Earlier::new(&row, false));
            }
        }
        earlier.sort_by(|one, other| (&one.day, one.article).cmp(&(&other.day, other.article)));
        let contradicts = self.opposites(snapshot, statement, bearer).await?;
        Ok(StatementNovelty {
            id: statement.id.to_string(),
            speaker: speaker.map(str::to_owned),
            content,
            standing: match (contradicts.is_empty(), earlier.is_empty()) {
                (false, _) => Novelty::Contradicting,
                (true, false) => Novelty::Known,
                (true, true) => Novelty::New,
            },
            earlier,
            contradicts,
        })
    }

    /// Finds the statements on record that are the same utterance in other words, the likeliest of
    /// each article.
    async fn reworded(
        &self,
        snapshot: &mut Snapshot,
        statement: &Statement,
        bearer: Option<&Group>,
        borne: Vec<Borne>,
        content: &str,
    ) -> Result<Vec<StatementRow>, Error> {
        let said = statement.said.as_ref();
        let days = said.map(|said| match said.from {
            SaidSource::Phrase => Days::of(&said.edtf),
            SaidSource::Published => Days::of(&said.edtf).since_earlier(CARRIED),
        });
        let days = days.or(self.anchor);
        let party = statement.speaker.party.as_ref();
        let who = match (bearer, party) {
            (Some(bearer), _) if bearer.kind == EntityType::Person => Who::Named(bearer.id.clone()),
            (_, Some(party)) => Who::Party(party.clone()),
            (Some(bearer), None) => Who::Named(bearer.id.clone()),
            (None, None) => return Ok(Vec::new()),
        };
        let (Some(days), Basis::Speech) = (days, statement.basis) else {
            return Ok(Vec::new());
        };
        let edge = |day: Date| Edtf::parse(&day.to_string());
        let filter = StatementFilter {
            borne: if matches!(who, Who::Named(_)) {
                borne
            } else {
                Vec::new()
            },
            party: match &who {
                Who::Party(party) => PartyChoice::Of(party.clone()),
                Who::Named(_) => PartyChoice::Any,
            },
            since: edge(days.first),
            until: edge(days.until_later(CARRIED).last),
            limit: Some(CANDIDATES),
            ..StatementFilter::default()
        };
        let own = Telling {
            source: String::new(),
            statement: statement.id.0,
            who,
            days: Some(days),
            wording: Wording::of(&RESOURCES, content),
        };
        let mut best: BTreeMap<ArticleNumber, (f64, StatementRow)> = BTreeMap::new();
        for row in snapshot.statements(&filter).await? {
            let Some(other) = telling(self.groups, &row, 1, &BTreeMap::new()) else {
                continue;
            };
            if Some(row.article) == self.on_record {
                continue;
            }
            if let Some(odds) = likelihood(&RESOURCES, &own, &other) {
                let known = best.get(&row.article).map_or(f64::MIN, |(known, _)| *known);
                if odds > known {
                    best.insert(row.article, (odds, row));
                }
            }
        }
        Ok(best.into_values().map(|(_, row)| row).collect())
    }

    /// Finds who of the party took the other side, the speaker before others.
    async fn opposites(
        &self,
        snapshot: &mut Snapshot,
        statement: &Statement,
        bearer: Option<&Group>,
    ) -> Result<Vec<Opposite>, Error> {
        let mut found = Vec::new();
        for position in &statement.positions {
            let before = match position.stance {
                Stance::For => Stance::Against,
                Stance::Against => Stance::For,
                Stance::Conditional => continue,
            };
            let line = self.lines.iter().find(|line| {
                line.party == statement.speaker.party && line.proposition == position.proposition
            });
            let (Some(line), Some(_)) = (line, &statement.speaker.party) else {
                continue;
            };
            let filter = VoiceFilter {
                line: line.number,
                from: Some(String::new()),
                to: None,
                stance: Some(before),
                limit: Some(PLACES),
                offset: 0,
            };
            let mut voices: Vec<(bool, StatementRow)> = snapshot
                .voices(&filter)
                .await?
                .into_iter()
                .map(|voice| voice.statement)
                .filter(|row| Some(row.article) != self.on_record)
                .map(|row| {
                    let speaker = who::speaker(self.groups, &row);
                    let speaker = speaker.and_then(|place| self.groups.get(place));
                    let same = speaker
                        .zip(bearer)
                        .is_some_and(|(one, other)| one.id == other.id);
                    (same, row)
                })
                .collect();
            voices.sort_by_key(|(same, _)| !same);
            if let Some((same_speaker, row)) = voices.into_iter().next() {
                found.push(Opposite {
                    proposition: PropositionRef::of(self.codebook, &position.proposition),
                    stance: position.stance,
                    before,
                    same_speaker,
                    speaker: row.speaker.clone(),
                    earlier: Earlier::new(&row, false),
                });
            }
        }
        Ok(found)
    }
}

/// The events of an article that are on no other article's record, on it, or told otherwise there.
fn event_novelty(id: EventId, event: TimelineEvent) -> EventNovelty {
    let tellings = event.tellings.iter().map(|telling| telling.article);
    let articles: BTreeSet<i64> = tellings.filter(|article| *article > 0).collect();
    let differs = event.fields.iter().any(|field| {
        let mut values = field.values.iter();
        field.verdict == Agreement::Differ
            && values.any(|value| value.told_by.iter().any(|telling| telling.article == 0))
    });
    EventNovelty {
        id: id.to_string(),
        standing: match (articles.is_empty(), differs) {
            (true, _) => Novelty::New,
            (false, true) => Novelty::Contradicting,
            (false, false) => Novelty::Known,
        },
        articles: articles.into_iter().collect(),
        event,
    }
}

/// The words of a statement as the article has them, the pieces joined as the record joins them.
fn words(text: &str, statement: &Statement) -> String {
    let pieces: Vec<&str> = statement
        .content
        .iter()
        .filter_map(|range| range.slice(text))
        .collect();
    pieces.join(" … ")
}

impl Earlier {
    fn new(row: &StatementRow, same_words: bool) -> Self {
        Self {
            article: row.article.0,
            id: row.statement.to_string(),
            publisher: row.publisher.clone(),
            day: row.day.clone(),
            same_words,
            content: row.content.clone(),
        }
    }
}
