//! Layer normalisation (Ba, Kiros and Hinton 2016).

use rapporteur_tagger::{Kernel, Matrix, Size, Weights, WeightsError, Wide};

use crate::encoder::WIDTH;
use crate::lanes::sum_of;

/// Keeps a row of equal numbers from being divided by nothing; BERT's.
const LEAST_VARIANCE: f32 = 1e-12;

/// Weights and biases of a normalisation.
#[derive(Debug, Clone)]
pub(crate) struct Norm(Matrix<f32>);

impl Norm {
    pub(crate) fn read(weights: &Weights<'_>, name: &str) -> Result<Self, WeightsError> {
        let (rows, columns) = (Size::Exactly(2), Size::Exactly(WIDTH));
        Ok(Self(weights.matrix(name, rows, columns)?))
    }

    /// Adds a row to each row, and normalises the sums.
    pub(crate) fn add(&self, kernel: Kernel, rows: &mut [f32], added: &[f32]) {
        kernel.widely(Add {
            weight: self.0.row(0),
            bias: self.0.row(1),
            rows,
            added,
        });
    }
}

struct Add<'a> {
    weight: &'a [f32],
    bias: &'a [f32],
    rows: &'a mut [f32],
    added: &'a [f32],
}

impl Wide for Add<'_> {
    type Output = ();

    #[inline(always)]
    fn run(self) {
        let rows = self.rows.as_chunks_mut::<WIDTH>().0.iter_mut();
        for (row, added) in rows.zip(self.added.as_chunks::<WIDTH>().0) {
            for (number, added) in row.iter_mut().zip(added) {
                *number += added;
            }
            let mean = sum_of(row, row, |number, _| number) / WIDTH as f32;
            let square = |number: f32, _| (number - mean) * (number - mean);
            let variance = sum_of(row, row, square) / WIDTH as f32;
            let factor = 1.0 / (variance + LEAST_VARIANCE).sqrt();
            let numbers = row.iter_mut().zip(self.weight.iter().zip(self.bias));
            for (number, (weight, bias)) in numbers {
                *number = (*number - mean) * factor * weight + bias;
            }
        }
    }
}
