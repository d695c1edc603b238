//! The patterns of `times.tsv`: their language, read and checked line by line.

use std::collections::BTreeMap;

use super::firsts::Firsts;
use super::operation::{Kind, Term};
use super::vocabulary::{TimeWord, Vocabulary};

/// The patterns and the words that they name.
#[derive(Debug, Clone, Default)]
pub(crate) struct TimeRules {
    pub(super) vocabulary: Vocabulary,
    pub(super) rules: Vec<Rule>,
    names: BTreeMap<String, usize>,
    /// The classes that patterns look at.
    classes: Firsts,
    /// The rules for what is looked for in a text.
    found: Vec<Sought>,
}

/// A rule for what is looked for in a text.
#[derive(Debug, Clone, Copy)]
pub(super) struct Sought {
    pub(super) rule: usize,
    /// Whether what it finds only looks like a time.
    pub(super) no_time: bool,
}

/// A rule: patterns that give the same kind of value.
#[derive(Debug, Clone)]
pub(super) struct Rule {
    pub(super) name: String,
    gives: Kind,
    pub(super) patterns: Vec<Pattern>,
    /// What it can begin with.
    pub(super) firsts: Firsts,
}

/// One line: places in a row, what must stand around them, and what they mean.
#[derive(Debug, Clone)]
pub(super) struct Pattern {
    /// Words of which one must stand before it.
    pub(super) before: Vec<u16>,
    pub(super) places: Vec<Place>,
    /// What it can begin with.
    pub(super) firsts: Firsts,
    /// Words of which none may follow.
    pub(super) not_followed_by: Vec<u16>,
    /// Whether it must end before a mark, a preposition or the like, not before a noun.
    pub(super) ends_phrase: bool,
    pub(super) captures: usize,
    pub(super) meaning: Term,
}

#[derive(Debug, Clone)]
pub(super) struct Place {
    pub(super) item: Item,
    pub(super) optional: bool,
    /// Whether it must follow without a blank.
    pub(super) glued: bool,
    pub(super) capture: Option<usize>,
}

#[derive(Debug, Clone)]
pub(super) enum Item {
    /// One of these words.
    Words(Vec<u16>),
    /// A word of a class.
    Class(u16),
    /// What an earlier rule finds.
    Rule(usize),
}

/// The class of words that need no other to be a time: "Easter".
const NAMED: &str = "named";

/// The rule for what only looks like a time.
const NO_TIME: &str = "none";

/// What is looked for in a text, and what it gives.
const FOUND: [(&str, &[Kind]); 5] = [
    (NO_TIME, &[Kind::Amount]),
    ("date", &[Kind::When]),
    ("time", &[Kind::Clock, Kind::PartOfDay]),
    ("set", &[Kind::Every]),
    ("duration", &[Kind::Amount]),
];

impl TimeRules {
    /// Takes in a line of the calendar list; `None` where it cannot be read.
    pub(crate) fn read_word(&mut self, line: &str) -> Option<()> {
        self.vocabulary.read(line)?;
        if let Some(class) = self.vocabulary.class(NAMED) {
            self.classes.add_class(class);
        }
        Some(())
    }

    /// Takes in a line of the patterns; `None` where it cannot be read, names a rule that does not
    /// stand above it, or means nothing.
    pub(crate) fn read_pattern(&mut self, line: &str) -> Option<()> {
        let mut columns = line.split('\t');
        let (name, pattern, meaning) = (columns.next()?, columns.next()?, columns.next()?);
        if columns.next().is_some() {
            return None;
        }
        let (pattern, gives) = self.pattern(pattern, meaning)?;
        let allowed = FOUND
            .iter()
            .find(|(found, _)| *found == name)
            .is_none_or(|(_, kinds)| kinds.contains(&gives));
        match self.rules.last_mut() {
            Some(rule) if rule.name == name => {
                let alike = allowed && (rule.gives == gives || name == "time");
                rule.firsts.add_all(&pattern.firsts);
                rule.patterns.push(pattern);
                alike.then_some(())
            }
            _ if allowed && !self.names.contains_key(name) => {
                self.names.insert(name.to_owned(), self.rules.len());
                if FOUND.iter().any(|(found, _)| *found == name) {
                    self.found.push(Sought {
                        rule: self.rules.len(),
                        no_time: name == NO_TIME,
                    });
                    // What is no time comes first among phrases of one length.
                    self.found.sort_by_key(|sought| !sought.no_time);
                }
                self.rules.push(Rule {
                    name: name.to_owned(),
                    gives,
                    firsts: pattern.firsts.clone(),
                    patterns: vec![pattern],
                });
                Some(())
            }
            _ => None,
        }
    }

    /// Returns the rules for what is looked for in a text.
    pub(super) fn found(&self) -> &[Sought] {
        &self.found
    }

    /// Says whether a phrase may turn on a word: it is of a class that patterns look at, or
    /// may have pieces that are.
    pub(super) fn may_hold_core(&self, known: Option<&TimeWord>) -> bool {
        known.is_none_or(|known| self.classes.any_class(known.class_bits()))
    }

    fn pattern(&mut self, text: &str, meaning: &str) -> Option<(Pattern, Kind)> {
        let mut pattern = Pattern {
            before: Vec::new(),
            places: Vec::new(),
            firsts: Firsts::default(),
            not_followed_by: Vec::new(),
            ends_phrase: false,
            captures: 0,
            meaning: Term::Constant(0),
        };
        let mut captures: Vec<(String, Kind)> = Vec::new();
        for item in text.split_whitespace() {
            if item == "$" {
                pattern.ends_phrase = true;
            } else if let Some(words) = item.strip_prefix('@').filter(|words| !words.is_empty()) {
                pattern.before = self.words(words)?;
            } else if let Some(words) = item.strip_prefix('!').filter(|words| !words.is_empty()) {
                pattern.not_followed_by = self.words(words)?;
            } else {
                let place = self.place(item, &mut captures)?;
                pattern.places.push(place);
            }
        }
        if pattern.places.iter().all(|place| place.optional) {
            return None;
        }
        pattern.firsts = self.firsts(&pattern.places);
        pattern.captures = captures.len();
        let (term, gives) = Term::parse(meaning, &captures)?;
        pattern.meaning = term;
        Some((pattern, gives))
    }

    fn firsts(&self, places: &[Place]) -> Firsts {
        let mut firsts = Firsts::default();
        for place in places {
            match &place.item {
                Item::Words(words) => words.iter().for_each(|word| firsts.add_word(*word)),
                Item::Class(class) => firsts.add_class(*class),
                Item::Rule(rule) => {
                    if let Some(rule) = self.rules.get(*rule) {
                        firsts.add_all(&rule.firsts);
                    }
                }
            }
            if !place.optional {
                break;
            }
        }
        firsts
    }

    fn place(&mut self, text: &str, captures: &mut Vec<(String, Kind)>) -> Option<Place> {
        let glued = text.len() > 1 && text.starts_with('+');
        let text = if glued { text.get(1..)? } else { text };
        let (text, optional) = match text.strip_suffix('?').filter(|rest| !rest.is_empty()) {
            Some(rest) => (rest, true),
            None => (text, false),
        };
        let inside = |open: char, close: char| {
            let inner = text.strip_prefix(open)?.strip_suffix(close)?;
            Some(inner.split_once(':').unwrap_or((inner, inner)))
        };
        let (item, capture) = if let Some((class, name)) = inside('<', '>') {
            let class = self.vocabulary.class(class)?;
            self.classes.add_class(class);
            (Item::Class(class), Some((name, Kind::Number)))
        } else if let Some((rule, name)) = inside('{', '}') {
            let number = *self.names.get(rule)?;
            let gives = self.rules.get(number)?.gives;
            (Item::Rule(number), Some((name, gives)))
        } else {
            (Item::Words(self.words(text)?), None)
        };
        let capture = match capture {
            // What may be missing has no meaning of its own.
            Some(_) if optional => None,
            Some((name, kind)) => {
                if captures.iter().any(|(known, _)| known == name) {
                    return None;
                }
                captures.push((name.to_owned(), kind));
                Some(captures.len() - 1)
            }
            None => None,
        };
        Some(Place {
            item,
            optional,
            glued,
            capture,
        })
    }

    /// Returns the numbers of words with `|` between them.
    fn words(&mut self, text: &str) -> Option<Vec<u16>> {
        text.split('|')
            .map(|word| {
                (!word.is_empty() && word == word.to_lowercase())
                    .then(|| self.vocabulary.literal(word))
                    .flatten()
            })
            .collect()
    }
}
