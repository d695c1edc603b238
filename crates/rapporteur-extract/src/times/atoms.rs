//! The words of a text cut as patterns see them: at hyphens, slashes, and between letters and
//! digits.

use rapporteur_text::CleanRange;

use super::vocabulary::{DigitClass, TimeWord, Vocabulary};
use crate::words::{Word, Words};

/// A piece of a word.
#[derive(Debug)]
pub(super) struct Atom<'a> {
    /// The word it is a piece of.
    pub(super) word: usize,
    pub(super) range: CleanRange,
    /// Whether it follows without a blank.
    pub(super) glued: bool,
    known: Option<&'a TimeWord>,
    digits: Option<Digits>,
    letters: bool,
    /// Whether it stands where another meaning of the word is likelier ("may", "march").
    doubtful: bool,
}

#[derive(Debug, Clone, Copy)]
struct Digits {
    value: i64,
    length: usize,
    /// Whether it is grouped, as "1,990" is, or counts or names something else ("resolution 1994").
    plain: bool,
}

impl Atom<'_> {
    pub(super) fn is_one_of(&self, words: &[u16]) -> bool {
        self.known
            .is_some_and(|known| known.literal != 0 && words.contains(&known.literal))
    }

    /// Returns the number that the piece has in a class.
    pub(super) fn class(&self, class: u16) -> Option<i64> {
        if let Some(digits) = Vocabulary::digit_class(class) {
            return self.digits.and_then(|found| found.class(digits));
        }
        let known = self.known.filter(|_| !self.doubtful)?;
        known
            .classes
            .iter()
            .find(|(found, _)| *found == class)
            .map(|(_, value)| *value)
    }

    /// Whether a phrase may turn on it: it has a class, or is a number.
    pub(super) fn is_core(&self) -> bool {
        self.digits.is_some() || self.known.is_some_and(|known| !known.classes.is_empty())
    }

    /// Whether it is letters or digits, which no phrase may begin or end inside of.
    pub(super) fn is_letters(&self) -> bool {
        self.digits.is_some() || self.letters
    }
}

impl Digits {
    fn read(text: &str, plain: bool) -> Option<Self> {
        let bare: String = text.chars().filter(|character| *character != ',').collect();
        if bare.is_empty() || bare.len() > 12 || !bare.bytes().all(|byte| byte.is_ascii_digit()) {
            return None;
        }
        Some(Self {
            value: bare.parse().ok()?,
            length: bare.len(),
            plain: plain && bare.len() == text.len(),
        })
    }

    fn class(self, class: DigitClass) -> Option<i64> {
        let value = self.value;
        let fits = match class {
            DigitClass::Whole => true,
            DigitClass::DayOfMonth => self.plain && self.length < 3 && (1..=31).contains(&value),
            DigitClass::MonthOfYear => self.plain && self.length < 3 && (1..=12).contains(&value),
            DigitClass::Year => self.plain && self.length == 4 && (1000..3000).contains(&value),
            DigitClass::UnroundYear => {
                self.plain && self.length == 4 && (1900..2100).contains(&value) && value % 50 != 0
            }
            DigitClass::TwoDigits => self.plain && self.length == 2,
            DigitClass::Fraction => {
                let places = u32::try_from(3_usize.checked_sub(self.length)?).ok()?;
                return value.checked_mul(10_i64.checked_pow(places)?);
            }
            DigitClass::Compact => {
                self.plain
                    && self.length == 8
                    && (1500..2500).contains(&(value / 10_000))
                    && (1..=12).contains(&(value / 100 % 100))
                    && (1..=31).contains(&(value % 100))
            }
        };
        fits.then_some(value)
    }
}

/// Says whether patterns can look at a word at all.
pub(super) fn is_of_interest(word: &Word<'_>, vocabulary: &Vocabulary) -> bool {
    vocabulary.get(&word.lower).is_some()
        || word
            .lower
            .bytes()
            .any(|byte| byte.is_ascii_digit() || matches!(byte, b'-' | b'.' | 0xe2))
}

/// How patterns name the ending of "the week's".
const POSSESSIVE: &str = "'s";

/// Cuts a run of words into its pieces.
pub(super) fn cut<'a>(
    words: &Words<'_>,
    run: std::ops::Range<usize>,
    vocabulary: &'a Vocabulary,
) -> Vec<Atom<'a>> {
    let mut atoms: Vec<Atom<'a>> = Vec::new();
    for at in run {
        let Some(word) = words.get(at) else { continue };
        let plain = !counts_something(words, at, vocabulary);
        let mut push = |range: CleanRange, text: &str| {
            let glued = atoms
                .last()
                .is_some_and(|before| before.range.end == range.start);
            let known = vocabulary.get(text).or_else(|| {
                vocabulary.get(text.strip_suffix('.').filter(|rest| !rest.is_empty())?)
            });
            let known = known.or_else(|| match text {
                "–" | "—" | "‐" | "‑" => vocabulary.get("-"),
                _ => None,
            });
            atoms.push(Atom {
                word: at,
                range,
                glued,
                known,
                digits: Digits::read(text, plain),
                letters: text != POSSESSIVE && text.chars().any(char::is_alphanumeric),
                doubtful: known.is_some_and(|known| known.capital) && is_doubtful(words, at),
            });
        };
        let ending = CleanRange {
            start: word.range.end,
            end: word.full.end,
        };
        if vocabulary.get(&word.lower).is_some() {
            push(word.range, &word.lower);
            if word.possessive {
                push(ending, POSSESSIVE);
            }
            continue;
        }
        let text = words.document.slice(word.range);
        let mut start = 0;
        for (at, character) in text.char_indices().chain([(text.len(), ' ')]) {
            let piece = text.get(start..at).unwrap_or_default();
            if at < text.len() && !parts(piece, text.get(at..).unwrap_or_default(), character) {
                continue;
            }
            if !piece.is_empty() {
                let range = CleanRange {
                    start: word.range.start + start,
                    end: word.range.start + at,
                };
                push(range, &piece.to_lowercase());
            }
            start = at;
        }
        if word.possessive {
            push(ending, POSSESSIVE);
        }
    }
    atoms
}

/// Says whether a new piece begins with a character.
fn parts(piece: &str, rest: &str, character: char) -> bool {
    let Some(last) = piece.chars().next_back() else {
        return false;
    };
    let followed_by_digit = || {
        rest.chars()
            .nth(1)
            .is_some_and(|next| next.is_ascii_digit())
    };
    if character == ',' && last.is_ascii_digit() && followed_by_digit() {
        return false;
    }
    if last == ',' && character.is_ascii_digit() {
        return false;
    }
    // The point of an abbreviation stays with it.
    if character == '.' && last.is_alphabetic() || character == '\'' || last == '\'' {
        return false;
    }
    !(last.is_alphabetic() && character.is_alphabetic()
        || last.is_ascii_digit() && character.is_ascii_digit())
}

/// Says whether a number at `at` is the number of something, or of a sum: "resolution 1994",
/// "$2,000", "1990 km".
fn counts_something(words: &Words<'_>, at: usize, vocabulary: &Vocabulary) -> bool {
    let has = |at: Option<usize>, class: &str| {
        let Some(class) = vocabulary.class(class) else {
            return false;
        };
        at.and_then(|at| words.get(at))
            .and_then(|word| vocabulary.get(&word.lower))
            .is_some_and(|word| word.classes.iter().any(|(found, _)| *found == class))
    };
    has(at.checked_sub(1), "numbered") || has(at.checked_add(1), "measure")
}

/// Says whether a word that is also another word stands where it is not the date: in lower case or
/// at the start of a sentence, with no number beside it, or behind a name.
fn is_doubtful(words: &Words<'_>, at: usize) -> bool {
    let number = |at: Option<usize>| {
        at.and_then(|at| words.get(at))
            .is_some_and(|word| word.lower.starts_with(|first: char| first.is_ascii_digit()))
    };
    let has_digits = words
        .get(at)
        .is_some_and(|word| word.lower.contains(|one: char| one.is_ascii_digit()));
    if has_digits || number(at.checked_sub(1)) || number(at.checked_add(1)) {
        return false;
    }
    let before = at.checked_sub(1).filter(|_| !words.starts_sentence(at));
    if let Some(before) = before
        && words.is_one_of(
            before,
            &[
                "in", "since", "of", "until", "last", "next", "early", "late", "mid", "to", "and",
                "from", "between", "after", "before", "by", "-",
            ],
        )
    {
        let verb_follows = words.is_one_of(at + 1, &["be", "have", "not"]);
        return !words.capital(at)
            && (words.is_one_of(before, &["to", "and", "by"]) || verb_follows);
    }
    let name_before = before.is_some_and(|before| {
        words.capital(before) && words.is_word(before) && !words.starts_sentence(before)
    });
    !words.capital(at) || before.is_none() || name_before
}
