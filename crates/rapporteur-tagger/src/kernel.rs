//! Exact sums of products, by the fastest instructions that this processor has.
//!
//! A kernel only adds whole numbers, and those give the same sum in any order. Everything else is
//! one plain function for all kernels (`layer.rs`, `linear.rs`, `gates.rs`, and each [`Wide`]), so
//! the choice never shows in what is read.

use crate::gates::Gates;
use crate::layer::{self, Direction, Steps};
use crate::linear::{self, Linear};
use crate::quantised::Quantised;

#[cfg(target_arch = "x86_64")]
mod avx2;
mod portable;
#[cfg(target_arch = "x86_64")]
mod vnni;

#[cfg(target_arch = "x86_64")]
use avx2::Avx2;
use portable::Portable;
#[cfg(target_arch = "x86_64")]
use vnni::Vnni;

/// Instructions that a tagger computes with.
///
/// All of them give the same bits; they differ in speed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Kernel(Choice);

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Choice {
    Portable(Portable),
    #[cfg(target_arch = "x86_64")]
    Avx2(Avx2),
    #[cfg(target_arch = "x86_64")]
    Vnni(Vnni),
}

impl Kernel {
    /// Returns the kernels that this processor can run, the fastest first.
    #[must_use]
    pub fn available() -> Vec<Self> {
        let mut found = Vec::new();
        #[cfg(target_arch = "x86_64")]
        {
            found.extend(Vnni::detect().map(|kernel| Self(Choice::Vnni(kernel))));
            found.extend(Avx2::detect().map(|kernel| Self(Choice::Avx2(kernel))));
        }
        found.push(Self(Choice::Portable(Portable)));
        found
    }

    /// Returns the fastest kernel that this processor can run.
    #[must_use]
    pub fn fastest() -> Self {
        let portable = Self(Choice::Portable(Portable));
        Self::available().first().copied().unwrap_or(portable)
    }

    /// Returns its name: `portable`, `avx2` or `avx512vnni`.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self.0 {
            Choice::Portable(_) => "portable",
            #[cfg(target_arch = "x86_64")]
            Choice::Avx2(_) => "avx2",
            #[cfg(target_arch = "x86_64")]
            Choice::Vnni(_) => "avx512vnni",
        }
    }

    /// Returns how its matrices have to lie in memory.
    pub(crate) fn arrangement(self) -> Arrangement {
        match self.0 {
            Choice::Portable(_) => Arrangement::of::<Portable>(),
            #[cfg(target_arch = "x86_64")]
            Choice::Avx2(_) => Arrangement::of::<Avx2>(),
            #[cfg(target_arch = "x86_64")]
            Choice::Vnni(_) => Arrangement::of::<Vnni>(),
        }
    }

    /// Runs one direction of a layer over all steps.
    pub(crate) fn run(self, direction: &Direction, steps: Steps<'_>) {
        match self.0 {
            Choice::Portable(kernel) => layer::run(kernel, direction, steps),
            #[cfg(target_arch = "x86_64")]
            Choice::Avx2(kernel) => kernel.run(direction, steps),
            #[cfg(target_arch = "x86_64")]
            Choice::Vnni(kernel) => kernel.run(direction, steps),
        }
    }

    /// Writes the values of a linear layer for each row of the input.
    pub(crate) fn score(self, linear: &Linear, input: &Quantised, values: &mut [f32]) {
        match self.0 {
            Choice::Portable(kernel) => linear::score(kernel, linear, input, values),
            #[cfg(target_arch = "x86_64")]
            Choice::Avx2(kernel) => kernel.score(linear, input, values),
            #[cfg(target_arch = "x86_64")]
            Choice::Vnni(kernel) => kernel.score(linear, input, values),
        }
    }

    /// Runs loops, compiled for this kernel's instructions.
    pub fn widely<W: Wide>(self, work: W) -> W::Output {
        match self.0 {
            Choice::Portable(_) => work.run(),
            #[cfg(target_arch = "x86_64")]
            Choice::Avx2(kernel) => kernel.widely(work),
            #[cfg(target_arch = "x86_64")]
            Choice::Vnni(kernel) => kernel.widely(work),
        }
    }
}

/// Loops over single-precision numbers that [`Kernel::widely`] compiles once for each kernel.
///
/// Outside of such a function the compiler may only use instructions that every processor has,
/// which takes several times as long. The result is the same to the last bit, since Rust neither
/// contracts nor reorders operations.
pub trait Wide {
    /// What the loops make.
    type Output;

    /// Runs the loops. It and all that it calls must be `#[inline(always)]`: only what is inlined
    /// is compiled for the kernel.
    fn run(self) -> Self::Output;
}

/// A quarter of four columns of 16 units, as a kernel wants it.
#[derive(Debug, Clone, Copy)]
#[repr(C, align(64))]
pub(crate) struct Line(pub(crate) [i8; 64]);

/// How the matrices of a kernel lie in memory.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Arrangement {
    /// Puts four columns of 16 units in the kernel's order.
    pub(crate) arrange: fn(&[[[i8; 4]; 16]; 4]) -> [Line; 4],
    /// What the kernel adds to each activation before it multiplies.
    pub(crate) offset: i32,
}

impl Arrangement {
    fn of<K: Sums>() -> Self {
        Self {
            arrange: K::arrange,
            offset: K::OFFSET,
        }
    }
}

/// What a kernel does. A value of the type is the proof that the processor can.
pub(crate) trait Sums: Copy {
    /// Four activations, as the kernel multiplies them.
    type Active: Copy + Default;

    /// What `encode` adds to each activation. The sums begin at minus this times the sum of the
    /// weights, so that it cancels.
    const OFFSET: i32;

    fn arrange(gates: &[[[i8; 4]; 16]; 4]) -> [Line; 4];

    fn encode(values: [i8; 4]) -> Self::Active;

    /// Adds to `sums` the products of four gates' rows with `STEPS` columns of activations.
    fn add<const STEPS: usize>(
        self,
        lines: &[[Line; 4]],
        active: &[[Self::Active; STEPS]],
        sums: &mut [Gates<i32>; STEPS],
    );
}
