//! The words that patterns of dates look at: one table, and classes with a number for each word.

use std::collections::BTreeMap;

use super::meaning::Unit;

/// Classes of digits, which no list holds; their order is that of [`Vocabulary::BUILT_IN`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum DigitClass {
    /// 1 to 31, one or two digits.
    DayOfMonth,
    /// 1 to 12, one or two digits.
    MonthOfYear,
    /// Four digits from 1000 to 2999.
    Year,
    /// A year of these two centuries that is no round number.
    UnroundYear,
    /// Two digits.
    TwoDigits,
    /// Any whole number.
    Whole,
    /// What stands behind the point of a decimal, in thousandths.
    Fraction,
    /// Eight digits: year, month and day.
    Compact,
}

/// What the lists say about one word.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct TimeWord {
    /// The word itself, as patterns name it; 0 where none does.
    pub(super) literal: u16,
    /// Its classes, each with its number.
    pub(super) classes: Vec<(u16, i64)>,
    /// Whether it has another common meaning in lower case ("may", "march").
    pub(super) capital: bool,
}

impl TimeWord {
    /// Returns its classes as bits.
    pub(super) fn class_bits(&self) -> u64 {
        self.classes
            .iter()
            .fold(0, |bits, (class, _)| bits | 1_u64 << (class % MOST_CLASSES))
    }
}

/// How many classes there may be: as many as a set of bits has.
const MOST_CLASSES: u16 = 64;

/// The words of dates.
#[derive(Debug, Clone)]
pub(super) struct Vocabulary {
    words: BTreeMap<String, TimeWord>,
    classes: BTreeMap<String, u16>,
    /// For each first byte, the lengths in bytes that words beginning with it have, as bits.
    lengths: Vec<u64>,
    literals: u16,
}

impl Vocabulary {
    /// The classes of digits by the names that patterns give them.
    const BUILT_IN: [(&'static str, DigitClass); 8] = [
        ("dd", DigitClass::DayOfMonth),
        ("mm", DigitClass::MonthOfYear),
        ("yyyy", DigitClass::Year),
        ("unround", DigitClass::UnroundYear),
        ("yy", DigitClass::TwoDigits),
        ("digits", DigitClass::Whole),
        ("fraction", DigitClass::Fraction),
        ("yyyymmdd", DigitClass::Compact),
    ];

    /// Takes in a line of the calendar list; `None` where it cannot be read.
    pub(super) fn read(&mut self, line: &str) -> Option<()> {
        let columns: Vec<&str> = line.split('\t').collect();
        let (kind, word, value, capital) = match columns.as_slice() {
            [kind, word] => (*kind, *word, "0", false),
            [kind, word, value] => (*kind, *word, *value, false),
            [kind, word, value, "capital"] => (*kind, *word, *value, true),
            _ => return None,
        };
        let (low, high) = match kind {
            "month" => (1, 12),
            "weekday" => (1, 7),
            "ordinal" => (1, 100),
            "season" => (21, 24),
            _ => (i64::MIN, i64::MAX),
        };
        let number = match kind {
            "unit" | "singular" | "plural" | "short" => Unit::named(value)?.code(),
            _ => value.parse().ok()?,
        };
        if word.is_empty() || !(low..=high).contains(&number) {
            return None;
        }
        let class = self.class_for(kind)?;
        let entry = self.word_mut(word);
        entry.classes.push((class, number));
        entry.capital |= capital;
        Some(())
    }

    /// Returns the number by which a word of a pattern is known.
    pub(super) fn literal(&mut self, word: &str) -> Option<u16> {
        let next = self.literals.checked_add(1)?;
        let entry = self.word_mut(word);
        if entry.literal == 0 {
            entry.literal = next;
            self.literals = next;
        }
        Some(self.words.get(word)?.literal)
    }

    /// Returns the class that a list or the digits have under a name.
    pub(super) fn class(&self, name: &str) -> Option<u16> {
        if let Some(place) = Self::BUILT_IN.iter().position(|(known, _)| *known == name) {
            return u16::try_from(place).ok();
        }
        self.classes.get(name).copied()
    }

    /// Returns the classes of digits with their numbers.
    pub(super) fn digit_classes() -> impl Iterator<Item = (u16, DigitClass)> {
        (0..).zip(Self::BUILT_IN.iter().map(|(_, class)| *class))
    }

    /// Returns the class of digits that a number stands for.
    pub(super) fn digit_class(class: u16) -> Option<DigitClass> {
        Self::BUILT_IN
            .get(usize::from(class))
            .map(|(_, digits)| *digits)
    }

    pub(super) fn get(&self, word: &str) -> Option<&TimeWord> {
        let first = word.as_bytes().first()?;
        let lengths = self.lengths.get(usize::from(*first))?;
        if word.len() > 63 || lengths & (1 << word.len()) == 0 {
            return None;
        }
        self.words.get(word)
    }

    fn class_for(&mut self, name: &str) -> Option<u16> {
        let next = u16::try_from(Self::BUILT_IN.len() + self.classes.len()).ok()?;
        if next >= MOST_CLASSES && !self.classes.contains_key(name) {
            return None;
        }
        Some(*self.classes.entry(name.to_owned()).or_insert(next))
    }

    fn word_mut(&mut self, word: &str) -> &mut TimeWord {
        if let Some(first) = word.as_bytes().first()
            && let Some(lengths) = self.lengths.get_mut(usize::from(*first))
            && word.len() < 64
        {
            *lengths |= 1 << word.len();
        }
        self.words.entry(word.to_owned()).or_default()
    }
}

impl Default for Vocabulary {
    fn default() -> Self {
        Self {
            words: BTreeMap::new(),
            classes: BTreeMap::new(),
            lengths: vec![0; 256],
            literals: 0,
        }
    }
}
