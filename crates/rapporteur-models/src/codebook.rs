//! A codebook for peace talks in general, for who has not written one.
//!
//! *What it finds*: positions on the questions that come up in almost every peace process. *Why it
//! matters*: a first reading of an unknown process shows what is disputed before anybody has coded
//! anything. *Known mistakes*: a general proposition fits a statement less well than one written for
//! the process; it knows no parties, so that each country stands for itself. *References*: the codes
//! under `pax` are variables of PA-X (Bell and Badanjak 2019); issues, propositions and phrasings
//! were written for this project, under its own licence.

/// The codebook, in TOML.
pub const PEACE_TALKS: &str = include_str!("../data/codebook/peace-talks.toml");

/// Words by which a draft of a codebook tells who acts like a state.
pub const STATES: &str = include_str!("../data/codebook/states.tsv");
