//! Shingles: runs of four words, by which texts are compared (Broder 1997).

/// Words in a shingle. Of a text of which three words in ten are replaced a quarter of the shingles
/// stay; of two reports on one event that were written apart hardly one is the same.
pub(crate) const WORDS: usize = 4;

/// Returns the key of each shingle in the order of the text; a shorter text is one shingle.
pub(crate) fn keys(words: &[u16]) -> impl Iterator<Item = u64> + '_ {
    let width = WORDS.min(words.len()).max(1);
    words.windows(width).map(key)
}

/// The words of a shingle side by side. It is unlike that of any other run of codes.
fn key(words: &[u16]) -> u64 {
    words
        .iter()
        .fold(0, |key, word| (key << 16) | u64::from(*word))
}

/// Spreads a key over all numbers: the finaliser of SplitMix64 (Steele, Lea and Flood 2014).
pub(crate) fn mix(key: u64) -> u64 {
    let mixed = key.wrapping_add(0x9E37_79B9_7F4A_7C15);
    let mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    mixed ^ (mixed >> 31)
}
