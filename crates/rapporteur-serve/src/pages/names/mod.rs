//! `/names`: who is who. The list with what may be one, one name, and what a decision would change.

pub(crate) mod list;
pub(crate) mod merge;
pub(crate) mod one;
pub(crate) mod split;

use rapporteur::{Form, NameLine, SpellingView, wording};

use crate::answer::percent;

/// The address of a name.
pub(crate) fn address(id: &str) -> String {
    format!("/names/{}", percent(id))
}

/// The words by which something is mentioned, without offices, which many hold.
pub(crate) fn spelled(line: &NameLine) -> impl Iterator<Item = &SpellingView> {
    let spellings = line.spellings.iter();
    spellings.filter(|spelling| matches!(spelling.form, Form::Name | Form::Metonym))
}

/// Who tells of something, in words.
pub(crate) fn tellers(line: &NameLine) -> String {
    let publishers = line.publishers.iter();
    let outlets: Vec<&str> = publishers
        .map(|publisher| wording::outlet(publisher.as_deref()))
        .collect();
    outlets.join(", ")
}
