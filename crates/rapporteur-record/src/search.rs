//! Finding statements.

use std::collections::BTreeSet;

use rapporteur_core::{Act, Edtf, Stance};
use serde::{Deserialize, Serialize};
use sqlx::{QueryBuilder, Row as _};

use crate::article::{ArticleNumber, unsigned};
use crate::error::RecordError;
use crate::names::NamingNumber;
use crate::plan::{self, Plan};
use crate::snapshot::Snapshot;
use crate::sqlite;
use crate::statement::{self, Rank, StatementRow};
use crate::words;

/// Which statements to find; the default finds all.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct StatementFilter {
    /// Words that the content must hold, all of them in any order; `ship*` finds every word that
    /// begins with "ship".
    pub words: Option<String>,
    /// A part of the speaker's name, whatever the case and accents, or of the id in the codebook.
    pub speaker: Option<String>,
    /// Namings that are the speaker's too, whatever `speaker` says.
    pub borne: Vec<Borne>,
    /// The party spoken for.
    pub party: PartyChoice,
    /// The outlet, whatever the case and accents.
    pub publisher: Option<String>,
    /// Not said before this: a statement counts that may have been made within the range.
    pub since: Option<Edtf>,
    /// Not said after this.
    pub until: Option<Edtf>,
    /// Whether there has to be a date.
    pub dated: Dated,
    /// Taking a position on one of these propositions.
    pub propositions: Option<BTreeSet<String>>,
    /// Taking this stance, on one of the propositions where there are some.
    pub stance: Option<Stance>,
    /// Doing this.
    pub act: Option<Act>,
    /// Listed behind this one.
    pub after: Option<Rank>,
    /// At most so many.
    pub limit: Option<u32>,
    /// Leave out so many at the beginning.
    pub offset: u32,
}

/// A naming as far as it is borne by one and the same.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Borne {
    /// The naming.
    pub naming: NamingNumber,
    /// In which articles.
    pub reach: Reach,
}

/// Which articles are meant.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Reach {
    /// These.
    Only(BTreeSet<ArticleNumber>),
    /// All but these.
    AllBut(BTreeSet<ArticleNumber>),
}

impl Reach {
    /// Says whether the article is meant.
    #[must_use]
    pub fn holds(&self, article: ArticleNumber) -> bool {
        match self {
            Self::Only(articles) => articles.contains(&article),
            Self::AllBut(articles) => !articles.contains(&article),
        }
    }
}

/// Which party a statement is to be of.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum PartyChoice {
    /// Of any or none.
    #[default]
    Any,
    /// Of the one with this id in the codebook.
    Of(String),
    /// Of none that is known.
    Unknown,
}

/// Whether a statement is to have a date, its own or that of its article.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Dated {
    /// Either.
    #[default]
    Any,
    /// With a date.
    Dated,
    /// Without.
    Undated,
}

/// How many statements a party has.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PartyCount {
    /// The id of the party; `None` for statements of no known party.
    pub party: Option<String>,
    /// How many statements.
    pub statements: u64,
    /// The day of the latest, `YYYY-MM-DD`.
    pub latest: Option<String>,
}

impl Snapshot {
    /// Finds statements: latest first, undated last. Ties are broken by the articles' identities,
    /// so that the order does not depend on the order of adding.
    ///
    /// # Errors
    /// Where the record cannot be read.
    pub async fn statements(
        &mut self,
        filter: &StatementFilter,
    ) -> Result<Vec<StatementRow>, RecordError> {
        let Some(plan) = Plan::of(self.connection(), filter).await? else {
            return Ok(Vec::new());
        };
        // The page is found by numbers alone; only what is on it is fetched whole.
        let mut query = QueryBuilder::new("SELECT ");
        query.push(statement::COLUMNS).push(" FROM (");
        plan.page(&mut query, filter, filter.limit);
        query.push(
            ") AS page CROSS JOIN statement s ON s.id = page.id \
             JOIN article a ON a.number = s.article LEFT JOIN speaker k ON k.id = s.speaker \
             ORDER BY s.id DESC",
        );
        let rows = query.build().fetch_all(self.connection()).await?;
        rows.iter().map(StatementRow::from_row).collect()
    }

    /// Counts the statements that [`Snapshot::statements`] finds without limit and offset.
    ///
    /// # Errors
    /// Where the record cannot be read.
    pub async fn statement_count(&mut self, filter: &StatementFilter) -> Result<u64, RecordError> {
        let Some(plan) = Plan::of(self.connection(), filter).await? else {
            return Ok(0);
        };
        let mut query = QueryBuilder::new("SELECT count(*) AS found FROM (");
        plan.numbers(&mut query, filter);
        query.push(") AS found");
        unsigned(&query.build().fetch_one(self.connection()).await?, "found")
    }

    /// Counts the statements of each party, the one with most first.
    ///
    /// # Errors
    /// Where the record cannot be read.
    pub async fn party_counts(&mut self) -> Result<Vec<PartyCount>, RecordError> {
        let rows = sqlx::query(
            "SELECT nullif(p.party, '') AS party, p.statements, nullif(s.day, '') AS latest FROM \
             (SELECT party, count(*) AS statements, max(id) AS latest FROM statement \
             GROUP BY party) AS p JOIN statement s ON s.id = p.latest \
             ORDER BY p.statements DESC, p.party",
        )
        .fetch_all(self.connection())
        .await?;
        rows.iter()
            .map(|row| {
                Ok(PartyCount {
                    party: row.try_get("party")?,
                    statements: unsigned(row, "statements")?,
                    latest: row.try_get("latest")?,
                })
            })
            .collect()
    }

    /// Finds statements of the same speaker with the same words, whatever the case, accents and
    /// punctuation: by the speaker's id in the codebook, by name, or by one of the namings.
    ///
    /// # Errors
    /// Where the record cannot be read.
    pub async fn same_statements(
        &mut self,
        name: Option<&str>,
        codebook: Option<&str>,
        borne: &[Borne],
        content: &str,
        limit: u32,
    ) -> Result<Vec<StatementRow>, RecordError> {
        let Some(expression) = words::expression_of_start(content) else {
            return Ok(Vec::new());
        };
        let mut query = QueryBuilder::new("SELECT ");
        query
            .push(statement::COLUMNS)
            .push(" FROM ")
            .push(sqlite::STATEMENTS_BY_WORDS);
        query.push(
            " JOIN article a ON a.number = s.article LEFT JOIN speaker k ON k.id = s.speaker WHERE ",
        );
        query.push(sqlite::WORDS_MATCH).push_bind(expression);
        if name.is_none() && codebook.is_none() {
            query.push(" AND s.speaker IS NULL");
        } else {
            query
                .push(" AND (k.name_key = ")
                .push_bind(name.map(words::fold));
            query.push(" OR k.codebook = ").push_bind(codebook);
            query
                .push(" OR ")
                .push(plan::borne_by('k', "s.article", borne))
                .push(")");
        }
        query.push(" ORDER BY s.id DESC");
        let key = words::same_words_key(content);
        let rows = query.build().fetch_all(self.connection()).await?;
        let mut same = Vec::new();
        for row in &rows {
            let candidate = StatementRow::from_row(row)?;
            if words::same_words_key(&candidate.content) == key {
                same.push(candidate);
            }
        }
        same.truncate(usize::try_from(limit).unwrap_or(usize::MAX));
        Ok(same)
    }
}
