//! Each model card belongs to the weights beside it.

use rapporteur_models::{attribution, name_head};

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
}

#[test]
fn the_weights_stay_small() {
    let most = 10 * 1024 * 1024;
    let all = attribution::WEIGHTS.len() + name_head::WEIGHTS.len();
    assert!(all <= most, "{all} bytes, at most {most}");
}
