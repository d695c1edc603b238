//! What the lines of files have to be like.

use super::tree::{Problem, Tree, lines, program_lines};

/// Folders whose Rust files may read the data beside the workspace.
const MAY_READ_SHARED: [&str; 5] = ["/tests/", "/benches/", "xtask/", "training/", "fuzz/"];

/// Folders at the root of a developer's machine, without the strokes around them.
const MACHINE_FOLDERS: [&str; 5] = ["tmp", "root", "home", "work", "Users"];

/// Endings of text files that people write here.
const WRITTEN: [&str; 9] = [
    ".rs", ".toml", ".md", ".sql", ".html", ".txt", ".tsv", ".csv", ".json",
];

/// Texts that are to stand as they came.
const AS_THEY_CAME: [&str; 4] = [
    "example/articles/",
    "/fixtures/",
    "/snapshots/",
    "example/key/12.text.txt",
];

/// The first line of every Rust file says what the file is for.
pub(super) fn begin_with_their_purpose(tree: &Tree) -> Vec<Problem> {
    (tree.matching("", ".rs"))
        .filter(|(_, text)| !text.starts_with("//! "))
        .map(|(file, _)| {
            Problem::new(
                file,
                1,
                "begin with a line \"//! …\" that says what this file is for",
            )
        })
        .collect()
}

/// Only tests and tools read the data beside the workspace.
pub(super) fn leave_shared_data_alone(tree: &Tree) -> Vec<Problem> {
    let folder = ["..", "shared"].join("/");
    let mut problems = Vec::new();
    for (file, text) in tree.matching("", ".rs") {
        if MAY_READ_SHARED.iter().any(|place| {
            format!("/{file}").contains(&format!("/{}", place.trim_start_matches('/')))
        }) {
            continue;
        }
        for (line, words) in program_lines(file, text) {
            if words.contains(&folder) {
                let message = format!(
                    "{folder} is not part of the program: only tests, benches and tools may read it"
                );
                problems.push(Problem::new(file, line, message));
            }
        }
    }
    problems
}

/// No file names a folder of somebody's machine.
pub(super) fn name_no_machine(tree: &Tree) -> Vec<Problem> {
    let paths = MACHINE_FOLDERS.map(|folder| format!("/{folder}/"));
    let mut problems = Vec::new();
    for (file, text) in tree.files() {
        for (line, words) in lines(text) {
            for path in &paths {
                // The path of an address and a folder of the project are other things.
                let absolute = words.match_indices(path.as_str()).any(|(at, _)| {
                    let before = words.get(..at).unwrap_or_default().chars().next_back();
                    before.is_none_or(|letter| {
                        !letter.is_alphanumeric() && !"._-}/~$".contains(letter)
                    })
                });
                if absolute {
                    problems.push(Problem::new(
                        file,
                        line,
                        format!(
                            "{path} is a folder of one machine: name it relative to the workspace"
                        ),
                    ));
                }
            }
        }
    }
    problems
}

/// No trailing blanks, no missing last line end, no tabs in Rust.
pub(super) fn have_clean_lines(tree: &Tree) -> Vec<Problem> {
    let mut problems = Vec::new();
    for (file, text) in tree.files() {
        let written = WRITTEN.iter().any(|ending| file.ends_with(ending));
        if !written || text.is_empty() || AS_THEY_CAME.iter().any(|place| file.contains(place)) {
            continue;
        }
        for (line, words) in lines(text) {
            // The last column of a table may be empty.
            let blanks: &[char] = if file.ends_with(".tsv") {
                &[' ']
            } else {
                &[' ', '\t']
            };
            if words.ends_with(blanks) {
                problems.push(Problem::new(
                    file,
                    line,
                    "take out the blanks at the end of the line",
                ));
            }
            if file.ends_with(".rs") && words.contains('\t') {
                problems.push(Problem::new(
                    file,
                    line,
                    "write a tab as \\t, and indent with spaces",
                ));
            }
        }
        if !text.ends_with('\n') {
            problems.push(Problem::new(
                file,
                text.lines().count(),
                "end the last line",
            ));
        }
    }
    problems
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(rule: super::super::Rule, file: &str, text: &str, expected: &[usize]) {
        let found: Vec<usize> = rule(&Tree::of(&[(file, text)]))
            .iter()
            .map(|problem| problem.line)
            .collect();
        assert_eq!(found, expected, "{file}: {text:?}");
    }

    #[test]
    fn a_file_begins_with_its_purpose() {
        check(
            begin_with_their_purpose,
            "a.rs",
            "//! What it is for.\n",
            &[],
        );
        check(begin_with_their_purpose, "a.rs", "use std::fmt;\n", &[1]);
    }

    #[test]
    fn shared_data_is_for_tests_and_tools() {
        let line = format!("\nlet path = \"{}/gold\";\n", ["..", "shared"].join("/"));
        check(leave_shared_data_alone, "crates/a/src/lib.rs", &line, &[2]);
        check(
            leave_shared_data_alone,
            "crates/a/src/lib.rs",
            &format!("#[cfg(test)]{line}"),
            &[],
        );
        check(leave_shared_data_alone, "crates/a/src/tests.rs", &line, &[]);
        check(leave_shared_data_alone, "crates/a/tests/b.rs", &line, &[]);
        check(leave_shared_data_alone, "xtask/src/lib.rs", &line, &[]);
    }

    #[test]
    fn machines_have_no_name() {
        for (prefix, expected) in [
            ("see ", &[1][..]),
            ("\"", &[1]),
            ("https://a.example", &[]),
            ("crates", &[]),
        ] {
            check(
                name_no_machine,
                "a.md",
                &format!("{prefix}/{}/x\n", "tmp"),
                expected,
            );
        }
    }

    #[test]
    fn lines_are_clean() {
        check(have_clean_lines, "a.md", "one \ntwo\nthree", &[1, 3]);
        check(have_clean_lines, "a.rs", "\tone\n", &[1]);
        check(have_clean_lines, "a.tsv", "one\t\ntwo \n", &[2]);
        check(have_clean_lines, "example/articles/a.txt", "one ", &[]);
    }
}
