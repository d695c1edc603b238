//! Questions about names: which there are, how they are spelled, where they stand.

use std::fmt;

use rapporteur_core::{EntityId, EntityType, Form};
use serde::{Deserialize, Serialize};
use sqlx::{QueryBuilder, Row as _};

use crate::article::{ArticleNumber, unsigned};
use crate::bulk::Bulk;
use crate::error::{Failure, RecordError};
use crate::search::Borne;
use crate::snapshot::Snapshot;
use crate::sqlite::{Backend, Row};
use crate::{pack, plan};

/// The number of a naming. It holds within one snapshot; what lasts is what the naming says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct NamingNumber(
    /// Counted from 1.
    pub i64,
);

impl fmt::Display for NamingNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// A way in which articles present somebody or something by name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NamingRow {
    /// Its number.
    pub number: NamingNumber,
    /// The name, as the readings show it.
    pub name: String,
    /// The name without case and accents, as [`name_key`](crate::name_key) makes it.
    pub key: String,
    /// What is named.
    pub kind: EntityType,
    /// The id of the party.
    pub party: Option<String>,
    /// The id in the codebook.
    pub codebook: Option<String>,
    /// How many articles present have it.
    pub articles: u64,
    /// How often they mention it, in whatever form.
    pub mentions: u64,
    /// The day of the earliest dated one, `YYYY-MM-DD`.
    pub first: Option<String>,
    /// The day of the latest dated one, `YYYY-MM-DD`.
    pub latest: Option<String>,
}

/// Words by which articles mention what they present so.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WordingRow {
    /// The naming.
    pub naming: NamingNumber,
    /// How the words name it; never by a pronoun.
    pub form: Form,
    /// The words, one blank apart.
    pub spelling: String,
    /// How often.
    pub mentions: u64,
    /// The day of the earliest dated article, `YYYY-MM-DD`.
    pub first: Option<String>,
    /// The day of the latest dated one, `YYYY-MM-DD`.
    pub latest: Option<String>,
}

/// An article that presents somebody or something so.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AppearanceRow {
    /// The naming.
    pub naming: NamingNumber,
    /// The article.
    pub article: ArticleNumber,
    /// The number of the entity in its reading.
    pub entity: EntityId,
    /// How often the article mentions it.
    pub mentions: u64,
    /// The outlet.
    pub publisher: Option<String>,
    /// The day of publication, `YYYY-MM-DD`.
    pub day: Option<String>,
}

impl Snapshot {
    /// Lists the ways in which articles present somebody or something by name, in the order of key,
    /// type, party, id and name. What is told only by offices and pronouns is left out.
    ///
    /// # Errors
    /// Where the record cannot be read.
    pub async fn namings(&mut self) -> Result<Vec<NamingRow>, RecordError> {
        let rows = sqlx::query(
            "SELECT n.*, c.articles, c.mentions, c.first, c.latest FROM \
             (SELECT e.naming, count(DISTINCT e.article) AS articles, \
             sum(e.mentions) AS mentions, min(nullif(a.day, '')) AS first, \
             max(nullif(a.day, '')) AS latest \
             FROM entity e JOIN article a ON a.number = e.article GROUP BY e.naming) AS c \
             JOIN naming n ON n.id = c.naming WHERE n.named = 1 \
             ORDER BY n.name_key, n.type, n.party, n.codebook, n.name",
        )
        .fetch_all(self.connection())
        .await?;
        rows.iter().map(NamingRow::from_row).collect()
    }

    /// Lists the words by which namings are mentioned, in the order of naming, form and spelling.
    ///
    /// # Errors
    /// Where the record cannot be read.
    pub async fn wordings(&mut self) -> Result<Vec<WordingRow>, RecordError> {
        let rows = sqlx::query(
            "SELECT c.*, s.text FROM (SELECT w.naming, w.form, w.spelling, \
             sum(w.mentions) AS mentions, min(nullif(a.day, '')) AS first, \
             max(nullif(a.day, '')) AS latest FROM wording w \
             JOIN article a ON a.number = w.article GROUP BY w.naming, w.form, w.spelling) AS c \
             JOIN spelling s ON s.id = c.spelling ORDER BY c.naming, c.form, s.text",
        )
        .fetch_all(self.connection())
        .await?;
        rows.iter().map(WordingRow::from_row).collect()
    }

    /// Counts the words by which what is borne is mentioned, in the order of form and spelling.
    ///
    /// # Errors
    /// Where the record cannot be read.
    pub async fn spellings(
        &mut self,
        borne: &[Borne],
    ) -> Result<Vec<(Form, String, u64)>, RecordError> {
        let mut query = QueryBuilder::<Backend>::new(
            "SELECT c.form, s.text, c.mentions FROM (SELECT w.form, w.spelling, \
             sum(w.mentions) AS mentions FROM wording w WHERE ",
        );
        query.push(plan::borne_by('w', "w.article", borne));
        query.push(" GROUP BY w.form, w.spelling) AS c JOIN spelling s ON s.id = c.spelling");
        query.push(" ORDER BY c.form, s.text");
        let rows = query.build().fetch_all(self.connection()).await?;
        rows.iter()
            .map(|row| {
                let form = pack::from_label("the form of a mention", row.try_get("form")?)?;
                Ok((form, row.try_get("text")?, unsigned(row, "mentions")?))
            })
            .collect()
    }

    /// Counts the articles of each outlet that tell of what is borne, in the order of the outlets.
    ///
    /// # Errors
    /// Where the record cannot be read.
    pub async fn tellers(
        &mut self,
        borne: &[Borne],
    ) -> Result<Vec<(Option<String>, u64)>, RecordError> {
        let mut query = QueryBuilder::<Backend>::new(
            "SELECT min(a.publisher) AS publisher, count(*) AS articles FROM \
             (SELECT DISTINCT e.article FROM entity e WHERE ",
        );
        query.push(plan::borne_by('e', "e.article", borne));
        query.push(") AS t JOIN article a ON a.number = t.article GROUP BY a.publisher_key");
        query.push(" ORDER BY a.publisher_key");
        let rows = query.build().fetch_all(self.connection()).await?;
        rows.iter()
            .map(|row| Ok((row.try_get("publisher")?, unsigned(row, "articles")?)))
            .collect()
    }

    /// Lists where these namings stand, in the order of article and entity.
    ///
    /// # Errors
    /// Where the record cannot be read.
    pub async fn appearances(
        &mut self,
        namings: &[NamingNumber],
    ) -> Result<Vec<AppearanceRow>, RecordError> {
        let rows = APPEARANCES.run(self.connection(), namings, |columns, naming| {
            columns.push_bind(naming.0);
        });
        in_order(&rows.await?)
    }

    /// Lists what these articles name, in the order of article and entity.
    ///
    /// # Errors
    /// Where the record cannot be read.
    pub async fn appearances_in(
        &mut self,
        articles: &[ArticleNumber],
    ) -> Result<Vec<AppearanceRow>, RecordError> {
        let rows = APPEARANCES_IN.run(self.connection(), articles, |columns, article| {
            columns.push_bind(article.0);
        });
        in_order(&rows.await?)
    }
}

fn in_order(rows: &[Row]) -> Result<Vec<AppearanceRow>, RecordError> {
    let rows: Result<Vec<_>, _> = rows.iter().map(AppearanceRow::from_row).collect();
    let mut rows = rows?;
    rows.sort_by_key(|row| (row.article, row.entity));
    Ok(rows)
}

const APPEARANCES: Bulk = Bulk {
    head: "WITH one (naming) AS (",
    columns: 1,
    tail: ") SELECT e.naming, e.article, e.ordinal, e.mentions, a.publisher, \
           nullif(a.day, '') AS day FROM one CROSS JOIN entity e ON e.naming = one.naming \
           JOIN article a ON a.number = e.article",
};

const APPEARANCES_IN: Bulk = Bulk {
    head: "WITH one (article) AS (",
    columns: 1,
    tail: ") SELECT e.naming, e.article, e.ordinal, e.mentions, a.publisher, \
           nullif(a.day, '') AS day FROM one CROSS JOIN entity e ON e.article = one.article \
           JOIN article a ON a.number = e.article",
};

impl NamingRow {
    fn from_row(row: &Row) -> Result<Self, RecordError> {
        let some = |text: String| Some(text).filter(|text| !text.is_empty());
        Ok(Self {
            number: NamingNumber(row.try_get("id")?),
            name: row.try_get("name")?,
            key: row.try_get("name_key")?,
            kind: pack::from_label("the type of an entity", row.try_get("type")?)?,
            party: some(row.try_get("party")?),
            codebook: some(row.try_get("codebook")?),
            articles: unsigned(row, "articles")?,
            mentions: unsigned(row, "mentions")?,
            first: row.try_get("first")?,
            latest: row.try_get("latest")?,
        })
    }
}

impl WordingRow {
    fn from_row(row: &Row) -> Result<Self, RecordError> {
        Ok(Self {
            naming: NamingNumber(row.try_get("naming")?),
            form: pack::from_label("the form of a mention", row.try_get("form")?)?,
            spelling: row.try_get("text")?,
            mentions: unsigned(row, "mentions")?,
            first: row.try_get("first")?,
            latest: row.try_get("latest")?,
        })
    }
}

impl AppearanceRow {
    fn from_row(row: &Row) -> Result<Self, RecordError> {
        let entity = u32::try_from(row.try_get::<i64, _>("ordinal")?)
            .map_err(|error| Failure::undecodable("the number of an entity", error))?;
        Ok(Self {
            naming: NamingNumber(row.try_get("naming")?),
            article: ArticleNumber(row.try_get("article")?),
            entity: EntityId(entity),
            mentions: unsigned(row, "mentions")?,
            publisher: row.try_get("publisher")?,
            day: row.try_get("day")?,
        })
    }
}
