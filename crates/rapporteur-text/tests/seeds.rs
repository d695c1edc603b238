//! Real press reports, where they are at hand: every range leads back, and the date line is found.

use std::path::Path;

use rapporteur_models::text;
use rapporteur_text::{Document, TextData, TextResources};

fn resources() -> TextResources {
    TextResources::parse(&TextData {
        boilerplate: text::BOILERPLATE,
        abbreviations: text::ABBREVIATIONS,
        sentence_starters: text::SENTENCE_STARTERS,
        function_words: text::FUNCTION_WORDS,
        language_codes: text::LANGUAGE_CODES,
    })
}

/// Reads the reports of the folder beside the project, by file name.
#[expect(
    clippy::disallowed_methods,
    reason = "the crate is pure; its tests read reports that are not part of it"
)]
fn seeds() -> Vec<(String, String)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/seeds");
    let Ok(entries) = std::fs::read_dir(&folder) else {
        println!("skipped: there are no press reports beside the project");
        return Vec::new();
    };
    let mut seeds: Vec<_> = entries
        .filter_map(Result::ok)
        .filter(|entry| {
            entry
                .path()
                .extension()
                .is_some_and(|ending| ending == "txt")
        })
        .filter_map(|entry| {
            let name = entry.file_name().to_string_lossy().into_owned();
            let text = std::fs::read_to_string(entry.path()).ok()?;
            Some((name, text))
        })
        .collect();
    seeds.sort();
    seeds
}

#[test]
fn every_range_leads_back_and_marks_are_paired() {
    let resources = resources();
    for (name, original) in seeds() {
        let document = Document::read(&original, None, &resources);
        assert!(document.readable(), "{name} is English");
        for token in document.tokens() {
            let back = document.original(token.range).slice(&original);
            let word = document.slice(token.range);
            let same = back.is_some_and(|back| back.contains(word));
            let mark = word.chars().all(|c| !c.is_alphanumeric()) || word.contains(['\'', '-']);
            assert!(same || mark, "{name}: {word:?} leads back to {back:?}");
        }
        let longest = document
            .sentences()
            .iter()
            .map(|sentence| sentence.tokens.len())
            .max();
        assert!(
            longest < Some(110),
            "{name}: a sentence of {longest:?} tokens"
        );
        assert!(
            !document.text().contains(['«', '»', '"', '’', '\u{a0}']),
            "{name}"
        );
        assert!(!document.text().contains("  "), "{name}");
        for quotation in document.quotations() {
            let inner = document.slice(quotation.inner);
            assert_eq!(inner, inner.trim(), "{name}");
        }
    }
}

#[test]
fn the_first_report_gives_its_date() {
    let Some((name, original)) = seeds()
        .into_iter()
        .find(|(name, _)| name.starts_with("000"))
    else {
        return;
    };
    let document = Document::read(&original, None, &resources());
    let date = document.date_line().map(|line| line.edtf.as_str());
    assert_eq!(date, Some("2025-02-27"), "{name}");
}
