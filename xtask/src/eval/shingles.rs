//! Scores extracted text against a reference as Zyte's article-extraction-benchmark does.
//!
//! Both texts are cut into words, the words into overlapping runs of four ("shingles"), and
//! the two multisets of shingles are compared. A page's precision is the share of the
//! predicted shingles that the reference has too, its recall the share of the reference's
//! shingles that were predicted; the benchmark's figure is the harmonic mean of the mean
//! precision and the mean recall (not the mean of the pages' F1).

use std::collections::BTreeMap;

/// The number of words in a shingle.
const SHINGLE_WORDS: usize = 4;

/// What one page got, in shingles: found, invented and missed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct PageScore {
    /// Shingles that prediction and reference share.
    pub(super) true_positives: usize,
    /// Shingles only in the prediction.
    pub(super) false_positives: usize,
    /// Shingles only in the reference.
    pub(super) false_negatives: usize,
}

impl PageScore {
    /// Compares a predicted text with its reference.
    pub(super) fn new(reference: &str, predicted: &str) -> Self {
        let reference_words = words(reference);
        let predicted_words = words(predicted);
        let expected = shingles(&reference_words);
        let found = shingles(&predicted_words);
        let true_positives = found
            .iter()
            .map(|(shingle, &count)| count.min(expected.get(shingle).copied().unwrap_or(0)))
            .sum();
        Self {
            true_positives,
            false_positives: found.values().sum::<usize>() - true_positives,
            false_negatives: expected.values().sum::<usize>() - true_positives,
        }
    }

    /// The share of the prediction that is right; `None` for an empty prediction, which the
    /// benchmark leaves out of the mean.
    pub(super) fn precision(&self) -> Option<f64> {
        ratio(
            self.true_positives,
            self.true_positives + self.false_positives,
        )
    }

    /// The share of the reference that was found; `None` for an empty reference, which the
    /// benchmark leaves out of the mean.
    pub(super) fn recall(&self) -> Option<f64> {
        ratio(
            self.true_positives,
            self.true_positives + self.false_negatives,
        )
    }

    /// The page's own F1, for finding bad pages; the benchmark does not average it. Two empty
    /// texts agree, an empty one and a full one do not.
    pub(super) fn f1(&self) -> f64 {
        let all = 2 * self.true_positives + self.false_positives + self.false_negatives;
        ratio(2 * self.true_positives, all).unwrap_or(1.0)
    }
}

/// The benchmark's three figures over all pages.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Summary {
    /// Mean precision of the pages with a prediction.
    pub(super) precision: f64,
    /// Mean recall of the pages with a reference.
    pub(super) recall: f64,
    /// Harmonic mean of the two means.
    pub(super) f1: f64,
}

impl Summary {
    /// Averages the pages; zeros where there is nothing to average.
    pub(super) fn new(pages: &[PageScore]) -> Self {
        let precision = mean(pages.iter().filter_map(PageScore::precision));
        let recall = mean(pages.iter().filter_map(PageScore::recall));
        let sum = precision + recall;
        let f1 = if sum > 0.0 {
            2.0 * precision * recall / sum
        } else {
            0.0
        };
        Self {
            precision,
            recall,
            f1,
        }
    }
}

/// Whether words of a text stand in the other one too.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Mark {
    /// In a shingle that both have.
    Shared,
    /// Only here.
    Alone,
}

/// Cuts a text into runs of words that the other text has and runs that it has not.
pub(super) fn marks(text: &str, other: &str) -> Vec<(Mark, String)> {
    let (text, other) = (words(text), words(other));
    let mut left = shingles(&other);
    let mut shared = vec![false; text.len()];
    for (start, shingle) in text
        .windows(SHINGLE_WORDS.min(text.len()).max(1))
        .enumerate()
    {
        if let Some(count) = left.get_mut(shingle).filter(|count| **count > 0) {
            *count -= 1;
            shared
                .iter_mut()
                .skip(start)
                .take(shingle.len())
                .for_each(|mark| *mark = true);
        }
    }
    let mut runs: Vec<(Mark, String)> = Vec::new();
    for (word, shared) in text.iter().zip(shared) {
        let mark = if shared { Mark::Shared } else { Mark::Alone };
        match runs.last_mut() {
            Some((last, run)) if *last == mark => {
                run.push(' ');
                run.push_str(word);
            }
            _ => runs.push((mark, (*word).to_owned())),
        }
    }
    runs
}

/// The maximal runs of letters, digits and underscores, case kept. This is Python's `\w+` but for
/// the combining vowel signs of Indic scripts, which part words there and not here.
fn words(text: &str) -> Vec<&str> {
    text.split(|c: char| !c.is_alphanumeric() && c != '_')
        .filter(|word| !word.is_empty())
        .collect()
}

/// Counts the shingles; a text of fewer than [`SHINGLE_WORDS`] words is one shingle, an empty
/// one none.
fn shingles<'a, 'b>(words: &'b [&'a str]) -> BTreeMap<&'b [&'a str], usize> {
    let mut counts = BTreeMap::new();
    if !words.is_empty() {
        for shingle in words.windows(SHINGLE_WORDS.min(words.len())) {
            *counts.entry(shingle).or_insert(0) += 1;
        }
    }
    counts
}

/// `part / whole`, or `None` where there is no whole.
fn ratio(part: usize, whole: usize) -> Option<f64> {
    (whole > 0).then(|| part as f64 / whole as f64)
}

/// The arithmetic mean, 0 for no values.
fn mean(values: impl Iterator<Item = f64>) -> f64 {
    let (sum, count) = values.fold((0.0, 0.0), |(sum, count), value| (sum + value, count + 1.0));
    if count > 0.0 { sum / count } else { 0.0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_shingles_as_multisets() {
        // Reference: abcd bcde; predicted: abcd bcda cdab dabc abcd.
        let score = PageScore::new("a b c d e", "a b c d a b c d");
        assert_eq!(
            score,
            PageScore {
                true_positives: 1,
                false_positives: 4,
                false_negatives: 1
            }
        );
    }

    #[test]
    fn a_short_text_is_one_shingle() {
        let score = PageScore::new("It's.", "It s");
        assert_eq!(
            score,
            PageScore {
                true_positives: 1,
                false_positives: 0,
                false_negatives: 0
            }
        );
    }

    #[test]
    fn an_empty_prediction_counts_against_recall_only() {
        let full = PageScore::new("one two three four", "one two three four");
        let empty = PageScore::new("one two three four", "");
        assert_eq!(empty.precision(), None);
        assert_eq!(empty.recall(), Some(0.0));
        let summary = Summary::new(&[full, empty]);
        assert_eq!((summary.precision, summary.recall), (1.0, 0.5));
    }

    #[test]
    fn marks_what_the_other_text_lacks() {
        let found = marks("a b c d x y e f g h", "e f g h, a b c d");
        let expected = [
            (Mark::Shared, "a b c d"),
            (Mark::Alone, "x y"),
            (Mark::Shared, "e f g h"),
        ];
        assert_eq!(found, expected.map(|(mark, run)| (mark, run.to_owned())));
        assert_eq!(marks("", "a"), []);
    }

    #[test]
    fn two_empty_texts_agree() {
        let score = PageScore::new("", " ... ");
        assert_eq!(score.f1(), 1.0);
        assert_eq!(score.recall(), None);
    }
}
