//! The body of a tagger: from word pieces to the hidden states of words.

use crate::features::{Features, VALUES};
use crate::kernel::Kernel;
use crate::layer::{Direction, Steps};
use crate::packed::{Order, Packed};
use crate::pieces::UNKNOWN;
use crate::weights::{Matrix, Size, Weights, WeightsError};

/// Embeddings and the layers of an LSTM that reads in both directions.
#[derive(Debug, Clone)]
pub(crate) struct Body {
    pub(crate) kernel: Kernel,
    pieces: Matrix<i8>,
    features: [Matrix<i16>; 4],
    layers: Vec<Layer>,
}

/// A layer of an LSTM: both directions over the same steps.
#[derive(Debug, Clone)]
pub(crate) struct Layer {
    forward: Direction,
    backward: Direction,
}

/// The pieces of a text: `firsts` has the first piece of each word.
#[derive(Debug, Default)]
pub(crate) struct Input {
    pub(crate) pieces: Vec<u32>,
    pub(crate) firsts: Vec<usize>,
    pub(crate) features: Vec<Features>,
}

impl Input {
    /// Returns the pieces of each word.
    pub(crate) fn pieces_of_words(&self) -> impl Iterator<Item = &[u32]> {
        let ends = self
            .firsts
            .iter()
            .skip(1)
            .copied()
            .chain([self.pieces.len()]);
        let borders = self.firsts.iter().zip(ends);
        borders.map(|(first, end)| self.pieces.get(*first..end).unwrap_or_default())
    }
}

impl Body {
    pub(crate) fn read(weights: &Weights<'_>, kernel: Kernel) -> Result<Self, WeightsError> {
        let least = Size::AtLeast(UNKNOWN as usize + 1);
        let pieces: Matrix<i8> = weights.matrix("pieces", least, Size::Fours)?;
        let width = Size::Exactly(pieces.columns);
        let feature = |number: usize| {
            let values = VALUES.get(number).copied().unwrap_or_default();
            weights.matrix(&format!("features.{number}"), Size::AtLeast(values), width)
        };
        let features = [feature(0)?, feature(1)?, feature(2)?, feature(3)?];
        let mut layers = Vec::new();
        let mut columns = pieces.columns;
        while layers.is_empty() || weights.has(&format!("lstm.{}.f.input", layers.len())) {
            let layer = Layer::read(weights, kernel, layers.len(), columns)?;
            columns = layer.width();
            layers.push(layer);
        }
        Ok(Self {
            kernel,
            pieces,
            features,
            layers,
        })
    }

    /// Returns how many pieces there are weights for.
    pub(crate) fn known_pieces(&self) -> usize {
        self.pieces.rows
    }

    /// Returns how many hidden states a word has in the first layer.
    pub(crate) fn first_width(&self) -> usize {
        self.layers.first().map_or(0, Layer::width)
    }

    /// Returns how many hidden states a word has in the last layer.
    pub(crate) fn width(&self) -> usize {
        self.layers.last().map_or(0, Layer::width)
    }

    /// Returns the hidden states of each word's first piece in each layer, one word after the
    /// other.
    ///
    /// The pieces are read `chunk` at a time; the result does not depend on it.
    pub(crate) fn encode(&self, input: &Input, chunk: usize) -> Vec<Vec<i8>> {
        let mut rows = self.embed(input);
        let mut states = Vec::with_capacity(self.layers.len());
        for layer in &self.layers {
            rows = layer.run(self.kernel, &rows, input.pieces.len(), chunk);
            let width = layer.width();
            let mut of_words = Vec::with_capacity(input.firsts.len() * width);
            for first in &input.firsts {
                let range = first * width..(first + 1) * width;
                of_words.extend_from_slice(rows.get(range).unwrap_or_default());
            }
            states.push(of_words);
        }
        states
    }

    /// Returns the sum of piece and feature vectors, clamped to 127 steps either way.
    fn embed(&self, input: &Input) -> Vec<i8> {
        let width = self.pieces.columns;
        let mut rows = Vec::with_capacity(input.pieces.len() * width);
        let mut word_sum = vec![0_i32; width];
        for (pieces, features) in input.pieces_of_words().zip(&input.features) {
            word_sum.fill(0);
            for (table, value) in self.features.iter().zip(features) {
                for (sum, step) in word_sum.iter_mut().zip(table.row((*value).into())) {
                    *sum += i32::from(*step);
                }
            }
            for piece in pieces {
                let row = self.pieces.row(*piece as usize).iter().zip(&word_sum);
                rows.extend(row.map(|(step, sum)| (i32::from(*step) + sum).clamp(-127, 127) as i8));
            }
        }
        rows
    }
}

impl Layer {
    /// Reads the layer of that number, for steps of `columns` values.
    pub(crate) fn read(
        weights: &Weights<'_>,
        kernel: Kernel,
        number: usize,
        columns: usize,
    ) -> Result<Self, WeightsError> {
        let forward = format!("lstm.{number}.f");
        let hidden = format!("{forward}.hidden");
        let units = weights
            .matrix::<i8>(&hidden, Size::Fours, Size::Fours)?
            .columns;
        let direction = |prefix: &str, backward| -> Result<Direction, WeightsError> {
            let packed = |part: &str, columns: usize| -> Result<Packed, WeightsError> {
                let name = format!("{prefix}.{part}");
                let (rows, columns) = (Size::Exactly(4 * units), Size::Exactly(columns));
                let matrix: Matrix<i8> = weights.matrix(&name, rows, columns)?;
                let scale = weights.vector(&format!("{name}_scale"), Size::Exactly(4 * units))?;
                Ok(Packed::new(
                    kernel.arrangement(),
                    Order::Gates,
                    &matrix,
                    &scale,
                ))
            };
            let bias = |prefix: &str| {
                weights.vector::<f32>(&format!("{prefix}.bias"), Size::Exactly(4 * units))
            };
            Ok(Direction {
                input: packed("input", columns)?,
                recurrent: packed("hidden", units)?,
                bias: Order::Gates.tiles(&bias(prefix)?),
                units,
                backward,
            })
        };
        Ok(Self {
            forward: direction(&forward, false)?,
            backward: direction(&format!("lstm.{number}.b"), true)?,
        })
    }

    /// Returns how many hidden states a step has.
    pub(crate) fn width(&self) -> usize {
        self.forward.units + self.backward.units
    }

    /// Returns the hidden states of each of `count` steps.
    pub(crate) fn run(&self, kernel: Kernel, rows: &[i8], count: usize, chunk: usize) -> Vec<i8> {
        let width = self.width();
        let mut hidden = vec![0; count * width];
        for (direction, offset) in [(&self.forward, 0), (&self.backward, self.forward.units)] {
            let steps = Steps {
                rows,
                hidden: &mut hidden,
                width,
                offset,
                chunk,
            };
            kernel.run(direction, steps);
        }
        hidden
    }
}

#[cfg(test)]
mod tests;
