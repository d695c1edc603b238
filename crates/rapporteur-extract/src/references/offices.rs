//! Offices without a name: "the minister", "his spokeswoman", "its delegation".

use rapporteur_core::Form;

use super::Walk;
use super::trail::{Gender, Meant, is_person};
use crate::names::RolePhrase;
use crate::resources::Classes;
use crate::words::Words;

/// How many sentences back "the minister" may look for one of several.
const REACH: usize = 6;

impl Walk<'_, '_> {
    /// Ties a phrase of office that no name stands beside.
    pub(super) fn office(&mut self, number: usize) {
        let Some(role) = self.names.roles.get(number).cloned() else {
            return;
        };
        let words = self.words;
        if !role.definite
            || self.names.role_at(role.words.start).is_some()
            || self.names.stands_beside_a_person(&role)
        {
            return;
        }
        let owner = role.owner.or_else(|| self.owner(&role));
        let party = role.party.clone().or_else(|| {
            let owner = self.names.draft(owner?)?;
            owner.party.clone()
        });
        let mut holders = self.names.introduced_as(&role, party.as_deref());
        if let Some(index) = self.known.index {
            holders.extend(self.names.holders(index, &role, party.as_deref()));
        }
        holders.retain(|holder| Some(*holder) != owner);
        holders.sort_unstable();
        holders.dedup();
        let stretch = role.words.clone();
        match holders.as_slice() {
            [] => {}
            [only] => self.tie_office(&role, *only),
            several => {
                let fits = |draft: usize| several.contains(&draft);
                let named = |draft: &&usize| self.names.is_named(**draft);
                let mut known = several.iter().filter(named);
                let chosen = self
                    .trail
                    .latest(words, role.words.start, REACH, fits)
                    .or_else(|| known.next().filter(|_| known.next().is_none()).copied());
                match chosen {
                    Some(draft) => self.tie_office(&role, draft),
                    None => {
                        let open = holders;
                        self.names.leave_open(words, stretch, open, Form::Role);
                    }
                }
            }
        }
    }

    fn tie_office(&mut self, role: &RolePhrase, draft: usize) {
        let gender = role
            .words
            .clone()
            .find_map(|at| Gender::of(self.words, at))
            .filter(|_| role.owner.is_none());
        self.trail.note_gender(draft, gender);
        self.tie(role.words.clone(), draft, Form::Role);
    }

    /// Returns whose office it is: "his spokeswoman", "its secretary-general".
    fn owner(&self, role: &RolePhrase) -> Option<usize> {
        let words = self.words;
        let at = role
            .words
            .clone()
            .find(|at| words.has(*at, Classes::POSSESSIVE))?;
        if let Some(mention) = self.names.mention_at(at) {
            return Some(mention.draft);
        }
        match self.trail.meant(words, at, &[], &[]) {
            Meant::One(draft) => Some(draft),
            _ => None,
        }
    }

    /// Ties "the Valdrian government" and "its delegation" to their party.
    pub(super) fn government(&mut self, at: usize) {
        let words = self.words;
        if self.names.mention_at(at).is_some() || words.capital(at) && !words.starts_sentence(at) {
            return;
        }
        let Some((start, party)) = self.governed(at) else {
            return;
        };
        let Some(draft) = self.names.party_draft(self.known, &party) else {
            return;
        };
        self.tie(start..at + 1, draft, Form::Role);
    }

    /// Returns where the phrase begins and which party it is about.
    fn governed(&self, at: usize) -> Option<(usize, String)> {
        let words = self.words;
        let before = at.checked_sub(1)?;
        let start = |from: usize| {
            from.checked_sub(1)
                .filter(|opener| words.has(*opener, Classes::OPENER))
                .unwrap_or(from)
        };
        if let Some(party) = self.names.party_at(before) {
            return Some((start(before), party));
        }
        let of_draft = |draft: usize| self.names.draft(draft)?.party.clone();
        if words.has(before, Classes::POSSESSIVE) {
            let owner = match self.names.mention_at(before) {
                Some(mention) => Some(mention.draft),
                None => match self.trail.meant(words, before, &[], &[]) {
                    Meant::One(draft) => Some(draft),
                    _ => None,
                },
            };
            return Some((before, of_draft(owner?)?));
        }
        let person = self.names.mention_at(before)?;
        (words.get(before)?.possessive && is_person(self.names, person.draft))
            .then(|| of_draft(person.draft))
            .flatten()
            .map(|party| (person.words.start, party))
    }
}

/// Returns where the phrase around a collective noun may begin at the earliest.
pub(super) fn phrase_start(words: &Words<'_>, at: usize) -> usize {
    let before = at.saturating_sub(1);
    match before.checked_sub(1) {
        Some(opener) if words.has(opener, Classes::OPENER) => opener,
        _ => before,
    }
}

/// Says whether a word is a collective noun that stands for its party.
pub(super) fn is_government(words: &Words<'_>, at: usize) -> bool {
    words.has(at, Classes::GOVERNMENT)
        && words.get(at).is_some_and(|word| !word.possessive)
        && !words.has(at + 1, Classes::SPEAKER)
}
