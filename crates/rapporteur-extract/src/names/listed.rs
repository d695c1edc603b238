//! The names of the codebook in the text.

use std::ops::Range;

use rapporteur_core::{EntityType, Form};
use rapporteur_text::CleanRange;

use super::index::Index;
use super::{Draft, NameMention, Names, people};
use crate::resources::Classes;
use crate::words::Words;

impl Names {
    pub(super) fn find_listed(&mut self, words: &Words<'_>, index: &Index) {
        let mut at = 0;
        while at < words.len() {
            at = self.listed_at(words, index, at).max(at + 1);
        }
    }

    /// Looks for a name of the codebook that begins at a word; returns the word after it.
    fn listed_at(&mut self, words: &Words<'_>, index: &Index, at: usize) -> usize {
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
            let stretch = at..at + length;
            if pattern.form == Form::Metonym && is_where(words, &stretch) {
                self.add_seat(words, stretch, index, pattern.owner);
            } else {
                let draft = self.listed_draft(index, pattern.owner);
                self.add_mention(words, stretch, draft, pattern.form);
            }
            return at + length;
        }
        if word.capital
            && let Some(owner) = index.surname(&word.lower)
            && let Some(stretch) = people::surname_alone(words, index, owner, at)
        {
            let draft = self.listed_draft(index, owner);
            self.add_mention(words, stretch, draft, Form::Name);
            return at + 1;
        }
        if word.lower.contains('-') {
            self.listed_in_compound(words, index, at);
        }
        at + 1
    }

    /// Looks at the parts of "Valdria-Kestoria".
    fn listed_in_compound(&mut self, words: &Words<'_>, index: &Index, at: usize) {
        let Some(word) = words.get(at) else { return };
        let mut start = word.range.start;
        for part in words.document.slice(word.range).split('-') {
            let range = CleanRange {
                start,
                end: start + part.len(),
            };
            start = range.end + 1;
            if let Some((pattern, 1)) = index.longest(std::iter::once(part)) {
                let draft = self.listed_draft(index, pattern.owner);
                self.mentions.push(NameMention {
                    words: at..at,
                    range,
                    name: None,
                    draft,
                    form: pattern.form,
                    tie: None,
                });
            }
        }
    }

    /// Adds a seat of government as the place that it is.
    fn add_seat(&mut self, words: &Words<'_>, stretch: Range<usize>, index: &Index, owner: usize) {
        let name = words.name(&stretch);
        let known = self.drafts.iter().position(|draft| {
            draft.kind == EntityType::Place && draft.name.eq_ignore_ascii_case(&name)
        });
        let draft = known.unwrap_or_else(|| {
            let party = index
                .owners
                .get(owner)
                .and_then(|owner| owner.party.clone());
            let government = self.listed_draft(index, owner);
            self.add_draft(Draft {
                party,
                government: Some(government),
                kept: true,
                ..Draft::new(&name, EntityType::Place)
            })
        });
        self.add_mention(words, stretch, draft, Form::Name);
    }

    pub(super) fn listed_draft(&mut self, index: &Index, owner: usize) -> usize {
        if let Some(known) = self.owned.get(owner).copied().flatten() {
            return known;
        }
        let draft = index.owners.get(owner).map_or_else(
            || Draft::new("", EntityType::Group),
            |owner| Draft {
                party: owner.party.clone(),
                codebook: owner.codebook.clone(),
                kept: true,
                ..Draft::new(&owner.name, owner.kind)
            },
        );
        let number = self.add_draft(draft);
        if let Some(slot) = self.owned.get_mut(owner) {
            *slot = Some(number);
        }
        number
    }
}

/// How far before "to" and "from" a word of motion may stand.
const MOTION_REACH: usize = 8;

/// Says whether words that may stand for a government are where something is: "in Tolmarch", "flew to
/// Tolmarch", and the place of a date line.
pub(super) fn is_where(words: &Words<'_>, stretch: &Range<usize>) -> bool {
    let at = stretch.start;
    let sentence = words.sentence_words(at);
    if words.get(at).is_some_and(|word| word.capitals) && words.starts_block(at) {
        return true;
    }
    let article = at
        .checked_sub(1)
        .filter(|before| words.has(*before, Classes::ARTICLE));
    let Some(before) = article.unwrap_or(at).checked_sub(1) else {
        return false;
    };
    if before < sentence.start {
        return false;
    }
    let moves = || {
        (sentence.start.max(before.saturating_sub(MOTION_REACH))..before)
            .any(|word| words.has(word, Classes::MOTION))
    };
    words.has(before, Classes::LOCATIVE) || words.is_one_of(before, &["to", "from"]) && moves()
}
