//! The main text of a web page, one block a line, and the metadata in its head.
//!
//! `dom_smoothie` (Mozilla's Readability) finds the article; what this module adds is taken away
//! around it: captions, bylines and promotion before, notices of the site after. Measured against
//! its rivals by `cargo xtask eval html`.

mod attributes;
mod escapes;
mod furniture;
mod metadata;
mod nesting;

use dom_query::Document;
use dom_smoothie::{Config, Readability, TextMode};
use rapporteur_core::Metadata;

use super::failure::Problem;

/// The most bytes a page may have: some of the parser's steps take quadratic time, and the largest
/// news page seen has a third of this.
pub(super) const MOST_BYTES: usize = 4 * 1024 * 1024;

/// What a page holds.
pub(super) struct Page {
    pub(super) text: String,
    pub(super) metadata: Metadata,
}

/// Takes text and metadata out of a page.
pub(super) fn main_text(html: &str) -> Result<Page, Problem> {
    if html.len() > MOST_BYTES {
        return Err(Problem::TooLarge(MOST_BYTES));
    }
    if nesting::in_source(html) > nesting::MOST {
        return Err(Problem::TooDeep(nesting::MOST));
    }
    if attributes::most_in_a_tag(html) > attributes::MOST {
        return Err(Problem::TooManyAttributes(attributes::MOST));
    }
    if attributes::most_in_a_tag(html) > attributes::MOST {
        return Err(Problem::TooManyAttributes(attributes::MOST));
    }
    let document = Document::from(guarded(html));
    if nesting::in_tree(&document) > nesting::MOST {
        return Err(Problem::TooDeep(nesting::MOST));
    }
    if escapes::work(&document) > escapes::MOST {
        return Err(Problem::TooManyEscapes);
    }
    let mut metadata = metadata::read(&document);
    furniture::remove(&document);
    let config = Config {
        text_mode: TextMode::Formatted,
        disable_json_ld: true,
        ..Config::default()
    };
    let article = Readability::with_document(document, None, Some(config))
        .and_then(|mut readability| readability.parse())
        .map_err(|_| Problem::NoArticle)?;
    metadata::complete(&mut metadata, &article);
    let text = article.text_content.replace(GUARD, NO_BREAK_SPACE);
    Ok(Page {
        text: lines(&text, &article.title).join("\n"),
        metadata: metadata::unguarded(metadata, GUARD),
    })
}

/// A no-break space, which Readability would turn into a plain one.
const NO_BREAK_SPACE: &str = "\u{A0}";

/// What stands for it meanwhile: a character of the private use area that no press report has.
const GUARD: &str = "\u{E0A0}";

/// Brings the no-break spaces of a page past Readability.
fn guarded(html: &str) -> String {
    ["&nbsp;", "&#160;", "&#xa0;", "&#xA0;", NO_BREAK_SPACE]
        .iter()
        .fold(html.to_owned(), |html, space| html.replace(space, GUARD))
}

/// The lines of the article, without notices and without the headline, which is metadata.
fn lines<'a>(text: &'a str, title: &str) -> Vec<&'a str> {
    let title = words(title);
    let mut lines: Vec<&str> = text
        .lines()
        .map(str::trim)
        .filter(|line| !line.is_empty() && !furniture::is_notice(line))
        .collect();
    if lines.first().is_some_and(|first| words(first) == title) {
        lines.remove(0);
    }
    lines
}

/// The lower-case words of a text, for comparing a heading with the title.
fn words(text: &str) -> Vec<String> {
    text.split(|character: char| !character.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .collect()
}
