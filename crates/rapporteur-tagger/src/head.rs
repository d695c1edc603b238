//! A head of a tagger: from the hidden states of words to tags, which are numbers here.

use crate::chain::{Chain, Grid};
use crate::kernel::Kernel;
use crate::layer::Linear;
use crate::weights::{Fault, Matrix, Size, Weights};

/// A linear layer and a chain of tags.
#[derive(Debug, Clone)]
pub(crate) struct Head {
    scores: Scores,
    pub(crate) chain: Chain,
}

/// A linear layer: from hidden states to scores.
#[derive(Debug, Clone)]
pub(crate) struct Scores {
    kernel: Kernel,
    linear: Linear,
}

impl Head {
    /// Reads a head for `tags` tags on `width` hidden states.
    pub(crate) fn read(
        weights: &Weights<'_>,
        kernel: Kernel,
        tags: usize,
        width: usize,
    ) -> Result<Self, Fault> {
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
    ) -> Result<Self, Fault> {
        let (size, columns) = (Size::Exactly(rows), Size::Exactly(width));
        let matrix: Matrix<i8> = weights.matrix("out.weight", size, columns)?;
        let scale = weights.vector("out.scale", rows)?;
        let bias = weights.vector("out.bias", rows)?;
        Ok(Self {
            kernel,
            linear: Linear::new(kernel.arrangement(), matrix, scale, bias),
        })
    }

    /// Returns the scores of each word, given the hidden states of the words.
    pub(crate) fn of(&self, hidden: &[i8]) -> Grid<f32> {
        Grid {
            values: self.kernel.score(&self.linear, hidden),
            columns: self.linear.values(),
        }
    }
}
