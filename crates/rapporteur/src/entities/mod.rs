//! Who is who across articles: the entities of the record.
//!
//! What articles present alike is a [`Part`]: one name, type, party and id in the codebook. Parts
//! that are one entity make a group ([`Groups`]). Grouping is a pure function of all parts and of
//! what people decided; neither the order of adding nor that of numbers matters to it.

mod decided;
mod group;
mod keep;
mod label;
mod likeness;
mod part;
mod suggest;
#[cfg(test)]
mod tests;

pub(crate) use group::{Group, Groups};
pub(crate) use label::{Sought, slug};
pub(crate) use part::{Part, Parts, Span, articles};
pub(crate) use suggest::Suggestion;
