//! Intake: from files as the web serves them to articles.
//!
//! It goes in two steps, so that the second can run on many threads. [`Inputs`] finds files and
//! cuts JSON Lines into lines, holding one item at a time; [`RawItem::open`] decodes the bytes and
//! takes out the main text and the metadata. What cannot be taken in becomes a [`Failure`] that
//! names the file and says what to do, and the rest goes on.

mod bytes;
mod charset;
mod date;
mod failure;
mod find;
mod html;
mod json_lines;
mod options;
mod table;

use rapporteur_core::{Article, Diagnostic, Metadata};

pub use date::publication_date;
pub use failure::Failure;
pub use find::Inputs;
pub use options::IntakeOptions;
pub use table::{MetadataTable, TableError};

/// The most bytes one article may have; a press report has a few thousand.
pub const MOST_BYTES: usize = 16 * 1024 * 1024;

/// What kind of file an article came in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Format {
    /// Plain text.
    Text,
    /// A web page.
    Html,
    /// A line of a JSON Lines file.
    JsonLines,
}

impl Format {
    /// Returns the name that the record keeps.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Html => "html",
            Self::JsonLines => "json-lines",
        }
    }
}

/// The bytes of one article, found but not yet looked into.
#[derive(Debug, Clone)]
pub struct RawItem {
    /// The file it came in, as the user named it; `-` for standard input.
    pub file: String,
    /// The line of a JSON Lines file, counted from 1.
    pub line: Option<usize>,
    /// How the bytes are to be understood.
    pub format: Format,
    /// The bytes of the file, or of the line.
    pub bytes: Vec<u8>,
    /// What the user says about it: a row of the metadata table before the options.
    pub given: Metadata,
}

/// One article taken in.
#[derive(Debug, Clone)]
pub struct Item {
    /// The file it came in.
    pub file: String,
    /// The line of a JSON Lines file, counted from 1.
    pub line: Option<usize>,
    /// What kind of file it was.
    pub format: Format,
    /// Its bytes as they came.
    pub original: Vec<u8>,
    /// Its text and metadata.
    pub article: Article,
    /// What should be told about its bytes.
    pub diagnostics: Vec<Diagnostic>,
}

impl Item {
    /// Names the file, and the line where it holds many articles: `wire.jsonl:17`.
    #[must_use]
    pub fn place(&self) -> String {
        match self.line {
            Some(line) => format!("{}:{line}", self.file),
            None => self.file.clone(),
        }
    }
}

impl RawItem {
    /// Decodes the bytes and takes out text and metadata.
    ///
    /// # Errors
    ///
    /// A [`Failure`] where the bytes hold no text that could be read: empty, binary, undecodable,
    /// not JSON, a page without an article.
    pub fn open(self) -> Result<Item, Failure> {
        if self.bytes.trim_ascii().is_empty() {
            return Err(failure::Problem::Empty.of(&self.file, self.line));
        }
        let opened = match self.format {
            Format::Text => open_text(&self.bytes),
            Format::Html => open_html(&self.bytes),
            Format::JsonLines => json_lines::open(&self.bytes),
        };
        let opened = opened.map_err(|problem| problem.of(&self.file, self.line))?;
        if opened.text.trim().is_empty() {
            return Err(failure::Problem::Empty.of(&self.file, self.line));
        }
        Ok(Item {
            article: Article {
                text: opened.text,
                metadata: options::prefer(self.given, opened.metadata),
            },
            file: self.file,
            line: self.line,
            format: self.format,
            original: self.bytes,
            diagnostics: opened.diagnostics,
        })
    }
}

/// What the bytes of one article hold.
struct Opened {
    text: String,
    metadata: Metadata,
    diagnostics: Vec<Diagnostic>,
}

fn open_text(bytes: &[u8]) -> Result<Opened, failure::Problem> {
    let decoded = charset::decode(bytes, None)?;
    Ok(Opened {
        text: decoded.text,
        metadata: Metadata::default(),
        diagnostics: decoded.diagnostics,
    })
}

fn open_html(bytes: &[u8]) -> Result<Opened, failure::Problem> {
    let declared = charset::declared_in_html(bytes);
    let decoded = charset::decode(bytes, declared)?;
    let page = html::main_text(&decoded.text)?;
    Ok(Opened {
        text: page.text,
        metadata: page.metadata,
        diagnostics: decoded.diagnostics,
    })
}

#[cfg(test)]
mod tests;
