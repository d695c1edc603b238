//! What happened, against the answer keys and the example sentences of PLOVER.

mod keyed;
mod plover;

use super::articles::Set;
use crate::Failure;

/// Measures events and writes `xtask/eval/events.csv` and `xtask/eval/events-plover.csv`; or shows one
/// article, or one sentence of PLOVER by the end of its id.
///
/// # Errors
///
/// A [`Failure`] where a set cannot be read, or nothing has the name to show.
pub(crate) fn events(sets: &[Set], shown: Option<&str>) -> Result<(), Failure> {
    match shown {
        Some(name) if plover::is_id(name) => plover::show(name),
        Some(name) => keyed::show_article(sets, name),
        None => {
            keyed::score(sets)?;
            plover::score()
        }
    }
}
