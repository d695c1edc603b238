//! The text of an article cut into segments, at every border of what was read in it.
//!
//! Marks overlap, nest and have gaps. A segment has the same marks from its first to its last
//! character, so it can be written as spans within each other, the outermost first.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

/// What is marked. Those that stand first are around those that follow.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Layer {
    Content,
    Draft,
    Source,
    Cue,
    Event,
    Date,
    Name,
}

impl Layer {
    const fn class(self) -> &'static str {
        match self {
            Self::Content => "content",
            Self::Draft => "draft",
            Self::Source => "source-words",
            Self::Cue => "cue",
            Self::Event => "event",
            Self::Date => "date",
            Self::Name => "name",
        }
    }

    /// Whether a link to the card stands before the first word.
    const fn is_referred(self) -> bool {
        matches!(self, Self::Content | Self::Event)
    }
}

/// One thing that was read, with where it stands, in code points.
#[derive(Debug, Clone)]
pub(crate) struct Mark {
    pub(crate) layer: Layer,
    /// What it is a part of, such as `s4`; empty where it can only be seen.
    pub(crate) of: String,
    /// A further class, such as that of a party's colour.
    pub(crate) class: &'static str,
    pub(crate) spans: Vec<[usize; 2]>,
}

/// A paragraph of the text.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Paragraph<'t> {
    pub(crate) segments: Vec<Segment<'t>>,
}

/// A run of characters with the same marks.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Segment<'t> {
    /// Its first code point.
    pub(crate) start: usize,
    pub(crate) text: &'t str,
    /// What begins here and has a card.
    pub(crate) refers: Vec<&'t str>,
    /// Its marks, the outermost first.
    pub(crate) pieces: Vec<Piece<'t>>,
}

/// What of a mark is in a segment.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Piece<'t> {
    pub(crate) class: String,
    pub(crate) of: &'t str,
    /// Whether the whole of which it is a part begins here: then links lead here.
    pub(crate) first: bool,
}

/// Cuts the text.
pub(crate) fn paragraphs<'t>(text: &'t str, marks: &'t [Mark]) -> Vec<Paragraph<'t>> {
    let mut sweep = Sweep::of(marks);
    let characters = Characters::of(text, sweep.borders());
    let mut seen = BTreeSet::new();
    let mut all = Vec::new();
    for blank in characters.paragraphs() {
        let mut paragraph = Paragraph::default();
        for pair in characters.pieces(blank) {
            let [(start, from), (end, to)] = pair;
            let active = sweep.move_to(start);
            // A browser takes the two characters of such a line's end for one.
            let segment = text.get(from..to).unwrap_or_default();
            if segment == "\r" {
                continue;
            }
            let mut refers = Vec::new();
            let mut pieces = Vec::new();
            for key in active {
                let Some(mark) = marks.get(key.mark) else {
                    continue;
                };
                let first = !mark.of.is_empty() && seen.insert((mark.of.as_str(), false));
                if mark.layer.is_referred() && seen.insert((mark.of.as_str(), true)) {
                    refers.push(mark.of.as_str());
                }
                pieces.push(Piece {
                    class: class(mark, key.span, start, end),
                    of: &mark.of,
                    first,
                });
            }
            paragraph.segments.push(Segment {
                start,
                text: segment,
                refers,
                pieces,
            });
        }
        all.push(paragraph);
    }
    all
}

fn class(mark: &Mark, span: usize, start: usize, end: usize) -> String {
    let span = mark.spans.get(span);
    let begins = span.is_some_and(|span| span[0] == start);
    let ends = span.is_some_and(|span| span[1] == end);
    let classes = [
        mark.layer.class(),
        mark.class,
        if begins { "begins" } else { "" },
        if ends { "ends" } else { "" },
    ];
    let classes: Vec<_> = classes.into_iter().filter(|one| !one.is_empty()).collect();
    classes.join(" ")
}

/// A stretch of a mark, in the order in which spans are written: by layer, the longer before the
/// shorter.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Key {
    layer: Layer,
    length: Reverse<usize>,
    mark: usize,
    span: usize,
}

/// Goes through the text and knows which stretches are open.
struct Sweep {
    opening: BTreeMap<usize, Vec<(usize, Key)>>,
    open: BTreeSet<(Key, usize)>,
}

impl Sweep {
    fn of(marks: &[Mark]) -> Self {
        let mut opening: BTreeMap<usize, Vec<(usize, Key)>> = BTreeMap::new();
        for (mark, of) in marks.iter().enumerate() {
            let length = of
                .spans
                .iter()
                .map(|[start, end]| end.saturating_sub(*start));
            let length = Reverse(length.sum());
            for (span, [start, end]) in of.spans.iter().enumerate() {
                if start < end {
                    let layer = of.layer;
                    let key = Key {
                        layer,
                        length,
                        mark,
                        span,
                    };
                    opening.entry(*start).or_default().push((*end, key));
                }
            }
        }
        let open = BTreeSet::new();
        Self { opening, open }
    }

    fn borders(&self) -> BTreeSet<usize> {
        let ends = self.opening.values().flatten().map(|(end, _)| *end);
        self.opening.keys().copied().chain(ends).collect()
    }

    /// Returns what is open at a code point, which is not before the last one asked for.
    fn move_to(&mut self, point: usize) -> Vec<Key> {
        while let Some(first) = self
            .opening
            .first_entry()
            .filter(|first| *first.key() <= point)
        {
            let opened = first.remove();
            self.open
                .extend(opened.into_iter().map(|(end, key)| (key, end)));
        }
        self.open.retain(|(_, end)| *end > point);
        self.open.iter().map(|(key, _)| *key).collect()
    }
}

/// A code point with the byte where it begins.
type Place = (usize, usize);

/// Places in a text where it is cut.
struct Characters {
    borders: Vec<Place>,
    paragraphs: Vec<[usize; 2]>,
}

impl Characters {
    fn of(text: &str, wanted: BTreeSet<usize>) -> Self {
        let mut borders = BTreeMap::new();
        let mut paragraphs = Vec::new();
        // Since where there has been a paragraph, and where its last character ended.
        let mut open: Option<[Place; 2]> = None;
        let mut breaks = 0;
        let mut past = (0, 0);
        for (point, (byte, character)) in text.char_indices().enumerate() {
            let here = (point, byte);
            past = (point + 1, byte + character.len_utf8());
            if wanted.contains(&point) {
                borders.insert(point, byte);
            }
            if character == '\r' {
                borders.extend([here, past]);
            }
            if character == '\n' {
                breaks += 1;
            } else if !character.is_whitespace() {
                let begun = match open.take() {
                    Some([begun, last]) if breaks > 1 => {
                        borders.extend([begun, last]);
                        paragraphs.push([begun.0, last.0]);
                        line_start(text, here)
                    }
                    Some([begun, _]) => begun,
                    None => line_start(text, here),
                };
                open = Some([begun, past]);
                breaks = 0;
            }
        }
        if let Some([begun, last]) = open {
            borders.extend([begun, last]);
            paragraphs.push([begun.0, last.0]);
        }
        borders.extend([(0, 0), past]);
        let borders = borders.into_iter().collect();
        Self {
            borders,
            paragraphs,
        }
    }

    fn paragraphs(&self) -> impl Iterator<Item = [usize; 2]> {
        self.paragraphs.iter().copied()
    }

    /// Returns the places between which a paragraph is cut.
    fn pieces(&self, [start, end]: [usize; 2]) -> impl Iterator<Item = [Place; 2]> {
        let inside = move |place: &Place| place.0 >= start && place.0 <= end;
        let from = self.borders.partition_point(|place| place.0 < start);
        let places = self.borders.get(from..).unwrap_or_default();
        let pairs = places.iter().zip(places.iter().skip(1));
        pairs
            .map(|(one, next)| [*one, *next])
            .take_while(move |[_, next]| inside(next))
    }
}

/// Where the line of a character begins: what is indented stays so.
fn line_start(text: &str, (point, byte): Place) -> Place {
    let before = text.get(..byte).unwrap_or_default();
    let blank = before
        .chars()
        .rev()
        .take_while(|one| *one != '\n' && one.is_whitespace());
    let (points, bytes) = blank.fold((0, 0), |(points, bytes), one| {
        (points + 1, bytes + one.len_utf8())
    });
    (point - points, byte - bytes)
}

#[cfg(test)]
mod tests;
