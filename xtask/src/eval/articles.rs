//! The articles that have an answer key, read by the engine.

use std::path::{Path, PathBuf};

use clap::ValueEnum;
use rapporteur::{CodebookFile, Engine, Inputs, IntakeOptions, MetadataTable};

use super::aliases::Aliases;
use super::key::Reading;
use crate::{Failure, root, shared};

/// A set of articles with an answer key.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, ValueEnum)]
pub(crate) enum Set {
    /// The invented process in `example`, whose publication dates are known
    Example,
    /// The three reports beside the workspace, read without publication dates
    Seeds,
    /// The development part of PolNeAR, which has spans of attributions and no codebook
    #[value(skip)]
    PolnearDev,
}

/// A set that has been read.
pub(super) struct Cases {
    pub(super) aliases: Aliases,
    pub(super) articles: Vec<Case>,
}

/// Where a set lies.
pub(super) struct Place {
    pub(super) articles: PathBuf,
    pub(super) codebook: Option<PathBuf>,
    pub(super) metadata: Option<PathBuf>,
    key: PathBuf,
}

/// Where the example lies.
pub(super) struct Example {
    /// The folder of its key.
    pub(super) key: PathBuf,
    articles: PathBuf,
    codebook: PathBuf,
    metadata: PathBuf,
}

/// Finds the example.
pub(super) fn example() -> Example {
    let folder = root().join("example");
    Example {
        key: folder.join("key"),
        articles: folder.join("articles"),
        codebook: folder.join("codebook.toml"),
        metadata: folder.join("metadata.csv"),
    }
}

impl Example {
    /// Its articles with what is known about them, and its codebook.
    pub(super) fn inputs(&self) -> Result<(Inputs, CodebookFile), Failure> {
        let options = IntakeOptions {
            table: Some(open_table(&self.metadata)?),
            ..IntakeOptions::default()
        };
        let codebook = open_codebook(&self.codebook)?;
        Ok((
            Inputs::new(std::slice::from_ref(&self.articles), options),
            codebook,
        ))
    }
}

/// An article with its reading and the files of its key.
pub(super) struct Case {
    pub(super) set: Set,
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
            Self::PolnearDev => "polnear-dev",
        }
    }

    fn place(self) -> Option<Place> {
        match self {
            Self::Example => {
                let folder = root().join("example");
                Some(Place {
                    articles: folder.join("articles"),
                    codebook: Some(folder.join("codebook.toml")),
                    metadata: Some(folder.join("metadata.csv")),
                    key: folder.join("key"),
                })
            }
            Self::Seeds => {
                let seeds = shared("seeds")?;
                Some(Place {
                    codebook: Some(seeds.join("codebook.toml")),
                    articles: seeds,
                    metadata: None,
                    key: shared("gold")?,
                })
            }
            Self::PolnearDev => {
                let folder = shared("corpora/polnear/dev")?;
                Some(Place {
                    articles: folder.join("text"),
                    codebook: None,
                    metadata: None,
                    key: folder.join("attributions"),
                })
            }
        }
    }

    /// Opens the codebook; `None` where there is none.
    pub(super) fn codebook(self) -> Result<Option<CodebookFile>, Failure> {
        let path = self.place().and_then(|place| place.codebook);
        path.as_deref().map(open_codebook).transpose()
    }

    /// Where the set lies; `None`, with a line that says so, where it is absent.
    pub(super) fn present(self) -> Option<Place> {
        let place = self.place();
        if place.is_none() {
            println!(
                "skipped: {} and its key are not beside this workspace",
                self.name()
            );
        }
        place
    }

    /// Reads the articles; `None`, with a line that says so, where the set is absent.
    pub(super) fn read(self) -> Result<Option<Cases>, Failure> {
        let Some(place) = self.present() else {
            return Ok(None);
        };
        let codebook = place.codebook.as_deref().map(open_codebook).transpose()?;
        let options = IntakeOptions {
            table: place.metadata.as_deref().map(open_table).transpose()?,
            ..IntakeOptions::default()
        };
        let aliases = codebook.as_ref().map(Aliases::of).unwrap_or_default();
        let mut articles = Vec::new();
        let mut failure = None;
        let inputs = Inputs::new(&[place.articles], options);
        Engine::new(codebook).extract(inputs, |outcome| match outcome {
            Ok(read) => match case(self, &read, &place.key) {
                Ok(case) => articles.push(case),
                Err(problem) => failure = Some(problem),
            },
            Err(problem) => failure = Some(Failure::Task(problem.to_string())),
        });
        match failure {
            Some(failure) => Err(failure),
            None => Ok(Some(Cases { aliases, articles })),
        }
    }
}

impl Case {
    /// The path of a file of the key: `statements` or `names`.
    pub(super) fn key(&self, of: &str) -> PathBuf {
        let number: String = self.file.chars().take_while(char::is_ascii_digit).collect();
        self.folder.join(format!("{number}.{of}.json"))
    }

    /// The folder of the key.
    pub(super) fn key_folder(&self) -> &Path {
        &self.folder
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

fn case(set: Set, read: &rapporteur::ReadArticle, key: &Path) -> Result<Case, Failure> {
    let file = Path::new(&read.item.file);
    let reading = serde_json::to_value(read.view())
        .and_then(serde_json::from_value)
        .map_err(|error| Failure::content(file, error))?;
    Ok(Case {
        set,
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

pub(super) fn open_table(path: &Path) -> Result<MetadataTable, Failure> {
    let text = std::fs::read_to_string(path).map_err(|error| Failure::io(path, error))?;
    MetadataTable::parse(&text).map_err(|error| Failure::content(path, error))
}

pub(super) fn open_codebook(path: &Path) -> Result<CodebookFile, Failure> {
    let text = std::fs::read_to_string(path).map_err(|error| Failure::io(path, error))?;
    CodebookFile::parse(&text).map_err(|problems| {
        let messages: Vec<String> = (problems.iter())
            .map(|problem| format!("line {}: {}", problem.position(&text).0, problem.message))
            .collect();
        Failure::content(path, messages.join("; "))
    })
}
