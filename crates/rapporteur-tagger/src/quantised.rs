//! Rows of single-precision numbers, counted in steps.

use crate::gates::round;
use crate::kernel::{Kernel, Wide};

/// Rows of 8-bit numbers, each with a step: a number stands for so many steps.
#[derive(Debug, Clone, PartialEq)]
pub struct Quantised {
    pub(crate) columns: usize,
    /// From -127 to 127.
    pub(crate) values: Vec<i8>,
    pub(crate) steps: Vec<f32>,
}

impl Quantised {
    /// Counts each row of single-precision numbers in steps of 1/127 of its largest magnitude,
    /// rounded to the nearest, halves to the even one.
    ///
    /// The numbers are finite; what is left after the last whole row is dropped.
    #[must_use]
    pub fn of(kernel: Kernel, rows: &[f32], columns: usize) -> Self {
        kernel.widely(Quantise { rows, columns })
    }

    /// Takes rows that are whole numbers already, in steps of one; below -127 counts as -127.
    #[must_use]
    pub fn whole(mut values: Vec<i8>, columns: usize) -> Self {
        for value in &mut values {
            *value = (*value).max(-127);
        }
        Self {
            steps: vec![1.0; values.len() / columns.max(1)],
            columns,
            values,
        }
    }
}

/// The rows to be quantised.
struct Quantise<'a> {
    rows: &'a [f32],
    columns: usize,
}

/// Rows with no larger magnitude are zero: the number of steps in one would be infinite.
const LEAST: f32 = 1e-30;

impl Wide for Quantise<'_> {
    type Output = Quantised;

    #[inline(always)]
    fn run(self) -> Quantised {
        let columns = self.columns.max(1);
        let count = self.rows.len() / columns;
        let mut made = Quantised {
            columns: self.columns,
            values: vec![0; count * columns],
            steps: vec![0.0; count],
        };
        let rows = self.rows.chunks_exact(columns);
        let places = made.values.chunks_exact_mut(columns).zip(&mut made.steps);
        for (row, (values, step)) in rows.zip(places) {
            let most = largest(row);
            if most <= LEAST {
                continue;
            }
            let inverse = 127.0 / most;
            *step = most / 127.0;
            for (value, number) in values.iter_mut().zip(row) {
                *value = round(number * inverse);
            }
        }
        made
    }
}

/// Returns the largest magnitude.
#[inline(always)]
fn largest(row: &[f32]) -> f32 {
    let larger = |one: f32, two: f32| if one > two { one } else { two };
    let (chunks, rest) = row.as_chunks::<16>();
    let mut lanes = [0.0; 16];
    for chunk in chunks {
        for (lane, number) in lanes.iter_mut().zip(chunk) {
            *lane = larger(number.abs(), *lane);
        }
    }
    let numbers = lanes.into_iter().chain(rest.iter().copied());
    numbers.fold(0.0, |most, number| larger(number.abs(), most))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn rows_are_near(
            rows in prop::collection::vec(-2_000_f32..2_000.0, 0..300),
            columns in 1_usize..70,
        ) {
            let expected = Quantised::of(Kernel::fastest(), &rows, columns);
            prop_assert_eq!(expected.steps.len(), rows.len() / columns);
            for kernel in Kernel::available() {
                let made = Quantised::of(kernel, &rows, columns);
                prop_assert_eq!(&made, &expected);
                for (place, (value, number)) in made.values.iter().zip(&rows).enumerate() {
                    let step = made.steps[place / columns];
                    let error = f32::from(*value) * step - number;
                    prop_assert!(error.abs() <= step * 0.501, "{number} is off by {error}");
                }
            }
        }
    }

    #[test]
    fn a_row_of_zeros_stays_zero() {
        let made = Quantised::of(Kernel::fastest(), &[0.0; 32], 16);
        assert_eq!((made.values, made.steps), (vec![0; 32], vec![0.0; 2]));
    }

    #[test]
    fn the_least_whole_number_is_the_negative_of_the_greatest() {
        let made = Quantised::whole(vec![-128, -127, 127], 3);
        assert_eq!(
            (made.values, made.steps),
            (vec![-127, -127, 127], vec![1.0])
        );
    }
}
