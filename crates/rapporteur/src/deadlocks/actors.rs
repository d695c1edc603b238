//! Who would have to act for a proposition to come true.

use std::collections::{BTreeMap, BTreeSet};

use rapporteur_core::{Codebook, Party};

/// Behind these, the party named first is done by, and does nothing.
const PASSIVE: [&str; 2] = ["is", "are"];

/// Who would have to act, proposition by proposition.
///
/// A proposition whose sentence begins with a party, or with a list of parties, is theirs to make
/// true: "Kestoria withdraws its troops", "Valdria and Kestoria exchange prisoners". Any other may
/// be anybody's: "The leaders meet", "Kestoria is admitted to the bank".
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Actors {
    known: BTreeMap<String, BTreeSet<String>>,
}

impl Actors {
    /// Reads them from the sentences of a codebook.
    #[must_use]
    pub fn of(codebook: &Codebook) -> Self {
        let propositions = codebook.issues.iter().flat_map(|issue| &issue.propositions);
        let known = propositions.filter_map(|proposition| {
            let actors = subjects(&proposition.text, &codebook.parties);
            (!actors.is_empty()).then(|| (proposition.id.clone(), actors))
        });
        Self {
            known: known.collect(),
        }
    }

    /// Says whether a party can make a proposition true, as far as its sentence tells.
    #[must_use]
    pub fn can(&self, party: &str, proposition: &str) -> bool {
        self.known
            .get(proposition)
            .is_none_or(|actors| actors.contains(party))
    }
}

/// The ids of the parties that a sentence begins with; none where they are only acted upon.
fn subjects(sentence: &str, parties: &[Party]) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    let mut rest = sentence.to_lowercase();
    loop {
        let Some((party, behind)) = named(&rest, parties) else {
            return BTreeSet::new();
        };
        found.insert(party.id.clone());
        let joined = behind.strip_prefix(',').map_or(behind, str::trim_start);
        match joined.strip_prefix("and ") {
            Some(behind) => rest = behind.to_owned(),
            None if joined.len() < behind.len() => rest = joined.to_owned(),
            None => {
                let next = behind.split_whitespace().next();
                let acts = next.is_some_and(|word| !PASSIVE.contains(&word));
                return if acts { found } else { BTreeSet::new() };
            }
        }
    }
}

/// The party that a text in small letters begins with, by its longest spelling, and what follows.
fn named<'a, 'b>(text: &'a str, parties: &'b [Party]) -> Option<(&'b Party, &'a str)> {
    let bare = |text: &'a str| text.strip_prefix("the ").unwrap_or(text);
    let text = bare(text);
    let spellings = parties.iter().flat_map(|party| {
        let names = std::iter::once(&party.name).chain(&party.aliases);
        names.map(move |name| (party, name.to_lowercase()))
    });
    spellings
        .filter_map(|(party, spelling)| {
            let spelling = spelling.strip_prefix("the ").unwrap_or(&spelling);
            let behind = text.strip_prefix(spelling)?;
            let ends = spelling.is_empty() || !behind.starts_with([' ', ',']);
            (!ends).then(|| (party, behind.trim_start()))
        })
        .min_by_key(|(_, behind)| behind.len())
}
