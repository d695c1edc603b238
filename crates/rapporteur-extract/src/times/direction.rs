//! Whether a date that could lie on either side is told as past or as to come.

use std::ops::Range;

use rapporteur_text::TokenKind;

use super::resolve::Direction;
use crate::resources::Classes;
use crate::words::Words;

/// How many words on either side of the phrase are looked at.
const REACH: usize = 14;

/// How many words may stand before a phrase that opens its clause: "Late on Tuesday".
const OPENING: usize = 2;

/// Tells the side by the verb that stands nearest within the clause, before the phrase if there is
/// one: "will meet on Tuesday", "on Tuesday they met".
pub(super) fn of(words: &Words<'_>, phrase: &Range<usize>) -> Direction {
    let sentence = words.sentence_words(phrase.start);
    let first = sentence.start.max(phrase.start.saturating_sub(REACH));
    let last = sentence.end.min(phrase.end.saturating_add(REACH));
    let quotation = words.quotation(phrase.start);
    let inside = |at: &usize| words.quotation(*at) == quotation;
    let clause_before = (first..phrase.start)
        .rev()
        .take_while(|at| inside(at) && !is_border(words, *at));
    let opens = clause_before.clone().take(OPENING + 1).count() <= OPENING;
    let clause_after = (phrase.end..last)
        .filter(|_| opens)
        .take_while(|at| inside(at) && !ends_clause(words, phrase, *at));
    let mut signs = clause_before
        .chain(clause_after)
        .filter_map(|at| sign(words, at));
    signs.next().unwrap_or(Direction::Unknown)
}

fn sign(words: &Words<'_>, at: usize) -> Option<Direction> {
    let vocabulary = &words.resources.times.vocabulary;
    let word = words.get(at)?;
    let known = vocabulary.get(&word.lower);
    let is = |class: &str| {
        let class = vocabulary.class(class);
        known.is_some_and(|known| known.classes.iter().any(|(found, _)| Some(*found) == class))
    };
    if is("future") {
        return Some(Direction::Future);
    }
    // "are to meet", "to be exchanged"
    let before = |back: usize| at.checked_sub(back);
    let after_to = before(1).is_some_and(|to| words.is(to, "to"));
    let announced = || {
        words.is(at, "be") || before(2).is_some_and(|be| words.is_one_of(be, &["is", "are", "am"]))
    };
    if after_to && announced() {
        return Some(Direction::Future);
    }
    let passive = before(1).is_some_and(|be| words.is_one_of(be, &["be", "being"]));
    if passive {
        return None;
    }
    let past = word.classes.any(Classes::PAST)
        || word.kind == TokenKind::Word
            && !word.capital
            && word.lower.len() > 4
            && word.lower.ends_with("ed");
    past.then_some(Direction::Past)
}

fn is_border(words: &Words<'_>, at: usize) -> bool {
    words.comma(at)
        || words.dash(at)
        || words.is_one_of(at, &["that", ";", ":", "(", ")"])
        || words.has(at, Classes::RELATIVE)
}

/// A comma right behind the phrase belongs to it: "On Tuesday, they met".
fn ends_clause(words: &Words<'_>, phrase: &Range<usize>, at: usize) -> bool {
    words.comma(at) && at > phrase.end
        || words.is_one_of(at, &["that", ";", ":"])
        || words.has(at, Classes::RELATIVE)
}
