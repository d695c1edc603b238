//! From bytes, which Rust counts, to code points, which everybody else can count.

use rapporteur_core::TextRange;

/// Bytes between two remembered places.
const STEP: usize = 256;

/// The code points of one text, countable at any byte without starting from the front.
pub(crate) struct CodePoints<'a> {
    text: &'a str,
    /// Code points before byte `index * STEP`; a character counts where its first byte stands.
    before: Vec<usize>,
}

impl<'a> CodePoints<'a> {
    pub(crate) fn of(text: &'a str) -> Self {
        let mut before = Vec::with_capacity(text.len() / STEP + 1);
        let mut count = 0;
        for chunk in text.as_bytes().chunks(STEP) {
            before.push(count);
            count += starts(chunk);
        }
        Self { text, before }
    }

    /// Returns how many characters start before a byte.
    fn at(&self, byte: usize) -> usize {
        let byte = byte.min(self.text.len());
        let step = byte / STEP;
        match self.before.get(step) {
            Some(count) => {
                let rest = self.text.as_bytes().get(step * STEP..byte);
                count + rest.map_or(0, starts)
            }
            None => self.text.chars().count(),
        }
    }

    pub(crate) fn range(&self, range: TextRange) -> [usize; 2] {
        [self.at(range.start()), self.at(range.end())]
    }

    pub(crate) fn ranges(&self, ranges: &[TextRange]) -> Vec<[usize; 2]> {
        ranges.iter().map(|range| self.range(*range)).collect()
    }
}

/// Counts the bytes that start a character.
fn starts(bytes: &[u8]) -> usize {
    bytes.iter().filter(|byte| (**byte as i8) >= -0x40).count()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn counts_as_the_slow_way_does(text in "\\PC{0,700}", cut in 0usize..2000) {
            let cut = (0..=cut.min(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap();
            let slow = text[..cut].chars().count();
            prop_assert_eq!(CodePoints::of(&text).at(cut), slow);
        }
    }
}
