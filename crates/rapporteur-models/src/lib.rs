//! Data that Rapporteur reads with: word lists, patterns and model weights.
//!
//! This crate has no logic: each constant is a plain file, and the crate that understands its lines
//! takes the text as an argument. What the lines of a file hold is said at its top.

pub mod attribution;
pub mod codebook;
pub mod copies;
pub mod extract;
pub mod html;
pub mod name_head;
pub mod names;
pub mod sentence;
pub mod stance;
pub mod text;
pub mod utterances;
pub mod world;
