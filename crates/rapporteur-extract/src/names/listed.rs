//! The names of the codebook in the text.

use rapporteur_core::{EntityType, Form};
use rapporteur_text::CleanRange;

use super::index::Index;
use super::{Draft, NameMention, Names, people};
use crate::words::Words;

impl Names {
    pub(super) fn find_listed(
        &mut self,
        words: &Words<'_>,
        index: &Index,
        owned: &mut [Option<usize>],
    ) {
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
        let stem = |here: usize| {
            words
                .get(here)
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

    pub(super) fn listed_draft(
        &mut self,
        index: &Index,
        owned: &mut [Option<usize>],
        owner: usize,
    ) -> usize {
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
}
