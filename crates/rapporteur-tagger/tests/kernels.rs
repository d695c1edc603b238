//! All kernels give the same bits.

// Outside test functions the permission for tests does not hold.
#![allow(clippy::unwrap_used)]

use made::{Kind, Own, Random, Sizes};
use proptest::prelude::*;
use rapporteur_tagger::{Kernel, Tagged, Tagger};

mod made;

const OWN: Own = Own {
    width: 8,
    units: 12,
};

/// Everything that is read, to the last bit.
fn bits(tagged: &Tagged) -> Vec<(String, Vec<u32>)> {
    let numbers = |word| {
        let all = tagged
            .emissions(word)
            .iter()
            .chain(tagged.probabilities(word))
            .chain(tagged.name_emissions(word));
        all.map(|number| number.to_bits()).collect()
    };
    let words = tagged.words().iter().enumerate();
    let words = words.map(|(number, word)| (format!("{word:?}"), numbers(number)));
    let names = tagged.names().iter();
    let names = names.map(|name| (format!("{name:?}"), vec![name.probability.to_bits()]));
    words.chain(names).collect()
}

fn check(sizes: Sizes, kind: Kind, seed: u64, words: usize) {
    let weights = made::file(&made::tensors(sizes, kind, seed));
    let names = made::file(&made::name_head(sizes, OWN, kind, seed));
    let vocabulary = made::vocabulary(sizes.pieces);
    let mut random = Random(seed);
    let text: Vec<String> = (0..words).map(|_| made::word(&mut random)).collect();
    let text = text.join(" ");
    let read = |kernel| {
        let tagger = Tagger::parse_for(kernel, &weights, &vocabulary).unwrap();
        let tagger = tagger.with_names(&names).unwrap();
        bits(&tagger.read(&text, std::slice::from_ref(&(0..text.len()))))
    };
    let mut kernels = Kernel::available().into_iter().rev();
    let portable = read(kernels.next().unwrap());
    assert!(portable.len() >= words);
    for kernel in kernels {
        assert_eq!(read(kernel), portable, "{}", kernel.name());
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]

    #[test]
    fn kernels_agree(
        width in 1_usize..20,
        units in 1_usize..20,
        layers in 1_usize..4,
        extreme: bool,
        seed: u64,
        words in 0_usize..90,
    ) {
        let sizes = Sizes { pieces: 400, width: width * 4, units: units * 4, layers };
        let kind = if extreme { Kind::Extreme } else { Kind::Usual };
        check(sizes, kind, seed, words);
    }
}

#[test]
fn kernels_agree_at_full_size() {
    let sizes = Sizes {
        pieces: 2_000,
        width: 128,
        units: 192,
        layers: 2,
    };
    check(sizes, Kind::Usual, 1, 200);
    check(sizes, Kind::Extreme, 2, 200);
}
