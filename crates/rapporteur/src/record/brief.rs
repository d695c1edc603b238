//! The brief: who spoke last and what they said.

use rapporteur_core::{Basis, Kind, SaidSource};
use rapporteur_record::{ArticleFilter, Dated, StatementFilter, StatementRow};
use serde::Serialize;

use super::{Record, party_name, who};
use crate::entities::Groups;
use crate::error::Error;

/// How many voices a brief has room for.
const VOICES: usize = 12;

/// How many undated tellings it has room for.
const UNDATED: usize = 6;

/// How many of the latest statements are looked at to find them.
const WINDOW: u32 = 400;

/// One page on the state of the process.
#[derive(Debug, Clone, Serialize)]
pub struct BriefView {
    /// The name of the process, from the codebook.
    pub process: Option<String>,
    /// How many articles are on the record.
    pub articles: u64,
    /// How many of them are kept but not read, being in another language.
    pub not_read: u64,
    /// The outlets they come from.
    pub publishers: Vec<String>,
    /// How many statements were read from them.
    pub statements: u64,
    /// The day of the latest dated statement.
    pub latest: Option<String>,
    /// Who spoke most recently, each with the latest words, the latest first.
    pub voices: Vec<Voice>,
    /// Statements counted per party, most first.
    pub parties: Vec<PartyLine>,
    /// What was said nobody knows when.
    pub undated: Vec<Voice>,
    /// How many undated statements there are in all.
    pub undated_total: u64,
}

/// A speaker with the latest words.
#[derive(Debug, Clone, Serialize)]
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
    /// Where they are told.
    pub told_by: Vec<Telling>,
}

/// An article that tells a statement.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
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
        let codebook = self.codebook().await?.map(|file| file.codebook);
        let codebook = codebook.as_ref();
        let mut snapshot = self.store.snapshot().await?;
        let dated = latest(Dated::Dated);
        let undated = latest(Dated::Undated);
        let groups = who::groups(self, &mut snapshot).await?;
        let recent = snapshot.statements(&dated).await?;
        let timeless = snapshot.statements(&undated).await?;
        let overview = snapshot.overview().await?;
        let parties = snapshot.party_counts().await?;
        let name = |id: &String| party_name(codebook, id);
        Ok(BriefView {
            process: codebook.and_then(|codebook| codebook.process.name.clone()),
            articles: snapshot.article_count(&ArticleFilter::default()).await?,
            not_read: overview.not_read,
            publishers: overview.publishers,
            statements: snapshot
                .statement_count(&StatementFilter::default())
                .await?,
            latest: recent.first().and_then(|row| row.day.clone()),
            voices: voices(speakers(&groups, recent), VOICES, name),
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
            undated: voices(speakers(&groups, timeless), UNDATED, name),
        })
    }
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
