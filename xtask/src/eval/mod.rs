//! Readings measured against answer keys, with a row per case that is committed.
//!
//! Not a test: the tables in `xtask/eval` show as a diff whether reading has become better.

mod articles;
mod attributions;
mod compare;
mod html;
mod key;
mod measure;
mod mentions;
mod name_pairs;
mod names;
mod paired;
mod pairing;
mod shingles;
mod statements;
mod table;

pub(crate) use articles::Set;
pub(crate) use attributions::attributions;
pub(crate) use html::html;
pub(crate) use mentions::mentions;
pub(crate) use name_pairs::name_pairs;
pub(crate) use statements::statements;
