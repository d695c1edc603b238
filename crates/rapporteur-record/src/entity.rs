//! Names across articles.

use rapporteur_core::{EntityId, EntityType};
use sqlx::Row as _;

use crate::article::{ArticleNumber, unsigned};
use crate::error::{Failure, RecordError};
use crate::pack;
use crate::snapshot::Snapshot;

/// Somebody or something that the current reading of an article names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EntityRow {
    /// The article.
    pub article: ArticleNumber,
    /// Its number in the reading.
    pub entity: EntityId,
    /// The name to show.
    pub name: String,
    /// What it is.
    pub kind: EntityType,
    /// The id of its party.
    pub party: Option<String>,
    /// Its id in the codebook.
    pub codebook: Option<String>,
    /// How often the article names it.
    pub mentions: u64,
}

impl Snapshot {
    /// Lists where articles name somebody or something by exactly this name, in the order of the
    /// articles.
    ///
    /// # Errors
    /// Where the record cannot be read.
    pub async fn named(&mut self, name: &str) -> Result<Vec<EntityRow>, RecordError> {
        let rows = sqlx::query(
            "SELECT e.article, e.ordinal, n.name, n.type, nullif(n.party, '') AS party, \
             nullif(n.codebook, '') AS codebook, e.mentions FROM naming n \
             JOIN entity e ON e.naming = n.id WHERE n.name = $1 ORDER BY e.article, e.ordinal",
        )
        .bind(name)
        .fetch_all(self.connection())
        .await?;
        rows.iter()
            .map(|row| {
                let number = u32::try_from(row.try_get::<i64, _>("ordinal")?)
                    .map_err(|error| Failure::undecodable("the number of an entity", error))?;
                Ok(EntityRow {
                    article: ArticleNumber(row.try_get("article")?),
                    entity: EntityId(number),
                    name: row.try_get("name")?,
                    kind: pack::from_label("the type of an entity", row.try_get("type")?)?,
                    party: row.try_get("party")?,
                    codebook: row.try_get("codebook")?,
                    mentions: unsigned(row, "mentions")?,
                })
            })
            .collect()
    }
}
