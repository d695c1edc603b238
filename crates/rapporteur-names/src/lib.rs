//! Names of people, organisations and places: whether two spellings are one name, and what the
//! world is called.
//!
//! Pure and total, like the reader that uses it: data are arguments, any text is a name.

mod compare;
mod world;

pub use world::{
    Country, Holder, Meaning, Organisation, Place, PlaceKind, Region, Seat, SeatKind, Sense,
    Spelling, SpellingNumber, World, WorldError,
};
