//! From a string to a [`Document`]: reversible cleaning, language, blocks, sentences, tokens and
//! quotation marks.
//!
//! Every function here is total: any string gives a document, and nothing panics. A [`CleanRange`]
//! counts bytes of the cleaned text; [`Document::original`] leads each one back to the text as it
//! came. This crate knows nothing of names, dates or speakers.

mod document;

pub use document::{
    Block, BlockKind, CleanRange, DateLine, Document, Quotation, Sentence, Token, TokenKind,
};
