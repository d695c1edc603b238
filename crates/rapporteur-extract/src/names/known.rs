//! What names are looked up in: the codebook, the world, and how names are compared.

use rapporteur_names::{Country, NameResources, World};

use super::index::Index;

/// What names are looked up in; each may be missing.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Known<'a> {
    pub(crate) index: Option<&'a Index>,
    pub(crate) world: Option<&'a World>,
    pub(crate) spelling: Option<&'a NameResources>,
}

impl Known<'_> {
    /// Returns the party that a country is: the codebook's, or without one the country itself.
    pub(super) fn party_of(self, country: Country) -> Option<String> {
        match self.index {
            Some(index) => {
                let owner = index.owners.get(index.country(country.id)?)?;
                owner.codebook.clone()
            }
            None => Some(country.id.to_owned()),
        }
    }

    /// Returns the party that a word of a compound names: "Valdria-Kestoria".
    pub(crate) fn party_named(self, word: &str) -> Option<String> {
        if let Some((party, _)) = self.adjective(word) {
            return Some(party);
        }
        let listed = self.index.and_then(|index| {
            let (pattern, _) = index.longest(std::iter::once(word))?;
            index.owners.get(pattern.owner)?.party.clone()
        });
        listed.or_else(|| self.party_of(self.world?.country(word)?))
    }

    /// Returns the party whose adjective or inhabitants' name a word is, and the country where the
    /// world knows it.
    pub(super) fn adjective(self, word: &str) -> Option<(String, Option<Country>)> {
        if let Some(listed) = self.index.and_then(|index| index.adjective(word)) {
            return Some((listed.to_owned(), None));
        }
        let country = self.world?.demonym(word)?;
        Some((self.party_of(country)?, Some(country)))
    }
}
