//! Reading everything again, with this engine, these models and a codebook.

use std::sync::Arc;

use rapporteur_record::{LongKind, NewReading, StoredArticle};
use rayon::prelude::*;
use serde::Serialize;

use super::timeline::digest_of;
use super::{Clerk, Record, add::aside, stored};
use crate::engine::Engine;
use crate::error::Error;

/// How many articles are read again in one transaction.
const BATCH: u32 = 64;

/// What a `reread` did.
#[derive(Debug, Clone, Default, Serialize)]
pub struct RereadReport {
    /// The number of the operation, for `undo`.
    pub operation: i64,
    /// Articles read again.
    pub articles: u64,
    /// Articles whose reading is another now.
    pub changed: u64,
}

impl Record {
    /// Reads every article again as one operation; `progress` is told how many were read.
    ///
    /// The text stays as the record has it, and so does what people decided; readings that come out
    /// the same are not stored again.
    ///
    /// # Errors
    ///
    /// Where the record cannot be read or written.
    pub async fn reread(
        &self,
        engine: &Arc<Engine>,
        clerk: &Clerk,
        mut progress: impl FnMut(u64),
    ) -> Result<RereadReport, Error> {
        let codebook = engine.codebook().map(stored);
        let stamp = clerk.stamp("reread".to_owned());
        let mut writing = self.store.begin(LongKind::Reread, stamp, codebook).await?;
        let mut report = RereadReport {
            operation: writing.number().0,
            ..RereadReport::default()
        };
        let mut after = None;
        loop {
            let page = self
                .store
                .snapshot()
                .await?
                .stored_articles(after, BATCH)
                .await?;
            let Some(last) = page.last() else { break };
            after = Some(last.row.number);
            let engine = Arc::clone(engine);
            let readings: Vec<NewReading> = aside(move || {
                page.into_par_iter()
                    .map(|article| read_again(&engine, article))
                    .collect()
            })
            .await?;
            let stored = writing.reread(&readings).await?;
            report.articles += stored.len() as u64;
            report.changed += stored.iter().filter(|changed| **changed).count() as u64;
            progress(report.articles);
        }
        let summary = format!("{} read again, {} changed", report.articles, report.changed);
        writing.finish(&(clerk.now)(), &summary).await?;
        Ok(report)
    }
}

/// Reads a stored article again. Remarks on its bytes stay: the bytes are not decoded anew.
fn read_again(engine: &Engine, mut stored: StoredArticle) -> NewReading {
    let remarks: Vec<_> = stored
        .reading
        .diagnostics
        .iter()
        .filter(|remark| remark.code.starts_with("encoding."))
        .cloned()
        .collect();
    let reading = engine.read_article(&mut stored.article, &remarks);
    NewReading {
        article: stored.row.number,
        version: stored.row.version,
        digest: digest_of(&stored.article, &reading),
        reading,
    }
}
