//! How readings name people and things: each way once, and where it stands.
//!
//! A naming is what a reading says of an entity: name, type, party, id in the codebook. Articles by
//! the thousand share a few of them, so each is kept once, and so is each spelling; a question about
//! all names of the record then walks rows of numbers.

use std::collections::{BTreeMap, BTreeSet};

use rapporteur_core::{Entity, Form, Mention, Reading};
use sqlx::Row as _;

use crate::article::ArticleNumber;
use crate::bulk::Bulk;
use crate::error::RecordError;
use crate::sqlite::Connection;
use crate::{pack, words};

/// One entity of an article, to be written.
pub(crate) struct EntityEntry {
    pub(crate) article: i64,
    ordinal: i64,
    naming: NamingKey,
    mentions: i64,
    /// Form and spelling, with how often.
    wordings: BTreeMap<(String, String), i64>,
}

/// What makes a naming this naming.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct NamingKey {
    name: String,
    kind: String,
    /// Empty where there is none.
    party: String,
    /// Empty where there is none.
    codebook: String,
    /// Whether the article tells a name, and not offices or pronouns only.
    named: bool,
}

/// Lists the entities of a reading of an article with this text.
pub(crate) fn entries(
    article: ArticleNumber,
    text: &str,
    reading: &Reading,
) -> Result<Vec<EntityEntry>, RecordError> {
    let mut mentions: BTreeMap<_, Vec<&Mention>> = BTreeMap::new();
    for mention in &reading.mentions {
        if let Some(entity) = mention.entity {
            mentions.entry(entity).or_default().push(mention);
        }
    }
    let entry = |entity: &Entity| {
        let mentions = mentions.get(&entity.id).map_or(&[][..], Vec::as_slice);
        let mut wordings = BTreeMap::new();
        for mention in mentions {
            let spelling = mention.name().slice(text).map(spaced).unwrap_or_default();
            if mention.form != Form::Pronoun && !spelling.is_empty() {
                let form = pack::label("the form of a mention", &mention.form)?;
                *wordings.entry((form, spelling)).or_default() += 1;
            }
        }
        Ok(EntityEntry {
            article: article.0,
            ordinal: i64::from(entity.id.0),
            naming: naming_key(entity, mentions)?,
            mentions: i64::try_from(mentions.len()).unwrap_or(i64::MAX),
            wordings,
        })
    };
    reading.entities.iter().map(entry).collect()
}

/// Finds the naming of one entity of a reading.
pub(crate) fn key_of(reading: &Reading, entity: &Entity) -> Result<NamingKey, RecordError> {
    let mentions: Vec<_> = reading
        .mentions
        .iter()
        .filter(|mention| mention.entity == Some(entity.id))
        .collect();
    naming_key(entity, &mentions)
}

fn naming_key(entity: &Entity, mentions: &[&Mention]) -> Result<NamingKey, RecordError> {
    let tells = |mention: &&Mention| matches!(mention.form, Form::Name | Form::Metonym);
    Ok(NamingKey {
        name: entity.name.clone(),
        kind: pack::label("the type of an entity", &entity.kind)?,
        party: entity.party.clone().unwrap_or_default(),
        codebook: entity.codebook.clone().unwrap_or_default(),
        named: entity.codebook.is_some() || mentions.iter().any(tells),
    })
}

/// Sets the words of a spelling one blank apart, wherever the text breaks its lines.
fn spaced(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Enters the namings that are new and returns the numbers of all that are given.
pub(crate) async fn number(
    connection: &mut Connection,
    wanted: BTreeSet<&NamingKey>,
) -> Result<BTreeMap<NamingKey, i64>, RecordError> {
    let wanted: Vec<_> = wanted.into_iter().collect();
    let known = FIND_NAMINGS.run(connection, &wanted, |columns, key| {
        columns
            .push_bind(key.name.as_str())
            .push_bind(key.kind.as_str())
            .push_bind(key.party.as_str())
            .push_bind(key.codebook.as_str())
            .push_bind(i64::from(key.named));
    });
    let mut rows = known.await?;
    let mut numbers = BTreeMap::new();
    gather(&rows, &mut numbers)?;
    let unknown: Vec<_> = wanted
        .into_iter()
        .filter(|key| !numbers.contains_key(*key))
        .collect();
    let inserted = INSERT_NAMINGS.run(connection, &unknown, |columns, key| {
        columns
            .push_bind(key.name.as_str())
            .push_bind(words::fold(&key.name))
            .push_bind(key.kind.as_str())
            .push_bind(key.party.as_str())
            .push_bind(key.codebook.as_str())
            .push_bind(i64::from(key.named));
    });
    rows = inserted.await?;
    gather(&rows, &mut numbers)?;
    Ok(numbers)
}

fn gather(
    rows: &[crate::sqlite::Row],
    numbers: &mut BTreeMap<NamingKey, i64>,
) -> Result<(), RecordError> {
    for row in rows {
        let key = NamingKey {
            name: row.try_get("name")?,
            kind: row.try_get("type")?,
            party: row.try_get("party")?,
            codebook: row.try_get("codebook")?,
            named: row.try_get::<i64, _>("named")? != 0,
        };
        numbers.insert(key, row.try_get("id")?);
    }
    Ok(())
}

/// Enters the spellings that are new and returns the numbers of all that are given.
async fn number_spellings(
    connection: &mut Connection,
    entities: &[EntityEntry],
) -> Result<BTreeMap<String, i64>, RecordError> {
    let wanted: BTreeSet<&str> = entities
        .iter()
        .flat_map(|entity| {
            entity
                .wordings
                .keys()
                .map(|(_, spelling)| spelling.as_str())
        })
        .collect();
    let wanted: Vec<_> = wanted.into_iter().collect();
    let known = FIND_SPELLINGS.run(connection, &wanted, |columns, text| {
        columns.push_bind(*text);
    });
    let mut numbers = BTreeMap::new();
    for row in known.await? {
        numbers.insert(row.try_get::<String, _>("text")?, row.try_get("id")?);
    }
    let unknown: Vec<_> = wanted
        .into_iter()
        .filter(|text| !numbers.contains_key(*text))
        .collect();
    let inserted = INSERT_SPELLINGS.run(connection, &unknown, |columns, text| {
        columns.push_bind(*text);
    });
    for row in inserted.await? {
        numbers.insert(row.try_get("text")?, row.try_get("id")?);
    }
    Ok(numbers)
}

/// Writes entities whose namings have these numbers.
pub(crate) async fn write(
    connection: &mut Connection,
    entities: &[EntityEntry],
    namings: &BTreeMap<NamingKey, i64>,
) -> Result<(), RecordError> {
    let spellings = number_spellings(connection, entities).await?;
    let naming = |entity: &EntityEntry| namings.get(&entity.naming).copied();
    let mut rows: Vec<_> = entities
        .iter()
        .filter_map(|entity| {
            let naming = naming(entity)?;
            Some((naming, entity.article, entity.ordinal, entity.mentions))
        })
        .collect();
    rows.sort_unstable();
    INSERT_ENTITIES
        .run(
            connection,
            &rows,
            |columns, (naming, article, ordinal, mentions)| {
                columns
                    .push_bind(*naming)
                    .push_bind(*article)
                    .push_bind(*ordinal)
                    .push_bind(*mentions);
            },
        )
        .await?;
    let mut rows = Vec::new();
    for entity in entities {
        for ((form, spelling), mentions) in &entity.wordings {
            if let Some((naming, spelling)) = naming(entity).zip(spellings.get(spelling)) {
                rows.push((
                    naming,
                    form,
                    *spelling,
                    entity.article,
                    entity.ordinal,
                    *mentions,
                ));
            }
        }
    }
    rows.sort_unstable();
    INSERT_WORDINGS
        .run(connection, &rows, |columns, row| {
            let (naming, form, spelling, article, ordinal, mentions) = row;
            columns
                .push_bind(*naming)
                .push_bind(form.as_str())
                .push_bind(*spelling)
                .push_bind(*article)
                .push_bind(*ordinal)
                .push_bind(*mentions);
        })
        .await?;
    Ok(())
}

impl EntityEntry {
    /// Returns what makes its naming.
    pub(crate) fn naming(&self) -> &NamingKey {
        &self.naming
    }
}

/// Takes an article's entities out of what is asked about names.
pub(crate) async fn hide(connection: &mut Connection, article: i64) -> Result<(), RecordError> {
    for sql in [
        "DELETE FROM wording WHERE article = $1",
        "DELETE FROM entity WHERE article = $1",
    ] {
        sqlx::query(sql)
            .bind(article)
            .execute(&mut *connection)
            .await?;
    }
    Ok(())
}

/// Deletes namings and spellings that no article present has.
pub(crate) async fn sweep(connection: &mut Connection) -> Result<(), RecordError> {
    for sql in [
        "DELETE FROM naming WHERE NOT EXISTS \
         (SELECT 1 FROM entity e WHERE e.naming = naming.id)",
        "DELETE FROM spelling WHERE id NOT IN (SELECT spelling FROM wording)",
    ] {
        sqlx::query(sql).execute(&mut *connection).await?;
    }
    Ok(())
}

const FIND_NAMINGS: Bulk = Bulk {
    head: "WITH wanted (name, type, party, codebook, named) AS (",
    columns: 5,
    tail: ") SELECT n.id, n.name, n.type, n.party, n.codebook, n.named \
           FROM wanted w CROSS JOIN naming n ON n.name = w.name AND n.type = w.type \
           AND n.party = w.party AND n.codebook = w.codebook AND n.named = w.named",
};

const INSERT_NAMINGS: Bulk = Bulk {
    head: "INSERT INTO naming (name, name_key, type, party, codebook, named) ",
    columns: 6,
    tail: " RETURNING id, name, type, party, codebook, named",
};

const FIND_SPELLINGS: Bulk = Bulk {
    head: "WITH wanted (text) AS (",
    columns: 1,
    tail: ") SELECT s.id, s.text FROM wanted w CROSS JOIN spelling s ON s.text = w.text",
};

const INSERT_SPELLINGS: Bulk = Bulk {
    head: "INSERT INTO spelling (text) ",
    columns: 1,
    tail: " RETURNING id, text",
};

const INSERT_ENTITIES: Bulk = Bulk {
    head: "INSERT INTO entity (naming, article, ordinal, mentions) ",
    columns: 4,
    tail: "",
};

const INSERT_WORDINGS: Bulk = Bulk {
    head: "INSERT INTO wording (naming, form, spelling, article, ordinal, mentions) ",
    columns: 6,
    tail: "",
};
