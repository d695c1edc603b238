//! How alike two texts are, exactly, and whether that makes one a copy.

use crate::runs::{self, Shingled};
use crate::{Fingerprint, words};

/// Fewer shared shingles than these are no copy, however short a text: a sentence can be the same.
const FEWEST_SHARED: u32 = 12;

/// Unless they are all that either text has, and this many.
const FEWEST_SAME: u32 = 4;

/// Least share of the shorter text that stands in the other one, where one was cut out of the other.
const CUT: f64 = 0.4;

/// Least share of the shorter text where it was rewritten: three words in ten replaced leave 0.24.
const REWRITTEN: f64 = 0.13;

/// A rewritten text is like the other one all over: this share of its parts holds something of it.
/// Two reports of one speech share its quotations, and little between them.
const SPREAD: f64 = 0.75;

/// How many parts a text has for [`SPREAD`].
const PARTS: usize = 16;

/// Where less than this share of a text stands in the other one, that much of what it does not quote
/// must: reports of one speech share its quotations.
const MOSTLY: f64 = 0.7;
const UNQUOTED: f64 = 0.25;

/// Less than [`MOSTLY`] that was left as it was is a copy from so many words on: outlets end what they
/// write with the same few lines.
const LINES: u32 = 80;

/// Mean words of a run from which on words were left as they were: with one word in twenty replaced
/// runs have twenty words.
const KEPT_RUN: f64 = 30.0;

/// Least share of the longer text in the shorter one that is the whole of it but for a site's lines.
const WHOLE: f64 = 0.7;

/// How one text was made of the other.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum CopyKind {
    /// Word for word, whatever stands around it.
    Verbatim,
    /// A part of one is in the other, word for word: shortened, or carried inside a longer text.
    Cut,
    /// Told in the same order of words with other words in between.
    Rewritten,
}

impl CopyKind {
    /// Returns the name that records, tables and JSON have: `verbatim`, `cut`, `rewritten`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Verbatim => "verbatim",
            Self::Cut => "cut",
            Self::Rewritten => "rewritten",
        }
    }
}

/// What two texts have in common, in shingles and in words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Likeness {
    /// Different shingles that both have.
    pub shared: u32,
    /// Different shingles of the first text.
    pub first: u32,
    /// Different shingles of the second text.
    pub second: u32,
    /// Words of the longest run that both have.
    pub longest: u32,
    /// Words of the shorter text that stand in runs which both have.
    pub covered: u32,
    /// Words of the shorter text that neither text quotes.
    pub unquoted: u32,
    /// Those of them that stand in such runs.
    pub covered_unquoted: u32,
    /// How many such runs it takes to cover them.
    pub runs: u32,
    /// How many of sixteen equal parts of the shorter text hold words of such a run.
    pub spread: u32,
}

impl Likeness {
    /// Compares two texts. The other way round it is the same but for `first` and `second`.
    #[must_use]
    pub fn between(first: &Fingerprint, second: &Fingerprint) -> Self {
        // The shorter one lies over the longer; of two equally long ones the one that sorts first.
        let order = |of: &Fingerprint| (of.len(), words::plain(of.words()));
        let (one, two) = (order(first), order(second));
        let swapped = two <= one;
        let (long, short) = if swapped {
            (first, second)
        } else {
            (second, first)
        };
        let (under, over) = if swapped {
            (&one.1, &two.1)
        } else {
            (&two.1, &one.1)
        };
        let (under, shingles) = (Shingled::new(under), Shingled::new(over));
        let shared = under.shared(&shingles);
        let runs = if shared == 0 {
            Vec::new()
        } else {
            under.runs(over)
        };
        let cover = runs::cover(&runs);
        let (covered, unquoted) = coverage(&cover, short.words(), long.words());
        let distinct = (count(under.distinct()), count(shingles.distinct()));
        let (first, second) = if swapped {
            distinct
        } else {
            (distinct.1, distinct.0)
        };
        Self {
            shared: count(shared),
            first,
            second,
            longest: count(runs.iter().map(|run| run.words).max().unwrap_or_default()),
            covered: count(cover.iter().map(|(_, words)| words).sum()),
            unquoted,
            covered_unquoted: covered,
            runs: count(cover.len()),
            spread: spread(&cover, short.len()),
        }
    }

    /// The shared shingles among those that either has (Jaccard's index).
    #[must_use]
    pub fn jaccard(&self) -> f64 {
        share(self.shared, self.first + self.second - self.shared)
    }

    /// How much of the first text stands in the second.
    #[must_use]
    pub fn of_first(&self) -> f64 {
        share(self.shared, self.first)
    }

    /// How much of the second text stands in the first.
    #[must_use]
    pub fn of_second(&self) -> f64 {
        share(self.shared, self.second)
    }

    /// How one was made of the other; nothing where they only have words in common.
    #[must_use]
    pub fn kind(&self) -> Option<CopyKind> {
        let most = self.of_first().max(self.of_second());
        let least = self.of_first().min(self.of_second());
        if self.shared >= FEWEST_SAME && least >= 1.0 {
            return Some(CopyKind::Verbatim);
        }
        if self.shared < FEWEST_SHARED || most < REWRITTEN {
            return None;
        }
        let kept = share(self.covered, self.runs) >= KEPT_RUN;
        if kept && least >= WHOLE {
            return Some(CopyKind::Verbatim);
        }
        let own = most >= MOSTLY || share(self.covered_unquoted, self.unquoted) >= UNQUOTED;
        let (kind, enough) = if kept {
            let enough = most >= MOSTLY || most >= CUT && self.covered >= LINES;
            (CopyKind::Cut, enough)
        } else {
            let spread = f64::from(self.spread) / PARTS as f64;
            (CopyKind::Rewritten, most >= CUT || spread >= SPREAD)
        };
        (own && enough).then_some(kind)
    }
}

/// Counts the words of `short` that neither text quotes: those in runs, and all. A word in a run that
/// only the other text quotes is quoted too, for marks get lost.
fn coverage(cover: &[(runs::Run, usize)], short: &[u16], long: &[u16]) -> (u32, u32) {
    let is_plain = |word: &&u16| **word & words::QUOTED == 0;
    let (mut covered, mut quoted_there) = (0, 0);
    for (run, added) in cover {
        let last = run.words.saturating_sub(*added);
        let here = short.iter().skip(run.there + last).take(*added);
        let there = long.iter().skip(run.here + last);
        for (_, there) in here.zip(there).filter(|(here, _)| is_plain(here)) {
            let plain = is_plain(&there);
            covered += usize::from(plain);
            quoted_there += usize::from(!plain);
        }
    }
    let unquoted = short.iter().filter(is_plain).count() - quoted_there;
    (count(covered), count(unquoted))
}

/// Counts the parts of a text of so many words that the runs touch.
fn spread(cover: &[(runs::Run, usize)], words: usize) -> u32 {
    let part = |word: usize| word * PARTS / words.max(1);
    let touched = |wanted: &usize| {
        cover.iter().any(|(run, _)| {
            part(run.there) <= *wanted && *wanted <= part((run.there + run.words).saturating_sub(1))
        })
    };
    count((0..PARTS).filter(touched).count())
}

fn share(part: u32, whole: u32) -> f64 {
    if whole == 0 {
        return 0.0;
    }
    f64::from(part) / f64::from(whole)
}

fn count(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn lettered(letter: char, range: std::ops::Range<u32>) -> String {
        let words: Vec<String> = range.map(|number| format!("{letter}{number}")).collect();
        words.join(" ")
    }

    fn between(one: &str, other: &str) -> Likeness {
        Likeness::between(&Fingerprint::of(one), &Fingerprint::of(other))
    }

    fn check(one: &str, other: &str, expected: Option<CopyKind>) {
        let likeness = between(one, other);
        assert_eq!(likeness.kind(), expected, "{likeness:?}");
    }

    /// Every `nth` word replaced.
    fn replaced(text: &str, nth: usize) -> String {
        let words = text.split(' ').enumerate().map(|(place, word)| {
            let other = format!("x{place}");
            if place % nth == nth / 2 {
                other
            } else {
                word.to_owned()
            }
        });
        words.collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn the_figures_are_those_of_the_texts() {
        let likeness = between(&lettered('a', 0..13), &lettered('a', 6..43));
        assert_eq!(
            (likeness.first, likeness.second, likeness.shared),
            (10, 34, 4)
        );
        assert_eq!(
            (likeness.longest, likeness.covered, likeness.runs),
            (7, 7, 1)
        );
        assert_eq!(likeness.of_first(), 0.4);
        assert_eq!(likeness.jaccard(), 0.1);
        assert_eq!(between("", "").jaccard(), 0.0);
    }

    #[test]
    fn the_same_words_are_a_copy_whatever_stands_around_them() {
        let text = lettered('a', 0..300);
        let framed = format!("{} {text} {}", lettered('t', 0..12), lettered('f', 0..40));
        check(
            &text,
            &framed.to_uppercase().replace(' ', ", "),
            Some(CopyKind::Verbatim),
        );
        check(&text, &text, Some(CopyKind::Verbatim));
    }

    #[test]
    fn a_part_is_cut_whichever_way() {
        let text = lettered('a', 0..300);
        check(&text, &lettered('a', 0..130), Some(CopyKind::Cut));
        let inside = format!(
            "{} {} {}",
            lettered('b', 0..200),
            lettered('a', 0..180),
            lettered('c', 0..300)
        );
        check(&text, &inside, Some(CopyKind::Cut));
        let twice = format!("{} {}", lettered('a', 20..100), lettered('a', 180..260));
        check(&text, &twice, Some(CopyKind::Cut));
    }

    #[test]
    fn words_in_between_make_it_rewritten() {
        let text = lettered('a', 0..600);
        check(&text, &replaced(&text, 20), Some(CopyKind::Rewritten));
        check(&text, &replaced(&text, 6), Some(CopyKind::Rewritten));
    }

    #[test]
    fn what_two_reports_quote_makes_no_copy() {
        let quoted = lettered('q', 0..60);
        let one = format!(
            "{} {quoted} {}",
            lettered('a', 0..120),
            lettered('b', 0..120)
        );
        let other = format!(
            "{} {quoted} {}",
            lettered('c', 0..200),
            lettered('d', 0..40)
        );
        check(&one, &other, None);
        check("Talks will go on.", "Talks will go on.", None);
        let report = |letter: char| {
            let said = (0..8).map(|place| {
                let said = lettered('q', place * 12..place * 12 + 12);
                let told = lettered(letter, place * 20..place * 20 + 20);
                format!("{told} “{said},”")
            });
            said.collect::<Vec<_>>().join(" ")
        };
        check(&report('a'), &report('b'), None);
        check(&report('a'), &report('b').replace(['“', '”'], ""), None);
    }

    #[test]
    fn a_short_text_is_a_copy_as_a_whole_only() {
        let flash = "The talks in Port Sorrel will go on next week.";
        check(flash, &flash.to_uppercase(), Some(CopyKind::Verbatim));
        check(
            flash,
            &format!("{flash} Nobody spoke to reporters on the quay."),
            None,
        );
    }

    #[test]
    fn the_same_lines_below_make_no_copy() {
        let lines = lettered('f', 0..60);
        check(
            &format!("{} {lines}", lettered('a', 0..55)),
            &format!("{} {lines}", lettered('b', 0..500)),
            None,
        );
    }

    proptest! {
        #[test]
        fn the_other_way_round_it_is_the_same(one in "([ab] ){0,60}", other in "([ab] ){0,60}") {
            let (there, back) = (between(&one, &other), between(&other, &one));
            prop_assert_eq!((there.first, there.second), (back.second, back.first));
            prop_assert_eq!(Likeness { first: 0, second: 0, ..there }, Likeness { first: 0, second: 0, ..back });
            prop_assert!(there.shared <= there.first.min(there.second));
            prop_assert!(there.longest <= there.covered);
        }

        #[test]
        fn a_text_is_wholly_its_own_copy(text in "([a-e]{1,2} ){16,80}") {
            let likeness = between(&text, &text);
            prop_assert_eq!(likeness.jaccard(), 1.0);
            prop_assert_eq!(likeness.longest, text.split_whitespace().count() as u32);
        }
    }
}
