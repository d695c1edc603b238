//! One paragraph as characters that remember where they came from.

use rapporteur_core::TextRange;

use crate::characters::{
    character_before, is_hyphen, is_invisible, is_letter, is_quote, is_terminator,
};
use crate::document::Removed;
use crate::resources::{RemovalReason, TextResources};
use crate::web_address;

/// One character of the reading text and the stretch of the original that it stands for.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Cell {
    /// The character; [`Cell::DROPPED`] where it is left out.
    pub(crate) character: char,
    /// The first byte of the original.
    pub(crate) start: usize,
    /// The first byte after it.
    pub(crate) end: usize,
    /// Whether the original says it in other characters.
    pub(crate) replaced: bool,
}

impl Cell {
    /// Stands for a character that is left out; decoding never gives it, since it is a control.
    pub(crate) const DROPPED: char = '\0';

    /// Returns the stretch of the original.
    pub(crate) fn range(&self) -> TextRange {
        TextRange::new(self.start, self.end)
    }

    /// Says whether the character is left out.
    pub(crate) fn is_dropped(&self) -> bool {
        self.character == Self::DROPPED
    }
}

/// Reads the lines of a paragraph: invisible characters, reference marks and addresses of pictures
/// fall out, all space becomes single spaces.
pub(crate) fn decode(
    original: &str,
    lines: &[TextRange],
    resources: &TextResources,
    removed: &mut Vec<Removed>,
) -> Vec<Cell> {
    let length = lines.iter().map(|line| line.len()).sum();
    let mut cells: Vec<Cell> = Vec::with_capacity(length);
    let mut previous_end = None;
    for line in lines {
        if let Some(end) = previous_end {
            push_space(&mut cells, end, line.start(), true);
        }
        decode_line(original, *line, resources, &mut cells, removed);
        previous_end = Some(line.end());
    }
    if cells.last().is_some_and(|cell| cell.character == ' ') {
        cells.pop();
    }
    cells
}

fn decode_line(
    original: &str,
    line: TextRange,
    resources: &TextResources,
    cells: &mut Vec<Cell>,
    removed: &mut Vec<Removed>,
) {
    let text = line.slice(original).unwrap_or_default();
    let mut at = 0;
    // Addresses are looked for only where a word begins: within one they would be looked for again
    // and again.
    let mut word_begins = true;
    while let Some(character) = text.get(at..).and_then(|rest| rest.chars().next()) {
        let start = line.start() + at;
        if word_begins || matches!(character, '[' | '!') {
            if let Some((length, reason)) = inline_removal(text, at, resources) {
                removed.push(Removed {
                    range: TextRange::new(start, start + length),
                    reason,
                });
                at += length;
                continue;
            }
            if let Some(length) = text.get(at..).and_then(web_address::length) {
                push_as_it_is(text, at, length, line.start(), cells);
                at += length;
                continue;
            }
        }
        let end = start + character.len_utf8();
        at += character.len_utf8();
        word_begins = !character.is_alphanumeric();
        if character.is_whitespace() {
            push_space(cells, start, end, character != ' ');
        } else if !is_invisible(character) {
            cells.push(Cell {
                character,
                start,
                end,
                replaced: false,
            });
        }
    }
}

fn push_as_it_is(text: &str, at: usize, length: usize, offset: usize, cells: &mut Vec<Cell>) {
    let stretch = text.get(at..at + length).unwrap_or_default();
    for (within, character) in stretch.char_indices() {
        let start = offset + at + within;
        cells.push(Cell {
            character,
            start,
            end: start + character.len_utf8(),
            replaced: false,
        });
    }
}

fn push_space(cells: &mut Vec<Cell>, start: usize, end: usize, replaced: bool) {
    match cells.last_mut() {
        None => {}
        Some(last) if last.character == ' ' => {
            last.end = end;
            last.replaced = true;
        }
        Some(_) => cells.push(Cell {
            character: ' ',
            start,
            end,
            replaced,
        }),
    }
}

/// The longest `![caption](address)` that is looked for, in bytes.
const LONGEST_PICTURE: usize = 600;

/// Returns the length in bytes of what begins at a byte and is no word of a sentence.
fn inline_removal(
    text: &str,
    at: usize,
    resources: &TextResources,
) -> Option<(usize, RemovalReason)> {
    let rest = text.get(at..)?;
    if rest.starts_with('[') {
        let digits = rest
            .bytes()
            .skip(1)
            .take(4)
            .take_while(u8::is_ascii_digit)
            .count();
        let closed = rest.as_bytes().get(digits + 1) == Some(&b']');
        return ((1..=3).contains(&digits) && closed)
            .then_some((digits + 2, RemovalReason::ReferenceMark));
    }
    if rest.starts_with("![") {
        let near = rest.get(..rest.floor_char_boundary(LONGEST_PICTURE))?;
        let address = near.find("](")?;
        let length = address + near.get(address..)?.find(')')? + 1;
        return Some((length, RemovalReason::WebAddress));
    }
    let length = web_address::length(rest)?;
    let reason = resources.address_reason(rest.get(..length)?)?;
    Some((length, reason))
}

/// Drops the space of "22 -point" and of "ready , she said".
pub(crate) fn tidy(cells: &mut [Cell]) {
    let dash_closes = parenthetical_dashes(cells);
    for at in 1..cells.len() {
        let (before, after) = cells.split_at_mut(at);
        let (Some(space), [mark, rest @ ..]) = (before.last_mut(), after) else {
            continue;
        };
        if space.character != ' ' {
            continue;
        }
        let next = rest.first().map(|cell| cell.character);
        let previous = at
            .checked_sub(2)
            .and_then(|at| before.get(at))
            .map(|cell| cell.character);
        let (Some(previous), Some(space)) = (previous, before.last_mut()) else {
            continue;
        };
        let detached = match mark.character {
            '-' | '\u{2010}' | '\u{2011}' => {
                let joins = next.is_some_and(char::is_lowercase) && previous.is_alphanumeric()
                    || next.is_some_and(|next| next.is_ascii_digit()) && previous.is_uppercase();
                joins && !dash_closes.get(at).copied().unwrap_or(false)
            }
            ',' | ';' | '.' | '!' | '?' | ':' | ')' => {
                let ends = next.is_none_or(|next| next == ' ' || is_quote(next));
                ends && !is_terminator(previous) && previous != Cell::DROPPED
            }
            _ => false,
        };
        if detached {
            space.character = Cell::DROPPED;
        }
    }
}

/// How far a dash that opens an aside may stand from the one that closes it, in characters.
const LONGEST_ASIDE: usize = 120;

/// Marks the hyphens that open an aside: in "the talks -and they were long- ended" the first hyphen
/// is no part of a word.
fn parenthetical_dashes(cells: &[Cell]) -> Vec<bool> {
    let mut opens = vec![false; cells.len()];
    let mut next_close: Option<usize> = None;
    for at in (0..cells.len()).rev() {
        let character = |at: usize| cells.get(at).map(|cell| cell.character);
        if !character(at).is_some_and(is_hyphen) {
            continue;
        }
        let before = at.checked_sub(1).and_then(character);
        let after = character(at + 1);
        let after_space = before == Some(' ');
        let before_space = after.is_none_or(|after| !is_letter(after) && !after.is_ascii_digit());
        if after_space && !before_space {
            let closed = next_close.is_some_and(|close| close - at <= LONGEST_ASIDE);
            if let Some(open) = opens.get_mut(at) {
                *open = closed;
            }
            next_close = None;
        } else if !after_space && before_space {
            next_close = Some(at);
        }
    }
    opens
}

/// Returns the text that cells show.
#[cfg(test)]
pub(crate) fn shown(cells: &[Cell]) -> String {
    cells
        .iter()
        .filter(|cell| !cell.is_dropped())
        .map(|cell| cell.character)
        .collect()
}

/// Says whether a paragraph shows a sentence's end: a terminator, with closing marks after it.
pub(crate) fn ends_sentence(text: &str) -> bool {
    let shown = text.trim_end_matches(['”', '"', '\'', ')', ']']);
    character_before(shown, shown.len()).is_some_and(is_terminator)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::resources::TextData;

    fn check(original: &str, expected: &str) {
        let resources = TextResources::parse(&TextData {
            boilerplate: "web-address address .jpg",
            ..TextData::default()
        });
        let line = [TextRange::new(0, original.len())];
        let mut cells = decode(original, &line, &resources, &mut Vec::new());
        tidy(&mut cells);
        assert_eq!(shown(&cells), expected);
    }

    #[test]
    fn space_becomes_single_spaces_and_what_is_invisible_falls_out() {
        check("a\u{a0}\u{2009} b\tc", "a b c");
        check(
            "spokes\u{ad}woman of\u{200b} Kes\0toria",
            "spokeswoman of Kestoria",
        );
    }

    #[test]
    fn detached_hyphens_are_joined() {
        check("a 22 -point plan", "a 22-point plan");
        check("the so -called doctrine", "the so-called doctrine");
        check("the F -16 jets", "the F-16 jets");
    }

    #[test]
    fn dashes_around_an_aside_stay() {
        check(
            "the talks -and they were long- ended",
            "the talks -and they were long- ended",
        );
        check("it was -5 degrees", "it was -5 degrees");
        check("Velm - a port", "Velm - a port");
    }

    #[test]
    fn detached_punctuation_is_joined() {
        check("six hours , he said .", "six hours, he said.");
        check("and ... then .5 of it", "and ... then .5 of it");
    }

    #[test]
    fn reference_marks_and_addresses_of_pictures_fall_out() {
        check("integrity[1]. In [2031] he", "integrity. In [2031] he");
        check("Look https://a.example/b.jpg here", "Look here");
        check(
            "See https://a.example/b, he said",
            "See https://a.example/b, he said",
        );
        check("A ![the quay](https://a.example/q) B", "A B");
    }
}
