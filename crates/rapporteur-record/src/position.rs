//! Positions as they are asked about: rows derived from the current readings and what people
//! decided about them, with a count by day that movement is read off.

use std::collections::{BTreeMap, BTreeSet};

use rapporteur_core::{Position, Stance, Statement, StatementId};
use sqlx::Row as _;

use crate::bulk::Bulk;
use crate::error::{Failure, RecordError};
use crate::sqlite::Connection;
use crate::{line, pack};

/// A position of a statement, to be written.
pub(crate) struct PositionEntry {
    pub(crate) proposition: String,
    stance: i64,
    decided: bool,
    confidence: Option<i64>,
    words: String,
}

/// A position with the statement that it is derived from, as that is numbered.
pub(crate) struct Placed<'a> {
    pub(crate) entry: &'a PositionEntry,
    pub(crate) statement: i64,
    pub(crate) article: i64,
    pub(crate) speaker: Option<i64>,
    pub(crate) party: &'a str,
    pub(crate) day: &'a str,
    pub(crate) last_day: &'a str,
}

/// Which positions of a reading rest on what somebody decided: statement and proposition.
pub(crate) type DecidedPositions = BTreeSet<(StatementId, String)>;

/// Lists the positions of a statement, one a proposition: the surest where a reading has several.
pub(crate) fn entries(
    statement: &Statement,
    decided: &DecidedPositions,
) -> Result<Vec<PositionEntry>, RecordError> {
    let mut surest: BTreeMap<&str, &Position> = BTreeMap::new();
    for position in &statement.positions {
        let known = surest.entry(&position.proposition).or_insert(position);
        if position.confidence > known.confidence {
            *known = position;
        }
    }
    surest
        .into_values()
        .map(|position| {
            let confidence = position.confidence.map(|value| value.thousandths());
            let key = (statement.id, position.proposition.clone());
            Ok(PositionEntry {
                stance: code(position.stance),
                decided: decided.contains(&key),
                confidence: confidence.map(i64::from),
                words: pack::json("the words of a position", &position.words)?,
                proposition: key.1,
            })
        })
        .collect()
}

/// The number of a stance, in the order of the scale.
pub(crate) fn code(stance: Stance) -> i64 {
    match stance {
        Stance::Against => 0,
        Stance::Conditional => 1,
        Stance::For => 2,
    }
}

/// The stance of a number.
pub(crate) fn stance(code: i64) -> Result<Stance, RecordError> {
    match code {
        0 => Ok(Stance::Against),
        1 => Ok(Stance::Conditional),
        2 => Ok(Stance::For),
        _ => Err(Failure::undecodable("a stance", NoStance(code)).into()),
    }
}

#[derive(Debug, thiserror::Error)]
#[error("{0} is no stance")]
struct NoStance(i64);

/// Writes positions and counts them.
pub(crate) async fn write(
    connection: &mut Connection,
    positions: &[Placed<'_>],
) -> Result<(), RecordError> {
    let wanted = positions
        .iter()
        .map(|placed| (placed.party, placed.entry.proposition.as_str()));
    let lines = line::number(connection, wanted.collect()).await?;
    let mut rows: Vec<(i64, &Placed<'_>)> = positions
        .iter()
        .filter_map(|placed| {
            let key = (placed.party.to_owned(), placed.entry.proposition.clone());
            Some((*lines.get(&key)?, placed))
        })
        .collect();
    rows.sort_by_key(|(line, placed)| (*line, placed.statement));
    INSERT
        .run(connection, &rows, |columns, (line, placed)| {
            columns
                .push_bind(*line)
                .push_bind(placed.statement)
                .push_bind(placed.entry.stance)
                .push_bind(placed.day)
                .push_bind(placed.last_day)
                .push_bind(placed.article)
                .push_bind(placed.speaker.unwrap_or(NO_SPEAKER))
                .push_bind(i64::from(placed.entry.decided))
                .push_bind(placed.entry.confidence)
                .push_bind(placed.entry.words.as_str());
        })
        .await?;
    let mut counts: Counts = BTreeMap::new();
    for (line, placed) in rows {
        let day = (placed.day.to_owned(), placed.last_day.to_owned());
        *counts.entry((line, day, placed.entry.stance)).or_default() += 1;
    }
    count(connection, counts).await
}

/// How many positions to count more, or fewer, of a line on a day with a stance.
type Counts = BTreeMap<(i64, (String, String), i64), i64>;

/// Adds to the counts by day; a count that comes to nothing goes.
async fn count(connection: &mut Connection, counts: Counts) -> Result<(), RecordError> {
    let counts: Vec<_> = counts.into_iter().collect();
    let taken = counts.iter().any(|(_, positions)| *positions < 0);
    COUNT
        .run(connection, &counts, |columns, (key, positions)| {
            let (line, (day, last_day), stance) = key;
            columns
                .push_bind(*line)
                .push_bind(day.as_str())
                .push_bind(last_day.as_str())
                .push_bind(*stance)
                .push_bind(*positions);
        })
        .await?;
    if !taken {
        return Ok(());
    }
    for ((line, (day, last_day), stance), _) in &counts {
        sqlx::query(
            "DELETE FROM standing WHERE line = $1 AND day = $2 AND last_day = $3 AND stance = $4 \
             AND positions <= 0",
        )
        .bind(line)
        .bind(day.as_str())
        .bind(last_day.as_str())
        .bind(stance)
        .execute(&mut *connection)
        .await?;
    }
    Ok(())
}

/// Takes an article's positions out of what is asked about positions.
///
/// Positions that repeat one of it stand for themselves from now on.
pub(crate) async fn hide(connection: &mut Connection, article: i64) -> Result<(), RecordError> {
    let shown = tally(
        connection,
        "SELECT line, day, last_day, stance, -count(*) AS positions FROM position \
         WHERE article = $1 AND repeats = 0 GROUP BY line, day, last_day, stance",
        article,
    )
    .await?;
    if shown.is_empty() {
        let any: bool =
            sqlx::query_scalar("SELECT EXISTS (SELECT 1 FROM position WHERE article = $1)")
                .bind(article)
                .fetch_one(&mut *connection)
                .await?;
        if !any {
            return Ok(());
        }
    }
    count(connection, shown).await?;
    let freed = tally(
        connection,
        "SELECT r.line, r.day, r.last_day, r.stance, count(*) AS positions FROM position p \
         CROSS JOIN position r ON r.repeats = p.statement AND r.repeats <> 0 AND r.line = p.line \
         WHERE p.article = $1 AND r.article <> $1 GROUP BY r.line, r.day, r.last_day, r.stance",
        article,
    )
    .await?;
    count(connection, freed).await?;
    for sql in [
        "UPDATE position SET repeats = 0 WHERE repeats <> 0 AND repeats IN \
         (SELECT statement FROM position WHERE article = $1)",
        "DELETE FROM position WHERE article = $1",
    ] {
        sqlx::query(sql)
            .bind(article)
            .execute(&mut *connection)
            .await?;
    }
    Ok(())
}

async fn tally(
    connection: &mut Connection,
    sql: &'static str,
    of: i64,
) -> Result<Counts, RecordError> {
    let rows = sqlx::query(sql).bind(of).fetch_all(connection).await?;
    rows.iter()
        .map(|row| {
            let day = (row.try_get("day")?, row.try_get("last_day")?);
            let key = (row.try_get("line")?, day, row.try_get("stance")?);
            Ok((key, row.try_get("positions")?))
        })
        .collect()
}

/// Lets the positions of a statement stand for themselves, or as repetitions of those of another
/// statement on the same propositions with the same stances.
///
/// A position that the other statement does not take stands for itself.
pub(crate) async fn mark(
    connection: &mut Connection,
    statement: i64,
    of: Option<i64>,
) -> Result<(), RecordError> {
    let counted = tally(
        connection,
        "SELECT line, day, last_day, stance, count(*) AS positions FROM position \
         WHERE statement = $1 AND repeats <> 0 GROUP BY line, day, last_day, stance",
        statement,
    )
    .await?;
    count(connection, counted).await?;
    sqlx::query("UPDATE position SET repeats = 0 WHERE statement = $1")
        .bind(statement)
        .execute(&mut *connection)
        .await?;
    let Some(of) = of.filter(|of| *of != statement) else {
        return Ok(());
    };
    sqlx::query(
        "UPDATE position SET repeats = $2 WHERE statement = $1 AND EXISTS \
         (SELECT 1 FROM position o WHERE o.line = position.line AND o.statement = $2 \
         AND o.stance = position.stance)",
    )
    .bind(statement)
    .bind(of)
    .execute(&mut *connection)
    .await?;
    let taken = tally(
        connection,
        "SELECT line, day, last_day, stance, -count(*) AS positions FROM position \
         WHERE statement = $1 AND repeats <> 0 GROUP BY line, day, last_day, stance",
        statement,
    )
    .await?;
    count(connection, taken).await
}

/// The speaker of a position whose speaker the text does not name.
pub(crate) const NO_SPEAKER: i64 = 0;

const INSERT: Bulk = Bulk {
    head: "INSERT INTO position (line, statement, stance, day, last_day, article, speaker, \
           decided, confidence, words) ",
    columns: 10,
    tail: "",
};

const COUNT: Bulk = Bulk {
    head: "INSERT INTO standing (line, day, last_day, stance, positions) ",
    columns: 5,
    tail: " ON CONFLICT (line, day, last_day, stance) \
           DO UPDATE SET positions = standing.positions + excluded.positions",
};
