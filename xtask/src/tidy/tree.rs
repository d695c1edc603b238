//! The text files of the workspace, and what a rule says about them.

use std::collections::BTreeMap;
use std::fmt;
use std::path::Path;

use crate::Failure;

/// Folders that hold no files of ours.
const PASSED_OVER: [&str; 3] = [".git", "target", "node_modules"];

/// Longer files are data, not text that somebody wrote: they have no text here.
const MOST_BYTES: u64 = 2 * 1024 * 1024;

/// The text files of the workspace by their path, with forward slashes, from its root.
#[derive(Debug, Default)]
pub struct Tree {
    files: BTreeMap<String, String>,
}

/// A place where a rule is broken.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Problem {
    /// The file, from the root of the workspace.
    pub file: String,
    /// The line, counted from 1; 0 for the whole file.
    pub line: usize,
    /// What is wrong, and what to do.
    pub message: String,
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.line {
            0 => write!(f, "{}: {}", self.file, self.message),
            line => write!(f, "{}:{line}: {}", self.file, self.message),
        }
    }
}

impl Problem {
    pub(super) fn new(file: &str, line: usize, message: impl Into<String>) -> Self {
        Self {
            file: file.to_owned(),
            line,
            message: message.into(),
        }
    }
}

impl Tree {
    /// Reads the workspace.
    ///
    /// # Errors
    ///
    /// A [`Failure`] that names the folder or file that cannot be read.
    pub fn open(root: &Path) -> Result<Self, Failure> {
        let wanted = |entry: &walkdir::DirEntry| {
            !(entry.file_type().is_dir()
                && PASSED_OVER.iter().any(|name| entry.file_name() == *name))
        };
        let mut files = BTreeMap::new();
        for entry in walkdir::WalkDir::new(root)
            .sort_by_file_name()
            .into_iter()
            .filter_entry(wanted)
        {
            let entry = entry.map_err(|error| Failure::io(root, error.into()))?;
            let long = entry
                .metadata()
                .is_ok_and(|metadata| metadata.len() > MOST_BYTES);
            let path = entry.path();
            if !entry.file_type().is_file() {
                continue;
            }
            let bytes = if long {
                Vec::new()
            } else {
                std::fs::read(path).map_err(|error| Failure::io(path, error))?
            };
            let name = path
                .strip_prefix(root)
                .unwrap_or(path)
                .to_string_lossy()
                .replace('\\', "/");
            // Long files and those that are not UTF-8 still exist for the rules that ask whether they do.
            files.insert(name, String::from_utf8(bytes).unwrap_or_default());
        }
        Ok(Self { files })
    }

    /// A tree for the test of a rule.
    #[cfg(test)]
    pub(super) fn of(files: &[(&str, &str)]) -> Self {
        let files = files
            .iter()
            .map(|(name, text)| ((*name).to_owned(), (*text).to_owned()));
        Self {
            files: files.collect(),
        }
    }

    /// The files with their texts, by path.
    pub(super) fn files(&self) -> impl Iterator<Item = (&str, &str)> {
        self.files
            .iter()
            .map(|(name, text)| (name.as_str(), text.as_str()))
    }

    /// The files whose path begins and ends with these words.
    pub(super) fn matching(&self, start: &str, end: &str) -> impl Iterator<Item = (&str, &str)> {
        self.files()
            .filter(move |(name, _)| name.starts_with(start) && name.ends_with(end))
    }

    /// The text of a file.
    pub(super) fn text(&self, name: &str) -> Option<&str> {
        self.files.get(name).map(String::as_str)
    }

    /// Whether there is a file, or a folder with files, of this path.
    pub(super) fn exists(&self, path: &str) -> bool {
        let path = path.trim_end_matches('/');
        let folder = format!("{path}/");
        self.files.contains_key(path) || self.files.keys().any(|name| name.starts_with(&folder))
    }

    /// Whether some file, wherever it lies, has this name.
    pub(super) fn has_name(&self, name: &str) -> bool {
        self.files
            .keys()
            .any(|path| path.rsplit('/').next() == Some(name))
    }

    /// Reads a TOML file; a missing or broken one is an empty table.
    pub(super) fn toml(&self, name: &str) -> toml::Table {
        self.text(name)
            .and_then(|text| text.parse().ok())
            .unwrap_or_default()
    }
}

/// The lines of a text with their numbers.
pub(super) fn lines(text: &str) -> impl Iterator<Item = (usize, &str)> {
    text.lines()
        .enumerate()
        .map(|(index, line)| (index + 1, line))
}

/// The lines of a Rust file before its tests.
pub(super) fn program_lines<'a>(
    name: &str,
    text: &'a str,
) -> impl Iterator<Item = (usize, &'a str)> {
    let all_tests =
        name.ends_with("tests.rs") || name.contains("/tests/") || name.contains("/benches/");
    lines(text)
        .take_while(move |(_, line)| !all_tests && !line.trim_start().starts_with("#[cfg(test)]"))
}
