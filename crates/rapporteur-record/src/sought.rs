//! Finding a statement again that a decision is about, in a reading that may number statements
//! otherwise and draw their borders elsewhere.

use rapporteur_core::TextRange;

use crate::words;

/// What a decision knows a statement by.
pub(crate) struct Sought<'a> {
    /// What it says; stretches are joined by " … ".
    pub(crate) content: &'a str,
    /// Where that stood in the text that was looked at.
    pub(crate) ranges: &'a [TextRange],
    /// Whether that is the text at hand.
    pub(crate) same_text: bool,
}

impl Sought<'_> {
    /// Finds the place among statements, each given by where its content stands in the text: the one
    /// with the same words, the nearest of several; else, in the text that was looked at, the one that
    /// shares most of its place.
    pub(crate) fn find<'c>(
        &self,
        text: &str,
        contents: impl Iterator<Item = &'c [TextRange]> + Clone,
    ) -> Option<usize> {
        let key = words::same_words_key(self.content);
        let start = |ranges: &[TextRange]| ranges.first().map_or(0, |range| range.start());
        let from = start(self.ranges);
        let places = contents.enumerate();
        let same = places
            .clone()
            .filter(|(_, content)| words::same_words_key(&cut(text, content)) == key)
            .min_by_key(|(_, content)| start(content).abs_diff(from));
        if let Some((place, _)) = same {
            return Some(place);
        }
        if !self.same_text {
            return None;
        }
        places
            .map(|(place, content)| {
                let shared = shared(self.ranges, content);
                let all = length(self.ranges) + length(content) - shared;
                (place, shared, all)
            })
            .filter(|(_, shared, all)| *all > 0 && shared * 2 >= *all)
            .max_by_key(|(place, shared, _)| (*shared, std::cmp::Reverse(*place)))
            .map(|(place, ..)| place)
    }
}

/// Cuts the stretches out of the text and joins them so that the gaps show.
pub(crate) fn cut(text: &str, ranges: &[TextRange]) -> String {
    let pieces: Vec<_> = ranges
        .iter()
        .filter_map(|range| range.slice(text))
        .collect();
    pieces.join(" … ")
}

fn length(ranges: &[TextRange]) -> usize {
    ranges.iter().map(|range| range.end() - range.start()).sum()
}

/// How many bytes two lists of stretches share.
fn shared(one: &[TextRange], other: &[TextRange]) -> usize {
    let both = |a: &TextRange, b: &TextRange| {
        let start = a.start().max(b.start());
        a.end().min(b.end()).saturating_sub(start)
    };
    one.iter()
        .map(|a| other.iter().map(|b| both(a, b)).sum::<usize>())
        .sum()
}
