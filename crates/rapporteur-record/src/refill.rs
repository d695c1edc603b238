//! Filling what newer schemas derive from the readings of a record that an older version wrote.

use std::collections::{BTreeMap, BTreeSet};

use rapporteur_core::{Edtf, Metadata, Reading};
use sqlx::Row as _;

use crate::article::{self, ArticleNumber, VersionNumber};
use crate::bulk::Bulk;
use crate::error::RecordError;
use crate::naming::{self, EntityEntry};
use crate::pack;
use crate::position::{self, DecidedPositions, Placed};
use crate::precondition;
use crate::speaker::{self, SpeakerKey};
use crate::sqlite::Connection;

/// How many articles are held at a time.
const PAGE: i64 = 256;

/// Fills namings, spellings and speakers, and the days of articles, from the current readings.
///
/// It takes time in proportion to the record, once.
pub(crate) async fn names(connection: &mut Connection) -> Result<(), RecordError> {
    let mut after = 0;
    loop {
        let rows = sqlx::query(
            "SELECT a.number, a.current, a.published, r.content FROM article a \
             JOIN reading r ON r.number = a.reading \
             WHERE a.current IS NOT NULL AND a.number > $1 ORDER BY a.number LIMIT $2",
        )
        .bind(after)
        .bind(PAGE)
        .fetch_all(&mut *connection)
        .await?;
        if rows.is_empty() {
            return Ok(());
        }
        let mut page = Page::default();
        for row in &rows {
            after = row.try_get("number")?;
            let version = VersionNumber(row.try_get("current")?);
            let text = article::version(connection, version).await?.text;
            let reading = pack::reading(row.try_get("content")?)?;
            let number = ArticleNumber(after);
            page.entities
                .extend(naming::entries(number, &text, &reading)?);
            for statement in &reading.statements {
                if let Some(key) = speaker::key_of(&reading, statement)? {
                    page.speakers.push((after, i64::from(statement.id.0), key));
                }
            }
            let published = row.try_get::<Option<&str>, _>("published")?;
            let day = published
                .and_then(Edtf::parse)
                .and_then(|edtf| edtf.first_day());
            page.days.push((after, day.unwrap_or_default()));
        }
        page.write(connection).await?;
    }
}

/// Fills positions and preconditions from the current readings, once.
pub(crate) async fn positions(connection: &mut Connection) -> Result<(), RecordError> {
    let mut after = 0;
    loop {
        let rows = sqlx::query(
            "SELECT a.number, a.published, r.content FROM article a \
             JOIN reading r ON r.number = a.reading \
             WHERE a.current IS NOT NULL AND a.number > $1 ORDER BY a.number LIMIT $2",
        )
        .bind(after)
        .bind(PAGE)
        .fetch_all(&mut *connection)
        .await?;
        if rows.is_empty() {
            return Ok(());
        }
        for row in &rows {
            after = row.try_get("number")?;
            let reading = pack::reading(row.try_get("content")?)?;
            let published = row.try_get::<Option<&str>, _>("published")?;
            let mut metadata = Metadata::default();
            metadata.published.edtf = published.and_then(Edtf::parse);
            let conditions = precondition::entries(ArticleNumber(after), &metadata, &reading)?;
            precondition::write(connection, &conditions).await?;
            stances(connection, after, &reading).await?;
        }
    }
}

/// Fills the positions of one article's reading, whose statements are there.
async fn stances(
    connection: &mut Connection,
    article: i64,
    reading: &Reading,
) -> Result<(), RecordError> {
    if reading
        .statements
        .iter()
        .all(|statement| statement.positions.is_empty())
    {
        return Ok(());
    }
    let rows = sqlx::query(
        "SELECT id, ordinal, party, day, last_day, speaker FROM statement WHERE article = $1",
    )
    .bind(article)
    .fetch_all(&mut *connection)
    .await?;
    let undecided = DecidedPositions::new();
    let mut entries = Vec::new();
    for row in &rows {
        let ordinal: i64 = row.try_get("ordinal")?;
        let mut statements = reading.statements.iter();
        let statement = statements.find(|statement| i64::from(statement.id.0) == ordinal);
        if let Some(statement) = statement {
            entries.push((row, position::entries(statement, &undecided)?));
        }
    }
    let mut placed = Vec::new();
    for (row, entries) in &entries {
        for entry in entries {
            placed.push(Placed {
                entry,
                statement: row.try_get("id")?,
                article,
                speaker: row.try_get("speaker")?,
                party: row.try_get("party")?,
                day: row.try_get("day")?,
                last_day: row.try_get("last_day")?,
            });
        }
    }
    position::write(connection, &placed).await
}

/// What is derived from some articles.
#[derive(Default)]
struct Page {
    entities: Vec<EntityEntry>,
    /// Article and number of each statement, with who makes it.
    speakers: Vec<(i64, i64, SpeakerKey)>,
    days: Vec<(i64, String)>,
}

impl Page {
    async fn write(self, connection: &mut Connection) -> Result<(), RecordError> {
        let wanted: BTreeSet<_> = self.entities.iter().map(EntityEntry::naming).collect();
        let namings = naming::number(connection, wanted).await?;
        naming::write(connection, &self.entities, &namings).await?;
        let named = self.speakers.iter().map(|(_, _, key)| key).collect();
        let speakers: BTreeMap<_, _> = speaker::number(connection, named, &namings).await?;
        SPEAKERS
            .run(
                connection,
                &self.speakers,
                |columns, (article, ordinal, key)| {
                    columns
                        .push_bind(*article)
                        .push_bind(*ordinal)
                        .push_bind(speakers.get(key).copied());
                },
            )
            .await?;
        DAYS.run(connection, &self.days, |columns, (article, day)| {
            columns.push_bind(*article).push_bind(day.as_str());
        })
        .await?;
        Ok(())
    }
}

const SPEAKERS: Bulk = Bulk {
    head: "WITH v (article, ordinal, speaker) AS (",
    columns: 3,
    tail: ") UPDATE statement SET speaker = v.speaker FROM v \
           WHERE statement.article = v.article AND statement.ordinal = v.ordinal",
};

const DAYS: Bulk = Bulk {
    head: "WITH v (article, day) AS (",
    columns: 2,
    tail: ") UPDATE article SET day = v.day FROM v WHERE article.number = v.article",
};
