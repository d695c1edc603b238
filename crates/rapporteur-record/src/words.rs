//! Words as they are compared and searched: folded, split, quoted.

use std::borrow::Cow;

use unicode_normalization::UnicodeNormalization as _;
use unicode_normalization::char::is_combining_mark;

/// Folds case and accents and runs of blanks: the key under which a name is compared.
pub(crate) fn fold(text: &str) -> String {
    let bare: String = text.nfkd().filter(|c| !is_combining_mark(*c)).collect();
    let lower = bare.to_lowercase();
    lower.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Folds a passage down to its letters and digits: two tellings with one key have the same words.
pub(crate) fn same_words_key(text: &str) -> String {
    let folded = fold(text);
    let words = folded.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.collect::<Vec<_>>().join(" ")
}

/// Sets Chinese and Japanese characters apart, since the index knows words only by their borders.
///
/// The two word indexes hold what this returns: another rule needs a migration that fills them
/// anew.
pub(crate) fn indexed(text: &str) -> Cow<'_, str> {
    if !text.chars().any(stands_alone) {
        return Cow::Borrowed(text);
    }
    let mut apart = String::with_capacity(text.len() * 2);
    for character in text.chars() {
        if stands_alone(character) {
            apart.extend([' ', character, ' ']);
        } else {
            apart.push(character);
        }
    }
    Cow::Owned(apart)
}

/// Turns what a user typed into an expression that finds all of its words, in any order; a word
/// that ends in `*` finds every word that begins so. `None` where it holds no word at all.
///
/// Nothing that is typed can be a syntax error: every word is quoted.
pub(crate) fn expression(typed: &str) -> Option<String> {
    quoted(typed, usize::MAX)
}

/// Turns a passage into an expression that finds its first words.
pub(crate) fn expression_of_start(passage: &str) -> Option<String> {
    const ENOUGH: usize = 12;
    quoted(&same_words_key(passage), ENOUGH)
}

fn quoted(typed: &str, most: usize) -> Option<String> {
    let words: Vec<String> = typed
        .split(|c: char| c.is_whitespace() || c.is_control())
        .filter(|word| word.chars().any(char::is_alphanumeric))
        .take(most)
        .map(|word| {
            let prefix = if word.ends_with('*') { "*" } else { "" };
            let bare = indexed(word).trim().replace('"', " ");
            format!("\"{bare}\"{prefix}")
        })
        .collect();
    (!words.is_empty()).then(|| words.join(" "))
}

/// Says whether a character is a word of its own to the index: Han, Hiragana, Katakana.
fn stands_alone(character: char) -> bool {
    matches!(character,
        '\u{3041}'..='\u{30ff}' | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}'
        | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{323af}')
}

/// What a search for words asks for.
pub(crate) enum Wanted {
    /// No words were given.
    Anything,
    /// Something was given that holds no word: nothing can hold it.
    Nothing,
    /// All words of this expression.
    All(String),
}

/// Understands what a user typed as words to search for.
pub(crate) fn wanted(typed: Option<&str>) -> Wanted {
    match typed {
        None => Wanted::Anything,
        Some(blank) if blank.trim().is_empty() => Wanted::Anything,
        Some(typed) => expression(typed).map_or(Wanted::Nothing, Wanted::All),
    }
}

/// Makes a pattern for `LIKE … ESCAPE '\'` that finds `part` anywhere.
pub(crate) fn containing(part: &str) -> String {
    let mut pattern = String::from("%");
    for character in part.chars() {
        if matches!(character, '%' | '_' | '\\') {
            pattern.push('\\');
        }
        pattern.push(character);
    }
    pattern.push('%');
    pattern
}

/// Says whether `text` holds `name` as whole words, whatever the case and accents.
pub(crate) fn names(text: &str, name: &str) -> bool {
    let (text, name) = (fold(text), fold(name));
    if name.is_empty() {
        return false;
    }
    let within_word = |before: Option<char>, after: Option<char>| {
        before.zip(after).is_some_and(|(a, b)| a.is_alphanumeric() && b.is_alphanumeric())
    };
    text.match_indices(&name).any(|(start, found)| {
        let (before, after) = (text.get(..start), text.get(start + found.len()..));
        let cut_before = within_word(before.and_then(|t| t.chars().last()), name.chars().next());
        let cut_after = within_word(name.chars().last(), after.and_then(|t| t.chars().next()));
        !cut_before && !cut_after
    })
}
