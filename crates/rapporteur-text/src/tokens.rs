//! Words, numbers and marks, cut out of the cleaned text by the classes of characters.

use crate::characters::{character_at, character_before, is_hyphen, is_letter};
use crate::document::{CleanRange, Token, TokenKind};
use crate::resources::{Abbreviation, TextResources};
use crate::web_address;

/// Cuts one block of `text` into tokens and appends them.
pub(crate) fn scan(
    text: &str,
    block: CleanRange,
    resources: &TextResources,
    tokens: &mut Vec<Token>,
) {
    let scanner = Scanner {
        text: text.get(..block.end).unwrap_or_default(),
        resources,
    };
    let mut at = block.start;
    while let Some(character) = character_at(scanner.text, at) {
        if character.is_whitespace() {
            at += character.len_utf8();
            continue;
        }
        let (end, kind) = scanner.token(at, character);
        tokens.push(Token {
            range: CleanRange { start: at, end },
            kind,
        });
        at = end;
    }
}

/// Returns the part of a compound that may be abbreviated: "Calif" of "D-Calif".
pub(crate) fn last_part(word: &str) -> &str {
    word.rsplit(is_hyphen).next().unwrap_or(word)
}

struct Scanner<'a> {
    text: &'a str,
    resources: &'a TextResources,
}

impl Scanner<'_> {
    fn token(&self, at: usize, first: char) -> (usize, TokenKind) {
        let after = at + first.len_utf8();
        match first {
            '“' => (after, TokenKind::OpenQuote),
            '”' => (after, TokenKind::CloseQuote),
            '\'' => match self.possessive_end(at) {
                Some(end) => (end, TokenKind::Word),
                None => (after, TokenKind::Mark),
            },
            _ if is_letter(first) => {
                if matches!(first, 'h' | 'H' | 'w' | 'W' | 'p')
                    && let Some(length) = self.text.get(at..).and_then(web_address::length)
                {
                    return (at + length, TokenKind::Word);
                }
                (self.word_end(at), TokenKind::Word)
            }
            _ if first.is_numeric() => self.number(at),
            _ => (after, TokenKind::Mark),
        }
    }

    /// Returns the end of the "'s" that begins at a byte, where a word ends just before it.
    fn possessive_end(&self, at: usize) -> Option<usize> {
        let follows_word = character_before(self.text, at)
            .is_some_and(|before| is_letter(before) || before.is_numeric() || before == '.');
        let letter = character_at(self.text, at + 1)?;
        let ends = !self.continues_word(at + 2);
        (follows_word && matches!(letter, 's' | 'S') && ends).then_some(at + 2)
    }

    fn continues_word(&self, at: usize) -> bool {
        character_at(self.text, at)
            .is_some_and(|character| is_letter(character) || character.is_numeric())
    }

    fn word_end(&self, start: usize) -> usize {
        if let Some(end) = self.initialism_end(start) {
            return end;
        }
        let end = self.plain_word_end(start);
        match character_at(self.text, end) {
            Some('.') => self.end_with_point(start, end),
            Some('@') if self.continues_word(end + 1) => self.address_end(end + 1),
            _ => end,
        }
    }

    /// Returns the end of the letters and digits from a byte on, with hyphens and apostrophes
    /// inside them.
    fn plain_word_end(&self, start: usize) -> usize {
        let mut at = start;
        while let Some(character) = character_at(self.text, at) {
            let next = at + character.len_utf8();
            let inner = match character {
                '\'' => self.possessive_end(at).is_none() && self.letter_at(next) && at > start,
                _ if is_hyphen(character) => self.continues_word(next) && at > start,
                _ => is_letter(character) || character.is_numeric(),
            };
            if !inner {
                break;
            }
            at = next;
        }
        at
    }

    fn letter_at(&self, at: usize) -> bool {
        character_at(self.text, at).is_some_and(is_letter)
    }

    /// Returns the end of single letters with points between them: "U.S.", "p.m.", "J.K.".
    fn initialism_end(&self, start: usize) -> Option<usize> {
        let mut at = start;
        let mut letters = 0;
        loop {
            let letter = character_at(self.text, at).filter(|character| is_letter(*character))?;
            let after = at + letter.len_utf8();
            letters += 1;
            let point = self.text.as_bytes().get(after) == Some(&b'.');
            let goes_on = self.letter_at(after + 1) && !self.continues_word_after(after + 1);
            if point && goes_on {
                at = after + 1;
                continue;
            }
            if letters < 2 || self.continues_word(after) {
                return None;
            }
            return Some(if point { after + 1 } else { after });
        }
    }

    /// Says whether the letter at a byte is followed by another letter or digit.
    fn continues_word_after(&self, at: usize) -> bool {
        character_at(self.text, at)
            .is_some_and(|letter| self.continues_word(at + letter.len_utf8()))
    }

    /// Returns the end of a word that a point follows: with the point where it abbreviates the word.
    fn end_with_point(&self, start: usize, end: usize) -> usize {
        let after = end + 1;
        let word = self.text.get(start..end).unwrap_or_default();
        let next = character_at(self.text, after);
        if let Some(next) = next
            && next.is_alphabetic()
        {
            return self.end_of_dotted(start, end, next);
        }
        if next == Some('.') {
            return end;
        }
        let following = self.text.get(after..).unwrap_or_default().trim_start();
        let following_first = following.chars().next();
        let abbreviates = match self.resources.abbreviation(last_part(word)) {
            Some(Abbreviation::Title) => following_first
                .is_some_and(|character| character.is_uppercase() || character == '“'),
            Some(Abbreviation::Numbered) => {
                next != Some('\n')
                    && following_first.is_some_and(|character| character.is_ascii_digit())
            }
            Some(Abbreviation::Inner | Abbreviation::Time | Abbreviation::Ending) => true,
            None => self.is_initial(word, next, following),
        };
        if abbreviates { after } else { end }
    }

    /// Says whether a word is the initial of a name: "J." before "Sor", not before "The".
    fn is_initial(&self, word: &str, next: Option<char>, following: &str) -> bool {
        let mut letters = word.chars();
        let one_capital =
            letters.next().is_some_and(char::is_uppercase) && letters.next().is_none();
        if !one_capital || word == "I" || next != Some(' ') {
            return false;
        }
        // A nickname may stand between: J. “Kit” Sor, J. (Kit) Sor.
        let name_begins = following.trim_start_matches(['“', '(']);
        let length = name_begins
            .find(|character: char| !is_letter(character))
            .unwrap_or(name_begins.len());
        let (name, rest) = name_begins.split_at(length);
        if name_begins.len() < following.len() && !rest.starts_with(['”', ')']) {
            return false;
        }
        // A lone capital before "A" may be another initial; a longer starter begins a sentence.
        let starts_sentence = name.len() > 1 && self.resources.starts_sentence(name);
        name.starts_with(char::is_uppercase) && !starts_sentence
    }

    /// Returns the end of a word with letters directly after its point: "Ph.D.", "wire.example";
    /// the word alone where a sentence ends at the point.
    fn end_of_dotted(&self, start: usize, end: usize, next: char) -> usize {
        let second = self.plain_word_end(end + 1);
        let with_point = self.text.as_bytes().get(second) == Some(&b'.');
        let whole = self.text.get(start..second).unwrap_or_default();
        if self.resources.abbreviation(whole).is_some() {
            return if with_point { second + 1 } else { second };
        }
        let word = self.text.get(start..end).unwrap_or_default();
        if self.resources.abbreviation(word).is_some() && next.is_uppercase() {
            return end + 1;
        }
        if next.is_lowercase() && word.len() > 1 {
            return self.address_end(end + 1);
        }
        end
    }

    /// Returns the end of what is written as one word with points, slashes and the like in it.
    fn address_end(&self, from: usize) -> usize {
        let rest = self.text.get(from..).unwrap_or_default();
        let length = rest
            .find(|character: char| {
                !(is_letter(character)
                    || character.is_numeric()
                    || matches!(character, '.' | '-' | '_' | '/' | '@' | '%' | '+' | '~'))
            })
            .unwrap_or(rest.len());
        let address = rest.get(..length).unwrap_or_default();
        from + address.trim_end_matches(['.', '-', '/', '_']).len()
    }

    fn number(&self, start: usize) -> (usize, TokenKind) {
        let mut at = start;
        while let Some(character) = character_at(self.text, at) {
            let next = at + character.len_utf8();
            let inner = character.is_numeric()
                || matches!(character, '.' | ',' | ':')
                    && character_at(self.text, next).is_some_and(char::is_numeric);
            if !inner {
                break;
            }
            at = next;
        }
        let rest = self.text.get(at..).unwrap_or_default();
        for ending in ["st", "nd", "rd", "th", "s"] {
            if rest.starts_with(ending) && !self.continues_word(at + ending.len()) {
                at += ending.len();
                break;
            }
        }
        let hyphen = character_at(self.text, at).filter(|character| is_hyphen(*character));
        match hyphen {
            Some(hyphen) if self.letter_at(at + hyphen.len_utf8()) => {
                (self.plain_word_end(at + hyphen.len_utf8()), TokenKind::Word)
            }
            _ => (at, TokenKind::Number),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::resources::TextData;

    fn check(text: &str, expected: &str) {
        let resources = TextResources::parse(&TextData {
            abbreviations: "title Mr.\ntitle Gen.\nnumbered No.\ninner vs.\nending Ltd.\nending Ph.D.\ntime p.m.",
            sentence_starters: "the\nit",
            ..TextData::default()
        });
        let mut tokens = Vec::new();
        let block = CleanRange {
            start: 0,
            end: text.len(),
        };
        scan(text, block, &resources, &mut tokens);
        let found: Vec<_> = tokens
            .iter()
            .map(|token| {
                let word = &text[token.range.start..token.range.end];
                match token.kind {
                    TokenKind::Word => word.to_owned(),
                    TokenKind::Number => format!("#{word}"),
                    TokenKind::OpenQuote => "<".to_owned(),
                    TokenKind::CloseQuote => ">".to_owned(),
                    TokenKind::Mark => format!("!{word}"),
                }
            })
            .collect();
        assert_eq!(found.join(" "), expected);
    }

    #[test]
    fn words_and_marks() {
        check("The envoy, he left.", "The envoy !, he left !.");
        check("“No,” she said…", "< No !, > she said !…");
        check("Serguéi Mare\u{301}n", "Serguéi Mare\u{301}n");
    }

    #[test]
    fn apostrophes() {
        check("Kestoria's envoy didn't", "Kestoria 's envoy didn't");
        check("the ministers' talks", "the ministers !' talks");
        check("coup d'etat of O'Hara's", "coup d'etat of O'Hara 's");
        check("the U.S.'s plan", "the U.S. 's plan");
    }

    #[test]
    fn numbers() {
        check("1,000 for 3.5 at 11:40.", "#1,000 for #3.5 at #11:40 !.");
        check(
            "the 2nd of the 1990s, 5km",
            "the #2nd of the #1990s !, #5 km",
        );
        check(
            "a 22-point, 2031-03 F-16",
            "a 22-point !, #2031 !- #03 F-16",
        );
    }

    #[test]
    fn abbreviations_keep_their_point() {
        check("Mr. Maren met Gen. Oru", "Mr. Maren met Gen. Oru");
        check("the U.S. and U.N at 5 p.m.", "the U.S. and U.N at #5 p.m.");
        check(
            "J. K. Sor, Ph.D. of Wire Ltd.",
            "J. K. Sor !, Ph.D. of Wire Ltd.",
        );
        check("No. 4 vs. no. No. He", "No. #4 vs. no !. No !. He");
        check("plan B. The end", "plan B !. The end");
    }

    #[test]
    fn a_point_without_space_ends_a_word_or_belongs_to_an_address() {
        check("the region.The ministry", "the region !. The ministry");
        check(
            "wire.example and boll@wire.example.",
            "wire.example and boll@wire.example !.",
        );
        check(
            "see https://wire.example/a?b=1, he",
            "see https://wire.example/a?b=1 !, he",
        );
    }
}
