//! Static sentence vectors: a vector for each word piece, summed. They take no reading of the words
//! together, and so no time.

use rapporteur_tagger::{Matrix, Size, Vocabulary, Weights, WeightsError};

use crate::lanes::product;

/// Numbers of a sentence vector.
pub const WIDTH: usize = 128;

/// A vector for each word piece; that of a text is their sum, at unit length.
///
/// How much a piece tells is in the length of its vector. Holds no state: the same text gives the
/// same vector, to the last bit on every processor.
#[derive(Debug, Clone)]
pub struct SentenceVectors {
    vocabulary: Vocabulary,
    pieces: Matrix<i8>,
    scale: Vec<f32>,
}

/// The vector of a text: at unit length, or all zero where no piece is known.
#[derive(Debug, Clone, PartialEq)]
pub struct SentenceVector([f32; WIDTH]);

impl SentenceVectors {
    /// Reads a weight file in the safetensors format and a vocabulary, one piece a line.
    ///
    /// # Errors
    ///
    /// A [`WeightsError`] that names the tensor and what is wrong with it.
    pub fn parse(weights: &[u8], vocabulary: &str) -> Result<Self, WeightsError> {
        let weights = Weights::open(weights)?;
        let least = Size::AtLeast(Vocabulary::UNKNOWN as usize + 1);
        let pieces: Matrix<i8> = weights.matrix("pieces", least, Size::Exactly(WIDTH))?;
        Ok(Self {
            vocabulary: Vocabulary::parse(vocabulary, pieces.rows())?,
            scale: weights.vector("pieces.scale", Size::Exactly(pieces.rows()))?,
            pieces,
        })
    }

    /// Returns the vector of a text. Unknown words count for nothing.
    #[must_use]
    pub fn read(&self, text: &str) -> SentenceVector {
        let mut sums = [0.0; WIDTH];
        for piece in self.vocabulary.pieces(text) {
            if piece.number == Vocabulary::UNKNOWN {
                continue;
            }
            let piece = piece.number as usize;
            let scale = self.scale.get(piece).copied().unwrap_or_default();
            for (sum, step) in sums.iter_mut().zip(self.pieces.row(piece)) {
                *sum += f32::from(*step) * scale;
            }
        }
        let length = product(&sums, &sums).sqrt();
        if length > 0.0 {
            for sum in &mut sums {
                *sum /= length;
            }
        }
        SentenceVector(sums)
    }
}

impl SentenceVector {
    /// Returns its numbers, for whoever adds vectors up.
    #[must_use]
    pub const fn numbers(&self) -> &[f32; WIDTH] {
        &self.0
    }

    /// Returns the cosine of the angle between two vectors, -1 to 1; 0 where one is all zero.
    #[must_use]
    pub fn likeness(&self, other: &Self) -> f32 {
        product(&self.0, &other.0).clamp(-1.0, 1.0)
    }
}
