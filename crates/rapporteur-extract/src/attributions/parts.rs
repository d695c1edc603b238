//! Which contents a word stands in, without comparing all with all.

use std::ops::Range;

use super::Attribution;

/// The contents of many attributions, ordered so that those around a word are found at once.
pub(crate) struct Parts {
    /// First word, word after the last, and the attribution's number.
    list: Vec<(usize, usize, usize)>,
    /// For each part the furthest end of it and all before it.
    furthest: Vec<usize>,
}

impl Parts {
    pub(crate) fn new<'a>(attributions: impl Iterator<Item = &'a Attribution>) -> Self {
        let mut list: Vec<(usize, usize, usize)> = attributions
            .enumerate()
            .flat_map(|(number, one)| {
                one.content
                    .iter()
                    .map(move |part| (part.start, part.end, number))
            })
            .collect();
        list.sort_unstable();
        let furthest = list
            .iter()
            .scan(0, |furthest, (_, end, _)| {
                *furthest = (*furthest).max(*end);
                Some(*furthest)
            })
            .collect();
        Self { list, furthest }
    }

    /// Returns the parts that a word stands in, each with the number of its attribution.
    pub(crate) fn around(&self, at: usize) -> impl Iterator<Item = (Range<usize>, usize)> {
        let begun = self.list.partition_point(|(start, ..)| *start <= at);
        self.list
            .iter()
            .zip(&self.furthest)
            .take(begun)
            .rev()
            .take_while(move |(_, furthest)| **furthest > at)
            .filter(move |((_, end, _), _)| *end > at)
            .map(|((start, end, number), _)| (*start..*end, *number))
    }
}
