//! Which colour a party has: the same on every page, by its place in the codebook.

use rapporteur::{Error, NameRef, Record};

const CLASSES: [&str; 8] = [
    "party-0", "party-1", "party-2", "party-3", "party-4", "party-5", "party-6", "party-7",
];

/// The colours of the parties.
#[derive(Debug, Clone, Default)]
pub(crate) struct Hues(Vec<String>);

impl Hues {
    /// Gives each party of the codebook in force a colour.
    pub(crate) async fn of(record: &Record) -> Result<Self, Error> {
        let codebook = record.codebook().await?;
        let parties = codebook.map(|file| file.party_ids());
        Ok(Self(parties.unwrap_or_default()))
    }

    /// Returns the class of a party; that of no colour where the codebook does not know it.
    pub(crate) fn class(&self, party: &str) -> &'static str {
        let place = self.0.iter().position(|known| known == party);
        place
            .and_then(|place| CLASSES.get(place % CLASSES.len()))
            .copied()
            .unwrap_or("")
    }
}

/// The parties of the codebook in force, as a choice lists them.
pub(crate) async fn choices(record: &Record) -> Result<Vec<NameRef>, Error> {
    let codebook = record.codebook().await?;
    let parties = codebook.into_iter().flat_map(|file| file.codebook.parties);
    let parties = parties.map(|party| NameRef {
        id: party.id,
        name: party.name,
    });
    Ok(parties.collect())
}
