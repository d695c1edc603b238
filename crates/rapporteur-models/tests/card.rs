//! The model card belongs to the weights beside it.

use rapporteur_models::attribution::{CARD, WEIGHTS};

#[test]
fn the_card_names_these_weights() {
    let hash = blake3::hash(WEIGHTS).to_hex().to_string();
    assert!(
        CARD.contains(&hash),
        "the card is of other weights than {hash}"
    );
}

#[test]
fn the_weights_stay_small() {
    let most = 8 * 1024 * 1024;
    assert!(
        WEIGHTS.len() <= most,
        "{} bytes, at most {most}",
        WEIGHTS.len()
    );
}
