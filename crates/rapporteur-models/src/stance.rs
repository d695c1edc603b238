//! The model that reads how a statement stands to a proposition, in English.
//!
//! `data/stance/stance-en.md` is its model card: data, licences, scores, date. It shares the table
//! of word pieces of [`crate::attribution`].

/// The version of the model; a reading names it in its provenance.
pub const VERSION: &str = "2026.11";

/// The weights, in the safetensors format.
pub const WEIGHTS: &[u8] = include_bytes!("../data/stance/stance-en.safetensors");

/// The model card: data, licences, scores, date, and the hash of the weights.
pub const CARD: &str = include_str!("../data/stance/stance-en.md");
