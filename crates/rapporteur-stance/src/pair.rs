//! The reader of pairs: from a statement and a proposition to how the one stands to the other.

use std::ops::Range;

use rapporteur_tagger::{Kernel, Matrix, Size, Vocabulary, Weights, WeightsError};

use crate::curves::softmax;
use crate::embedding::{Embedding, MOST_OF_PROPOSITION, MOST_OF_STATEMENT};
use crate::encoder::{Encoder, WIDTH};
use crate::lanes::product;

/// None, against, conditional, for.
const CLASSES: usize = 4;

/// How many pieces run through the layers together, pairs being whole: short pairs share the loading
/// of weights, and what stands between the products stays in the level 2 cache.
const ROWS: usize = 40;

/// Reads a statement and a proposition together: a BERT (Devlin et al. 2019) whose products are of
/// 8-bit integers, with the tagger's table of word pieces. Holds no state: the same pair gives the
/// same reading, to the last bit on every processor.
#[derive(Debug, Clone)]
pub struct PairReader {
    vocabulary: Vocabulary,
    embedding: Embedding,
    encoder: Encoder,
    out: Matrix<f32>,
    bias: Vec<f32>,
}

/// A statement, cut into word pieces once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Statement {
    pieces: Vec<u32>,
    /// The word of each piece, as bytes of the text.
    words: Vec<Range<usize>>,
}

/// A proposition, cut into word pieces once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proposition {
    pieces: Vec<u32>,
}

/// How a statement stands to a proposition.
#[derive(Debug, Clone, PartialEq)]
pub struct PairReading {
    /// The probability of none, against, conditional and for: 1 together.
    pub probabilities: [f32; CLASSES],
    /// How much each word of the statement, as bytes of it, spoke for the likeliest class other
    /// than none, rather than for none; in the order of the statement. Words that were not read
    /// are left out.
    pub shares: Vec<(Range<usize>, f32)>,
}

impl PairReader {
    /// Reads a weight file in the safetensors format, the weights of the tagger whose table of word
    /// pieces it shares, and a vocabulary, one piece a line.
    ///
    /// # Errors
    ///
    /// A [`WeightsError`] that names the tensor and what is wrong with it.
    pub fn parse(weights: &[u8], tagger: &[u8], vocabulary: &str) -> Result<Self, WeightsError> {
        Self::parse_for(Kernel::fastest(), weights, tagger, vocabulary)
    }

    /// Does what [`PairReader::parse`] does, for one kernel: to compare them.
    ///
    /// # Errors
    ///
    /// As [`PairReader::parse`].
    pub fn parse_for(
        kernel: Kernel,
        weights: &[u8],
        tagger: &[u8],
        vocabulary: &str,
    ) -> Result<Self, WeightsError> {
        let (weights, tagger) = (Weights::open(weights)?, Weights::open(tagger)?);
        let embedding = Embedding::read(&weights, &tagger, kernel)?;
        Ok(Self {
            vocabulary: Vocabulary::parse(vocabulary, embedding.known_pieces())?,
            embedding,
            encoder: Encoder::read(&weights, kernel)?,
            out: weights.matrix("out", Size::Exactly(CLASSES), Size::Exactly(WIDTH))?,
            bias: weights.vector("out.bias", Size::Exactly(CLASSES))?,
        })
    }

    /// Cuts a proposition into pieces; the first 32 are read.
    #[must_use]
    pub fn prepare(&self, proposition: &str) -> Proposition {
        let pieces = self.vocabulary.pieces(proposition).into_iter();
        let pieces = pieces.take(MOST_OF_PROPOSITION).map(|piece| piece.number);
        Proposition {
            pieces: pieces.collect(),
        }
    }

    /// Cuts a statement into pieces; the first 96 are read.
    #[must_use]
    pub fn prepare_statement(&self, statement: &str) -> Statement {
        let pieces = self.vocabulary.pieces(statement).into_iter();
        let pieces = pieces.take(MOST_OF_STATEMENT);
        let (pieces, words) = pieces.map(|piece| (piece.number, piece.word)).unzip();
        Statement { pieces, words }
    }

    /// Reads a pair.
    #[must_use]
    pub fn read(&self, statement: &Statement, proposition: &Proposition) -> PairReading {
        let mut read = self.read_all(&[(statement, proposition)]);
        // One reading for each pair.
        read.pop().unwrap_or(PairReading {
            probabilities: [1.0, 0.0, 0.0, 0.0],
            shares: Vec::new(),
        })
    }

    /// Reads pairs, in less time than one by one. What is read of a pair does not depend on the
    /// others.
    #[must_use]
    pub fn read_all(&self, pairs: &[(&Statement, &Proposition)]) -> Vec<PairReading> {
        let mut readings = Vec::with_capacity(pairs.len());
        let mut rest = pairs;
        while !rest.is_empty() {
            let mut rows = 0;
            let fits = |(statement, proposition): &&(&Statement, &Proposition)| {
                let before = rows;
                rows += length(statement, proposition);
                before < ROWS
            };
            let count = rest.iter().take_while(fits).count();
            let (group, others) = rest.split_at(count.max(1));
            self.read_group(group, &mut readings);
            rest = others;
        }
        readings
    }

    fn read_group(&self, group: &[(&Statement, &Proposition)], readings: &mut Vec<PairReading>) {
        let pieces: Vec<(&[u32], &[u32])> = group
            .iter()
            .map(|(statement, proposition)| (&statement.pieces[..], &proposition.pieces[..]))
            .collect();
        let mut end = 0;
        let lengths = group.iter().map(|(one, two)| length(one, two));
        let ranges: Vec<Range<usize>> = lengths
            .map(|length| {
                end += length;
                end - length..end
            })
            .collect();
        let rows = self.encoder.run(self.embedding.rows(&pieces), &ranges);
        let rows = rows.as_chunks::<WIDTH>().0;
        for ((statement, _), range) in group.iter().zip(ranges) {
            let rows = rows.get(range).unwrap_or_default();
            readings.push(self.decide(statement, rows));
        }
    }

    /// Reads the mean of a pair's rows.
    fn decide(&self, statement: &Statement, rows: &[[f32; WIDTH]]) -> PairReading {
        let mut mean = [0.0; WIDTH];
        for row in rows {
            for (sum, number) in mean.iter_mut().zip(row) {
                *sum += number;
            }
        }
        let count = rows.len().max(1) as f32;
        for sum in &mut mean {
            *sum /= count;
        }
        let mut scores = [0.0; CLASSES];
        for (class, (score, bias)) in scores.iter_mut().zip(&self.bias).enumerate() {
            *score = product(self.out.row(class), &mean) + bias;
        }
        let probabilities = softmax(scores);
        let likeliest = likeliest(&probabilities);
        let none = self.out.row(0).iter();
        let direction: Vec<f32> = (self.out.row(likeliest).iter().zip(none))
            .map(|(one, none)| one - none)
            .collect();
        let mut shares: Vec<(Range<usize>, f32)> = Vec::new();
        // The first row is the mark before the statement.
        for (word, row) in statement.words.iter().zip(rows.iter().skip(1)) {
            let share = product(&direction, row) / count;
            match shares.last_mut() {
                Some((last, sum)) if last == word => *sum += share,
                _ => shares.push((word.clone(), share)),
            }
        }
        PairReading {
            probabilities,
            shares,
        }
    }
}

impl Statement {
    /// Returns how many pieces are read.
    #[must_use]
    pub fn pieces(&self) -> usize {
        self.pieces.len()
    }
}

impl Proposition {
    /// Returns how many pieces are read.
    #[must_use]
    pub fn pieces(&self) -> usize {
        self.pieces.len()
    }
}

/// Returns how many rows a pair has, with its three marks.
fn length(statement: &Statement, proposition: &Proposition) -> usize {
    statement.pieces() + proposition.pieces() + 3
}

/// Returns the likeliest class other than none.
fn likeliest(probabilities: &[f32; CLASSES]) -> usize {
    let mut best = 1;
    for class in 2..CLASSES {
        if probabilities[class] > probabilities[best] {
            best = class;
        }
    }
    best
}
