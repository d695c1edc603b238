//! Whether statements in several articles are one utterance: the same words of the same speaker, told
//! again, translated twice, or cut.
//!
//! A pure function of the statements: neither the order of adding nor that of numbers matters to it.

mod group;
mod measures;
mod resources;
#[cfg(test)]
mod tests;
mod wording;

pub(crate) use group::{CARRIED, Telling, Who, likelihood, utterances};
pub use measures::{MEASURES, measure_wordings};
pub(crate) use resources::RESOURCES;
pub(crate) use wording::Wording;
