//! People who may come into the reading room, with what their passwords are known by.

use sqlx::Row as _;

use crate::error::RecordError;
use crate::record::Record;
use crate::snapshot::Snapshot;
use crate::sqlite::{self, Row};
use crate::state::{self, Change};

/// Somebody who may come in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PersonRow {
    /// The name, which the log has too.
    pub name: String,
    /// The hash of the password, as a PHC string.
    pub hash: String,
    /// What the person may do.
    pub role: String,
}

impl Record {
    /// Lets somebody in, or changes password and role of somebody known; says whether the person is new.
    ///
    /// # Errors
    /// Where the record cannot be written.
    pub async fn put_person(&self, person: &PersonRow) -> Result<bool, RecordError> {
        let mut transaction = sqlite::write(self.pool()).await?;
        let known = sqlx::query("DELETE FROM person WHERE name = $1")
            .bind(person.name.as_str())
            .execute(&mut *transaction)
            .await?;
        sqlx::query("INSERT INTO person (name, hash, role) VALUES ($1, $2, $3)")
            .bind(person.name.as_str())
            .bind(person.hash.as_str())
            .bind(person.role.as_str())
            .execute(&mut *transaction)
            .await?;
        // Who codes decides what counts.
        state::changed(&mut transaction, Change::Judged).await?;
        transaction.commit().await?;
        Ok(known.rows_affected() == 0)
    }

    /// Lets somebody in no longer; says whether the person was known.
    ///
    /// # Errors
    /// Where the record cannot be written.
    pub async fn drop_person(&self, name: &str) -> Result<bool, RecordError> {
        let mut transaction = sqlite::write(self.pool()).await?;
        let known = sqlx::query("DELETE FROM person WHERE name = $1")
            .bind(name)
            .execute(&mut *transaction)
            .await?;
        // Who codes decides what counts.
        state::changed(&mut transaction, Change::Judged).await?;
        transaction.commit().await?;
        Ok(known.rows_affected() > 0)
    }
}

impl Snapshot {
    /// Lists who may come in, by name.
    ///
    /// # Errors
    /// Where the record cannot be read.
    pub async fn people(&mut self) -> Result<Vec<PersonRow>, RecordError> {
        let rows = sqlx::query("SELECT name, hash, role FROM person ORDER BY name")
            .fetch_all(self.connection())
            .await?;
        rows.iter().map(PersonRow::from_row).collect()
    }
}

impl PersonRow {
    fn from_row(row: &Row) -> Result<Self, RecordError> {
        Ok(Self {
            name: row.try_get("name")?,
            hash: row.try_get("hash")?,
            role: row.try_get("role")?,
        })
    }
}
