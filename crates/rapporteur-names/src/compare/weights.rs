//! How much each measure of a pair of names counts: a logistic regression, read from a file.

use super::measures::{MEASURES, Measures};

/// What a measure does to the score.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Weight {
    /// Adds so much to the log odds for each unit.
    Adds(f64),
    /// Holds the score down, however like the names are otherwise.
    Caps(f64),
}

/// The weights of all measures, for people and for everything else.
#[derive(Debug, Clone)]
pub(crate) struct Weights {
    person: [Weight; MEASURES.len()],
    other: [Weight; MEASURES.len()],
}

impl Default for Weights {
    fn default() -> Self {
        Self {
            person: [Weight::Adds(0.0); MEASURES.len()],
            other: [Weight::Adds(0.0); MEASURES.len()],
        }
    }
}

impl Weights {
    pub(super) fn read(&mut self, line: &str) -> Option<()> {
        let mut columns = line.split('\t');
        let name = columns.next()?;
        let at = MEASURES.iter().position(|measure| *measure == name)?;
        let mut weight = || {
            let cell = columns.next()?;
            Some(match cell.strip_prefix('<') {
                Some(cap) => Weight::Caps(cap.parse().ok()?),
                None => Weight::Adds(cell.parse().ok()?),
            })
        };
        *self.person.get_mut(at)? = weight()?;
        *self.other.get_mut(at)? = weight()?;
        Some(())
    }

    /// The probability that the names are one, from 0 to 1.
    pub(crate) fn score(&self, measures: &Measures, person: bool) -> f64 {
        let weights = if person { &self.person } else { &self.other };
        let (mut sum, mut most) = (0.0, 1.0_f64);
        for (weight, value) in weights.iter().zip(measures.values()) {
            match weight {
                Weight::Adds(weight) => sum += weight * value,
                Weight::Caps(cap) if *value > 0.0 => most = most.min(*cap),
                Weight::Caps(_) => {}
            }
        }
        most.min(1.0 / (1.0 + libm::exp(-sum)))
    }
}
