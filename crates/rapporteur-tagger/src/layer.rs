//! One direction of an LSTM layer (Hochreiter and Schmidhuber 1997), and a linear layer.

use crate::gates::{Gates, Scale, project, update};
use crate::kernel::{Arrangement, Line, Sums};
use crate::weights::Matrix;

/// How many steps are projected before the recurrence runs over them: enough to use each weight
/// often, few enough for the level 2 cache.
const CHUNK: usize = 32;

/// How many steps are projected at once.
const BLOCK: usize = 4;

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

/// A linear layer: its rows lie as if they were four gates.
#[derive(Debug, Clone)]
pub(crate) struct Linear {
    weights: Packed,
    bias: Vec<Gates<f32>>,
    /// Rows of each of the four, the padding included.
    units: usize,
    /// How many rows there are, without the padding.
    values: usize,
}

/// A matrix of four gates, packed for a kernel: 16 units after 16 units, in each column after
/// column.
#[derive(Debug, Clone)]
pub(crate) struct Packed {
    /// Columns of the matrix; a multiple of four.
    columns: usize,
    lines: Vec<[Line; 4]>,
    /// What the sums begin with, so that the kernel's offset cancels.
    start: Vec<Gates<i32>>,
    scale: Vec<Scale>,
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

impl Linear {
    /// Packs a layer of as many rows as there are scales.
    pub(crate) fn new(
        arrangement: Arrangement,
        mut matrix: Matrix<i8>,
        mut scale: Vec<f32>,
        mut bias: Vec<f32>,
    ) -> Self {
        let values = matrix.rows;
        matrix.rows = values.next_multiple_of(4);
        matrix.values.resize(matrix.rows * matrix.columns, 0);
        scale.resize(matrix.rows, 0.0);
        bias.resize(matrix.rows, 0.0);
        Self {
            weights: Packed::new(arrangement, &matrix, &scale),
            bias: tiles(&bias),
            units: matrix.rows / 4,
            values,
        }
    }

    /// Returns how many values it has for each step.
    pub(crate) fn values(&self) -> usize {
        self.values
    }
}

impl Packed {
    /// Packs a matrix of `4 * units` rows, gate after gate.
    pub(crate) fn new(arrangement: Arrangement, matrix: &Matrix<i8>, scale: &[f32]) -> Self {
        let (units, columns) = (matrix.rows / 4, matrix.columns);
        let mut packed = Self {
            columns,
            lines: Vec::with_capacity(units.div_ceil(16) * columns / 4),
            start: Vec::new(),
            scale: tiles(scale),
        };
        for first in (0..units).step_by(16) {
            let row = |gate: usize, unit: usize| {
                let row = gate * units + first + unit;
                let inside = first + unit < units;
                let range = row * columns..(row + 1) * columns;
                inside
                    .then(|| matrix.values.get(range))
                    .flatten()
                    .unwrap_or(&[])
            };
            let rows: [[&[i8]; 16]; 4] =
                std::array::from_fn(|gate| std::array::from_fn(|unit| row(gate, unit)));
            let sum = |row: &[i8]| row.iter().map(|weight| i32::from(*weight)).sum::<i32>();
            let start = |row: &[i8]| -arrangement.offset * sum(row);
            packed.start.push(rows.map(|gate| gate.map(start)));
            let rows = rows.map(|gate| gate.map(|row| row.as_chunks::<4>().0));
            packed.lines.extend((0..columns / 4).map(|column| {
                let four = |row: &[[i8; 4]]| row.get(column).copied().unwrap_or_default();
                (arrangement.arrange)(&rows.map(|gate| gate.map(four)))
            }));
        }
        packed
    }

    /// Returns the packed rows of each 16 units, and what their sums begin with.
    #[inline(always)]
    fn tile(&self, number: usize) -> (&[[Line; 4]], &Gates<i32>, &Scale) {
        let groups = self.columns / 4;
        let lines = &self.lines[number * groups..(number + 1) * groups];
        (lines, &self.start[number], &self.scale[number])
    }
}

/// Cuts a value of each row, gate after gate, into 16 units after 16 units.
pub(crate) fn tiles(values: &[f32]) -> Vec<Gates<f32>> {
    let units = values.len() / 4;
    let value = |gate: usize, unit: usize| {
        let inside = unit < units;
        let value = values.get(gate * units + unit).copied();
        value.filter(|_| inside).unwrap_or_default()
    };
    (0..units.div_ceil(16))
        .map(|tile| {
            std::array::from_fn(|gate| std::array::from_fn(|unit| value(gate, tile * 16 + unit)))
        })
        .collect()
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

/// Puts a step's inputs where a chunk has them.
#[inline(always)]
fn encode<K: Sums>(row: &[i8], place: usize, active: &mut [[K::Active; BLOCK]]) {
    let (fours, _) = row.as_chunks::<4>();
    let block = &mut active[place / BLOCK * fours.len()..];
    for (active, four) in block.iter_mut().zip(fours) {
        active[place % BLOCK] = K::encode(*four);
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

/// Appends the values of a linear layer for each step of `rows`.
///
/// Inlined into a function for each kernel, as [`run`] is.
#[inline(always)]
pub(crate) fn score<K: Sums>(kernel: K, linear: &Linear, rows: &[i8], scores: &mut Vec<f32>) {
    let (columns, tiles) = (linear.weights.columns, linear.bias.len());
    let mut active = vec![[K::Active::default(); BLOCK]; CHUNK.div_ceil(BLOCK) * columns / 4];
    let mut projected = vec![[[0.0; 16]; 4]; CHUNK.next_multiple_of(BLOCK) * tiles];
    for chunk in rows.chunks(CHUNK * columns.max(1)) {
        let steps = chunk.len() / columns.max(1);
        for (place, row) in chunk.chunks_exact(columns.max(1)).enumerate() {
            encode::<K>(row, place, &mut active);
        }
        project_chunk(
            kernel,
            &linear.weights,
            &linear.bias,
            &active,
            steps,
            &mut projected,
        );
        for projected in projected.chunks_exact(tiles).take(steps) {
            scores.extend((0..linear.values).map(|value| {
                let (gate, unit) = (value / linear.units, value % linear.units);
                projected[unit / 16][gate][unit % 16]
            }));
        }
    }
}
