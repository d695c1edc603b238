//! Attention: each piece looks at all pieces of its pair (Vaswani et al. 2017).

use std::ops::Range;

use rapporteur_tagger::{Kernel, Wide};

use crate::curves::exp;
use crate::encoder::{HEAD, HEADS, WIDTH};
use crate::lanes::{LANES, Lanes, add_times, add_to_four, total};

/// How many pieces look at a time.
const QUERIES: usize = 4;

/// One divided by the square root of a head's width.
const SCALE: f32 = 0.176_776_7;

/// Queries, keys and values of all pieces, row after row, and the rows of each pair.
#[derive(Debug)]
pub(crate) struct Attention<'a> {
    pub(crate) queries: &'a [f32],
    pub(crate) keys: &'a [f32],
    pub(crate) values: &'a [f32],
    pub(crate) pairs: &'a [Range<usize>],
}

impl Attention<'_> {
    /// Returns what each piece sees: the values, weighed by how well their keys fit its query.
    pub(crate) fn look(self, kernel: Kernel) -> Vec<f32> {
        kernel.widely(self)
    }
}

impl Wide for Attention<'_> {
    type Output = Vec<f32>;

    #[inline(always)]
    fn run(self) -> Vec<f32> {
        let mut seen = vec![0.0; self.queries.len()];
        let mut turned = Vec::new();
        let mut scores = Vec::new();
        for pair in self.pairs {
            let (queries, keys) = (rows_of(self.queries, pair), rows_of(self.keys, pair));
            let values = rows_of(self.values, pair);
            let Some(seen) = seen.get_mut(pair.start * WIDTH..pair.end * WIDTH) else {
                continue;
            };
            let blocks = keys.len().div_ceil(LANES);
            turn(keys, &mut turned);
            for head in 0..HEADS {
                let keys = &turned[head * blocks..(head + 1) * blocks];
                let places = seen.chunks_mut(QUERIES * WIDTH);
                for (queries, places) in queries.chunks(QUERIES).zip(places) {
                    score(head, queries, keys, &mut scores);
                    for scores in scores.chunks_exact_mut(blocks) {
                        weigh(scores, values.len());
                    }
                    let [low, high] = mix(head, values, &scores, blocks);
                    let sums = low.iter().zip(&high);
                    for (place, (low, high)) in places.chunks_exact_mut(WIDTH).zip(sums) {
                        let place = &mut place[head * HEAD..(head + 1) * HEAD];
                        place[..LANES].copy_from_slice(low);
                        place[LANES..].copy_from_slice(high);
                    }
                }
            }
        }
        seen
    }
}

/// Returns the rows of a pair; nothing where there are none.
#[inline(always)]
fn rows_of<'a>(rows: &'a [f32], pair: &Range<usize>) -> &'a [[f32; WIDTH]] {
    let (rows, _) = rows.as_chunks();
    rows.get(pair.clone()).unwrap_or_default()
}

/// Puts 16 pieces' keys side by side, head after head, in each 16 pieces after 16 pieces. Where
/// there are no more pieces, keys are zero.
#[inline(always)]
fn turn(keys: &[[f32; WIDTH]], turned: &mut Vec<[Lanes; HEAD]>) {
    let blocks = keys.len().div_ceil(LANES);
    turned.clear();
    turned.resize(HEADS * blocks, [[0.0; LANES]; HEAD]);
    for (piece, row) in keys.iter().enumerate() {
        for (head, numbers) in row.as_chunks::<HEAD>().0.iter().enumerate() {
            let block = &mut turned[head * blocks + piece / LANES];
            for (lanes, number) in block.iter_mut().zip(numbers) {
                lanes[piece % LANES] = *number;
            }
        }
    }
}

/// Writes the products of queries and keys: for each query, those of 16 keys after 16 keys. A query
/// that is not there has zeros.
#[inline(always)]
fn score(head: usize, queries: &[[f32; WIDTH]], keys: &[[Lanes; HEAD]], scores: &mut Vec<Lanes>) {
    let mut asked = [[0.0; QUERIES]; HEAD];
    for (number, query) in queries.iter().enumerate() {
        let query = &query[head * HEAD..(head + 1) * HEAD];
        for (asked, of_query) in asked.iter_mut().zip(query) {
            asked[number] = *of_query;
        }
    }
    let blocks = keys.len();
    scores.clear();
    scores.resize(QUERIES * blocks, [0.0; LANES]);
    for (block, keys) in keys.iter().enumerate() {
        let mut sums = [[0.0; LANES]; QUERIES];
        for (asked, keys) in asked.iter().zip(keys) {
            add_to_four(&mut sums, asked, keys);
        }
        for (row, sums) in scores.chunks_exact_mut(blocks).zip(sums) {
            row[block] = sums;
        }
    }
}

/// Turns a query's scores into weights: 1 together.
#[inline(always)]
fn weigh(scores: &mut [Lanes], pieces: usize) {
    let numbers = scores.as_flattened_mut();
    numbers[pieces..].fill(f32::MIN);
    let mut most = [f32::MIN; LANES];
    for scores in numbers.as_chunks::<LANES>().0 {
        for (most, score) in most.iter_mut().zip(scores) {
            *most = if score > most { *score } else { *most };
        }
    }
    let most = most.into_iter().fold(f32::MIN, f32::max);
    for score in numbers.iter_mut() {
        *score = exp((*score - most) * SCALE);
    }
    numbers[pieces..].fill(0.0);
    let mut sums = [0.0; LANES];
    for weights in numbers.as_chunks().0 {
        add_times(&mut sums, 1.0, weights);
    }
    let inverse = 1.0 / total(&sums);
    for weight in numbers {
        *weight *= inverse;
    }
}

/// Returns the sums of the values, weighed for each query: the first half of the head's width, and
/// the second.
#[inline(always)]
fn mix(
    head: usize,
    values: &[[f32; WIDTH]],
    weights: &[Lanes],
    blocks: usize,
) -> [[Lanes; QUERIES]; HEAD / LANES] {
    let mut halves = [[[0.0; LANES]; QUERIES]; HEAD / LANES];
    let [low, high] = &mut halves;
    let weights: [&[f32]; QUERIES] =
        std::array::from_fn(|query| weights[query * blocks..(query + 1) * blocks].as_flattened());
    for (piece, row) in values.iter().enumerate() {
        let lanes = row.as_chunks().0;
        let weights = weights.map(|weights| weights[piece]);
        add_to_four(low, &weights, &lanes[2 * head]);
        add_to_four(high, &weights, &lanes[2 * head + 1]);
    }
    halves
}
