//! Why a table cannot be opened.

use std::fmt;

/// Why the bytes are no table of names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct WorldError(&'static str);

impl WorldError {
    pub(super) const OTHER: Self = Self("the table of names does not begin as one of this version");
    pub(super) const CUT: Self = Self("the table of names is shorter than it says");
    pub(super) const CHANGED: Self = Self("the table of names is not as it was made");
}

impl fmt::Display for WorldError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0)
    }
}

impl std::error::Error for WorldError {}
