//! What happened, across articles: mentions of one event put together, each article's version kept.
//!
//! Putting together is a pure function of all mentions; neither the order of adding nor that of
//! numbers matters to it.

mod days;
mod field;
mod group;
mod mention;
#[cfg(test)]
mod tests;

pub(crate) use days::Days;
pub use field::{Agreement, FieldName};
pub(crate) use field::{Field, Value, fields};
pub(crate) use group::groups;
pub(crate) use mention::{Mention, Part, Sides, is_mutual};
