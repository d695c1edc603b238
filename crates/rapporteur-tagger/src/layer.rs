//! One direction of an LSTM layer (Hochreiter and Schmidhuber 1997).

use crate::gates::{Gates, project, update};
use crate::kernel::Sums;
use crate::packed::{BLOCK, Packed, encode};

/// How many steps are projected before the recurrence runs over them: enough to use each weight
/// often, few enough for the level 2 cache.
const CHUNK: usize = 32;

/// The weights of one direction.
#[derive(Debug, Clone)]
pub(crate) struct Direction {
    pub(crate) input: Packed,
    pub(crate) recurrent: Packed,
    pub(crate) bias: Vec<Gates<f32>>,
    /// Hidden units, without the padding.
    pub(crate) units: usize,
    pub(crate) backward: bool,
}

/// What a direction reads and writes.
#[derive(Debug)]
pub(crate) struct Steps<'a> {
    /// The input of each step, one after the other.
    pub(crate) rows: &'a [i8],
    /// The hidden states of both directions, one step after the other.
    pub(crate) hidden: &'a mut [i8],
    /// How many hidden states belong to a step.
    pub(crate) width: usize,
    /// Where those of this direction begin.
    pub(crate) offset: usize,
    /// How many steps are projected at a time; the result does not depend on it.
    pub(crate) chunk: usize,
}

impl Steps<'_> {
    pub(crate) const CHUNK: usize = CHUNK;
}

/// Runs a direction over all steps, from zero.
///
/// Inlined into a function for each kernel, so that the loops over gates are compiled for the
/// kernel's instructions.
#[inline(always)]
pub(crate) fn run<K: Sums>(kernel: K, direction: &Direction, steps: Steps<'_>) {
    let tiles = direction.bias.len();
    let columns = direction.input.columns;
    let count = steps.rows.len() / columns.max(1);
    let at = |step: usize| {
        if direction.backward {
            count - 1 - step
        } else {
            step
        }
    };
    let mut active = vec![[K::Active::default(); BLOCK]; steps.chunk.div_ceil(BLOCK) * columns / 4];
    let mut projected = vec![[[0.0; 16]; 4]; steps.chunk.next_multiple_of(BLOCK) * tiles];
    let mut cells = vec![[0.0; 16]; tiles];
    let mut before = vec![[K::encode([0; 4])]; tiles * 4];
    let mut after = before.clone();
    for first in (0..count).step_by(steps.chunk) {
        let chunk = first..count.min(first + steps.chunk);
        for (step, place) in chunk.clone().zip(0..) {
            let row = at(step) * columns;
            encode::<K>(&steps.rows[row..row + columns], place, &mut active);
        }
        let bias = &direction.bias;
        project_chunk(
            kernel,
            &direction.input,
            bias,
            &active,
            chunk.len(),
            &mut projected,
        );
        for (step, projected) in chunk.zip(projected.chunks_exact(tiles)) {
            let place = at(step) * steps.width + steps.offset;
            let row = &mut steps.hidden[place..place + direction.units];
            for (tile, cell) in cells.iter_mut().enumerate() {
                let (lines, start, scale) = direction.recurrent.tile(tile);
                let mut sums = [*start];
                kernel.add(lines, &before, &mut sums);
                let hidden = update(&projected[tile], &sums[0], scale, cell);
                let (fours, _) = hidden.as_chunks::<4>();
                for (after, four) in after[tile * 4..].iter_mut().zip(fours) {
                    *after = [K::encode(*four)];
                }
                let row = &mut row[tile * 16..];
                match row.split_first_chunk_mut() {
                    Some((whole, _)) => *whole = hidden,
                    None => row.copy_from_slice(&hidden[..row.len()]),
                }
            }
            std::mem::swap(&mut before, &mut after);
        }
    }
}

/// Multiplies a chunk of inputs with weights.
#[inline(always)]
fn project_chunk<K: Sums>(
    kernel: K,
    weights: &Packed,
    bias: &[Gates<f32>],
    active: &[[K::Active; BLOCK]],
    steps: usize,
    projected: &mut [Gates<f32>],
) {
    let tiles = bias.len();
    let groups = weights.columns / 4;
    for (tile, bias) in bias.iter().enumerate() {
        let (lines, start, scale) = weights.tile(tile);
        for block in 0..steps.div_ceil(BLOCK) {
            let mut sums = [*start; BLOCK];
            kernel.add(lines, &active[block * groups..], &mut sums);
            for (step, sums) in sums.iter().enumerate() {
                let place = (block * BLOCK + step) * tiles + tile;
                project(sums, scale, bias, &mut projected[place]);
            }
        }
    }
}
