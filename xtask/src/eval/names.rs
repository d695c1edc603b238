//! Names: who is named in the keys, what is found in corpora, and whether two spellings are one name.

use super::articles::Set;
use super::found_names::found_names;
use super::mentions::mentions;
use super::name_pairs::name_pairs;
use crate::Failure;

/// Measures all that is read of names, or shows the mentions of one article.
///
/// # Errors
///
/// A [`Failure`] where a set cannot be read, or no article begins with the name to show.
pub(crate) fn names(sets: &[Set], shown: Option<&str>) -> Result<(), Failure> {
    mentions(sets, shown)?;
    if shown.is_none() {
        found_names()?;
        name_pairs()?;
    }
    Ok(())
}
