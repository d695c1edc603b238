//! The brief: what moved, what is new, what is disputed, who waits for what, what happened, and who
//! spoke last.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use rapporteur_core::{Basis, Kind, SaidSource};
use rapporteur_record::{
    ArticleFilter, ArticleNumber, Dated, Snapshot, StatementFilter, StatementRow,
};
use serde::Serialize;

use super::cache::InForce;
use super::deadlocks::{DeadlocksQuery, DeadlocksView, waits};
use super::positions::{MoveView, latest_moves, lines};
use super::timeline::{Outline, TimelineEvent, Whole};
use super::utterances::Told;
use super::{Record, copies, party_name, who};
use crate::copies::{Sources, independent};
use crate::entities::Groups;
use crate::error::Error;

/// How many voices a brief has room for.
const VOICES: usize = 12;

/// How many moves it has room for.
const MOVES: usize = 6;

/// How many new statements.
const NEWS: usize = 8;

/// How many events that outlets differ on.
const DISPUTED: usize = 8;

/// How many events of the timeline.
const EVENTS: usize = 10;

/// How many undated tellings it has room for.
const UNDATED: usize = 6;

/// How many of the latest statements are looked at to find them.
const WINDOW: u32 = 400;

/// One page on the state of the process.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct BriefView {
    /// The name of the process, from the codebook.
    pub process: Option<String>,
    /// How many articles are on the record.
    pub articles: u64,
    /// How many of them are kept but not read, being in another language.
    pub not_read: u64,
    /// How many of them are no copies of others.
    pub independent: u64,
    /// The outlets they come from.
    pub publishers: Vec<String>,
    /// How many statements were read from them.
    pub statements: u64,
    /// The day of the latest dated statement.
    pub latest: Option<String>,
    /// The latest changes of a party's stance, the latest first.
    pub moved: Vec<MoveView>,
    /// What the latest articles add.
    pub news: News,
    /// Events that the outlets differ on, the latest first.
    pub disputed: Vec<TimelineEvent>,
    /// Who waits for what.
    pub waits: DeadlocksView,
    /// The latest events, the earliest first.
    pub events: Vec<TimelineEvent>,
    /// How many events there are in all.
    pub events_total: u64,
    /// Who spoke most recently, each with the latest words, the latest first.
    pub voices: Vec<Voice>,
    /// Statements counted per party, most first.
    pub parties: Vec<PartyLine>,
    /// What was said nobody knows when.
    pub undated: Vec<Voice>,
    /// How many undated statements there are in all.
    pub undated_total: u64,
}

/// What came with the latest day of publication.
#[derive(Debug, Clone, Default, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct News {
    /// The day; null where no article has one.
    pub day: Option<String>,
    /// Events that no earlier article tells.
    pub events: Vec<TimelineEvent>,
    /// Statements of that day, each utterance once, quoted ones before reported ones.
    pub statements: Vec<Voice>,
    /// How many statements there are in all.
    pub total: u64,
}

/// A speaker with the latest words.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Voice {
    /// Who speaks; null where the text does not say.
    pub speaker: Option<String>,
    /// The party's id.
    pub party: Option<String>,
    /// The party's name.
    pub party_name: Option<String>,
    /// When it was said, in EDTF, or else published; null where neither is known.
    pub date: Option<String>,
    /// Whether the date is that of publication, since the text does not say when it was said.
    pub assumed: bool,
    /// The words that say that something was said.
    pub cue: String,
    /// How the words are reported.
    pub kind: Kind,
    /// The words, as the article has them.
    pub words: String,
    /// Whether an outlet reports them as said, or describes an attitude.
    pub attitude: bool,
    /// How many independent sources tell them: copies are one with their original, and who has them
    /// from one agency is one with that.
    pub sources: u64,
    /// Where they are told.
    pub told_by: Vec<Telling>,
}

/// An article that tells a statement.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Telling {
    /// The number of the article.
    pub article: i64,
    /// The statement's id in its reading.
    pub statement: String,
    /// The outlet.
    pub publisher: Option<String>,
    /// When the article was published.
    pub published: Option<String>,
}

/// What was counted for one party.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct PartyLine {
    /// The party's id; null for speakers of no known party.
    pub party: Option<String>,
    /// The party's name.
    pub name: Option<String>,
    /// How many statements.
    pub statements: u64,
    /// The day of the latest.
    pub latest: Option<String>,
}

impl Record {
    /// Draws up the brief.
    ///
    /// # Errors
    ///
    /// Where the record cannot be read.
    pub async fn brief(&self) -> Result<BriefView, Error> {
        self.relate().await?;
        let mut snapshot = self.store.snapshot().await?;
        let state = snapshot.state().await?;
        let work = self.drawn_up(&mut snapshot);
        let brief = self.cache.brief.get(state, work).await?;
        Ok(BriefView::clone(&brief))
    }

    async fn drawn_up(&self, snapshot: &mut Snapshot) -> Result<BriefView, Error> {
        let in_force = self.in_force(snapshot).await?;
        let codebook = in_force.codebook();
        let copies = copies::sources(self, snapshot, &in_force).await?;
        let groups = who::groups(self, snapshot).await?;
        let name = |id: &String| party_name(codebook, id);
        let recent = snapshot.statements(&latest(Dated::Dated)).await?;
        let undated = latest(Dated::Undated);
        let timeless = snapshot.statements(&undated).await?;
        let overview = snapshot.overview().await?;
        let parties = snapshot.party_counts().await?;
        let whole = Whole::of(self, snapshot, &in_force, false).await?;
        let differing = whole.outlines.iter().rev().filter(|event| event.differs);
        let differing: Vec<&Outline> = differing.take(DISPUTED).collect();
        let dated = whole.outlines.iter().rev();
        let dated = dated.filter(|event| event.days.is_some()).take(EVENTS);
        let mut dated: Vec<&Outline> = dated.collect();
        dated.reverse();
        let lines = lines(self, snapshot).await?;
        let query = DeadlocksQuery {
            limit: Some(1),
            ..DeadlocksQuery::default()
        };
        let articles = snapshot.article_count(&ArticleFilter::default()).await?;
        let last_day = recent.first().and_then(|row| row.day.clone());
        let mut spoken = voices(speakers(&groups, recent), VOICES, name);
        let mut timeless = voices(speakers(&groups, timeless), UNDATED, name);
        for voice in spoken.iter_mut().chain(&mut timeless) {
            voice.sources = count_sources(snapshot, &copies, &voice.told_by).await?;
        }
        Ok(BriefView {
            moved: latest_moves(snapshot, &groups, codebook, &lines, MOVES).await?,
            news: self.news(snapshot, &in_force, &groups, &whole).await?,
            disputed: whole.drawn(self, snapshot, &in_force, &differing).await?,
            waits: waits(snapshot, &groups, codebook, &lines, &query).await?,
            events_total: whole.outlines.len() as u64,
            events: whole.drawn(self, snapshot, &in_force, &dated).await?,
            process: codebook.and_then(|codebook| codebook.process.name.clone()),
            articles,
            independent: articles.saturating_sub(copies.copies()),
            not_read: overview.not_read,
            publishers: overview.publishers,
            statements: snapshot
                .statement_count(&StatementFilter::default())
                .await?,
            latest: last_day,
            voices: spoken,
            parties: parties
                .into_iter()
                .map(|count| PartyLine {
                    name: count.party.as_ref().map(name),
                    party: count.party,
                    statements: count.statements,
                    latest: count.latest,
                })
                .collect(),
            undated_total: snapshot.statement_count(&undated).await?,
            undated: timeless,
        })
    }

    /// Gathers what the articles of the latest day add: the events that they alone tell, and what was
    /// said, each utterance once.
    async fn news(
        &self,
        snapshot: &mut Snapshot,
        in_force: &Arc<InForce>,
        groups: &Groups,
        whole: &Whole,
    ) -> Result<News, Error> {
        let codebook = in_force.codebook();
        let Some((day, fresh)) = snapshot.articles_of_the_latest_day().await? else {
            return Ok(News::default());
        };
        let new = |event: &&Outline| {
            let mut told = event.told.iter();
            told.all(|(article, _)| fresh.binary_search(article).is_ok())
        };
        let events: Vec<&Outline> = whole.outlines.iter().filter(new).collect();
        let events = whole.drawn(self, snapshot, in_force, &events).await?;
        let rows = snapshot.statements_of(&fresh).await?;
        let told = Told::of(groups, rows, &BTreeMap::new());
        let again: BTreeSet<usize> = told
            .utterances
            .iter()
            .flat_map(|utterance| utterance.iter().skip(1).copied())
            .collect();
        let rows = told.rows.into_iter().enumerate();
        let rows = rows.filter(|(place, row)| !again.contains(place) && row.within.is_none());
        let rows: Vec<StatementRow> = rows.map(|(_, row)| row).collect();
        let mut spoken = speakers(groups, rows);
        let total = spoken.len() as u64;
        spoken.sort_by_key(|(_, row)| {
            (
                row.basis != Basis::Speech,
                row.kind == Kind::Indirect,
                row.party.is_none(),
            )
        });
        spoken.truncate(NEWS);
        let voices = spoken.into_iter().map(|(_, row)| {
            let told_by = vec![Telling::new(&row)];
            Voice::new(row, told_by, |id| party_name(codebook, id))
        });
        Ok(News {
            day: Some(day),
            events,
            statements: voices.collect(),
            total,
        })
    }
}

/// Counts the independent sources behind words that several articles have.
async fn count_sources(
    snapshot: &mut Snapshot,
    sources: &Sources,
    told_by: &[Telling],
) -> Result<u64, Error> {
    if told_by.len() < 2 {
        return Ok(told_by.len() as u64);
    }
    let mut told = Vec::new();
    for telling in told_by {
        let stored = snapshot.article(ArticleNumber(telling.article)).await?;
        let mut statements = stored.reading.statements.iter();
        let statement = statements.find(|one| one.id.to_string() == telling.statement);
        let content = statement.map_or_else(Vec::new, |statement| statement.content.clone());
        told.push((copies::behind(sources, &stored), content));
    }
    let told = told
        .iter()
        .map(|(behind, content)| (behind, content.as_slice()));
    Ok(independent(told).len() as u64)
}

fn latest(dated: Dated) -> StatementFilter {
    StatementFilter {
        dated,
        limit: Some(WINDOW),
        ..StatementFilter::default()
    }
}

/// Takes each speaker's words of the speaker's latest day, speakers in the order of their latest
/// days; the same words told elsewhere join their tellings.
///
/// Of several statements on one day it takes the one that tells most: what was said before what was
/// described, what is quoted before what is reported, and then the longest.
fn voices(
    rows: Vec<(Speaker, StatementRow)>,
    room: usize,
    party_name: impl Fn(&String) -> String,
) -> Vec<Voice> {
    let mut latest: Vec<(Speaker, Vec<StatementRow>)> = Vec::new();
    for (speaker, row) in rows {
        let full = latest.len() == room;
        match latest.iter_mut().find(|(known, _)| *known == speaker) {
            Some((_, rows)) if rows.first().is_some_and(|first| first.day == row.day) => {
                rows.push(row);
            }
            None if !full => latest.push((speaker, vec![row])),
            _ => {}
        }
    }
    latest
        .into_iter()
        .filter_map(|(_, rows)| voice(rows, &party_name))
        .collect()
}

/// Who speaks: an entity of the record, or somebody with a name that is no entity's.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Speaker {
    Entity(usize),
    Name(String),
}

/// Finds the speakers of statements, which then have the name that the record shows; what nobody
/// says is left out.
fn speakers(groups: &Groups, rows: Vec<StatementRow>) -> Vec<(Speaker, StatementRow)> {
    let speaker = |mut row: StatementRow| {
        let entity = who::speaker(groups, &row);
        let speaker = match entity.and_then(|place| Some((place, groups.get(place)?))) {
            Some((place, entity)) => {
                row.speaker = Some(entity.name.clone());
                Speaker::Entity(place)
            }
            None => Speaker::Name(row.speaker.clone()?),
        };
        Some((speaker, row))
    };
    rows.into_iter().filter_map(speaker).collect()
}

fn voice(rows: Vec<StatementRow>, party_name: impl Fn(&String) -> String) -> Option<Voice> {
    let telling = |row: &StatementRow| {
        (
            row.basis == Basis::Speech,
            row.kind != Kind::Indirect,
            plain(&row.content).len(),
        )
    };
    let chosen = rows.iter().rev().max_by_key(|row| telling(row))?;
    let words = plain(&chosen.content);
    let told_by = rows
        .iter()
        .filter(|row| plain(&row.content) == words)
        .map(Telling::new)
        .collect();
    Some(Voice::new(chosen.clone(), told_by, party_name))
}

/// Words without case, quotation marks and spacing, for telling whether two are the same.
fn plain(words: &str) -> String {
    words
        .chars()
        .filter(|character| character.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect()
}

impl Voice {
    fn new(
        row: StatementRow,
        told_by: Vec<Telling>,
        party_name: impl Fn(&String) -> String,
    ) -> Self {
        let spoken = row
            .said
            .as_ref()
            .is_some_and(|said| said.from == SaidSource::Phrase);
        let said = row.said.map(|said| said.edtf).or(row.published.edtf);
        Self {
            sources: 1,
            told_by,
            party_name: row.party.as_ref().map(party_name),
            assumed: row.day.is_some() && !spoken,
            attitude: row.basis == Basis::Attitude,
            speaker: row.speaker,
            party: row.party,
            date: said.map(|date| date.to_string()),
            cue: row.cue,
            kind: row.kind,
            words: row.content,
        }
    }
}

impl Telling {
    fn new(row: &StatementRow) -> Self {
        Self {
            article: row.article.0,
            statement: row.statement.to_string(),
            publisher: row.publisher.clone(),
            published: row.published.edtf.as_ref().map(ToString::to_string),
        }
    }
}
