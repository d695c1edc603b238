//! Conditions that parties set, as rows derived from the current readings, and questions about them.

use rapporteur_core::{Metadata, PreconditionId, Reading, StatementId, TextRange};
use sqlx::{QueryBuilder, Row as _};

use crate::article::{ArticleNumber, bound, unsigned};
use crate::bulk::Bulk;
use crate::error::{Failure, RecordError};
use crate::names::NamingNumber;
use crate::snapshot::Snapshot;
use crate::sqlite::{Backend, Connection, Row};
use crate::{pack, pending};

/// How often a party ties one proposition to another: an arrow of the graph of who waits for whom.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ConditionCount {
    /// The id of the party that sets the condition; `None` where nobody knows it.
    pub holder: Option<String>,
    /// The id of the proposition that is wanted or granted.
    pub wanted: Option<String>,
    /// The id of the proposition that has to come first.
    pub condition: Option<String>,
    /// How many times it is set.
    pub preconditions: u64,
    /// The first day it is set, `YYYY-MM-DD`; `None` where no telling is dated.
    pub first: Option<String>,
    /// The last day it is set.
    pub latest: Option<String>,
}

/// One condition, as one article tells it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PreconditionRow {
    /// The article.
    pub article: ArticleNumber,
    /// Its number in the reading of that article.
    pub precondition: PreconditionId,
    /// The statement that sets it.
    pub statement: Option<StatementId>,
    /// The id of the party that sets it.
    pub holder: Option<String>,
    /// The id of the proposition that is wanted or granted.
    pub wanted: Option<String>,
    /// Where its words stand in the text, in bytes.
    pub wanted_words: Vec<TextRange>,
    /// The id of the proposition that has to come first.
    pub condition: Option<String>,
    /// Where its words stand in the text, in bytes.
    pub condition_words: Vec<TextRange>,
    /// The first day that the statement, else the publication, may mean, `YYYY-MM-DD`.
    pub day: Option<String>,
    /// The last such day.
    pub last_day: Option<String>,
    /// The outlet.
    pub publisher: Option<String>,
    /// The name of who makes the statement.
    pub speaker: Option<String>,
    /// How the article presents the speaker.
    pub naming: Option<NamingNumber>,
}

/// Which conditions to list; the default lists all.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PreconditionFilter {
    /// Set by the party with this id.
    pub holder: Option<String>,
    /// Wanting or granting this proposition.
    pub wanted: Option<String>,
    /// Asking for this proposition first.
    pub condition: Option<String>,
    /// Set on this day or later, `YYYY-MM-DD`; leaves out undated ones.
    pub since: Option<String>,
    /// Set on this day or earlier; leaves out undated ones.
    pub until: Option<String>,
    /// At most so many.
    pub limit: Option<u32>,
}

impl Snapshot {
    /// Counts the conditions by holder and propositions; `until` leaves out those set later, and
    /// undated ones.
    ///
    /// # Errors
    /// Where the record cannot be read.
    pub async fn condition_counts(
        &mut self,
        until: Option<&str>,
    ) -> Result<Vec<ConditionCount>, RecordError> {
        let mut query = QueryBuilder::<Backend>::new(
            "SELECT nullif(holder, '') AS holder, nullif(wanted, '') AS wanted, \
             nullif(condition, '') AS condition, count(*) AS preconditions, \
             min(nullif(day, '')) AS first, max(nullif(day, '')) AS latest FROM precondition",
        );
        if let Some(until) = until {
            query.push(" WHERE day <> '' AND day <= ").push_bind(until);
        }
        query.push(
            " GROUP BY precondition.holder, precondition.wanted, precondition.condition \
             ORDER BY precondition.holder, precondition.wanted, precondition.condition",
        );
        let rows = query.build().fetch_all(self.connection()).await?;
        rows.iter()
            .map(|row| {
                Ok(ConditionCount {
                    holder: row.try_get("holder")?,
                    wanted: row.try_get("wanted")?,
                    condition: row.try_get("condition")?,
                    preconditions: unsigned(row, "preconditions")?,
                    first: row.try_get("first")?,
                    latest: row.try_get("latest")?,
                })
            })
            .collect()
    }

    /// Lists conditions: by holder and propositions, then the earliest first, undated ones before.
    ///
    /// # Errors
    /// Where the record cannot be read.
    pub async fn preconditions(
        &mut self,
        filter: &PreconditionFilter,
    ) -> Result<Vec<PreconditionRow>, RecordError> {
        let mut query = QueryBuilder::<Backend>::new(
            "SELECT c.*, a.publisher, k.name AS speaker, nullif(k.naming, 0) AS naming \
             FROM precondition c JOIN article a ON a.number = c.article \
             LEFT JOIN statement s ON s.article = c.article AND s.ordinal = c.statement \
             LEFT JOIN speaker k ON k.id = s.speaker WHERE 1 = 1",
        );
        for (column, value) in [
            (" AND c.holder = ", &filter.holder),
            (" AND c.wanted = ", &filter.wanted),
            (" AND c.condition = ", &filter.condition),
            (" AND c.day <> '' AND c.day >= ", &filter.since),
            (" AND c.day <> '' AND c.day <= ", &filter.until),
        ] {
            if let Some(value) = value {
                query.push(column).push_bind(value.clone());
            }
        }
        query.push(" ORDER BY c.holder, c.wanted, c.condition, c.day, c.article, c.ordinal LIMIT ");
        query.push_bind(bound(filter.limit));
        let rows = query.build().fetch_all(self.connection()).await?;
        rows.iter().map(PreconditionRow::from_row).collect()
    }
}

impl PreconditionRow {
    fn from_row(row: &Row) -> Result<Self, RecordError> {
        let known = |column| {
            let text: String = row.try_get(column)?;
            Ok::<_, RecordError>(Some(text).filter(|text| !text.is_empty()))
        };
        let number = |column| {
            let number: i64 = row.try_get(column)?;
            let number = u32::try_from(number)
                .map_err(|error| Failure::undecodable("the number of a precondition", error))?;
            Ok::<_, RecordError>(number)
        };
        let words = |column| pack::from_json("the words of a precondition", row.try_get(column)?);
        Ok(Self {
            article: ArticleNumber(row.try_get("article")?),
            precondition: PreconditionId(number("ordinal")?),
            statement: Some(number("statement")?)
                .filter(|number| *number > 0)
                .map(StatementId),
            holder: known("holder")?,
            wanted: known("wanted")?,
            wanted_words: words("wanted_words")?,
            condition: known("condition")?,
            condition_words: words("condition_words")?,
            day: known("day")?,
            last_day: known("last_day")?,
            publisher: row.try_get("publisher")?,
            speaker: row.try_get("speaker")?,
            naming: row.try_get::<Option<i64>, _>("naming")?.map(NamingNumber),
        })
    }
}

/// A condition of an article, to be written.
pub(crate) struct PreconditionEntry {
    pub(crate) article: i64,
    ordinal: i64,
    statement: i64,
    holder: String,
    wanted: String,
    wanted_words: String,
    condition: String,
    condition_words: String,
    day: String,
    last_day: String,
}

/// Lists the conditions of a reading, each on the day of its statement, else of the publication.
pub(crate) fn entries(
    article: ArticleNumber,
    metadata: &Metadata,
    reading: &Reading,
) -> Result<Vec<PreconditionEntry>, RecordError> {
    reading
        .preconditions
        .iter()
        .map(|precondition| {
            let statement = precondition.statement;
            let mut statements = reading.statements.iter();
            let said = statement
                .and_then(|id| statements.find(|statement| statement.id == id))
                .and_then(|statement| statement.said.as_ref());
            let date = said
                .map(|said| &said.edtf)
                .or(metadata.published.edtf.as_ref());
            let (day, last_day) = pending::days(date);
            let clause = &precondition.wanted;
            let condition = &precondition.condition;
            Ok(PreconditionEntry {
                article: article.0,
                ordinal: i64::from(precondition.id.0),
                statement: statement.map_or(0, |id| i64::from(id.0)),
                holder: precondition.holder.clone().unwrap_or_default(),
                wanted: clause.proposition.clone().unwrap_or_default(),
                wanted_words: pack::json("the words of a precondition", &clause.span)?,
                condition: condition.proposition.clone().unwrap_or_default(),
                condition_words: pack::json("the words of a precondition", &condition.span)?,
                day,
                last_day,
            })
        })
        .collect()
}

/// Writes conditions.
pub(crate) async fn write(
    connection: &mut Connection,
    preconditions: &[PreconditionEntry],
) -> Result<(), RecordError> {
    INSERT
        .run(connection, preconditions, |columns, entry| {
            columns
                .push_bind(entry.holder.as_str())
                .push_bind(entry.wanted.as_str())
                .push_bind(entry.condition.as_str())
                .push_bind(entry.day.as_str())
                .push_bind(entry.article)
                .push_bind(entry.ordinal)
                .push_bind(entry.last_day.as_str())
                .push_bind(entry.statement)
                .push_bind(entry.wanted_words.as_str())
                .push_bind(entry.condition_words.as_str());
        })
        .await?;
    Ok(())
}

/// Takes an article's conditions out of what is asked about them.
pub(crate) async fn hide(connection: &mut Connection, article: i64) -> Result<(), RecordError> {
    sqlx::query("DELETE FROM precondition WHERE article = $1")
        .bind(article)
        .execute(connection)
        .await?;
    Ok(())
}

const INSERT: Bulk = Bulk {
    head: "INSERT INTO precondition (holder, wanted, condition, day, article, ordinal, last_day, \
           statement, wanted_words, condition_words) ",
    columns: 10,
    tail: "",
};
