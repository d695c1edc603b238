//! Lines: what one party says on one proposition, each once.

use std::collections::{BTreeMap, BTreeSet};

use sqlx::Row as _;

use crate::bulk::Bulk;
use crate::error::RecordError;
use crate::sqlite::{Connection, Row};

/// Party and proposition; the party is empty where nobody knows it.
pub(crate) type LineKey = (String, String);

/// Enters the lines that are new and returns the numbers of all that are given.
pub(crate) async fn number(
    connection: &mut Connection,
    wanted: BTreeSet<(&str, &str)>,
) -> Result<BTreeMap<LineKey, i64>, RecordError> {
    let wanted: Vec<_> = wanted.into_iter().collect();
    let known = FIND.run(connection, &wanted, |columns, (party, proposition)| {
        columns.push_bind(*party).push_bind(*proposition);
    });
    let mut numbers = numbered(&known.await?)?;
    let unknown: Vec<_> = wanted
        .into_iter()
        .filter(|(party, proposition)| {
            !numbers.contains_key(&((*party).to_owned(), (*proposition).to_owned()))
        })
        .collect();
    let inserted = INSERT.run(connection, &unknown, |columns, (party, proposition)| {
        columns.push_bind(*party).push_bind(*proposition);
    });
    numbers.extend(numbered(&inserted.await?)?);
    Ok(numbers)
}

fn numbered(rows: &[Row]) -> Result<BTreeMap<LineKey, i64>, RecordError> {
    rows.iter()
        .map(|row| {
            let key = (row.try_get("party")?, row.try_get("proposition")?);
            Ok((key, row.try_get("id")?))
        })
        .collect()
}

/// Deletes lines on which nobody says anything.
pub(crate) async fn sweep(connection: &mut Connection) -> Result<(), RecordError> {
    sqlx::query(
        "DELETE FROM line WHERE NOT EXISTS (SELECT 1 FROM position p WHERE p.line = line.id)",
    )
    .execute(connection)
    .await?;
    Ok(())
}

const FIND: Bulk = Bulk {
    head: "WITH wanted (party, proposition) AS (",
    columns: 2,
    tail: ") SELECT l.id, l.party, l.proposition FROM wanted w CROSS JOIN line l \
           ON l.party = w.party AND l.proposition = w.proposition",
};

const INSERT: Bulk = Bulk {
    head: "INSERT INTO line (party, proposition) ",
    columns: 2,
    tail: " RETURNING id, party, proposition",
};
