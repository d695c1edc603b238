//! The patterns laid over a run of words; each rule is tried once at each place.

use std::rc::Rc;

use rapporteur_text::TokenKind;

use super::atoms::Atom;
use super::grammar::{Item, Pattern, TimeRules};
use super::meaning::Value;
use crate::resources::Classes;
use crate::words::Words;

/// Where a rule ends, and what it means there.
type Found = Rc<Vec<(usize, Value)>>;

/// The matches in one run.
pub(super) struct Chart<'a> {
    rules: &'a TimeRules,
    words: &'a Words<'a>,
    atoms: &'a [Atom<'a>],
    known: Vec<Option<Found>>,
}

impl<'a> Chart<'a> {
    pub(super) fn new(rules: &'a TimeRules, words: &'a Words<'a>, atoms: &'a [Atom<'a>]) -> Self {
        Self {
            rules,
            words,
            atoms,
            known: vec![None; rules.rules.len() * atoms.len()],
        }
    }

    /// Returns the longest phrase that begins at an atom: where it ends, and what it means; `None`
    /// for its meaning where it only looks like a time.
    pub(super) fn longest(&mut self, at: usize) -> Option<(usize, Option<Value>)> {
        if self.splits_letters(at) {
            return None;
        }
        let mut best: Option<(usize, Option<Value>)> = None;
        let rules = self.rules;
        for sought in rules.found() {
            let Some(found) = self.at(sought.rule, at) else {
                continue;
            };
            for (end, value) in found.iter() {
                let longer = best.as_ref().is_none_or(|(longest, _)| longest < end);
                if longer && !self.splits_letters(*end) {
                    best = Some((*end, (!sought.no_time).then(|| value.clone())));
                }
            }
        }
        best
    }

    /// Says whether letters or digits go on across the border before an atom.
    fn splits_letters(&self, at: usize) -> bool {
        let before = at.checked_sub(1).and_then(|before| self.atoms.get(before));
        match (before, self.atoms.get(at)) {
            (Some(before), Some(atom)) => atom.glued && before.is_letters() && atom.is_letters(),
            _ => false,
        }
    }

    fn at(&mut self, rule: usize, at: usize) -> Option<Found> {
        let rules = self.rules;
        let atom = self.atoms.get(at)?;
        if !atom.is_among(&rules.rules.get(rule)?.firsts) {
            return None;
        }
        let slot = rule * self.atoms.len() + at;
        if let Some(Some(found)) = self.known.get(slot) {
            return Some(Rc::clone(found));
        }
        let mut ends: Vec<(usize, Value)> = Vec::new();
        if let Some(rule) = rules.rules.get(rule) {
            for pattern in &rule.patterns {
                if atom.is_among(&pattern.firsts) && self.may_stand(pattern, at) {
                    let mut captured = vec![None; pattern.captures];
                    self.walk(pattern, 0, at, at, &mut captured, &mut ends);
                }
            }
        }
        let found = Rc::new(ends);
        if let Some(known) = self.known.get_mut(slot) {
            *known = Some(Rc::clone(&found));
        }
        Some(found)
    }

    fn may_stand(&self, pattern: &Pattern, at: usize) -> bool {
        let before = at.checked_sub(1).and_then(|before| self.atoms.get(before));
        // What no noun may follow is no part of a compound either: "A-2031".
        let inner = before
            .zip(self.atoms.get(at))
            .is_some_and(|(before, atom)| before.word == atom.word);
        if pattern.ends_phrase && inner {
            return false;
        }
        if pattern.before.is_empty() {
            return true;
        }
        before.is_some_and(|before| before.is_one_of(&pattern.before))
    }

    fn walk(
        &mut self,
        pattern: &Pattern,
        place: usize,
        start: usize,
        at: usize,
        captured: &mut Vec<Option<Value>>,
        ends: &mut Vec<(usize, Value)>,
    ) {
        let Some(here) = pattern.places.get(place) else {
            let new = at > start && !ends.iter().any(|(end, _)| *end == at);
            if new
                && self.may_end(pattern, at)
                && let Some(value) = pattern.meaning.evaluate(captured)
            {
                ends.push((at, value));
            }
            return;
        };
        if let Some(atom) = self.atoms.get(at)
            && (!here.glued || atom.glued)
        {
            match &here.item {
                Item::Words(words) => {
                    if atom.is_one_of(words) {
                        self.walk(pattern, place + 1, start, at + 1, captured, ends);
                    }
                }
                Item::Class(class) => {
                    if let Some(number) = atom.class(*class) {
                        capture(captured, here.capture, Value::Number(number));
                        self.walk(pattern, place + 1, start, at + 1, captured, ends);
                    }
                }
                Item::Rule(rule) => {
                    if let Some(found) = self.at(*rule, at) {
                        for (end, value) in found.iter() {
                            capture(captured, here.capture, value.clone());
                            self.walk(pattern, place + 1, start, *end, captured, ends);
                        }
                    }
                }
            }
        }
        if here.optional {
            self.walk(pattern, place + 1, start, at, captured, ends);
        }
    }

    fn may_end(&self, pattern: &Pattern, at: usize) -> bool {
        let next = self.atoms.get(at);
        if next.is_some_and(|next| next.is_one_of(&pattern.not_followed_by)) {
            return false;
        }
        if !pattern.ends_phrase {
            return true;
        }
        let Some(last) = at.checked_sub(1).and_then(|last| self.atoms.get(last)) else {
            return true;
        };
        if next.is_some_and(|next| next.word == last.word) {
            return false;
        }
        self.ends_phrase(last.word)
    }

    /// Says whether a phrase ends with a word: no noun or adjective follows that it could belong to.
    fn ends_phrase(&self, word: usize) -> bool {
        let Some(next) = self.words.get(word + 1) else {
            return true;
        };
        let same_sentence = self
            .words
            .get(word)
            .is_some_and(|word| word.sentence == next.sentence);
        let possessive = self.words.get(word).is_some_and(|word| word.possessive);
        !possessive
            && (!same_sentence
                || !matches!(next.kind, TokenKind::Word | TokenKind::Number)
                || next.classes.any(Classes::OUTSIDE)
                || next.classes.any(Classes::OPENER)
                || next.classes.any(Classes::PAST)
                || next.capital)
    }
}

fn capture(captured: &mut [Option<Value>], place: Option<usize>, value: Value) {
    if let Some(slot) = place.and_then(|place| captured.get_mut(place)) {
        *slot = Some(value);
    }
}
