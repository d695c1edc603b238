//! Every line of the word lists for cleaning and cutting text can be read.

use rapporteur_models::text;
use rapporteur_text::{TextData, TextResources};

#[test]
fn every_line_parses() {
    let (_, faults) = TextResources::parse_with_faults(&TextData {
        boilerplate: text::BOILERPLATE,
        abbreviations: text::ABBREVIATIONS,
        sentence_starters: text::SENTENCE_STARTERS,
        function_words: text::FUNCTION_WORDS,
        language_codes: text::LANGUAGE_CODES,
    });
    assert_eq!(faults, []);
}
