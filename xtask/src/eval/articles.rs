//! The articles that have an answer key, read by the engine.

use std::path::{Path, PathBuf};

use clap::ValueEnum;
use rapporteur::{CodebookFile, Engine, Inputs, IntakeOptions, MetadataTable};

use super::key::Reading;
use crate::{Failure, root, shared};

/// A set of articles with an answer key.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, ValueEnum)]
pub(crate) enum Set {
    /// The invented process in `example`, whose publication dates are known
    Example,
    /// The three reports beside the workspace, read without publication dates
    Seeds,
}

/// A set that has been read.
pub(super) struct Cases {
    pub(super) codebook: CodebookFile,
    pub(super) articles: Vec<Case>,
}

/// An article with its reading and the files of its key.
pub(super) struct Case {
    /// The name of the article's file.
    pub(super) file: String,
    pub(super) characters: Vec<char>,
    pub(super) reading: Reading,
    folder: PathBuf,
}

impl Set {
    /// The name in tables.
    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::Example => "example",
            Self::Seeds => "seeds",
        }
    }

    /// Reads the articles; `None`, with a line that says so, where the set is absent.
    pub(super) fn read(self) -> Result<Option<Cases>, Failure> {
        let example = root().join("example");
        let (codebook, articles, table, key) = match self {
            Self::Example => (
                example.join("codebook.toml"),
                example.join("articles"),
                Some(example.join("metadata.csv")),
                example.join("key"),
            ),
            Self::Seeds => {
                let (Some(seeds), Some(gold)) = (shared("seeds"), shared("gold")) else {
                    println!("skipped: the seeds and their key are not beside this workspace");
                    return Ok(None);
                };
                (seeds.join("codebook.toml"), seeds, None, gold)
            }
        };
        let codebook = open_codebook(&codebook)?;
        let options = match table {
            None => IntakeOptions::default(),
            Some(table) => {
                let text =
                    std::fs::read_to_string(&table).map_err(|error| Failure::io(&table, error))?;
                let table =
                    MetadataTable::parse(&text).map_err(|error| Failure::content(&table, error))?;
                IntakeOptions {
                    table: Some(table),
                    ..IntakeOptions::default()
                }
            }
        };
        let engine = Engine::new(Some(codebook.clone()));
        let mut cases = Vec::new();
        let mut failure = None;
        engine.extract(Inputs::new(&[articles], options), |outcome| match outcome {
            Ok(read) => match case(&read, &key) {
                Ok(case) => cases.push(case),
                Err(problem) => failure = Some(problem),
            },
            Err(problem) => failure = Some(Failure::Task(problem.to_string())),
        });
        match failure {
            Some(failure) => Err(failure),
            None => Ok(Some(Cases {
                codebook,
                articles: cases,
            })),
        }
    }
}

impl Case {
    /// The path of a file of the key: `statements` or `names`.
    pub(super) fn key(&self, of: &str) -> PathBuf {
        let number: String = self.file.chars().take_while(char::is_ascii_digit).collect();
        self.folder.join(format!("{number}.{of}.json"))
    }

    /// The words of some stretches, parted by an ellipsis.
    pub(super) fn words(&self, spans: &[[usize; 2]]) -> String {
        let words = spans.iter().map(|[start, end]| {
            self.characters
                .get(*start..*end)
                .unwrap_or_default()
                .iter()
                .collect::<String>()
        });
        words.collect::<Vec<_>>().join(" … ").replace('\n', " ")
    }

    /// Whether the user's name for an article means this one: its file name or the start of it.
    pub(super) fn is_called(&self, name: &str) -> bool {
        self.file.starts_with(name)
    }
}

fn case(read: &rapporteur::ReadArticle, key: &Path) -> Result<Case, Failure> {
    let file = Path::new(&read.item.file);
    let reading = serde_json::to_value(read.view())
        .and_then(serde_json::from_value)
        .map_err(|error| Failure::content(file, error))?;
    Ok(Case {
        file: file
            .file_name()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned(),
        characters: read.item.article.text.chars().collect(),
        reading,
        folder: key.to_owned(),
    })
}

fn open_codebook(path: &Path) -> Result<CodebookFile, Failure> {
    let text = std::fs::read_to_string(path).map_err(|error| Failure::io(path, error))?;
    CodebookFile::parse(&text).map_err(|problems| {
        let messages: Vec<String> = (problems.iter())
            .map(|problem| format!("line {}: {}", problem.position(&text).0, problem.message))
            .collect();
        Failure::content(path, messages.join("; "))
    })
}
