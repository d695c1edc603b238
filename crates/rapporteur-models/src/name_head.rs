//! The model that finds people, organisations and places in English.
//!
//! A head on the body of [`crate::attribution`]. `data/name-head/name-head-en.md` is its model card:
//! data, licences, scores, date.

/// The version of the model; a reading names it in its provenance.
pub const VERSION: &str = "2026.11";

/// The weights, in the safetensors format.
pub const WEIGHTS: &[u8] = include_bytes!("../data/name-head/name-head-en.safetensors");

/// The model card: data, licences, scores, date, and the hash of the weights.
pub const CARD: &str = include_str!("../data/name-head/name-head-en.md");
