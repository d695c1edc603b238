//! `/articles/ID`: the text as it was published, with everything that was read in it, side by side.

pub(crate) mod amend;
mod cards;
mod draft;
mod marks;
pub(crate) mod mend;
pub(crate) mod page;
