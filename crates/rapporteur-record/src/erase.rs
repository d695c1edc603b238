//! Erasing: articles that leave no trace, for the protection of sources.

use std::collections::BTreeSet;
use std::path::Path;

use rapporteur_core::Metadata;
use sqlx::Row as _;

use crate::article::ArticleNumber;
use crate::error::{ErrorKind, Failure, RecordError};
use crate::operation::{self, Operation, OperationKind, Stamp};
use crate::record::Record;
use crate::sqlite::{self, Connection};
use crate::writing::Batch;
use crate::{codebook, copies, line, naming, pack, verdict, words};

impl Record {
    /// Erases articles, present or removed: their versions, originals, readings, decisions, words
    /// in every index, what the log says of them, and names that nothing else on the record tells. It
    /// cannot be undone.
    ///
    /// The file is then rebuilt, so that none of it is left in its free pages, and the write-ahead
    /// log is cut. This takes time in proportion to the record. Should it be interrupted, or another
    /// process be reading, the operation stays unfinished in the log and the next opening of the
    /// record goes on with it. Copies of the file made before are beyond its reach.
    ///
    /// The summary stays in the log: it must not name what is erased.
    ///
    /// # Errors
    /// [`ErrorKind::NotFound`](crate::ErrorKind::NotFound) where an article is not there; then
    /// nothing is erased. [`ErrorKind::Locked`](crate::ErrorKind::Locked) where the articles are
    /// erased but another process still holds pages of them.
    pub async fn erase(
        &self,
        stamp: Stamp,
        articles: &[ArticleNumber],
    ) -> Result<Operation, RecordError> {
        let mut batch = Batch::begin(self.pool(), OperationKind::Erase, &stamp).await?;
        let mut traces = Traces::default();
        let mut told = BTreeSet::new();
        let mut quoted = false;
        for article in articles {
            traces.gather(&mut batch.transaction, *article).await?;
            quoted |= decided_about(&mut batch.transaction, *article).await?;
            told.extend(verdict::told_by(&mut batch.transaction, *article).await?);
        }
        let articles: BTreeSet<_> = articles.iter().copied().collect();
        for article in &articles {
            batch.pending.hide(&mut batch.transaction, *article).await?;
            copies::unindex(&mut batch.transaction, *article).await?;
            delete(&mut batch.transaction, *article).await?;
            batch.counts.articles += 1;
        }
        sweep(&mut batch.transaction).await?;
        if quoted {
            codebook::strike(&mut batch.transaction).await?;
        }
        let names = verdict::strike(&mut batch.transaction, &articles, told).await?;
        traces.strike(&mut batch.transaction, &names).await?;
        let number = batch.operation;
        let counts = batch.counts;
        batch.commit().await?;
        let mut connection = self.pool().acquire().await?;
        sqlite::purge(&mut connection).await?;
        operation::finish(&mut connection, number, &stamp.at, counts).await
    }

    /// Goes on with an erasing that was interrupted after its articles were gone and before their
    /// pages were.
    pub(crate) async fn resume_erasing(&self) -> Result<(), RecordError> {
        let mut connection = self.pool().acquire().await?;
        let unfinished: bool = sqlx::query_scalar(
            "SELECT EXISTS (SELECT 1 FROM operation WHERE kind = 'erase' AND finished_at IS NULL)",
        )
        .fetch_one(&mut *connection)
        .await?;
        if !unfinished {
            return Ok(());
        }
        match sqlite::purge(&mut connection).await {
            // Whoever holds the pages is perhaps the one that is erasing.
            Err(error) if error.kind() == ErrorKind::Locked => Ok(()),
            Err(error) => Err(error),
            Ok(()) => {
                sqlx::query(
                    "UPDATE operation SET finished_at = started_at \
                     WHERE kind = 'erase' AND finished_at IS NULL",
                )
                .execute(&mut *connection)
                .await?;
                Ok(())
            }
        }
    }
}

/// Names under which the log may speak of the articles.
#[derive(Default)]
struct Traces(BTreeSet<String>);

impl Traces {
    async fn gather(
        &mut self,
        connection: &mut Connection,
        article: ArticleNumber,
    ) -> Result<(), RecordError> {
        let versions = sqlx::query("SELECT file, metadata FROM version WHERE article = $1")
            .bind(article.0)
            .fetch_all(&mut *connection)
            .await?;
        if versions.is_empty() {
            return Err(Failure::NoArticle(article).into());
        }
        for row in versions {
            let file: Option<String> = row.try_get("file")?;
            let name = file.as_deref().map(Path::new).and_then(Path::file_stem);
            self.note(name.and_then(|name| name.to_str()).map(str::to_owned));
            self.note(file);
            let metadata: Metadata =
                pack::from_json("the metadata of an article", row.try_get("metadata")?)?;
            self.note(metadata.publisher);
            self.note(metadata.title);
            self.note(metadata.url);
            self.note(metadata.author);
        }
        let decided: Vec<Option<String>> =
            sqlx::query_scalar("SELECT value FROM decision WHERE article = $1")
                .bind(article.0)
                .fetch_all(connection)
                .await?;
        decided.into_iter().for_each(|value| self.note(value));
        Ok(())
    }

    fn note(&mut self, trace: Option<String>) {
        self.0
            .extend(trace.filter(|trace| !trace.trim().is_empty()));
    }

    /// Strikes out the summary of every operation that speaks of an erased article.
    ///
    /// An operation that decides about names speaks of it by one of `names` too.
    async fn strike(
        self,
        connection: &mut Connection,
        names: &BTreeSet<String>,
    ) -> Result<(), RecordError> {
        let summaries: Vec<(i64, String, String)> =
            sqlx::query_as("SELECT number, kind, summary FROM operation")
                .fetch_all(&mut *connection)
                .await?;
        for (number, kind, summary) in summaries {
            let names = names
                .iter()
                .filter(|_| kind == OperationKind::Names.as_str());
            let mut traces = self.0.iter().chain(names);
            if !traces.any(|trace| words::names(&summary, trace)) {
                continue;
            }
            sqlx::query("UPDATE operation SET summary = $1 WHERE number = $2")
                .bind(STRUCK_OUT)
                .bind(number)
                .execute(&mut *connection)
                .await?;
        }
        Ok(())
    }
}

/// What the log says instead of a summary that named an erased article.
const STRUCK_OUT: &str = "(struck out: it named an erased article)";

async fn delete(connection: &mut Connection, article: ArticleNumber) -> Result<(), RecordError> {
    for sql in [
        "DELETE FROM decision WHERE article = $1",
        "DELETE FROM removal WHERE article = $1",
        "DELETE FROM position_decision WHERE article = $1",
        "DELETE FROM statement_decision WHERE article = $1",
        "DELETE FROM version WHERE article = $1",
        "DELETE FROM article WHERE number = $1",
    ] {
        sqlx::query(sql)
            .bind(article.0)
            .execute(&mut *connection)
            .await?;
    }
    Ok(())
}

/// Deletes what nothing refers to any more.
async fn sweep(connection: &mut Connection) -> Result<(), RecordError> {
    for sql in [
        "DELETE FROM original WHERE NOT EXISTS \
         (SELECT 1 FROM version v WHERE v.original = original.hash)",
        "DELETE FROM speaker WHERE NOT EXISTS \
         (SELECT 1 FROM statement s WHERE s.speaker = speaker.id)",
    ] {
        sqlx::query(sql).execute(&mut *connection).await?;
    }
    line::sweep(connection).await?;
    naming::sweep(connection).await
}

/// Says whether somebody ever decided about positions of the article: then codebooks may quote it.
async fn decided_about(
    connection: &mut Connection,
    article: ArticleNumber,
) -> Result<bool, RecordError> {
    Ok(
        sqlx::query_scalar("SELECT EXISTS (SELECT 1 FROM position_decision WHERE article = $1)")
            .bind(article.0)
            .fetch_one(connection)
            .await?,
    )
}
