//! The cleaned text of one article, cut into blocks, sentences and tokens.

use std::ops::Range;

use rapporteur_core::{Diagnostic, Edtf, Language, TextRange};

use crate::resources::RemovalReason;
use crate::source_map::SourceMap;

/// A half-open stretch of a document's cleaned text in UTF-8 bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CleanRange {
    /// The first byte.
    pub start: usize,
    /// The first byte after it.
    pub end: usize,
}

/// One article's text made ready for reading.
#[derive(Debug, Clone)]
pub struct Document {
    pub(crate) text: String,
    pub(crate) source_map: SourceMap,
    pub(crate) language: Language,
    pub(crate) readable: bool,
    pub(crate) blocks: Vec<Block>,
    pub(crate) sentences: Vec<Sentence>,
    pub(crate) tokens: Vec<Token>,
    pub(crate) quotations: Vec<Quotation>,
    pub(crate) date_line: Option<DateLine>,
    pub(crate) removed: Vec<Removed>,
    pub(crate) diagnostics: Vec<Diagnostic>,
}

/// A headline, paragraph or list item: a stretch of text that no sentence crosses.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Block {
    /// Where it stands.
    pub range: CleanRange,
    /// What it is.
    pub kind: BlockKind,
    /// Its sentences, as indices into [`Document::sentences`].
    pub sentences: Range<usize>,
}

/// What a [`Block`] is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BlockKind {
    /// A line that titles what follows: short, without a full stop.
    Heading,
    /// Running text.
    Paragraph,
    /// An item of a list; its bullet is not part of the cleaned text.
    Item,
}

/// One sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sentence {
    /// Where it stands, without the space around it.
    pub range: CleanRange,
    /// Its block, as an index into [`Document::blocks`].
    pub block: usize,
    /// Its tokens, as indices into [`Document::tokens`].
    pub tokens: Range<usize>,
}

/// A word, a number or a mark. What lies between two tokens is white space.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Token {
    /// Where it stands.
    pub range: CleanRange,
    /// What it is.
    pub kind: TokenKind,
}

/// What a [`Token`] is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TokenKind {
    /// Letters, with inner apostrophes, hyphens and abbreviation points ("don't", "U.S.").
    Word,
    /// Digits, with inner points, commas and ordinal endings ("1,000", "2nd").
    Number,
    /// An opening quotation mark, whatever it looked like in the original.
    OpenQuote,
    /// A closing quotation mark, whatever it looked like in the original.
    CloseQuote,
    /// Any other mark, one character.
    Mark,
}

/// A stretch in quotation marks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Quotation {
    /// The stretch with its marks.
    pub range: CleanRange,
    /// The stretch without its marks.
    pub inner: CleanRange,
    /// Whether it was closed. An unclosed quotation ends with its paragraph, or before the next
    /// opening mark. Where each paragraph of a running quotation opens with a mark and only the
    /// last one closes it, each is a closed quotation of its own.
    pub closed: bool,
}

/// A line of metadata in the text that gives its date, such as a leading `date 2031-03-12`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DateLine {
    /// The date.
    pub edtf: Edtf,
    /// Where it stands in the original text.
    pub range: TextRange,
}

/// A stretch of the original that is no part of the cleaned text, other than space and invisible
/// characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Removed {
    /// Where it stands in the original text.
    pub range: TextRange,
    /// Why it was taken out.
    pub reason: RemovalReason,
}

impl Document {
    /// Returns the cleaned text.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Cuts a range out of the cleaned text; empty where the range does not fit it.
    #[must_use]
    pub fn slice(&self, range: CleanRange) -> &str {
        self.text.get(range.start..range.end).unwrap_or_default()
    }

    /// Leads a range of the cleaned text back to the original: from the start of what its first
    /// character stands for to the end of what its last one stands for.
    ///
    /// The result always lies on character borders of the original. A range that does not fit the
    /// cleaned text is cut to it; an empty one maps to an empty one.
    #[must_use]
    pub fn original(&self, range: CleanRange) -> TextRange {
        let start = self.text.floor_char_boundary(range.start);
        let end = if range.end <= range.start {
            start
        } else {
            self.text.ceil_char_boundary(range.end)
        };
        self.source_map.original(CleanRange { start, end })
    }

    /// Returns the language of the text.
    #[must_use]
    pub fn language(&self) -> &Language {
        &self.language
    }

    /// Says whether the text is in a language that Rapporteur reads.
    #[must_use]
    pub fn readable(&self) -> bool {
        self.readable
    }

    /// Returns the blocks in the order of the text.
    #[must_use]
    pub fn blocks(&self) -> &[Block] {
        &self.blocks
    }

    /// Returns the sentences in the order of the text.
    #[must_use]
    pub fn sentences(&self) -> &[Sentence] {
        &self.sentences
    }

    /// Returns the tokens in the order of the text.
    #[must_use]
    pub fn tokens(&self) -> &[Token] {
        &self.tokens
    }

    /// Returns the outermost quotations in the order of the text.
    #[must_use]
    pub fn quotations(&self) -> &[Quotation] {
        &self.quotations
    }

    /// Returns the date line that was taken out of the text, if there was one.
    #[must_use]
    pub fn date_line(&self) -> Option<&DateLine> {
        self.date_line.as_ref()
    }

    /// Returns what was taken out of the original, in its order.
    #[must_use]
    pub fn removed(&self) -> &[Removed] {
        &self.removed
    }

    /// Returns what a reader should be told about the text.
    #[must_use]
    pub fn diagnostics(&self) -> &[Diagnostic] {
        &self.diagnostics
    }
}
