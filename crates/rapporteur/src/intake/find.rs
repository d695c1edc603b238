//! From what the user named to the bytes of each article, one at a time.

use std::collections::VecDeque;
use std::fs::File;
use std::io::{BufRead, BufReader, Read};
use std::path::{Path, PathBuf};

use super::{Failure, Format, IntakeOptions, MOST_BYTES, RawItem, bytes, failure::Problem};

/// Files of a folder with one of these endings are articles; the rest of the folder is passed over.
const ENDINGS: [&str; 7] = ["txt", "text", "html", "htm", "xhtml", "jsonl", "ndjson"];

/// How deep folders are searched.
const MOST_FOLDERS: usize = 64;

/// The articles in the files, folders and patterns that the user named, in that order; files of a
/// folder come by name. `-` is standard input.
///
/// One item is held at a time, whatever the size of a folder or of a JSON Lines file.
pub struct Inputs {
    names: VecDeque<Named>,
    options: IntakeOptions,
    folder: Option<Folder>,
    lines: Option<Lines>,
    passed_over: usize,
}

/// Something to be looked into.
struct Named {
    path: PathBuf,
    /// What the file is called, where it lies under another name.
    called: Option<String>,
}

/// A folder being searched.
struct Folder {
    name: String,
    entries: walkdir::IntoIter,
    /// Whether anything in it was an article, or would have been had it been readable.
    found: bool,
}

/// A JSON Lines file being read.
struct Lines {
    file: String,
    reader: Box<dyn BufRead + Send>,
    number: usize,
}

impl Inputs {
    /// Prepares to find the articles in `names`.
    #[must_use]
    pub fn new(names: &[PathBuf], options: IntakeOptions) -> Self {
        let plain = |path: &PathBuf| Named::from(path.clone());
        Self::of(names.iter().map(plain).collect(), options)
    }

    /// Prepares to take in files that lie under other names than those they came by: for each its
    /// path, and what it is called.
    #[must_use]
    pub fn called(files: Vec<(PathBuf, String)>, options: IntakeOptions) -> Self {
        let named = files.into_iter().map(|(path, called)| Named {
            path,
            called: Some(called),
        });
        Self::of(named.collect(), options)
    }

    fn of(names: VecDeque<Named>, options: IntakeOptions) -> Self {
        Self {
            names,
            options,
            folder: None,
            lines: None,
            passed_over: 0,
        }
    }

    /// Adds up the bytes of the files named, for a progress bar; `None` with standard input or a
    /// pattern among them.
    #[must_use]
    pub fn total_bytes(&self) -> Option<u64> {
        let names = self.names.iter();
        names.map(|name| bytes_in(&name.path)).sum()
    }

    /// Returns how many files of folders were passed over because of their ending, so far.
    #[must_use]
    pub fn passed_over(&self) -> usize {
        self.passed_over
    }

    /// The next line of the JSON Lines file in hand.
    fn next_line(&mut self) -> Option<Result<RawItem, Failure>> {
        let lines = self.lines.as_mut()?;
        match lines.next() {
            None => {
                self.lines = None;
                None
            }
            Some(Err(problem)) => {
                let (file, number) = (lines.file.clone(), lines.number);
                if !matches!(problem, Problem::TooLarge(_)) {
                    self.lines = None;
                }
                Some(Err(problem.of(&file, Some(number))))
            }
            Some(Ok(bytes)) => Some(Ok(RawItem {
                given: self.options.given(&lines.file),
                file: lines.file.clone(),
                line: Some(lines.number),
                format: Format::JsonLines,
                bytes,
            })),
        }
    }

    /// The next file of the folder in hand; `Some(None)` where an entry is no article.
    fn next_of_folder(&mut self) -> Option<Option<Result<RawItem, Failure>>> {
        let folder = self.folder.as_mut()?;
        match folder.entries.next() {
            None => {
                let Folder { name, found, .. } = self.folder.take()?;
                (!found).then(|| Some(Err(Problem::NothingInside.of(&name, None))))
            }
            Some(Err(error)) => {
                folder.found = true;
                Some(Some(Err(folder_failure(&error))))
            }
            Some(Ok(entry)) if entry.file_type().is_dir() => Some(None),
            Some(Ok(entry)) if is_article(entry.path()) => {
                folder.found = true;
                let name = shown(entry.path());
                Some(self.open_file(entry.path(), &name))
            }
            Some(Ok(_)) => {
                self.passed_over += 1;
                Some(None)
            }
        }
    }

    /// Starts on something the user named.
    fn open_name(&mut self, named: &Named) -> Option<Result<RawItem, Failure>> {
        let name = named.path.as_path();
        if let Some(called) = &named.called {
            return self.open_file(name, called);
        }
        if name == Path::new("-") {
            return self.open_stream("-", Box::new(BufReader::new(std::io::stdin())));
        }
        match std::fs::metadata(name) {
            Ok(metadata) if metadata.is_dir() => {
                let (name, entries) = (shown(name), walk(name));
                self.folder = Some(Folder {
                    name,
                    entries,
                    found: false,
                });
                None
            }
            Ok(metadata) if metadata.is_file() => self.open_file(name, &shown(name)),
            Ok(_) => Some(Err(Problem::Special.of(&shown(name), None))),
            Err(error) => self.open_pattern(name, &error),
        }
    }

    fn open_pattern(
        &mut self,
        name: &Path,
        error: &std::io::Error,
    ) -> Option<Result<RawItem, Failure>> {
        let pattern = shown(name);
        if !pattern.contains(['*', '?', '[']) {
            return Some(Err(Problem::from(error).of(&pattern, None)));
        }
        match glob::glob(&pattern) {
            Err(error) => Some(Err(
                Problem::Pattern(error.msg.to_owned()).of(&pattern, None)
            )),
            Ok(paths) => {
                let mut found: Vec<PathBuf> = paths.filter_map(Result::ok).collect();
                if found.is_empty() {
                    return Some(Err(Problem::NoMatch.of(&pattern, None)));
                }
                found.sort();
                for path in found.into_iter().rev() {
                    self.names.push_front(Named::from(path));
                }
                None
            }
        }
    }

    fn open_file(&mut self, path: &Path, name: &str) -> Option<Result<RawItem, Failure>> {
        match File::open(path) {
            Ok(file) => self.open_stream(name, Box::new(BufReader::new(file))),
            Err(error) => Some(Err(Problem::from(&error).of(name, None))),
        }
    }

    fn open_stream(
        &mut self,
        name: &str,
        mut reader: Box<dyn BufRead + Send>,
    ) -> Option<Result<RawItem, Failure>> {
        let start = match reader.fill_buf() {
            Ok(start) => start,
            Err(error) => return Some(Err(Problem::from(&error).of(name, None))),
        };
        let format = bytes::format(name, start);
        if format == Format::JsonLines {
            if let Some(problem) = bytes::binary(start) {
                return Some(Err(problem.of(name, None)));
            }
            self.lines = Some(Lines {
                file: name.to_owned(),
                reader,
                number: 0,
            });
            return None;
        }
        Some(match read_at_most(&mut reader) {
            Ok(bytes) => Ok(RawItem {
                given: self.options.given(name),
                file: name.to_owned(),
                line: None,
                format,
                bytes,
            }),
            Err(problem) => Err(problem.of(name, None)),
        })
    }
}

impl From<PathBuf> for Named {
    fn from(path: PathBuf) -> Self {
        Self { path, called: None }
    }
}

impl Iterator for Inputs {
    type Item = Result<RawItem, Failure>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if self.lines.is_some() {
                match self.next_line() {
                    Some(item) => return Some(item),
                    None => continue,
                }
            }
            if self.folder.is_some() {
                match self.next_of_folder() {
                    Some(Some(item)) => return Some(item),
                    _ => continue,
                }
            }
            let name = self.names.pop_front()?;
            if let Some(item) = self.open_name(&name) {
                return Some(item);
            }
        }
    }
}

impl Lines {
    /// The bytes of the next line that is not blank.
    fn next(&mut self) -> Option<Result<Vec<u8>, Problem>> {
        loop {
            let mut line = Vec::new();
            self.number += 1;
            let mut limited = (&mut self.reader).take(MOST_BYTES as u64 + 1);
            match limited.read_until(b'\n', &mut line) {
                Err(error) => return Some(Err(Problem::from(&error))),
                Ok(0) => return None,
                Ok(read) if read > MOST_BYTES && line.last() != Some(&b'\n') => {
                    return Some(match self.reader.skip_until(b'\n') {
                        Ok(_) => Err(Problem::TooLarge(MOST_BYTES)),
                        Err(error) => Err(Problem::from(&error)),
                    });
                }
                Ok(_) => {}
            }
            if line.ends_with(b"\n") {
                line.pop();
            }
            if self.number == 1 && line.starts_with(b"\xEF\xBB\xBF") {
                line.drain(..3);
            }
            match line.trim_ascii() {
                [] => {}
                // The rest of such a file would only repeat the mistake.
                [b'[', ..] if self.number == 1 => return Some(Err(Problem::JsonArray)),
                b"{" if self.number == 1 => return Some(Err(Problem::JsonSpread)),
                _ => return Some(Ok(line)),
            }
        }
    }
}

fn read_at_most(reader: &mut dyn BufRead) -> Result<Vec<u8>, Problem> {
    let mut bytes = Vec::new();
    let read = reader
        .take(MOST_BYTES as u64 + 1)
        .read_to_end(&mut bytes)
        .map_err(|error| Problem::from(&error))?;
    if read > MOST_BYTES {
        return Err(Problem::TooLarge(MOST_BYTES));
    }
    Ok(bytes)
}

fn bytes_in(name: &Path) -> Option<u64> {
    let metadata = std::fs::metadata(name).ok()?;
    if metadata.is_file() {
        return Some(metadata.len());
    }
    let articles = walk(name)
        .flatten()
        .filter(|entry| is_article(entry.path()));
    Some(
        articles
            .filter_map(|entry| entry.metadata().ok())
            .map(|metadata| metadata.len())
            .sum(),
    )
}

/// Goes through a folder by name, following links.
fn walk(folder: &Path) -> walkdir::IntoIter {
    walkdir::WalkDir::new(folder)
        .follow_links(true)
        .max_depth(MOST_FOLDERS)
        .sort_by_file_name()
        .into_iter()
}

fn folder_failure(error: &walkdir::Error) -> Failure {
    let name = error.path().map_or_else(|| "a folder".to_owned(), shown);
    let problem = match (error.loop_ancestor(), error.io_error()) {
        (Some(_), _) => Problem::Loop,
        (None, Some(error)) => Problem::from(error),
        (None, None) => Problem::Unreadable("the folder cannot be listed".to_owned()),
    };
    problem.of(&name, None)
}

fn is_article(path: &Path) -> bool {
    let hidden = path
        .file_name()
        .is_some_and(|name| name.to_string_lossy().starts_with('.'));
    let known = path.extension().is_none_or(|ending| {
        ENDINGS
            .iter()
            .any(|known| ending.eq_ignore_ascii_case(known))
    });
    known && !hidden
}

/// A path as it is shown and kept: with forward slashes.
fn shown(path: &Path) -> String {
    path.to_string_lossy().replace('\\', "/")
}
