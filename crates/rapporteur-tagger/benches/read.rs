//! What a user waits for: reading an article, and loading the tagger.

// A bench that cannot prepare its input has nothing to measure.
#![allow(clippy::unwrap_used)]

use std::hint::black_box;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use made::{Kind, Own, Random, Sizes};
use rapporteur_tagger::{Kernel, Tagger};

#[path = "../tests/made/mod.rs"]
mod made;

const SIZES: Sizes = Sizes {
    pieces: 30_522,
    width: 128,
    units: 192,
    layers: 2,
};

const OWN: Own = Own {
    width: 128,
    units: 64,
};

const WORDS: usize = 1_000;

fn read(criterion: &mut Criterion) {
    let vocabulary = made::vocabulary(SIZES.pieces);
    let weights = made::file(&made::tensors(SIZES, Kind::Usual, 1));
    let text = article(&vocabulary);
    let stretches = [
        0..text.find('.').unwrap(),
        text.find('.').unwrap()..text.len(),
    ];
    let mut group = criterion.benchmark_group("read an article of a thousand words");
    group.throughput(Throughput::Elements(WORDS as u64));
    for kernel in Kernel::available() {
        let tagger = Tagger::parse_for(kernel, &weights, &vocabulary).unwrap();
        assert_eq!(tagger.read(&text, &stretches).words().len(), WORDS);
        group.bench_function(kernel.name(), |bencher| {
            bencher.iter(|| tagger.read(black_box(&text), &stretches));
        });
    }
    group.finish();
    let names = made::file(&made::name_head(SIZES, OWN, Kind::Usual, 1));
    let mut group = criterion.benchmark_group("read an article of a thousand words, with names");
    group.throughput(Throughput::Elements(WORDS as u64));
    for kernel in Kernel::available() {
        let tagger = Tagger::parse_for(kernel, &weights, &vocabulary).unwrap();
        let tagger = tagger.with_names(&names).unwrap();
        group.bench_function(kernel.name(), |bencher| {
            bencher.iter(|| tagger.read(black_box(&text), &stretches));
        });
    }
    group.finish();
    criterion.bench_function("load the tagger", |bencher| {
        bencher.iter(|| Tagger::parse(black_box(&weights), black_box(&vocabulary)).unwrap());
    });
}

/// Sentences of eight words and a point: nine in ten words are pieces, the others are made of two.
fn article(vocabulary: &str) -> String {
    let whole: Vec<&str> = vocabulary
        .lines()
        .skip(300)
        .filter(|line| !line.starts_with('#'))
        .collect();
    let mut random = Random(3);
    let mut text = String::new();
    for at in 0..WORDS {
        if at % 9 == 8 {
            text.push('.');
            continue;
        }
        let word = whole[random.below(whole.len())];
        text.push_str(if at == 0 { "" } else { " " });
        text.push_str(word);
        if random.below(10) == 0 {
            text.push('x');
        }
    }
    text
}

criterion_group!(benches, read);
criterion_main!(benches);
