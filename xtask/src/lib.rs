//! The workshop: what developers of Rapporteur run, and users never do.
//!
//! It makes synthetic articles, keeps the house rules, measures the readings and writes the reference
//! page of the command line. The tasks are started with `cargo xtask`.

mod failure;
pub mod generate;

pub use failure::Failure;
