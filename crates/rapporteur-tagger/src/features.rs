//! What the tagger is told of a word besides its pieces: how it is written, and whether it stands
//! in quotation marks, at a start, after a space.

use crate::characters::{is_alphanumeric, is_titlecase};
use crate::words::{Gap, Word};

/// How many values each feature has: shape, quotation, start, space.
pub(crate) const VALUES: [usize; 4] = [7, 4, 3, 2];

/// The value of each feature of a word.
pub(crate) type Features = [u8; 4];

/// Returns the features of each word.
pub(crate) fn of_words(text: &str, words: &[Word]) -> Vec<Features> {
    let mut open = None;
    let mut ended = true;
    let mut found = Vec::with_capacity(words.len());
    for (at, word) in words.iter().enumerate() {
        let written = text.get(word.range.clone()).unwrap_or_default();
        let starts = at == 0 || word.gap == Gap::Line;
        if starts {
            open = None;
        }
        let mut quotation = if open.is_some() { INSIDE } else { OUTSIDE };
        let mark = quotation_mark(written);
        if let Some(mark) = mark {
            let family = Family::of(mark);
            let nested = open == Some(Family::Double) && family == Family::Single;
            let place = Place::new(text, words, at);
            match opens(mark, place, open) {
                Some(true) if !nested => (open, quotation) = (Some(family), OPENS),
                Some(false) if !nested && open.is_some() => (open, quotation) = (None, CLOSES),
                _ => {}
            }
        }
        let spaced = word.gap != Gap::None;
        let start = match (starts, ended && spaced) {
            (true, _) => 1,
            (false, true) => 2,
            (false, false) => 0,
        };
        found.push([shape(written), quotation, start, u8::from(spaced)]);
        ended = matches!(written, "." | "!" | "?")
            || (ended && (mark.is_some() || matches!(written, ")" | "]")));
    }
    found
}

pub(crate) const OUTSIDE: u8 = 0;
pub(crate) const INSIDE: u8 = 1;
pub(crate) const OPENS: u8 = 2;
pub(crate) const CLOSES: u8 = 3;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Family {
    Single,
    Double,
}

impl Family {
    fn of(mark: char) -> Self {
        match mark {
            '‘' | '’' | '‚' | '\'' | '‹' | '›' => Self::Single,
            _ => Self::Double,
        }
    }
}

/// How a mark stands between its neighbours.
#[derive(Debug, Clone, Copy)]
struct Place {
    /// A letter or digit stands right before it.
    after_word: bool,
    /// A letter or digit stands right after it.
    before_word: bool,
}

impl Place {
    fn new(text: &str, words: &[Word], at: usize) -> Self {
        let begins_word = |word: &Word| {
            let written = text.get(word.range.clone()).unwrap_or_default();
            written.chars().next().is_some_and(is_alphanumeric)
        };
        let joined = words.get(at).is_some_and(|word| word.gap == Gap::None);
        let before = at.checked_sub(1).and_then(|at| words.get(at));
        let after = words.get(at + 1).filter(|word| word.gap == Gap::None);
        Self {
            after_word: joined && before.is_some_and(begins_word),
            before_word: after.is_some_and(begins_word),
        }
    }
}

/// Returns the character of a word that is a quotation mark.
fn quotation_mark(word: &str) -> Option<char> {
    let mut characters = word.chars();
    let first = characters.next()?;
    let marks = "“«„‟‘‚‹”»’›\"'";
    (characters.next().is_none() && marks.contains(first)).then_some(first)
}

/// Returns whether a mark opens a quotation or closes one; `None` for an apostrophe.
fn opens(mark: char, place: Place, open: Option<Family>) -> Option<bool> {
    let family = Family::of(mark);
    let closes = open == Some(family);
    match (family, mark) {
        (Family::Single, _) if place.after_word && place.before_word => None,
        (_, '‘' | '‚' | '‹') => Some(true),
        (_, '’' | '›') => closes.then_some(false),
        (Family::Single, _) if closes => Some(false),
        (Family::Single, _) => (place.before_word && !place.after_word).then_some(true),
        (_, '"') => Some(!closes),
        _ => Some("“«„‟".contains(mark)),
    }
}

/// Returns how a word is written: 0 small, 1 capitalised, 2 in capitals, 3 otherwise, 4 digits,
/// 5 a mark, 6 one capital.
fn shape(word: &str) -> u8 {
    let mut characters = word.chars();
    let Some(first) = characters.next() else {
        return 5;
    };
    if word.bytes().all(|byte| byte.is_ascii_digit()) {
        return 4;
    }
    if !is_alphanumeric(first) {
        return 5;
    }
    let rest = characters.as_str();
    match Case::of(word) {
        Case::Small => 0,
        Case::Capital if rest.is_empty() => 6,
        Case::Capital => 2,
        Case::Other if first.is_uppercase() && Case::of(rest) == Case::Small => 1,
        Case::Other => 3,
    }
}

/// The case of those letters of a word that have one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Case {
    Small,
    Capital,
    Other,
}

impl Case {
    fn of(word: &str) -> Self {
        let (mut small, mut capital) = (false, false);
        for character in word.chars() {
            small |= character.is_lowercase();
            capital |= character.is_uppercase();
            if is_titlecase(character) {
                return Self::Other;
            }
        }
        match (small, capital) {
            (true, false) => Self::Small,
            (false, true) => Self::Capital,
            _ => Self::Other,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::split;

    /// One digit under the first character of each word.
    fn check(feature: usize, text: &str, expected: &str) {
        let words = split(text, std::slice::from_ref(&(0..text.len())));
        let mut line = vec![' '; text.chars().count()];
        for (word, features) in words.iter().zip(of_words(text, &words)) {
            let column = text[..word.range.start].chars().count();
            line[column] = char::from(b'0' + features[feature]);
        }
        let line: String = line.into_iter().collect();
        assert_eq!(line.trim_end(), expected, "{text}");
    }

    #[test]
    fn shapes() {
        check(
            0,
            "A port UN McAlly Sorrel 2031 2nd ² — ǅ 日",
            "6 0    2  3      1      4    0   3 5 3 3",
        );
    }

    #[test]
    fn quotations() {
        check(1, "“No,” it’s “‘yes’ ”", "21 13 0 00 211  1 3");
        check(1, "\"No,\" Maren's 'yes'", "21 13 0    00 21  3");
        check(1, "“No\nno", "21 \n0".replace('\n', " ").as_str());
        check(1, "« No » x", "2 1  3 0");
    }

    #[test]
    fn starts() {
        check(
            2,
            "One. “Two.” Three, four\nfive",
            "1  0 20  00 2    0 0    1",
        );
    }

    #[test]
    fn spaces() {
        check(3, "One, two\n three", "0  0 1    1");
    }
}
