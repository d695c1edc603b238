//! Every file of model data is named with its licence and its source.

use super::tree::{Problem, Tree, lines};

const README: &str = "crates/rapporteur-models/README.md";
const FOLDER: &str = "crates/rapporteur-models/";

/// Each file under `data` has a row in the crate's table: file, what it holds, source, licence.
pub(super) fn name_every_file(tree: &Tree) -> Vec<Problem> {
    let text = tree.text(README).unwrap_or_default();
    let rows: Vec<(usize, Vec<&str>)> = lines(text)
        .filter(|(_, line)| line.starts_with("| `data/"))
        .map(|(number, line)| {
            (
                number,
                line.trim_matches('|').split('|').map(str::trim).collect(),
            )
        })
        .collect();
    let mut problems = Vec::new();
    for (file, _) in tree.matching(&format!("{FOLDER}data/"), "") {
        let short = file.strip_prefix(FOLDER).unwrap_or(file);
        let row = rows.iter().find(|(_, cells)| {
            cells
                .first()
                .is_some_and(|cell| cell.trim_matches('`') == short)
        });
        match row {
            None => problems.push(Problem::new(
                file,
                0,
                format!("add a row to {README}: what it holds, its source, its licence"),
            )),
            Some((line, cells)) if cells.len() != 4 || cells.iter().any(|cell| cell.is_empty()) => {
                problems.push(Problem::new(
                    README,
                    *line,
                    format!("say of `{short}` what it holds, its source and its licence"),
                ));
            }
            Some(_) => {}
        }
    }
    for (line, cells) in &rows {
        let short = cells.first().unwrap_or(&"").trim_matches('`');
        if tree.text(&format!("{FOLDER}{short}")).is_none() {
            problems.push(Problem::new(
                README,
                *line,
                format!("there is no `{short}`: take the row out"),
            ));
        }
    }
    problems
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_without_a_source_is_named() {
        let readme = "| `data/a.txt` | words | own | MIT OR Apache-2.0 |\n| `data/b.txt` | words | | MIT |\n| `data/d.txt` | x | own | MIT |\n";
        let tree = Tree::of(&[
            (README, readme),
            ("crates/rapporteur-models/data/a.txt", ""),
            ("crates/rapporteur-models/data/b.txt", ""),
            ("crates/rapporteur-models/data/c.txt", ""),
        ]);
        let found: Vec<String> = name_every_file(&tree)
            .iter()
            .map(ToString::to_string)
            .collect();
        assert_eq!(
            found,
            [
                "crates/rapporteur-models/README.md:2: say of `data/b.txt` what it holds, its source and its licence",
                "crates/rapporteur-models/data/c.txt: add a row to crates/rapporteur-models/README.md: what it holds, its source, its licence",
                "crates/rapporteur-models/README.md:3: there is no `data/d.txt`: take the row out",
            ]
        );
    }
}
