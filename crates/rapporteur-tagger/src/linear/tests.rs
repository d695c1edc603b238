//! A linear layer gives what its definition says, on every kernel, whatever rows there are.

use proptest::prelude::*;

use super::*;
use crate::made::Random;

fn numbers(random: &mut Random, count: usize) -> Vec<i8> {
    (0..count).map(|_| random.next() as i8).collect()
}

fn fractions(random: &mut Random, count: usize) -> Vec<f32> {
    let fraction = |random: &mut Random| random.below(2_001) as f32 / 1_000.0 - 1.0;
    (0..count).map(|_| fraction(random)).collect()
}

/// The value of one row for another, as the documentation of [`Linear::apply`] has it.
fn value(weights: &[i8], row: &[i8], step: f32, scale: f32, bias: f32) -> f32 {
    let products = weights.iter().zip(row);
    let sum: i32 = products
        .map(|(weight, value)| i32::from(*weight) * i32::from(*value).max(-127))
        .sum();
    sum as f32 * step * scale + bias
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]

    #[test]
    fn every_kernel_gives_the_defined_value(
        rows in 1_usize..140,
        groups in 1_usize..240,
        count in 0_usize..140,
        seed: u64,
    ) {
        let columns = 4 * groups;
        let mut random = Random(seed);
        let matrix = Matrix { values: numbers(&mut random, rows * columns), rows, columns };
        let (scale, bias) = (fractions(&mut random, rows), fractions(&mut random, rows));
        let mut input = Quantised::whole(numbers(&mut random, count * columns), columns);
        input.steps = fractions(&mut random, count);
        let expected: Vec<f32> = (0..count * rows).map(|at| {
            let (place, row) = (at / rows, at % rows);
            let values = &input.values[place * columns..(place + 1) * columns];
            value(matrix.row(row), values, input.steps[place], scale[row], bias[row])
        }).collect();
        for kernel in Kernel::available() {
            let linear = Linear::new(kernel, &matrix, &scale, &bias);
            prop_assert_eq!(linear.apply(&input), &expected[..], "{}", kernel.name());
        }
    }
}

#[test]
fn another_number_of_columns_gives_nothing() {
    let (values, rows, columns) = (vec![1; 32], 2, 16);
    let matrix = Matrix {
        values,
        rows,
        columns,
    };
    let linear = Linear::new(Kernel::fastest(), &matrix, &[1.0; 2], &[0.0; 2]);
    assert_eq!(
        linear.apply(&Quantised::whole(vec![1; 20], 20)),
        Vec::<f32>::new()
    );
}
