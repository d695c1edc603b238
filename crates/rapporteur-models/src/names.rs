//! Word lists for comparing names: which words say who, which say what, and what is mistaken for
//! what when a name goes from one language to another.
//!
//! *What it finds*: each list says in its first lines what its columns are. *Why it matters*: the
//! comparison holds no words of its own. *Known mistakes*: the lists are closed and know most of
//! European, Arabic and East Asian names. They were written for this project, under its own licence.

/// Words in names that tell little or nothing, and words that are spelled in several ways.
pub const WORDS: &str = include_str!("../data/names/words.tsv");

/// Given names that are one name.
pub const GIVEN: &str = include_str!("../data/names/given.tsv");

/// Legal forms of companies.
pub const FORMS: &str = include_str!("../data/names/forms.tsv");

/// What is written for one another from alphabet to alphabet.
pub const CONFUSIONS: &str = include_str!("../data/names/confusions.tsv");

/// How much each measure of a pair of names counts; written by `training/names/fit.py`.
pub const WEIGHTS: &str = include_str!("../data/names/weights.tsv");

/// The version of the lists and weights together; a reading names it in its provenance.
pub const VERSION: &str = "2026.11";
