//! Words of a text as somebody points at them: by their places, or by quoting them.

use rapporteur_core::TextRange;

use crate::error::{Error, ErrorKind};
use crate::view::CodePoints;

/// Words of an article's text; none where there is no stretch.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Passage {
    /// First code point of each stretch, and the one after its last.
    Spans(Vec<[usize; 2]>),
    /// The words of each stretch, which the text has once, however it breaks its lines.
    Words(Vec<String>),
}

impl Passage {
    /// Understands `120-154, 160-171` as places and anything else as words, whose stretches are set
    /// apart by `…`.
    ///
    /// ```
    /// use rapporteur::Passage;
    ///
    /// assert_eq!(Passage::typed("7-12, 20-31"), Passage::Spans(vec![[7, 12], [20, 31]]));
    /// let words = ["the talks".to_owned(), "go on".to_owned()];
    /// assert_eq!(Passage::typed("the talks … go on"), Passage::Words(words.to_vec()));
    /// assert_eq!(Passage::typed(" "), Passage::Spans(vec![]));
    /// ```
    #[must_use]
    pub fn typed(typed: &str) -> Self {
        let parts = typed.split([',', ';']).map(str::trim);
        let parts = parts.filter(|part| !part.is_empty());
        let spans: Option<Vec<_>> = parts.map(span).collect();
        spans.map_or_else(
            || {
                let words = typed.split('…').map(str::trim);
                let words = words.filter(|words| !words.is_empty());
                Self::Words(words.map(str::to_owned).collect())
            },
            Self::Spans,
        )
    }

    /// Finds the stretches in the text, without blanks at their ends, in the order of the text; those
    /// that touch are one.
    pub(super) fn ranges(&self, text: &str) -> Result<Vec<TextRange>, Error> {
        let found: Result<Vec<_>, Error> = match self {
            Self::Spans(spans) => spans.iter().map(|span| placed(text, *span)).collect(),
            Self::Words(words) => words.iter().map(|words| quoted(text, words)).collect(),
        };
        let mut found = found?;
        found.sort_unstable();
        let mut ranges: Vec<TextRange> = Vec::new();
        for range in found {
            match ranges.last_mut() {
                Some(last) if range.start() <= last.end() => *last = last.cover(range),
                _ => ranges.push(range),
            }
        }
        Ok(ranges)
    }
}

fn span(typed: &str) -> Option<[usize; 2]> {
    let (start, end) = typed.split_once(['-', '–'])?;
    Some([start.trim().parse().ok()?, end.trim().parse().ok()?])
}

/// Turns code points into a range of bytes that begins and ends with a word.
fn placed(text: &str, [start, end]: [usize; 2]) -> Result<TextRange, Error> {
    let input = |message| Error::new(ErrorKind::Input, message);
    let characters = text.chars().count();
    if start > end || end > characters {
        let message =
            format!("{start}-{end} reaches outside the text, which has {characters} characters");
        return Err(input(message).with_hint(
            "give the first code point, counted from 0, and the one after the last, such as 120-154",
        ));
    }
    let byte = |point: usize| {
        let mut bytes = text.char_indices().map(|(byte, _)| byte);
        bytes.nth(point).unwrap_or(text.len())
    };
    let range = TextRange::new(byte(start), byte(end));
    let words = range.slice(text).unwrap_or_default();
    let before = words.len() - words.trim_start().len();
    let bare = words.trim();
    if bare.is_empty() {
        return Err(input(format!("{start}-{end} of the text holds no words")));
    }
    let start = range.start() + before;
    Ok(TextRange::new(start, start + bare.len()))
}

/// Finds words that the text has in one place.
fn quoted(text: &str, words: &str) -> Result<TextRange, Error> {
    let input = |message| Error::new(ErrorKind::Input, message);
    let found = occurrences(text, words);
    match found.as_slice() {
        [only] => Ok(*only),
        [] => Err(input(format!("the text does not have the words {words:?}"))
            .with_hint("quote them as the text has them, or give their places, such as 120-154")),
        several => {
            let points = CodePoints::of(text);
            let places = several.iter().take(3).map(|range| {
                let [start, end] = points.range(*range);
                format!("{start}-{end}")
            });
            let places = places.collect::<Vec<_>>().join(" or ");
            let message = format!("the text has the words {words:?} {} times", several.len());
            Err(input(message)
                .with_hint(format!("quote more of them, or give their place: {places}")))
        }
    }
}

/// Finds all places with these words, whatever blanks are between them.
fn occurrences(text: &str, words: &str) -> Vec<TextRange> {
    let mut words = words.split_whitespace();
    let Some(first) = words.next() else {
        return Vec::new();
    };
    let goes_on = |start: usize| {
        let mut end = start + first.len();
        for word in words.clone() {
            let rest = text.get(end..)?;
            let bare = rest.trim_start();
            let blank = rest.len() - bare.len();
            if blank == 0 || !bare.starts_with(word) {
                return None;
            }
            end += blank + word.len();
        }
        Some(TextRange::new(start, end))
    };
    let starts = text.match_indices(first).map(|(start, _)| start);
    starts.filter_map(goes_on).collect()
}
