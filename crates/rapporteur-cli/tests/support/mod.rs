//! Runs the binary in a folder of its own, without the user's environment.

// Each test file uses its part of this.
#![allow(dead_code)]

use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

/// A folder with the binary in it, so to speak.
pub struct Desk {
    folder: tempfile::TempDir,
}

/// What a run printed, and how it ended.
pub struct Ran {
    pub out: String,
    pub err: String,
    pub status: Option<i32>,
}

impl Desk {
    pub fn new() -> Self {
        Self {
            folder: tempfile::tempdir().unwrap(),
        }
    }

    /// A desk with the example on record, added as a user would.
    pub fn with_example() -> Self {
        let desk = Self::new();
        let example = example();
        let arguments = [
            "add",
            &path(&example.join("articles")),
            "--codebook",
            &path(&example.join("codebook.toml")),
            "--metadata",
            &path(&example.join("metadata.csv")),
        ];
        let ran = desk.run(&arguments);
        assert_eq!(ran.status, Some(0), "{}", ran.err);
        desk
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub fn write(&self, name: &str, bytes: impl AsRef<[u8]>) -> PathBuf {
        let path = self.path(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(&path, bytes).unwrap();
        path
    }

    pub fn command(&self) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_rapporteur"));
        command
            .current_dir(self.folder.path())
            .env_clear()
            .env("RAPPORTEUR_AUTHOR", "the tester")
            .env("COLUMNS", "100");
        command
    }

    pub fn run(&self, arguments: &[&str]) -> Ran {
        self.run_with_input(arguments, b"")
    }

    pub fn run_with_input(&self, arguments: &[&str], input: &[u8]) -> Ran {
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

    /// Runs a command that must succeed and print JSON.
    pub fn json(&self, arguments: &[&str]) -> serde_json::Value {
        let ran = self.run(arguments);
        assert_eq!(ran.status, Some(0), "{arguments:?}: {}", ran.err);
        serde_json::from_str(&ran.out).unwrap()
    }
}

impl From<Output> for Ran {
    fn from(output: Output) -> Self {
        Self {
            out: String::from_utf8(output.stdout).unwrap(),
            err: String::from_utf8(output.stderr).unwrap(),
            status: output.status.code(),
        }
    }
}

/// The folder of the example process.
pub fn example() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../../example")
        .canonicalize()
        .unwrap()
}

pub fn path(path: &Path) -> String {
    path.to_str().unwrap().to_owned()
}
