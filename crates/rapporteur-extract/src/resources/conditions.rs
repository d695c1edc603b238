//! How a statement ties what is wanted to a condition: the rules of `conditions.tsv`.

use std::collections::BTreeMap;

use super::acts::forms;

/// The rules, in the order in which they are tried.
#[derive(Debug, Clone, Default)]
pub(crate) struct ConditionRules {
    pub(crate) rules: Vec<ConditionRule>,
    /// Words that look like the beginning of a condition and are none.
    pub(crate) masks: Vec<Vec<Piece>>,
    sets: BTreeMap<String, Vec<String>>,
    /// For each word that can be the first fixed one of a pattern, the numbers of those rules.
    starts: BTreeMap<String, Vec<usize>>,
}

/// A pattern with a place for each half.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct ConditionRule {
    pub(crate) wanted: Needs,
    pub(crate) condition: Needs,
    pub(crate) pieces: Vec<Piece>,
    /// Whether the halves change places where the statement demands or asks.
    pub(crate) trade: bool,
    /// Words of which the wanted half must hold one, which is no part of it; none where it is empty.
    pub(crate) negations: Vec<String>,
}

/// One place of a pattern.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Piece {
    /// The beginning of a clause.
    Opening,
    Half(Half),
    /// One of these words or marks, in alphabetical order.
    OneOf(Vec<String>),
    /// One of these words, which belongs to the half behind it.
    Kept(Vec<String>),
}

/// A half of a precondition.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Half {
    Wanted,
    Condition,
}

/// Words that must and words that must not occur in a half, each list in alphabetical order.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Needs {
    some: Vec<Vec<String>>,
    none: Vec<Vec<String>>,
    /// Whether the half must look like a clause.
    pub(crate) clause: bool,
}

impl Needs {
    /// Says whether the words of a half are as they must be.
    pub(crate) fn met<'a>(&self, words: impl Iterator<Item = &'a str> + Clone) -> bool {
        let any = |list: &Vec<String>| words.clone().any(|word| holds(list, word));
        self.some.iter().all(any) && !self.none.iter().any(any)
    }
}

impl ConditionRule {
    /// Says whether a half stands before the fixed words.
    pub(crate) fn joins(&self) -> bool {
        matches!(self.pieces.first(), Some(Piece::Half(_)))
    }
}

impl Piece {
    /// Says whether a word or mark can stand here.
    pub(crate) fn takes(&self, word: &str) -> bool {
        match self {
            Self::OneOf(words) | Self::Kept(words) => holds(words, word),
            Self::Opening | Self::Half(_) => false,
        }
    }
}

impl ConditionRules {
    /// Takes in one line of the list; `None` where it cannot be read.
    pub(super) fn read(&mut self, line: &str) -> Option<()> {
        let columns: Vec<&str> = line.split('\t').collect();
        match columns.as_slice() {
            ["set", name, words] => {
                let list = words.split_whitespace().flat_map(forms).collect();
                self.sets.insert((*name).to_owned(), list);
            }
            ["mask", words] => {
                let pieces = words.split_whitespace().map(|word| self.piece(word));
                self.masks.push(pieces.collect::<Option<_>>()?);
            }
            [kind, wanted, condition, pattern] => {
                let pieces = (pattern.split_whitespace())
                    .map(|piece| self.piece(piece))
                    .collect::<Option<Vec<Piece>>>()?;
                let rule = |pieces: Vec<Piece>| {
                    Some(ConditionRule {
                        wanted: self.needs(wanted)?,
                        condition: self.needs(condition)?,
                        pieces,
                        trade: *kind == "trade",
                        negations: match *kind {
                            "not" => self.words("$no")?,
                            _ => Vec::new(),
                        },
                    })
                };
                let rules = match *kind {
                    "form" => Vec::from([rule(pieces)?]),
                    "tie" | "trade" | "not" => {
                        Vec::from([rule(turned(&pieces))?, rule(straight(&pieces))?])
                    }
                    _ => return None,
                };
                for rule in rules {
                    self.add(rule)?;
                }
            }
            _ => return None,
        }
        Some(())
    }

    fn add(&mut self, rule: ConditionRule) -> Option<()> {
        let first = rule.pieces.iter().find_map(|piece| match piece {
            Piece::OneOf(words) | Piece::Kept(words) => Some(words),
            Piece::Opening | Piece::Half(_) => None,
        });
        for word in first? {
            let known = self.starts.entry(word.clone()).or_default();
            known.push(self.rules.len());
        }
        self.rules.push(rule);
        Some(())
    }

    /// Returns the numbers of the rules whose first fixed word is `word`, in their order.
    pub(crate) fn beginning_with(&self, word: &str) -> &[usize] {
        self.starts.get(word).map_or(&[], Vec::as_slice)
    }

    fn piece(&self, piece: &str) -> Option<Piece> {
        match piece {
            "^" => Some(Piece::Opening),
            "WANTED" => Some(Piece::Half(Half::Wanted)),
            "CONDITION" => Some(Piece::Half(Half::Condition)),
            _ => Some(match piece.strip_prefix('+') {
                Some(kept) => Piece::Kept(self.words(kept)?),
                None => Piece::OneOf(self.words(piece)?),
            }),
        }
    }

    fn needs(&self, text: &str) -> Option<Needs> {
        let mut needs = Needs::default();
        for need in text.split_whitespace().filter(|need| *need != "-") {
            match need.strip_prefix('-') {
                Some(none) => needs.none.push(self.words(none)?),
                None if need == "clause" => needs.clause = true,
                None => needs.some.push(self.words(need)?),
            }
        }
        Some(needs)
    }

    fn words(&self, text: &str) -> Option<Vec<String>> {
        let mut words = Vec::new();
        for word in text.split('/') {
            match word.strip_prefix('$') {
                Some(set) => words.extend(self.sets.get(set)?.iter().cloned()),
                None => words.push(word.to_owned()),
            }
        }
        words.sort_unstable();
        words.dedup();
        Some(words)
    }
}

/// Returns the pattern "once CONDITION , WANTED" of the words between the halves.
fn turned(between: &[Piece]) -> Vec<Piece> {
    let comma = Piece::OneOf(Vec::from([",".to_owned()]));
    let rest = [
        Piece::Half(Half::Condition),
        comma,
        Piece::Half(Half::Wanted),
    ];
    let opening = [Piece::Opening].into_iter();
    opening.chain(between.iter().cloned()).chain(rest).collect()
}

/// Returns the pattern "WANTED once CONDITION" of the words between the halves.
fn straight(between: &[Piece]) -> Vec<Piece> {
    let mut pieces = Vec::from([Piece::Half(Half::Wanted)]);
    pieces.extend(between.iter().cloned());
    pieces.push(Piece::Half(Half::Condition));
    pieces
}

/// Says whether a list in alphabetical order holds a word.
pub(crate) fn holds(list: &[String], word: &str) -> bool {
    list.binary_search_by(|known| known.as_str().cmp(word))
        .is_ok()
}
