//! How sure the reader is.

use serde::{Deserialize, Serialize};

/// A probability in thousandths, so that equal readings are equal byte for byte.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Confidence(u16);

impl Confidence {
    /// Makes a confidence from thousandths; anything above 1000 is 1000.
    #[must_use]
    pub const fn from_thousandths(value: u16) -> Self {
        Self(if value > 1000 { 1000 } else { value })
    }

    /// Returns the thousandths, 0 to 1000.
    #[must_use]
    pub const fn thousandths(self) -> u16 {
        self.0
    }

    /// Returns the probability, 0 to 1.
    #[must_use]
    pub fn probability(self) -> f64 {
        f64::from(self.0) / 1000.0
    }
}
