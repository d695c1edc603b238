//! What a search sees: rows derived from the current reading of the current version.
//!
//! Facts (versions, readings, decisions, removals) are never rewritten; this module works out from
//! those that are in force what is current, and writes it down where it can be searched.

use std::collections::BTreeMap;

use rapporteur_core::{Article, Metadata, Reading, Statement, TextRange};
use sqlx::Row as _;

use crate::article::{self, ArticleNumber, VersionNumber};
use crate::error::RecordError;
use crate::order::Blocks;
use crate::sqlite::{self, Connection};
use crate::{bulk, decision, pack, words};

/// An article as it is to be seen.
pub(crate) struct Present<'a> {
    pub(crate) number: ArticleNumber,
    pub(crate) version: VersionNumber,
    pub(crate) versions: i64,
    pub(crate) reading_number: i64,
    /// The identity of the version, which breaks ties in the order of statements.
    pub(crate) id: &'a str,
    pub(crate) article: &'a Article,
    pub(crate) reading: &'a Reading,
}

/// Rows that wait to be written together, within one transaction.
///
/// The word indexes come last: SQLite writes out what they have gathered before any statement that
/// it might have to roll back alone, and each such part costs a merge later.
#[derive(Default)]
pub(crate) struct Pending {
    statements: Vec<StatementEntry>,
    entities: Vec<EntityEntry>,
    articles: Vec<ArticleEntry>,
    /// Articles to be taken out of the index of articles.
    hidden: Vec<i64>,
    /// Statements to be taken out of the index of statements.
    retracted: Vec<i64>,
    blocks: Blocks,
    /// Speakers seen in this transaction; no other can drop them while it lasts.
    speakers: BTreeMap<(String, String), i64>,
}

struct ArticleEntry {
    article: i64,
    title: String,
    words: String,
}

struct StatementEntry {
    id: i64,
    article: i64,
    ordinal: i64,
    within: Option<i64>,
    kind: String,
    basis: String,
    act: String,
    speaker: Option<i64>,
    party: String,
    publisher_key: String,
    said: Option<(String, String)>,
    day: String,
    last_day: String,
    source: String,
    cue: String,
    content: String,
    ranges: String,
}

struct EntityEntry {
    article: i64,
    ordinal: i64,
    name: String,
    kind: String,
    party: Option<String>,
    codebook: Option<String>,
    mentions: i64,
}

impl Pending {
    /// Makes the article present: its row, its words, and (once flushed) its statements and names.
    pub(crate) async fn show(
        &mut self,
        connection: &mut Connection,
        present: &Present<'_>,
    ) -> Result<(), RecordError> {
        let Article { text, metadata } = present.article;
        describe(connection, present, metadata).await?;
        self.articles.push(ArticleEntry {
            article: present.number.0,
            title: words::indexed(metadata.title.as_deref().unwrap_or_default()).into_owned(),
            words: words::indexed(text).into_owned(),
        });
        for statement in &present.reading.statements {
            let speaker = self.speaker(connection, present.reading, statement).await?;
            let mut entry = entry(present, statement, speaker)?;
            entry.id = self
                .blocks
                .number(connection, present.number.0, present.id, &entry.day, statement.id.0)
                .await?;
            self.statements.push(entry);
        }
        let mut mentions = BTreeMap::<_, i64>::new();
        for mention in &present.reading.mentions {
            *mentions.entry(mention.entity).or_default() += 1;
        }
        for entity in &present.reading.entities {
            self.entities.push(EntityEntry {
                article: present.number.0,
                ordinal: i64::from(entity.id.0),
                name: entity.name.clone(),
                kind: pack::label("the type of an entity", &entity.kind)?,
                party: entity.party.clone(),
                codebook: entity.codebook.clone(),
                mentions: mentions.get(&entity.id).copied().unwrap_or_default(),
            });
        }
        Ok(())
    }

    /// Takes the article out of everything that is searched.
    pub(crate) async fn hide(
        &mut self,
        connection: &mut Connection,
        number: ArticleNumber,
    ) -> Result<(), RecordError> {
        self.statements.retain(|entry| entry.article != number.0);
        self.entities.retain(|entry| entry.article != number.0);
        self.articles.retain(|entry| entry.article != number.0);
        let retracted: Vec<i64> = sqlx::query_scalar("SELECT id FROM statement WHERE article = $1")
            .bind(number.0)
            .fetch_all(&mut *connection)
            .await?;
        self.retracted.extend(retracted);
        self.hidden.push(number.0);
        for sql in [
            "DELETE FROM statement WHERE article = $1",
            "DELETE FROM entity WHERE article = $1",
            "UPDATE article SET current = NULL, reading = NULL, statements = 0 WHERE number = $1",
        ] {
            sqlx::query(sql).bind(number.0).execute(&mut *connection).await?;
        }
        Ok(())
    }

    /// Works out anew from the facts in force what is to be seen of the article.
    pub(crate) async fn refresh(
        &mut self,
        connection: &mut Connection,
        number: ArticleNumber,
    ) -> Result<(), RecordError> {
        self.hide(connection, number).await?;
        let Some(current) = current(connection, number).await? else {
            return Ok(());
        };
        let stored = article::version(connection, current.version).await?;
        let mut metadata = stored.intake;
        for decided in decision::in_force(connection, number).await? {
            decided.decision.apply(&mut metadata);
        }
        let article = Article {
            text: stored.text,
            metadata,
        };
        let present = Present {
            number,
            version: current.version,
            versions: current.versions,
            reading_number: current.reading_number,
            id: &current.id,
            article: &article,
            reading: &pack::reading(&current.reading)?,
        };
        self.show(connection, &present).await
    }

    /// Writes the rows that wait.
    pub(crate) async fn flush(mut self, connection: &mut Connection) -> Result<(), RecordError> {
        // In their order, so that the table and the index of words are filled from one end.
        self.statements.sort_by_key(|entry| entry.id);
        self.write_statements(connection).await?;
        self.write_entities(connection).await?;
        for article in &self.hidden {
            let unindex = sqlx::query(sqlite::UNINDEX_ARTICLE).bind(article);
            unindex.execute(&mut *connection).await?;
        }
        for statement in &self.retracted {
            let unindex = sqlx::query(sqlite::UNINDEX_STATEMENT).bind(statement);
            unindex.execute(&mut *connection).await?;
        }
        bulk::insert(connection, sqlite::INDEX_ARTICLES, 3, &self.articles, |row, entry| {
            row.push_bind(entry.article)
                .push_bind(entry.title.as_str())
                .push_bind(entry.words.as_str());
        })
        .await?;
        bulk::insert(connection, sqlite::INDEX_STATEMENTS, 2, &self.statements, |row, entry| {
            row.push_bind(entry.id).push_bind(words::indexed(&entry.content));
        })
        .await
    }

    async fn write_statements(&self, connection: &mut Connection) -> Result<(), RecordError> {
        let into = "INSERT INTO statement (id, article, ordinal, within, kind, basis, act, \
                    speaker, party, publisher_key, said, said_from, day, last_day, source, cue, \
                    content, ranges) ";
        bulk::insert(connection, into, 18, &self.statements, |row, entry| {
            row.push_bind(entry.id)
                .push_bind(entry.article)
                .push_bind(entry.ordinal)
                .push_bind(entry.within)
                .push_bind(entry.kind.as_str())
                .push_bind(entry.basis.as_str())
                .push_bind(entry.act.as_str())
                .push_bind(entry.speaker)
                .push_bind(entry.party.as_str())
                .push_bind(entry.publisher_key.as_str())
                .push_bind(entry.said.as_ref().map(|(edtf, _)| edtf.as_str()))
                .push_bind(entry.said.as_ref().map(|(_, from)| from.as_str()))
                .push_bind(entry.day.as_str())
                .push_bind(entry.last_day.as_str())
                .push_bind(entry.source.as_str())
                .push_bind(entry.cue.as_str())
                .push_bind(entry.content.as_str())
                .push_bind(entry.ranges.as_str());
        })
        .await
    }

    async fn write_entities(&self, connection: &mut Connection) -> Result<(), RecordError> {
        let into =
            "INSERT INTO entity (article, ordinal, name, type, party, codebook, mentions) ";
        bulk::insert(connection, into, 7, &self.entities, |row, entry| {
            row.push_bind(entry.article)
                .push_bind(entry.ordinal)
                .push_bind(entry.name.as_str())
                .push_bind(entry.kind.as_str())
                .push_bind(entry.party.as_deref())
                .push_bind(entry.codebook.as_deref())
                .push_bind(entry.mentions);
        })
        .await
    }

    async fn speaker(
        &mut self,
        connection: &mut Connection,
        reading: &Reading,
        statement: &Statement,
    ) -> Result<Option<i64>, RecordError> {
        let entity = statement
            .speaker
            .entity
            .and_then(|id| reading.entities.iter().find(|entity| entity.id == id));
        let codebook = entity.and_then(|entity| entity.codebook.clone()).unwrap_or_default();
        let Some(name) = statement.speaker.name.clone() else {
            return Ok(None);
        };
        let key = (name, codebook);
        if let Some(id) = self.speakers.get(&key) {
            return Ok(Some(*id));
        }
        let id = sqlx::query_scalar(
            "INSERT INTO speaker (name, name_key, codebook) VALUES ($1, $2, $3) \
             ON CONFLICT (name, codebook) DO UPDATE SET name = excluded.name RETURNING id",
        )
        .bind(key.0.as_str())
        .bind(words::fold(&key.0))
        .bind(key.1.as_str())
        .fetch_one(connection)
        .await?;
        self.speakers.insert(key, id);
        Ok(Some(id))
    }
}

/// What is current of an article, worked out from the facts in force.
struct Current {
    version: VersionNumber,
    versions: i64,
    id: String,
    reading_number: i64,
    reading: Vec<u8>,
}

/// Finds the version that came last and its last reading; `None` where the article is not to be
/// seen.
async fn current(
    connection: &mut Connection,
    number: ArticleNumber,
) -> Result<Option<Current>, RecordError> {
    let row = sqlx::query(
        "WITH live AS (SELECT v.number, min(i.id) AS id, max(i.operation) AS brought \
         FROM version v JOIN identity i ON i.version = v.number AND i.intake = 1 \
         JOIN operation o ON o.number = i.operation AND o.undone_by IS NULL \
         WHERE v.article = $1 AND NOT EXISTS (SELECT 1 FROM removal r \
         JOIN operation o ON o.number = r.operation AND o.undone_by IS NULL \
         WHERE r.article = $1) GROUP BY v.number) \
         SELECT live.number AS version, live.id, (SELECT count(*) FROM live) AS versions, \
         r.number AS reading, r.content FROM live \
         JOIN reading r ON r.version = live.number \
         JOIN operation o ON o.number = r.operation AND o.undone_by IS NULL \
         ORDER BY live.brought DESC, live.number DESC, r.number DESC LIMIT 1",
    )
    .bind(number.0)
    .fetch_optional(connection)
    .await?;
    row.map(|row| {
        Ok(Current {
            version: VersionNumber(row.try_get("version")?),
            versions: row.try_get("versions")?,
            id: row.try_get("id")?,
            reading_number: row.try_get("reading")?,
            reading: row.try_get("content")?,
        })
    })
    .transpose()
}

/// Writes what lists show of the article into its row.
async fn describe(
    connection: &mut Connection,
    present: &Present<'_>,
    metadata: &Metadata,
) -> Result<(), RecordError> {
    let statements = i64::try_from(present.reading.statements.len()).unwrap_or(i64::MAX);
    sqlx::query(
        "UPDATE article SET current = $2, reading = $3, versions = $4, publisher = $5, \
         publisher_key = $6, title = $7, url = $8, author = $9, published = $10, \
         published_from = $11, language = $12, analysed = $13, statements = $14 WHERE number = $1",
    )
    .bind(present.number.0)
    .bind(present.version.0)
    .bind(present.reading_number)
    .bind(present.versions)
    .bind(metadata.publisher.as_deref())
    .bind(publisher_key(metadata))
    .bind(metadata.title.as_deref())
    .bind(metadata.url.as_deref())
    .bind(metadata.author.as_deref())
    .bind(metadata.published.edtf.as_ref().map(|edtf| edtf.as_str()))
    .bind(pack::label("the source of a date", &metadata.published.from)?)
    .bind(present.reading.language.code())
    .bind(i64::from(present.reading.read))
    .bind(statements)
    .execute(connection)
    .await?;
    Ok(())
}

fn publisher_key(metadata: &Metadata) -> String {
    metadata.publisher.as_deref().map(words::fold).unwrap_or_default()
}

fn entry(
    present: &Present<'_>,
    statement: &Statement,
    speaker: Option<i64>,
) -> Result<StatementEntry, RecordError> {
    let Article { text, metadata } = present.article;
    let said = statement.said.as_ref();
    let date = said.map(|said| &said.edtf).or(metadata.published.edtf.as_ref());
    let last = date.map(|date| date.last_day().unwrap_or_else(|| OPEN_END.to_owned()));
    let first = date.and_then(|date| date.first_day()).or_else(|| last.clone());
    let said = said
        .map(|said| {
            let from = pack::label("the source of a date", &said.from)?;
            Ok::<_, RecordError>((said.edtf.to_string(), from))
        })
        .transpose()?;
    let ranges = (&statement.source, &statement.cue, &statement.content);
    Ok(StatementEntry {
        id: 0,
        article: present.number.0,
        ordinal: i64::from(statement.id.0),
        within: statement.within.map(|id| i64::from(id.0)),
        kind: pack::label("the kind of a statement", &statement.kind)?,
        basis: pack::label("the basis of a statement", &statement.basis)?,
        act: pack::label("the act of a statement", &statement.act)?,
        speaker,
        party: statement.speaker.party.clone().unwrap_or_default(),
        publisher_key: publisher_key(metadata),
        said,
        day: first.unwrap_or_default(),
        last_day: last.unwrap_or_default(),
        source: cut(text, &statement.source),
        cue: cut(text, &statement.cue),
        content: cut(text, &statement.content),
        ranges: pack::json("the ranges of a statement", &ranges)?,
    })
}

/// The last day of what is still going on.
const OPEN_END: &str = "9999-12-31";

/// Cuts the stretches out of the text and joins them so that the gaps show.
fn cut(text: &str, ranges: &[TextRange]) -> String {
    let pieces: Vec<_> = ranges.iter().filter_map(|range| range.slice(text)).collect();
    pieces.join(" … ")
}
