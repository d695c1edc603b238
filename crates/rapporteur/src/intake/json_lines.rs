//! One line of a JSON Lines file: one article.

use rapporteur_core::{DateSource, Metadata, Published};
use serde::Deserialize;

use super::{Opened, date::publication_date, failure::Problem, html, options::prefer};

/// The fields that are read; others may stand beside them.
#[derive(Deserialize)]
struct Line {
    text: Option<String>,
    html: Option<String>,
    title: Option<String>,
    publisher: Option<String>,
    url: Option<String>,
    author: Option<String>,
    published: Option<String>,
    language: Option<String>,
}

/// Takes the article out of one line.
pub(super) fn open(bytes: &[u8]) -> Result<Opened, Problem> {
    let start = bytes.trim_ascii_start();
    if start.starts_with(b"[") {
        return Err(Problem::JsonArray);
    }
    let line: Line =
        serde_json::from_slice(bytes).map_err(|error| Problem::NotJson(plain_words(&error)))?;
    let metadata = line.metadata();
    match (line.text, line.html) {
        (Some(text), _) => Ok(Opened {
            text,
            metadata,
            diagnostics: Vec::new(),
        }),
        (None, Some(source)) => {
            let page = html::main_text(&source)?;
            Ok(Opened {
                text: page.text,
                metadata: prefer(metadata, page.metadata),
                diagnostics: Vec::new(),
            })
        }
        (None, None) => Err(Problem::NoTextField),
    }
}

impl Line {
    fn metadata(&self) -> Metadata {
        let edtf = self.published.as_deref().and_then(publication_date);
        let from = if edtf.is_some() {
            DateSource::Metadata
        } else {
            DateSource::Unknown
        };
        Metadata {
            publisher: self.publisher.clone(),
            title: self.title.clone(),
            url: self.url.clone(),
            author: self.author.clone(),
            language: self.language.clone(),
            published: Published { edtf, from },
        }
    }
}

/// The parser's words without its own count of lines, which is always 1 here.
fn plain_words(error: &serde_json::Error) -> String {
    let words = error.to_string();
    match words.rsplit_once(" at line ") {
        Some((problem, _)) => format!("{problem}, column {}", error.column()),
        None => words,
    }
}
