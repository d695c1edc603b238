//! The words of a text cut as patterns see them: at hyphens, slashes, and between letters and
//! digits.

use rapporteur_text::CleanRange;

use super::firsts::Firsts;
use super::grammar::TimeRules;
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
    /// The classes it is of, as bits.
    classes: u64,
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

    /// Says whether it is one of these words or of these classes.
    pub(super) fn is_among(&self, firsts: &Firsts) -> bool {
        firsts.any_class(self.classes)
            || self
                .known
                .is_some_and(|known| known.literal != 0 && firsts.has_word(known.literal))
    }

    /// Says whether a phrase may turn on it.
    pub(super) fn is_core(&self, rules: &TimeRules) -> bool {
        self.digits.is_some() || self.known.is_some() && rules.may_hold_core(self.known)
    }

    /// Whether it is letters or digits, which no phrase may begin or end inside of.
    pub(super) fn is_letters(&self) -> bool {
        self.digits.is_some() || self.letters
    }
}

impl Digits {
    fn read(text: &str) -> Option<Self> {
        if !text.starts_with(|first: char| first.is_ascii_digit()) {
            return None;
        }
        let bare: String = text.chars().filter(|character| *character != ',').collect();
        if bare.is_empty() || bare.len() > 12 || !bare.bytes().all(|byte| byte.is_ascii_digit()) {
            return None;
        }
        Some(Self {
            value: bare.parse().ok()?,
            length: bare.len(),
            plain: bare.len() == text.len(),
        })
    }

    /// Returns its classes as bits.
    fn classes(self) -> u64 {
        Vocabulary::digit_classes()
            .filter(|(_, class)| self.class(*class).is_some())
            .fold(0, |bits, (number, _)| bits | 1 << number)
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

/// Looks a word up; `None` where patterns cannot look at it at all.
pub(super) fn look_up<'a>(
    word: &Word<'_>,
    vocabulary: &'a Vocabulary,
) -> Option<Option<&'a TimeWord>> {
    let known = vocabulary.get(&word.lower);
    let in_pieces = || {
        word.lower
            .bytes()
            .any(|byte| byte.is_ascii_digit() || matches!(byte, b'-' | b'.' | 0xe2))
    };
    (known.is_some() || in_pieces()).then_some(known)
}

/// How patterns name the ending of "the week's".
const POSSESSIVE: &str = "'s";

/// Cuts a run of words into its pieces.
pub(super) fn cut<'a>(
    words: &Words<'_>,
    first: usize,
    run: &[Option<&'a TimeWord>],
    vocabulary: &'a Vocabulary,
) -> Vec<Atom<'a>> {
    let mut atoms: Vec<Atom<'a>> = Vec::with_capacity(run.len() + 2);
    for (at, whole) in (first..).zip(run) {
        let Some(word) = words.get(at) else { continue };
        let mut push = |range: CleanRange, text: &str, known: Option<&'a TimeWord>| {
            let glued = atoms
                .last()
                .is_some_and(|before| before.range.end == range.start);
            let digits = Digits::read(text).map(|digits| Digits {
                plain: digits.plain && !counts_something(words, at, vocabulary),
                ..digits
            });
            let doubtful = known.is_some_and(|known| known.capital) && is_doubtful(words, at);
            atoms.push(Atom {
                word: at,
                range,
                glued,
                known,
                classes: digits.map_or(0, Digits::classes)
                    | known.filter(|_| !doubtful).map_or(0, TimeWord::class_bits),
                digits,
                letters: text != POSSESSIVE && text.chars().any(char::is_alphanumeric),
                doubtful,
            });
        };
        let ending = CleanRange {
            start: word.range.end,
            end: word.full.end,
        };
        if whole.is_some() {
            push(word.range, &word.lower, *whole);
            if word.possessive {
                push(ending, POSSESSIVE, vocabulary.get(POSSESSIVE));
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
                let piece = piece.to_lowercase();
                push(range, &piece, of_piece(&piece, vocabulary));
            }
            start = at;
        }
        if word.possessive {
            push(ending, POSSESSIVE, vocabulary.get(POSSESSIVE));
        }
    }
    atoms
}

/// Looks a piece up, without the point of an abbreviation, and hyphens as one.
fn of_piece<'a>(piece: &str, vocabulary: &'a Vocabulary) -> Option<&'a TimeWord> {
    match piece {
        "–" | "—" | "‐" | "‑" => vocabulary.get("-"),
        _ => vocabulary
            .get(piece)
            .or_else(|| vocabulary.get(piece.strip_suffix('.').filter(|rest| !rest.is_empty())?)),
    }
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
