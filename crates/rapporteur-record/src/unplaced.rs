//! Statements that take no position.

use crate::article::unsigned;
use crate::error::RecordError;
use crate::snapshot::Snapshot;
use crate::statement::{self, StatementRow};

/// Statements without a position: all of them, or every so many-th.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Unplaced {
    /// How many there are in all.
    pub total: u64,
    /// One of how many is listed; 1 where all are.
    pub every: u64,
    /// Those listed, the earliest first.
    pub statements: Vec<StatementRow>,
}

impl Snapshot {
    /// Lists statements that take no position, at most `most`: where there are more, every so
    /// many-th in the order in which statements are shown, which depends on days and articles alone.
    ///
    /// # Errors
    /// Where the record cannot be read.
    pub async fn unplaced(&mut self, most: u32) -> Result<Unplaced, RecordError> {
        const WITHOUT: &str = "FROM statement s WHERE NOT EXISTS \
             (SELECT 1 FROM position p WHERE p.statement = s.id)";
        let count = format!("SELECT count(*) AS found {WITHOUT}");
        let row = sqlx::query(sqlx::AssertSqlSafe(count)).fetch_one(self.connection());
        let total = unsigned(&row.await?, "found")?;
        let every = total.div_ceil(u64::from(most.max(1))).max(1);
        let page = format!(
            "SELECT {} FROM (SELECT id FROM (SELECT s.id, row_number() OVER (ORDER BY s.id) AS place \
             {WITHOUT}) AS numbered WHERE (place - 1) % $1 = 0) AS page \
             CROSS JOIN statement s ON s.id = page.id JOIN article a ON a.number = s.article \
             LEFT JOIN speaker k ON k.id = s.speaker ORDER BY s.id",
            statement::COLUMNS
        );
        let rows = sqlx::query(sqlx::AssertSqlSafe(page))
            .bind(i64::try_from(every).unwrap_or(i64::MAX))
            .fetch_all(self.connection())
            .await?;
        let statements = rows.iter().map(StatementRow::from_row);
        Ok(Unplaced {
            total,
            every,
            statements: statements.collect::<Result<_, _>>()?,
        })
    }
}
