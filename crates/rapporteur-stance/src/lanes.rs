//! Sums in 16 lanes: an order of additions that vector instructions of any width can keep.

/// How many sums run side by side.
pub(crate) const LANES: usize = 16;

/// A number for each lane.
pub(crate) type Lanes = [f32; LANES];

/// Adds to each sum a number of its lane, times a factor.
#[inline(always)]
pub(crate) fn add_times(sums: &mut Lanes, factor: f32, numbers: &Lanes) {
    for (sum, number) in sums.iter_mut().zip(numbers) {
        *sum += factor * number;
    }
}

/// Adds to each of four rows of sums the same numbers, times a factor of its own.
///
/// Written out: compilers take a loop over the rows for the one to run side by side, and fetch each
/// lane alone.
#[inline(always)]
pub(crate) fn add_to_four(sums: &mut [Lanes; 4], factors: &[f32; 4], numbers: &Lanes) {
    let [first, second, third, fourth] = sums;
    add_times(first, factors[0], numbers);
    add_times(second, factors[1], numbers);
    add_times(third, factors[2], numbers);
    add_times(fourth, factors[3], numbers);
}

/// Returns the sum of what `term` makes of each pair of numbers: first in lanes, then the lanes in
/// their order. What is left after the last whole 16 is dropped.
#[inline(always)]
pub(crate) fn sum_of(one: &[f32], two: &[f32], term: impl Fn(f32, f32) -> f32) -> f32 {
    let mut sums = [0.0; LANES];
    for (one, two) in one.as_chunks().0.iter().zip(two.as_chunks().0) {
        let (one, two): (&Lanes, &Lanes) = (one, two);
        for (sum, (one, two)) in sums.iter_mut().zip(one.iter().zip(two)) {
            *sum += term(*one, *two);
        }
    }
    total(&sums)
}

/// Returns the sum of the products of two rows.
#[inline(always)]
pub(crate) fn product(one: &[f32], two: &[f32]) -> f32 {
    sum_of(one, two, |one, two| one * two)
}

/// Adds the lanes in their order.
#[inline(always)]
pub(crate) fn total(sums: &Lanes) -> f32 {
    sums.iter().fold(0.0, |total, sum| total + sum)
}
