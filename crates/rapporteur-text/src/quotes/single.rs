//! Single quotation marks, told apart from apostrophes.

use std::collections::BTreeMap;

use super::{Family, Lean, Mark, Side};
use crate::cells::Cell;

/// Finds the single marks that quote, by their cells: those that open, after space, and have a
/// partner later in the paragraph.
pub(super) fn pair(cells: &[Cell], marks: &[Mark]) -> BTreeMap<usize, Lean> {
    let mut found = BTreeMap::new();
    let mut opener: Option<usize> = None;
    let mut weak_close: Option<usize> = None;
    for mark in marks.iter().filter(|mark| mark.family == Family::Single) {
        if opens(cells, mark) {
            commit(&mut found, opener, weak_close);
            opener = Some(mark.cell);
            weak_close = None;
        } else if opener.is_some() && closes(mark) {
            if is_possessive(cells, mark) {
                weak_close.get_or_insert(mark.cell);
            } else {
                commit(&mut found, opener, Some(mark.cell));
                opener = None;
                weak_close = None;
            }
        }
    }
    commit(&mut found, opener, weak_close);
    found
}

fn commit(found: &mut BTreeMap<usize, Lean>, open: Option<usize>, close: Option<usize>) {
    if let (Some(open), Some(close)) = (open, close) {
        found.insert(open, Lean::Open);
        found.insert(close, Lean::Close);
    }
}

fn opens(cells: &[Cell], mark: &Mark) -> bool {
    mark.spacing == Lean::Open
        && mark.after != Side::Closer
        && !(mark.after == Side::Digit && is_decade(cells, mark.cell))
        && !begins_elision(cells, mark.cell)
}

fn closes(mark: &Mark) -> bool {
    mark.spacing == Lean::Close && mark.lean != Lean::Open
        || mark.spacing == Lean::Neither && mark.before == Side::Space && mark.after == Side::Space
}

/// Says whether two digits and an "s" follow: "'90s".
fn is_decade(cells: &[Cell], at: usize) -> bool {
    let mut following = cells.iter().skip(at + 1).map(|cell| cell.character);
    let digits = following
        .next()
        .is_some_and(|character| character.is_ascii_digit())
        && following
            .next()
            .is_some_and(|character| character.is_ascii_digit());
    digits
        && following
            .next()
            .is_none_or(|character| character == 's' || !character.is_alphanumeric())
}

/// Words that lost their beginning to an apostrophe.
const ELISIONS: [&str; 8] = ["em", "til", "tis", "twas", "cause", "n", "bout", "round"];

fn begins_elision(cells: &[Cell], at: usize) -> bool {
    let word: String = cells
        .iter()
        .skip(at + 1)
        .map(|cell| cell.character)
        .take(7)
        .take_while(|character| character.is_alphabetic())
        .map(|character| character.to_ascii_lowercase())
        .collect();
    ELISIONS.contains(&word.as_str())
}

/// Says whether a mark may be the apostrophe of "the ministers' talks".
fn is_possessive(cells: &[Cell], mark: &Mark) -> bool {
    let character = |at: Option<usize>| at.and_then(|at| cells.get(at)).map(|cell| cell.character);
    let after_s = matches!(character(mark.cell.checked_sub(1)), Some('s' | 'S'));
    let word_follows = character(mark.cell.checked_add(1)) == Some(' ')
        && character(mark.cell.checked_add(2)).is_some_and(char::is_alphanumeric);
    after_s && word_follows
}
