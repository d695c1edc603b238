//! The reader of pairs against a plain one in double precision, written after the definition.

// Outside test functions the permission for tests does not hold.
#![allow(clippy::unwrap_used)]

use std::collections::BTreeMap;

use made::{Kind, Random, Tensor};
use rapporteur_stance::{PairReader, PairReading};
use rapporteur_tagger::Vocabulary;
use safetensors::tensor::Dtype;

mod made;

const PIECES: usize = 400;
const WIDTH: usize = 384;
const HEAD: usize = 32;

type Rows = Vec<Vec<f64>>;

/// All tensors as numbers: for each name its columns and values.
struct Plain(BTreeMap<String, (usize, Vec<f64>)>);

impl Plain {
    fn new(tensors: &[Tensor]) -> Self {
        let numbers = |tensor: &Tensor| -> Vec<f64> {
            let fours = tensor.bytes.as_chunks::<4>().0.iter();
            match tensor.kind {
                Dtype::I8 => tensor
                    .bytes
                    .iter()
                    .map(|byte| f64::from(*byte as i8))
                    .collect(),
                Dtype::I32 => fours
                    .map(|four| f64::from(i32::from_le_bytes(*four)))
                    .collect(),
                _ => fours
                    .map(|four| f64::from(f32::from_le_bytes(*four)))
                    .collect(),
            }
        };
        let columns = |tensor: &Tensor| *tensor.shape.last().unwrap();
        let named = tensors.iter();
        Self(
            named
                .map(|one| (one.name.clone(), (columns(one), numbers(one))))
                .collect(),
        )
    }

    fn row(&self, name: &str, row: usize) -> &[f64] {
        let (columns, values) = &self.0[name];
        &values[row * columns..(row + 1) * columns]
    }

    fn vector(&self, name: &str) -> &[f64] {
        &self.0[name].1
    }

    /// The values of a linear layer for a row of whole numbers with a step.
    fn linear(&self, names: [&str; 3], row: &[f64], step: f64) -> Vec<f64> {
        let [weights, scale, bias] = names.map(|name| self.vector(name));
        let rows = weights.chunks(row.len()).zip(scale.iter().zip(bias));
        rows.map(|(weights, (scale, bias))| product(weights, row) * step * scale + bias)
            .collect()
    }

    /// The values of a layer's part for rows that are quantised first.
    fn part(&self, layer: usize, part: &str, rows: &Rows) -> Rows {
        let name = format!("layer.{layer}.{part}");
        let (scale, bias) = (format!("{name}.scale"), format!("{name}.bias"));
        let each = rows.iter().map(|row| {
            let step = row
                .iter()
                .fold(0.0, |most: f64, number| most.max(number.abs()))
                / 127.0;
            let whole: Vec<f64> = row
                .iter()
                .map(|one| (one / step).round_ties_even())
                .collect();
            self.linear([&name, &scale, &bias], &whole, step)
        });
        each.collect()
    }

    fn norm(&self, name: &str, rows: &mut Rows, added: &Rows) {
        for (row, added) in rows.iter_mut().zip(added) {
            let sums: Vec<f64> = row.iter().zip(added).map(|(one, two)| one + two).collect();
            let mean = sums.iter().sum::<f64>() / WIDTH as f64;
            let squares = sums.iter().map(|sum| (sum - mean) * (sum - mean));
            let deviation = (squares.sum::<f64>() / WIDTH as f64 + 1e-12).sqrt();
            let factors = self.row(name, 0).iter().zip(self.row(name, 1));
            let numbers = sums.iter().zip(factors);
            *row = numbers
                .map(|(sum, (one, two))| (sum - mean) / deviation * one + two)
                .collect();
        }
    }

    fn layer(&self, layer: usize, rows: &mut Rows) {
        let [queries, keys, values] =
            ["query", "key", "value"].map(|part| self.part(layer, part, rows));
        let mut seen = vec![vec![0.0; WIDTH]; rows.len()];
        for head in (0..WIDTH).step_by(HEAD) {
            let head = head..head + HEAD;
            for (query, seen) in queries.iter().zip(&mut seen) {
                let fit = |key: &Vec<f64>| product(&query[head.clone()], &key[head.clone()]);
                let scores = keys.iter().map(|key| fit(key) / (HEAD as f64).sqrt());
                let weights = softmax(&scores.collect::<Vec<f64>>());
                for (weight, value) in weights.iter().zip(&values) {
                    for (seen, value) in seen[head.clone()].iter_mut().zip(&value[head.clone()]) {
                        *seen += weight * value;
                    }
                }
            }
        }
        let merged = self.part(layer, "merge", &seen);
        self.norm(&format!("layer.{layer}.norm"), rows, &merged);
        let mut inner = self.part(layer, "widen", rows);
        for number in inner.iter_mut().flatten() {
            let x = *number;
            let inside = (2.0 / std::f64::consts::PI).sqrt() * (x + 0.044715 * x * x * x);
            *number = 0.5 * x * (1.0 + inside.tanh());
        }
        let narrowed = self.part(layer, "narrow", &inner);
        self.norm(&format!("layer.{layer}.last_norm"), rows, &narrowed);
    }

    /// The probabilities of a pair, and the share of each piece of the statement.
    fn read(&self, layers: usize, statement: &[u32], proposition: &[u32]) -> (Vec<f64>, Vec<f64>) {
        let first = [&[101], statement, &[102]].concat();
        let pieces = [&first, proposition, &[102]].concat();
        let (mut rows, mut added) = (Rows::new(), Rows::new());
        for (position, piece) in pieces.iter().enumerate() {
            let names = ["embed.map", "embed.map.scale", "embed.bias"];
            rows.push(self.linear(names, self.row("pieces", *piece as usize), 1.0));
            let kind = self.row("embed.kind", usize::from(position >= first.len()));
            let both = self.row("embed.position", position).iter().zip(kind);
            let mut sums: Vec<f64> = both.map(|(one, two)| one + two).collect();
            let mut own = self.vector("embed.own.pieces").iter();
            if let Some(own) = own.position(|own| *own == f64::from(*piece)) {
                let scale = self.vector("embed.own.scale")[own];
                for (sum, step) in sums.iter_mut().zip(self.row("embed.own", own)) {
                    *sum += step * scale;
                }
            }
            added.push(sums);
        }
        self.norm("embed.norm", &mut rows, &added);
        for layer in 0..layers {
            self.layer(layer, &mut rows);
        }
        let score = |row: &[f64]| -> Vec<f64> {
            (0..4)
                .map(|class| product(self.row("out", class), row))
                .collect()
        };
        let mut scores = self.vector("out.bias").to_vec();
        for row in &rows {
            for (sum, score) in scores.iter_mut().zip(score(row)) {
                *sum += score / rows.len() as f64;
            }
        }
        let probabilities = softmax(&scores);
        let other =
            |one: &&usize, two: &&usize| probabilities[**one].total_cmp(&probabilities[**two]);
        let likeliest = *[1, 2, 3].iter().max_by(other).unwrap();
        let share = |row: &Vec<f64>| (score(row)[likeliest] - score(row)[0]) / rows.len() as f64;
        let shares = rows[1..=statement.len()].iter().map(share).collect();
        (probabilities, shares)
    }
}

fn product(one: &[f64], two: &[f64]) -> f64 {
    one.iter().zip(two).map(|(one, two)| one * two).sum()
}

fn softmax(scores: &[f64]) -> Vec<f64> {
    let most = scores.iter().copied().fold(f64::MIN, f64::max);
    let powers: Vec<f64> = scores.iter().map(|score| (score - most).exp()).collect();
    let sum: f64 = powers.iter().sum();
    powers.iter().map(|power| power / sum).collect()
}

/// How far a number may be off: an activation that lies between two steps may be rounded to the
/// other one.
const TOLERANCE: f64 = 1e-2;

fn check(layers: usize, seed: u64, words: [usize; 2]) {
    let mut tensors = made::pair_reader(layers, Kind::Usual, seed);
    let shared = made::tagger(PIECES, Kind::Usual, seed);
    let (weights, tagger) = (made::file(&tensors), made::file(&shared));
    tensors.extend(shared);
    let written = made::vocabulary(PIECES);
    let vocabulary = Vocabulary::parse(&written, PIECES).unwrap();
    let mut random = Random(seed);
    let [statement, proposition] = words.map(|words| made::text(&mut random, words));
    let mut pieces = [&statement, &proposition].map(|text| vocabulary.pieces(text));
    pieces[0].truncate(96);
    pieces[1].truncate(32);
    let numbers = pieces.each_ref().map(|pieces| {
        let numbers = pieces.iter().map(|piece| piece.number);
        numbers.collect::<Vec<u32>>()
    });
    let (probabilities, of_pieces) = Plain::new(&tensors).read(layers, &numbers[0], &numbers[1]);
    let mut shares: BTreeMap<usize, f64> = BTreeMap::new();
    for (piece, share) in pieces[0].iter().zip(of_pieces) {
        *shares.entry(piece.word.start).or_default() += share;
    }

    let reader = PairReader::parse(&weights, &tagger, &written).unwrap();
    let prepared = (
        reader.prepare_statement(&statement),
        reader.prepare(&proposition),
    );
    let PairReading {
        probabilities: found,
        shares: found_shares,
    } = reader.read(&prepared.0, &prepared.1);
    let near = |found: f32, expected: f64| (f64::from(found) - expected).abs() < TOLERANCE;
    let close = found
        .iter()
        .zip(&probabilities)
        .all(|(one, two)| near(*one, *two));
    assert!(close, "{found:?} is far from {probabilities:?}");
    assert_eq!(found_shares.len(), shares.len());
    for ((word, share), (start, expected)) in found_shares.iter().zip(&shares) {
        assert_eq!(word.start, *start);
        assert!(
            near(*share, *expected),
            "{share} is far from {expected} at {word:?}"
        );
    }
}

#[test]
fn readings_are_near_the_definition() {
    check(1, 1, [0, 0]);
    check(1, 2, [1, 1]);
    check(2, 3, [12, 5]);
    check(3, 4, [30, 9]);
}
