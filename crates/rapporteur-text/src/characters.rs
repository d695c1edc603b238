//! Classes of characters that the cleaning and the scanners share.

/// Says whether a character has no shape of its own: zero-width, direction and control characters,
/// soft hyphens, byte order marks.
pub(crate) fn is_invisible(character: char) -> bool {
    matches!(character,
        '\0'..='\u{8}'
        | '\u{e}'..='\u{1f}'
        | '\u{7f}'..='\u{84}'
        | '\u{86}'..='\u{9f}'
        | '\u{ad}'
        | '\u{34f}'
        | '\u{61c}'
        | '\u{180e}'
        | '\u{200b}'..='\u{200f}'
        | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}'
        | '\u{feff}'
        | '\u{fff9}'..='\u{fffb}'
        | '\u{e0000}'..='\u{e007f}')
}

/// Says whether a character ends a line.
pub(crate) fn is_line_break(character: char) -> bool {
    matches!(
        character,
        '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}'
    )
}

/// Says whether a character shows nothing: space or invisible.
pub(crate) fn is_blank(character: char) -> bool {
    character.is_whitespace() || is_invisible(character)
}

/// Says whether a character continues the word that it stands in: letters and the accents that
/// stand as characters of their own.
pub(crate) fn is_letter(character: char) -> bool {
    character.is_ascii_alphabetic()
        || (!character.is_ascii()
            && (character.is_alphabetic()
                || matches!(character,
                    '\u{300}'..='\u{36f}'
                    | '\u{483}'..='\u{489}'
                    | '\u{591}'..='\u{5bd}'
                    | '\u{64b}'..='\u{65f}'
                    | '\u{93c}'..='\u{94d}'
                    | '\u{1ab0}'..='\u{1aff}'
                    | '\u{1dc0}'..='\u{1dff}'
                    | '\u{20d0}'..='\u{20ff}'
                    | '\u{fe20}'..='\u{fe2f}')))
}

/// Says whether a character is a hyphen inside words; dashes are not.
pub(crate) fn is_hyphen(character: char) -> bool {
    matches!(character, '-' | '\u{2010}' | '\u{2011}')
}

/// Says whether a character is a dash between parts of a sentence.
pub(crate) fn is_dash(character: char) -> bool {
    matches!(character, '\u{2012}'..='\u{2015}')
}

/// Says whether a character can end a sentence.
pub(crate) fn is_terminator(character: char) -> bool {
    matches!(
        character,
        '.' | '!' | '?' | '…' | '‼' | '⁇' | '⁈' | '⁉' | '。' | '！' | '？'
    )
}

/// Says whether a character looks like a quotation mark or apostrophe of any kind.
pub(crate) fn is_quote(character: char) -> bool {
    matches!(
        character,
        '"' | '\''
            | '`'
            | '´'
            | '“'
            | '”'
            | '„'
            | '‟'
            | '«'
            | '»'
            | '‹'
            | '›'
            | '‘'
            | '’'
            | '‚'
            | '‛'
            | '＂'
            | '〝'
            | '〞'
            | '〟'
    )
}

/// Returns the character that starts at a byte; `None` at the end and between characters.
pub(crate) fn character_at(text: &str, at: usize) -> Option<char> {
    text.get(at..)?.chars().next()
}

/// Returns the character that ends at a byte; `None` at the start and between characters.
pub(crate) fn character_before(text: &str, at: usize) -> Option<char> {
    text.get(..at)?.chars().next_back()
}
