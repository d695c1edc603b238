//! Bytes as the record keeps them: JSON, compressed.

use std::io::Read as _;

use rapporteur_core::Reading;
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::error::{Failure, RecordError};

/// Zstandard's fastest regular level: readings are small and written by the thousand.
const LEVEL: i32 = 1;

/// Compresses many small things, one after the other.
pub(crate) struct Packer(zstd::bulk::Compressor<'static>);

impl Packer {
    /// Makes a packer; it is worth using one for a whole batch.
    pub(crate) fn new() -> Result<Self, RecordError> {
        Ok(Self(zstd::bulk::Compressor::new(LEVEL)?))
    }

    /// Compresses `bytes`.
    pub(crate) fn pack(&mut self, bytes: &[u8]) -> Result<Vec<u8>, RecordError> {
        Ok(self.0.compress(bytes)?)
    }
}

/// Restores what [`Packer::pack`] made.
pub(crate) fn restore(what: &'static str, packed: &[u8]) -> Result<Vec<u8>, RecordError> {
    let mut bytes = Vec::new();
    zstd::Decoder::new(packed)
        .and_then(|mut decoder| decoder.read_to_end(&mut bytes))
        .map_err(|error| Failure::undecodable(what, error))?;
    Ok(bytes)
}

/// Writes a reading as the bytes that are compared and compressed.
pub(crate) fn reading_bytes(reading: &Reading) -> Result<Vec<u8>, RecordError> {
    Ok(serde_json::to_vec(reading).map_err(|error| Failure::undecodable("a reading", error))?)
}

/// Restores a reading.
pub(crate) fn reading(packed: &[u8]) -> Result<Reading, RecordError> {
    let bytes = restore("a reading", packed)?;
    Ok(serde_json::from_slice(&bytes).map_err(|error| Failure::undecodable("a reading", error))?)
}

/// Writes a value as JSON text.
pub(crate) fn json(what: &'static str, value: &impl Serialize) -> Result<String, RecordError> {
    Ok(serde_json::to_string(value).map_err(|error| Failure::undecodable(what, error))?)
}

/// Reads a value from JSON text.
pub(crate) fn from_json<T: DeserializeOwned>(
    what: &'static str,
    text: &str,
) -> Result<T, RecordError> {
    Ok(serde_json::from_str(text).map_err(|error| Failure::undecodable(what, error))?)
}

/// Writes a plain enum of the core as its name.
pub(crate) fn label(what: &'static str, value: &impl Serialize) -> Result<String, RecordError> {
    let text = json(what, value)?;
    Ok(text.trim_matches('"').to_owned())
}

/// Reads a plain enum of the core from its name.
pub(crate) fn from_label<T: DeserializeOwned>(
    what: &'static str,
    label: &str,
) -> Result<T, RecordError> {
    let value = serde_json::Value::String(label.to_owned());
    Ok(serde_json::from_value(value).map_err(|error| Failure::undecodable(what, error))?)
}
