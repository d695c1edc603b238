//! Whom somebody means by the name of a speaker or of a party.

use rapporteur_core::{Codebook, Entity, EntityType, Reading, TextRange};
use rapporteur_record::{SpokenBy, name_key};

use crate::error::{Error, ErrorKind};
use crate::nearest;

/// Finds who is named: by the id of an entity of the reading, such as `e3`, by the name of one, or of
/// somebody in the codebook; else by that name alone.
pub(super) fn named(
    typed: &str,
    reading: &Reading,
    codebook: Option<&Codebook>,
) -> Result<SpokenBy, Error> {
    let typed = typed.trim();
    let number = typed.strip_prefix('e').map(str::parse::<u32>);
    if let Some(Ok(number)) = number {
        let mut entities = reading.entities.iter();
        let entity = entities.find(|entity| entity.id.0 == number);
        return entity.map(of_entity).ok_or_else(|| {
            let message = format!("the article names nobody by the id {typed:?}");
            Error::new(ErrorKind::NotFound, message).with_hint("give a name instead")
        });
    }
    let key = name_key(typed);
    let mut entities = reading.entities.iter();
    if let Some(entity) = entities.find(|entity| name_key(&entity.name) == key) {
        return Ok(of_entity(entity));
    }
    let listed = codebook.and_then(|codebook| listed(codebook, &key));
    Ok(listed.unwrap_or_else(|| SpokenBy {
        name: typed.split_whitespace().collect::<Vec<_>>().join(" "),
        kind: EntityType::Person,
        codebook: None,
        party: None,
    }))
}

/// Finds who is meant by words of the text, where the reading ties them to somebody.
pub(super) fn within(source: &[TextRange], reading: &Reading) -> Option<SpokenBy> {
    let inside = |range: TextRange| source.iter().any(|source| source.contains(range));
    let mentions = reading.mentions.iter();
    let mention = mentions
        .filter(|mention| mention.entity.is_some() && inside(mention.range))
        .max_by_key(|mention| {
            (
                mention.range.len(),
                std::cmp::Reverse(mention.range.start()),
            )
        })?;
    let mut entities = reading.entities.iter();
    entities
        .find(|entity| Some(entity.id) == mention.entity)
        .map(of_entity)
}

fn of_entity(entity: &Entity) -> SpokenBy {
    SpokenBy {
        name: entity.name.clone(),
        kind: entity.kind,
        codebook: entity.codebook.clone(),
        party: entity.party.clone(),
    }
}

fn listed(codebook: &Codebook, key: &str) -> Option<SpokenBy> {
    let same = |name: &String, aliases: &[String]| {
        name_key(name) == key || aliases.iter().any(|alias| name_key(alias) == key)
    };
    let people = codebook.people.iter();
    let person = people.clone().find(|one| same(&one.name, &one.aliases));
    let person = person.map(|one| SpokenBy {
        name: one.name.clone(),
        kind: EntityType::Person,
        codebook: Some(one.id.clone()),
        party: one.party.clone(),
    });
    let party = || {
        let mut parties = codebook.parties.iter();
        let party = parties.find(|one| same(&one.name, &one.aliases));
        party.map(|one| SpokenBy {
            name: one.name.clone(),
            kind: EntityType::Party,
            codebook: Some(one.id.clone()),
            party: Some(one.id.clone()),
        })
    };
    let organisation = || {
        let mut organisations = codebook.organisations.iter();
        let organisation = organisations.find(|one| same(&one.name, &one.aliases));
        organisation.map(|one| SpokenBy {
            name: one.name.clone(),
            kind: EntityType::Organisation,
            codebook: None,
            party: one.party.clone(),
        })
    };
    person.or_else(party).or_else(organisation)
}

/// Finds the id of a party that is named by id, name or alias.
pub(super) fn party(typed: &str, codebook: Option<&Codebook>) -> Result<String, Error> {
    let codebook = codebook.ok_or_else(|| {
        Error::new(
            ErrorKind::Input,
            "the record has no codebook, and so no parties",
        )
        .with_hint("`rapporteur reread --codebook FILE.toml` gives it one")
    })?;
    let key = name_key(typed);
    let same = |name: &String| name_key(name) == key;
    let mut parties = codebook.parties.iter();
    let party = parties
        .find(|party| party.id == typed || same(&party.name) || party.aliases.iter().any(same));
    party.map(|party| party.id.clone()).ok_or_else(|| {
        let ids: Vec<&str> = codebook
            .parties
            .iter()
            .map(|party| party.id.as_str())
            .collect();
        let message = format!("the codebook has no party {typed:?}");
        Error::new(ErrorKind::NotFound, message).with_hint(
            match nearest(typed, ids.iter().copied()) {
                Some(near) => format!("did you mean {near}?"),
                None => format!("there are: {}", ids.join(", ")),
            },
        )
    })
}
