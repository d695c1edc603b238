//! What documents name has to exist: crates, commands, paths, files.

use super::crates::manifests;
use super::markdown::{Code, code};
use super::tree::{Problem, Tree};

/// The documents that a reader may count on.
const DOCUMENTS: [&str; 6] = [
    "README.md",
    "ARCHITECTURE.md",
    "DESIGN.md",
    "CONTRIBUTING.md",
    "CHANGELOG.md",
    "docs/glossary.md",
];

/// Files that the workspace has or lacks; other endings may belong to a reader's own files.
const ENDINGS: [&str; 3] = [".rs", ".toml", ".md"];

/// What stands before the arguments of the program.
const PROGRAM: [&str; 4] = [
    "rapporteur ",
    "cargo run --release -- ",
    "cargo run -- ",
    "cargo run -q -p rapporteur-cli -- ",
];

/// Every document is there.
pub(super) fn exist(tree: &Tree) -> Vec<Problem> {
    (DOCUMENTS.iter())
        .filter(|name| tree.text(name).is_none())
        .map(|name| Problem::new(name, 0, "this document is missing: write it"))
        .collect()
}

/// Every crate, command, path and file that a document names exists.
pub(super) fn name_what_exists(tree: &Tree) -> Vec<Problem> {
    let manifests = manifests(tree);
    let commands = super::commands::names(tree);
    let tasks = crate::task_names();
    let others = tree.matching("docs/", ".md").map(|(name, _)| name);
    let mut documents: Vec<&str> = DOCUMENTS.into_iter().chain(others).collect();
    documents.sort_unstable();
    documents.dedup();
    let mut problems = Vec::new();
    for document in documents {
        for code in code(tree.text(document).unwrap_or_default()) {
            let missing = missing_command(&code, &commands, &tasks)
                .or_else(|| missing_crate(&code, |name| manifests.contains_key(name)))
                .or_else(|| missing_path(&code, document, tree));
            if let Some(message) = missing {
                problems.push(Problem::new(document, code.line, message));
            }
        }
    }
    problems
}

fn missing_command(code: &Code<'_>, commands: &[String], tasks: &[String]) -> Option<String> {
    let text = code.text.trim_start_matches("$ ");
    if let Some(rest) = text.strip_prefix("cargo xtask ") {
        let task = rest.split_whitespace().next()?;
        return (is_word(task) && !tasks.iter().any(|known| known == task))
            .then(|| format!("there is no `cargo xtask {task}`"));
    }
    let rest = PROGRAM.iter().find_map(|start| text.strip_prefix(start))?;
    let command = rest.split_whitespace().next()?;
    (is_word(command) && !commands.iter().any(|known| known == command))
        .then(|| format!("there is no `rapporteur {command}`"))
}

fn missing_crate(code: &Code<'_>, exists: impl Fn(&str) -> bool) -> Option<String> {
    let name = code.text;
    let like_one = name.strip_prefix("rapporteur-").is_some_and(is_word);
    (!code.fenced && like_one && !exists(name)).then(|| format!("there is no crate `{name}`"))
}

fn missing_path(code: &Code<'_>, document: &str, tree: &Tree) -> Option<String> {
    let path = code.text.trim_end_matches('/');
    let plain = |letter: char| letter.is_ascii_alphanumeric() || "._-/*".contains(letter);
    let beside = path.starts_with("../") || path.starts_with("target/");
    if code.fenced || beside || path.is_empty() || !path.chars().all(plain) {
        return None;
    }
    let known_ending = ENDINGS.iter().any(|ending| path.ends_with(ending));
    let Some((top, _)) = path.split_once('/') else {
        return (known_ending && !tree.has_name(path) && !is_readers(document, path))
            .then(|| format!("there is no file `{path}`"));
    };
    // "text/html" is a path only in a document about the workspace itself.
    let ours = known_ending || tree.exists(top) || document == "ARCHITECTURE.md";
    let folder = document.rsplit_once('/').map_or("", |(folder, _)| folder);
    let start = path.split('*').next().unwrap_or_default();
    let start = if start == path {
        path
    } else {
        start.rsplit_once('/')?.0
    };
    let found = tree.exists(start) || tree.exists(&format!("{folder}/{start}"));
    (ours && !found).then(|| format!("there is no `{path}`"))
}

/// Whether a file is an example of what a reader has, such as a codebook of their own.
fn is_readers(document: &str, path: &str) -> bool {
    path.ends_with(".toml") && (document == "README.md" || document.starts_with("docs/"))
}

/// Whether a word is a command's name rather than a file, an option or a placeholder.
fn is_word(word: &str) -> bool {
    word.chars()
        .all(|letter| letter.is_ascii_lowercase() || letter == '-')
        && !word.starts_with('-')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &[&str]) {
        let tree = Tree::of(&[
            ("ARCHITECTURE.md", text),
            (
                "crates/rapporteur-core/Cargo.toml",
                "[package]\nname = \"rapporteur-core\"\n",
            ),
            ("crates/rapporteur-core/src/range.rs", ""),
            ("crates/rapporteur-cli/src/commands/add.rs", ""),
        ]);
        let found: Vec<String> = name_what_exists(&tree)
            .iter()
            .map(ToString::to_string)
            .collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn what_exists_may_be_named() {
        check(
            "`rapporteur-core`, `crates/rapporteur-core/src`, `range.rs`, `rapporteur add x/`, `cargo xtask generate`",
            &[],
        );
        check(
            "`crates/*/Cargo.toml`, `../shared/x`, `--json`, `a < b`, `rapporteur FILE…`",
            &[],
        );
        check(
            "```\n$ cargo run --release -- add reports/\nwhatever/else\n```",
            &[],
        );
    }

    #[test]
    fn what_does_not_exist_is_named_with_its_line() {
        check(
            "\n`rapporteur-gone`",
            &["ARCHITECTURE.md:2: there is no crate `rapporteur-gone`"],
        );
        check(
            "`crates/gone/src`",
            &["ARCHITECTURE.md:1: there is no `crates/gone/src`"],
        );
        check(
            "`gone.rs`",
            &["ARCHITECTURE.md:1: there is no file `gone.rs`"],
        );
        check(
            "`rapporteur forget 3`",
            &["ARCHITECTURE.md:1: there is no `rapporteur forget`"],
        );
        check(
            "```\ncargo xtask dance\n```",
            &["ARCHITECTURE.md:2: there is no `cargo xtask dance`"],
        );
    }

    #[test]
    fn a_missing_document_is_a_problem() {
        let tree = Tree::of(&[
            ("README.md", ""),
            ("DESIGN.md", ""),
            ("CONTRIBUTING.md", ""),
            ("CHANGELOG.md", ""),
            ("docs/glossary.md", ""),
        ]);
        let found: Vec<String> = exist(&tree).iter().map(ToString::to_string).collect();
        assert_eq!(
            found,
            ["ARCHITECTURE.md: this document is missing: write it"]
        );
    }
}
