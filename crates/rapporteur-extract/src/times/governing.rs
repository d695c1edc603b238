//! Which phrase dates a stretch of words.

use std::ops::Range;

use rapporteur_core::TimeType;

use super::{TimePhrase, Times};
use crate::resources::Classes;
use crate::words::Words;

// What tells of events asks for these.
#[allow(dead_code)]
impl Times {
    /// Returns the date phrase that tells when what a stretch of words tells came to pass: one
    /// within the stretch, else the nearest of the clause it stands in.
    pub(crate) fn governing(
        &self,
        words: &Words<'_>,
        stretch: &Range<usize>,
    ) -> Option<&TimePhrase> {
        self.nearest(words, stretch, |time| time.edtf().is_some())
    }

    /// Returns the phrase that tells how long what a stretch of words tells went on, found as
    /// [`Times::governing`] finds the date.
    pub(crate) fn duration_of(
        &self,
        words: &Words<'_>,
        stretch: &Range<usize>,
    ) -> Option<&TimePhrase> {
        self.nearest(words, stretch, |time| {
            time.kind == TimeType::Duration && time.value.is_some()
        })
    }

    fn nearest(
        &self,
        words: &Words<'_>,
        stretch: &Range<usize>,
        fits: impl Fn(&TimePhrase) -> bool,
    ) -> Option<&TimePhrase> {
        let sentence = words.sentence_words(stretch.start);
        let first = self
            .list
            .partition_point(|time| time.words.start < sentence.start);
        self.list
            .get(first..)?
            .iter()
            .take_while(|time| time.words.start < sentence.end)
            .filter(|time| fits(time))
            .filter(|time| words.quotation(time.words.start) == words.quotation(stretch.start))
            .filter_map(|time| Some((apart(words, stretch, &time.words)?, time)))
            .min_by_key(|(distance, _)| *distance)
            .map(|(_, time)| time)
    }
}

/// Returns how many words lie between; `None` where a clause begins among them.
fn apart(words: &Words<'_>, stretch: &Range<usize>, time: &Range<usize>) -> Option<usize> {
    let between = if time.start >= stretch.end {
        stretch.end..time.start
    } else if time.end <= stretch.start {
        time.end..stretch.start
    } else {
        return Some(0);
    };
    let parted = between
        .clone()
        .any(|at| words.is_one_of(at, &["that", ";", ":"]) || words.has(at, Classes::RELATIVE));
    (!parted).then_some(between.len() + 1)
}
