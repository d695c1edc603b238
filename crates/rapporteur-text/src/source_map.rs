//! The way back from the cleaned text to the original.

use rapporteur_core::TextRange;

use crate::CleanRange;

/// Stretches of the cleaned text in order, each with the stretch of the original it stands for.
///
/// An identical segment has the same bytes on both sides, so that a place inside it maps to the
/// same place; a replaced one maps as a whole. What lies between two segments of the original was
/// left out.
#[derive(Debug, Clone, Default)]
pub(crate) struct SourceMap {
    segments: Vec<Segment>,
}

#[derive(Debug, Clone, Copy)]
struct Segment {
    clean: usize,
    original: TextRange,
    identical: bool,
}

impl SourceMap {
    /// Appends a stretch of `original` that stands in the cleaned text, from `clean` on, as it is.
    pub(crate) fn push_identical(&mut self, clean: usize, original: TextRange) {
        if let Some(last) = self.segments.last_mut()
            && last.identical
            && last.original.end() == original.start()
            && last.clean + last.original.len() == clean
        {
            last.original = last.original.cover(original);
            return;
        }
        self.segments.push(Segment {
            clean,
            original,
            identical: true,
        });
    }

    /// Appends a stretch of `original` that stands in the cleaned text, from `clean` on, in other
    /// characters.
    pub(crate) fn push_replaced(&mut self, clean: usize, original: TextRange) {
        self.segments.push(Segment {
            clean,
            original,
            identical: false,
        });
    }

    /// Maps a range on character borders of the cleaned text: from the start of the original of its
    /// first character to the end of the original of its last one.
    pub(crate) fn original(&self, range: CleanRange) -> TextRange {
        let start = self.start(range.start);
        if range.end <= range.start {
            return TextRange::new(start, start);
        }
        TextRange::new(start, self.end(range.end))
    }

    fn start(&self, clean: usize) -> usize {
        let after = self
            .segments
            .partition_point(|segment| segment.clean <= clean);
        let Some(segment) = after.checked_sub(1).and_then(|at| self.segments.get(at)) else {
            return 0;
        };
        if segment.identical {
            (segment.original.start() + (clean - segment.clean)).min(segment.original.end())
        } else {
            segment.original.start()
        }
    }

    fn end(&self, clean: usize) -> usize {
        let after = self
            .segments
            .partition_point(|segment| segment.clean < clean);
        let Some(segment) = after.checked_sub(1).and_then(|at| self.segments.get(at)) else {
            return 0;
        };
        if segment.identical {
            (segment.original.start() + (clean - segment.clean)).min(segment.original.end())
        } else {
            segment.original.end()
        }
    }

    /// Says whether a range of the cleaned text stands in the original byte for byte.
    #[cfg(test)]
    pub(crate) fn identical(&self, range: CleanRange) -> bool {
        let after = self
            .segments
            .partition_point(|segment| segment.clean <= range.start);
        after
            .checked_sub(1)
            .and_then(|at| self.segments.get(at))
            .is_some_and(|segment| {
                segment.identical && range.end <= segment.clean + segment.original.len()
            })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// "a  b«c" cleaned to "a b“c".
    fn map() -> SourceMap {
        let mut map = SourceMap::default();
        map.push_identical(0, TextRange::new(0, 1));
        map.push_replaced(1, TextRange::new(1, 3));
        map.push_identical(2, TextRange::new(3, 4));
        map.push_replaced(3, TextRange::new(4, 6));
        map.push_identical(6, TextRange::new(6, 7));
        map
    }

    fn check(clean: (usize, usize), original: (usize, usize)) {
        let range = CleanRange {
            start: clean.0,
            end: clean.1,
        };
        assert_eq!(map().original(range), TextRange::from(original));
    }

    #[test]
    fn identical_and_replaced_characters_map_to_what_they_stand_for() {
        check((0, 1), (0, 1));
        check((1, 2), (1, 3));
        check((2, 3), (3, 4));
        check((3, 6), (4, 6));
        check((0, 7), (0, 7));
        check((2, 6), (3, 6));
    }

    #[test]
    fn an_empty_range_maps_to_an_empty_range() {
        check((2, 2), (3, 3));
        check((7, 7), (7, 7));
    }

    #[test]
    fn an_empty_map_maps_everything_to_the_start() {
        let range = CleanRange { start: 0, end: 4 };
        assert_eq!(SourceMap::default().original(range), TextRange::new(0, 0));
    }
}
