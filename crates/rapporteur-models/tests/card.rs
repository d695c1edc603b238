//! Each model card belongs to the weights beside it.

use rapporteur_models::{attribution, name_head, sentence, stance};

fn check(card: &str, weights: &[u8]) {
    let hash = blake3::hash(weights).to_hex().to_string();
    assert!(
        card.contains(&hash),
        "the card is of other weights than {hash}"
    );
}

#[test]
fn each_card_names_its_weights() {
    check(attribution::CARD, attribution::WEIGHTS);
    check(name_head::CARD, name_head::WEIGHTS);
    check(sentence::CARD, sentence::WEIGHTS);
    check(stance::CARD, stance::WEIGHTS);
}

#[test]
fn the_weights_stay_small() {
    let megabytes = |bytes: usize| bytes as f64 / (1024.0 * 1024.0);
    let reading = attribution::WEIGHTS.len() + name_head::WEIGHTS.len();
    let limits = [
        (reading, 10.0),
        (sentence::WEIGHTS.len(), 4.0),
        (stance::WEIGHTS.len(), 12.0),
    ];
    for (bytes, most) in limits {
        assert!(
            megabytes(bytes) <= most,
            "{bytes} bytes, at most {most} MiB"
        );
    }
}
