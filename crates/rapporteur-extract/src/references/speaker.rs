//! Whose words: from the phrase that names a speaker to the entity and its party.

use std::ops::Range;

use rapporteur_core::{EntityType, Form};

use super::{Walk, Whose};
use crate::attributions::{Source, Standing};
use crate::names::{Draft, RolePhrase};
use crate::resources::Classes;

impl Walk<'_, '_> {
    pub(super) fn source(&mut self, number: usize) {
        let Some(source) = (self.attributions.get(number)).and_then(|one| one.source.as_ref())
        else {
            return;
        };
        let draft = self
            .speaker(source)
            .map(|draft| self.government_of(source, draft));
        let party = self.party(source, draft);
        if let Some(draft) = draft {
            self.names.keep(draft);
            self.note(source.words.start, draft, true);
        }
        if let Some(slot) = self.whose.get_mut(number) {
            *slot = Whose { draft, party };
        }
    }

    /// A capital that speaks is its government.
    fn government_of(&mut self, source: &Source, draft: usize) -> usize {
        let Some(government) = self.names.draft(draft).and_then(|draft| draft.government) else {
            return draft;
        };
        for mention in &mut self.names.mentions {
            if mention.draft == draft && source.core.contains(&mention.words.start) {
                mention.draft = government;
                mention.form = Form::Metonym;
            }
        }
        government
    }

    fn speaker(&mut self, source: &Source) -> Option<usize> {
        let first = source.core.start;
        if source.core.len() == 1
            && (self.words.has(first, Classes::PRONOUN)
                || self.words.has(first, Classes::POSSESSIVE))
        {
            return self.speaking_pronoun(source);
        }
        self.named(source)
            .or_else(|| self.unlisted(source))
            .or_else(|| self.described(source))
    }

    /// Returns the end of the phrase's core before its first preposition.
    fn head_end(&self, core: &Range<usize>) -> usize {
        core.clone()
            .skip(1)
            .find(|at| {
                self.words.has(*at, Classes::PREPOSITION)
                    && self
                        .names
                        .mention_at(*at)
                        .is_none_or(|mention| mention.words.len() < 2)
            })
            .unwrap_or(core.end)
    }

    /// A person, party or organisation that is named in the phrase.
    pub(super) fn named(&self, source: &Source) -> Option<usize> {
        let head_end = self.head_end(&source.core);
        let person = |range: Range<usize>| {
            range.clone().rev().find_map(|at| {
                let mention = self.names.mention_at(at)?;
                let inside = range.start <= mention.words.start && mention.words.end <= range.end;
                let owns = mention.words.end < range.end
                    && self
                        .words
                        .get(mention.words.end - 1)
                        .is_some_and(|word| word.possessive);
                let person = self.names.draft(mention.draft)?.kind == EntityType::Person;
                (inside && !owns && person).then_some(mention)
            })
        };
        if let Some(mention) = person(source.core.start..head_end)
            // "European leaders, including …": they speak, not those who are named among them.
            .or_else(|| person(source.core.end..source.words.end).filter(|_| !source.plural))
            .or_else(|| person(source.words.start..source.core.start))
        {
            return Some(mention.draft);
        }
        let last = head_end.checked_sub(1)?;
        let role = self
            .names
            .role_at(last)
            .filter(|mention| source.words.start <= mention.words.start);
        // "The Tass agency": the name stands before the noun.
        let apposed = last
            .checked_sub(1)
            .filter(|_| self.words.has(last, Classes::ORGANISATION))
            .and_then(|before| self.names.mention_at(before))
            .filter(|mention| {
                self.names
                    .draft(mention.draft)
                    .is_some_and(|draft| draft.kind == EntityType::Organisation)
            });
        let whole = self
            .names
            .mention_at(last)
            .filter(|mention| mention.words.end == head_end && mention.form != Form::Role);
        role.or(whole).or(apposed).map(|mention| mention.draft)
    }

    /// An organisation or a name that nothing else has recognised.
    fn unlisted(&mut self, source: &Source) -> Option<usize> {
        let words = self.words;
        let head_end = self.head_end(&source.core);
        let head = head_end.checked_sub(1)?;
        let organisation = words.has(head, Classes::ORGANISATION)
            && !words.has(head, Classes::GROUP)
            || words.has(head, Classes::ORGANISATION) && words.capital(head);
        if organisation {
            let start = self.without_opener(&source.core);
            if start < source.core.end {
                return Some(self.add(
                    start..source.core.end,
                    EntityType::Organisation,
                    Form::Name,
                ));
            }
        }
        if !self.names.is_free_capital(words, head) || words.has(head, Classes::SPEAKER) {
            return None;
        }
        let mut start = head;
        while start > source.core.start && self.names.is_free_capital(words, start - 1) {
            start -= 1;
        }
        let kind = if source.plural {
            EntityType::Group
        } else {
            EntityType::Person
        };
        Some(self.add(start..head_end, kind, Form::Name))
    }

    /// "A senior Valdrian official": known by the phrase alone.
    fn described(&mut self, source: &Source) -> Option<usize> {
        let words = self.words;
        let head_end = self.head_end(&source.core);
        let head = head_end.checked_sub(1)?;
        if source.standing != Standing::Speaker || !words.has(head, Classes::SPEAKER) {
            return None;
        }
        let phrase = RolePhrase::read(words, self.names, source.core.clone());
        if phrase.definite
            && let Some((_, draft)) = self.unnamed.iter().rev().find(|(known, _)| {
                (phrase.party.is_none() || phrase.party == known.party)
                    && phrase.key.iter().all(|word| known.key.contains(word))
            })
        {
            let draft = *draft;
            self.names
                .add_mention(words, source.core.clone(), draft, Form::Role);
            return Some(draft);
        }
        let kind = if words.has(head, Classes::GROUP) {
            EntityType::Group
        } else {
            EntityType::Person
        };
        let start = self.without_opener(&source.core);
        let draft = self.add(start..source.core.end, kind, Form::Role);
        self.unnamed.push((phrase, draft));
        Some(draft)
    }

    fn without_opener(&self, core: &Range<usize>) -> usize {
        let mut start = core.start;
        while start < core.end && self.words.has(start, Classes::OPENER) {
            start += 1;
        }
        start
    }

    /// Adds an entity named by the words, or returns the one already so named.
    fn add(&mut self, stretch: Range<usize>, kind: EntityType, form: Form) -> usize {
        let words = self.words;
        let range = words.range(&stretch);
        let end = stretch
            .end
            .checked_sub(1)
            .and_then(|last| words.get(last))
            .map_or(range.end, |word| word.range.end);
        let name = words.document.slice(rapporteur_text::CleanRange {
            start: range.start,
            end,
        });
        let party = stretch.clone().find_map(|at| self.names.party_at(at));
        let key = (name.to_owned(), kind);
        let known = self
            .by_name
            .get(&key)
            .copied()
            .filter(|_| form == Form::Name);
        let draft = known.unwrap_or_else(|| {
            self.names.add_draft(Draft {
                party,
                kept: true,
                ..Draft::new(name, kind)
            })
        });
        if form == Form::Name {
            self.by_name.entry(key).or_insert(draft);
        }
        self.names.add_mention(words, stretch, draft, form);
        draft
    }

    /// The party spoken for: the speaker's own, else the one named beside him.
    fn party(&mut self, source: &Source, draft: Option<usize>) -> Option<String> {
        let own = draft
            .and_then(|draft| self.names.draft(draft))
            .and_then(|draft| draft.party.clone());
        if own.is_some() {
            return own;
        }
        let codebook = draft
            .and_then(|draft| self.names.draft(draft))
            .is_some_and(|draft| draft.codebook.is_some());
        if codebook || source.core.len() == 1 && source.words.len() == 1 {
            return None;
        }
        let located = |at: usize| {
            at.checked_sub(1).is_some_and(|before| {
                before >= source.words.start
                    && self
                        .words
                        .is_one_of(before, &["in", "at", "from", "near", "to"])
            })
        };
        let beside = source
            .words
            .clone()
            .filter(|at| !located(*at))
            .find_map(|at| self.names.party_at(at))?;
        if let Some(draft) = draft.and_then(|draft| self.names.drafts.get_mut(draft)) {
            draft.party = Some(beside.clone());
        }
        Some(beside)
    }
}
