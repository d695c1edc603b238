//! People and organisations that no codebook lists: runs of capitalised words.

use std::ops::Range;

use rapporteur_core::{EntityType, Form};

use super::index::Index;
use super::spelling::{fold, given_names_agree};
use super::{Draft, Names};
use crate::resources::Classes;
use crate::words::Words;

/// Returns the words that name a person of the codebook by surname, with the given name where one
/// stands before it; `None` where the words around make it somebody or something else.
pub(super) fn surname_alone(
    words: &Words<'_>,
    index: &Index,
    owner: usize,
    at: usize,
) -> Option<Range<usize>> {
    let sentence = words.sentence_words(at);
    let heading = words.in_heading(at);
    let next = at + 1;
    let possessive = words.get(at).is_some_and(|word| word.possessive);
    if !heading
        && !possessive
        && next < sentence.end
        && is_name_word(words, next)
        && words.get(next).is_some_and(|word| word.verbs().is_empty())
    {
        return None;
    }
    let mut start = at;
    let initial = |here: usize| {
        words
            .get(here)
            .is_some_and(|word| word.lower.trim_end_matches('.').chars().count() == 1)
    };
    let mut before = at.checked_sub(1).filter(|before| *before >= sentence.start);
    if let Some(here) = before.filter(|here| words.capital(*here) && initial(*here))
        && here > sentence.start
        && is_name_word(words, here - 1)
    {
        before = Some(here - 1);
    }
    let Some(here) = before.filter(|here| is_name_word(words, *here)) else {
        return Some(start..at + 1);
    };
    let word = words.get(here)?;
    let given = index.owners.get(owner)?.name.split_whitespace().next()?;
    if given_names_agree(&word.lower, given) {
        start = here;
    } else {
        let describes = word.possessive
            || word.classes.any(Classes::TITLE)
            || word.classes.any(Classes::SPEAKER)
            || index.adjective(&word.lower).is_some()
            || index
                .longest(std::iter::once(words.document.slice(word.range)))
                .is_some()
            || word.entry().is_some();
        if !describes && !heading {
            return None;
        }
    }
    Some(start..at + 1)
}

impl Names {
    /// Finds capitalised names that the codebook does not list.
    pub(super) fn find_unlisted(&mut self, words: &Words<'_>, index: Option<&Index>) {
        let mut single: Vec<Range<usize>> = Vec::new();
        let mut at = 0;
        while at < words.len() {
            let run = self.run_at(words, at);
            at = run.end.max(at + 1);
            if run.is_empty() || words.in_heading(run.start) {
                continue;
            }
            self.read_run(words, index, run, &mut single);
        }
        self.tie_single_names(words, &single);
    }

    /// Returns the run of capitalised words that begins at a word.
    fn run_at(&self, words: &Words<'_>, start: usize) -> Range<usize> {
        let sentence = words.sentence_words(start);
        let free = |at: usize| {
            at < sentence.end && is_name_word(words, at) && self.mention_at(at).is_none()
        };
        if !free(start) {
            return start..start;
        }
        let mut end = start + 1;
        loop {
            if words.get(end - 1).is_some_and(|word| word.possessive) {
                break;
            }
            if free(end) || has_particle(words, end) && end < sentence.end {
                end += 1;
            } else if words.has(end, Classes::PARTICLE) && free(end + 1) {
                end += 2;
            } else {
                break;
            }
        }
        start..end
    }

    fn read_run(
        &mut self,
        words: &Words<'_>,
        index: Option<&Index>,
        run: Range<usize>,
        single: &mut Vec<Range<usize>>,
    ) {
        let describes = |at: usize| {
            words.has(at, Classes::TITLE)
                || words.has(at, Classes::ROLE)
                || words
                    .get(at)
                    .and_then(|word| index?.adjective(&word.lower))
                    .is_some()
        };
        if words.has(run.end - 1, Classes::ORGANISATION) {
            let mut run = run;
            // "The US State Department": the party's name is part of the organisation's.
            if let Some(before) = run.start.checked_sub(1)
                && before >= words.sentence_words(run.start).start
                && words.get(before).is_some_and(|word| !word.possessive)
                && self.party_at(before).is_some()
            {
                run.start = before;
            }
            if run.len() > 1 {
                let party = run.clone().find_map(|at| self.party_at(at));
                self.add_unlisted(words, run, EntityType::Organisation, party);
            }
            return;
        }
        let last_title = run.clone().rev().find(|at| describes(*at));
        let titled = last_title
            .is_some_and(|at| words.has(at, Classes::TITLE) || words.has(at, Classes::ROLE))
            || run.start > 0
                && last_title.is_none()
                && !words.starts_sentence(run.start)
                && (words.has(run.start - 1, Classes::TITLE)
                    || words.has(run.start - 1, Classes::ROLE));
        let name = last_title.map_or(run.start, |at| at + 1)..run.end;
        match name.len() {
            0 => {}
            1 if titled => {
                if let Some(draft) = self.surname_of(words, name.start) {
                    self.keep(draft);
                    self.add_mention(words, name, draft, Form::Name);
                } else {
                    let draft = self.add_unlisted(words, name, EntityType::Person, None);
                    self.keep(draft);
                }
            }
            1 => single.push(name),
            2..=4 if !name.clone().any(|at| is_office_word(words, at)) => {
                let draft = self.add_unlisted(words, name, EntityType::Person, None);
                if titled {
                    self.keep(draft);
                }
            }
            _ => {}
        }
    }

    /// Ties words to the entity that they name, in letters that are compared as names are.
    pub(super) fn add_unlisted(
        &mut self,
        words: &Words<'_>,
        stretch: Range<usize>,
        kind: EntityType,
        party: Option<String>,
    ) -> usize {
        let name: Vec<&str> = stretch
            .clone()
            .filter_map(|at| words.get(at))
            .map(|word| words.document.slice(word.range))
            .collect();
        let name = name.join(" ");
        let key = (fold(&name), kind);
        let draft = match self.unlisted.get(&key) {
            Some(draft) => *draft,
            None => {
                let draft = self.drafts.len();
                if kind == EntityType::Person {
                    self.remember_surname(draft, &name);
                }
                self.unlisted.insert(key, draft);
                self.add_draft(Draft {
                    party,
                    ..Draft::new(&name, kind)
                })
            }
        };
        self.add_mention(words, stretch, draft, Form::Name);
        draft
    }

    pub(crate) fn keep(&mut self, draft: usize) {
        if let Some(draft) = self.drafts.get_mut(draft) {
            draft.kept = true;
        }
    }

    /// Returns the one unlisted person whose surname the word is.
    pub(super) fn surname_of(&self, words: &Words<'_>, at: usize) -> Option<usize> {
        match self.surnames.get(&fold(&words.get(at)?.lower))?.as_slice() {
            [only] => Some(*only),
            _ => None,
        }
    }

    /// Remembers under which surname a person may come again: "Corvin" and "al-Corvin".
    fn remember_surname(&mut self, draft: usize, name: &str) {
        let Some(surname) = name.split_whitespace().next_back() else {
            return;
        };
        let bare = surname.rsplit('-').next().unwrap_or(surname);
        let mut keys = vec![fold(surname), fold(bare)];
        keys.dedup();
        for key in keys {
            self.surnames.entry(key).or_default().push(draft);
        }
    }

    fn tie_single_names(&mut self, words: &Words<'_>, single: &[Range<usize>]) {
        for name in single {
            if let Some(draft) = self.surname_of(words, name.start) {
                self.add_mention(words, name.clone(), draft, Form::Name);
            }
        }
    }
}

/// "al-Corvin": a particle and a name in one word.
fn has_particle(words: &Words<'_>, at: usize) -> bool {
    words.get(at).is_some_and(|word| {
        word.lower.split_once('-').is_some_and(|(particle, _)| {
            words
                .resources
                .entry(particle)
                .is_some_and(|entry| entry.classes.any(Classes::PARTICLE))
        }) && words
            .document
            .slice(word.range)
            .contains(char::is_uppercase)
    })
}

/// "Foreign Affairs" is no person.
fn is_office_word(words: &Words<'_>, at: usize) -> bool {
    words
        .get(at)
        .and_then(crate::words::Word::entry)
        .is_some_and(|entry| entry.role.is_some() || entry.classes.any(Classes::GROUP))
}

/// Says whether a word may be part of a name: capitalised, and no function word or calendar word.
pub(super) fn is_name_word(words: &Words<'_>, at: usize) -> bool {
    words.get(at).is_some_and(|word| {
        word.capital
            && word.kind == rapporteur_text::TokenKind::Word
            && !word.classes.any(Classes::OUTSIDE)
            && !word.classes.any(Classes::OPENER)
            && word.entry().is_none_or(|entry| entry.calendar.is_empty())
    })
}
