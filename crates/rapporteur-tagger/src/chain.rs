//! A linear-chain conditional random field over begin, inside and outside tags (Lafferty, McCallum
//! and Pereira 2001).
//!
//! Tag 0 is outside; then come begin and inside of each part in turn.

use std::ops::Range;

use crate::weights::{Matrix, Size, Weights, WeightsError};

/// What a forbidden move is worth. Training takes -10,000, which comes to the same with the scores
/// that it leads to.
const FORBIDDEN: f32 = f32::NEG_INFINITY;

/// A value for each word and tag, word after word.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Grid<T> {
    pub(crate) values: Vec<T>,
    pub(crate) columns: usize,
}

impl<T> Grid<T> {
    pub(crate) fn rows(&self) -> std::slice::ChunksExact<'_, T> {
        self.values.chunks_exact(self.columns.max(1))
    }

    pub(crate) fn row(&self, row: usize) -> &[T] {
        let range = row * self.columns..(row + 1) * self.columns;
        self.values.get(range).unwrap_or_default()
    }

    pub(crate) fn row_mut(&mut self, row: usize) -> &mut [T] {
        let range = row * self.columns..(row + 1) * self.columns;
        self.values.get_mut(range).unwrap_or_default()
    }

    /// Returns some of the columns.
    pub(crate) fn part(&self, columns: Range<usize>) -> Self
    where
        T: Copy,
    {
        let rows = self.rows().filter_map(|row| row.get(columns.clone()));
        Self {
            values: rows.flatten().copied().collect(),
            columns: columns.len(),
        }
    }
}

/// Scores of moves between tags.
#[derive(Debug, Clone)]
pub(crate) struct Chain {
    /// From each tag to each, forbidden moves included.
    moves: Grid<f32>,
    start: Vec<f32>,
    /// e to the power of the moves, zero where forbidden; and the same from each tag to those before.
    odds: Grid<f64>,
    odds_into: Grid<f64>,
}

/// Returns whether a tag may follow another. It may unless it continues a part that the other is
/// not in.
fn may_follow(before: usize, after: usize) -> bool {
    let continues = after > 0 && after.is_multiple_of(2);
    !continues || before == after || before + 1 == after
}

impl Chain {
    /// Reads the chain of `tags` tags whose tensors begin with `prefix`.
    pub(crate) fn read(
        weights: &Weights<'_>,
        prefix: &str,
        tags: usize,
    ) -> Result<Self, WeightsError> {
        let size = Size::Exactly(tags);
        let moves: Matrix<f32> = weights.matrix(&format!("{prefix}.transitions"), size, size)?;
        let start = weights.vector(&format!("{prefix}.start"), Size::Exactly(tags))?;
        Ok(Self::new(&moves.values, start))
    }

    pub(crate) fn new(moves: &[f32], mut start: Vec<f32>) -> Self {
        let tags = start.len();
        let pairs = || (0..tags).flat_map(|before| (0..tags).map(move |after| (before, after)));
        let moves: Vec<f32> = pairs()
            .zip(moves)
            .map(|((before, after), score)| {
                if may_follow(before, after) {
                    *score
                } else {
                    FORBIDDEN
                }
            })
            .collect();
        for inside in start.iter_mut().skip(2).step_by(2) {
            *inside = FORBIDDEN;
        }
        let grid = |values: Vec<f64>| Grid {
            values,
            columns: tags,
        };
        let odds: Vec<f64> = pairs()
            .zip(&moves)
            .map(|((before, after), score)| {
                if may_follow(before, after) {
                    libm::exp((*score).into())
                } else {
                    0.0
                }
            })
            .collect();
        let turned = pairs().map(|(after, before)| odds.get(before * tags + after).copied());
        let odds_into = turned.map(Option::unwrap_or_default).collect();
        Self {
            moves: Grid {
                values: moves,
                columns: tags,
            },
            start,
            odds: grid(odds),
            odds_into: grid(odds_into),
        }
    }

    /// Returns the best sequence of tags (Viterbi 1967). Of equal ones the first tag wins.
    pub(crate) fn best(&self, emissions: &Grid<f32>) -> Vec<usize> {
        let tags = self.start.len();
        let mut rows = emissions.rows();
        let Some(first) = rows.next() else {
            return Vec::new();
        };
        let mut best: Vec<f32> = self.start.iter().zip(first).map(|(a, b)| a + b).collect();
        let mut next = best.clone();
        let mut back: Vec<u8> = Vec::with_capacity(rows.len() * tags);
        for row in rows {
            for (after, emission) in row.iter().enumerate() {
                let scores = (best.iter().zip(self.moves.rows()))
                    .map(|(best, moves)| best + moves.get(after).copied().unwrap_or(FORBIDDEN));
                let (from, score) = first_maximum(scores);
                back.push(from as u8);
                if let Some(next) = next.get_mut(after) {
                    *next = score + emission;
                }
            }
            std::mem::swap(&mut best, &mut next);
        }
        let mut tag = first_maximum(best.iter().copied()).0;
        let mut found = vec![tag];
        for row in back.chunks_exact(tags).rev() {
            tag = row.get(tag).copied().unwrap_or_default().into();
            found.push(tag);
        }
        found.reverse();
        found
    }

    /// Returns the log odds of the tag of word `at`, given those of its neighbours.
    pub(crate) fn log_odds(&self, emissions: &Grid<f32>, tags: &[usize], at: usize) -> f64 {
        let neighbour = |at: Option<usize>| at.and_then(|at| tags.get(at)).copied();
        let (before, after) = (neighbour(at.checked_sub(1)), neighbour(at.checked_add(1)));
        let own = neighbour(Some(at));
        let odds = |(tag, emission): (usize, &f32)| {
            let into = match before {
                Some(before) => self.moves.row(before).get(tag),
                None => self.start.get(tag),
            };
            let out = after.map_or(Some(&0.0), |after| self.moves.row(tag).get(after));
            match (into, out) {
                (Some(into), Some(out)) => {
                    f64::from(*emission) + f64::from(*into) + f64::from(*out)
                }
                _ => f64::NEG_INFINITY,
            }
        };
        let scores: Vec<f64> = emissions.row(at).iter().enumerate().map(odds).collect();
        let highest = scores.iter().copied().fold(f64::NEG_INFINITY, f64::max);
        let (mut with, mut without) = (0.0, 0.0);
        for (tag, score) in scores.iter().enumerate() {
            let power = libm::exp(score - highest);
            if Some(tag) == own {
                with += power;
            } else {
                without += power;
            }
        }
        libm::log(with.max(f64::MIN_POSITIVE)) - libm::log(without.max(f64::MIN_POSITIVE))
    }

    /// Returns the probability of each tag of each word, by the forward-backward algorithm.
    ///
    /// Sums are taken of powers of e, and their logarithms are kept, less the highest of each word:
    /// no score can make them overflow or vanish.
    pub(crate) fn probabilities(&self, emissions: &Grid<f32>) -> Grid<f32> {
        let tags = self.start.len().max(1);
        let mut powers = vec![0.0; tags];
        let mut before = vec![0.0; emissions.values.len()];
        let mut reached: Vec<f64> = self.start.iter().map(|start| f64::from(*start)).collect();
        for (before, row) in before.chunks_exact_mut(tags).zip(emissions.rows()) {
            for ((before, reached), emission) in before.iter_mut().zip(&reached).zip(row) {
                *before = reached + f64::from(*emission);
            }
            powers_from_highest(before, &mut powers);
            self.odds_into.log_of_product(&powers, &mut reached);
        }
        let mut probabilities = emissions.values.clone();
        let mut after = vec![0.0; tags];
        let mut scores = vec![0.0; tags];
        for (row, before) in (probabilities.chunks_exact_mut(tags))
            .zip(before.chunks_exact(tags))
            .rev()
        {
            for ((score, before), after) in scores.iter_mut().zip(before).zip(&after) {
                *score = before + after;
            }
            powers_from_highest(&mut scores, &mut powers);
            let total: f64 = powers.iter().sum();
            for ((score, emission), after) in scores.iter_mut().zip(&*row).zip(&after) {
                *score = f64::from(*emission) + after;
            }
            for (probability, power) in row.iter_mut().zip(&powers) {
                *probability = (power / total) as f32;
            }
            powers_from_highest(&mut scores, &mut powers);
            self.odds.log_of_product(&powers, &mut after);
        }
        Grid {
            values: probabilities,
            columns: self.start.len(),
        }
    }
}

impl Grid<f64> {
    /// Writes the logarithm of each row times a vector.
    fn log_of_product(&self, vector: &[f64], product: &mut [f64]) {
        for (product, row) in product.iter_mut().zip(self.rows()) {
            *product = libm::log(row.iter().zip(vector).map(|(a, b)| a * b).sum());
        }
    }
}

/// Takes the highest score from each score, and writes e to the power of what is left.
fn powers_from_highest(scores: &mut [f64], powers: &mut [f64]) {
    let highest = scores.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    for (score, power) in scores.iter_mut().zip(powers) {
        *score -= highest;
        *power = libm::exp(*score);
    }
}

fn first_maximum(scores: impl Iterator<Item = f32>) -> (usize, f32) {
    let mut best = (0, f32::NEG_INFINITY);
    for (at, score) in scores.enumerate() {
        if score > best.1 {
            best = (at, score);
        }
    }
    best
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const TAGS: usize = 5;

    /// Every sequence of tags that is allowed, with its score.
    fn sequences(chain: &Chain, emissions: &Grid<f32>) -> Vec<(Vec<usize>, f64)> {
        let mut found = vec![(Vec::new(), 0.0)];
        for row in emissions.rows() {
            let longer = |(tags, score): &(Vec<usize>, f64)| {
                let tags = tags.clone();
                let score = *score;
                let before = tags.last().copied();
                let next = (0..TAGS).filter(move |tag| may_follow(before.unwrap_or(0), *tag));
                let scored = next.map(move |tag| {
                    let step = match before {
                        Some(before) => chain.moves.row(before)[tag],
                        None => chain.start[tag],
                    };
                    let tags = tags.iter().copied().chain([tag]).collect();
                    (tags, score + f64::from(step) + f64::from(row[tag]))
                });
                scored.collect::<Vec<_>>()
            };
            found = found.iter().flat_map(longer).collect();
        }
        found
    }

    fn score() -> impl Strategy<Value = f32> {
        (-4_i16..=4).prop_map(f32::from)
    }

    proptest! {
        #[test]
        fn sums_and_maxima_are_those_over_all_sequences(
            moves in prop::collection::vec(score(), TAGS * TAGS),
            start in prop::collection::vec(score(), TAGS),
            emissions in (1..5_usize).prop_flat_map(|words| prop::collection::vec(score(), words * TAGS)),
        ) {
            let chain = Chain::new(&moves, start);
            let emissions = Grid { values: emissions, columns: TAGS };
            let sequences = sequences(&chain, &emissions);
            let best = chain.best(&emissions);
            let highest = sequences.iter().map(|(_, score)| *score).fold(f64::MIN, f64::max);
            prop_assert!(sequences.contains(&(best, highest)));

            let total: f64 = sequences.iter().map(|(_, score)| score.exp()).sum();
            let found = chain.probabilities(&emissions);
            for (word, row) in found.rows().enumerate() {
                for (tag, probability) in row.iter().enumerate() {
                    let with = sequences.iter().filter(|(tags, _)| tags[word] == tag);
                    let expected = with.map(|(_, score)| score.exp()).sum::<f64>() / total;
                    prop_assert!((f64::from(*probability) - expected).abs() < 1e-6);
                }
            }
        }

        #[test]
        fn probabilities_stand_the_highest_scores(
            words in prop::collection::vec(prop::collection::vec(-1e9_f32..1e9, TAGS), 1..20),
            most in prop::sample::select(vec![1.0_f32, 500.0]),
        ) {
            let moves: Vec<f32> = (0..TAGS * TAGS).map(|at| if at % 2 == 0 { most } else { -most }).collect();
            let chain = Chain::new(&moves, vec![-most; TAGS]);
            let emissions = Grid { values: words.concat(), columns: TAGS };
            for row in chain.probabilities(&emissions).rows() {
                let sum: f32 = row.iter().sum();
                prop_assert!((sum - 1.0).abs() < 1e-5, "{:?}", row);
            }
        }
    }

    #[test]
    fn of_equal_sequences_the_first_tag_wins() {
        let chain = Chain::new(&[0.0; TAGS * TAGS], vec![0.0; TAGS]);
        let emissions = Grid {
            values: vec![0.0; 3 * TAGS],
            columns: TAGS,
        };
        assert_eq!(chain.best(&emissions), [0, 0, 0]);
    }

    #[test]
    fn no_words_have_no_tags() {
        let chain = Chain::new(&[0.0; TAGS * TAGS], vec![0.0; TAGS]);
        let emissions = Grid {
            values: Vec::new(),
            columns: TAGS,
        };
        assert!(chain.best(&emissions).is_empty());
        assert!(chain.probabilities(&emissions).values.is_empty());
    }
}
