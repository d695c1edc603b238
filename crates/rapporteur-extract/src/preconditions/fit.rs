//! Where a pattern of two halves occurs in the words of a statement.

use std::ops::Range;

use crate::resources::{Classes, ConditionRule, Half, Piece, holds};
use crate::statements::{Unit, Units};

/// What no half consists of alone.
const EMPTY: Classes = Classes::OUTSIDE.with(Classes::OPENER);

/// A pattern that was found, its halves as units.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Fit {
    pub(super) wanted: Range<usize>,
    pub(super) condition: Range<usize>,
    /// The words of the pattern itself.
    pub(super) tied: Vec<usize>,
}

/// One stretch of units in which both halves must lie.
#[derive(Clone, Copy)]
pub(super) struct Sentence<'a> {
    pub(super) units: &'a Units,
    pub(super) start: usize,
    pub(super) end: usize,
    /// Where a stretch of the content begins.
    pub(super) borders: &'a [usize],
    /// Units that only look as if they were words of a pattern.
    pub(super) masked: &'a [usize],
    /// What the statement does, as needs name it: "@offer".
    pub(super) act: &'a str,
}

/// The halves found so far.
#[derive(Debug, Clone, Default)]
struct Halves {
    wanted: Option<Range<usize>>,
    condition: Option<Range<usize>>,
    tied: Vec<usize>,
}

impl<'a> Sentence<'a> {
    /// Returns the pattern whose first fixed word stands at `at`.
    pub(super) fn fit(self, rule: &ConditionRule, at: usize) -> Option<Fit> {
        let found = match rule.pieces.as_slice() {
            [Piece::Half(half), rest @ ..] if !self.put_between(at) => {
                let found = self.rest(rule, rest, at)?;
                self.begin(rule, *half, at, found)?
            }
            [Piece::Opening, rest @ ..] if self.opens(at) => self.rest(rule, rest, at)?,
            [Piece::Opening | Piece::Half(_), ..] => return None,
            pieces => self.rest(rule, pieces, at)?,
        };
        let wanted = self.trimmed(found.wanted?);
        let wanted = match rule.negations.as_slice() {
            [] => wanted,
            negations => self.trimmed(self.without(negations, &wanted)?),
        };
        Some(Fit {
            wanted: Some(wanted).filter(|half| self.says(half))?,
            condition: Some(self.trimmed(found.condition?)).filter(|half| self.says(half))?,
            tied: found.tied,
        })
    }

    fn get(self, at: usize) -> Option<&'a Unit> {
        (self.start..self.end)
            .contains(&at)
            .then(|| self.units.get(at))?
    }

    fn lower(self, at: usize) -> Option<&'a str> {
        self.get(at).map(|unit| unit.lower.as_str())
    }

    fn words(self, range: &Range<usize>) -> impl Iterator<Item = &'a str> + Clone {
        let open = range.clone().filter(|at| !self.masked.contains(at));
        open.filter_map(move |at| self.lower(at))
    }

    /// Says whether a clause can begin at `at`.
    fn opens(self, at: usize) -> bool {
        let Some(before) = at.checked_sub(1).and_then(|before| self.get(before)) else {
            return true;
        };
        before.mark
            || self.borders.contains(&at)
            || before.any(Classes::CONJUNCTION)
            || matches!(before.lower.as_str(), "that" | "then" | "only")
    }

    /// Fits the pieces after the first half, from `at` on.
    fn rest(self, rule: &ConditionRule, pieces: &[Piece], at: usize) -> Option<Halves> {
        let Some((piece, rest)) = pieces.split_first() else {
            return Some(Halves::default());
        };
        match piece {
            Piece::Opening => None,
            Piece::OneOf(_) => {
                if self.masked.contains(&at) || !piece.takes(self.lower(at)?) {
                    return None;
                }
                let mut found = self.rest(rule, rest, at + 1)?;
                found.tied.push(at);
                Some(found)
            }
            Piece::Kept(_) => {
                if !piece.takes(self.lower(at)?) {
                    return None;
                }
                let mut found = self.rest(rule, rest, at + 1)?;
                found.lead(at);
                Some(found)
            }
            Piece::Half(half) => {
                let ends = if rest.is_empty() {
                    self.ends(at)
                } else {
                    (at + 1..self.end).collect()
                };
                ends.into_iter().find_map(|end| {
                    let range = at..end;
                    if !self.fills(rule, *half, &range) {
                        return None;
                    }
                    let mut found = self.rest(rule, rest, end)?;
                    found.set(*half, range);
                    Some(found)
                })
            }
        }
    }

    /// Completes a pattern that begins with a half, which ends at `end`.
    fn begin(
        self,
        rule: &ConditionRule,
        half: Half,
        end: usize,
        mut found: Halves,
    ) -> Option<Halves> {
        let range = self
            .starts(end)
            .into_iter()
            .map(|start| start..end)
            .find(|range| self.fills(rule, half, range))?;
        found.set(half, range);
        Some(found)
    }

    fn fills(self, rule: &ConditionRule, half: Half, range: &Range<usize>) -> bool {
        let needs = match half {
            Half::Wanted => &rule.wanted,
            Half::Condition => &rule.condition,
        };
        let negated = || {
            rule.negations.is_empty()
                || half == Half::Condition
                || self.words(range).any(|word| holds(&rule.negations, word))
        };
        self.says(range)
            && needs.met(self.words(range).chain([self.act]))
            && (!needs.clause || self.is_clause(range))
            && negated()
    }

    /// Says whether a half looks like a clause: it has a subject that is a pronoun, or an auxiliary,
    /// or does not begin as a noun phrase does.
    fn is_clause(self, range: &Range<usize>) -> bool {
        let range = self.trimmed(range.clone());
        let noun = Classes::OPENER.with(Classes::PREPOSITION);
        let finite = Classes::PRONOUN.with(Classes::AUXILIARY);
        let begins = |unit: &Unit| range.len() > 1 && !unit.any(noun);
        self.get(range.start).is_some_and(begins)
            || (range.clone())
                .filter_map(|at| self.get(at))
                .take_while(|unit| unit.lower != ",")
                .any(|unit| unit.any(finite))
    }

    /// Says whether what begins at `at` is put in between: "a truce, if it came, would …".
    fn put_between(self, at: usize) -> bool {
        let comma = |at: usize| {
            self.get(at)
                .is_some_and(|unit| unit.mark && unit.lower == ",")
        };
        at.checked_sub(1).is_some_and(comma)
            && (at..self.end).any(|at| {
                comma(at)
                    && self
                        .get(at + 1)
                        .is_some_and(|next| next.any(Classes::AUXILIARY))
            })
    }

    /// Says whether a stretch has a word that is not a mere connection.
    fn says(self, range: &Range<usize>) -> bool {
        let list = self.units.list.get(range.clone()).unwrap_or_default();
        list.iter().any(|unit| !unit.mark && !unit.any(EMPTY))
    }

    /// Returns where a half that ends before `end` may begin, the nearest first.
    fn starts(self, end: usize) -> Vec<usize> {
        let mut starts = Vec::new();
        for at in (self.start..end).rev() {
            let Some(unit) = self.get(at) else { continue };
            let parts = unit.mark && matches!(unit.lower.as_str(), ":" | "–" | "—");
            let joins = unit.mark
                && unit.lower == ","
                && self
                    .get(at + 1)
                    .is_some_and(|next| next.any(Classes::CONJUNCTION) || next.lower == "so");
            if (parts || joins) && at + 1 < end {
                starts.push(at + 1);
            }
            if self.borders.contains(&at) {
                starts.push(at);
            }
        }
        starts.push(self.start);
        starts
    }

    /// Returns where a half that begins at `start` may end, the nearest first.
    fn ends(self, start: usize) -> Vec<usize> {
        let mut ends = Vec::new();
        for at in start + 1..self.end {
            let Some(unit) = self.get(at) else { continue };
            let parts = unit.mark && matches!(unit.lower.as_str(), ":" | "–" | "—");
            let next = self.lower(at + 1).unwrap_or_default();
            let turns = unit.mark
                && unit.lower == ","
                && matches!(next, "but" | "yet" | "otherwise" | "or" | "not" | "while");
            let stresses = unit.lower == "and" && matches!(next, "not" | "only");
            if parts || turns || stresses {
                ends.push(at);
            }
        }
        ends.push(self.end);
        ends
    }

    /// Returns the half without what leads into it and out of it.
    fn trimmed(self, range: Range<usize>) -> Range<usize> {
        let Range { mut start, mut end } = range;
        let loose = |unit: &Unit, words: &[&str]| unit.mark || words.contains(&unit.lower.as_str());
        while start < end
            && self.get(start).is_some_and(|unit| {
                loose(unit, &["that", "and", "but", "then", "so", "also", "yet"])
            })
        {
            start += 1;
        }
        while start < end
            && self.get(end - 1).is_some_and(|unit| {
                loose(
                    unit,
                    &["and", "but", "only", "then", "even", "also", "first"],
                )
            })
        {
            end -= 1;
        }
        start..end
    }

    /// Returns what of a half comes after its last negation, or else before it.
    fn without(self, negations: &[String], half: &Range<usize>) -> Option<Range<usize>> {
        let last = half
            .clone()
            .rev()
            .find(|at| self.lower(*at).is_some_and(|word| holds(negations, word)))?;
        let after = last + 1..half.end;
        Some(if self.says(&after) {
            after
        } else {
            half.start..last
        })
    }
}

impl Halves {
    /// Takes the word at `at` into the half that begins behind it.
    fn lead(&mut self, at: usize) {
        for half in [&mut self.wanted, &mut self.condition]
            .into_iter()
            .flatten()
        {
            if half.start == at + 1 {
                half.start = at;
            }
        }
    }

    fn set(&mut self, half: Half, range: Range<usize>) {
        match half {
            Half::Wanted => self.wanted = Some(range),
            Half::Condition => self.condition = Some(range),
        }
    }
}
