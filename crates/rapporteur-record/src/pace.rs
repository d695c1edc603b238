//! How much is said, stretch of days by stretch.

use sqlx::Row as _;

use crate::article::unsigned;
use crate::bulk::Bulk;
use crate::error::RecordError;
use crate::order;
use crate::snapshot::Snapshot;
use crate::sqlite::Row;

/// The first day of something and the last, `YYYY-MM-DD`.
pub type FirstAndLast = (String, String);

/// How many statements of a party are of a stretch of days.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PaceRow {
    /// The id of the party; `None` for statements of no known party.
    pub party: Option<String>,
    /// The stretch, by its place among those that were asked about.
    pub stretch: usize,
    /// How many statements. None at all is a row too.
    pub statements: u64,
}

/// Counts for each party and stretch by the index of parties, which lies in the order of days: no
/// statement itself is looked at (0.1 s for a million statements, measured).
const COUNT: Bulk = Bulk {
    head: "WITH RECURSIVE spoken (party) AS (SELECT min(party) FROM statement UNION ALL \
           SELECT (SELECT min(s.party) FROM statement s WHERE s.party > p.party) \
           FROM spoken p WHERE p.party IS NOT NULL), \
           wanted (stretch, first, past) AS (",
    columns: 3,
    tail: ") SELECT w.stretch, nullif(p.party, '') AS party, (SELECT count(*) FROM statement s \
           WHERE s.party = p.party AND s.id >= w.first AND s.id < w.past) AS statements \
           FROM wanted w CROSS JOIN spoken p WHERE p.party IS NOT NULL",
};

impl Snapshot {
    /// Counts the statements of each party that occurs, in each stretch from a day to another. A
    /// statement counts on the first day that its date may mean.
    ///
    /// # Errors
    /// Where the record cannot be read.
    pub async fn pace(&mut self, stretches: &[FirstAndLast]) -> Result<Vec<PaceRow>, RecordError> {
        let numbered: Vec<(i64, &FirstAndLast)> = (0..).zip(stretches).collect();
        let rows = COUNT.run(
            self.connection(),
            &numbered,
            |columns, (number, stretch)| {
                columns.push_bind(*number);
                columns.push_bind(order::first_number(&stretch.0));
                columns.push_bind(order::end_number(&stretch.1));
            },
        );
        let pace = |row: &Row| {
            Ok(PaceRow {
                party: row.try_get("party")?,
                stretch: usize::try_from(unsigned(row, "stretch")?).unwrap_or_default(),
                statements: unsigned(row, "statements")?,
            })
        };
        rows.await?.iter().map(pace).collect()
    }

    /// Returns the first and the last day that a statement is ordered by; `None` where none has one.
    ///
    /// # Errors
    /// Where the record cannot be read.
    pub async fn days_of_statements(&mut self) -> Result<Option<FirstAndLast>, RecordError> {
        let row = sqlx::query(
            "SELECT (SELECT day FROM statement WHERE id >= $1 ORDER BY id LIMIT 1) AS first, \
             (SELECT day FROM statement WHERE id >= $1 ORDER BY id DESC LIMIT 1) AS last",
        )
        .bind(order::end_number(""))
        .fetch_one(self.connection())
        .await?;
        first_and_last(&row)
    }

    /// Returns the first and the last day on which an article present was published; `None` where no
    /// day is known.
    ///
    /// # Errors
    /// Where the record cannot be read.
    pub async fn days_of_articles(&mut self) -> Result<Option<FirstAndLast>, RecordError> {
        let row = sqlx::query(
            "SELECT min(day) AS first, max(day) AS last FROM article \
             WHERE current IS NOT NULL AND day <> ''",
        )
        .fetch_one(self.connection())
        .await?;
        first_and_last(&row)
    }
}

fn first_and_last(row: &Row) -> Result<Option<FirstAndLast>, RecordError> {
    let first: Option<String> = row.try_get("first")?;
    Ok(first.zip(row.try_get("last")?))
}
