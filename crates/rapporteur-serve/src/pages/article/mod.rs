//! `/articles/ID`: the text as it was published, with everything that was read in it, side by side.

mod amend;
mod cards;
mod draft;
mod marks;
mod mend;
mod page;

pub(crate) use amend::{add, correct, preview, strike};
pub(crate) use mend::{original, remove, set};
pub(crate) use page::show;
