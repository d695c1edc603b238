//! Quotation marks of every kind, told apart from apostrophes and paired within one paragraph.
//!
//! A mark is read by its glyph, by the space around it and by what stands open, in that order of
//! trust; where two of the three agree against the glyph, the glyph is taken for a typing error.
//! Marks that open or close a quotation become `“` and `”`, apostrophes become `'`, and the space
//! inside the marks is dropped.

mod single;

use crate::cells::Cell;
use crate::characters::{is_dash, is_hyphen, is_quote};

/// A stretch in quotation marks, as indices of cells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Pair {
    /// The opening mark.
    pub(crate) open: usize,
    /// The closing mark, or the first cell after the quotation where there is none.
    pub(crate) end: usize,
    /// Whether there is a closing mark.
    pub(crate) closed: bool,
    /// What the opening mark looked like.
    pub(crate) family: Family,
}

/// Marks that belong together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Family {
    /// `“ ”`
    Curly,
    /// `„ “`
    Low,
    /// `« »`
    Angle,
    /// `" "`
    Straight,
    /// `‘ ’` and `' '`
    Single,
}

/// What a glyph says about itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Lean {
    Open,
    Close,
    Neither,
}

/// A mark and its surroundings.
#[derive(Debug, Clone, Copy)]
struct Mark {
    cell: usize,
    family: Family,
    lean: Lean,
    spacing: Lean,
    before: Side,
    after: Side,
}

/// What stands beside a mark, other marks left out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Side {
    Edge,
    Space,
    Letter,
    Digit,
    /// An opening bracket, a dash.
    Opener,
    /// Closing brackets and punctuation.
    Closer,
}

/// More marks open at once than any writer means.
const DEEPEST: usize = 3;

/// Rewrites the marks of a paragraph and returns its outermost quotations in order.
pub(crate) fn resolve(cells: &mut [Cell]) -> Vec<Pair> {
    join_double_marks(cells);
    let mut marks = marks(cells);
    if marks.is_empty() {
        return Vec::new();
    }
    let singles = single::pair(cells, &marks);
    marks.retain(|mark| {
        let quotes = mark.family != Family::Single || singles.contains_key(&mark.cell);
        if !quotes {
            write_apostrophe(cells, mark.cell);
        }
        quotes
    });
    let mut open = OpenMarks::default();
    for (at, mark) in marks.iter().enumerate() {
        let more_follow = at + 1 < marks.len();
        let lean = match singles.get(&mark.cell) {
            Some(lean) => *lean,
            None => open.read(mark, more_follow),
        };
        match lean {
            Lean::Open => open.open(mark),
            Lean::Close => open.close(mark),
            Lean::Neither => continue,
        }
        rewrite(cells, mark.cell, lean);
    }
    outermost(open.finish(cells.len()))
}

/// Marks that stand open, and the quotations found so far.
#[derive(Debug, Default)]
struct OpenMarks {
    stack: Vec<OpenMark>,
    pairs: Vec<Pair>,
}

#[derive(Debug, Clone, Copy)]
struct OpenMark {
    cell: usize,
    family: Family,
    /// The first mark that was opened inside.
    first_inner: Option<usize>,
}

impl OpenMarks {
    /// Says whether a double mark opens or closes a quotation; neither where it is no quotation mark.
    fn read(&self, mark: &Mark, more_follow: bool) -> Lean {
        let Some(top) = self.stack.last() else {
            return match (mark.lean, mark.spacing) {
                (Lean::Open, _) if mark.after == Side::Edge => Lean::Close,
                (Lean::Open, _) => Lean::Open,
                // "”We are ready.”" opens where a mark is left to close it.
                (Lean::Close, Lean::Open) if more_follow => Lean::Open,
                (Lean::Close, _) => Lean::Close,
                // The mark of inches.
                (Lean::Neither, Lean::Close | Lean::Neither) if mark.before == Side::Digit => {
                    Lean::Neither
                }
                (Lean::Neither, Lean::Close) => Lean::Close,
                (Lean::Neither, _) if mark.after == Side::Edge => Lean::Neither,
                (Lean::Neither, _) => Lean::Open,
            };
        };
        match mark.lean {
            Lean::Close => Lean::Close,
            Lean::Open if mark.after == Side::Edge => Lean::Close,
            Lean::Open if mark.spacing == Lean::Close => {
                let may_close = matches!(
                    (top.family, mark.family),
                    (Family::Low, Family::Curly)
                        | (Family::Curly, Family::Curly)
                        | (Family::Angle, Family::Angle)
                        | (Family::Low, Family::Low)
                );
                if may_close { Lean::Close } else { Lean::Open }
            }
            Lean::Open => Lean::Open,
            Lean::Neither if mark.spacing == Lean::Open => Lean::Open,
            Lean::Neither => Lean::Close,
        }
    }

    fn open(&mut self, mark: &Mark) {
        let same = self
            .stack
            .last()
            .is_some_and(|top| top.family == mark.family);
        if same || self.stack.len() >= DEEPEST {
            // A new quotation: the former one lost its closing mark.
            let lost = if same { self.stack.len() - 1 } else { 0 };
            self.end_unclosed(lost, mark.cell);
        }
        if let Some(top) = self.stack.last_mut() {
            top.first_inner.get_or_insert(mark.cell);
        }
        self.stack.push(OpenMark {
            cell: mark.cell,
            family: mark.family,
            first_inner: None,
        });
    }

    fn close(&mut self, mark: &Mark) {
        let matching = self.stack.iter().rposition(|open| {
            open.family == mark.family
                || (open.family == Family::Low && mark.family == Family::Curly)
        });
        let Some(at) = matching.or_else(|| self.stack.len().checked_sub(1)) else {
            return;
        };
        self.end_unclosed(at + 1, mark.cell);
        if let Some(open) = self.stack.pop() {
            self.pairs.push(Pair {
                open: open.cell,
                end: mark.cell,
                closed: true,
                family: open.family,
            });
        }
    }

    /// Ends the marks from `from` on, which nothing closed, at `end`, or before the first mark
    /// opened inside them: what follows that one is another quotation.
    fn end_unclosed(&mut self, from: usize, end: usize) {
        for open in self.stack.drain(from.min(self.stack.len())..) {
            self.pairs.push(Pair {
                open: open.cell,
                end: open.first_inner.unwrap_or(end),
                closed: false,
                family: open.family,
            });
        }
    }

    fn finish(mut self, end: usize) -> Vec<Pair> {
        self.end_unclosed(0, end);
        self.pairs
    }
}

fn outermost(mut pairs: Vec<Pair>) -> Vec<Pair> {
    pairs.sort_unstable_by_key(|pair| pair.open);
    let mut reached = 0;
    pairs.retain(|pair| {
        let outer = pair.open >= reached;
        if outer {
            reached = pair.end;
        }
        outer
    });
    pairs
}

/// Makes one cell of the two of ` `` ` and `''`.
fn join_double_marks(cells: &mut [Cell]) {
    for at in 1..cells.len() {
        let (before, after) = cells.split_at_mut(at);
        let (Some(first), Some(second)) = (before.last_mut(), after.first_mut()) else {
            continue;
        };
        let joined = match (first.character, second.character) {
            ('`', '`') | ('‘', '‘') => '“',
            ('’', '’') | ('´', '´') => '”',
            ('\'', '\'') => '"',
            _ => continue,
        };
        first.character = joined;
        first.end = second.end;
        first.replaced = true;
        second.character = Cell::DROPPED;
    }
}

fn marks(cells: &[Cell]) -> Vec<Mark> {
    let mut marks: Vec<Mark> = Vec::new();
    let mut before = Side::Edge;
    for (cell, character) in cells.iter().map(|cell| cell.character).enumerate() {
        if let Some((family, lean)) = glyph(character) {
            marks.push(Mark {
                cell,
                family,
                lean,
                spacing: Lean::Neither,
                before,
                after: Side::Edge,
            });
        } else if character != Cell::DROPPED {
            before = side(character);
        }
    }
    let mut rest = cells.iter().enumerate().rev().peekable();
    let mut after = Side::Edge;
    for mark in marks.iter_mut().rev() {
        while let Some((_, cell)) = rest.next_if(|(at, _)| *at > mark.cell) {
            if !cell.is_dropped() && !is_quote(cell.character) {
                after = side(cell.character);
            }
        }
        mark.after = after;
        mark.spacing = spacing(mark.before, after);
    }
    marks
}

fn glyph(character: char) -> Option<(Family, Lean)> {
    Some(match character {
        '“' | '‟' | '〝' => (Family::Curly, Lean::Open),
        '”' | '〞' => (Family::Curly, Lean::Close),
        '„' | '〟' => (Family::Low, Lean::Open),
        '«' | '‹' => (Family::Angle, Lean::Open),
        '»' | '›' => (Family::Angle, Lean::Close),
        '"' | '＂' => (Family::Straight, Lean::Neither),
        '‘' | '‚' | '‛' | '`' => (Family::Single, Lean::Open),
        '’' | '\'' | '´' => (Family::Single, Lean::Neither),
        _ => return None,
    })
}

fn side(character: char) -> Side {
    if character == ' ' {
        Side::Space
    } else if character.is_ascii_digit() {
        Side::Digit
    } else if matches!(character, '(' | '[' | '{') || is_dash(character) || is_hyphen(character) {
        Side::Opener
    } else if matches!(
        character,
        '.' | ',' | ';' | ':' | '!' | '?' | '…' | ')' | ']' | '}' | '%'
    ) {
        Side::Closer
    } else {
        Side::Letter
    }
}

fn spacing(before: Side, after: Side) -> Lean {
    let opens_before = matches!(before, Side::Edge | Side::Space | Side::Opener);
    let opens_after = matches!(after, Side::Letter | Side::Digit)
        || (after == Side::Opener || after == Side::Closer) && before != Side::Opener;
    let closes_before = matches!(before, Side::Letter | Side::Digit | Side::Closer);
    let closes_after = matches!(
        after,
        Side::Edge | Side::Space | Side::Closer | Side::Opener
    );
    match (opens_before && opens_after, closes_before && closes_after) {
        (true, false) => Lean::Open,
        (false, true) => Lean::Close,
        _ => Lean::Neither,
    }
}

fn rewrite(cells: &mut [Cell], at: usize, lean: Lean) {
    let (mark, inside) = match lean {
        Lean::Open => ('“', at.checked_add(1)),
        _ => ('”', at.checked_sub(1)),
    };
    if let Some(cell) = cells.get_mut(at) {
        cell.replaced |= cell.character != mark;
        cell.character = mark;
    }
    if let Some(cell) = inside.and_then(|inside| cells.get_mut(inside))
        && cell.character == ' '
    {
        cell.character = Cell::DROPPED;
    }
}

fn write_apostrophe(cells: &mut [Cell], at: usize) {
    if let Some(cell) = cells.get_mut(at) {
        cell.replaced |= cell.character != '\'';
        cell.character = '\'';
    }
}

#[cfg(test)]
mod tests;
