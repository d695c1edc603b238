//! The table of names stays small, and says where it is from.

use rapporteur_models::world::{ATTRIBUTION, TABLE};

#[test]
fn the_table_stays_small() {
    let most = 6 * 1024 * 1024;
    assert!(TABLE.len() <= most, "{} bytes, at most {most}", TABLE.len());
}

#[test]
fn the_attribution_names_sources_and_this_table() {
    let hash = blake3::hash(TABLE).to_hex().to_string();
    for words in [
        "GeoNames",
        "CC BY 4.0",
        "CLDR",
        "Unicode License",
        "i18n-nationality",
        hash.as_str(),
    ] {
        assert!(
            ATTRIBUTION.contains(words),
            "the attribution does not name {words}"
        );
    }
}
