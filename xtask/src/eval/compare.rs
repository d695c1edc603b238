//! Comparing stretches of text.

use super::key::Spans;

/// Counts the code points of some stretches, which do not overlap.
pub(super) fn length(spans: &Spans) -> usize {
    spans
        .iter()
        .map(|[start, end]| end.saturating_sub(*start))
        .sum()
}

/// Counts the code points that both have.
pub(super) fn overlap(first: &Spans, second: &Spans) -> usize {
    let pairs = first
        .iter()
        .flat_map(|one| second.iter().map(move |other| (one, other)));
    pairs
        .map(|([a, b], [c, d])| (*b).min(*d).saturating_sub(*(a.max(c))))
        .sum()
}

/// `part / whole`, 0 where there is no whole.
pub(super) fn share(part: usize, whole: usize) -> f64 {
    if whole == 0 {
        0.0
    } else {
        part as f64 / whole as f64
    }
}

/// The harmonic mean of precision and recall.
pub(super) fn f1(found: usize, expected: usize, read: usize) -> f64 {
    share(2 * found, expected + read)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_what_stretches_share() {
        assert_eq!(overlap(&vec![[0, 10], [20, 30]], &vec![[5, 25]]), 10);
        assert_eq!(overlap(&vec![[0, 10]], &vec![[10, 20]]), 0);
        assert_eq!(length(&vec![[0, 10], [20, 30]]), 20);
    }
}
