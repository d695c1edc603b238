//! Classes of characters, as Python's `re` and `str` have them: the tagger was trained on words cut
//! and described by those.
//!
//! Rust's `char::is_alphanumeric` also takes vowel signs and circled letters, and its
//! `char::is_whitespace` leaves out four separators.

use unicode_properties::{GeneralCategory, UnicodeGeneralCategory};

/// Returns whether a character is a letter or a digit of any script.
#[inline]
pub(crate) fn is_alphanumeric(character: char) -> bool {
    use GeneralCategory::{
        DecimalNumber, LetterNumber, LowercaseLetter, ModifierLetter, OtherLetter, OtherNumber,
        TitlecaseLetter, UppercaseLetter,
    };
    if character.is_ascii() {
        return character.is_ascii_alphanumeric();
    }
    matches!(
        character.general_category(),
        UppercaseLetter
            | LowercaseLetter
            | TitlecaseLetter
            | ModifierLetter
            | OtherLetter
            | DecimalNumber
            | LetterNumber
            | OtherNumber
    )
}

#[inline]
pub(crate) fn is_space(character: char) -> bool {
    character.is_whitespace() || matches!(character, '\u{1c}'..='\u{1f}')
}

/// Returns whether a character is a mark without a width of its own, such as an accent.
pub(crate) fn is_accent(character: char) -> bool {
    character.general_category() == GeneralCategory::NonspacingMark
}

pub(crate) fn is_titlecase(character: char) -> bool {
    !character.is_ascii() && character.general_category() == GeneralCategory::TitlecaseLetter
}
