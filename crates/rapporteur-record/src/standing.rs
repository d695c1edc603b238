//! Questions about where parties stand: their lines day by day, and the statements behind them.

use std::collections::BTreeSet;
use std::fmt;

use rapporteur_core::{Confidence, Stance, StatementId, TextRange};
use serde::{Deserialize, Serialize};
use sqlx::{QueryBuilder, Row as _};

use crate::article::{ArticleNumber, bound, unsigned};
use crate::error::{Failure, RecordError};
use crate::names::NamingNumber;
use crate::record::Record;
use crate::snapshot::Snapshot;
use crate::sqlite::{self, Backend, Row};
use crate::state::{self, Change};
use crate::statement::{self, StatementRow};
use crate::{order, pack, position};

/// The number of a line: of what one party says on one proposition. It holds within one snapshot.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct LineNumber(
    /// Counted from 1.
    pub i64,
);

impl fmt::Display for LineNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// A party's line on a proposition.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LineRow {
    /// Its number.
    pub number: LineNumber,
    /// The id of the party; `None` for speakers of no known party.
    pub party: Option<String>,
    /// The id of the proposition.
    pub proposition: String,
    /// What was said when, the earliest day first, undated before.
    pub days: Vec<StandingRow>,
}

/// How often a stance was taken on a day, or in the days that a date may mean.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct StandingRow {
    /// The first day, `YYYY-MM-DD`; `None` where nobody knows when.
    pub day: Option<String>,
    /// The last day; the same for a plain day.
    pub last_day: Option<String>,
    /// The stance.
    pub stance: Stance,
    /// How many statements take it; those that repeat another are not counted.
    pub positions: u64,
}

/// Which positions of a line to list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VoiceFilter {
    /// The line.
    pub line: LineNumber,
    /// On this day or later; `None` for undated ones alone.
    pub from: Option<String>,
    /// On this day or earlier.
    pub to: Option<String>,
    /// With this stance.
    pub stance: Option<Stance>,
    /// At most so many.
    pub limit: Option<u32>,
    /// Leave out so many at the beginning.
    pub offset: u32,
}

/// A statement that takes a position, and how.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VoiceRow {
    /// The statement.
    pub statement: StatementRow,
    /// On which side.
    pub stance: Stance,
    /// How sure the reader is.
    pub confidence: Option<Confidence>,
    /// Whether somebody decided it.
    pub decided: bool,
    /// Whether it repeats another statement, and does not count.
    pub repeats: bool,
    /// The words that decide it, as ranges of the text in bytes.
    pub words: Vec<TextRange>,
}

/// A speaker who was once for and once against a proposition, or spoke on one side only.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SidesRow {
    /// The speaker's name.
    pub speaker: String,
    /// The speaker's id in the codebook.
    pub codebook: Option<String>,
    /// How the article presents the speaker.
    pub naming: Option<NamingNumber>,
    /// The latest statement in favour.
    pub in_favour: Option<(ArticleNumber, StatementId)>,
    /// The latest statement against.
    pub against: Option<(ArticleNumber, StatementId)>,
}

/// A statement by its article and its number there.
pub type StatementPlace = (ArticleNumber, StatementId);

impl Snapshot {
    /// Lists the lines with what was said when, in the order of party and proposition.
    ///
    /// # Errors
    /// Where the record cannot be read.
    pub async fn lines(&mut self) -> Result<Vec<LineRow>, RecordError> {
        self.lines_of(None).await
    }

    /// Lists the lines on one proposition, as [`Snapshot::lines`] does.
    ///
    /// # Errors
    /// Where the record cannot be read.
    pub async fn lines_on(&mut self, proposition: &str) -> Result<Vec<LineRow>, RecordError> {
        self.lines_of(Some(proposition)).await
    }

    async fn lines_of(&mut self, proposition: Option<&str>) -> Result<Vec<LineRow>, RecordError> {
        let rows = sqlx::query(sqlite::LINES)
            .bind(proposition)
            .fetch_all(self.connection())
            .await?;
        rows.iter().map(LineRow::from_row).collect()
    }

    /// Lists the plain days on which anybody took a position, `YYYY-MM-DD`, the earliest first.
    ///
    /// # Errors
    /// Where the record cannot be read.
    pub async fn position_days(&mut self) -> Result<Vec<String>, RecordError> {
        let days = sqlx::query_scalar(
            "SELECT DISTINCT s.day FROM standing s JOIN line l ON l.id = s.line \
             WHERE s.day <> '' AND s.day = s.last_day AND l.party <> '' ORDER BY s.day",
        );
        Ok(days.fetch_all(self.connection()).await?)
    }

    /// Lists the ids of the propositions on which anybody has taken a position.
    ///
    /// # Errors
    /// Where the record cannot be read.
    pub async fn propositions(&mut self) -> Result<BTreeSet<String>, RecordError> {
        let rows: Vec<String> = sqlx::query_scalar(
            "SELECT DISTINCT l.proposition FROM line l \
             WHERE EXISTS (SELECT 1 FROM standing s WHERE s.line = l.id)",
        )
        .fetch_all(self.connection())
        .await?;
        Ok(rows.into_iter().collect())
    }

    /// Lists the statements behind a line, latest first as statements are listed.
    ///
    /// # Errors
    /// Where the record cannot be read.
    pub async fn voices(&mut self, filter: &VoiceFilter) -> Result<Vec<VoiceRow>, RecordError> {
        let mut query = QueryBuilder::new("SELECT ");
        query.push(statement::COLUMNS);
        query.push(
            ", p.stance, p.confidence, p.decided, p.repeats, p.words \
             FROM position p JOIN statement s ON s.id = p.statement \
             JOIN article a ON a.number = s.article LEFT JOIN speaker k ON k.id = s.speaker",
        );
        filter.restrict(&mut query);
        query.push(" ORDER BY p.statement DESC LIMIT ");
        query.push_bind(bound(filter.limit));
        query.push(" OFFSET ").push_bind(i64::from(filter.offset));
        let rows = query.build().fetch_all(self.connection()).await?;
        rows.iter().map(VoiceRow::from_row).collect()
    }

    /// Counts the statements that [`Snapshot::voices`] lists without limit and offset.
    ///
    /// # Errors
    /// Where the record cannot be read.
    pub async fn voice_count(&mut self, filter: &VoiceFilter) -> Result<u64, RecordError> {
        let mut query = QueryBuilder::new("SELECT count(*) AS found FROM position p");
        filter.restrict(&mut query);
        unsigned(&query.build().fetch_one(self.connection()).await?, "found")
    }

    /// Lists the articles behind a line with their outlets, each once, as far as the latest
    /// statements tell: `limit` of them.
    ///
    /// # Errors
    /// Where the record cannot be read.
    pub async fn line_articles(
        &mut self,
        filter: &VoiceFilter,
    ) -> Result<Vec<(ArticleNumber, Option<String>)>, RecordError> {
        let mut query = QueryBuilder::<Backend>::new(
            "SELECT DISTINCT a.number, a.publisher FROM (SELECT p.article FROM position p",
        );
        filter.restrict(&mut query);
        query.push(" ORDER BY p.statement DESC LIMIT ");
        query.push_bind(bound(filter.limit));
        query.push(" OFFSET ").push_bind(i64::from(filter.offset));
        query.push(") AS t JOIN article a ON a.number = t.article ORDER BY a.number");
        let rows = query.build().fetch_all(self.connection()).await?;
        rows.iter()
            .map(|row| {
                let number = ArticleNumber(row.try_get("number")?);
                Ok((number, row.try_get("publisher")?))
            })
            .collect()
    }

    /// Finds a statement among those behind a line.
    ///
    /// # Errors
    /// Where the record cannot be read.
    pub async fn voice(
        &mut self,
        line: LineNumber,
        (article, statement): StatementPlace,
    ) -> Result<Option<VoiceRow>, RecordError> {
        let mut query = QueryBuilder::<Backend>::new("SELECT ");
        query.push(statement::COLUMNS);
        query.push(
            ", p.stance, p.confidence, p.decided, p.repeats, p.words FROM statement s \
             CROSS JOIN position p ON p.statement = s.id JOIN article a ON a.number = s.article \
             LEFT JOIN speaker k ON k.id = s.speaker WHERE s.article = ",
        );
        query.push_bind(article.0).push(" AND s.ordinal = ");
        query.push_bind(i64::from(statement.0));
        query.push(" AND p.line = ").push_bind(line.0);
        let row = query.build().fetch_optional(self.connection()).await?;
        row.as_ref().map(VoiceRow::from_row).transpose()
    }

    /// Finds for each speaker on a line the latest words on either side.
    ///
    /// # Errors
    /// Where the record cannot be read.
    pub async fn speaker_sides(&mut self, line: LineNumber) -> Result<Vec<SidesRow>, RecordError> {
        // One pass along the index of the line; names are looked up of those that it comes to.
        let rows = sqlx::query(
            "SELECT k.name, nullif(k.codebook, '') AS codebook, nullif(k.naming, 0) AS naming, \
             f.article AS for_article, f.ordinal AS for_ordinal, g.article AS against_article, \
             g.ordinal AS against_ordinal FROM (SELECT p.speaker, \
             max(CASE p.stance WHEN 2 THEN p.statement END) AS in_favour, \
             max(CASE p.stance WHEN 0 THEN p.statement END) AS against FROM position p \
             WHERE p.line = $1 AND p.speaker > 0 AND p.stance <> 1 GROUP BY p.speaker) t \
             JOIN speaker k ON k.id = t.speaker LEFT JOIN statement f ON f.id = t.in_favour \
             LEFT JOIN statement g ON g.id = t.against ORDER BY t.speaker",
        )
        .bind(line.0)
        .fetch_all(self.connection())
        .await?;
        rows.iter().map(SidesRow::from_row).collect()
    }

    /// Lists the numbers of articles with statements that hold any of the words, those with the
    /// latest statements first.
    ///
    /// # Errors
    /// Where the record cannot be read.
    pub async fn articles_sharing(
        &mut self,
        words: &[&str],
        limit: u32,
    ) -> Result<Vec<ArticleNumber>, RecordError> {
        /// Statements of one article that share words, at most, as a rule.
        const STATEMENTS: i64 = 4;
        let Some(expression) = crate::words::expression_of_any(words) else {
            return Ok(Vec::new());
        };
        let mut query = QueryBuilder::<Backend>::new("SELECT s.article FROM ");
        query.push(sqlite::STATEMENTS_BY_WORDS).push(" WHERE ");
        query.push(sqlite::WORDS_MATCH).push_bind(expression);
        query.push(" ORDER BY ").push(sqlite::NUMBER_BY_WORDS);
        query.push(" DESC LIMIT ");
        query.push_bind(i64::from(limit) * STATEMENTS);
        let numbers: Vec<i64> = query
            .build_query_scalar()
            .fetch_all(self.connection())
            .await?;
        let mut articles: Vec<ArticleNumber> = Vec::new();
        for number in numbers.into_iter().map(ArticleNumber) {
            if !articles.contains(&number) {
                articles.push(number);
            }
        }
        articles.truncate(usize::try_from(limit).unwrap_or(usize::MAX));
        Ok(articles)
    }
}

impl Record {
    /// Says of statements which other ones they repeat, as a copy of an article does, or the same
    /// utterance told again; `None` lets one stand for itself. What repeats takes the same
    /// stances once more, and is not counted by [`Snapshot::lines`].
    ///
    /// This is no decision: it holds until the article is read again, removed or brought back, and
    /// whoever works out what repeats what says so again then.
    ///
    /// # Errors
    /// Where the record cannot be written.
    pub async fn mark_repeated(
        &self,
        repeated: &[(StatementPlace, Option<StatementPlace>)],
    ) -> Result<(), RecordError> {
        let mut transaction = sqlite::write(self.pool()).await?;
        for (place, of) in repeated {
            let Some(statement) = number_of(&mut transaction, *place).await? else {
                continue;
            };
            let of = match of {
                Some(of) => number_of(&mut transaction, *of).await?,
                None => None,
            };
            position::mark(&mut transaction, statement, of).await?;
        }
        state::changed(&mut transaction, Change::Judged).await?;
        transaction.commit().await?;
        Ok(())
    }
}

async fn number_of(
    connection: &mut sqlite::Connection,
    (article, statement): StatementPlace,
) -> Result<Option<i64>, RecordError> {
    Ok(
        sqlx::query_scalar("SELECT id FROM statement WHERE article = $1 AND ordinal = $2")
            .bind(article.0)
            .bind(i64::from(statement.0))
            .fetch_optional(connection)
            .await?,
    )
}

impl VoiceFilter {
    /// Writes the `WHERE` of the positions `p`.
    fn restrict(&self, query: &mut QueryBuilder<Backend>) {
        query.push(" WHERE p.line = ").push_bind(self.line.0);
        let from = self.from.as_deref().unwrap_or_default();
        let to = self.to.as_deref().unwrap_or_default();
        query
            .push(" AND p.statement >= ")
            .push_bind(order::first_number(from));
        query
            .push(" AND p.statement < ")
            .push_bind(order::end_number(to));
        if let Some(stance) = self.stance {
            query
                .push(" AND p.stance = ")
                .push_bind(position::code(stance));
        }
    }
}

impl LineRow {
    fn from_row(row: &Row) -> Result<Self, RecordError> {
        let days: &str = row.try_get("days")?;
        let mut days = days
            .split(';')
            .map(StandingRow::parsed)
            .collect::<Result<Vec<_>, _>>()?;
        days.sort();
        Ok(Self {
            number: LineNumber(row.try_get("id")?),
            party: row.try_get("party")?,
            proposition: row.try_get("proposition")?,
            days,
        })
    }
}

impl StandingRow {
    /// Reads what [`sqlite::LINES`] writes of a day: first and last day, stance, positions.
    fn parsed(text: &str) -> Result<Self, RecordError> {
        let mut parts = text.split(' ');
        let mut next = || parts.next().unwrap_or_default();
        let day = |text: &str| Some(text.to_owned()).filter(|text| !text.is_empty());
        let (first, last) = (day(next()), day(next()));
        let number = |text: &str| {
            text.parse::<i64>()
                .map_err(|error| RecordError::from(Failure::undecodable("a line", error)))
        };
        Ok(Self {
            last_day: last.or_else(|| first.clone()),
            day: first,
            stance: position::stance(number(next())?)?,
            positions: u64::try_from(number(next())?).unwrap_or_default(),
        })
    }
}

impl VoiceRow {
    pub(crate) fn from_row(row: &Row) -> Result<Self, RecordError> {
        let confidence: Option<i64> = row.try_get("confidence")?;
        let confidence = confidence.and_then(|value| u16::try_from(value).ok());
        Ok(Self {
            statement: StatementRow::from_row(row)?,
            stance: position::stance(row.try_get("stance")?)?,
            confidence: confidence.map(Confidence::from_thousandths),
            decided: row.try_get::<i64, _>("decided")? != 0,
            repeats: row.try_get::<i64, _>("repeats")? != 0,
            words: pack::from_json("the words of a position", row.try_get("words")?)?,
        })
    }
}

impl SidesRow {
    fn from_row(row: &Row) -> Result<Self, RecordError> {
        let place = |article, ordinal| {
            let article: Option<i64> = row.try_get(article)?;
            let ordinal: Option<i64> = row.try_get(ordinal)?;
            let ordinal = ordinal.map(u32::try_from).transpose();
            let ordinal = ordinal
                .map_err(|error| Failure::undecodable("the number of a statement", error))?;
            let place = article.zip(ordinal);
            Ok::<_, RecordError>(
                place.map(|(article, ordinal)| (ArticleNumber(article), StatementId(ordinal))),
            )
        };
        Ok(Self {
            speaker: row.try_get("name")?,
            codebook: row.try_get("codebook")?,
            naming: row.try_get::<Option<i64>, _>("naming")?.map(NamingNumber),
            in_favour: place("for_article", "for_ordinal")?,
            against: place("against_article", "against_ordinal")?,
        })
    }
}
