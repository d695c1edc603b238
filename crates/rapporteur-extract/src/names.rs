//! Who and what is named, and where.

mod index;
mod people;
mod roles;
pub(crate) mod spelling;

use std::ops::Range;

use rapporteur_core::{Edtf, EntityType, Form};
use rapporteur_text::CleanRange;

pub(crate) use index::Index;
pub(crate) use roles::RolePhrase;

use crate::resources::Classes;
use crate::words::Words;

/// The names of one document.
#[derive(Debug, Default)]
pub(crate) struct Names {
    pub(crate) drafts: Vec<Draft>,
    pub(crate) mentions: Vec<NameMention>,
    pub(crate) roles: Vec<RolePhrase>,
    /// For each word the mention that it is part of.
    at: Vec<Option<usize>>,
}

/// An entity in the making.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Draft {
    pub(crate) name: String,
    pub(crate) kind: EntityType,
    pub(crate) party: Option<String>,
    pub(crate) codebook: Option<String>,
    /// The offices that the article gives: the words, their party, and where.
    pub(crate) roles: Vec<RolePhrase>,
    /// Whether there is reason enough to put it on record.
    pub(crate) kept: bool,
}

/// Words that name an entity.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct NameMention {
    pub(crate) words: Range<usize>,
    pub(crate) range: CleanRange,
    pub(crate) draft: usize,
    pub(crate) form: Form,
}

impl Names {
    pub(crate) fn read(words: &Words<'_>, index: Option<&Index>, day: Option<&Edtf>) -> Self {
        let mut names = Self {
            at: vec![None; words.len()],
            ..Self::default()
        };
        if let Some(index) = index {
            let mut owned = vec![None; index.owners.len()];
            names.find_listed(words, index, &mut owned);
            names.find_unlisted(words, Some(index));
            names.roles = RolePhrase::all(words, &names, Some(index));
            names.tie_neighbours(words);
            names.tie_roles(words, index, day, &mut owned);
        } else {
            names.find_unlisted(words, None);
            names.roles = RolePhrase::all(words, &names, None);
            names.tie_neighbours(words);
            names.tie_roles_to_introduced(words);
        }
        names.mentions.sort_by_key(|mention| {
            (mention.range.start, mention.range.end, mention.draft)
        });
        names.index_mentions(words);
        names
    }

    /// Returns the mention that the word at `index` is part of.
    pub(crate) fn mention_at(&self, index: usize) -> Option<&NameMention> {
        let mention = self.at.get(index).copied().flatten()?;
        self.mentions.get(mention)
    }

    pub(crate) fn draft(&self, index: usize) -> Option<&Draft> {
        self.drafts.get(index)
    }

    /// Returns the party that the word at `at` names or is the adjective of.
    pub(crate) fn party_at(
        &self,
        at: usize,
        words: &Words<'_>,
        index: Option<&Index>,
    ) -> Option<String> {
        if let Some(draft) = self.mention_at(at).and_then(|found| self.draft(found.draft)) {
            return match draft.kind {
                EntityType::Party => draft.codebook.clone(),
                _ => None,
            };
        }
        let word = words.get(at).filter(|word| word.capital)?;
        index?.adjective(&word.lower).map(str::to_owned)
    }

    /// Adds a draft and returns its number.
    pub(crate) fn add_draft(&mut self, draft: Draft) -> usize {
        self.drafts.push(draft);
        self.drafts.len() - 1
    }

    /// Adds a mention unless the words are one already.
    pub(crate) fn add_mention(
        &mut self,
        words: &Words<'_>,
        stretch: Range<usize>,
        draft: usize,
        form: Form,
    ) {
        let full = words.range(&stretch);
        let end = stretch
            .end
            .checked_sub(1)
            .and_then(|last| words.get(last))
            .map_or(full.end, |word| word.range.end);
        let number = self.mentions.len();
        for at in stretch.clone() {
            if let Some(slot) = self.at.get_mut(at)
                && slot.is_none()
            {
                *slot = Some(number);
            }
        }
        self.mentions.push(NameMention {
            words: stretch,
            range: CleanRange {
                start: full.start,
                end,
            },
            draft,
            form,
        });
    }

    fn index_mentions(&mut self, words: &Words<'_>) {
        self.at = vec![None; words.len()];
        // Names first: where a name stands inside a role phrase, the word is the name's.
        for names_only in [true, false] {
            for (number, mention) in self.mentions.iter().enumerate() {
                if (mention.form != Form::Role) != names_only {
                    continue;
                }
                for at in mention.words.clone() {
                    if let Some(slot) = self.at.get_mut(at)
                        && slot.is_none()
                    {
                        *slot = Some(number);
                    }
                }
            }
        }
    }

    fn find_listed(&mut self, words: &Words<'_>, index: &Index, owned: &mut [Option<usize>]) {
        let mut at = 0;
        while at < words.len() {
            at = self.listed_at(words, index, owned, at).max(at + 1);
        }
    }

    /// Looks for a name of the codebook that begins at a word; returns the word after it.
    fn listed_at(
        &mut self,
        words: &Words<'_>,
        index: &Index,
        owned: &mut [Option<usize>],
        at: usize,
    ) -> usize {
        let Some(word) = words.get(at).filter(|_| words.is_word(at)) else {
            return at + 1;
        };
        let end = words.sentence_words(at).end;
        let stem = |i: usize| {
            words
                .get(i)
                .map_or("", |word| words.document.slice(word.range))
        };
        if let Some((pattern, length)) = index.longest((at..end).map(stem)) {
            let draft = self.listed_draft(index, owned, pattern.owner);
            self.add_mention(words, at..at + length, draft, pattern.form);
            return at + length;
        }
        if word.capital
            && let Some(owner) = index.surname(&word.lower)
            && let Some(stretch) = people::surname_alone(words, index, owner, at)
        {
            let draft = self.listed_draft(index, owned, owner);
            self.add_mention(words, stretch, draft, Form::Name);
            return at + 1;
        }
        if word.lower.contains('-') {
            self.listed_in_compound(words, index, owned, at);
        }
        at + 1
    }

    /// Looks at the parts of "Valdria-Kestoria".
    fn listed_in_compound(
        &mut self,
        words: &Words<'_>,
        index: &Index,
        owned: &mut [Option<usize>],
        at: usize,
    ) {
        let Some(word) = words.get(at) else { return };
        let mut start = word.range.start;
        for part in words.document.slice(word.range).split('-') {
            let range = CleanRange {
                start,
                end: start + part.len(),
            };
            start = range.end + 1;
            if let Some((pattern, 1)) = index.longest(std::iter::once(part)) {
                let draft = self.listed_draft(index, owned, pattern.owner);
                self.mentions.push(NameMention {
                    words: at..at,
                    range,
                    draft,
                    form: pattern.form,
                });
            }
        }
    }

    fn listed_draft(&mut self, index: &Index, owned: &mut [Option<usize>], owner: usize) -> usize {
        if let Some(known) = owned.get(owner).copied().flatten() {
            return known;
        }
        let draft = index.owners.get(owner).map_or_else(
            || Draft {
                name: String::new(),
                kind: EntityType::Group,
                party: None,
                codebook: None,
                roles: Vec::new(),
                kept: false,
            },
            |owner| Draft {
                name: owner.name.clone(),
                kind: owner.kind,
                party: owner.party.clone(),
                codebook: owner.codebook.clone(),
                roles: Vec::new(),
                kept: true,
            },
        );
        let number = self.add_draft(draft);
        if let Some(slot) = owned.get_mut(owner) {
            *slot = Some(number);
        }
        number
    }

    /// Ties "foreign minister Ilva Maren" and "Ilva Maren, the foreign minister": the office is the
    /// person's for the rest of the article.
    fn tie_neighbours(&mut self, words: &Words<'_>) {
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

    fn tie_roles(
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

    fn tie_roles_to_introduced(&mut self, words: &Words<'_>) {
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
                let same_party = role.party.is_none()
                    || known.party == role.party
                    || draft.party == role.party;
                known.words.start < role.words.start
                    && same_party
                    && role.key.iter().all(|word| known.key.contains(word))
            })
        });
        let (draft, _) = found.next()?;
        found.next().is_none().then_some(draft)
    }

    /// Says whether the words could begin a name, for the rules that look at unknown names.
    pub(crate) fn is_free_capital(&self, words: &Words<'_>, at: usize) -> bool {
        words.is_word(at)
            && words.capital(at)
            && self.mention_at(at).is_none()
            && !words.has(at, Classes::OUTSIDE)
            && !words.has(at, Classes::OPENER)
    }
}
