//! How the texts use a name: whether its bearer has a government, an army, delegates.
//!
//! What no list of countries knows is found by what it owns, in four patterns: "X's foreign minister",
//! "the foreign minister of X", "the Xian troops", "between X and Y". They ask for the words of
//! `data/codebook/states.tsv`, and know no name.

use std::collections::{BTreeMap, BTreeSet};

use rapporteur_record::name_key;
use rapporteur_text::{Document, TokenKind};

use super::lexicon::LEXICON;
use super::typical::tells_nothing;

/// How far behind a name what it owns may stand, in words.
const REACH: usize = 3;

/// How far from a name a word may stand that says its bearer mediates, in words.
const NEAR: usize = 4;

/// How names are used in all texts.
#[derive(Debug, Default)]
pub(super) struct Evidence {
    /// By the name without case and accents.
    pub(super) names: BTreeMap<String, Usage>,
    /// How often a word stands in small letters.
    small: BTreeMap<String, u64>,
}

/// How one name is used.
#[derive(Debug, Clone, Default)]
pub(super) struct Usage {
    /// As it is written, with how often.
    pub(super) spellings: BTreeMap<String, u64>,
    /// How often it owns what states own.
    pub(super) owns: u64,
    /// How often it stands as an adjective before such a word.
    pub(super) describes: u64,
    /// How often it is one of two between whom something is.
    pub(super) between: u64,
    /// How often words of mediation stand beside it.
    pub(super) mediates: u64,
    /// The numbers of the articles that use it in one of these ways.
    pub(super) articles: BTreeSet<usize>,
}

impl Usage {
    /// Returns the spelling that is used most, of equals the first.
    pub(super) fn name(&self) -> &str {
        let most = self.spellings.iter().rev().max_by_key(|(_, count)| **count);
        most.map_or("", |(name, _)| name.as_str())
    }

    /// Adds how another spelling of the name is used.
    pub(super) fn join(&mut self, other: &Self) {
        for (spelling, count) in &other.spellings {
            *self.spellings.entry(spelling.clone()).or_default() += count;
        }
        self.owns += other.owns;
        self.describes += other.describes;
        self.between += other.between;
        self.mediates += other.mediates;
        self.articles.extend(&other.articles);
    }
}

/// A word of a sentence.
struct Word<'a> {
    text: &'a str,
    /// Whether "'s" follows it.
    possessive: bool,
    /// Whether it is a word that begins with a capital.
    capital: bool,
    /// Whether it is a word at all, and no number or mark.
    word: bool,
}

/// A run of capitalised words: the first, and the one after the last.
type Run = (usize, usize);

impl Evidence {
    /// Reads how one article uses names; `number` tells articles apart.
    pub(super) fn read(&mut self, number: usize, document: &Document) {
        for sentence in document.sentences() {
            let tokens = document
                .tokens()
                .get(sentence.tokens.clone())
                .unwrap_or_default();
            let mut words: Vec<Word<'_>> = Vec::with_capacity(tokens.len());
            for token in tokens {
                let text = document.slice(token.range);
                match words.last_mut() {
                    Some(owner) if matches!(text, "'s" | "’s") => owner.possessive = true,
                    _ => words.push(Word::of(text, token.kind)),
                }
            }
            self.read_sentence(number, &words);
        }
    }

    fn read_sentence(&mut self, number: usize, words: &[Word<'_>]) {
        for word in words.iter().filter(|word| word.word && !word.capital) {
            *self.small.entry(word.text.to_lowercase()).or_default() += 1;
        }
        let mut at = 0;
        while at < words.len() {
            let run = run(words, at);
            if run.1 == at {
                at += 1;
                continue;
            }
            self.read_run(number, words, run);
            at = run.1;
        }
    }

    fn read_run(&mut self, number: usize, words: &[Word<'_>], run: Run) {
        let owner = words.get(run.1 - 1).is_some_and(|word| word.possessive);
        if owner && owned_behind(words, run.1) || owned_before(words, run.0) {
            self.note(number, words, run, |usage| usage.owns += 1);
        } else if !owner {
            // An adjective may begin a run that goes on: "Kestorian Foreign Minister".
            for at in run.0..run.1 {
                if owned_behind(words, at + 1) {
                    self.note(number, words, (at, at + 1), |usage| usage.describes += 1);
                    break;
                }
            }
        }
        if let Some(other) = other_side(words, run) {
            for side in [run, other] {
                self.note(number, words, side, |usage| usage.between += 1);
            }
        }
        let near = run.0.saturating_sub(NEAR)..(run.1 + NEAR).min(words.len());
        let near = words.get(near).unwrap_or_default();
        if near.iter().any(|word| LEXICON.mediates(word.text)) {
            let first = words.get(run.0).map(|word| word.text);
            self.note(number, words, run, |usage| usage.mediates += 1);
            if run.1 > run.0 + 1 && first.is_some() {
                self.note(number, words, (run.0, run.0 + 1), |usage| {
                    usage.mediates += 1;
                });
            }
        }
    }

    fn note(&mut self, number: usize, words: &[Word<'_>], run: Run, add: impl FnOnce(&mut Usage)) {
        let texts = words.get(run.0..run.1).unwrap_or_default();
        let name: Vec<&str> = texts.iter().map(|word| word.text).collect();
        let name = name.join(" ");
        let usage = self.names.entry(name_key(&name)).or_default();
        *usage.spellings.entry(name).or_default() += 1;
        usage.articles.insert(number);
        add(usage);
    }

    /// Drops what is no name: words of offices, and words that stand in small letters elsewhere.
    pub(super) fn sift(&mut self) {
        let small = &self.small;
        self.names.retain(|key, usage| {
            let common = |word: &str| {
                LEXICON.part(word)
                    || tells_nothing(word)
                    || small
                        .get(word)
                        .is_some_and(|count| *count * 5 >= usage.articles.len() as u64)
            };
            !key.split(' ').all(common)
        });
    }
}

impl<'a> Word<'a> {
    fn of(text: &'a str, kind: TokenKind) -> Self {
        let word = kind == TokenKind::Word;
        Self {
            text,
            possessive: false,
            capital: word && text.starts_with(char::is_uppercase) && !LEXICON.day(text),
            word,
        }
    }

    fn is(&self, text: &str) -> bool {
        self.text.eq_ignore_ascii_case(text)
    }
}

/// Returns the run of capitalised words that begins at a word, joined over "of" and "of the".
fn run(words: &[Word<'_>], start: usize) -> Run {
    let capital = |at: usize| words.get(at).is_some_and(|word| word.capital);
    let is = |at: usize, text: &str| words.get(at).is_some_and(|word| word.is(text));
    let mut end = start;
    while capital(end) {
        // "The" and "Its" begin sentences, and no name goes on behind a possessive.
        end += 1;
        if words.get(end - 1).is_some_and(|word| word.possessive) {
            break;
        }
        let office = words
            .get(end - 1)
            .is_some_and(|word| LEXICON.part(word.text));
        if !office && is(end, "of") {
            let the = usize::from(is(end + 1, "the"));
            if capital(end + 1 + the) {
                end += 1 + the;
            }
        }
    }
    let opener = words.get(start).is_some_and(|word| {
        ["The", "A", "An", "In", "On", "At", "But", "And", "For"].contains(&word.text)
    });
    let begin = if opener && end > start + 1 {
        start + 1
    } else {
        start
    };
    (begin, end)
}

/// Says whether what states own stands within reach behind a name, with nothing but words between.
fn owned_behind(words: &[Word<'_>], from: usize) -> bool {
    words
        .iter()
        .skip(from)
        .take(REACH)
        .take_while(|word| word.word)
        .any(|word| LEXICON.owned(word.text))
}

/// Says whether a name follows what states own: "the foreign minister of X", "troops from X", also as
/// the second of two: "delegations from X and Y".
fn owned_before(words: &[Word<'_>], start: usize) -> bool {
    let is_one = |at: Option<usize>, texts: &[&str]| {
        let word = at.and_then(|at| words.get(at));
        word.is_some_and(|word| texts.iter().any(|text| word.is(text)))
    };
    let mut link = start.checked_sub(1);
    if is_one(link, &["and"]) {
        let first = link.and_then(|at| at.checked_sub(1));
        let named = first
            .and_then(|at| words.get(at))
            .is_some_and(|word| word.capital);
        if !named {
            return false;
        }
        link = first.and_then(|at| at.checked_sub(1));
    }
    if is_one(link, &["the"]) {
        link = link.and_then(|at| at.checked_sub(1));
    }
    let head = link.and_then(|at| at.checked_sub(1));
    is_one(link, &["of", "from"])
        && head
            .and_then(|at| words.get(at))
            .is_some_and(|word| LEXICON.owned(word.text))
}

/// Returns the second of two names between which something is: "between X and Y".
fn other_side(words: &[Word<'_>], one: Run) -> Option<Run> {
    let the = |at: usize| usize::from(words.get(at).is_some_and(|word| word.is("the")));
    let between = one.0.checked_sub(1)?;
    let between = between.checked_sub(the(between))?;
    let and = words.get(one.1)?;
    if !words.get(between)?.is("between") || !and.is("and") {
        return None;
    }
    let start = one.1 + 1;
    let other = run(words, start + the(start));
    (other.1 > other.0).then_some(other)
}

#[cfg(test)]
mod tests;
