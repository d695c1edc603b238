//! Sums in plain Rust, for every processor.

use super::{Line, Sums};
use crate::gates::Gates;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Portable;

impl Sums for Portable {
    type Active = [i16; 4];

    const OFFSET: i32 = 0;

    /// A line for each column: gate after gate, row after row.
    fn arrange(gates: &[[[i8; 4]; 16]; 4]) -> [Line; 4] {
        std::array::from_fn(|column| {
            Line(std::array::from_fn(|at| gates[at / 16][at % 16][column]))
        })
    }

    fn encode(values: [i8; 4]) -> Self::Active {
        values.map(i16::from)
    }

    #[inline(always)]
    fn add<const STEPS: usize>(
        self,
        lines: &[[Line; 4]],
        active: &[[Self::Active; STEPS]],
        sums: &mut [Gates<i32>; STEPS],
    ) {
        for (step, sums) in sums.iter_mut().enumerate() {
            for (columns, active) in lines.iter().zip(active) {
                add_columns(sums.as_flattened_mut(), columns, active[step]);
            }
        }
    }
}

/// Adds four columns, each times its activation.
///
/// The loops run over all rows, and products stay in 16 bits as long as they fit: compilers turn
/// this into vector instructions, eight products at a time.
#[inline(always)]
fn add_columns(sums: &mut [i32], columns: &[Line; 4], active: [i16; 4]) {
    let [first, second, third, fourth] = columns;
    let left = pair(first, second, active[0], active[1]);
    let right = pair(third, fourth, active[2], active[3]);
    for (sum, (left, right)) in sums.iter_mut().zip(left.iter().zip(&right)) {
        *sum += i32::from(*left) + i32::from(*right);
    }
}

/// Returns the sum of two columns, each times its activation. Weights are 128 at most and
/// activations 127, so two products fit 16 bits.
#[inline(always)]
fn pair(first: &Line, second: &Line, for_first: i16, for_second: i16) -> [i16; 64] {
    let mut sums = [0; 64];
    for (sum, (first, second)) in sums.iter_mut().zip(first.0.iter().zip(&second.0)) {
        *sum = i16::from(*first) * for_first + i16::from(*second) * for_second;
    }
    sums
}
