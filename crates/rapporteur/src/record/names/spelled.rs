//! The words by which something is mentioned, and which of them are bent.

use std::collections::{BTreeMap, BTreeSet};

use rapporteur_core::{Codebook, Form};
use rapporteur_record::name_key;
use serde::Serialize;

use crate::entities::Group;

/// Words by which something is mentioned.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct SpellingView {
    /// The words.
    pub text: String,
    /// How they name it.
    pub form: Form,
    /// How often.
    pub count: u64,
    /// Whether it is a name with a word that neither the name to show nor the codebook has: bent by a
    /// translation, mistyped, or a name that the codebook lacks.
    pub bent: bool,
}

/// The codebook by what names in it are made of.
pub(in crate::record) struct Wordbook<'c> {
    pub(super) codebook: Option<&'c Codebook>,
    by_id: BTreeMap<&'c str, BTreeSet<String>>,
    by_name: BTreeMap<String, BTreeSet<String>>,
}

impl<'c> Wordbook<'c> {
    pub(in crate::record) fn of(codebook: Option<&'c Codebook>) -> Self {
        let mut book = Self {
            codebook,
            by_id: BTreeMap::new(),
            by_name: BTreeMap::new(),
        };
        let Some(codebook) = codebook else {
            return book;
        };
        for party in &codebook.parties {
            book.enter(Some(&party.id), &party.name, &party.aliases);
        }
        for person in &codebook.people {
            book.enter(Some(&person.id), &person.name, &person.aliases);
        }
        for place in &codebook.places {
            book.enter(None, &place.name, &place.aliases);
        }
        for organisation in &codebook.organisations {
            book.enter(None, &organisation.name, &organisation.aliases);
        }
        book
    }

    fn enter(&mut self, id: Option<&'c str>, name: &str, aliases: &[String]) {
        let names = aliases.iter().map(String::as_str).chain([name]);
        let known: BTreeSet<String> = names.flat_map(words).collect();
        let named = self.by_name.entry(name_key(name)).or_default();
        named.extend(known.iter().cloned());
        if let Some(id) = id {
            self.by_id.entry(id).or_default().extend(known);
        }
    }

    /// Describes words by which an entity is mentioned.
    pub(super) fn spelling(
        &self,
        group: &Group,
        text: String,
        form: Form,
        count: u64,
    ) -> SpellingView {
        let id = group.codebook.as_deref();
        let listed = id.and_then(|id| self.by_id.get(id));
        let listed = listed.or_else(|| self.by_name.get(&name_key(&group.name)));
        let known = |word: &String| {
            word.chars().nth(1).is_none()
                || listed.is_some_and(|listed| listed.contains(word))
                || words(&group.name).contains(word)
        };
        let bent = form == Form::Name && !words(&text).iter().all(known);
        SpellingView {
            text,
            form,
            count,
            bent,
        }
    }
}

/// The words of a name, whatever their case. Accents count: they are the first to be bent.
fn words(name: &str) -> Vec<String> {
    let lower = name.to_lowercase();
    let words = lower.split(|character: char| !character.is_alphanumeric());
    words
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect()
}
