//! Statements that take positions, as views.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use rapporteur_core::{Codebook, Stance};
use rapporteur_record::{ArticleNumber, LineNumber, Snapshot, VoiceFilter, VoiceRow};
use serde::Serialize;

use crate::entities::Groups;
use crate::error::Error;
use crate::positions::{self, independent_publishers};
use crate::record::who;
use crate::view::CodePoints;

/// A statement that takes a position, with what it takes to quote it.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct VoiceView {
    /// The number of the article.
    pub article: i64,
    /// The id of the statement in the article's reading.
    pub id: String,
    /// Who speaks, by the name that the record shows; null where the text does not say.
    pub speaker: Option<String>,
    /// The speaker's id among the names of the record.
    pub entity: Option<String>,
    /// The outlet.
    pub publisher: Option<String>,
    /// The day it was said, in EDTF, else published.
    pub date: Option<String>,
    /// What was said.
    pub content: String,
    /// Where that stands in the article, in code points.
    pub span: Vec<[usize; 2]>,
    /// The words that decide the position.
    pub words: Vec<DecidingWords>,
    /// How sure the reader is, 0 to 1; null where it cannot tell or somebody decided.
    pub confidence: Option<f64>,
    /// Whether somebody decided the position.
    pub decided: bool,
}

/// A stretch of words that decides a position.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct DecidingWords {
    /// Where it begins, in code points.
    pub start: usize,
    /// Where it ends.
    pub end: usize,
    /// The words.
    pub text: String,
}

/// A statement of no more words, such as "to it", is shown only where there is no other.
const FEW_WORDS: usize = 3;

/// How many statements of an entry are looked at: enough to find the best, and to count outlets.
const VOICES: u32 = 30;

/// How many of the latest statements of a stance are looked at to count the outlets that tell it.
const TELLINGS: u32 = 100;

/// Turns statements into views, and keeps the texts it has seen.
pub(in crate::record) struct Voices<'a> {
    groups: &'a Groups,
    texts: BTreeMap<ArticleNumber, String>,
    /// Who was heard already: what one move ends with, the next begins with.
    heard: BTreeMap<(LineNumber, Option<String>, Stance), Heard>,
}

/// Who takes a stance on a day.
#[derive(Clone)]
pub(in crate::record) struct Heard {
    /// The statement to show.
    pub(in crate::record) best: Option<VoiceView>,
    /// Who speaks: the ids of entities, else names.
    pub(super) speakers: Vec<String>,
    /// How many publishers tell it independently of each other.
    pub(super) publishers: u64,
}

impl<'a> Voices<'a> {
    pub(in crate::record) fn new(groups: &'a Groups) -> Self {
        Self {
            groups,
            texts: BTreeMap::new(),
            heard: BTreeMap::new(),
        }
    }

    /// Listens to those who take the stance of an entry: the statement to show is what somebody
    /// decided, else one of more than a few words, of these the one that the reader is surest of, else
    /// the first.
    pub(in crate::record) async fn heard(
        &mut self,
        snapshot: &mut Snapshot,
        line: LineNumber,
        entry: &positions::Entry,
    ) -> Result<Heard, Error> {
        let key = (line, entry.day.clone(), entry.stance);
        if let Some(known) = self.heard.get(&key) {
            return Ok(known.clone());
        }
        let heard = self.listen(snapshot, line, entry).await?;
        self.heard.insert(key, heard.clone());
        Ok(heard)
    }

    async fn listen(
        &mut self,
        snapshot: &mut Snapshot,
        line: LineNumber,
        entry: &positions::Entry,
    ) -> Result<Heard, Error> {
        let filter = VoiceFilter {
            line,
            from: entry.day.clone(),
            to: entry.day.clone(),
            stance: Some(entry.stance),
            limit: Some(VOICES),
            offset: 0,
        };
        let rows = snapshot.voices(&filter).await?;
        let articles: Vec<_> = rows
            .iter()
            .map(|row| (row.statement.article, row.statement.publisher.clone()))
            .collect();
        let speakers = rows.iter().filter_map(|row| self.speaker(row));
        let mut speakers: Vec<String> = speakers.collect();
        speakers.sort();
        speakers.dedup();
        let rank = |row: &VoiceRow| {
            let mut words = row.statement.content.split_whitespace();
            let telling = words.nth(FEW_WORDS).is_some();
            (!row.repeats, row.decided, telling, row.confidence)
        };
        let mut rows = rows.into_iter();
        let best = rows.next().map(|first| {
            rows.fold(
                first,
                |best, row| {
                    if rank(&row) > rank(&best) { row } else { best }
                },
            )
        });
        let best = match best {
            Some(row) => Some(self.view(snapshot, row).await?),
            None => None,
        };
        Ok(Heard {
            best,
            speakers,
            publishers: independent_publishers(&articles),
        })
    }

    /// Counts the publishers that tell a stance from one day to another, independently of each other;
    /// says too whether that is all of them.
    pub(super) async fn publishers(
        snapshot: &mut Snapshot,
        line: LineNumber,
        stance: Stance,
        from: Option<String>,
        to: Option<String>,
        positions: u64,
    ) -> Result<(u64, bool), Error> {
        let filter = VoiceFilter {
            line,
            from,
            to,
            stance: Some(stance),
            limit: Some(TELLINGS),
            offset: 0,
        };
        let articles = snapshot.line_articles(&filter).await?;
        let all = positions <= u64::from(TELLINGS);
        Ok((independent_publishers(&articles), all))
    }

    /// Draws up the view of a statement.
    pub(in crate::record) async fn view(
        &mut self,
        snapshot: &mut Snapshot,
        row: VoiceRow,
    ) -> Result<VoiceView, Error> {
        let entity = who::speaker(self.groups, &row.statement);
        let entity = entity.and_then(|place| self.groups.get(place));
        let article = row.statement.article;
        let text = match self.texts.entry(article) {
            Entry::Occupied(known) => known.into_mut(),
            Entry::Vacant(unknown) => unknown.insert(snapshot.text(article).await?),
        };
        let points = CodePoints::of(text);
        let words = row.words.iter().filter_map(|range| {
            let [start, end] = points.range(*range);
            let text = range.slice(text)?.to_owned();
            Some(DecidingWords { start, end, text })
        });
        let statement = row.statement;
        let said = statement.said.map(|said| said.edtf.to_string());
        let published = statement.published.edtf.map(|edtf| edtf.to_string());
        Ok(VoiceView {
            article: article.0,
            id: statement.statement.to_string(),
            speaker: entity
                .map(|entity| entity.name.clone())
                .or(statement.speaker),
            entity: entity.map(|entity| entity.id.clone()),
            publisher: statement.publisher,
            date: said.or(published),
            span: points.ranges(&statement.content_ranges),
            content: statement.content,
            words: words.collect(),
            confidence: row
                .confidence
                .filter(|_| !row.decided)
                .map(|value| value.probability()),
            decided: row.decided,
        })
    }

    fn speaker(&self, row: &VoiceRow) -> Option<String> {
        let entity = who::speaker(self.groups, &row.statement);
        let entity = entity.and_then(|place| self.groups.get(place));
        entity
            .map(|entity| entity.id.clone())
            .or_else(|| row.statement.speaker.clone())
    }
}

/// Says whether a speaker, by id among the names of the record or else by name, is a party itself.
pub(super) fn is_party(codebook: Option<&Codebook>, speaker: &str) -> bool {
    codebook.is_some_and(|codebook| {
        let name = speaker.split_once(':').map_or(speaker, |(_, name)| name);
        let mut parties = codebook.parties.iter();
        parties.any(|party| party.id == name || party.name == name)
    })
}
