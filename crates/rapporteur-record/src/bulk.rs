//! Many rows in one call: a call to the database costs more than a row.

use sqlx::QueryBuilder;
use sqlx::query_builder::Separated;

use crate::error::RecordError;
use crate::sqlite::{Backend, Connection, Row};

/// Parameters to a call. SQLite takes 32,766 and PostgreSQL 65,535.
const PARAMETERS: usize = 30_000;

/// A row of parameters, to be bound one after the other.
pub(crate) type Columns<'a> = Separated<'a, Backend, &'static str>;

/// A statement around a `VALUES` list.
pub(crate) struct Bulk {
    /// What stands before the list.
    pub(crate) head: &'static str,
    /// How many columns the list has.
    pub(crate) columns: usize,
    /// What stands after it.
    pub(crate) tail: &'static str,
}

impl Bulk {
    /// Runs the statement on `rows`, of each of which `put` binds the columns, and returns what it
    /// returns. No rows, no call.
    pub(crate) async fn run<T>(
        &self,
        connection: &mut Connection,
        rows: &[T],
        put: impl Fn(&mut Columns<'_>, &T),
    ) -> Result<Vec<Row>, RecordError> {
        let mut returned = Vec::new();
        for chunk in rows.chunks((PARAMETERS / self.columns.max(1)).max(1)) {
            let mut query = QueryBuilder::<Backend>::new(self.head);
            query.push_values(chunk, |mut columns, row| put(&mut columns, row));
            query.push(self.tail);
            // Few calls have the same number of rows: to keep them prepared would fill the cache.
            let call = query.build().persistent(false);
            returned.extend(call.fetch_all(&mut *connection).await?);
        }
        Ok(returned)
    }
}
