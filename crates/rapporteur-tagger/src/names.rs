//! The name head: spans of people, organisations and places, out of what the body says of words.
//!
//! A further layer of an LSTM reads the body's first layer and a vector of its own for each word. A
//! linear layer on its states and the body's last layer scores the tags of three chains: names in
//! no other name, names within a name, and phrases with a common noun as their head.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::body::{Body, Input, Layer};
use crate::case::{self, Case};
use crate::chain::{Chain, Grid};
use crate::head::Scores;
use crate::kernel::Kernel;
use crate::layer::Steps;
use crate::span::{NameKind, NameSpan};
use crate::weights::{Matrix, Size, Weights, WeightsError};
use crate::words::Word;

/// Outside, and begin and inside of each kind.
const TAGS: usize = 1 + 2 * NameKind::ALL.len();

/// Outer names, inner names, nominal phrases.
const CHAINS: usize = 3;
const NOMINAL: usize = 2;

/// How far a word's scores lean towards its mean in the text; chosen on development texts.
const LEANING: f32 = 0.6;

/// The name head of a tagger.
#[derive(Debug, Clone)]
pub(crate) struct NameHead {
    kernel: Kernel,
    pieces: Matrix<i8>,
    case: Matrix<i16>,
    layer: Layer,
    scores: Scores,
    chains: Vec<Chain>,
    /// For each chain: constant, mean and lowest log odds of a span's words.
    confidence: Matrix<f32>,
}

impl NameHead {
    pub(crate) fn read(weights: &Weights<'_>, body: &Body) -> Result<Self, WeightsError> {
        let known = Size::Exactly(body.known_pieces());
        let pieces: Matrix<i8> = weights.matrix("pieces", known, Size::Fours)?;
        let own = Size::Exactly(pieces.columns);
        let layer = Layer::read(weights, body.kernel, 0, body.first_width() + pieces.columns)?;
        let width = layer.width() + body.width();
        let scores = Scores::read(weights, body.kernel, CHAINS * TAGS, width)?;
        let chains = (0..CHAINS).map(|chain| Chain::read(weights, &format!("crf.{chain}"), TAGS));
        Ok(Self {
            kernel: body.kernel,
            case: weights.matrix("case", Size::Exactly(Case::VALUES), own)?,
            pieces,
            layer,
            scores,
            chains: chains.collect::<Result<_, _>>()?,
            confidence: weights.matrix("confidence", Size::Exactly(CHAINS), Size::Exactly(3))?,
        })
    }

    /// Returns the scores of all chains' tags for each word; `states` are the body's.
    pub(crate) fn emissions(
        &self,
        text: &str,
        words: &[Word],
        input: &Input,
        states: &[Vec<i8>],
    ) -> Grid<f32> {
        let first = states.first().map_or(&[][..], Vec::as_slice);
        let last = states.last().map_or(&[][..], Vec::as_slice);
        let count = words.len();
        let own = self.own(&case::of_words(text, words), input);
        let given = side_by_side(first, &own, count);
        let hidden = self.layer.run(self.kernel, &given, count, Steps::CHUNK);
        let mut scores = self.scores.of(&side_by_side(&hidden, last, count));
        lean_together(text, words, &mut scores);
        scores
    }

    /// Returns the vector of each word's pieces and case, clamped to 127 steps either way.
    fn own(&self, cases: &[Case], input: &Input) -> Vec<i8> {
        let mut rows = Vec::with_capacity(cases.len() * self.pieces.columns);
        let mut sums = vec![0_i32; self.pieces.columns];
        for (pieces, case) in input.pieces_of_words().zip(cases) {
            for (sum, step) in sums.iter_mut().zip(self.case.row(case.number())) {
                *sum = i32::from(*step);
            }
            for piece in pieces {
                let row = self.pieces.row(*piece as usize);
                for (sum, step) in sums.iter_mut().zip(row) {
                    *sum += i32::from(*step);
                }
            }
            rows.extend(sums.iter().map(|sum| (*sum).clamp(-127, 127) as i8));
        }
        rows
    }

    /// Returns the spans of the best sequences of tags.
    pub(crate) fn spans(&self, words: &[Word], emissions: &Grid<f32>) -> Vec<NameSpan> {
        let mut found = Vec::new();
        for (number, chain) in self.chains.iter().enumerate() {
            let own = emissions.part(number * TAGS..(number + 1) * TAGS);
            let tags = chain.best(&own);
            for (words_of_span, part) in parts(&tags) {
                let Some(kind) = NameKind::ALL.get(part).copied() else {
                    continue;
                };
                let bytes = |at: usize| words.get(at).map(|word| word.range.clone());
                let first = bytes(words_of_span.start).unwrap_or_default();
                let last = bytes(words_of_span.end - 1).unwrap_or_default();
                let odds = Odds::of(chain, &own, &tags, words_of_span.clone());
                found.push(NameSpan {
                    words: words_of_span,
                    range: first.start..last.end,
                    kind,
                    nominal: number == NOMINAL,
                    probability: odds.probability(self.confidence.row(number)),
                });
            }
        }
        found.sort_by_key(|span| (span.words.start, usize::MAX - span.words.end, span.nominal));
        found.dedup_by(|later, earlier| {
            later.words == earlier.words && later.nominal == earlier.nominal
        });
        found
    }
}

/// Moves the scores of each word with a capital towards their mean over all places where the text
/// has it (compare "one sense per discourse", Gale, Church and Yarowsky 1992).
fn lean_together(text: &str, words: &[Word], scores: &mut Grid<f32>) {
    let mut places: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (at, word) in words.iter().enumerate() {
        let written = text.get(word.range.clone()).unwrap_or_default();
        let mut characters = written.chars();
        if characters.next().is_some_and(char::is_uppercase) && characters.next().is_some() {
            places.entry(written).or_default().push(at);
        }
    }
    for places in places.values().filter(|places| places.len() > 1) {
        let mut mean = vec![0.0; scores.columns];
        for at in places {
            for (sum, score) in mean.iter_mut().zip(scores.row(*at)) {
                *sum += score;
            }
        }
        for sum in &mut mean {
            *sum /= places.len() as f32;
        }
        for at in places {
            for (score, mean) in scores.row_mut(*at).iter_mut().zip(&mean) {
                *score += LEANING * (mean - *score);
            }
        }
    }
}

/// The log odds of a span's words, and of the word after it.
#[derive(Debug, Clone, Copy)]
struct Odds {
    mean: f64,
    lowest: f64,
}

impl Odds {
    /// What odds are cut off at: beyond, they tell nothing more.
    const MOST: f64 = 8.0;

    fn of(chain: &Chain, emissions: &Grid<f32>, tags: &[usize], span: Range<usize>) -> Self {
        let (mut sum, mut lowest, mut count) = (0.0, Self::MOST, 0.0);
        for at in span.start..tags.len().min(span.end + 1) {
            let odds = chain.log_odds(emissions, tags, at);
            let odds = odds.clamp(-Self::MOST, Self::MOST);
            sum += odds;
            lowest = lowest.min(odds);
            count += 1.0;
        }
        let mean = sum / f64::max(count, 1.0);
        Self { mean, lowest }
    }

    /// A logistic of the log odds (fitted on held-out texts).
    fn probability(self, weights: &[f32]) -> f32 {
        let inputs = [1.0, self.mean, self.lowest];
        let products = weights.iter().zip(inputs);
        let sum: f64 = products
            .map(|(weight, input)| f64::from(*weight) * input)
            .sum();
        (1.0 / (1.0 + libm::exp(-sum))) as f32
    }
}

/// Returns the parts that tags mark: their words, and the number of what they are.
fn parts(tags: &[usize]) -> Vec<(Range<usize>, usize)> {
    let mut found: Vec<(Range<usize>, usize)> = Vec::new();
    let mut inside = None;
    for (at, tag) in tags.iter().enumerate() {
        let part = tag.checked_sub(1).map(|tag| tag / 2);
        match (part, found.last_mut()) {
            (Some(_), Some((span, _))) if inside == Some(*tag) => span.end = at + 1,
            (Some(part), _) => found.push((at..at + 1, part)),
            (None, _) => {}
        }
        inside = part.map(|part| 2 * part + 2);
    }
    found
}

/// Joins the rows of two tables of `count` rows.
fn side_by_side(left: &[i8], right: &[i8], count: usize) -> Vec<i8> {
    let count = count.max(1);
    let (left_width, right_width) = (left.len() / count, right.len() / count);
    let mut joined = Vec::with_capacity(left.len() + right.len());
    let right = right.chunks_exact(right_width.max(1));
    for (left, right) in left.chunks_exact(left_width.max(1)).zip(right) {
        joined.extend_from_slice(left);
        joined.extend_from_slice(right);
    }
    joined
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_end_where_another_begins() {
        let found = parts(&[0, 1, 2, 1, 3, 4, 0, 5]);
        assert_eq!(found, [(1..3, 0), (3..4, 0), (4..6, 1), (7..8, 2)]);
    }
}
