//! How sure an attribution is: a logistic regression over its tags and links.
//!
//! Fitted on held-out articles by `training/attribution/calibrate.py`, which computes the same.

use std::ops::Range;

use crate::chain::Grid;
use crate::linking::Linked;
use crate::tag::{Role, Tag};
use crate::weights::{Matrix, Size, Weights, WeightsError};

/// How many numbers an attribution is judged by.
const INPUTS: usize = 7;

/// Log odds are cut off here.
const LIMIT: f64 = 6.0;

/// The weight of each input.
#[derive(Debug, Clone)]
pub(crate) struct Confidence(Matrix<f32>);

impl Confidence {
    pub(crate) fn read(weights: &Weights<'_>) -> Result<Self, WeightsError> {
        let row = weights.matrix("confidence", Size::Exactly(1), Size::Exactly(INPUTS))?;
        Ok(Self(row))
    }

    /// Returns the probability that an attribution is right, 0 to 1.
    pub(crate) fn of(&self, link: &Linked, probabilities: &Grid<f32>) -> f32 {
        let sure = |role, parts: &[Range<usize>]| log_odds(mean(probabilities, role, parts));
        let source = link.source.as_slice();
        let inputs: [f64; INPUTS] = [
            1.0,
            sure(Role::Cue, std::slice::from_ref(&link.cue)),
            sure(Role::Content, &link.contents),
            if source.is_empty() {
                0.0
            } else {
                sure(Role::Source, source)
            },
            if source.is_empty() { 0.0 } else { 1.0 },
            log_odds(link.source_probability),
            log_odds(link.content_probability),
        ];
        let weights = self.0.values.iter().copied().map(f64::from);
        let sum: f64 = weights
            .zip(inputs)
            .map(|(weight, input)| weight * input)
            .sum();
        (1.0 / (1.0 + libm::exp(-sum))) as f32
    }
}

/// Returns the mean probability that the words of some parts have a role.
fn mean(probabilities: &Grid<f32>, role: Role, parts: &[Range<usize>]) -> f64 {
    let words = parts.iter().flat_map(Clone::clone);
    let mut sum = 0.0;
    let mut count = 0.0;
    for word in words {
        let row = probabilities.row(word);
        let of = |tag: Tag| row.get(tag.number()).copied().map_or(0.0, f64::from);
        sum += of(Tag::Begin(role)) + of(Tag::Inside(role));
        count += 1.0;
    }
    sum / f64::max(count, 1.0)
}

fn log_odds(probability: f64) -> f64 {
    let probability = probability.clamp(1e-9, 1.0 - 1e-9);
    libm::log(probability / (1.0 - probability)).clamp(-LIMIT, LIMIT)
}
