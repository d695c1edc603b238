//! A head of a tagger: from the hidden states of words to tags, which are numbers here.

use crate::chain::{Chain, Grid};
use crate::kernel::Kernel;
use crate::linear::Linear;
use crate::quantised::Quantised;
use crate::weights::{Weights, WeightsError};

/// A linear layer and a chain of tags.
#[derive(Debug, Clone)]
pub(crate) struct Head {
    scores: Scores,
    pub(crate) chain: Chain,
}

/// A linear layer: from hidden states to scores.
#[derive(Debug, Clone)]
pub(crate) struct Scores {
    linear: Linear,
    /// How many hidden states a word has.
    width: usize,
}

impl Head {
    /// Reads a head for `tags` tags on `width` hidden states.
    pub(crate) fn read(
        weights: &Weights<'_>,
        kernel: Kernel,
        tags: usize,
        width: usize,
    ) -> Result<Self, WeightsError> {
        Ok(Self {
            scores: Scores::read(weights, kernel, tags, width)?,
            chain: Chain::read(weights, "crf", tags)?,
        })
    }

    /// Returns the score of each tag of each word, given the hidden states of the words.
    pub(crate) fn emissions(&self, hidden: &[i8]) -> Grid<f32> {
        self.scores.of(hidden)
    }
}

impl Scores {
    /// Reads a layer of `rows` scores on `width` hidden states, which come in fours.
    pub(crate) fn read(
        weights: &Weights<'_>,
        kernel: Kernel,
        rows: usize,
        width: usize,
    ) -> Result<Self, WeightsError> {
        let names = ["out.weight", "out.scale", "out.bias"];
        Ok(Self {
            linear: Linear::read(weights, kernel, names, rows, width)?,
            width,
        })
    }

    /// Returns the scores of each word, given the hidden states of the words.
    pub(crate) fn of(&self, hidden: &[i8]) -> Grid<f32> {
        Grid {
            values: (self.linear).apply(&Quantised::whole(hidden.to_vec(), self.width)),
            columns: self.linear.values(),
        }
    }
}
