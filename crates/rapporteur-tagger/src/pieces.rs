//! Word pieces: the longest known beginning of a word, then of what is left (Wu et al. 2016).

use std::ops::Range;

use unicode_normalization::UnicodeNormalization;

use crate::characters::is_accent;
use crate::weights::{Fault, WeightsError};
use crate::words;

/// Stands for a word that cannot be made of pieces: `[UNK]` in the vocabularies of BERT.
pub(crate) const UNKNOWN: u32 = 100;

/// Longer words, in code points, are unknown.
const LONGEST_WORD: usize = 100;

/// Begins the lines of pieces that continue a word.
const CONTINUES: &str = "##";

/// A list of pieces, one a line, found by open addressing.
///
/// A hash map of strings takes several times as long to fill, and start-up counts.
#[derive(Debug, Clone)]
pub struct Vocabulary {
    text: String,
    /// Where each line begins, and where one after the last would begin.
    starts: Vec<u32>,
    /// Line plus one in the low bits, the highest bits of the hash above; 0 where nothing is.
    slots: Vec<u32>,
    /// Bytes of the longest line.
    longest: usize,
}

const LINE_BITS: u32 = 20;

/// A word piece of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Piece {
    /// Its line in the vocabulary.
    pub number: u32,
    /// The word that it is a piece of, as bytes of the text.
    pub word: Range<usize>,
}

impl Vocabulary {
    /// Most lines that a vocabulary can have.
    const MOST_LINES: usize = (1 << LINE_BITS) - 1;

    /// The piece that stands for a word which cannot be made of pieces.
    pub const UNKNOWN: u32 = UNKNOWN;

    /// Reads a vocabulary, one piece a line, for weights of the first `known` pieces.
    ///
    /// # Errors
    ///
    /// A [`WeightsError`] where it has more lines than that, or more than a million.
    pub fn parse(text: &str, known: usize) -> Result<Self, WeightsError> {
        let too_long = Fault::LongVocabulary(Self::MOST_LINES);
        let vocabulary = Self::of_lines(text).ok_or(too_long)?;
        let lines = vocabulary.len();
        if lines > known {
            Err(Fault::Vocabulary { lines, known })?;
        }
        Ok(vocabulary)
    }

    /// Cuts a text into words, and these into pieces, in the order of the text.
    #[must_use]
    pub fn pieces(&self, text: &str) -> Vec<Piece> {
        let mut found = Vec::new();
        let mut folded = Folded::default();
        let mut numbers = Vec::new();
        for word in words::split(text, std::slice::from_ref(&(0..text.len()))) {
            numbers.clear();
            let written = text.get(word.range.clone()).unwrap_or_default();
            self.cut(written, &mut folded, &mut numbers);
            found.extend(numbers.iter().map(|number| Piece {
                number: *number,
                word: word.range.clone(),
            }));
        }
        found
    }

    fn of_lines(text: &str) -> Option<Self> {
        let text = format!("{text}\n");
        let ends = line_ends(&text);
        let mut starts = Vec::with_capacity(ends.len() + 1);
        starts.push(0);
        for end in ends {
            starts.push(u32::try_from(end + 1).ok()?);
        }
        let lines = starts.len() - 1;
        if lines > Self::MOST_LINES {
            return None;
        }
        let mut vocabulary = Self {
            text,
            starts,
            slots: vec![0; (lines * 2).next_power_of_two()],
            longest: 0,
        };
        for line in 0..lines {
            vocabulary.insert(line);
        }
        Some(vocabulary)
    }

    /// Returns the number of lines up to the last that is not empty.
    fn len(&self) -> usize {
        let lines = 0..self.starts.len() - 1;
        let last = lines.rev().find(|line| !self.line(*line).is_empty());
        last.map_or(0, |line| line + 1)
    }

    /// Appends the pieces of a word. `folded` is room to work in.
    pub(crate) fn cut(&self, word: &str, folded: &mut Folded, pieces: &mut Vec<u32>) {
        if !folded.fold(word) {
            pieces.push(UNKNOWN);
            return;
        }
        let before = pieces.len();
        let mut start = 0;
        while start < folded.text.len() {
            let Some((line, end)) = self.longest_piece(folded, start) else {
                pieces.truncate(before);
                pieces.push(UNKNOWN);
                return;
            };
            pieces.push(line);
            start = end;
        }
    }

    /// Returns the longest piece that begins at a byte, and where it ends.
    fn longest_piece(&self, folded: &mut Folded, start: usize) -> Option<(u32, usize)> {
        let prefix = if start == 0 { "" } else { CONTINUES };
        let rest = folded.text.as_bytes().get(start..)?;
        let most = rest.len().min(self.longest.saturating_sub(prefix.len()));
        let mut hash = Hash::of(prefix.as_bytes());
        folded.hashes.clear();
        for byte in rest.iter().take(most) {
            hash.add(*byte);
            folded.hashes.push(hash);
        }
        for (before, hash) in folded.hashes.iter().enumerate().rev() {
            let length = before + 1;
            let is_border = rest.get(length).is_none_or(|byte| byte & 0xc0 != 0x80);
            if !is_border {
                continue;
            }
            let piece = rest.get(..length)?;
            let found = self.probe(*hash, |line| {
                line.strip_prefix(prefix.as_bytes()) == Some(piece)
            });
            if let Ok((line, _)) = found {
                return Some((line, start + length));
            }
        }
        None
    }

    fn insert(&mut self, line: usize) {
        let written = self.line(line);
        if written.is_empty() {
            return;
        }
        let hash = Hash::of(written);
        let length = written.len();
        let (Ok((_, slot)) | Err(slot)) = self.probe(hash, |other| other == written);
        let number = u32::try_from(line + 1).unwrap_or_default();
        if let Some(slot) = self.slots.get_mut(slot) {
            *slot = hash.tag() | number;
        }
        self.longest = self.longest.max(length);
    }

    /// Returns the line that is the one looked for and its slot, or the slot where it would be.
    fn probe(&self, hash: Hash, is_it: impl Fn(&[u8]) -> bool) -> Result<(u32, usize), usize> {
        let mask = self.slots.len() - 1;
        let mut slot = hash.slot() & mask;
        loop {
            let entry = self.slots.get(slot).copied().unwrap_or_default();
            let number = entry & Self::MOST_LINES as u32;
            if number == 0 {
                return Err(slot);
            }
            if entry - number == hash.tag() && is_it(self.line(number as usize - 1)) {
                return Ok((number - 1, slot));
            }
            slot = (slot + 1) & mask;
        }
    }

    fn line(&self, line: usize) -> &[u8] {
        let bounds = self.starts.get(line..line + 2).unwrap_or_default();
        match *bounds {
            [start, next] => {
                let range = start as usize..next as usize - 1;
                self.text.as_bytes().get(range).unwrap_or_default()
            }
            _ => &[],
        }
    }
}

/// Returns where the lines of a text end.
fn line_ends(text: &str) -> Vec<usize> {
    let bytes = text.bytes().enumerate();
    bytes
        .filter_map(|(at, byte)| (byte == b'\n').then_some(at))
        .collect()
}

/// FNV-1a in 64 bits: every prefix of a word has its hash after one pass.
#[derive(Debug, Clone, Copy)]
struct Hash(u64);

impl Hash {
    fn of(bytes: &[u8]) -> Self {
        let mut hash = Self(0xcbf2_9ce4_8422_2325);
        for byte in bytes {
            hash.add(*byte);
        }
        hash
    }

    #[inline]
    fn add(&mut self, byte: u8) {
        self.0 = (self.0 ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
    }

    fn mixed(self) -> u64 {
        (self.0 ^ (self.0 >> 32)).wrapping_mul(0x9e37_79b9_7f4a_7c15)
    }

    fn slot(self) -> usize {
        (self.mixed() >> 32) as usize
    }

    /// The bits above the line in a slot.
    fn tag(self) -> u32 {
        (self.mixed() as u32) & !(Vocabulary::MOST_LINES as u32)
    }
}

/// A word as the vocabulary writes it: small letters without accents.
#[derive(Debug, Default)]
pub(crate) struct Folded {
    text: String,
    /// The hash of each beginning of what is left of the word.
    hashes: Vec<Hash>,
}

impl Folded {
    /// Folds a word; returns false where nothing is left or it is too long.
    fn fold(&mut self, word: &str) -> bool {
        self.text.clear();
        if word.is_ascii() {
            if word.is_empty() || word.len() > LONGEST_WORD {
                return false;
            }
            self.text.push_str(word);
            self.text.make_ascii_lowercase();
            return true;
        }
        let lowered = word.to_lowercase();
        let folded = lowered.nfd().filter(|character| !is_accent(*character));
        for (count, character) in folded.enumerate() {
            if count == LONGEST_WORD {
                return false;
            }
            self.text.push(character);
        }
        !self.text.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn vocabulary(pieces: &[&str]) -> Vocabulary {
        let unused = "\n".repeat(UNKNOWN as usize);
        let text = format!("{unused}[UNK]\n{}\n", pieces.join("\n"));
        Vocabulary::parse(&text, usize::MAX).unwrap()
    }

    fn cut(vocabulary: &Vocabulary, word: &str) -> Vec<u32> {
        let mut pieces = Vec::new();
        vocabulary.cut(word, &mut Folded::default(), &mut pieces);
        pieces
    }

    #[track_caller]
    fn check(pieces: &[&str], word: &str, expected: &str) {
        let vocabulary = vocabulary(pieces);
        let found: Vec<&str> = cut(&vocabulary, word)
            .iter()
            .map(|piece| std::str::from_utf8(vocabulary.line(*piece as usize)).unwrap())
            .collect();
        assert_eq!(found.join(" "), expected, "{word}");
    }

    #[test]
    fn the_longest_piece_wins() {
        let pieces = ["block", "blockade", "##ade", "##s", "##d", "##es", "un"];
        check(&pieces, "Blockades", "blockade ##s");
        check(&pieces, "BLOCKADED", "blockade ##d");
        check(&pieces, "un", "un");
    }

    #[test]
    fn what_has_no_pieces_is_unknown() {
        let pieces = ["block", "##s", "."];
        check(&pieces, "blocked", "[UNK]");
        check(&pieces, "s", "[UNK]");
        check(&pieces, "\u{301}", "[UNK]");
        check(&pieces, "", "[UNK]");
        check(&pieces, &format!("block{}", "s".repeat(96)), "[UNK]");
        let longest = format!("block{}", " ##s".repeat(95));
        check(&pieces, &format!("block{}", "s".repeat(95)), &longest);
    }

    #[test]
    fn accents_and_capitals_are_dropped() {
        check(&["cafe", "οδος", "i", "##zmir"], "CAFÉ", "cafe");
        check(&["cafe", "izmir"], "İzmir", "izmir");
        check(&["strasse", "straße"], "STRAẞE", "straße");
    }

    #[test]
    fn the_last_of_equal_lines_counts() {
        assert_eq!(cut(&vocabulary(&["a", "b", "a"]), "a"), [103]);
        assert_eq!(vocabulary(&["a", "b", "a"]).len(), 104);
    }

    proptest! {
        #[test]
        fn every_line_is_found(lines in prop::collection::btree_set("[a-z]{1,6}", 1..300)) {
            let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
            let vocabulary = vocabulary(&lines);
            for (line, word) in (UNKNOWN + 1..).zip(&lines) {
                prop_assert_eq!(cut(&vocabulary, word), [line]);
            }
        }

        #[test]
        fn pieces_rebuild_the_word(
            lines in prop::collection::btree_set("(##)?[ab]{1,3}", 1..20),
            word in "[ab]{1,9}",
        ) {
            let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
            let vocabulary = vocabulary(&lines);
            let pieces = cut(&vocabulary, &word);
            if pieces != [UNKNOWN] {
                let line = |piece: &u32| String::from_utf8_lossy(vocabulary.line(*piece as usize));
                let text: Vec<_> = pieces.iter().map(line).collect();
                prop_assert_eq!(text.concat().replace("##", ""), word);
            }
        }
    }
}
