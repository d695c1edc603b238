//! Tying phrases of office to the people who hold the office.

use rapporteur_core::{Edtf, EntityType, Form};

use super::index::Index;
use super::{Names, RolePhrase};
use crate::words::Words;

impl Names {
    /// Ties "foreign minister Ilva Maren" and "Ilva Maren, the foreign minister": the office is the
    /// person's for the rest of the article.
    pub(super) fn tie_neighbours(&mut self, words: &Words<'_>) {
        for number in 0..self.roles.len() {
            let Some(role) = self.roles.get(number).cloned() else {
                break;
            };
            let person = |at: usize| {
                let mention = self.mention_at(at)?;
                let draft = self.draft(mention.draft)?;
                (draft.kind == EntityType::Person).then(|| mention.clone())
            };
            let end = role.words.end;
            let directly = person(end).filter(|found| found.words.start == end);
            let inside = role.words.clone().find_map(person);
            let after = words
                .comma(end)
                .then(|| person(end + 1))
                .flatten()
                .filter(|found| found.words.start == end + 1);
            let before = role
                .words
                .start
                .checked_sub(2)
                .filter(|_| words.comma(role.words.start - 1))
                .and_then(person)
                .filter(|_| directly.is_none());
            let apposed = before.is_some() || after.is_some();
            let Some(mention) = directly.or(before).or(after).filter(|_| inside.is_none()) else {
                continue;
            };
            if let Some(draft) = self.drafts.get_mut(mention.draft) {
                draft.kept = true;
                if draft.party.is_none() {
                    draft.party.clone_from(&role.party);
                }
                draft.roles.push(role.clone());
            }
            if apposed && mention.words.start != role.words.end {
                self.add_mention(words, role.words, mention.draft, Form::Role);
            }
        }
    }

    pub(super) fn tie_roles(
        &mut self,
        words: &Words<'_>,
        index: &Index,
        day: Option<&Edtf>,
        owned: &mut [Option<usize>],
    ) {
        for role in self.roles.clone() {
            if self.is_tied(&role) || !role.definite {
                continue;
            }
            if let Some(draft) = self.introduced(&role) {
                self.add_mention(words, role.words, draft, Form::Role);
                continue;
            }
            let mut holders: Vec<usize> = index
                .titles
                .iter()
                .filter(|title| title.key == role.key && title.held(day))
                .filter(|title| {
                    role.party.is_none()
                        || index.owners.get(title.owner).map(|owner| &owner.party)
                            == Some(&role.party)
                })
                .map(|title| title.owner)
                .collect();
            holders.sort_unstable();
            holders.dedup();
            if let [owner] = holders.as_slice() {
                let draft = self.listed_draft(index, owned, *owner);
                self.add_mention(words, role.words, draft, Form::Role);
            }
        }
    }

    pub(super) fn tie_roles_to_introduced(&mut self, words: &Words<'_>) {
        for role in self.roles.clone() {
            if !self.is_tied(&role)
                && role.definite
                && let Some(draft) = self.introduced(&role)
            {
                self.add_mention(words, role.words, draft, Form::Role);
            }
        }
    }

    /// Says whether a person's name is part of the phrase or stands beside it.
    fn is_tied(&self, role: &RolePhrase) -> bool {
        let is_person = |at: usize| {
            self.mention_at(at)
                .and_then(|mention| self.draft(mention.draft))
                .is_some_and(|draft| draft.kind == EntityType::Person)
        };
        role.words.clone().any(is_person) || is_person(role.words.end)
    }

    /// Returns the one person whom the article has introduced with an office that the phrase
    /// repeats.
    fn introduced(&self, role: &RolePhrase) -> Option<usize> {
        if role.key.is_empty() {
            return None;
        }
        let mut found = self.drafts.iter().enumerate().filter(|(_, draft)| {
            draft.roles.iter().any(|known| {
                let same_party =
                    role.party.is_none() || known.party == role.party || draft.party == role.party;
                known.words.start < role.words.start
                    && same_party
                    && role.key.iter().all(|word| known.key.contains(word))
            })
        });
        let (draft, _) = found.next()?;
        found.next().is_none().then_some(draft)
    }
}
