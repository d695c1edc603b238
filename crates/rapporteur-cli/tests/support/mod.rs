//! Runs the binary in a folder of its own, without the user's environment.

// Each test file uses its part of this.
#![allow(dead_code)]

pub(crate) mod bridge;

use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use serde_json::Value;

/// A text that is kept, being German, but not read: what is printed of it does not depend on how
/// well reading works.
pub(crate) const GERMAN: &str = "Die Gespräche über die Salzinseln gehen nach Angaben der Vermittler in der \
    nächsten Woche weiter. Die Außenministerin sagte am Dienstag, dass sie nicht mehr warten werde.";

/// A folder with the binary in it, so to speak.
pub(crate) struct Desk {
    folder: tempfile::TempDir,
}

/// What a run printed, and how it ended.
pub(crate) struct Ran {
    pub(crate) out: String,
    pub(crate) err: String,
    pub(crate) status: Option<i32>,
}

impl Desk {
    pub(crate) fn new() -> Self {
        Self {
            folder: tempfile::tempdir().unwrap(),
        }
    }

    /// A desk with the example on record, added as a user would.
    pub(crate) fn with_example() -> Self {
        let desk = Self::new();
        desk.done(&with_about(&["add", &path(&example().join("articles"))]));
        desk
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub(crate) fn write(&self, name: &str, bytes: impl AsRef<[u8]>) -> PathBuf {
        let path = self.path(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(&path, bytes).unwrap();
        path
    }

    pub(crate) fn command(&self) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_rapporteur"));
        command
            .current_dir(self.folder.path())
            .env_clear()
            .env("RAPPORTEUR_AUTHOR", "the tester")
            .env("COLUMNS", "100");
        command
    }

    pub(crate) fn run(&self, arguments: &[&str]) -> Ran {
        self.run_with_input(arguments, b"")
    }

    pub(crate) fn run_with_input(&self, arguments: &[&str], input: &[u8]) -> Ran {
        let mut child = self
            .command()
            .args(arguments)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        // A program that reads nothing may have closed its end already.
        let _ = std::io::Write::write_all(&mut child.stdin.take().unwrap(), input);
        child.wait_with_output().unwrap().into()
    }

    /// Runs a command that must succeed, and returns what it printed.
    #[track_caller]
    pub(crate) fn done(&self, arguments: &[&str]) -> String {
        let ran = self.run(arguments);
        assert_eq!(ran.status, Some(0), "{arguments:?}: {}", ran.err);
        ran.out
    }

    /// Runs a command that must end with `status`, and returns what it told standard error.
    #[track_caller]
    pub(crate) fn refused(&self, status: i32, arguments: &[&str]) -> String {
        let ran = self.run(arguments);
        assert_eq!(ran.status, Some(status), "{arguments:?}: {}", ran.err);
        ran.err
    }

    /// Runs a command that must succeed and print JSON.
    #[track_caller]
    pub(crate) fn json(&self, arguments: &[&str]) -> Value {
        serde_json::from_str(&self.done(arguments)).unwrap()
    }

    /// Runs a command that must succeed and print one JSON object a line.
    #[track_caller]
    pub(crate) fn json_lines(&self, arguments: &[&str]) -> Vec<Value> {
        lines(&self.done(arguments))
    }

    /// Everything the record holds, as other programs get it.
    #[track_caller]
    pub(crate) fn export(&self) -> String {
        self.done(&["export", "--format", "jsonl"])
    }

    /// Every statement that a search finds.
    #[track_caller]
    pub(crate) fn statements(&self, options: &[&str]) -> Vec<Value> {
        let mut arguments = vec!["statements", "--json", "--limit", "100000"];
        arguments.extend(options);
        list(&self.json(&arguments)["statements"])
    }

    /// Every article on the record.
    #[track_caller]
    pub(crate) fn articles(&self) -> Vec<Value> {
        list(&self.json(&["articles", "--json", "--limit", "100000"])["articles"])
    }

    /// Every operation, the latest first.
    #[track_caller]
    pub(crate) fn log(&self) -> Vec<Value> {
        list(&self.json(&["log", "--json", "--limit", "100000"]))
    }
}

impl From<Output> for Ran {
    fn from(output: Output) -> Self {
        let ran = Self {
            out: String::from_utf8(output.stdout).unwrap(),
            err: String::from_utf8(output.stderr).unwrap(),
            status: output.status.code(),
        };
        assert!(!ran.err.contains("panicked"), "{}", ran.err);
        ran
    }
}

/// The folder of the example process.
pub(crate) fn example() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../../example")
        .canonicalize()
        .unwrap()
}

/// One article of the example, by the start of its file's name.
pub(crate) fn example_article(start: &str) -> PathBuf {
    let files = std::fs::read_dir(example().join("articles")).unwrap();
    files
        .map(|entry| entry.unwrap().path())
        .find(|path| {
            path.file_name()
                .unwrap()
                .to_str()
                .unwrap()
                .starts_with(start)
        })
        .expect("an article of the example")
}

/// The arguments of a command with the example's codebook and metadata behind them.
pub(crate) fn with_about<'a>(arguments: &[&'a str]) -> Vec<&'a str> {
    use std::sync::LazyLock;
    static CODEBOOK: LazyLock<String> = LazyLock::new(|| path(&example().join("codebook.toml")));
    static METADATA: LazyLock<String> = LazyLock::new(|| path(&example().join("metadata.csv")));
    let mut all = arguments.to_vec();
    all.extend([
        "--codebook",
        CODEBOOK.as_str(),
        "--metadata",
        METADATA.as_str(),
    ]);
    all
}

pub(crate) fn path(path: &Path) -> String {
    path.to_str().unwrap().to_owned()
}

pub(crate) fn list(value: &Value) -> Vec<Value> {
    value.as_array().expect("a JSON list").clone()
}

pub(crate) fn lines(text: &str) -> Vec<Value> {
    text.lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect()
}

/// One field of each value, which must be a text or null.
pub(crate) fn texts(values: &[Value], field: &str) -> Vec<Option<String>> {
    values
        .iter()
        .map(|value| value[field].as_str().map(str::to_owned))
        .collect()
}

/// The keys of an object, in alphabetical order.
pub(crate) fn keys(value: &Value) -> Vec<&str> {
    let object = value.as_object().expect("a JSON object");
    let mut keys: Vec<_> = object.keys().map(String::as_str).collect();
    keys.sort_unstable();
    keys
}

/// Cuts spans of code points out of a text; the pieces are joined as the record joins them.
pub(crate) fn cut(text: &str, spans: &Value) -> String {
    let characters: Vec<char> = text.chars().collect();
    let piece = |span: &Value| -> String {
        let at = |index: usize| usize::try_from(span[index].as_u64().unwrap()).unwrap();
        characters[at(0)..at(1)].iter().collect()
    };
    list(spans)
        .iter()
        .map(piece)
        .collect::<Vec<_>>()
        .join(" … ")
}
