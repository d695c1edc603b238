//! From a string to a [`Document`]: reversible cleaning, language, blocks, sentences, tokens and
//! quotation marks.
//!
//! Every function here is total: any string gives a document, and nothing panics. A [`CleanRange`]
//! counts bytes of the cleaned text; [`Document::original`] leads each one back to the text as it
//! came. This crate knows nothing of names, dates or speakers.
//!
//! ```
//! use rapporteur_models::text;
//! use rapporteur_text::{Document, TextData, TextResources};
//!
//! let resources = TextResources::parse(&TextData {
//!     boilerplate: text::BOILERPLATE,
//!     abbreviations: text::ABBREVIATIONS,
//!     sentence_starters: text::SENTENCE_STARTERS,
//!     function_words: text::FUNCTION_WORDS,
//!     language_codes: text::LANGUAGE_CODES,
//! });
//! let original = " date 2031-03-06 « We  will wait ”, said the envoy of the islands.\nSource link";
//! let document = Document::read(original, None, &resources);
//!
//! assert_eq!(document.text(), "“We will wait”, said the envoy of the islands.");
//! let quotation = document.quotations()[0];
//! assert_eq!(document.slice(quotation.inner), "We will wait");
//! assert_eq!(document.original(quotation.inner).slice(original), Some("We  will wait"));
//! assert_eq!(document.date_line().unwrap().edtf.as_str(), "2031-03-06");
//! ```

mod boilerplate;
mod cells;
mod characters;
mod date_line;
mod document;
mod language;
mod lines;
mod paragraphs;
mod pattern;
mod quotes;
mod read;
mod resources;
mod sentences;
mod source_map;
mod tokens;
mod web_address;

pub use document::{
    Block, BlockKind, CleanRange, DateLine, Document, Quotation, Removed, Sentence, Token,
    TokenKind,
};
pub use resources::{DataFault, RemovalReason, TextData, TextResources};
