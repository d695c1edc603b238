//! What an article would add to the record.

use rapporteur_core::Statement;
use rapporteur_record::{ArticleNumber, Snapshot, StatementRow};
use serde::Serialize;

use super::{Record, who};
use crate::engine::{ReadArticle, hash};
use crate::entities::Groups;
use crate::error::Error;
use crate::view::ReadingView;

/// What one article would add.
#[derive(Debug, Clone, Serialize)]
pub struct NoveltyView {
    /// How the article itself stands to the record.
    pub standing: Standing,
    /// Articles on the record with the same words.
    pub same_words: Vec<i64>,
    /// What was read from it.
    pub reading: ReadingView,
    /// Each of its statements, in the order of the text.
    pub statements: Vec<StatementNovelty>,
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
    /// Where the same speaker's same words stand already, the earliest first; empty where they are
    /// new.
    pub earlier: Vec<Earlier>,
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
}

/// How many earlier places of one statement are told.
const PLACES: u32 = 20;

impl Record {
    /// Says what an article adds to the record, and changes nothing.
    ///
    /// A statement is not new where the same speaker's same words are on the record, whatever their
    /// quotation marks and case.
    ///
    /// # Errors
    ///
    /// Where the record cannot be read.
    pub async fn novelty(&self, read: &ReadArticle) -> Result<NoveltyView, Error> {
        let mut snapshot = self.store.snapshot().await?;
        let standing = standing(&mut snapshot, read).await?;
        let on_record = match standing {
            Standing::Known(number) => Some(ArticleNumber(number)),
            _ => None,
        };
        let text = &read.item.article.text;
        let copies = snapshot.copies(&hash(text.as_bytes()), on_record).await?;
        let groups = who::groups_with(self, &mut snapshot, &read.reading).await?;
        let mut statements = Vec::new();
        for statement in &read.reading.statements {
            let novelty = compare(&mut snapshot, &groups, read, statement, on_record).await?;
            statements.push(novelty);
        }
        Ok(NoveltyView {
            standing,
            same_words: copies.iter().map(|row| row.number.0).collect(),
            reading: read.view(),
            statements,
        })
    }
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

async fn compare(
    snapshot: &mut Snapshot,
    groups: &Groups,
    read: &ReadArticle,
    statement: &Statement,
    on_record: Option<ArticleNumber>,
) -> Result<StatementNovelty, Error> {
    let content = words(&read.item.article.text, statement);
    let speaker = statement.speaker.name.as_deref();
    let entity = statement.speaker.entity;
    let mut entities = read.reading.entities.iter();
    let entity = entities.find(|candidate| Some(candidate.id) == entity);
    let codebook = entity.and_then(|entity| entity.codebook.as_deref());
    let bearer = entity.and_then(|entity| groups.bearer_of(&who::unheard(entity)));
    let bearer = bearer.and_then(|place| groups.get(place));
    let borne = bearer.map_or_else(Vec::new, |bearer| groups.borne(bearer));
    let mut rows = snapshot
        .same_statements(speaker, codebook, &borne, &content, PLACES)
        .await?;
    rows.retain(|row| Some(row.article) != on_record);
    rows.sort_by(|one, other| (&one.day, one.article).cmp(&(&other.day, other.article)));
    Ok(StatementNovelty {
        id: statement.id.to_string(),
        speaker: speaker.map(str::to_owned),
        content,
        earlier: rows.into_iter().map(Earlier::new).collect(),
    })
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
    fn new(row: StatementRow) -> Self {
        Self {
            article: row.article.0,
            id: row.statement.to_string(),
            publisher: row.publisher,
            day: row.day,
        }
    }
}
