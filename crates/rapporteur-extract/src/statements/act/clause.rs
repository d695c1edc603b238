//! The words of a content, short forms spelt out, and the patterns that occur in them.

use std::collections::BTreeMap;
use std::ops::Range;

use rapporteur_core::Act;
use rapporteur_text::TokenKind;

use super::Scene;
use super::cue::Sense;
use super::side;
use crate::resources::{ActRule, ActRules, Classes, Step};
use crate::words::Words;

/// How many words a gap of a pattern may span.
const GAP: usize = 6;

/// One word or mark of a content.
#[derive(Debug, Clone)]
pub(crate) struct Unit {
    pub(crate) lower: String,
    pub(crate) classes: Classes,
    /// The word of the document.
    pub(crate) at: usize,
    pub(super) quoted: bool,
    /// Whether it is a mark between clauses or sentences.
    pub(crate) mark: bool,
}

impl Unit {
    pub(crate) fn any(&self, classes: Classes) -> bool {
        self.classes.any(classes)
    }

    pub(crate) fn ends_sentence(&self) -> bool {
        self.mark && matches!(self.lower.as_str(), "." | "?" | "!" | ";" | "…")
    }
}

/// The words and marks of a content, quotation marks left out.
#[derive(Debug)]
pub(crate) struct Units {
    pub(crate) list: Vec<Unit>,
}

impl Units {
    pub(crate) fn new(words: &Words<'_>, content: &[Range<usize>]) -> Self {
        let rules = &words.resources.acts;
        let mut list = Vec::new();
        for at in content.iter().flat_map(Clone::clone) {
            let Some(word) = words.get(at) else { continue };
            let unit = |lower: &str, classes: Classes, mark: bool| Unit {
                lower: lower.to_owned(),
                classes,
                at,
                quoted: word.quotation.is_some(),
                mark,
            };
            let plain = matches!(word.kind, TokenKind::Word | TokenKind::Number);
            if !plain {
                let between = word.lower.chars().all(|mark| ",.;:?!…–—-()".contains(mark));
                if between {
                    list.push(unit(&word.lower, Classes::default(), true));
                }
                continue;
            }
            let Some((stem, full)) = rules.long_form(&word.lower) else {
                list.push(unit(&word.lower, word.classes, false));
                continue;
            };
            for part in stem.into_iter().chain(full.iter().map(String::as_str)) {
                let classes = words
                    .resources
                    .entry(part)
                    .map_or(Classes::default(), |entry| entry.classes);
                list.push(unit(part, classes, false));
            }
        }
        Self { list }
    }

    pub(crate) fn get(&self, number: usize) -> Option<&Unit> {
        self.list.get(number)
    }

    pub(crate) fn is(&self, number: usize, word: &str) -> bool {
        self.get(number).is_some_and(|unit| unit.lower == word)
    }

    /// Returns the words of the document from one unit to the last before another.
    pub(super) fn words(&self, units: &Range<usize>) -> Range<usize> {
        let start = self.get(units.start).map_or(0, |unit| unit.at);
        let last = units.end.checked_sub(1).and_then(|last| self.get(last));
        start..last.map_or(start, |unit| unit.at + 1)
    }

    /// Returns the act of the first rule of the list that fits anywhere, and the words it fits.
    pub(super) fn first_rule(
        &self,
        scene: Scene<'_>,
        sense: &Sense,
        rules: &ActRules,
    ) -> Option<(Act, Range<usize>)> {
        let mut subjects = BTreeMap::new();
        let mut best: Option<(usize, Range<usize>)> = None;
        for start in 0..self.list.len() {
            let Some(unit) = self.get(start) else { break };
            for number in rules.beginning_with(&unit.lower) {
                if best.as_ref().is_some_and(|(known, _)| *known <= *number) {
                    break;
                }
                let Some(rule) = rules.rules.get(*number) else {
                    continue;
                };
                let Some(end) = self.fits(rule, start) else {
                    continue;
                };
                let subject = *subjects
                    .entry(start)
                    .or_insert_with(|| side::before(scene, self, start));
                if subject.allows(rule, sense) {
                    best = Some((*number, start..end));
                }
            }
        }
        let (number, found) = best?;
        Some((rules.rules.get(number)?.act, self.words(&found)))
    }

    /// Returns where the pattern ends when it begins at `start`.
    fn fits(&self, rule: &ActRule, start: usize) -> Option<usize> {
        match rule.steps.as_slice() {
            [Step::Start, rest @ ..] => {
                let opening = self.list.iter().position(|unit| {
                    !unit.mark && !matches!(unit.lower.as_str(), "that" | "but" | "and" | "to")
                });
                (opening == Some(start)).then(|| self.steps(rest, start))?
            }
            steps => self.steps(steps, start),
        }
    }

    fn steps(&self, steps: &[Step], at: usize) -> Option<usize> {
        let Some((step, rest)) = steps.split_first() else {
            return Some(at);
        };
        match step {
            Step::Start => None,
            Step::OneOf(words) => {
                let unit = self.get(at)?;
                if words.binary_search(&unit.lower).is_ok() {
                    return self.steps_after(rest, at + 1);
                }
                None
            }
            Step::Gap => (at..=at + GAP)
                .take_while(|next| {
                    *next == at || self.get(next - 1).is_some_and(|unit| !unit.ends_sentence())
                })
                .find_map(|next| self.steps(rest, next)),
        }
    }

    /// Goes on with a pattern, over an adverb if need be: "will certainly not".
    fn steps_after(&self, steps: &[Step], at: usize) -> Option<usize> {
        self.steps(steps, at).or_else(|| {
            let unit = self.get(at)?;
            let adverb =
                unit.any(Classes::ADVERB) && !unit.any(Classes::NEGATION) && unit.lower != "only";
            (adverb && !steps.is_empty()).then(|| self.steps(steps, at + 1))?
        })
    }
}
