//! The metadata table: a CSV file with a row per article file.

use std::collections::BTreeMap;

use rapporteur_core::{DateSource, Metadata, Published};
use serde::Deserialize;

use super::date::publication_date;

/// What a table says of each file.
///
/// The first line names the columns: `file`, and any of `publisher`, `published`, `url`, `title`,
/// `author`, `language`. A row's `file` is a name or a path; it fits a file whose path ends with it.
#[derive(Debug, Clone, Default)]
pub struct MetadataTable {
    rows: BTreeMap<String, Metadata>,
}

/// Why a metadata table cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum TableError {
    /// It is not CSV, or lacks the column `file`.
    #[error("line {line}: {problem}")]
    Csv {
        /// The line, counted from 1.
        line: u64,
        /// What is wrong with it.
        problem: String,
    },
    /// A date that cannot be read.
    #[error("line {line}: {date:?} is no date: write YYYY-MM-DD")]
    Date {
        /// The line, counted from 1.
        line: u64,
        /// The cell.
        date: String,
    },
}

#[derive(Deserialize)]
struct Row {
    file: String,
    publisher: Option<String>,
    published: Option<String>,
    url: Option<String>,
    title: Option<String>,
    author: Option<String>,
    language: Option<String>,
}

impl MetadataTable {
    /// Reads the table from the text of a CSV file.
    ///
    /// # Errors
    ///
    /// Names the first line that is not CSV, has no `file`, or has a date that cannot be read.
    pub fn parse(text: &str) -> Result<Self, TableError> {
        let mut reader = csv::ReaderBuilder::new()
            .trim(csv::Trim::All)
            .from_reader(text.trim_start_matches('\u{FEFF}').as_bytes());
        let mut rows = BTreeMap::new();
        let columns = reader
            .headers()
            .map_err(|error| csv_error(&error, 1))?
            .clone();
        for record in reader.records() {
            let record = record.map_err(|error| csv_error(&error, 1))?;
            let line = record.position().map_or(1, csv::Position::line);
            let row: Row = record
                .deserialize(Some(&columns))
                .map_err(|error| csv_error(&error, line))?;
            rows.insert(normal(&row.file), row.metadata(line)?);
        }
        Ok(Self { rows })
    }

    /// Finds the row of a file: the one with the longest path that the file's path ends with.
    pub(super) fn row(&self, file: &str) -> Option<&Metadata> {
        let file = normal(file);
        let mut rest = file.as_str();
        loop {
            if let Some(metadata) = self.rows.get(rest) {
                return Some(metadata);
            }
            rest = rest.split_once('/')?.1;
        }
    }
}

impl Row {
    fn metadata(self, line: u64) -> Result<Metadata, TableError> {
        let published = match filled(self.published) {
            None => Published::default(),
            Some(date) => Published {
                edtf: Some(publication_date(&date).ok_or(TableError::Date { line, date })?),
                from: DateSource::Metadata,
            },
        };
        Ok(Metadata {
            publisher: filled(self.publisher),
            title: filled(self.title),
            url: filled(self.url),
            author: filled(self.author),
            language: filled(self.language),
            published,
        })
    }
}

fn filled(cell: Option<String>) -> Option<String> {
    cell.filter(|text| !text.is_empty())
}

fn normal(path: &str) -> String {
    let path = path.replace('\\', "/");
    path.strip_prefix("./").unwrap_or(&path).to_owned()
}

fn csv_error(error: &csv::Error, line: u64) -> TableError {
    TableError::Csv {
        line: error.position().map_or(line, csv::Position::line),
        problem: plain_words(error),
    }
}

fn plain_words(error: &csv::Error) -> String {
    match error.kind() {
        csv::ErrorKind::UnequalLengths {
            expected_len, len, ..
        } => {
            format!("has {len} cells where the first line has {expected_len}")
        }
        csv::ErrorKind::Deserialize { err, .. } => err.kind().to_string(),
        csv::ErrorKind::Utf8 { .. } => "is not UTF-8".to_owned(),
        _ => error.to_string(),
    }
}
