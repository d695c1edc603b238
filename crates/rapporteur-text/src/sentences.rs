//! Where the sentences of a block end.
//!
//! Rules of our own on tokens, since `sentencex` keeps a whole quotation in one sentence, takes
//! quadratic time on unclosed marks, and knows no missing space after a full stop.

use crate::characters::is_terminator;
use crate::document::{CleanRange, Sentence, Token, TokenKind};
use crate::resources::{Abbreviation, TextResources};
use crate::tokens::last_part;

/// Cuts the tokens of one block into sentences and appends them.
///
/// `first` is the index of the block's first token; its tokens are the rest of `tokens`.
pub(crate) fn cut(
    text: &str,
    block: usize,
    first: usize,
    tokens: &[Token],
    resources: &TextResources,
    sentences: &mut Vec<Sentence>,
) {
    let cutter = Cutter {
        text,
        tokens,
        resources,
    };
    let mut start = first;
    let mut bracket = None;
    let mut at = first;
    while let Some(token) = tokens.get(at) {
        bracket = cutter.bracket(at, start, bracket);
        let Some(end) = cutter.possible_end(at, token) else {
            at += 1;
            if at - start >= LONGEST_SENTENCE {
                sentences.extend(cutter.sentence(block, start, at));
                start = at;
            }
            continue;
        };
        if end.ends && bracket.is_none_or(|close| close < end.next) {
            sentences.extend(cutter.sentence(block, start, end.next));
            start = end.next;
        }
        at = end.next;
    }
    sentences.extend(cutter.sentence(block, start, tokens.len()));
}

/// A place where a sentence may end.
struct PossibleEnd {
    /// The index of the first token that does not belong to the sentence any more.
    next: usize,
    /// Whether the sentence does end there.
    ends: bool,
}

/// A run of so many tokens without an end is cut: no sentence of a report is as long, and what reads
/// sentences may take more than linear time on each.
const LONGEST_SENTENCE: usize = 400;

/// How far the closing bracket of an aside may stand from the opening one, in tokens.
const LONGEST_ASIDE: usize = 60;

struct Cutter<'a> {
    text: &'a str,
    tokens: &'a [Token],
    resources: &'a TextResources,
}

impl Cutter<'_> {
    fn sentence(&self, block: usize, start: usize, end: usize) -> Option<Sentence> {
        let first = self.tokens.get(start)?;
        let last = self.tokens.get(end.checked_sub(1)?)?;
        (start < end).then_some(Sentence {
            range: CleanRange {
                start: first.range.start,
                end: last.range.end,
            },
            block,
            tokens: start..end,
        })
    }

    fn word(&self, token: &Token) -> &str {
        self.text
            .get(token.range.start..token.range.end)
            .unwrap_or_default()
    }

    fn is_mark(&self, at: usize, mark: &str) -> bool {
        self.tokens
            .get(at)
            .is_some_and(|token| token.kind == TokenKind::Mark && self.word(token) == mark)
    }

    /// Keeps track of a bracket within a sentence: the index of the token that closes it. A bracket
    /// around whole sentences does not count, nor does one that stays open.
    fn bracket(&self, at: usize, start: usize, open: Option<usize>) -> Option<usize> {
        match open {
            Some(close) if at < close => open,
            Some(_) => None,
            None if at > start && self.is_mark(at, "(") => {
                (at + 1..=at + LONGEST_ASIDE).find(|at| self.is_mark(*at, ")"))
            }
            None => None,
        }
    }

    /// Looks at a token with which a sentence may end; `None` where it cannot.
    fn possible_end(&self, at: usize, token: &Token) -> Option<PossibleEnd> {
        let word = self.word(token);
        let may_end = match token.kind {
            TokenKind::Mark => word.chars().all(is_terminator),
            TokenKind::Word => word.ends_with('.'),
            _ => false,
        };
        if !may_end {
            return None;
        }
        let next = self.after_closers(at + 1);
        let ends = match token.kind {
            TokenKind::Mark => {
                let dots = word == "…" || word == "." && self.is_mark(at + 1, ".");
                let quoted = self
                    .tokens
                    .get(at + 1..next)
                    .unwrap_or_default()
                    .iter()
                    .any(|token| token.kind == TokenKind::CloseQuote);
                self.begins_sentence(next, dots && !quoted)
            }
            // "(D-Calif.). The": another full stop leaves no doubt.
            _ if self.has_terminator(at + 1, next) => self.begins_sentence(next, false),
            _ => self.ends_after_abbreviation(word, next),
        };
        Some(PossibleEnd { next, ends })
    }

    fn has_terminator(&self, from: usize, to: usize) -> bool {
        let tokens = self.tokens.get(from..to).unwrap_or_default();
        tokens
            .iter()
            .any(|token| self.word(token).chars().all(is_terminator))
    }

    /// Skips the terminators, closing marks and brackets that still belong to a sentence.
    fn after_closers(&self, from: usize) -> usize {
        let mut at = from;
        while let Some(token) = self.tokens.get(at) {
            let belongs = match token.kind {
                TokenKind::CloseQuote => true,
                TokenKind::Mark => {
                    let word = self.word(token);
                    let glued = at
                        .checked_sub(1)
                        .and_then(|before| self.tokens.get(before))
                        .is_some_and(|before| before.range.end == token.range.start);
                    matches!(word, ")" | "]")
                        || word.chars().next().is_some_and(is_terminator)
                        || word == "'" && glued
                }
                _ => false,
            };
            if !belongs {
                break;
            }
            at += 1;
        }
        at
    }

    /// Says whether the token at an index may begin a sentence. After dots only a word that begins
    /// sentences does, since they also stand within one.
    fn begins_sentence(&self, at: usize, after_dots: bool) -> bool {
        let mut at = at;
        while let Some(token) = self.tokens.get(at) {
            let word = self.word(token);
            match token.kind {
                TokenKind::OpenQuote => {}
                TokenKind::CloseQuote => return false,
                TokenKind::Number => return !after_dots,
                TokenKind::Word => {
                    let capital = !word.starts_with(|character: char| {
                        character.is_lowercase() || character == '\''
                    });
                    return capital && (!after_dots || self.resources.starts_sentence(word));
                }
                TokenKind::Mark => match word.chars().next() {
                    Some('(' | '[' | '\'' | '-' | '–' | '—' | '¿' | '¡') => {}
                    Some(',' | ';' | ':' | '/' | ')' | ']' | '&') => return false,
                    _ => return !after_dots,
                },
            }
            at += 1;
        }
        true
    }

    fn ends_after_abbreviation(&self, word: &str, next: usize) -> bool {
        let Some(token) = self.tokens.get(next) else {
            return true;
        };
        // The dash of a dateline: "MANCHESTER, N.H. — The".
        if token.kind == TokenKind::Mark && matches!(self.word(token), "-" | "–" | "—") {
            return false;
        }
        let following = match token.kind {
            TokenKind::OpenQuote => self.tokens.get(next + 1).unwrap_or(token),
            _ => token,
        };
        let following = self.word(following);
        let stem = word.strip_suffix('.').unwrap_or(word);
        match self.resources.abbreviation(last_part(stem)) {
            Some(Abbreviation::Title | Abbreviation::Numbered | Abbreviation::Inner) => false,
            Some(Abbreviation::Time) => {
                self.begins_sentence(next, false)
                    && !self.resources.continues_time(following)
                    && token.kind != TokenKind::Mark
            }
            // A lone initial stands before a name, whatever follows.
            None if stem.chars().count() == 1 => false,
            Some(Abbreviation::Ending) | None => self.begins_sentence(next, true),
        }
    }
}

#[cfg(test)]
mod tests;
