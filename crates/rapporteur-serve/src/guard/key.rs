//! Secrets that cannot be guessed, and comparing them without telling how far one was right.

use rapporteur::{Error, ErrorKind};

/// A secret of 32 random bytes.
#[derive(Debug, Clone)]
pub(crate) struct Key(String);

impl Key {
    /// Draws a secret.
    pub(crate) fn new() -> Result<Self, Error> {
        let mut bytes = [0; 32];
        getrandom::fill(&mut bytes).map_err(|error| {
            Error::new(
                ErrorKind::Io,
                format!("the system gives no random numbers: {error}"),
            )
        })?;
        Ok(Self(blake3::Hash::from_bytes(bytes).to_hex().to_string()))
    }

    /// Says whether a text is this secret.
    pub(crate) fn is(&self, text: &str) -> bool {
        // Hashes are compared in constant time.
        blake3::hash(self.0.as_bytes()) == blake3::hash(text.as_bytes())
    }

    /// Returns the secret.
    pub(crate) fn shown(&self) -> &str {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_is_itself_and_no_other() {
        let (one, other) = (Key::new().unwrap(), Key::new().unwrap());
        assert!(one.is(one.shown()));
        assert!(!one.is(other.shown()));
        assert!(!one.is(&one.shown()[1..]));
        assert_eq!(one.shown().len(), 64);
    }
}
