//! Statements that stand beside each other: those of some articles.

use sqlx::QueryBuilder;

use crate::article::ArticleNumber;
use crate::error::RecordError;
use crate::snapshot::Snapshot;
use crate::statement::{self, StatementRow};

/// So many articles are named in one query.
const AT_ONCE: usize = 500;

impl Snapshot {
    /// Fetches the statements of articles, in the order in which statements are shown, which does not
    /// depend on the order of adding, the earliest first.
    ///
    /// # Errors
    /// Where the record cannot be read.
    pub async fn statements_of(
        &mut self,
        articles: &[ArticleNumber],
    ) -> Result<Vec<StatementRow>, RecordError> {
        let mut numbered: Vec<(i64, StatementRow)> = Vec::new();
        for articles in articles.chunks(AT_ONCE) {
            let mut query = QueryBuilder::new("SELECT s.id, ");
            query.push(statement::COLUMNS).push(
                " FROM statement s JOIN article a ON a.number = s.article \
                 LEFT JOIN speaker k ON k.id = s.speaker WHERE s.article IN (",
            );
            let mut numbers = query.separated(", ");
            for article in articles {
                numbers.push_bind(article.0);
            }
            query.push(")");
            for row in query.build().fetch_all(self.connection()).await? {
                let id: i64 = sqlx::Row::try_get(&row, "id")?;
                numbered.push((id, StatementRow::from_row(&row)?));
            }
        }
        numbered.sort_by_key(|(id, _)| *id);
        Ok(numbered.into_iter().map(|(_, row)| row).collect())
    }
}
