//! What happened, across articles: mentions of one event put together, each article's version kept.
//!
//! Putting together is a pure function of all mentions; neither the order of adding nor that of
//! numbers matters to it.

mod clue;
mod days;
mod digest;
mod field;
mod group;
mod mention;
mod shelf;
#[cfg(test)]
mod tests;

pub(crate) use clue::family;
pub(crate) use days::Days;
pub(crate) use digest::{Bearer, Digest, RULES, Told, is_verbal};
pub use field::{Agreement, FieldName};
pub(crate) use field::{Field, Value, fields};
pub(crate) use group::groups;
pub(crate) use mention::{Mention, Part, Sides, is_mutual};
