//! Whatever the bytes, an article or a reason.

use std::path::PathBuf;

use proptest::collection::vec;
use proptest::prelude::*;

use super::super::charset;
use super::{Failure, Format, Inputs, IntakeOptions, Item, RawItem, open};

const FORMATS: [Format; 3] = [Format::Text, Format::Html, Format::JsonLines];

/// Pieces that pages and lines are made of, whole and broken.
const PIECES: [&str; 24] = [
    "<div>",
    "</div>",
    "<p>",
    "<p class='share'>",
    "</article>",
    "<article>",
    "<!--",
    "-->",
    "<script type='application/ld+json'>",
    "</script>",
    "{\"@type\": \"NewsArticle\",",
    "\"headline\":",
    "<meta charset=",
    "&amp;",
    "&#x1F30A;",
    "&",
    "<",
    "\"text\": \"",
    "\"}",
    "{",
    "[",
    "\\ud800",
    "\n",
    "“We will wait,” Ilva Maren said on Tuesday. ",
];

/// An article has words; a failure has reasons and advice.
fn sound(outcome: &Result<Item, Failure>) -> Result<(), TestCaseError> {
    match outcome {
        Ok(item) => prop_assert!(!item.article.text.trim().is_empty()),
        Err(failure) => {
            prop_assert!(!failure.file.is_empty());
            prop_assert!(!failure.problem.is_empty());
            prop_assert!(!failure.advice.is_empty());
            prop_assert!(!failure.to_string().contains('\n'));
        }
    }
    Ok(())
}

fn soup() -> impl Strategy<Value = String> {
    vec(
        prop_oneof![
            proptest::sample::select(&PIECES[..]).prop_map(str::to_owned),
            "\\PC{0,12}"
        ],
        0..40,
    )
    .prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn any_bytes_give_an_article_or_a_reason(bytes in vec(any::<u8>(), 0..600)) {
        for format in FORMATS {
            sound(&open(format, &bytes))?;
        }
    }

    #[test]
    fn any_soup_of_markup_gives_an_article_or_a_reason(soup in soup()) {
        for format in FORMATS {
            sound(&open(format, &soup))?;
        }
    }

    #[test]
    fn bytes_are_kept_and_the_same_bytes_give_the_same_article(soup in soup()) {
        for format in FORMATS {
            if let (Ok(one), Ok(other)) = (open(format, &soup), open(format, &soup)) {
                prop_assert_eq!(&one.original, soup.as_bytes());
                prop_assert_eq!(one.article, other.article);
            }
        }
    }

    #[test]
    fn utf_8_comes_through_unchanged(text in "[\\PC\\n]{1,200}") {
        prop_assume!(!text.starts_with('\u{FEFF}'));
        if let Ok(decoded) = charset::decode(text.as_bytes(), None) {
            prop_assert_eq!(decoded.text, text);
            prop_assert!(decoded.diagnostics.is_empty());
        }
    }

    #[test]
    fn any_file_name_and_any_bytes_can_be_named(
        ending in proptest::sample::select(&["txt", "html", "jsonl", "json", "pdf", ""][..]),
        bytes in prop_oneof![vec(any::<u8>(), 0..300), soup().prop_map(String::into_bytes)],
    ) {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join(format!("report.{ending}"));
        std::fs::write(&file, &bytes).unwrap();
        let inputs = || Inputs::new(&[PathBuf::from(&file)], IntakeOptions::default());
        prop_assert_eq!(inputs().total_bytes(), Some(bytes.len() as u64));
        let lines = bytes.split(|byte| *byte == b'\n').count();
        for raw in inputs() {
            let line = raw.as_ref().map_or_else(|failure| failure.line, |raw| raw.line);
            prop_assert!(line.is_none_or(|line| (1..=lines).contains(&line)));
            sound(&raw.and_then(RawItem::open))?;
        }
    }
}
