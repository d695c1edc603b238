//! From word pieces to the rows that the first layer reads.

use std::collections::BTreeMap;

use rapporteur_tagger::{
    Kernel, Linear, Matrix, Quantised, Size, Vocabulary, Weights, WeightsError,
};

use crate::encoder::WIDTH;
use crate::norm::Norm;

/// Most pieces of a statement that are read.
pub(crate) const MOST_OF_STATEMENT: usize = 96;

/// Most pieces of a proposition that are read.
pub(crate) const MOST_OF_PROPOSITION: usize = 32;

/// Most pieces of a pair, with the marks at the start, between and at the end.
const MOST: usize = MOST_OF_STATEMENT + MOST_OF_PROPOSITION + 3;

/// Stands before a statement: `[CLS]` in the vocabularies of BERT.
const BEGIN: u32 = 101;

/// Stands after a statement and after a proposition: `[SEP]`.
const END: u32 = 102;

/// Width of the table of pieces that the reader shares with the tagger.
const SHARED: usize = 128;

/// A table of word pieces, mapped to the width of the layers, and what is added to it.
#[derive(Debug, Clone)]
pub(crate) struct Embedding {
    kernel: Kernel,
    shared: Matrix<i8>,
    map: Linear,
    own: Matrix<i8>,
    own_scale: Vec<f32>,
    /// The row of `own` of each piece that has one.
    own_rows: BTreeMap<u32, usize>,
    position: Matrix<f32>,
    kind: Matrix<f32>,
    norm: Norm,
}

impl Embedding {
    /// Reads an embedding; `tagger` has the table of pieces.
    pub(crate) fn read(
        weights: &Weights<'_>,
        tagger: &Weights<'_>,
        kernel: Kernel,
    ) -> Result<Self, WeightsError> {
        let width = Size::Exactly(WIDTH);
        let least = Size::AtLeast(END as usize + 1);
        let names = ["embed.map", "embed.map.scale", "embed.bias"];
        let own: Matrix<i8> = weights.matrix("embed.own", Size::AtLeast(0), width)?;
        let count = Size::Exactly(own.rows());
        let pieces: Vec<i32> = weights.vector("embed.own.pieces", count)?;
        let numbers = pieces.into_iter().zip(0..);
        let own_rows = numbers.filter_map(|(piece, row)| Some((u32::try_from(piece).ok()?, row)));
        Ok(Self {
            kernel,
            shared: tagger.matrix("pieces", least, Size::Exactly(SHARED))?,
            map: Linear::read(weights, kernel, names, WIDTH, SHARED)?,
            own_scale: weights.vector("embed.own.scale", count)?,
            own_rows: own_rows.collect(),
            own,
            position: weights.matrix("embed.position", Size::Exactly(MOST), width)?,
            kind: weights.matrix("embed.kind", Size::Exactly(2), width)?,
            norm: Norm::read(weights, "embed.norm")?,
        })
    }

    /// Returns how many pieces there are weights for.
    pub(crate) fn known_pieces(&self) -> usize {
        self.shared.rows()
    }

    /// Returns the rows of pairs of pieces, one pair after the other: mark, statement, mark,
    /// proposition, mark.
    pub(crate) fn rows(&self, pairs: &[(&[u32], &[u32])]) -> Vec<f32> {
        let mut shared = Vec::new();
        let mut added = Vec::new();
        for (statement, proposition) in pairs {
            let first = [&[BEGIN], *statement, &[END]].concat();
            let second = [*proposition, &[END]].concat();
            let kinds = first.iter().map(|_| 0).chain(second.iter().map(|_| 1));
            let pieces = first.iter().chain(&second);
            for (position, (piece, kind)) in pieces.zip(kinds).enumerate() {
                shared.extend_from_slice(self.shared(*piece));
                self.add(*piece, position, kind, &mut added);
            }
        }
        let mut rows = self.map.apply(&Quantised::whole(shared, SHARED));
        self.norm.add(self.kernel, &mut rows, &added);
        rows
    }

    /// Returns the shared row of a piece; that of an unknown one where it has none.
    fn shared(&self, piece: u32) -> &[i8] {
        let row = self.shared.row(piece as usize);
        if row.is_empty() {
            self.shared.row(Vocabulary::UNKNOWN as usize)
        } else {
            row
        }
    }

    /// Appends what is added to the mapped row of a piece.
    fn add(&self, piece: u32, position: usize, kind: usize, added: &mut Vec<f32>) {
        let start = added.len();
        let (position, kind) = (self.position.row(position), self.kind.row(kind));
        added.extend(position.iter().zip(kind).map(|(one, two)| one + two));
        let Some(row) = self.own_rows.get(&piece) else {
            return;
        };
        let scale = self.own_scale.get(*row).copied().unwrap_or_default();
        let places = added.iter_mut().skip(start);
        for (place, step) in places.zip(self.own.row(*row)) {
            *place += f32::from(*step) * scale;
        }
    }
}
