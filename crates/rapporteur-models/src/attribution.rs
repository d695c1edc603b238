//! The model that tags and links source, cue and content of attributions in English.
//!
//! `data/attribution/attribution-en.md` is its model card: data, licences, scores, date.

/// The version of the model; a reading names it in its provenance.
pub const VERSION: &str = "2026.11";

/// The weights, in the safetensors format.
pub const WEIGHTS: &[u8] = include_bytes!("../data/attribution/attribution-en.safetensors");

/// The word pieces of BERT, uncased: one a line, the line's number is the piece's.
pub const VOCABULARY: &str = include_str!("../data/attribution/vocabulary.txt");

/// The model card: data, licences, scores, date, and the hash of the weights.
pub const CARD: &str = include_str!("../data/attribution/attribution-en.md");
