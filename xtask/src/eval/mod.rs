//! Readings measured against answer keys, with a row per case that is committed.
//!
//! Not a test: the tables in `xtask/eval` show as a diff whether reading has become better.

mod aliases;
mod articles;
mod attributions;
mod compare;
mod copies;
mod dates;
mod deadlocks;
mod differ;
mod events;
mod found_names;
mod given;
mod html;
mod key;
mod measure;
mod mentions;
mod moves;
mod name_pairs;
mod names;
mod paired;
mod pairing;
mod positions;
mod preconditions;
mod recorded;
mod same;
mod shingles;
mod stance;
mod statements;
mod table;

pub(crate) use articles::Set;
pub(crate) use attributions::attributions;
pub(crate) use copies::copies;
pub(crate) use dates::dates;
pub(crate) use deadlocks::deadlocks;
pub(crate) use differ::differ;
pub(crate) use events::events;
pub(crate) use html::html;
pub(crate) use moves::moves;
pub(crate) use names::names;
pub(crate) use positions::positions;
pub(crate) use preconditions::preconditions;
pub(crate) use same::same;
pub(crate) use statements::statements;
