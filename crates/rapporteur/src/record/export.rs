//! The whole record, article by article.

use super::{Record, articles::reading_view, search::page, who};
use crate::error::Error;
use crate::record::search::{StatementHit, StatementQuery};
use crate::view::ReadingView;

/// How many articles or statements are held at a time.
const PAGE: u32 = 256;

impl Record {
    /// Hands over every article with its reading, in the order of their numbers, few at a time.
    ///
    /// `each` answers whether to go on.
    ///
    /// # Errors
    ///
    /// Where the record cannot be read.
    pub async fn export_readings(
        &self,
        mut each: impl FnMut(i64, ReadingView) -> bool,
    ) -> Result<(), Error> {
        let mut snapshot = self.store.snapshot().await?;
        let mut after = None;
        loop {
            let page = snapshot.stored_articles(after, PAGE).await?;
            let Some(last) = page.last() else {
                return Ok(());
            };
            after = Some(last.row.number);
            for stored in &page {
                if !each(stored.row.number.0, reading_view(stored)) {
                    return Ok(());
                }
            }
        }
    }

    /// Hands over every statement, the latest first, few at a time.
    ///
    /// `each` answers whether to go on.
    ///
    /// # Errors
    ///
    /// Where the record cannot be read.
    pub async fn export_statements(
        &self,
        mut each: impl FnMut(StatementHit) -> bool,
    ) -> Result<(), Error> {
        let mut query = StatementQuery {
            limit: Some(PAGE),
            ..StatementQuery::default()
        };
        let mut snapshot = self.store.snapshot().await?;
        let in_force = self.in_force(&mut snapshot).await?;
        let codebook = in_force.codebook();
        let groups = who::groups(self, &mut snapshot).await?;
        loop {
            let filter = query.filter(codebook, &groups);
            let page = page(&mut snapshot, &filter, &groups, codebook).await?;
            let read = page.statements.len() as u32;
            for hit in page.statements {
                if !each(hit) {
                    return Ok(());
                }
            }
            if read < PAGE {
                return Ok(());
            }
            query.offset += read;
        }
    }
}
