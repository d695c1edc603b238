//! Identities and addresses: what the record has met already.

use std::collections::BTreeMap;

use rapporteur_core::ArticleId;
use sqlx::Row as _;

use crate::article::{ArticleNumber, VersionNumber};
use crate::decision::{self, Decision};
use crate::error::RecordError;
use crate::snapshot::Snapshot;
use crate::sqlite::Connection;

/// What the record knows of an identity.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Known {
    /// The article that has it or had it.
    pub article: ArticleNumber,
    /// Whether somebody removed the article: adding it again does not bring it back.
    pub removed: bool,
}

/// What the record holds at an address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Addressed {
    /// The article present at the address.
    pub article: ArticleNumber,
    /// The decisions in force on it, which a new version is to be read with.
    pub decisions: Vec<Decision>,
}

impl Snapshot {
    /// Tells which of these identities the record knows: of an article as it came, and of one under
    /// metadata that were decided later.
    ///
    /// # Errors
    /// Where the record cannot be read.
    pub async fn known(
        &mut self,
        ids: &[ArticleId],
    ) -> Result<BTreeMap<ArticleId, Known>, RecordError> {
        let mut found = BTreeMap::new();
        for id in ids {
            if let Identified::Live(known) = identified(self.connection(), id).await? {
                found.insert(id.clone(), known);
            }
        }
        Ok(found)
    }

    /// Tells which of these addresses have an article present.
    ///
    /// # Errors
    /// Where the record cannot be read.
    pub async fn addressed(
        &mut self,
        urls: &[&str],
    ) -> Result<BTreeMap<String, Addressed>, RecordError> {
        let mut found = BTreeMap::new();
        for url in urls {
            let Some(article) = at(self.connection(), url).await? else {
                continue;
            };
            let decided = decision::in_force(self.connection(), article).await?;
            let decisions = decided
                .into_iter()
                .map(|decided| decided.decision)
                .collect();
            found.insert((*url).to_owned(), Addressed { article, decisions });
        }
        Ok(found)
    }
}

/// What an identity leads to.
pub(crate) enum Identified {
    /// An article that is present, or was removed.
    Live(Known),
    /// A version whose adding was undone: nobody sees it, but it is still there.
    Undone(ArticleNumber, VersionNumber),
    /// Nothing.
    Unknown,
}

/// Looks an identity up.
pub(crate) async fn identified(
    connection: &mut Connection,
    id: &ArticleId,
) -> Result<Identified, RecordError> {
    let row = sqlx::query(
        "SELECT v.article, v.number, a.current IS NOT NULL AS present, o.undone_by IS NULL AS live, \
         EXISTS (SELECT 1 FROM removal r JOIN operation ro ON ro.number = r.operation \
         WHERE r.article = v.article AND ro.undone_by IS NULL) AS removed \
         FROM identity i JOIN version v ON v.number = i.version \
         JOIN article a ON a.number = v.article JOIN operation o ON o.number = i.operation \
         WHERE i.id = $1 AND (i.intake = 1 OR o.undone_by IS NULL) \
         ORDER BY live DESC, v.number LIMIT 1",
    )
    .bind(id.0.as_str())
    .fetch_optional(connection)
    .await?;
    let Some(row) = row else {
        return Ok(Identified::Unknown);
    };
    let article = ArticleNumber(row.try_get("article")?);
    let removed = row.try_get("removed")?;
    if removed || (row.try_get("present")? && row.try_get("live")?) {
        return Ok(Identified::Live(Known { article, removed }));
    }
    Ok(Identified::Undone(
        article,
        VersionNumber(row.try_get("number")?),
    ))
}

/// Finds the article present at an address: the oldest, should there be two.
pub(crate) async fn at(
    connection: &mut Connection,
    url: &str,
) -> Result<Option<ArticleNumber>, RecordError> {
    let number = sqlx::query_scalar(
        "SELECT number FROM article WHERE url = $1 AND current IS NOT NULL ORDER BY number LIMIT 1",
    )
    .bind(url)
    .fetch_optional(connection)
    .await?;
    Ok(number.map(ArticleNumber))
}
