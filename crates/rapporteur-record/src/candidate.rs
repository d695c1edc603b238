//! Positions that nobody has decided about, for somebody to look at.

use rapporteur_core::Stance;
use sqlx::{QueryBuilder, Row as _};

use crate::article::unsigned;
use crate::error::RecordError;
use crate::order;
use crate::position;
use crate::snapshot::Snapshot;
use crate::sqlite::{self, Backend, Row};
use crate::standing::{LineNumber, VoiceRow};
use crate::statement;

/// A position that somebody might decide about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CandidateRow {
    /// The statement and how it is read.
    pub voice: VoiceRow,
    /// The line that it is part of.
    pub line: LineNumber,
    /// The id of the proposition.
    pub proposition: String,
    /// How many outlets tell this stance of the party on this day.
    pub outlets: u64,
    /// Whether nothing later is said on the line.
    pub latest: bool,
    /// Whether no other statement takes this stance on this day.
    pub alone: bool,
    /// The stance that was taken last before this day.
    pub before: Option<Stance>,
    /// Another stance that is taken on this day.
    pub beside: Option<Stance>,
    /// Whether the speaker is on record for the other side as well.
    pub torn: bool,
}

/// Which of them to find.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct CandidateFilter {
    /// Not those that this coder has judged.
    pub coder: Option<String>,
    /// Only on this proposition.
    pub proposition: Option<String>,
    /// Only the latest of each line.
    pub latest: bool,
    /// At most so many.
    pub limit: u32,
}

impl Snapshot {
    /// Finds positions that are not decided and repeat no other one: those that the reader is least sure
    /// of first.
    ///
    /// # Errors
    /// Where the record cannot be read.
    pub async fn candidates(
        &mut self,
        filter: &CandidateFilter,
    ) -> Result<Vec<CandidateRow>, RecordError> {
        let mut query = QueryBuilder::<Backend>::new("SELECT ");
        query.push(statement::COLUMNS);
        query.push(
            ", p.stance, p.confidence, p.decided, p.repeats, p.words, p.line, c.proposition, \
             (SELECT count(DISTINCT b.publisher_key) FROM position q \
             JOIN article b ON b.number = q.article WHERE q.line = p.line AND q.day = p.day \
             AND q.stance = p.stance AND q.statement BETWEEN c.first AND c.last) AS outlets, \
             NOT EXISTS (SELECT 1 FROM position q WHERE q.line = p.line AND q.repeats = 0 \
             AND q.statement > c.last) AS latest, \
             (SELECT sum(t.positions) FROM standing t WHERE t.line = p.line AND t.day = p.day \
             AND t.last_day = p.last_day AND t.stance = p.stance) = 1 AS alone, \
             (SELECT t.stance FROM standing t WHERE t.line = p.line AND t.day < p.day \
             AND t.day <> '' ORDER BY t.day DESC LIMIT 1) AS before, \
             (SELECT t.stance FROM standing t WHERE t.line = p.line AND t.day = p.day \
             AND t.day <> '' AND t.stance <> p.stance LIMIT 1) AS beside, \
             p.stance <> 1 AND p.speaker > 0 AND EXISTS (SELECT 1 FROM position q \
             WHERE q.line = p.line AND q.speaker = p.speaker AND q.stance = 2 - p.stance) AS torn \
             FROM (SELECT p.line, p.statement, l.proposition, p.statement / ",
        );
        query
            .push_bind(order::A_DAY)
            .push(" * ")
            .push_bind(order::A_DAY);
        query
            .push(" AS first, p.statement / ")
            .push_bind(order::A_DAY);
        query.push(" * ").push_bind(order::A_DAY);
        query.push(" + ").push_bind(order::A_DAY - 1);
        query.push(" AS last FROM ");
        filter.restrict(&mut query);
        query.push(" ORDER BY p.confidence, p.statement DESC LIMIT ");
        query.push_bind(filter.limit);
        query.push(
            ") AS c CROSS JOIN position p ON p.line = c.line AND p.statement = c.statement \
             JOIN statement s ON s.id = p.statement JOIN article a ON a.number = s.article \
             LEFT JOIN speaker k ON k.id = s.speaker ORDER BY p.confidence, p.statement DESC",
        );
        let rows = query.build().fetch_all(self.connection()).await?;
        rows.iter().map(CandidateRow::from_row).collect()
    }

    /// Counts the positions that are not decided and repeat no other one.
    ///
    /// # Errors
    /// Where the record cannot be read.
    pub async fn candidate_count(&mut self) -> Result<u64, RecordError> {
        let mut query = QueryBuilder::<Backend>::new("SELECT count(*) AS found FROM ");
        query.push(sqlite::UNDECIDED);
        query.push(" WHERE p.decided = 0 AND p.repeats = 0");
        unsigned(&query.build().fetch_one(self.connection()).await?, "found")
    }
}

impl CandidateFilter {
    /// Writes the tables and the `WHERE` of the positions `p` on the lines `l`.
    fn restrict(&self, query: &mut QueryBuilder<Backend>) {
        if self.latest {
            query.push(
                "line l CROSS JOIN position p ON p.line = l.id AND p.statement = \
                 (SELECT max(o.statement) FROM position o WHERE o.line = l.id AND o.repeats = 0)",
            );
        } else {
            // The index of what is undecided lies in the order in which it is asked for.
            query.push(sqlite::UNDECIDED);
            query.push(" CROSS JOIN line l ON l.id = p.line");
        }
        query.push(" WHERE p.decided = 0 AND p.repeats = 0");
        if let Some(proposition) = &self.proposition {
            query
                .push(" AND l.proposition = ")
                .push_bind(proposition.as_str());
        }
        if let Some(coder) = &self.coder {
            query.push(
                " AND NOT EXISTS (SELECT 1 FROM position_decision d \
                 JOIN operation o ON o.number = d.operation \
                 JOIN statement t ON t.id = p.statement WHERE d.article = p.article \
                 AND d.proposition = l.proposition AND d.judgement = 1 AND d.content = t.content \
                 AND o.undone_by IS NULL AND o.author = ",
            );
            query.push_bind(coder.as_str()).push(")");
        }
    }
}

impl CandidateRow {
    fn from_row(row: &Row) -> Result<Self, RecordError> {
        let holds = |column| Ok::<_, RecordError>(row.try_get::<i64, _>(column)? != 0);
        let stance = |column| {
            let code: Option<i64> = row.try_get(column)?;
            code.map(position::stance).transpose()
        };
        Ok(Self {
            latest: holds("latest")?,
            alone: holds("alone")?,
            before: stance("before")?,
            beside: stance("beside")?,
            torn: holds("torn")?,
            voice: VoiceRow::from_row(row)?,
            line: LineNumber(row.try_get("line")?),
            proposition: row.try_get("proposition")?,
            outlets: unsigned(row, "outlets")?,
        })
    }
}
