//! Word lists that tell when one outlet has a line from another.
//!
//! *What it finds*: "TASS reported", "told Harbour Wire", "citing the state news agency". *Why it
//! matters*: five outlets that cite one agency are one source. *Known mistakes*: an outlet that is
//! neither listed nor in the codebook nor on the record is taken for no outlet.

/// News agencies and outlets that others cite, with their other names.
pub const AGENCIES: &str = include_str!("../data/copies/agencies.tsv");

/// Words before the name of an outlet which say that a sentence rests on it.
pub const CITING: &str = include_str!("../data/copies/citing.txt");

/// Words that may stand between those and the name.
pub const OUTLET_NOUNS: &str = include_str!("../data/copies/outlet-nouns.txt");
