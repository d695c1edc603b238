//! Runs of words that two texts share.

use crate::shingles;

/// A shingle that a text repeats is looked for at so many of its places: more would take time in
/// proportion to the square of a text that says the same over and over.
const PLACES: usize = 8;

/// The shingles of one text, sorted, to compare others with.
#[derive(Debug)]
pub(crate) struct Shingled<'a> {
    words: &'a [u16],
    /// Key and place of each shingle, by key.
    shingles: Vec<(u64, u32)>,
    distinct: usize,
}

/// Words that stand in both texts in the same order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Run {
    /// The place in the other text.
    pub(crate) there: usize,
    /// The place in the text at hand.
    pub(crate) here: usize,
    /// How many words.
    pub(crate) words: usize,
}

impl<'a> Shingled<'a> {
    pub(crate) fn new(words: &'a [u16]) -> Self {
        let places = 0_u32..;
        let mut shingles: Vec<(u64, u32)> = shingles::keys(words).zip(places).collect();
        shingles.sort_unstable();
        let mut keys: Vec<u64> = shingles.iter().map(|(key, _)| *key).collect();
        keys.dedup();
        Self {
            words,
            distinct: keys.len(),
            shingles,
        }
    }

    /// How many different shingles the text has.
    pub(crate) fn distinct(&self) -> usize {
        self.distinct
    }

    /// Counts the different shingles that both have.
    pub(crate) fn shared(&self, other: &Self) -> usize {
        let (mut ours, mut theirs) = (self.shingles.iter(), other.shingles.iter());
        let (mut our, mut their) = (ours.next(), theirs.next());
        let mut last = None;
        let mut shared = 0;
        while let (Some((one, _)), Some((two, _))) = (our, their) {
            match one.cmp(two) {
                std::cmp::Ordering::Less => our = ours.next(),
                std::cmp::Ordering::Greater => their = theirs.next(),
                std::cmp::Ordering::Equal => {
                    shared += usize::from(last != Some(one));
                    last = Some(one);
                    our = ours.next();
                    their = theirs.next();
                }
            }
        }
        shared
    }

    /// Finds the longest runs of at least a shingle that cannot be continued on either side, in the
    /// order of the other text.
    pub(crate) fn runs(&self, other: &[u16]) -> Vec<Run> {
        let mut runs = Vec::new();
        for (there, key) in shingles::keys(other).enumerate() {
            let from = self.shingles.partition_point(|(known, _)| *known < key);
            let rest = self.shingles.get(from..).unwrap_or_default();
            let places = rest.iter().take_while(|(known, _)| *known == key);
            for (_, here) in places.take(PLACES) {
                let here = *here as usize;
                let before = |words: &[u16], place: usize| {
                    place
                        .checked_sub(1)
                        .and_then(|place| words.get(place).copied())
                };
                let (our, their) = (before(self.words, here), before(other, there));
                if our.is_some() && our == their {
                    continue;
                }
                let ours = self.words.get(here..).unwrap_or_default();
                let theirs = other.get(there..).unwrap_or_default();
                let words = ours.iter().zip(theirs).take_while(|(one, two)| one == two);
                runs.push(Run {
                    there,
                    here,
                    words: words.count(),
                });
            }
        }
        runs
    }
}

/// Picks the fewest runs that cover all words of the other text which any run covers, and returns
/// each with how many words it adds.
pub(crate) fn cover(runs: &[Run]) -> Vec<(Run, usize)> {
    let mut cover: Vec<(Run, usize)> = Vec::new();
    let mut covered = 0;
    let mut waiting = runs.iter().peekable();
    let mut furthest: Option<Run> = None;
    loop {
        // Of the runs that begin within what is covered, the one that leads furthest.
        while let Some(run) = waiting.next_if(|run| run.there <= covered) {
            let end = run.there + run.words;
            if furthest.is_none_or(|best| end > best.there + best.words) {
                furthest = Some(*run);
            }
        }
        match furthest.take() {
            Some(run) if run.there + run.words > covered => {
                let end = run.there + run.words;
                cover.push((run, end - covered.max(run.there)));
                covered = end;
            }
            _ => match waiting.peek() {
                Some(next) => covered = next.there,
                None => return cover,
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(one: &str, other: &str, expected: &[(usize, usize, usize)]) {
        let (one, other) = (crate::words::codes(one), crate::words::codes(other));
        let runs = Shingled::new(&one).runs(&other);
        let found: Vec<_> = cover(&runs)
            .iter()
            .map(|(run, words)| (run.there, run.here, *words))
            .collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn runs_are_as_long_as_they_can_be() {
        check("a b c d e f g h", "a b c d e f g h", &[(0, 0, 8)]);
        check(
            "a b c d e f g h",
            "x a b c d y e f g h",
            &[(1, 0, 4), (6, 4, 4)],
        );
        check(
            "a b c d e f g h",
            "e f g h a b c d",
            &[(0, 4, 4), (4, 0, 4)],
        );
        check("a b c d e f g h", "a b c x y f g h", &[]);
    }

    #[test]
    fn what_is_said_again_counts_once() {
        check("a b c d e x a b c d", "a b c d e", &[(0, 0, 5)]);
        check("a b c d", "a b c d a b c d", &[(0, 0, 4), (4, 0, 4)]);
    }

    #[test]
    fn different_shingles_are_counted_once() {
        let (one, two) = ("a a a a a a b", "b a a a a a a a c");
        let (one, two) = (crate::words::codes(one), crate::words::codes(two));
        let (one, two) = (Shingled::new(&one), Shingled::new(&two));
        assert_eq!(
            (one.distinct(), two.distinct(), one.shared(&two)),
            (2, 3, 1)
        );
    }
}
