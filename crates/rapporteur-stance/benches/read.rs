//! What a user waits for: reading a pair, many pairs, sentence vectors, and loading the models.

// A bench that cannot prepare its input has nothing to measure.
#![allow(clippy::unwrap_used)]

use std::hint::black_box;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use made::{Kind, Random};
use rapporteur_stance::{PairReader, SentenceVectors};
use rapporteur_tagger::Kernel;

#[path = "../tests/made/mod.rs"]
mod made;

const PIECES: usize = 30_522;

/// Words of a statement and of a proposition: about 45 pieces with the marks.
const WORDS: [usize; 2] = [18, 6];

const PAIRS: usize = 32;

fn read(criterion: &mut Criterion) {
    let vocabulary = made::vocabulary(PIECES);
    let tagger = made::file(&made::tagger(PIECES, Kind::Usual, 1));
    let mut random = Random(3);
    let texts: Vec<[String; 2]> = (0..PAIRS)
        .map(|_| WORDS.map(|words| made::text(&mut random, words)))
        .collect();
    for layers in [4, 6] {
        let weights = made::file(&made::pair_reader(layers, Kind::Usual, 2));
        for kernel in Kernel::available() {
            let name = kernel.name();
            let reader = PairReader::parse_for(kernel, &weights, &tagger, &vocabulary).unwrap();
            let pairs: Vec<_> = texts
                .iter()
                .map(|[one, two]| (reader.prepare_statement(one), reader.prepare(two)))
                .collect();
            let pairs: Vec<_> = pairs.iter().map(|(one, two)| (one, two)).collect();
            let pieces = pairs
                .iter()
                .map(|(one, two)| one.pieces() + two.pieces() + 3);
            let pieces = pieces.sum::<usize>() as f64 / PAIRS as f64;
            println!("{pieces} pieces a pair");
            let mut group = criterion.benchmark_group(format!("read pairs, {layers} layers"));
            group.throughput(Throughput::Elements(1));
            group.bench_function(format!("one pair, {name}"), |bencher| {
                bencher.iter(|| reader.read(pairs[0].0, black_box(pairs[0].1)));
            });
            group.throughput(Throughput::Elements(PAIRS as u64));
            group.bench_function(format!("{PAIRS} pairs, {name}"), |bencher| {
                bencher.iter(|| reader.read_all(black_box(&pairs)));
            });
            group.finish();
        }
        criterion.bench_function(
            &format!("load the pair reader, {layers} layers"),
            |bencher| {
                let load = || PairReader::parse(&weights, &tagger, &vocabulary).unwrap();
                bencher.iter(load);
            },
        );
    }
    let weights = made::file(&made::sentence_vectors(PIECES, Kind::Usual, 4));
    let vectors = SentenceVectors::parse(&weights, &vocabulary).unwrap();
    let [statement, proposition] = &texts[0];
    let mut group = criterion.benchmark_group("propose pairs");
    group.throughput(Throughput::Elements(1));
    group.bench_function("read a sentence vector of 18 words", |bencher| {
        bencher.iter(|| vectors.read(black_box(statement)));
    });
    let (one, two) = (vectors.read(statement), vectors.read(proposition));
    group.bench_function("compare two vectors", |bencher| {
        bencher.iter(|| black_box(&one).likeness(black_box(&two)));
    });
    group.bench_function("load the sentence vectors", |bencher| {
        bencher.iter(|| SentenceVectors::parse(&weights, &vocabulary).unwrap());
    });
    group.finish();
}

criterion_group!(benches, read);
criterion_main!(benches);
