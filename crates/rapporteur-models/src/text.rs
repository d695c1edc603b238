//! Word lists and patterns for cleaning and cutting English text.
//!
//! Each constant is one plain file under `data/text`, which says at its top what its lines hold.

/// The version of the lists together; a reading names it in its provenance.
pub const VERSION: &str = "1";

/// Lines of web pages and feeds that are no part of a report.
pub const BOILERPLATE: &str = include_str!("../data/text/boilerplate.txt");

/// English abbreviations written with a point, and how each stands to the end of a sentence.
pub const ABBREVIATIONS: &str = include_str!("../data/text/abbreviations.txt");

/// Words that, with a capital, begin a sentence far more often than a name.
pub const SENTENCE_STARTERS: &str = include_str!("../data/text/sentence_starters.txt");

/// English words whose share in a text tells English from other languages.
pub const FUNCTION_WORDS: &str = include_str!("../data/text/function_words.txt");

/// ISO 639-3 codes with the ISO 639-1 codes of the same languages.
pub const LANGUAGE_CODES: &str = include_str!("../data/text/language_codes.txt");
