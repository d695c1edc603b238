//! Readings measured against answer keys, with a row per case that is committed.
//!
//! Not a test: the tables in `xtask/eval` show as a diff whether reading has become better.

mod aliases;
mod articles;
mod attributions;
mod compare;
mod dates;
mod events;
mod found_names;
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
pub(crate) use dates::dates;
pub(crate) use events::events;
pub(crate) use html::html;
pub(crate) use names::names;
pub(crate) use statements::statements;
