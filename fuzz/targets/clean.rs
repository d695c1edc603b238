//! Arbitrary text through the cleaning: every stretch lies in its text and cuts it between characters.

#![no_main]

use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use rapporteur_models::text;
use rapporteur_text::{CleanRange, Document, TextData, TextResources};

static RESOURCES: LazyLock<TextResources> = LazyLock::new(|| {
    TextResources::parse(&TextData {
        boilerplate: text::BOILERPLATE,
        abbreviations: text::ABBREVIATIONS,
        sentence_starters: text::SENTENCE_STARTERS,
        function_words: text::FUNCTION_WORDS,
        language_codes: text::LANGUAGE_CODES,
    })
});

fuzz_target!(|bytes: &[u8]| {
    let original = String::from_utf8_lossy(bytes);
    for language in [Some("en"), None] {
        let document = Document::read(&original, language, &RESOURCES);
        check(&document, &original);
    }
});

fn check(document: &Document, original: &str) {
    let quotations = document.quotations().iter();
    let ranges = (document.blocks().iter().map(|block| block.range))
        .chain(document.sentences().iter().map(|sentence| sentence.range))
        .chain(document.tokens().iter().map(|token| token.range))
        .chain(quotations.flat_map(|quotation| [quotation.range, quotation.inner]));
    for range in ranges {
        let CleanRange { start, end } = range;
        assert!(
            document.text().get(start..end).is_some(),
            "{range:?} of the clean text"
        );
        let led_back = document.original(range);
        assert!(
            led_back.slice(original).is_some(),
            "{range:?} led back to {led_back:?}"
        );
    }
    for removed in document.removed() {
        assert!(removed.range.slice(original).is_some(), "{removed:?}");
    }
}
