//! What is kept of a text to compare it by.

use crate::{shingles, words};

/// One shingle in so many is looked up.
const SAMPLED: u64 = 8;

/// So many shingles of a text are looked up at least, if it has them.
const FEWEST: usize = 16;

/// Longer texts are compared by so many words at their start: a book is no article.
const MOST_WORDS: usize = 50_000;

/// The words of a text in two bytes each, from which they cannot be read.
///
/// It is no secret either: whoever guesses a text can tell whether its fingerprint is this one.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Fingerprint {
    words: Box<[u16]>,
}

impl Fingerprint {
    /// Takes the fingerprint of a text.
    #[must_use]
    pub fn of(text: &str) -> Self {
        let mut words = words::codes(text);
        words.truncate(MOST_WORDS);
        Self {
            words: words.into_boxed_slice(),
        }
    }

    /// Returns the fingerprint as bytes, to keep it.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        self.words
            .iter()
            .flat_map(|word| word.to_le_bytes())
            .collect()
    }

    /// Takes up a fingerprint that was kept; an odd byte at the end is left out.
    #[must_use]
    pub fn from_bytes(bytes: &[u8]) -> Self {
        let words = bytes.chunks_exact(2).map(|pair| match pair {
            [low, high] => u16::from_le_bytes([*low, *high]),
            _ => 0,
        });
        Self {
            words: words.take(MOST_WORDS).collect(),
        }
    }

    /// The codes of the words, which say what is quoted.
    pub(crate) fn words(&self) -> &[u16] {
        &self.words
    }

    /// Returns how many words there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.words.len()
    }

    /// Returns whether there is no word.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.words.is_empty()
    }

    /// Says whether the words of `name` stand side by side in this text.
    ///
    /// Of names of one word one in some fifty texts is said to hold it that does not.
    #[must_use]
    pub fn holds(&self, name: &Self) -> bool {
        let (words, name) = (words::plain(&self.words), words::plain(&name.words));
        !name.is_empty() && words.windows(name.len()).any(|run| run == name)
    }

    /// Returns the hashes by which a text is looked up, sorted, each once: those of its shingles
    /// that are below a bound, and the lowest of a short text's.
    ///
    /// The bound is the same for all texts, so that a part of a text shares its share of hashes with
    /// the whole ("FracMinHash", Irber et al. 2022; "modulo sketch", Broder 1997).
    #[must_use]
    pub fn samples(&self) -> Vec<u32> {
        let bound = u64::MAX / SAMPLED;
        let words = words::plain(&self.words);
        let hashes = shingles::keys(&words).map(shingles::mix);
        let mut sampled: Vec<u64> = hashes.filter(|hash| *hash < bound).collect();
        if sampled.len() < FEWEST {
            sampled = shingles::keys(&words).map(shingles::mix).collect();
            sampled.sort_unstable();
            sampled.dedup();
            sampled.truncate(FEWEST);
        }
        // The upper half of a hash is below the bound's upper half; the lower half varies freely.
        let mut samples: Vec<u32> = sampled.into_iter().map(|hash| hash as u32).collect();
        samples.sort_unstable();
        samples.dedup();
        samples
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn numbered(words: std::ops::Range<u32>) -> String {
        let words: Vec<String> = words.map(|word| format!("w{word}")).collect();
        words.join(" ")
    }

    #[test]
    fn a_short_text_is_looked_up_by_all_it_has() {
        assert_eq!(Fingerprint::of("").samples(), []);
        assert_eq!(Fingerprint::of("One two").samples().len(), 1);
        assert_eq!(Fingerprint::of(&numbered(0..10)).samples().len(), 7);
        assert_eq!(Fingerprint::of(&numbered(0..40)).samples().len(), FEWEST);
    }

    #[test]
    fn a_part_shares_its_samples_with_the_whole() {
        let whole = Fingerprint::of(&numbered(0..1_000)).samples();
        let part = Fingerprint::of(&numbered(200..600)).samples();
        assert!(whole.len() > 90 && whole.len() < 160, "{}", whole.len());
        assert!(part.iter().all(|sample| whole.contains(sample)));
    }

    #[test]
    fn names_are_seen_in_texts() {
        let text = Fingerprint::of("PORT SORREL, March 5 (“Harbour\u{a0}Wire”) – Delegations");
        assert!(text.holds(&Fingerprint::of("Harbour Wire")));
        assert!(!text.holds(&Fingerprint::of("Wire Harbour")));
        assert!(!text.holds(&Fingerprint::of(" – ")));
    }

    proptest! {
        #[test]
        fn comes_back_as_it_was_kept(text in any::<String>()) {
            let fingerprint = Fingerprint::of(&text);
            prop_assert_eq!(Fingerprint::from_bytes(&fingerprint.to_bytes()), fingerprint);
        }

        #[test]
        fn any_bytes_are_a_fingerprint(bytes in proptest::collection::vec(any::<u8>(), 0..60)) {
            prop_assert!(Fingerprint::from_bytes(&bytes).samples().is_sorted());
        }
    }
}
