//! Words as they are compared and searched: folded, split, quoted.

use std::borrow::Cow;
use std::ops::Range;

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
    let words = folded
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty());
    words.collect::<Vec<_>>().join(" ")
}

/// Sets Chinese and Japanese characters apart, since the index knows words only by their borders.
///
/// The two word indexes hold what this returns: another rule needs a migration that fills them
/// anew.
pub(crate) fn indexed(text: &str) -> Cow<'_, str> {
    // In UTF-8 all of them begin with a byte that the scripts of Europe and the Near East never need.
    if text.bytes().all(|byte| byte < 0xe3) || !text.chars().any(stands_alone) {
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

/// Finds the words of a text as the indexes know them: where each stands, in bytes, and the key that it
/// is compared by.
#[must_use]
pub fn words_in(text: &str) -> Vec<(Range<usize>, String)> {
    let mut words: Vec<Range<usize>> = Vec::new();
    let mut within = false;
    for (start, character) in text.char_indices() {
        let end = start + character.len_utf8();
        let alone = stands_alone(character);
        let part = character.is_alphanumeric() || (within && is_combining_mark(character));
        match words.last_mut() {
            Some(word) if part && within && !alone => word.end = end,
            _ if part => words.push(start..end),
            _ => {}
        }
        within = part && !alone;
    }
    let key = |word: Range<usize>| {
        let folded = text.get(word.clone()).map(fold).unwrap_or_default();
        (word, folded)
    };
    words.into_iter().map(key).collect()
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

/// Turns words into an expression that finds any of them. `None` where there is none.
pub(crate) fn expression_of_any(any: &[&str]) -> Option<String> {
    let words: Vec<String> = any.iter().filter_map(|word| expression(word)).collect();
    (!words.is_empty()).then(|| words.join(" OR "))
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

/// Makes a pattern for `LIKE … ESCAPE '\'` that finds `part` anywhere; of a `part` longer than any
/// name only the beginning counts, since the database bounds the length of patterns.
pub(crate) fn containing(part: &str) -> String {
    let mut pattern = String::from("%");
    for character in part.chars().take(LONGEST_NAME) {
        if matches!(character, '%' | '_' | '\\') {
            pattern.push('\\');
        }
        pattern.push(character);
    }
    pattern.push('%');
    pattern
}

const LONGEST_NAME: usize = 1000;

/// Says whether `text` holds `name` as whole words, whatever the case and accents.
pub(crate) fn names(text: &str, name: &str) -> bool {
    let (text, name) = (fold(text), fold(name));
    if name.is_empty() {
        return false;
    }
    let within_word = |before: Option<char>, after: Option<char>| {
        before
            .zip(after)
            .is_some_and(|(a, b)| a.is_alphanumeric() && b.is_alphanumeric())
    };
    text.match_indices(&name).any(|(start, found)| {
        let (before, after) = (text.get(..start), text.get(start + found.len()..));
        let cut_before = within_word(before.and_then(|t| t.chars().last()), name.chars().next());
        let cut_after = within_word(name.chars().last(), after.and_then(|t| t.chars().next()));
        !cut_before && !cut_after
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_is_quoted() {
        let check = |typed: &str, expected: Option<&str>| {
            assert_eq!(expression(typed).as_deref(), expected, "{typed:?}");
        };
        check("salt islands", Some("\"salt\" \"islands\""));
        check("isl*", Some("\"isl*\"*"));
        check("a\"b", Some("\"a b\""));
        check("停火", Some("\"停  火\""));
        check("— ! …", None);
        check("", None);
    }

    #[test]
    fn words_are_found_where_they_stand() {
        let text = "Don’t “wait”, MA\u{301}REN: 停火2";
        let words: Vec<(&str, String)> = words_in(text)
            .into_iter()
            .map(|(place, key)| (&text[place], key))
            .collect();
        let expected = [
            ("Don", "don"),
            ("t", "t"),
            ("wait", "wait"),
            ("MA\u{301}REN", "maren"),
            ("停", "停"),
            ("火", "火"),
            ("2", "2"),
        ];
        assert_eq!(words, expected.map(|(word, key)| (word, key.to_owned())));
    }

    #[test]
    fn a_name_is_found_as_whole_words() {
        let check = |text: &str, name: &str, expected: bool| {
            assert_eq!(names(text, name), expected, "{name:?} in {text:?}");
        };
        check("add maren.txt", "maren", true);
        check("add Máren.txt", "MAREN", true);
        check("add marengo.txt", "maren", false);
        check("add AP (3 articles)", "ap", true);
        check("apart", "ap", false);
        check("add", " ", false);
    }

    #[test]
    fn names_and_passages_are_compared_without_case_accents_and_marks() {
        assert_eq!(fold("  Ilva   MÁREN "), "ilva maren");
        assert_eq!(same_words_key("“We’re ready – now!”"), "we re ready now");
    }
}
