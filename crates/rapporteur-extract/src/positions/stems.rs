//! Words cut down to what their forms share, so that "withdraws" and "withdrawal" count as one.

use crate::resources::{Classes, Resources};

/// How many letters of a word are looked at: "negotiate" and "negotiations" share so many.
const LETTERS: usize = 6;

/// Endings that are cut off, the longest first, where three letters are left.
const ENDINGS: [&str; 8] = ["ing", "ies", "ied", "es", "ed", "s", "e", "y"];

/// What says nothing of what a text is about.
const EMPTY: Classes = Classes::OUTSIDE.with(Classes::OPENER);

/// The stem of every office that leads a state: "the presidents meet" and "the prime minister would
/// meet the king" are about one thing.
pub(super) const LEADER: &str = "leader";

/// Returns the stems of a text's words, each once, in alphabetical order.
pub(super) fn stems(text: &str, resources: &Resources) -> Vec<String> {
    let words = text.split(|c: char| !c.is_alphanumeric());
    let mut stems: Vec<String> = words.filter_map(|word| stem(word, resources)).collect();
    stems.sort_unstable();
    stems.dedup();
    stems
}

/// Returns the stem of a word; `None` where it says nothing.
fn stem(word: &str, resources: &Resources) -> Option<String> {
    let lower = word.to_lowercase();
    let empty = resources
        .entry(&lower)
        .is_some_and(|entry| entry.classes.any(EMPTY));
    if empty || lower.chars().count() < 2 {
        return None;
    }
    if leads(&lower, resources) {
        return Some(LEADER.to_owned());
    }
    let bare = ENDINGS
        .iter()
        .find_map(|ending| lower.strip_suffix(ending).filter(|rest| rest.len() >= 3));
    Some(bare.unwrap_or(&lower).chars().take(LETTERS).collect())
}

/// Says whether a word is the first of an office that leads a state, in one or several.
pub(super) fn leads(word: &str, resources: &Resources) -> bool {
    let one = word.strip_suffix('s').unwrap_or(word);
    let first = |office: &String| office.split(' ').next() == Some(one);
    one == LEADER || resources.role_states.iter().any(first)
}
