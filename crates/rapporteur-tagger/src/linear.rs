//! A linear layer in integers.

use crate::gates::Gates;
use crate::kernel::{Kernel, Sums};
use crate::packed::{BLOCK, Order, Packed, encode};
use crate::quantised::Quantised;
use crate::weights::{Matrix, Size, Weights, WeightsError};

/// How many rows are multiplied before the next tile of weights is taken up: enough to use each
/// weight often, few enough for the level 2 cache.
const CHUNK: usize = 128;

/// How many fours of columns are multiplied at a time, so that a tile's part stays in the level 1
/// cache from one row to the next.
const SLICE: usize = 96;

/// A linear layer: a matrix of 8-bit weights with a scale for each row, and a bias.
#[derive(Debug, Clone)]
pub struct Linear {
    kernel: Kernel,
    weights: Packed,
    bias: Vec<Gates<f32>>,
    /// How many rows there are, without the padding.
    values: usize,
}

impl Linear {
    /// Reads a layer of `rows` rows of `columns` columns, which come in fours; `names` are the
    /// tensors of its weights, its scales and its bias.
    ///
    /// # Errors
    ///
    /// A [`WeightsError`] where a tensor is missing or has other sizes.
    pub fn read(
        weights: &Weights<'_>,
        kernel: Kernel,
        names: [&str; 3],
        rows: usize,
        columns: usize,
    ) -> Result<Self, WeightsError> {
        let [matrix, scale, bias] = names;
        let rows = Size::Exactly(rows);
        let matrix = weights.matrix(matrix, rows, Size::Exactly(columns))?;
        let scale = weights.vector(scale, rows)?;
        let bias = weights.vector(bias, rows)?;
        Ok(Self::new(kernel, &matrix, &scale, &bias))
    }

    /// Packs a layer of as many rows as there are scales and biases.
    fn new(kernel: Kernel, matrix: &Matrix<i8>, scale: &[f32], bias: &[f32]) -> Self {
        Self {
            kernel,
            weights: Packed::new(kernel.arrangement(), Order::Rows, matrix, scale),
            bias: Order::Rows.tiles(bias),
            values: matrix.rows,
        }
    }

    /// Returns how many values it has for each row of its input.
    #[must_use]
    pub fn values(&self) -> usize {
        self.values
    }

    /// Returns its values for each row of the input, one row after the other: the sum of products,
    /// times the row's step, times the scale, plus the bias. Nothing where the input has another
    /// number of columns.
    ///
    /// No value depends on what other rows there are.
    #[must_use]
    pub fn apply(&self, input: &Quantised) -> Vec<f32> {
        if input.columns != self.weights.columns {
            return Vec::new();
        }
        let mut values = vec![0.0; input.steps.len() * self.values];
        self.kernel.score(self, input, &mut values);
        values
    }
}

/// Writes the values of a linear layer for each row of the input.
///
/// Inlined into a function for each kernel, so that the loops are compiled for the kernel's
/// instructions.
#[inline(always)]
pub(crate) fn score<K: Sums>(kernel: K, linear: &Linear, input: &Quantised, values: &mut [f32]) {
    let columns = linear.weights.columns;
    let groups = columns / 4;
    let most = input.steps.len().min(CHUNK);
    let mut active = vec![[K::Active::default(); BLOCK]; most.div_ceil(BLOCK) * groups];
    let mut sums = vec![[[[0; 16]; 4]; BLOCK]; most.div_ceil(BLOCK)];
    let chunks = input.values.chunks(CHUNK * columns.max(1));
    let places = values.chunks_mut(CHUNK * linear.values.max(1));
    for ((rows, steps), values) in chunks.zip(input.steps.chunks(CHUNK)).zip(places) {
        for (place, row) in rows.chunks_exact(columns.max(1)).enumerate() {
            encode::<K>(row, place, &mut active);
        }
        let blocks = steps.len().div_ceil(BLOCK);
        for (tile, bias) in linear.bias.iter().enumerate() {
            let (lines, start, scale) = linear.weights.tile(tile);
            sums[..blocks].fill([*start; BLOCK]);
            for (slice, lines) in lines.chunks(SLICE).enumerate() {
                for (block, sums) in sums[..blocks].iter_mut().enumerate() {
                    let first = block * groups + slice * SLICE;
                    kernel.add(lines, &active[first..], sums);
                }
            }
            let rows = values.chunks_exact_mut(linear.values).zip(steps);
            for ((values, step), sums) in rows.zip(sums.as_flattened()) {
                write(sums, *step, scale, bias, &mut values[tile * 64..]);
            }
        }
    }
}

/// Writes the values of a tile's rows, as many as there is room for.
#[inline(always)]
fn write(sums: &Gates<i32>, step: f32, scale: &Gates<f32>, bias: &Gates<f32>, values: &mut [f32]) {
    let numbers = sums.as_flattened().iter().zip(scale.as_flattened());
    let numbers = numbers.zip(bias.as_flattened());
    let value = |((sum, scale), bias): ((&i32, &f32), &f32)| *sum as f32 * step * scale + bias;
    match values.first_chunk_mut::<64>() {
        Some(values) => (values.iter_mut().zip(numbers)).for_each(|(place, n)| *place = value(n)),
        None => (values.iter_mut().zip(numbers)).for_each(|(place, n)| *place = value(n)),
    }
}

#[cfg(test)]
mod tests;
