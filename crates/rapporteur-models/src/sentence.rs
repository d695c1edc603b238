//! Static vectors of sentences in English: how alike two texts are.
//!
//! `data/sentence/sentence-en.md` is their model card: data, licences, scores, date. The word pieces
//! are those of [`crate::attribution`].

/// The version of the vectors; a reading names it in its provenance.
pub const VERSION: &str = "2026.11";

/// The weights, in the safetensors format.
pub const WEIGHTS: &[u8] = include_bytes!("../data/sentence/sentence-en.safetensors");

/// The model card: data, licences, scores, date, and the hash of the weights.
pub const CARD: &str = include_str!("../data/sentence/sentence-en.md");
