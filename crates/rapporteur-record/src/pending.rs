//! What a search sees: rows derived from the current reading of the current version of an article.

use std::collections::BTreeMap;

use rapporteur_core::{Article, Edtf, Metadata, Reading, Statement};

use crate::article::{ArticleNumber, VersionNumber};
use crate::bulk::Bulk;
use crate::error::RecordError;
use crate::naming::{EntityEntry, NamingKey};
use crate::order::Place;
use crate::position::{DecidedPositions, Placed, PositionEntry};
use crate::precondition::PreconditionEntry;
use crate::speaker::SpeakerKey;
use crate::sqlite::{self, Connection};
use crate::{naming, order, pack, position, precondition, sought, speaker, words};

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
    /// Which of its positions rest on decisions.
    pub(crate) decided: &'a DecidedPositions,
}

/// Rows that wait to be written together, within one transaction.
#[derive(Default)]
pub(crate) struct Pending {
    descriptions: Vec<Description>,
    articles: Vec<ArticleEntry>,
    statements: Vec<StatementEntry>,
    entities: Vec<EntityEntry>,
    preconditions: Vec<PreconditionEntry>,
    /// Articles to be taken out of the index of articles.
    hidden: Vec<i64>,
    /// Statements to be taken out of the index of statements.
    retracted: Vec<i64>,
}

/// What lists show of an article.
struct Description {
    article: i64,
    version: i64,
    reading: i64,
    versions: i64,
    metadata: Metadata,
    published_from: String,
    language: String,
    analysed: bool,
    statements: i64,
}

/// The words of an article.
struct ArticleEntry {
    article: i64,
    title: String,
    words: String,
}

struct StatementEntry {
    article: i64,
    article_id: String,
    ordinal: i64,
    within: Option<i64>,
    kind: String,
    basis: String,
    act: String,
    speaker: Option<SpeakerKey>,
    party: String,
    publisher_key: String,
    said: Option<(String, String)>,
    day: String,
    last_day: String,
    source: String,
    cue: String,
    content: String,
    ranges: String,
    positions: Vec<PositionEntry>,
}

impl Pending {
    /// Lets the article be seen with the next flush.
    pub(crate) fn show(&mut self, present: &Present<'_>) -> Result<(), RecordError> {
        let Article { text, metadata } = present.article;
        let statements = &present.reading.statements;
        self.descriptions.push(Description {
            article: present.number.0,
            version: present.version.0,
            reading: present.reading_number,
            versions: present.versions,
            metadata: metadata.clone(),
            published_from: pack::label("the source of a date", &metadata.published.from)?,
            language: present.reading.language.code().to_owned(),
            analysed: present.reading.read,
            statements: i64::try_from(statements.len()).unwrap_or(i64::MAX),
        });
        self.articles.push(ArticleEntry {
            article: present.number.0,
            title: words::indexed(metadata.title.as_deref().unwrap_or_default()).into_owned(),
            words: words::indexed(text).into_owned(),
        });
        for statement in statements {
            self.statements.push(statement_entry(present, statement)?);
        }
        let entities = naming::entries(present.number, text, present.reading)?;
        self.entities.extend(entities);
        let preconditions = precondition::entries(present.number, metadata, present.reading)?;
        self.preconditions.extend(preconditions);
        Ok(())
    }

    /// Takes the article out of everything that is searched.
    pub(crate) async fn hide(
        &mut self,
        connection: &mut Connection,
        number: ArticleNumber,
    ) -> Result<(), RecordError> {
        self.descriptions.retain(|entry| entry.article != number.0);
        self.articles.retain(|entry| entry.article != number.0);
        self.statements.retain(|entry| entry.article != number.0);
        self.entities.retain(|entry| entry.article != number.0);
        self.preconditions.retain(|entry| entry.article != number.0);
        let retracted: Vec<i64> = sqlx::query_scalar("SELECT id FROM statement WHERE article = $1")
            .bind(number.0)
            .fetch_all(&mut *connection)
            .await?;
        self.retracted.extend(retracted);
        self.hidden.push(number.0);
        position::hide(connection, number.0).await?;
        precondition::hide(connection, number.0).await?;
        for sql in [
            "DELETE FROM statement WHERE article = $1",
            "UPDATE article SET current = NULL, reading = NULL, statements = 0 WHERE number = $1",
        ] {
            sqlx::query(sql)
                .bind(number.0)
                .execute(&mut *connection)
                .await?;
        }
        naming::hide(connection, number.0).await
    }

    /// Writes what lists show, before the rest.
    pub(crate) async fn describe(
        &mut self,
        connection: &mut Connection,
    ) -> Result<(), RecordError> {
        let described = std::mem::take(&mut self.descriptions);
        DESCRIBE
            .run(connection, &described, |columns, entry| {
                let metadata = &entry.metadata;
                columns
                    .push_bind(entry.article)
                    .push_bind(entry.version)
                    .push_bind(entry.reading)
                    .push_bind(entry.versions)
                    .push_bind(metadata.publisher.as_deref())
                    .push_bind(publisher_key(metadata))
                    .push_bind(metadata.title.as_deref())
                    .push_bind(metadata.url.as_deref())
                    .push_bind(metadata.author.as_deref())
                    .push_bind(metadata.published.edtf.as_ref().map(|edtf| edtf.as_str()))
                    .push_bind(entry.published_from.as_str())
                    .push_bind(entry.language.as_str())
                    .push_bind(i64::from(entry.analysed))
                    .push_bind(entry.statements)
                    .push_bind(publication_day(metadata));
            })
            .await?;
        Ok(())
    }

    /// Writes the rows that wait.
    ///
    /// The word indexes come last, and in the order of their numbers: SQLite writes out what they
    /// have gathered with every step back, and before any other statement that it might have to roll
    /// back alone; each such part costs a merge later.
    pub(crate) async fn flush(mut self, connection: &mut Connection) -> Result<(), RecordError> {
        self.describe(connection).await?;
        self.articles.sort_by_key(|entry| entry.article);
        self.hidden.sort_unstable();
        self.retracted.sort_unstable();
        let namings = self.number_namings(connection).await?;
        let statements = self.write_statements(connection, &namings).await?;
        naming::write(connection, &self.entities, &namings).await?;
        precondition::write(connection, &self.preconditions).await?;
        for article in &self.hidden {
            let unindex = sqlx::query(sqlite::UNINDEX_ARTICLE).bind(article);
            unindex.execute(&mut *connection).await?;
        }
        for statement in &self.retracted {
            let unindex = sqlx::query(sqlite::UNINDEX_STATEMENT).bind(statement);
            unindex.execute(&mut *connection).await?;
        }
        sqlite::INDEX_ARTICLES
            .run(connection, &self.articles, |columns, entry| {
                columns
                    .push_bind(entry.article)
                    .push_bind(entry.title.as_str())
                    .push_bind(entry.words.as_str());
            })
            .await?;
        sqlite::INDEX_STATEMENTS
            .run(connection, &statements, |columns, (number, entry)| {
                columns
                    .push_bind(*number)
                    .push_bind(words::indexed(&entry.content));
            })
            .await?;
        Ok(())
    }

    /// Writes the statements and returns them in the order of their numbers.
    async fn write_statements(
        &self,
        connection: &mut Connection,
        namings: &BTreeMap<NamingKey, i64>,
    ) -> Result<Vec<(i64, &StatementEntry)>, RecordError> {
        let places: Vec<_> = self.statements.iter().map(StatementEntry::place).collect();
        let numbers = order::numbers(connection, &places).await?;
        let mut statements: Vec<_> = numbers.into_iter().zip(&self.statements).collect();
        statements.sort_by_key(|(number, _)| *number);
        let named = statements
            .iter()
            .filter_map(|(_, entry)| entry.speaker.as_ref());
        let speakers = speaker::number(connection, named.collect(), namings).await?;
        INSERT_STATEMENTS
            .run(connection, &statements, |columns, (number, entry)| {
                let speaker = entry.speaker.as_ref().and_then(|key| speakers.get(key));
                columns
                    .push_bind(*number)
                    .push_bind(entry.article)
                    .push_bind(entry.ordinal)
                    .push_bind(entry.within)
                    .push_bind(entry.kind.as_str())
                    .push_bind(entry.basis.as_str())
                    .push_bind(entry.act.as_str())
                    .push_bind(speaker.copied())
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
            .await?;
        let placed: Vec<_> = statements
            .iter()
            .flat_map(|(number, entry)| {
                let speaker = entry.speaker.as_ref().and_then(|key| speakers.get(key));
                entry.placed(*number, speaker.copied())
            })
            .collect();
        position::write(connection, &placed).await?;
        Ok(statements)
    }

    /// Enters the namings that are new and returns the numbers of all that wait.
    async fn number_namings(
        &self,
        connection: &mut Connection,
    ) -> Result<BTreeMap<NamingKey, i64>, RecordError> {
        naming::number(
            connection,
            self.entities.iter().map(EntityEntry::naming).collect(),
        )
        .await
    }
}

impl StatementEntry {
    fn place(&self) -> Place<'_> {
        Place {
            article: self.article,
            id: &self.article_id,
            day: &self.day,
            ordinal: self.ordinal,
        }
    }

    /// Its positions, now that it has a number.
    fn placed(&self, statement: i64, speaker: Option<i64>) -> impl Iterator<Item = Placed<'_>> {
        self.positions.iter().map(move |entry| Placed {
            entry,
            statement,
            article: self.article,
            speaker,
            party: &self.party,
            day: &self.day,
            last_day: &self.last_day,
        })
    }
}

const DESCRIBE: Bulk = Bulk {
    head: "WITH v (number, current, reading, versions, publisher, publisher_key, title, url, \
           author, published, published_from, language, analysed, statements, day) AS (",
    columns: 15,
    tail: ") UPDATE article SET current = v.current, reading = v.reading, versions = v.versions, \
           publisher = v.publisher, publisher_key = v.publisher_key, title = v.title, \
           url = v.url, author = v.author, published = v.published, \
           published_from = v.published_from, language = v.language, analysed = v.analysed, \
           statements = v.statements, day = v.day FROM v WHERE article.number = v.number",
};

const INSERT_STATEMENTS: Bulk = Bulk {
    head: "INSERT INTO statement (id, article, ordinal, within, kind, basis, act, speaker, party, \
           publisher_key, said, said_from, day, last_day, source, cue, content, ranges) ",
    columns: 18,
    tail: "",
};

fn publisher_key(metadata: &Metadata) -> String {
    metadata
        .publisher
        .as_deref()
        .map(words::fold)
        .unwrap_or_default()
}

/// The first day that the publication may mean, or nothing.
pub(crate) fn publication_day(metadata: &Metadata) -> String {
    let published = metadata.published.edtf.as_ref();
    published.and_then(Edtf::first_day).unwrap_or_default()
}

/// The last day of what is still going on.
const OPEN_END: &str = "9999-12-31";

/// The first and the last day that a date may mean, empty where there is none.
pub(crate) fn days(date: Option<&Edtf>) -> (String, String) {
    let last = date.map(|date| date.last_day().unwrap_or_else(|| OPEN_END.to_owned()));
    let first = date.and_then(Edtf::first_day).or_else(|| last.clone());
    (first.unwrap_or_default(), last.unwrap_or_default())
}

fn statement_entry(
    present: &Present<'_>,
    statement: &Statement,
) -> Result<StatementEntry, RecordError> {
    let Article { text, metadata } = present.article;
    let said = statement.said.as_ref();
    let date = said
        .map(|said| &said.edtf)
        .or(metadata.published.edtf.as_ref());
    let (day, last_day) = days(date);
    let said = said
        .map(|said| {
            let from = pack::label("the source of a date", &said.from)?;
            Ok::<_, RecordError>((said.edtf.to_string(), from))
        })
        .transpose()?;
    let ranges = (&statement.source, &statement.cue, &statement.content);
    Ok(StatementEntry {
        article: present.number.0,
        article_id: present.id.to_owned(),
        ordinal: i64::from(statement.id.0),
        within: statement.within.map(|id| i64::from(id.0)),
        kind: pack::label("the kind of a statement", &statement.kind)?,
        basis: pack::label("the basis of a statement", &statement.basis)?,
        act: pack::label("the act of a statement", &statement.act)?,
        speaker: speaker::key_of(present.reading, statement)?,
        party: statement.speaker.party.clone().unwrap_or_default(),
        publisher_key: publisher_key(metadata),
        said,
        day,
        last_day,
        source: sought::cut(text, &statement.source),
        cue: sought::cut(text, &statement.cue),
        content: sought::cut(text, &statement.content),
        ranges: pack::json("the ranges of a statement", &ranges)?,
        positions: position::entries(statement, present.decided)?,
    })
}
