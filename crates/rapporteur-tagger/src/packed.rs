//! Matrices as kernels multiply them: tiles of 64 rows, packed once.

use crate::gates::{Gates, Scale};
use crate::kernel::{Arrangement, Line, Sums};
use crate::weights::Matrix;

/// How many steps are multiplied at once.
pub(crate) const BLOCK: usize = 4;

/// Which rows make a tile.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Order {
    /// Those of 16 units in each of four gates: the first quarter of all rows is the first gate's.
    Gates,
    /// 64 neighbours.
    Rows,
}

/// A matrix, packed for a kernel: tile after tile, in each column after column.
#[derive(Debug, Clone)]
pub(crate) struct Packed {
    /// Columns of the matrix; a multiple of four.
    pub(crate) columns: usize,
    lines: Vec<[Line; 4]>,
    /// What the sums begin with, so that the kernel's offset cancels.
    start: Vec<Gates<i32>>,
    scale: Vec<Scale>,
}

impl Order {
    /// Returns how many tiles so many rows make.
    fn count(self, rows: usize) -> usize {
        match self {
            Self::Gates => (rows / 4).div_ceil(16),
            Self::Rows => rows.div_ceil(64),
        }
    }

    /// Returns the row at a place of a tile; `None` where that is padding.
    fn row(self, rows: usize, tile: usize, gate: usize, unit: usize) -> Option<usize> {
        let units = rows / 4;
        let (row, inside) = match self {
            Self::Gates => {
                let unit = tile * 16 + unit;
                (gate * units + unit, unit < units)
            }
            Self::Rows => {
                let row = tile * 64 + gate * 16 + unit;
                (row, row < rows)
            }
        };
        inside.then_some(row)
    }

    /// Cuts a value of each row into tiles.
    pub(crate) fn tiles(self, values: &[f32]) -> Vec<Gates<f32>> {
        let value = |tile, gate, unit| {
            let row = self.row(values.len(), tile, gate, unit);
            row.and_then(|row| values.get(row).copied())
                .unwrap_or_default()
        };
        (0..self.count(values.len()))
            .map(|tile| {
                std::array::from_fn(|gate| std::array::from_fn(|unit| value(tile, gate, unit)))
            })
            .collect()
    }
}

impl Packed {
    /// Packs a matrix with as many columns as a multiple of four has, and a scale for each row.
    pub(crate) fn new(
        arrangement: Arrangement,
        order: Order,
        matrix: &Matrix<i8>,
        scale: &[f32],
    ) -> Self {
        let columns = matrix.columns;
        let tiles = order.count(matrix.rows);
        let mut packed = Self {
            columns,
            lines: Vec::with_capacity(tiles * columns / 4),
            start: Vec::with_capacity(tiles),
            scale: order.tiles(scale),
        };
        for tile in 0..tiles {
            let row = |gate: usize, unit: usize| {
                let row = order.row(matrix.rows, tile, gate, unit);
                row.map_or(&[][..], |row| matrix.row(row))
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

    /// Returns the packed rows of a tile, what their sums begin with, and their scales.
    #[inline(always)]
    pub(crate) fn tile(&self, number: usize) -> (&[[Line; 4]], &Gates<i32>, &Scale) {
        let groups = self.columns / 4;
        let lines = &self.lines[number * groups..(number + 1) * groups];
        (lines, &self.start[number], &self.scale[number])
    }
}

/// Puts a step's inputs where a chunk of steps has them.
#[inline(always)]
pub(crate) fn encode<K: Sums>(row: &[i8], place: usize, active: &mut [[K::Active; BLOCK]]) {
    let (fours, _) = row.as_chunks::<4>();
    let block = &mut active[place / BLOCK * fours.len()..];
    for (active, four) in block.iter_mut().zip(fours) {
        active[place % BLOCK] = K::encode(*four);
    }
}
