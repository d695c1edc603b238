//! What the statements that a search finds have in common.

use rapporteur_core::{Act, Stance};
use sqlx::{QueryBuilder, Row as _};

use crate::article::ArticleNumber;
use crate::error::RecordError;
use crate::names::NamingNumber;
use crate::plan::Plan;
use crate::search::StatementFilter;
use crate::snapshot::Snapshot;
use crate::sqlite::Row;
use crate::statement::Rank;
use crate::{pack, position};

/// What one statement can be counted by.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FacetRow {
    /// Where it stands among all statements.
    pub rank: Rank,
    /// The article it stands in.
    pub article: ArticleNumber,
    /// The name of the speaker.
    pub speaker: Option<String>,
    /// The speaker's id in the codebook.
    pub codebook: Option<String>,
    /// How the article presents the speaker.
    pub naming: Option<NamingNumber>,
    /// The id of the party spoken for.
    pub party: Option<String>,
    /// Who published the article.
    pub publisher: Option<String>,
    /// What the words do.
    pub act: Act,
    /// The day it is ordered by, `YYYY-MM-DD`.
    pub day: Option<String>,
    /// The positions it takes: the id of the proposition, and the side.
    pub positions: Vec<(String, Stance)>,
}

impl Snapshot {
    /// Lists what the first statements can be counted by that [`Snapshot::statements`] finds without
    /// limit and offset, in the same order: `most` of them.
    ///
    /// # Errors
    /// Where the record cannot be read.
    pub async fn facets(
        &mut self,
        filter: &StatementFilter,
        most: u32,
    ) -> Result<Vec<FacetRow>, RecordError> {
        let Some(plan) = Plan::of(self.connection(), filter).await? else {
            return Ok(Vec::new());
        };
        let first = StatementFilter {
            offset: 0,
            ..filter.clone()
        };
        let mut query = QueryBuilder::new(
            "SELECT s.id, s.article, s.act, nullif(s.party, '') AS party, nullif(s.day, '') AS day, \
             k.name AS speaker, nullif(k.codebook, '') AS codebook, nullif(k.naming, 0) AS naming, \
             a.publisher, l.proposition, p.stance FROM (",
        );
        plan.page(&mut query, &first, Some(most));
        query.push(
            ") AS page CROSS JOIN statement s ON s.id = page.id \
             CROSS JOIN article a ON a.number = s.article LEFT JOIN speaker k ON k.id = s.speaker \
             LEFT JOIN position p ON p.statement = s.id LEFT JOIN line l ON l.id = p.line \
             ORDER BY s.id DESC, l.proposition",
        );
        let rows = query.build().fetch_all(self.connection()).await?;
        let mut facets: Vec<FacetRow> = Vec::new();
        for row in &rows {
            let rank = Rank(row.try_get("id")?);
            let taken = taken(row)?;
            match facets.last_mut() {
                Some(last) if last.rank == rank => last.positions.extend(taken),
                _ => facets.push(FacetRow::from_row(rank, row, taken)?),
            }
        }
        Ok(facets)
    }
}

/// The position in a row of a statement, where it takes one.
fn taken(row: &Row) -> Result<Option<(String, Stance)>, RecordError> {
    let proposition: Option<String> = row.try_get("proposition")?;
    let stance: Option<i64> = row.try_get("stance")?;
    let stance = stance.map(position::stance).transpose()?;
    Ok(proposition.zip(stance))
}

impl FacetRow {
    fn from_row(
        rank: Rank,
        row: &Row,
        taken: Option<(String, Stance)>,
    ) -> Result<Self, RecordError> {
        Ok(Self {
            rank,
            article: ArticleNumber(row.try_get("article")?),
            speaker: row.try_get("speaker")?,
            codebook: row.try_get("codebook")?,
            naming: row.try_get::<Option<i64>, _>("naming")?.map(NamingNumber),
            party: row.try_get("party")?,
            publisher: row.try_get("publisher")?,
            act: pack::from_label("the act of a statement", row.try_get("act")?)?,
            day: row.try_get("day")?,
            positions: taken.into_iter().collect(),
        })
    }
}
