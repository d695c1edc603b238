//! What was done to the record, and taking it back.

use rapporteur_record::{ArticleNumber, Counts, Operation, OperationKind, OperationNumber};
use serde::Serialize;

use super::{Clerk, Record};
use crate::error::Error;

/// One operation.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct OperationView {
    /// Its number, for `undo`.
    pub number: i64,
    /// What it is: `add`, `set`, `remove`, `erase`, `reread`, `names`, `positions`, `statements`,
    /// `review` or `undo`.
    pub kind: String,
    /// Who did it.
    pub author: String,
    /// When it began, in ISO 8601 and UTC.
    pub started: String,
    /// When it ended; null where it was interrupted.
    pub finished: Option<String>,
    /// What it did, in a line.
    pub summary: String,
    /// The operation that undid it.
    pub undone_by: Option<i64>,
    /// The operation that it undid.
    pub undoes: Option<i64>,
}

/// What an `undo` did.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct UndoReport {
    /// The undoing itself.
    pub operation: OperationView,
    /// What it took back.
    pub undone: OperationView,
}

impl From<Operation> for OperationView {
    fn from(operation: Operation) -> Self {
        Self {
            summary: summary(&operation),
            number: operation.number.0,
            kind: operation.kind.as_str().to_owned(),
            author: operation.author,
            started: operation.started_at,
            finished: operation.finished_at,
            undone_by: operation.undone_by.map(|number| number.0),
            undoes: operation.undoes.map(|number| number.0),
        }
    }
}

impl Record {
    /// Lists operations, the latest first, at most `limit`, those before number `before`.
    ///
    /// # Errors
    ///
    /// Where the record cannot be read.
    pub async fn log(&self, before: Option<i64>, limit: u32) -> Result<Vec<OperationView>, Error> {
        let mut snapshot = self.store.snapshot().await?;
        let operations = snapshot.log(before.map(OperationNumber), limit).await?;
        Ok(operations.into_iter().map(OperationView::from).collect())
    }

    /// Finds one operation.
    ///
    /// # Errors
    ///
    /// Where there is none of that number, or the record cannot be read.
    pub async fn operation(&self, number: i64) -> Result<OperationView, Error> {
        let mut snapshot = self.store.snapshot().await?;
        let operation = snapshot.operation(OperationNumber(number)).await?;
        Ok(operation.into())
    }

    /// Takes back an operation; without a number, the latest that can be taken back.
    ///
    /// # Errors
    ///
    /// Where there is no such operation, or it cannot be taken back.
    pub async fn undo(&self, number: Option<i64>, clerk: &Clerk) -> Result<UndoReport, Error> {
        let stamp = clerk.stamp("undo".to_owned());
        let undone = self.store.undo(stamp, number.map(OperationNumber)).await?;
        Ok(UndoReport {
            operation: undone.operation.into(),
            undone: undone.undone.into(),
        })
    }

    /// Takes articles off the record; `undo` brings them back.
    ///
    /// # Errors
    ///
    /// Where one of them is not on the record; then nothing is changed.
    pub async fn remove(&self, numbers: &[i64], clerk: &Clerk) -> Result<OperationView, Error> {
        let stamp = clerk.stamp(format!("articles {}", listed(numbers)));
        Ok(self.store.remove(stamp, &articles(numbers)).await?.into())
    }

    /// Erases articles for good: text, original, readings, index and the log's words about them.
    ///
    /// # Errors
    ///
    /// Where one of them is not on the record; then nothing is changed.
    pub async fn erase(&self, numbers: &[i64], clerk: &Clerk) -> Result<OperationView, Error> {
        let stamp = clerk.stamp(format!("articles {}", listed(numbers)));
        Ok(self.store.erase(stamp, &articles(numbers)).await?.into())
    }
}

/// What an operation did, as it was summed up; of an interrupted one, how far it got.
fn summary(operation: &Operation) -> String {
    let Counts {
        articles,
        versions,
        readings,
        ..
    } = operation.counts;
    match (&operation.finished_at, operation.kind) {
        (None, OperationKind::Add) => format!("{} articles so far", articles + versions),
        (None, OperationKind::Reread) => format!("{readings} readings changed so far"),
        (_, OperationKind::Undo) => operation.undoes.map_or_else(
            || operation.summary.clone(),
            |undone| format!("operation {undone}"),
        ),
        _ => operation.summary.clone(),
    }
}

fn articles(numbers: &[i64]) -> Vec<ArticleNumber> {
    numbers.iter().copied().map(ArticleNumber).collect()
}

fn listed(numbers: &[i64]) -> String {
    let words: Vec<String> = numbers.iter().map(i64::to_string).collect();
    words.join(", ")
}
