//! Speakers: who makes statements, each once.

use std::collections::{BTreeMap, BTreeSet};

use rapporteur_core::{Reading, Statement};
use sqlx::Row as _;

use crate::bulk::Bulk;
use crate::error::RecordError;
use crate::naming::{self, NamingKey};
use crate::sqlite::{Connection, Row};
use crate::words;

/// Who speaks.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct SpeakerKey {
    name: String,
    /// Empty where there is none.
    codebook: String,
    /// How the article names the speaker, where that is an entity of it.
    naming: Option<NamingKey>,
}

/// Finds out who makes the statement; `None` where the text does not say.
pub(crate) fn key_of(
    reading: &Reading,
    statement: &Statement,
) -> Result<Option<SpeakerKey>, RecordError> {
    let Some(name) = statement.speaker.name.clone() else {
        return Ok(None);
    };
    let id = statement.speaker.entity;
    let entity = id.and_then(|id| reading.entities.iter().find(|entity| entity.id == id));
    Ok(Some(SpeakerKey {
        name,
        codebook: entity
            .and_then(|entity| entity.codebook.clone())
            .unwrap_or_default(),
        naming: entity
            .map(|entity| naming::key_of(reading, entity))
            .transpose()?,
    }))
}

/// Enters the speakers that are new and returns the numbers of all that are given.
pub(crate) async fn number(
    connection: &mut Connection,
    named: BTreeSet<&SpeakerKey>,
    namings: &BTreeMap<NamingKey, i64>,
) -> Result<BTreeMap<SpeakerKey, i64>, RecordError> {
    let number = |key: &SpeakerKey| {
        let naming = key.naming.as_ref().and_then(|key| namings.get(key));
        naming.copied().unwrap_or(NO_NAMING)
    };
    let named: Vec<_> = named.into_iter().collect();
    let known = FIND_SPEAKERS.run(connection, &named, |columns, key| {
        columns
            .push_bind(key.name.as_str())
            .push_bind(key.codebook.as_str())
            .push_bind(number(key));
    });
    let mut numbers = numbered(&known.await?)?;
    let row = |key: &SpeakerKey| (key.name.clone(), key.codebook.clone(), number(key));
    let unknown: Vec<_> = named
        .iter()
        .filter(|key| !numbers.contains_key(&row(key)))
        .collect();
    let inserted = INSERT_SPEAKERS.run(connection, &unknown, |columns, key| {
        columns
            .push_bind(key.name.as_str())
            .push_bind(words::fold(&key.name))
            .push_bind(key.codebook.as_str())
            .push_bind(number(key));
    });
    numbers.extend(numbered(&inserted.await?)?);
    Ok(named
        .into_iter()
        .filter_map(|key| Some((key.clone(), *numbers.get(&row(key))?)))
        .collect())
}

/// Reads the numbers of speakers by name, id in the codebook and naming.
fn numbered(rows: &[Row]) -> Result<BTreeMap<(String, String, i64), i64>, RecordError> {
    rows.iter()
        .map(|row| {
            let key = (
                row.try_get("name")?,
                row.try_get("codebook")?,
                row.try_get("naming")?,
            );
            Ok((key, row.try_get("id")?))
        })
        .collect()
}

/// The naming of a speaker who is no entity of the article.
const NO_NAMING: i64 = 0;

const FIND_SPEAKERS: Bulk = Bulk {
    head: "WITH named (name, codebook, naming) AS (",
    columns: 3,
    tail: ") SELECT k.id, k.name, k.codebook, k.naming FROM named n CROSS JOIN speaker k \
           ON k.name = n.name AND k.codebook = n.codebook AND k.naming = n.naming",
};

const INSERT_SPEAKERS: Bulk = Bulk {
    head: "INSERT INTO speaker (name, name_key, codebook, naming) ",
    columns: 4,
    tail: " RETURNING id, name, codebook, naming",
};
