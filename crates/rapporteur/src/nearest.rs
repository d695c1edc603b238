//! "Did you mean …?"

/// Finds the candidate that a mistyped word most likely stands for; `None` where none is near.
///
/// ```
/// assert_eq!(rapporteur::nearest("breif", ["brief", "erase"]), Some("brief"));
/// assert_eq!(rapporteur::nearest("harbour", ["brief", "erase"]), None);
/// ```
#[must_use]
pub fn nearest<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    candidates
        .into_iter()
        .map(|candidate| (strsim::damerau_levenshtein(word, candidate), candidate))
        .filter(|(distance, candidate)| *distance * 3 <= candidate.chars().count())
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, candidate)| candidate)
}
