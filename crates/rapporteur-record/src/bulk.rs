//! Many rows in few calls: a call to the database costs more than a row.

use sqlx::QueryBuilder;
use sqlx::query_builder::Separated;

use crate::error::RecordError;
use crate::sqlite::{Backend, Connection};

/// Parameters to a call. SQLite takes 32,766 and PostgreSQL 65,535.
const PARAMETERS: usize = 30_000;

/// Inserts `rows` by a statement that begins with `into`; `put` binds the `columns` of one row.
pub(crate) async fn insert<T>(
    connection: &mut Connection,
    into: &'static str,
    columns: usize,
    rows: &[T],
    put: impl Fn(&mut Separated<'_, Backend, &'static str>, &T),
) -> Result<(), RecordError> {
    for chunk in rows.chunks((PARAMETERS / columns.max(1)).max(1)) {
        let mut query = QueryBuilder::<Backend>::new(into);
        query.push_values(chunk, |mut separated, row| put(&mut separated, row));
        // No two calls have the same number of rows: to keep the statement would only fill the cache.
        query.build().persistent(false).execute(&mut *connection).await?;
    }
    Ok(())
}
