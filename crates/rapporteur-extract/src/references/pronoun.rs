//! Pronouns: "he", "her", and where they speak also "they" and "it".

use std::ops::Range;

use rapporteur_core::Form;

use super::Walk;
use super::trail::{Gender, Meant};
use crate::attributions::Source;
use crate::resources::Classes;
use crate::words::Words;

/// Says whether a word is a pronoun for a person who is spoken of.
pub(super) fn is_personal(words: &Words<'_>, at: usize) -> bool {
    let pronoun = words.has(at, Classes::PRONOUN)
        || words.has(at, Classes::POSSESSIVE)
        || words.has(at, Classes::OBJECTIVE);
    pronoun
        && Gender::of(words, at).is_some()
        && words
            .get(at)
            .is_some_and(|word| !word.lower.ends_with("self"))
}

impl Walk<'_, '_> {
    pub(super) fn pronoun(&mut self, at: usize) {
        let words = self.words;
        let stretch = at..at + 1;
        if (self.names.mention_at(at)).is_some_and(|mention| mention.words == stretch) {
            return;
        }
        let meant = match self.named_after(at) {
            Some(draft) => Meant::One(draft),
            None => self
                .trail
                .meant(words, at, &self.barred(at), self.own_words(at)),
        };
        match meant {
            Meant::One(draft) => {
                self.trail.note_gender(draft, Gender::of(words, at));
                self.tie(stretch, draft, Form::Pronoun);
            }
            Meant::Open(candidates) => {
                self.names
                    .leave_open(words, stretch, candidates, Form::Pronoun)
            }
            Meant::Nobody => {}
        }
    }

    /// Returns whom a pronoun that speaks stands for.
    pub(super) fn speaking_pronoun(&mut self, source: &Source) -> Option<usize> {
        let words = self.words;
        let at = source.core.start;
        if let Some(mention) = self.names.mention_at(at) {
            return Some(mention.draft);
        }
        if is_personal(words, at) || words.is_one_of(at, &["i", "we", "my", "our", "you", "your"]) {
            return None;
        }
        let Meant::One(draft) = self.trail.meant(words, at, &[], &[]) else {
            return None;
        };
        self.names
            .add_mention(words, source.core.clone(), draft, Form::Pronoun);
        Some(draft)
    }

    /// "In his address, Korsan said": the one named after the comma.
    fn named_after(&self, at: usize) -> Option<usize> {
        let words = self.words;
        let sentence = words.sentence_words(at);
        if !words.has(at, Classes::POSSESSIVE)
            || !words.has(sentence.start, Classes::PREPOSITION)
            || words.quotation(at).is_some()
        {
            return None;
        }
        let comma = (sentence.start..sentence.end).find(|other| words.comma(*other))?;
        let next = (comma > at).then_some(comma + 1)?;
        let mention = self.names.mention_at(next)?;
        (mention.words.start == next && super::trail::is_person(self.names, mention.draft))
            .then_some(mention.draft)
    }

    /// The words that a pronoun reports, where it speaks.
    fn own_words(&self, at: usize) -> &[Range<usize>] {
        let speaks = self.speaking.get(&at).copied();
        speaks
            .and_then(|number| self.attributions.get(number))
            .map_or(&[], |one| &one.content)
    }

    /// Those whom a pronoun cannot mean: in a quotation the one who is quoted, as an object the one
    /// who acts.
    fn barred(&self, at: usize) -> Vec<usize> {
        let words = self.words;
        let mut barred = Vec::new();
        if words.quotation(at).is_some() {
            for (_, number) in self.contents.around(at) {
                let resolved = self.whose.get(number).and_then(|whose| whose.draft);
                let source = (self.attributions.get(number)).and_then(|one| one.source.as_ref());
                barred.extend(resolved.or_else(|| self.named(source?)));
            }
        }
        let alone = !words.is_word(at + 1) || words.has(at + 1, Classes::OUTSIDE);
        if words.has(at, Classes::OBJECTIVE) || words.is(at, "her") && alone {
            let sentence = words.sentence_words(at);
            let clause = (sentence.start..at)
                .rev()
                .find(|before| {
                    words.comma(*before)
                        || words.has(*before, Classes::CONJUNCTION)
                        || words.has(*before, Classes::SUBORDINATOR)
                })
                .unwrap_or(sentence.start);
            barred.extend(
                (clause..at)
                    .filter_map(|before| self.names.mention_at(before))
                    .map(|mention| mention.draft),
            );
        }
        barred
    }
}
