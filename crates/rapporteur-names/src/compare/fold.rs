//! Names of any alphabet in ASCII and lower case, for comparing only: never shown.

use any_ascii::any_ascii_char;

/// A word in ASCII, and what its alphabet leaves unsaid.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Folded {
    pub(crate) text: String,
    /// The alphabet, where it is not Latin.
    pub(crate) alphabet: Option<Alphabet>,
    /// Whether each letter was a capital.
    pub(crate) capitals: bool,
    /// Whether a particle stood before it, written together with it: the Arabic article.
    pub(crate) article: bool,
}

/// An alphabet from which names are put into ours.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Alphabet {
    /// Russian, Ukrainian, Bulgarian, Serbian and others.
    Cyrillic,
    /// Greek.
    Greek,
    /// Arabic, Persian, Urdu: short vowels are not written.
    Arabic,
    /// Hebrew: vowels are not written.
    Hebrew,
    /// The scripts of India and its neighbours: an `a` is not written.
    Indic,
    /// Korean.
    Hangul,
    /// Chinese characters.
    Chinese,
    /// Any other.
    Other,
}

impl Alphabet {
    /// Returns its English name.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Cyrillic => "Cyrillic",
            Self::Greek => "Greek",
            Self::Arabic => "Arabic",
            Self::Hebrew => "Hebrew",
            Self::Indic => "an Indic script",
            Self::Hangul => "Hangul",
            Self::Chinese => "Chinese",
            Self::Other => "another script",
        }
    }

    /// Whether vowels are mostly not written, or not as they are said, so that only consonants can be compared.
    pub(crate) const fn hides_vowels(self) -> bool {
        matches!(
            self,
            Self::Arabic | Self::Hebrew | Self::Indic | Self::Chinese | Self::Other
        )
    }

    fn of(letter: char) -> Option<Self> {
        Some(match u32::from(letter) {
            0x0370..=0x03FF | 0x1F00..=0x1FFF => Self::Greek,
            0x0400..=0x052F => Self::Cyrillic,
            0x0590..=0x05FF => Self::Hebrew,
            0x0600..=0x06FF | 0x0750..=0x077F | 0xFB50..=0xFDFF | 0xFE70..=0xFEFF => Self::Arabic,
            0x0900..=0x0DFF => Self::Indic,
            0x1100..=0x11FF | 0xAC00..=0xD7AF => Self::Hangul,
            0x3400..=0x9FFF => Self::Chinese,
            // Armenian, Georgian and kana write their vowels.
            0x0530..=0x058F | 0x10A0..=0x10FF | 0x3040..=0x30FF => return None,
            0x0E00..=0x109F | 0x1200..=0x1DFF => Self::Other,
            _ => return None,
        })
    }
}

/// Writes a word in ASCII and lower case; marks other than letters and digits are dropped.
pub(crate) fn fold(word: &str) -> Folded {
    let mut folded = Folded {
        capitals: !word.chars().any(char::is_lowercase),
        ..Folded::default()
    };
    if word.is_ascii() {
        folded.text = word.to_ascii_lowercase();
        folded.text.retain(|c| c.is_ascii_alphanumeric());
        return folded;
    }
    folded.alphabet = word.chars().find_map(Alphabet::of);
    let rest = match folded.alphabet {
        Some(Alphabet::Arabic) => {
            let bare = word
                .strip_prefix("ال")
                .filter(|rest| rest.chars().count() > 2);
            folded.article = bare.is_some();
            bare.unwrap_or(word)
        }
        _ => word,
    };
    for (at, letter) in rest.chars().enumerate() {
        match (folded.alphabet, letter) {
            (Some(Alphabet::Arabic), 'و') => folded.text.push(if at == 0 { 'w' } else { 'u' }),
            (Some(Alphabet::Arabic), 'ي' | 'ی') => {
                folded.text.push(if at == 0 { 'y' } else { 'i' });
            }
            (Some(Alphabet::Arabic), 'ا' | 'أ' | 'إ' | 'آ' | 'ى' | 'ة') => {
                folded.text.push('a')
            }
            (Some(Alphabet::Arabic), 'ع' | 'ء' | 'ئ') => {}
            (Some(Alphabet::Hebrew), 'ו') => folded.text.push(if at == 0 { 'v' } else { 'u' }),
            (Some(Alphabet::Hebrew), 'ב') => folded.text.push('b'),
            (Some(Alphabet::Hebrew), 'כ' | 'ך') => folded.text.push('k'),
            (Some(Alphabet::Hebrew), 'פ' | 'ף') => folded.text.push('p'),
            (Some(Alphabet::Hebrew), 'א' | 'ע') => folded.text.push('a'),
            _ => folded.text.push_str(any_ascii_char(letter)),
        }
    }
    folded.text.make_ascii_lowercase();
    folded.text.retain(|c| c.is_ascii_alphanumeric());
    folded
}

/// The consonants of a word in ASCII: without vowels and half vowels, none twice.
pub(crate) fn consonants(word: &str) -> String {
    let mut bare = String::with_capacity(word.len());
    for (at, letter) in word.char_indices() {
        let vowel = matches!(letter, 'a' | 'e' | 'i' | 'o' | 'u' | 'y')
            || (letter == 'w' && at > 0)
            || (letter == 'h' && at + 1 == word.len());
        if !vowel && !bare.ends_with(letter) {
            bare.push(letter);
        }
    }
    bare
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(word: &str, expected: &str, alphabet: Option<Alphabet>) {
        let folded = fold(word);
        assert_eq!(
            (folded.text.as_str(), folded.alphabet),
            (expected, alphabet)
        );
    }

    #[test]
    fn alphabets_become_ours() {
        check("Sorrél", "sorrel", None);
        check("Вальдрия", "valdriya", Some(Alphabet::Cyrillic));
        check("Марен", "maren", Some(Alphabet::Cyrillic));
        check("Ίλβα", "ilva", Some(Alphabet::Greek));
        check("მარენ", "maren", None);
        check("الملح", "mlh", Some(Alphabet::Arabic));
    }

    #[test]
    fn consonants_alone() {
        assert_eq!(consonants("hussein"), "hsn");
        assert_eq!(consonants("mahmoud"), "mhmd");
    }
}
