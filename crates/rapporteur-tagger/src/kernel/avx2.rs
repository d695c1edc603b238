//! Sums by AVX2: pairs of 16-bit products, added in 32 bits.

// The one reason for unsafe code in this workspace: instructions that not every processor has.
#![allow(unsafe_code)]

use std::arch::x86_64::{
    __m256i, _mm_loadu_si128, _mm256_add_epi32, _mm256_cvtepi8_epi16, _mm256_loadu_si256,
    _mm256_madd_epi16, _mm256_set1_epi32, _mm256_setzero_si256, _mm256_storeu_si256,
};

use super::{Line, Sums, Wide};
use crate::gates::Gates;
use crate::layer::{self, Direction, Steps};
use crate::linear::{self, Linear};
use crate::quantised::Quantised;

/// The proof that the processor has AVX2: only [`Avx2::detect`] makes one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Avx2(());

impl Avx2 {
    pub(super) fn detect() -> Option<Self> {
        is_x86_feature_detected!("avx2").then_some(Self(()))
    }

    pub(super) fn run(self, direction: &Direction, steps: Steps<'_>) {
        // SAFETY: `self` is the proof that the processor has AVX2.
        unsafe { run(self, direction, steps) }
    }

    pub(super) fn score(self, linear: &Linear, input: &Quantised, values: &mut [f32]) {
        // SAFETY: `self` is the proof that the processor has AVX2.
        unsafe { score(self, linear, input, values) }
    }

    pub(super) fn widely<W: Wide>(self, work: W) -> W::Output {
        // SAFETY: `self` is the proof that the processor has AVX2.
        unsafe { widely(work) }
    }
}

#[target_feature(enable = "avx2")]
fn run(kernel: Avx2, direction: &Direction, steps: Steps<'_>) {
    layer::run(kernel, direction, steps);
}

#[target_feature(enable = "avx2")]
fn score(kernel: Avx2, linear: &Linear, input: &Quantised, values: &mut [f32]) {
    linear::score(kernel, linear, input, values);
}

#[target_feature(enable = "avx2")]
fn widely<W: Wide>(work: W) -> W::Output {
    work.run()
}

impl Sums for Avx2 {
    /// Two pairs of 16-bit numbers.
    type Active = [i32; 2];

    const OFFSET: i32 = 0;

    /// A line for each gate: the first two columns of all rows, row after row, then the others.
    fn arrange(gates: &[[[i8; 4]; 16]; 4]) -> [Line; 4] {
        let place = |at: usize| (at % 32 / 2, at / 32 * 2 + at % 2);
        gates.map(|rows| {
            Line(std::array::from_fn(|at| {
                let (row, column) = place(at);
                rows[row][column]
            }))
        })
    }

    fn encode(values: [i8; 4]) -> Self::Active {
        let pair = |low: i8, high: i8| (i32::from(high) << 16) | (i32::from(low) & 0xffff);
        [pair(values[0], values[1]), pair(values[2], values[3])]
    }

    #[inline(always)]
    fn add<const STEPS: usize>(
        self,
        lines: &[[Line; 4]],
        active: &[[Self::Active; STEPS]],
        sums: &mut [Gates<i32>; STEPS],
    ) {
        // SAFETY: `self` is the proof that the processor has AVX2.
        unsafe {
            // Eight sums at a time leave room in 16 registers for weights and activations.
            if STEPS == 1 {
                add_gates::<STEPS, 4>(lines, active, sums, 0);
            } else {
                for gate in 0..4 {
                    add_gates::<STEPS, 1>(lines, active, sums, gate);
                }
            }
        }
    }
}

#[inline]
#[target_feature(enable = "avx2")]
fn add_gates<const STEPS: usize, const GATES: usize>(
    lines: &[[Line; 4]],
    active: &[[[i32; 2]; STEPS]],
    sums: &mut [Gates<i32>; STEPS],
    first: usize,
) {
    let mut total = [[[_mm256_setzero_si256(); 2]; GATES]; STEPS];
    for (line, active) in lines.iter().zip(active) {
        for gate in 0..GATES {
            let weights = widen(&line[first + gate]);
            for step in 0..STEPS {
                for (pair, weights) in weights.iter().enumerate() {
                    let active = _mm256_set1_epi32(active[step][pair]);
                    for half in 0..2 {
                        let products = _mm256_madd_epi16(weights[half], active);
                        let total = &mut total[step][gate][half];
                        *total = _mm256_add_epi32(*total, products);
                    }
                }
            }
        }
    }
    for (sums, total) in sums.iter_mut().zip(&total) {
        for (gate, total) in total.iter().enumerate() {
            add_to(&mut sums[first + gate], total);
        }
    }
}

/// Returns the weights in 16 bits: for each pair of columns, rows 0 to 7 and rows 8 to 15.
#[inline]
#[target_feature(enable = "avx2")]
fn widen(line: &Line) -> [[__m256i; 2]; 2] {
    let (quarters, _) = line.0.as_chunks::<16>();
    let quarter = |at: usize| {
        let quarter: &[i8; 16] = &quarters[at];
        // SAFETY: the reference covers the 16 bytes that are read, at any alignment.
        _mm256_cvtepi8_epi16(unsafe { _mm_loadu_si128(quarter.as_ptr().cast()) })
    };
    [[quarter(0), quarter(1)], [quarter(2), quarter(3)]]
}

#[inline]
#[target_feature(enable = "avx2")]
fn add_to(sums: &mut [i32; 16], total: &[__m256i; 2]) {
    let (halves, _) = sums.as_chunks_mut::<8>();
    for (half, total) in halves.iter_mut().zip(total) {
        let pointer = half.as_mut_ptr().cast();
        // SAFETY: the reference covers the 32 bytes that are read and written, at any alignment.
        unsafe {
            let before = _mm256_loadu_si256(pointer);
            _mm256_storeu_si256(pointer, _mm256_add_epi32(before, *total));
        }
    }
}
