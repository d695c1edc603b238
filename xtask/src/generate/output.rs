//! Articles on disk: one JSON Lines file, or a folder of text files with a metadata table.

use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::Path;

use super::Article;
use crate::Failure;

/// What is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Output {
    /// One file, an article a line.
    JsonLines,
    /// A folder with a text file for each article and `metadata.csv`.
    Folder,
}

impl Output {
    /// Tells from the name: `.jsonl` and `.ndjson` are files, everything else is a folder.
    #[must_use]
    pub fn named(path: &Path) -> Self {
        match path.extension().and_then(|ending| ending.to_str()) {
            Some("jsonl" | "ndjson") => Self::JsonLines,
            _ => Self::Folder,
        }
    }
}

/// Writes articles one by one, holding none of them.
///
/// # Errors
///
/// A [`Failure`] that names the file that could not be written.
pub fn write(articles: impl Iterator<Item = Article>, path: &Path) -> Result<(), Failure> {
    match Output::named(path) {
        Output::JsonLines => json_lines(articles, path),
        Output::Folder => folder(articles, path),
    }
}

fn json_lines(articles: impl Iterator<Item = Article>, path: &Path) -> Result<(), Failure> {
    let failed = |error| Failure::io(path, error);
    let mut file = BufWriter::new(File::create(path).map_err(failed)?);
    for article in articles {
        serde_json::to_writer(&mut file, &article).map_err(|error| failed(error.into()))?;
        file.write_all(b"\n").map_err(failed)?;
    }
    file.flush().map_err(failed)
}

fn folder(articles: impl Iterator<Item = Article>, path: &Path) -> Result<(), Failure> {
    std::fs::create_dir_all(path).map_err(|error| Failure::io(path, error))?;
    let table = path.join("metadata.csv");
    let failed = |error: csv::Error| Failure::io(&table, error.into());
    let mut rows = csv::Writer::from_path(&table).map_err(failed)?;
    rows.write_record(["file", "publisher", "published", "url", "title"])
        .map_err(failed)?;
    for (index, article) in articles.enumerate() {
        let name = format!("{:06}.txt", index + 1);
        let file = path.join(&name);
        std::fs::write(&file, &article.text).map_err(|error| Failure::io(&file, error))?;
        let Article {
            publisher,
            published,
            url,
            title,
            ..
        } = &article;
        rows.write_record([&name, publisher, published, url, title])
            .map_err(failed)?;
    }
    rows.flush().map_err(|error| Failure::io(&table, error))
}
