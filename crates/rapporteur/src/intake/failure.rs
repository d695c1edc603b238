//! What keeps a file from being taken in, said so that the user knows what to do.

use std::fmt;

/// One file, or one line of it, that was not taken in; everything else goes on.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Failure {
    /// The file as the user named it.
    pub file: String,
    /// The line of a JSON Lines file, counted from 1.
    pub line: Option<usize>,
    /// What is wrong with it.
    pub problem: String,
    /// What to do.
    pub advice: String,
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.file)?;
        if let Some(line) = self.line {
            write!(f, ":{line}")?;
        }
        write!(f, ": {}; {}", self.problem, self.advice)
    }
}

/// Why something was not taken in.
#[derive(Debug, thiserror::Error)]
pub(super) enum Problem {
    #[error("there is no such file")]
    Missing,
    #[error("no file matches this pattern")]
    NoMatch,
    #[error("this pattern is broken: {0}")]
    Pattern(String),
    #[error("may not be read")]
    Forbidden,
    #[error("cannot be read: {0}")]
    Unreadable(String),
    #[error("is a link that leads back to a folder above it")]
    Loop,
    #[error("is neither a file nor a folder")]
    Special,
    #[error("has no .txt, .html or .jsonl file in it")]
    NothingInside,
    #[error("has no text in it")]
    Empty,
    #[error("is {0}, not text")]
    Binary(&'static str),
    #[error("is larger than {} MiB", .0 / (1024 * 1024))]
    TooLarge(usize),
    #[error("is in no character set that could be recognised")]
    Undecodable,
    #[error("is nested more than {0} elements deep")]
    TooDeep(usize),
    #[error("has an element with more than {0} attributes")]
    TooManyAttributes(usize),
    #[error("has more character references in one stretch of text than can be worked through")]
    TooManyEscapes,
    #[error("holds no article that could be told from the rest of the page")]
    NoArticle,
    #[error("is not JSON: {0}")]
    NotJson(String),
    #[error("is a JSON array")]
    JsonArray,
    #[error("spreads one JSON object over several lines")]
    JsonSpread,
    #[error("has neither `text` nor `html`")]
    NoTextField,
}

impl Problem {
    const fn advice(&self) -> &'static str {
        match self {
            Self::Missing => "check the name, or quote a pattern such as 'reports/*.html'",
            Self::NoMatch => "check the pattern and the folder it starts from",
            Self::Pattern(_) => "write it like 'reports/**/*.html'",
            Self::Forbidden => "give yourself the right to read it, or leave it out",
            Self::Unreadable(_) => "try again, or leave it out",
            Self::Loop => "remove the link, or name the folders one by one",
            Self::Special => "name a file, a folder, or - for standard input",
            Self::Empty => "leave it out, or save the report again",
            Self::Binary(_) => "save its text as .txt or .html and add that",
            Self::TooLarge(_) => "split it into one report a file, or one a line as .jsonl",
            Self::Undecodable => "save it as UTF-8 and add it again",
            Self::TooDeep(_)
            | Self::TooManyAttributes(_)
            | Self::TooManyEscapes
            | Self::NoArticle => "save the report's text as .txt and add that",
            Self::NotJson(_) => "write one JSON object a line, with `text` or `html`",
            Self::JsonArray | Self::JsonSpread => "write its objects one a line, as .jsonl",
            Self::NothingInside => "name another folder, or the files themselves",
            Self::NoTextField => "give the report's words as `text`, or its page as `html`",
        }
    }

    pub(super) fn of(&self, file: &str, line: Option<usize>) -> Failure {
        Failure {
            file: file.to_owned(),
            line,
            problem: self.to_string(),
            advice: self.advice().to_owned(),
        }
    }
}

impl From<&std::io::Error> for Problem {
    fn from(error: &std::io::Error) -> Self {
        match error.kind() {
            std::io::ErrorKind::NotFound => Self::Missing,
            std::io::ErrorKind::PermissionDenied => Self::Forbidden,
            kind => Self::Unreadable(kind.to_string()),
        }
    }
}
