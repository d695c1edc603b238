//! Which articles are copies of each other, and how many sources that leaves.
//!
//! `rapporteur-copies` compares texts; here are the articles that they are of. A group is an original
//! with its copies; how it is found does not depend on numbers or on the order of adding.

mod files;
mod gathered;
mod outlets;
mod page;
mod sources;

pub use files::copies_among;
pub(crate) use gathered::{Gathered, Known, Pair, kind_named};
pub(crate) use outlets::{Citations, Cited, Outlets};
pub use page::{CopiedArticle, CopyGroup, CopyPage, CopyView};
pub(crate) use sources::{Behind, Sources, Teller, independent};
