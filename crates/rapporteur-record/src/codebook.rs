//! The codebooks that the record was read with.

use sqlx::Row as _;

use crate::OperationNumber;
use crate::error::{Failure, RecordError};
use crate::snapshot::Snapshot;
use crate::sqlite::{Connection, Row};

/// One version of a codebook, as its author wrote it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CodebookVersion {
    /// The BLAKE3 hash of the source, in hexadecimal.
    pub hash: String,
    /// The name of the process, if the codebook gives one.
    pub name: Option<String>,
    /// The TOML text.
    pub source: String,
    /// The codebook file that this one was made of by adding examples; `None` for a file itself.
    pub base: Option<Box<Self>>,
}

/// A codebook in the record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredCodebook {
    /// The codebook.
    pub codebook: CodebookVersion,
    /// The first operation that read with it.
    pub operation: OperationNumber,
    /// Whether it is the one that was read with last.
    pub in_force: bool,
}

impl CodebookVersion {
    fn from_row(row: &Row) -> Result<Self, RecordError> {
        let base: Option<String> = row.try_get("base_hash")?;
        let base = base.map(|hash| {
            Ok::<_, RecordError>(Box::new(Self {
                hash,
                name: row.try_get("base_name")?,
                source: row.try_get("base_source")?,
                base: None,
            }))
        });
        Ok(Self {
            hash: row.try_get("hash")?,
            name: row.try_get("name")?,
            source: row.try_get("source")?,
            base: base.transpose()?,
        })
    }
}

impl Snapshot {
    /// Lists the codebooks in the order of their first use.
    ///
    /// # Errors
    /// Where the record cannot be read.
    pub async fn codebooks(&mut self) -> Result<Vec<StoredCodebook>, RecordError> {
        let in_force = self
            .codebook_in_force()
            .await?
            .map(|codebook| codebook.hash);
        let rows = sqlx::query(
            "SELECT c.*, u.operation FROM (SELECT codebook, min(number) AS operation \
             FROM operation GROUP BY codebook) AS u JOIN whole_codebook c ON c.hash = u.codebook \
             ORDER BY u.operation",
        )
        .fetch_all(self.connection())
        .await?;
        rows.iter()
            .map(|row| {
                let codebook = CodebookVersion::from_row(row)?;
                Ok(StoredCodebook {
                    in_force: in_force.as_ref() == Some(&codebook.hash),
                    codebook,
                    operation: OperationNumber(row.try_get("operation")?),
                })
            })
            .collect()
    }

    /// Returns the codebook that articles were last read with, by an operation that stands.
    ///
    /// # Errors
    /// Where the record cannot be read.
    pub async fn codebook_in_force(&mut self) -> Result<Option<CodebookVersion>, RecordError> {
        sqlx::query(
            "SELECT c.* FROM operation o JOIN whole_codebook c ON c.hash = o.codebook \
             WHERE o.undone_by IS NULL ORDER BY o.number DESC LIMIT 1",
        )
        .fetch_optional(self.connection())
        .await?
        .as_ref()
        .map(CodebookVersion::from_row)
        .transpose()
    }

    /// Returns the codebook of that hash.
    ///
    /// # Errors
    /// [`ErrorKind::NotFound`](crate::ErrorKind::NotFound) where the record has none.
    pub async fn codebook(&mut self, hash: &str) -> Result<CodebookVersion, RecordError> {
        let row = sqlx::query("SELECT * FROM whole_codebook WHERE hash = $1")
            .bind(hash)
            .fetch_optional(self.connection())
            .await?
            .ok_or_else(|| Failure::NoCodebook(hash.to_owned()))?;
        CodebookVersion::from_row(&row)
    }
}

/// Stores the codebook, if it is new.
pub(crate) async fn store(
    connection: &mut Connection,
    codebook: &CodebookVersion,
) -> Result<(), RecordError> {
    let base = codebook.base.as_deref();
    let all = base.map(|base| (base, None)).into_iter();
    for (codebook, base) in all.chain([(codebook, base)]) {
        sqlx::query(
            "INSERT INTO codebook (hash, name, source, base) VALUES ($1, $2, $3, $4) \
             ON CONFLICT (hash) DO NOTHING",
        )
        .bind(codebook.hash.as_str())
        .bind(codebook.name.as_deref())
        .bind(codebook.source.as_str())
        .bind(base.map(|base| base.hash.as_str()))
        .execute(&mut *connection)
        .await?;
    }
    Ok(())
}

/// Takes the examples out of every codebook that was made by adding some: they quote statements.
pub(crate) async fn strike(connection: &mut Connection) -> Result<(), RecordError> {
    sqlx::query(
        "UPDATE codebook SET source = (SELECT b.source FROM codebook b WHERE b.hash = codebook.base) \
         WHERE base IS NOT NULL",
    )
    .execute(connection)
    .await?;
    Ok(())
}
