//! Names of people, organisations and places: whether two spellings are one name, and what the
//! world is called.
//!
//! Pure and total, like the reader that uses it: data are arguments, any text is a name.

mod compare;
mod index;
mod resolve;
mod world;

#[cfg(test)]
mod lists;

pub use compare::{
    Alphabet, Comparison, Measures, Name, NameData, NameDataFault, NameKind, NameResources, Reason,
    SAME, SUGGESTED, compare, measure,
};
pub use index::{FoundName, NameIndex};
pub use resolve::{Bearer, DatedRole, Resolution, Rivals, Verdict, resolve};
pub use world::{
    Country, Holder, Meaning, Organisation, Place, PlaceKind, Region, Seat, SeatKind, Sense,
    Spelling, SpellingNumber, World, WorldError,
};
