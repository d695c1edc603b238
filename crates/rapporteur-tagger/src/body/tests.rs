//! The result does not depend on how many steps are projected at a time.

use proptest::prelude::*;

use super::*;
use crate::made::{self, Kind, Random, Sizes};

fn encode(body: &Body, pieces: usize, chunk: usize) -> Vec<Vec<i8>> {
    let mut random = Random(pieces as u64);
    let input = Input {
        pieces: (0..pieces).map(|_| random.below(150) as u32).collect(),
        firsts: (0..pieces).step_by(2).collect(),
        features: (0..pieces.div_ceil(2))
            .map(|_| VALUES.map(|values| random.below(values) as u8))
            .collect(),
    };
    body.encode(&input, chunk)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(20))]

    #[test]
    fn chunks_do_not_show(pieces in 0_usize..100, chunk in 1_usize..60, seed: u64) {
        let sizes = Sizes { pieces: 150, width: 8, units: 20, layers: 2 };
        let file = made::file(&made::tensors(sizes, Kind::Usual, seed));
        let weights = Weights::open(&file).unwrap();
        for kernel in Kernel::available() {
            let body = Body::read(&weights, kernel).unwrap();
            let whole = encode(&body, pieces, 1 << 10);
            for layer in &whole {
                prop_assert_eq!(layer.len(), pieces.div_ceil(2) * 40);
            }
            prop_assert_eq!(encode(&body, pieces, chunk), whole);
        }
    }
}
