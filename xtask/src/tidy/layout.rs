//! How long files may be, and which must not exist.

use super::tree::{Problem, Tree, program_lines};

/// Above so many lines of code a file says at its top why.
const MOST_LINES: usize = 1_000;

/// What the top of such a file has to mention.
const REASON: &str = "1,000 lines";

/// The most lines of a `main.rs`.
const MOST_MAIN_LINES: usize = 60;

/// Names of rooms where everything ends up.
const CATCH_ALL: [&str; 6] = ["util", "utils", "helper", "helpers", "misc", "common"];

/// How many of the longest files are shown.
const SHOWN: usize = 10;

/// A file of more than a thousand lines of code says at its top why.
pub(super) fn long_files_give_a_reason(tree: &Tree) -> Vec<Problem> {
    (tree.matching("", ".rs"))
        .filter(|(file, text)| code_lines(file, text) > MOST_LINES)
        .filter(|(_, text)| {
            !text
                .lines()
                .take_while(|line| line.starts_with("//!"))
                .any(|line| line.contains(REASON))
        })
        .map(|(file, text)| {
            let count = code_lines(file, text);
            let message = format!(
                "{count} lines of code: split it, or say at its top why it has more than {REASON}"
            );
            Problem::new(file, 1, message)
        })
        .collect()
}

/// The start of a program only starts it.
pub(super) fn main_is_short(tree: &Tree) -> Vec<Problem> {
    (tree.matching("", "main.rs"))
        .filter(|(_, text)| text.lines().count() >= MOST_MAIN_LINES)
        .map(|(file, text)| {
            let message = format!(
                "{} lines: move work into modules, {MOST_MAIN_LINES} are too many",
                text.lines().count()
            );
            Problem::new(file, 1, message)
        })
        .collect()
}

/// No file or folder is called after nothing in particular.
pub(super) fn no_catch_all(tree: &Tree) -> Vec<Problem> {
    let named = |file: &str| {
        let mut parts = file.trim_end_matches(".rs").split('/');
        parts.any(|part| CATCH_ALL.contains(&part))
    };
    (tree.matching("", ".rs"))
        .filter(|(file, _)| named(file))
        .map(|(file, _)| {
            Problem::new(
                file,
                0,
                "name it after what it does, and move what does not belong",
            )
        })
        .collect()
}

/// Lists the longest files with their lines of code, docs and tests not counted.
#[must_use]
pub fn longest(tree: &Tree) -> Vec<(usize, &str)> {
    let mut files: Vec<(usize, &str)> = tree
        .matching("", ".rs")
        .map(|(file, text)| (code_lines(file, text), file))
        .collect();
    files.sort_by(|first, second| second.cmp(first));
    files.truncate(SHOWN);
    files
}

fn code_lines(file: &str, text: &str) -> usize {
    (program_lines(file, text))
        .map(|(_, line)| line.trim())
        .filter(|line| !line.is_empty() && !line.starts_with("//"))
        .count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_file_needs_a_reason() {
        let code = "let a = 1;\n".repeat(MOST_LINES + 1);
        let tree = Tree::of(&[
            ("long.rs", &format!("//! Long.\n{code}")),
            (
                "reasoned.rs",
                &format!("//! Long.\n//! It has more than 1,000 lines because …\n{code}"),
            ),
            ("tested.rs", &format!("//! Short.\n#[cfg(test)]\n{code}")),
        ]);
        let found: Vec<String> = long_files_give_a_reason(&tree)
            .into_iter()
            .map(|problem| problem.file)
            .collect();
        assert_eq!(found, ["long.rs"]);
        assert_eq!(
            longest(&tree),
            [(1001, "reasoned.rs"), (1001, "long.rs"), (0, "tested.rs")]
        );
    }

    #[test]
    fn main_starts_and_nothing_else() {
        let tree = Tree::of(&[
            ("a/src/main.rs", &"//! Long.\n".repeat(60)),
            ("b/src/main.rs", "//! Short.\n"),
        ]);
        let found: Vec<String> = main_is_short(&tree)
            .into_iter()
            .map(|problem| problem.file)
            .collect();
        assert_eq!(found, ["a/src/main.rs"]);
    }

    #[test]
    fn nothing_is_called_after_nothing() {
        let tree = Tree::of(&[
            ("a/src/util.rs", ""),
            ("a/src/helpers/x.rs", ""),
            ("a/src/utility.rs", ""),
        ]);
        let found: Vec<String> = no_catch_all(&tree)
            .into_iter()
            .map(|problem| problem.file)
            .collect();
        assert_eq!(found, ["a/src/helpers/x.rs", "a/src/util.rs"]);
    }
}
