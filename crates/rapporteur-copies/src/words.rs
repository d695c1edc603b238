//! Words as they are compared: what a site's cleaning changes does not show in them.

use unicode_normalization::UnicodeNormalization as _;
use unicode_normalization::char::is_combining_mark;

/// Starts of what is a web address and no word.
const ADDRESSES: [&str; 3] = ["http://", "https://", "www."];

/// Starting value and factor of the 64-bit FNV-1a hash (Fowler, Noll and Vo; RFC 9923).
const FNV_START: u64 = 0xcbf2_9ce4_8422_2325;
const FNV_FACTOR: u64 = 0x0000_0100_0000_01b3;

/// The bit of a code that says that the word stands in quotation marks.
pub(crate) const QUOTED: u16 = 1 << 15;

/// Returns the codes of the words of a text, in order.
///
/// Words are runs of letters and digits in lower case and without accents; an apostrophe and what
/// is not seen (soft hyphens, zero-width characters) do not part them, a hyphen does. A code is 15
/// bits of the word's hash, which two words in 32,768 share, so that runs of words hardly ever do,
/// and [`QUOTED`].
pub(crate) fn codes(text: &str) -> Vec<u16> {
    let mut writer = Writer {
        codes: Vec::with_capacity(text.len() / 6),
        ..Writer::default()
    };
    for line in text.lines() {
        // A quotation that nobody closed ends with its paragraph.
        writer.quoted &= !line.trim().is_empty();
        for piece in line.split_whitespace() {
            if !is_address(piece) {
                writer.piece(piece);
            }
        }
    }
    writer.codes
}

/// Takes the marks of quotation off the codes.
pub(crate) fn plain(codes: &[u16]) -> Vec<u16> {
    codes.iter().map(|code| code & !QUOTED).collect()
}

fn is_address(piece: &str) -> bool {
    ADDRESSES.iter().any(|start| {
        let head = piece.get(..start.len());
        head.is_some_and(|head| head.eq_ignore_ascii_case(start))
    })
}

/// Codes being written, and where in the text it is.
#[derive(Default)]
struct Writer {
    codes: Vec<u16>,
    word: Word,
    quoted: bool,
    /// Whether anything but brackets and marks came in this piece.
    begun: bool,
}

impl Writer {
    fn piece(&mut self, piece: &str) {
        self.begun = false;
        if piece.is_ascii() {
            piece.chars().for_each(|character| self.take(character));
        } else {
            let decomposed = piece.nfkd().filter(|c| !is_combining_mark(*c));
            decomposed.for_each(|character| self.take(character));
        }
        self.end();
    }

    fn take(&mut self, character: char) {
        if character.is_alphanumeric() {
            self.word.take(character);
            self.begun = true;
        } else if is_passed_over(character) {
        } else {
            self.end();
            match character {
                // These show by where they stand what they do: before a word they open.
                '"' | '“' | '”' | '„' | '‟' | '＂' => self.quoted = !self.begun,
                '«' | '»' => self.quoted = !self.quoted,
                _ => self.begun |= !matches!(character, '(' | '[' | '-' | '–' | '—'),
            }
        }
    }

    fn end(&mut self) {
        if let Some(code) = self.word.end() {
            let mark = if self.quoted { QUOTED } else { 0 };
            self.codes.push(code & !QUOTED | mark);
        }
    }
}

/// A word that is being hashed.
struct Word {
    hash: u64,
    empty: bool,
}

impl Default for Word {
    fn default() -> Self {
        Self {
            hash: FNV_START,
            empty: true,
        }
    }
}

impl Word {
    fn take(&mut self, character: char) {
        if character.is_ascii() {
            self.byte(character.to_ascii_lowercase() as u8);
            return;
        }
        let mut bytes = [0; 4];
        for lower in character.to_lowercase() {
            let bytes = lower.encode_utf8(&mut bytes).bytes();
            bytes.for_each(|byte| self.byte(byte));
        }
    }

    fn byte(&mut self, byte: u8) {
        self.hash = (self.hash ^ u64::from(byte)).wrapping_mul(FNV_FACTOR);
        self.empty = false;
    }

    /// Ends the word, if there is one.
    fn end(&mut self) -> Option<u16> {
        let Self { hash, empty } = std::mem::take(self);
        let folded = (hash >> 32) ^ hash;
        (!empty).then_some(((folded >> 16) ^ folded) as u16)
    }
}

/// Says whether a character neither belongs to a word nor parts two.
fn is_passed_over(character: char) -> bool {
    matches!(
        character,
        '\'' | '’' | '‘' | 'ʼ' | '`' | '´' | '\u{ad}' | '\u{200b}'
            ..='\u{200f}' | '\u{2060}' | '\u{feff}'
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(one: &str, other: &str) {
        let (one_codes, other_codes) = (plain(&codes(one)), plain(&codes(other)));
        assert_eq!(one_codes, other_codes, "{one:?} and {other:?}");
    }

    #[test]
    fn cleaning_does_not_show() {
        check(
            "“Nobody slammed a door,” Boll said.",
            "nobody slammed a door boll said",
        );
        check("Brennia’s 14-point paper", "BRENNIA'S 14 point\u{a0}paper");
        check("the Kes\u{ad}torian ﬂeet", "the Kestorian\u{200b} fleet");
        check("See https://harbourwire.example/1 for more", "See for more");
        check("Jersón", "JERSON");
        check("Zürich, Αθήνα, Київ", "ZÜRICH ΑΘΉΝΑ КИЇВ");
    }

    /// Which words stand in quotation marks.
    fn check_quoted(text: &str, expected: &str) {
        let marks = codes(text).into_iter().map(|code| match code & QUOTED {
            0 => '.',
            _ => '^',
        });
        assert_eq!(marks.collect::<String>(), expected, "{text}");
    }

    #[test]
    fn quotations_are_seen() {
        check_quoted("“One two,” three said. (“Four.”) Five", "^^..^.");
        check_quoted("\"One two,\" three said, \"four\"", "^^..^");
        check_quoted(
            "« Un deux », dit trois. „Vier fünf“, sagte sechs",
            "^^..^^..",
        );
        check_quoted("“One\n“Two two\n\nThree", "^^^.");
        check_quoted("One said it’s ‘two’", "....");
    }

    #[test]
    fn words_are_told_apart() {
        assert_ne!(codes("first round"), codes("second round"));
        assert_eq!(codes("a, b – c/d").len(), 4);
        assert_eq!(codes(" … – “” https://x.example"), Vec::<u16>::new());
    }
}
