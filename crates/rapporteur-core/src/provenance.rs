//! How a reading came about.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// What made a reading: with the same article and the same provenance comes the same reading.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Provenance {
    /// The version of the engine.
    pub engine: String,
    /// The version of each model or rule set, by its name.
    pub models: BTreeMap<String, String>,
    /// The BLAKE3 hash of the codebook's text, in hexadecimal; `None` without a codebook.
    pub codebook: Option<String>,
}
