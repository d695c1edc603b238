//! Sums by AVX-512 VNNI: four products of an unsigned and a signed byte, added in 32 bits.

// The one reason for unsafe code in this workspace: instructions that not every processor has.
#![allow(unsafe_code)]

use std::arch::x86_64::{
    _mm512_dpbusd_epi32, _mm512_load_si512, _mm512_loadu_si512, _mm512_set1_epi32,
    _mm512_setzero_si512, _mm512_storeu_si512,
};

use super::{Line, Sums, Wide};
use crate::gates::Gates;
use crate::layer::{self, Direction, Steps};
use crate::linear::{self, Linear};
use crate::quantised::Quantised;

/// The proof that the processor has AVX-512 with VNNI: only [`Vnni::detect`] makes one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Vnni(());

impl Vnni {
    pub(super) fn detect() -> Option<Self> {
        (is_x86_feature_detected!("avx512f")
            && is_x86_feature_detected!("avx512bw")
            && is_x86_feature_detected!("avx512vl")
            && is_x86_feature_detected!("avx512dq")
            && is_x86_feature_detected!("avx512vnni"))
        .then_some(Self(()))
    }

    pub(super) fn run(self, direction: &Direction, steps: Steps<'_>) {
        // SAFETY: `self` is the proof that the processor has these instructions.
        unsafe { run(self, direction, steps) }
    }

    pub(super) fn score(self, linear: &Linear, input: &Quantised, values: &mut [f32]) {
        // SAFETY: `self` is the proof that the processor has these instructions.
        unsafe { score(self, linear, input, values) }
    }

    pub(super) fn widely<W: Wide>(self, work: W) -> W::Output {
        // SAFETY: `self` is the proof that the processor has these instructions.
        unsafe { widely(work) }
    }
}

#[target_feature(enable = "avx512f,avx512bw,avx512vl,avx512dq,avx512vnni")]
fn run(kernel: Vnni, direction: &Direction, steps: Steps<'_>) {
    layer::run(kernel, direction, steps);
}

#[target_feature(enable = "avx512f,avx512bw,avx512vl,avx512dq,avx512vnni")]
fn score(kernel: Vnni, linear: &Linear, input: &Quantised, values: &mut [f32]) {
    linear::score(kernel, linear, input, values);
}

#[target_feature(enable = "avx512f,avx512bw,avx512vl,avx512dq,avx512vnni")]
fn widely<W: Wide>(work: W) -> W::Output {
    work.run()
}

impl Sums for Vnni {
    /// Four bytes, each 128 more than the activation.
    type Active = i32;

    const OFFSET: i32 = 128;

    /// A line for each gate: row after row.
    fn arrange(gates: &[[[i8; 4]; 16]; 4]) -> [Line; 4] {
        gates.map(|rows| Line(std::array::from_fn(|at| rows[at / 4][at % 4])))
    }

    fn encode(values: [i8; 4]) -> Self::Active {
        i32::from_le_bytes(values.map(|value| value.cast_unsigned() ^ 0x80))
    }

    #[inline(always)]
    fn add<const STEPS: usize>(
        self,
        lines: &[[Line; 4]],
        active: &[[Self::Active; STEPS]],
        sums: &mut [Gates<i32>; STEPS],
    ) {
        // SAFETY: `self` is the proof that the processor has these instructions.
        unsafe { add(lines, active, sums) }
    }
}

#[inline]
#[target_feature(enable = "avx512f,avx512bw,avx512vl,avx512dq,avx512vnni")]
fn add<const STEPS: usize>(
    lines: &[[Line; 4]],
    active: &[[i32; STEPS]],
    sums: &mut [Gates<i32>; STEPS],
) {
    let mut total = [[_mm512_setzero_si512(); 4]; STEPS];
    for (sums, total) in sums.iter().zip(&mut total) {
        for (sums, total) in sums.iter().zip(total) {
            // SAFETY: the reference covers the 64 bytes that are read, at any alignment.
            *total = unsafe { _mm512_loadu_si512(sums.as_ptr().cast()) };
        }
    }
    for (line, active) in lines.iter().zip(active) {
        let mut weights = [_mm512_setzero_si512(); 4];
        for (weights, line) in weights.iter_mut().zip(line) {
            // SAFETY: a line is 64 bytes long and lies on a multiple of 64.
            *weights = unsafe { _mm512_load_si512(line.0.as_ptr().cast()) };
        }
        for (total, active) in total.iter_mut().zip(active) {
            let active = _mm512_set1_epi32(*active);
            for (total, weights) in total.iter_mut().zip(weights) {
                *total = _mm512_dpbusd_epi32(*total, active, weights);
            }
        }
    }
    for (sums, total) in sums.iter_mut().zip(total) {
        for (sums, total) in sums.iter_mut().zip(total) {
            // SAFETY: the reference covers the 64 bytes that are written, at any alignment.
            unsafe { _mm512_storeu_si512(sums.as_mut_ptr().cast(), total) };
        }
    }
}
