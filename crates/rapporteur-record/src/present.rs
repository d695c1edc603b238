//! What is current: worked out from the facts in force.
//!
//! Facts (versions, readings, decisions, removals) are never rewritten. Whatever changes which of
//! them are in force works out anew, for each article it touches, what is to be seen.

use rapporteur_core::{Article, Reading};
use sqlx::Row as _;

use crate::article::{self, ArticleNumber, VersionNumber};
use crate::error::RecordError;
use crate::pending::{Pending, Present};
use crate::sqlite::Connection;
use crate::{amendment, decision, pack, ruling};

/// Works out anew what is to be seen of the article.
pub(crate) async fn refresh(
    connection: &mut Connection,
    pending: &mut Pending,
    number: ArticleNumber,
) -> Result<(), RecordError> {
    pending.hide(connection, number).await?;
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
    let mut reading = pack::reading(&current.reading)?;
    let facts = amendment::in_force(connection, number).await?;
    amendment::apply(&facts, &article, current.version, &mut reading);
    let decisions = ruling::in_force(connection, number).await?;
    let decided = ruling::apply(&decisions, &article.text, current.version, &mut reading);
    pending.show(&Present {
        number,
        version: current.version,
        versions: current.versions,
        reading_number: current.reading_number,
        id: &current.id,
        article: &article,
        reading: &reading,
        decided: &decided,
    })?;
    pending.describe(connection).await
}

/// Returns the current reading of an article that is present, without what people decided about it.
pub(crate) async fn reading(
    connection: &mut Connection,
    number: ArticleNumber,
) -> Result<Reading, RecordError> {
    let content: Vec<u8> = sqlx::query_scalar(
        "SELECT r.content FROM reading r JOIN article a ON a.reading = r.number WHERE a.number = $1",
    )
    .bind(number.0)
    .fetch_one(connection)
    .await?;
    pack::reading(&content)
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
