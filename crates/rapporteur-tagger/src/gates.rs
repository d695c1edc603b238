//! What happens between the sums: the gates of 16 units at one step, in single precision.
//!
//! Rust never contracts a product and a sum into one fused operation, and never changes their
//! order; IEEE 754 defines each operation to the last bit. So the compiler may turn these loops
//! into the vector instructions of any processor, and the result stays the same everywhere.

/// One value for each gate (input, forget, cell, output) and each of 16 units.
pub(crate) type Gates<T> = [[T; 16]; 4];

/// The weight of each row's sum.
pub(crate) type Scale = Gates<f32>;

/// Writes `sums` in single precision, scaled and moved by the bias.
#[inline(always)]
pub(crate) fn project(
    sums: &Gates<i32>,
    scale: &Scale,
    bias: &Gates<f32>,
    projected: &mut Gates<f32>,
) {
    let numbers = sums.as_flattened().iter().zip(scale.as_flattened());
    let projected = projected.as_flattened_mut().iter_mut();
    for (((sum, scale), bias), projected) in numbers.zip(bias.as_flattened()).zip(projected) {
        *projected = *sum as f32 * scale + bias;
    }
}

/// Updates the cells of 16 units and returns their hidden states in steps of 1/127.
#[inline(always)]
pub(crate) fn update(
    projected: &Gates<f32>,
    sums: &Gates<i32>,
    scale: &Scale,
    cell: &mut [f32; 16],
) -> [i8; 16] {
    let mut hidden = [0; 16];
    for unit in 0..16 {
        let before =
            |gate: usize| projected[gate][unit] + sums[gate][unit] as f32 * scale[gate][unit];
        let input = sigmoid(before(0));
        let forget = sigmoid(before(1));
        let candidate = tanh(before(2));
        let output = sigmoid(before(3));
        cell[unit] = forget * cell[unit] + input * candidate;
        hidden[unit] = round(output * tanh(cell[unit]) * 127.0);
    }
    hidden
}

/// Returns the hyperbolic tangent, off by less than 1e-4: Lambert's continued fraction, cut off
/// after the seventh power.
#[inline(always)]
#[must_use]
pub fn tanh(x: f32) -> f32 {
    let x = clamp(x, 5.0);
    let square = x * x;
    let above = x * (135_135.0 + square * (17_325.0 + square * (378.0 + square)));
    let below = 135_135.0 + square * (62_370.0 + square * (3_150.0 + square * 28.0));
    clamp(above / below, 1.0)
}

#[inline(always)]
fn sigmoid(x: f32) -> f32 {
    0.5 + 0.5 * tanh(0.5 * x)
}

#[inline(always)]
fn clamp(x: f32, limit: f32) -> f32 {
    let x = if x < -limit { -limit } else { x };
    if x > limit { limit } else { x }
}

/// Rounds a number of at most 127 to the nearest whole number, halves to the even one.
#[inline(always)]
pub(crate) fn round(x: f32) -> i8 {
    // Near 1.5 * 2^23 single precision counts in ones: the addition rounds, and the lowest bits of
    // the sum are the whole number.
    (x + 12_582_912.0).to_bits() as i8
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tanh_is_near_the_true_one() {
        for step in -60_000..=60_000_i32 {
            let x = step as f32 / 10_000.0;
            let error = f64::from(tanh(x)) - libm::tanh(f64::from(x));
            assert!(error.abs() < 1e-4, "tanh({x}) is off by {error}");
            assert!(tanh(x).abs() <= 1.0);
        }
    }

    #[test]
    fn halves_round_to_the_even_number() {
        let cases = [
            (0.5, 0),
            (1.5, 2),
            (-0.5, 0),
            (-1.5, -2),
            (126.5, 126),
            (126.7, 127),
            (-127.0, -127),
        ];
        for (x, expected) in cases {
            assert_eq!(round(x), expected, "{x}");
        }
    }
}
