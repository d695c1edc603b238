//! A head of a tagger: from the hidden states of words to tags, which are numbers here.

use crate::chain::{Chain, Grid};
use crate::weights::{Fault, Matrix, Size, Weights};

/// A linear layer and a chain of tags.
#[derive(Debug, Clone)]
pub(crate) struct Head {
    linear: Linear,
    pub(crate) chain: Chain,
}

/// A linear layer: from hidden states to scores.
#[derive(Debug, Clone)]
pub(crate) struct Linear {
    /// Widened, because processors multiply and add pairs of 16 bits at once.
    weight: Matrix<i16>,
    scale: Vec<f32>,
    bias: Vec<f32>,
}

impl Head {
    /// Reads a head for `tags` tags on `width` hidden states.
    pub(crate) fn read(weights: &Weights<'_>, tags: usize, width: usize) -> Result<Self, Fault> {
        Ok(Self {
            linear: Linear::read(weights, tags, width)?,
            chain: Chain::read(weights, "crf", tags)?,
        })
    }

    /// Returns the score of each tag of each word, given the hidden states of the words.
    pub(crate) fn emissions(&self, hidden: &[i8]) -> Grid<f32> {
        self.linear.scores(hidden)
    }
}

impl Linear {
    /// Reads a layer of `rows` scores on `width` hidden states.
    pub(crate) fn read(weights: &Weights<'_>, rows: usize, width: usize) -> Result<Self, Fault> {
        let (size, columns) = (Size::Exactly(rows), Size::Exactly(width));
        Ok(Self {
            weight: weights
                .matrix::<i8>("out.weight", size, columns)?
                .map(i16::from),
            scale: weights.vector("out.scale", rows)?,
            bias: weights.vector("out.bias", rows)?,
        })
    }

    /// Returns the scores of each word, given the hidden states of the words.
    pub(crate) fn scores(&self, hidden: &[i8]) -> Grid<f32> {
        let width = self.weight.columns;
        let mut scores = Vec::with_capacity(hidden.len() / width.max(1) * self.scale.len());
        let mut widened = vec![0; width];
        for word in hidden.chunks_exact(width.max(1)) {
            for (widened, state) in widened.iter_mut().zip(word) {
                *widened = i16::from(*state);
            }
            let rows = self.weight.values.chunks_exact(width);
            for ((row, scale), bias) in rows.zip(&self.scale).zip(&self.bias) {
                scores.push(product(row, &widened) as f32 * scale + bias);
            }
        }
        Grid {
            values: scores,
            columns: self.scale.len(),
        }
    }
}

fn product(weights: &[i16], hidden: &[i16]) -> i32 {
    let both = weights.iter().zip(hidden);
    both.map(|(weight, state)| i32::from(*weight) * i32::from(*state))
        .sum()
}
