//! Undoing: an operation that no longer counts, with all that it did.
//!
//! Everything an operation did are rows tagged with its number, and only rows of operations in
//! force count. To undo is therefore to mark the operation and to work out its articles anew; to
//! undo the undoing takes the mark away.

use sqlx::Row as _;

use crate::article::ArticleNumber;
use crate::error::{Failure, RecordError};
use crate::operation::{self, Operation, OperationKind, OperationNumber, Stamp};
use crate::record::Record;
use crate::sqlite::Connection;
use crate::state::Change;
use crate::writing::Batch;

/// An undoing and what it undid.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Undone {
    /// The undoing, an operation of its own.
    pub operation: Operation,
    /// What was undone.
    pub undone: Operation,
}

impl Record {
    /// Undoes an operation: the one of that number, or the last one in force that is itself no
    /// undoing and no erasing.
    ///
    /// Undoing an undoing brings back what it took.
    ///
    /// # Errors
    /// [`ErrorKind::Refused`](crate::ErrorKind::Refused) for an erasing, for what is undone
    /// already, and where a later operation in force built on what this one did;
    /// [`ErrorKind::NotFound`](crate::ErrorKind::NotFound) where there is no such operation.
    pub async fn undo(
        &self,
        stamp: Stamp,
        number: Option<OperationNumber>,
    ) -> Result<Undone, RecordError> {
        let mut batch = Batch::begin(self.pool(), OperationKind::Undo, &stamp).await?;
        let target = match number {
            Some(number) => operation::operation(&mut batch.transaction, number).await?,
            None => latest(&mut batch.transaction).await?,
        };
        if target.number == batch.operation {
            return Err(Failure::NoOperation(target.number).into());
        }
        if let Some(by) = target.undone_by {
            return Err(Failure::UndoneAlready(target.number, by).into());
        }
        mark(&mut batch.transaction, batch.operation, &target).await?;
        let root = root(&mut batch.transaction, &target).await?;
        batch.change = Change::of(root.kind);
        refuse_what_was_built_upon(&mut batch.transaction, &target, &root).await?;
        for article in articles(&mut batch.transaction, root.number).await? {
            batch.refresh(article).await?;
            batch.counts.articles += 1;
        }
        let undone = operation::operation(&mut batch.transaction, target.number).await?;
        let operation = batch.finish(&stamp.at).await?;
        Ok(Undone { operation, undone })
    }
}

/// Finds the last operation that a bare undo takes back.
async fn latest(connection: &mut Connection) -> Result<Operation, RecordError> {
    let number = sqlx::query_scalar(
        "SELECT number FROM operation WHERE undone_by IS NULL AND kind NOT IN ('undo', 'erase') \
         ORDER BY number DESC LIMIT 1",
    )
    .fetch_optional(&mut *connection)
    .await?;
    let number = number.map(OperationNumber).ok_or(Failure::NothingToUndo)?;
    operation::operation(connection, number).await
}

/// Marks the operation as undone. Each undoing below it in turn stops or starts to count.
async fn mark(
    connection: &mut Connection,
    by: OperationNumber,
    target: &Operation,
) -> Result<(), RecordError> {
    sqlx::query("UPDATE operation SET undoes = $1 WHERE number = $2")
        .bind(target.number.0)
        .bind(by.0)
        .execute(&mut *connection)
        .await?;
    let mut undone_by = Some(by);
    let mut next = Some(target.number);
    while let Some(number) = next {
        sqlx::query("UPDATE operation SET undone_by = $1 WHERE number = $2")
            .bind(undone_by.map(|by| by.0))
            .bind(number.0)
            .execute(&mut *connection)
            .await?;
        undone_by = undone_by.is_none().then_some(number);
        next = operation::operation(connection, number).await?.undoes;
    }
    Ok(())
}

/// Finds the operation at the end of a chain of undoings: the one that did something to articles.
async fn root(connection: &mut Connection, target: &Operation) -> Result<Operation, RecordError> {
    let mut root = target.clone();
    while let Some(undone) = root.undoes {
        root = operation::operation(connection, undone).await?;
    }
    if root.kind == OperationKind::Erase {
        return Err(Failure::Erased(root.number).into());
    }
    Ok(root)
}

/// Lists the articles that the operation did something to.
async fn articles(
    connection: &mut Connection,
    operation: OperationNumber,
) -> Result<Vec<ArticleNumber>, RecordError> {
    let numbers: Vec<i64> = sqlx::query_scalar(
        "SELECT v.article FROM identity i JOIN version v ON v.number = i.version \
         WHERE i.operation = $1 \
         UNION SELECT v.article FROM reading r JOIN version v ON v.number = r.version \
         WHERE r.operation = $1 \
         UNION SELECT article FROM decision WHERE operation = $1 \
         UNION SELECT article FROM removal WHERE operation = $1 \
         UNION SELECT article FROM position_decision WHERE operation = $1 \
         UNION SELECT article FROM statement_decision WHERE operation = $1 \
         ORDER BY article",
    )
    .bind(operation.0)
    .fetch_all(connection)
    .await?;
    Ok(numbers.into_iter().map(ArticleNumber).collect())
}

/// Refuses where a later operation in force rests on what is to be undone (or on its being undone).
///
/// A removal is never built upon, nor is what was decided or judged about names, positions or
/// statements. An adding is, by decisions on its articles. Decisions on metadata and rereadings are,
/// by every later reading of the same articles: it was made with them in mind. A rereading is also by
/// every later one, which stores nothing where it reads the same.
async fn refuse_what_was_built_upon(
    connection: &mut Connection,
    target: &Operation,
    root: &Operation,
) -> Result<(), RecordError> {
    let later = match root.kind {
        OperationKind::Add => DECIDED_LATER,
        OperationKind::Set => READ_LATER_AFTER_DECISIONS,
        OperationKind::Reread => READ_LATER_AFTER_REREADING,
        OperationKind::Remove
        | OperationKind::Names
        | OperationKind::Positions
        | OperationKind::Statements
        | OperationKind::Review
        | OperationKind::Erase
        | OperationKind::Undo => return Ok(()),
    };
    let row = sqlx::query(later)
        .bind(root.number.0)
        .bind(target.number.0)
        .fetch_optional(&mut *connection)
        .await?;
    let Some(row) = row else {
        return Ok(());
    };
    let by = operation::operation(connection, OperationNumber(row.try_get("number")?)).await?;
    Err(Failure::BuiltUpon {
        of: target.number,
        by: by.number,
        kind: by.kind,
    }
    .into())
}

const DECIDED_LATER: &str = "SELECT max(o.number) AS number FROM identity i \
     JOIN version v ON v.number = i.version JOIN (SELECT article, operation FROM decision \
     UNION ALL SELECT article, operation FROM position_decision \
     UNION ALL SELECT article, operation FROM statement_decision) AS d ON d.article = v.article \
     JOIN operation o ON o.number = d.operation \
     WHERE i.operation = $1 AND o.number > $2 AND o.undone_by IS NULL HAVING max(o.number) > 0";

const READ_LATER_AFTER_DECISIONS: &str = "SELECT max(o.number) AS number FROM decision d \
     JOIN version v ON v.article = d.article JOIN reading r ON r.version = v.number \
     JOIN operation o ON o.number = r.operation \
     WHERE d.operation = $1 AND o.number > $2 AND o.undone_by IS NULL HAVING max(o.number) > 0";

const READ_LATER_AFTER_REREADING: &str = "SELECT max(number) AS number FROM (\
     SELECT o.number FROM reading r JOIN reading n ON n.version = r.version \
     JOIN operation o ON o.number = n.operation \
     WHERE r.operation = $1 AND o.number > $2 AND o.undone_by IS NULL \
     UNION ALL SELECT number FROM operation \
     WHERE kind = 'reread' AND number > $2 AND undone_by IS NULL) AS later \
     HAVING max(number) > 0";
