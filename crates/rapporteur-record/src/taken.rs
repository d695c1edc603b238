//! Positions one by one, as networks need them, and the statements behind them.

use rapporteur_core::{Stance, StatementId};
use sqlx::{QueryBuilder, Row as _};

use crate::article::ArticleNumber;
use crate::error::{Failure, RecordError};
use crate::names::NamingNumber;
use crate::plan::{self, Plan};
use crate::position;
use crate::search::StatementFilter;
use crate::snapshot::Snapshot;
use crate::sqlite::{Backend, Row};
use crate::standing::StatementPlace;
use crate::statement::{self, StatementRow};

/// The positions that repeat no other one.
const TAKEN: &str = "SELECT p.statement AS number, p.article, s.ordinal, nullif(l.party, '') AS party, l.proposition, \
     p.stance, nullif(p.day, '') AS day, k.name AS speaker, nullif(k.codebook, '') AS codebook, \
     nullif(k.naming, 0) AS naming FROM position p JOIN line l ON l.id = p.line \
     JOIN statement s ON s.id = p.statement LEFT JOIN speaker k ON k.id = p.speaker \
     WHERE p.repeats = 0";

const IN_ORDER: &str = " ORDER BY p.statement, l.proposition";

/// A position with who takes it, where and when.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TakenRow {
    /// The article.
    pub article: ArticleNumber,
    /// The statement in the current reading of it.
    pub statement: StatementId,
    /// The id of the party spoken for.
    pub party: Option<String>,
    /// The name of the speaker.
    pub speaker: Option<String>,
    /// The speaker's id in the codebook.
    pub codebook: Option<String>,
    /// How the article presents the speaker.
    pub naming: Option<NamingNumber>,
    /// The id of the proposition.
    pub proposition: String,
    /// On which side.
    pub stance: Stance,
    /// The day it was said, else published, `YYYY-MM-DD`; of several that a date may mean the first.
    pub day: Option<String>,
}

/// A statement with what is known of its article.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct QuotedRow {
    /// The statement.
    pub statement: StatementRow,
    /// The byline of the article.
    pub author: Option<String>,
}

impl Snapshot {
    /// Lists positions that repeat no other one, in the order in which statements are numbered:
    /// undated ones first, then day by day; those of one statement by proposition.
    ///
    /// # Errors
    /// Where the record cannot be read.
    pub async fn taken_positions(&mut self) -> Result<Vec<TakenRow>, RecordError> {
        let lines: Vec<i64> = sqlx::query_scalar("SELECT id FROM line ORDER BY proposition, party")
            .fetch_all(self.connection())
            .await?;
        let mut taken: Vec<(i64, TakenRow)> = Vec::new();
        // Line by line, since all at once would fill the memory before the first is decoded.
        for line in lines {
            let mut query = QueryBuilder::<Backend>::new(TAKEN);
            query.push(" AND p.line = ").push_bind(line);
            let rows = query.build().fetch_all(self.connection()).await?;
            for row in &rows {
                taken.push((row.try_get("number")?, TakenRow::from_row(row)?));
            }
        }
        // Stable: those of one statement stay in the order of propositions.
        taken.sort_by_key(|(number, _)| *number);
        Ok(taken.into_iter().map(|(_, row)| row).collect())
    }

    /// Lists as [`Snapshot::taken_positions`] those of the statements that a filter finds without limit
    /// and offset; where it asks for propositions or a stance, the others that they take are left out.
    ///
    /// # Errors
    /// Where the record cannot be read.
    pub async fn taken_positions_of(
        &mut self,
        filter: &StatementFilter,
    ) -> Result<Vec<TakenRow>, RecordError> {
        let Some(plan) = Plan::of(self.connection(), filter).await? else {
            return Ok(Vec::new());
        };
        let mut query = QueryBuilder::<Backend>::new(TAKEN);
        query.push(" AND p.statement IN (");
        plan.numbers(&mut query, filter);
        query.push(")");
        plan::restrict_taken(&mut query, filter);
        query.push(IN_ORDER);
        let rows = query.build().fetch_all(self.connection()).await?;
        rows.iter().map(TakenRow::from_row).collect()
    }

    /// Finds a statement of the current readings.
    ///
    /// # Errors
    /// Where the record cannot be read.
    pub async fn quoted(
        &mut self,
        (article, id): StatementPlace,
    ) -> Result<Option<QuotedRow>, RecordError> {
        let mut query = QueryBuilder::<Backend>::new("SELECT ");
        query.push(statement::COLUMNS);
        query.push(
            ", a.author FROM statement s JOIN article a ON a.number = s.article \
             LEFT JOIN speaker k ON k.id = s.speaker WHERE s.article = ",
        );
        query.push_bind(article.0).push(" AND s.ordinal = ");
        query.push_bind(i64::from(id.0));
        let row = query.build().fetch_optional(self.connection()).await?;
        let quoted = |row: &Row| {
            Ok(QuotedRow {
                statement: StatementRow::from_row(row)?,
                author: row.try_get("author")?,
            })
        };
        row.as_ref().map(quoted).transpose()
    }
}

impl TakenRow {
    fn from_row(row: &Row) -> Result<Self, RecordError> {
        let ordinal: i64 = row.try_get("ordinal")?;
        let ordinal = u32::try_from(ordinal)
            .map_err(|error| Failure::undecodable("the number of a statement", error))?;
        Ok(Self {
            article: ArticleNumber(row.try_get("article")?),
            statement: StatementId(ordinal),
            party: row.try_get("party")?,
            speaker: row.try_get("speaker")?,
            codebook: row.try_get("codebook")?,
            naming: row.try_get::<Option<i64>, _>("naming")?.map(NamingNumber),
            proposition: row.try_get("proposition")?,
            stance: position::stance(row.try_get("stance")?)?,
            day: row.try_get("day")?,
        })
    }
}
