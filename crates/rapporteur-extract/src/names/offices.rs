//! Tying phrases of office to the people who hold the office.

use rapporteur_core::{Edtf, EntityType, Form};

use super::index::{Index, Title};
use super::{Draft, Names, RolePhrase};
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
            let Some(mention) = directly.or(after).or(before).filter(|_| inside.is_none()) else {
                continue;
            };
            if let Some(draft) = self.drafts.get_mut(mention.draft) {
                draft.kept = true;
                if draft.party.is_none() {
                    draft.party.clone_from(&role.party);
                }
                draft.roles.push(role.clone());
            }
            self.add_mention(words, role.words, mention.draft, Form::Role);
        }
    }

    /// Ties phrases of office to the one whom the article introduced with it, else to the one who
    /// holds exactly this office; where several do, later rules decide.
    pub(super) fn tie_roles(&mut self, words: &Words<'_>, index: Option<&Index>) {
        for role in self.roles.clone() {
            if !role.definite
                || role.owner.is_some()
                || self.role_at(role.words.start).is_some()
                || self.stands_beside_a_person(&role)
            {
                continue;
            }
            let mut introduced = self.introduced_as(&role, role.party.as_deref());
            introduced.retain(|draft| role.party.is_some() || self.has_office(*draft, &role));
            let introduced = only(&introduced);
            let holder = || {
                let mut held = held(index?, self.day.as_ref(), role.party.as_deref());
                held.retain(|title| title.key == role.key);
                only(&owners(&held))
            };
            let draft = match introduced {
                Some(draft) => Some(draft),
                None => holder().and_then(|owner| Some(self.listed_draft(index?, owner))),
            };
            if let Some(draft) = draft {
                self.add_mention(words, role.words, draft, Form::Role);
            }
        }
    }

    /// Says whether a person's name is part of the phrase or stands beside it.
    pub(crate) fn stands_beside_a_person(&self, role: &RolePhrase) -> bool {
        let is_person = |at: usize| {
            self.mention_at(at).is_some_and(|mention| {
                (self.draft(mention.draft)).is_some_and(|draft| draft.kind == EntityType::Person)
                    && Some(mention.draft) != role.owner
                    && mention.form == Form::Name
            })
        };
        role.words.clone().any(is_person) || is_person(role.words.end)
    }

    /// Says whether the article introduced somebody with exactly this office.
    fn has_office(&self, draft: usize, role: &RolePhrase) -> bool {
        (self.draft(draft))
            .is_some_and(|draft| draft.roles.iter().any(|known| known.key == role.key))
    }

    /// Returns those whom the article has introduced with an office that the phrase repeats.
    pub(crate) fn introduced_as(&self, role: &RolePhrase, party: Option<&str>) -> Vec<usize> {
        if role.key.is_empty() {
            return Vec::new();
        }
        let repeats = |draft: &Draft, known: &RolePhrase| {
            known.words.start < role.words.start
                && (party.is_none()
                    || known.party.as_deref() == party
                    || draft.party.as_deref() == party)
                && role.key.iter().all(|word| known.key.contains(word))
        };
        (self.drafts.iter().enumerate())
            .filter(|(_, draft)| draft.roles.iter().any(|known| repeats(draft, known)))
            .map(|(number, _)| number)
            .collect()
    }

    /// Returns those who hold an office of the codebook that has all words of the phrase: the
    /// "Brennian envoy" is Brennia's special envoy.
    pub(crate) fn holders(
        &mut self,
        index: &Index,
        role: &RolePhrase,
        party: Option<&str>,
    ) -> Vec<usize> {
        if role.key.is_empty() {
            return Vec::new();
        }
        let mut held = held(index, self.day.as_ref(), party);
        let exact = |title: &&Title| title.key == role.key;
        if held.iter().any(exact) {
            held.retain(exact);
        } else if party.is_some() && index.is_top(&role.key) {
            held.retain(|title| index.is_state(&title.key));
        } else {
            held.retain(|title| role.key.iter().all(|word| title.key.contains(word)));
        }
        let owners = owners(&held);
        owners
            .into_iter()
            .map(|owner| self.listed_draft(index, owner))
            .collect()
    }
}

/// Returns the offices of a party, or of all, that are held on a day.
fn held<'a>(index: &'a Index, day: Option<&Edtf>, party: Option<&str>) -> Vec<&'a Title> {
    (index.titles.iter())
        .filter(|title| title.held(day))
        .filter(|title| {
            let owner = index.owners.get(title.owner);
            party.is_none() || owner.is_some_and(|owner| owner.party.as_deref() == party)
        })
        .collect()
}

fn owners(titles: &[&Title]) -> Vec<usize> {
    let mut owners: Vec<usize> = titles.iter().map(|title| title.owner).collect();
    owners.sort_unstable();
    owners.dedup();
    owners
}

fn only(list: &[usize]) -> Option<usize> {
    match list {
        [only] => Some(*only),
        _ => None,
    }
}
