//! Copies: those of the example's key, those planted among generated articles, those in real ones.

mod keyed;
mod plant;
mod planted;
mod polnear;

use crate::Failure;

/// Measures copies and writes the tables.
///
/// # Errors
///
/// A [`Failure`] where a set cannot be read or a table not be written.
pub(crate) fn copies() -> Result<(), Failure> {
    keyed::score()?;
    planted::score()?;
    polnear::list()
}
