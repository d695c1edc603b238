//! The record, or a part of it, for other programs: articles with their readings, and statements.

use std::sync::Arc;

use rapporteur_record::StatementFilter;

use super::Record;
use super::articles::reading_view;
use super::cache::InForce;
use super::search::{Searching, StatementHit, StatementQuery, hits};
use crate::entities::Groups;
use crate::error::Error;
use crate::view::ReadingView;
use crate::wording::label;

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
        let query = StatementQuery::default();
        let mut searching = Searching::begin(self, &query).await?;
        searching.filter.limit = Some(PAGE);
        loop {
            let rows = searching.rows().await?;
            let Some(last) = rows.last() else {
                return Ok(());
            };
            searching.filter.after = Some(last.rank);
            for hit in searching.hits(rows).await? {
                if !each(hit) {
                    return Ok(());
                }
            }
        }
    }

    /// Begins to hand over the statements that a query finds, without its limit and offset.
    ///
    /// # Errors
    ///
    /// Where no such issue is known, or the record cannot be read.
    pub async fn begin_export(&self, query: &StatementQuery) -> Result<StatementExport, Error> {
        let searching = Searching::begin(self, query).await?;
        Ok(StatementExport {
            record: self.clone(),
            groups: searching.groups,
            in_force: searching.in_force,
            filter: StatementFilter {
                limit: Some(PAGE),
                offset: 0,
                ..searching.filter
            },
        })
    }
}

/// Statements that are being handed over, the latest first, at the pace of whoever takes them.
///
/// Nothing of the record is held meanwhile: of what is written to it in between, some may be missed
/// and some may be handed over.
pub struct StatementExport {
    record: Record,
    groups: Arc<Groups>,
    in_force: Arc<InForce>,
    filter: StatementFilter,
}

impl StatementExport {
    /// Hands over the next few; none where there are no more.
    ///
    /// # Errors
    ///
    /// Where the record cannot be read.
    pub async fn next(&mut self) -> Result<Vec<StatementHit>, Error> {
        let mut snapshot = self.record.store.snapshot().await?;
        let rows = snapshot.statements(&self.filter).await?;
        if let Some(last) = rows.last() {
            self.filter.after = Some(last.rank);
        }
        hits(&mut snapshot, rows, &self.groups, self.in_force.codebook()).await
    }
}

impl StatementHit {
    /// What the values of [`StatementHit::row`] are.
    pub const COLUMNS: [&str; 17] = [
        "article",
        "statement",
        "within",
        "publisher",
        "published",
        "speaker",
        "codebook",
        "party",
        "said",
        "said_from",
        "act",
        "kind",
        "basis",
        "source",
        "cue",
        "content",
        "content_spans",
    ];

    /// Returns the statement as a row of a table.
    #[must_use]
    pub fn row(&self) -> [String; 17] {
        let text = |value: &Option<String>| value.clone().unwrap_or_default();
        let spans = self.spans.content.iter();
        let spans: Vec<String> = spans.map(|[start, end]| format!("{start}-{end}")).collect();
        let said = self.said.as_ref();
        [
            self.article.to_string(),
            self.id.clone(),
            text(&self.within),
            text(&self.publisher),
            text(&self.published.edtf),
            text(&self.speaker),
            text(&self.codebook),
            text(&self.party),
            said.map(|said| said.edtf.clone()).unwrap_or_default(),
            said.map(|said| label(&said.from)).unwrap_or_default(),
            label(&self.act),
            label(&self.kind),
            label(&self.basis),
            self.text.source.clone(),
            self.text.cue.clone(),
            self.text.content.clone(),
            spans.join(" "),
        ]
    }
}
