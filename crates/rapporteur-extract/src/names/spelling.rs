//! When two spellings are the same name.

use unicode_normalization::UnicodeNormalization;

/// Returns a word in lower case without accents and abbreviation points.
pub(crate) fn plain(word: &str) -> String {
    // Most words are plain already; decomposing them would cost more than all the rest.
    if word.is_ascii() {
        let mut word = word.to_ascii_lowercase();
        word.retain(|c| c != '.');
        return word;
    }
    let word: String = word
        .nfd()
        .filter(|c| !('\u{300}'..='\u{36f}').contains(c))
        .flat_map(char::to_lowercase)
        .collect();
    word.replace('.', "")
}

/// Returns the form under which transliterations of one name meet: "y" and "i" are one letter,
/// double letters are single ("Zelenskyy", "Zelensky"; "Ryabkov", "Riabkov").
pub(crate) fn fold(word: &str) -> String {
    let mut folded = String::with_capacity(word.len());
    for c in plain(word).chars() {
        let c = if c == 'y' { 'i' } else { c };
        if c.is_alphanumeric() && !folded.ends_with(c) {
            folded.push(c);
        }
    }
    folded
}

/// Says whether two given names may be one: the same but for vowels ("Dmitri", "Dmitry";
/// "Vladimir", "Volodymyr"), or one the initial of the other.
pub(crate) fn given_names_agree(one: &str, other: &str) -> bool {
    let skeleton = |word: &str| -> String {
        fold(word)
            .chars()
            .filter(|c| !matches!(c, 'a' | 'e' | 'i' | 'o' | 'u'))
            .collect()
    };
    let initial = |word: &str| word.trim_end_matches('.').chars().count() == 1;
    let (first, second) = (fold(one), fold(other));
    if initial(one) || initial(other) {
        return first.chars().next() == second.chars().next();
    }
    let bones = skeleton(one);
    first == second || (bones.len() > 1 && bones == skeleton(other))
}
