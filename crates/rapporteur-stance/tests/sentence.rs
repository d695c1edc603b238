//! What sentence vectors promise.

#![allow(clippy::unwrap_used)]

use std::sync::LazyLock;

use made::{Kind, Random};
use proptest::prelude::*;
use rapporteur_stance::SentenceVectors;

mod made;

const PIECES: usize = 400;

static VECTORS: LazyLock<SentenceVectors> = LazyLock::new(|| {
    let weights = made::file(&made::sentence_vectors(PIECES, Kind::Usual, 3));
    SentenceVectors::parse(&weights, &made::vocabulary(PIECES)).unwrap()
});

proptest! {
    #[test]
    fn a_text_is_like_itself_and_its_words_in_another_order(words in 1_usize..40, seed: u64) {
        let text = made::text(&mut Random(seed), words);
        let mut turned: Vec<&str> = text.split(' ').collect();
        turned.reverse();
        let (one, two) = (VECTORS.read(&text), VECTORS.read(&turned.join(" ")));
        prop_assert!((one.likeness(&one) - 1.0).abs() < 1e-5);
        prop_assert!((one.likeness(&two) - 1.0).abs() < 1e-5);
    }

    #[test]
    fn any_two_texts_compare(one in "\\PC{0,80}|(?s).{0,60}", two in "[a-zA-Z .,’]{0,80}") {
        let (one, two) = (VECTORS.read(&one), VECTORS.read(&two));
        let likeness = one.likeness(&two);
        prop_assert!((-1.0..=1.0).contains(&likeness));
        prop_assert_eq!(likeness, two.likeness(&one));
    }
}

#[test]
fn what_is_not_known_is_like_nothing() {
    let (known, empty) = (VECTORS.read("a b"), VECTORS.read(""));
    assert_eq!(known.likeness(&empty), 0.0);
    assert_eq!(VECTORS.read("日本 🙂"), empty);
    assert_eq!(VECTORS.read("a 日本 b"), known);
}

#[test]
fn faults_name_the_tensor() {
    let mut tensors = made::sentence_vectors(PIECES, Kind::Usual, 3);
    tensors.pop();
    let read = SentenceVectors::parse(&made::file(&tensors), "");
    let expected = "the weights have no tensor `pieces.scale`";
    assert_eq!(read.unwrap_err().to_string(), expected);
    let weights = made::file(&made::sentence_vectors(PIECES, Kind::Usual, 3));
    let read = SentenceVectors::parse(&weights, &made::vocabulary(PIECES + 1));
    let expected = "the vocabulary has 401 lines, and there are weights for 400";
    assert_eq!(read.unwrap_err().to_string(), expected);
}
