//! Finding the articles worth comparing.

use std::collections::{BTreeMap, BTreeSet};

use crate::postings::{COMMON, KEPT, Postings};
use crate::{CopyKind, Fingerprint, Likeness};

/// Fewer shared samples than these are chance.
const FEWEST: u32 = 2;

/// And where texts are long, fewer than this share of the samples of the one that has fewer.
const LEAST: f64 = 0.06;

/// Articles one after the other, and those before that each is alike.
///
/// Samples of shingles stand in an inverted index, which holds a handful of articles for a sample
/// that is common; whoever shares enough of the others is compared exactly. For articles of 600 words
/// it takes about two kilobytes each.
#[derive(Debug, Default)]
pub struct Copies {
    fingerprints: Vec<Fingerprint>,
    /// How many samples each article has.
    sampled: Vec<u32>,
    postings: Postings,
    /// Shared samples of each article with the one at hand; zeros in between.
    counts: Vec<u32>,
}

/// An article that another one is alike.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FoundCopy {
    /// The number of the article, counted from 0 as they were added.
    pub article: usize,
    /// How one was made of the other.
    pub kind: CopyKind,
    /// What they have in common; the article found is the first.
    pub likeness: Likeness,
}

impl Copies {
    /// Adds an article, and returns those added before of which it is a copy or which are copies
    /// of it, in the order of their numbers.
    pub fn add(&mut self, fingerprint: Fingerprint) -> Vec<FoundCopy> {
        let samples = fingerprint.samples();
        let found = self.find(&fingerprint, &samples);
        let number = u32::try_from(self.fingerprints.len()).unwrap_or(u32::MAX);
        for sample in &samples {
            self.postings.enter(*sample, number);
        }
        let sampled = u32::try_from(samples.len()).unwrap_or(u32::MAX);
        self.fingerprints.push(fingerprint);
        self.sampled.push(sampled);
        self.counts.push(0);
        found
    }

    /// Returns the fingerprint of the article with this number.
    #[must_use]
    pub fn get(&self, article: usize) -> Option<&Fingerprint> {
        self.fingerprints.get(article)
    }

    fn find(&mut self, fingerprint: &Fingerprint, samples: &[u32]) -> Vec<FoundCopy> {
        let mut met = Vec::new();
        for sample in samples {
            self.postings.each(*sample, |article| {
                if let Some(count) = self.counts.get_mut(article as usize) {
                    if *count == 0 {
                        met.push(article as usize);
                    }
                    *count += 1;
                }
            });
        }
        met.sort_unstable();
        let sampled = u32::try_from(samples.len()).unwrap_or(u32::MAX);
        let mut found = Vec::new();
        for article in met {
            let Some(count) = self.counts.get_mut(article) else {
                continue;
            };
            let shared = std::mem::take(count);
            let fewer = self
                .sampled
                .get(article)
                .map_or(sampled, |of| sampled.min(*of));
            if !is_candidate(shared, fewer) {
                continue;
            }
            if let Some(known) = self.fingerprints.get(article) {
                let likeness = Likeness::between(known, fingerprint);
                if let Some(kind) = likeness.kind() {
                    found.push(FoundCopy {
                        article,
                        kind,
                        likeness,
                    });
                }
            }
        }
        found
    }
}

/// So many bearers of a sample are enough to tell what [`candidates`] asks.
pub const MOST_BEARERS: usize = COMMON + 1;

/// Picks the articles to compare another one with, for an index that is kept elsewhere.
///
/// `bearers` has for each of the article's samples those added before it that have the sample, each
/// with how many samples it has: the first [`MOST_BEARERS`] in the order of adding. It picks what
/// [`Copies`] compares.
#[must_use]
pub fn candidates(bearers: &[Vec<(i64, u32)>]) -> BTreeSet<i64> {
    let sampled = u32::try_from(bearers.len()).unwrap_or(u32::MAX);
    let mut counts: BTreeMap<i64, (u32, u32)> = BTreeMap::new();
    for bearers in bearers {
        let compared = if bearers.len() > COMMON { KEPT } else { COMMON };
        for (article, samples) in bearers.iter().take(compared) {
            counts.entry(*article).or_insert((0, *samples)).0 += 1;
        }
    }
    let candidate = |(article, (shared, samples)): (i64, (u32, u32))| {
        is_candidate(shared, sampled.min(samples)).then_some(article)
    };
    counts.into_iter().filter_map(candidate).collect()
}

/// Says whether two texts that share so many samples are worth comparing; `fewer` are the samples of
/// the one that has fewer of them.
fn is_candidate(shared: u32, fewer: u32) -> bool {
    shared >= FEWEST && f64::from(shared) >= LEAST * f64::from(fewer)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A text of so many words on a theme, every tenth of them common to all.
    fn text(theme: u32, from: u32, to: u32) -> String {
        let word = |place: u32| match place % 10 {
            0 => "the".to_owned(),
            _ => format!("w{theme}x{place}"),
        };
        (from..to).map(word).collect::<Vec<_>>().join(" ")
    }

    fn found(texts: &[String]) -> Vec<Vec<usize>> {
        let mut copies = Copies::default();
        let found = |text: &String| {
            let found = copies.add(Fingerprint::of(text));
            found.iter().map(|copy| copy.article).collect()
        };
        texts.iter().map(found).collect()
    }

    #[test]
    fn copies_are_found_among_those_before() {
        let texts = [
            text(1, 0, 300),
            text(2, 0, 300),
            text(1, 0, 180),
            format!("{} {}", text(3, 0, 200), text(2, 50, 250)),
            text(1, 0, 300).to_uppercase(),
        ];
        assert_eq!(
            found(&texts),
            [vec![], vec![], vec![0], vec![1], vec![0, 2]]
        );
    }

    #[test]
    fn a_story_that_everybody_carries_is_still_found() {
        let carried: Vec<String> = (0..COMMON as u32 + 40)
            .map(|outlet| format!("{} {}", text(1, 0, 300), text(100 + outlet, 0, 30)))
            .collect();
        let found = found(&carried);
        assert_eq!(found[COMMON - 1].len(), COMMON - 1);
        assert!(found[COMMON + 30].contains(&0), "{:?}", found[COMMON + 30]);
    }

    #[test]
    fn an_index_elsewhere_is_asked_as_this_one() {
        let mut copies = Copies::default();
        let prints: Vec<Fingerprint> = (0..160)
            .map(|outlet| text(outlet % 3, outlet % 7 * 20, 300 + outlet % 5 * 30))
            .map(|text| Fingerprint::of(&text))
            .collect();
        let samples: Vec<Vec<u32>> = prints.iter().map(Fingerprint::samples).collect();
        for (place, print) in prints.iter().enumerate() {
            let bearers = |sample: &u32| -> Vec<(i64, u32)> {
                let before = samples.iter().take(place).enumerate();
                let bearers = before.filter(|(_, samples)| samples.contains(sample));
                let bearers = bearers.map(|(of, samples)| (of as i64, samples.len() as u32));
                bearers.take(MOST_BEARERS).collect()
            };
            let lists: Vec<_> = print.samples().iter().map(bearers).collect();
            let alike = |of: &i64| {
                let likeness = Likeness::between(&prints[*of as usize], print);
                likeness.kind().map(|_| *of as usize)
            };
            let elsewhere: Vec<usize> = candidates(&lists).iter().filter_map(alike).collect();
            let here: Vec<usize> = copies
                .add(print.clone())
                .iter()
                .map(|copy| copy.article)
                .collect();
            assert_eq!(elsewhere, here, "{place}");
        }
    }
}
