//! The commands of the program: one file each.

use super::tree::{Problem, Tree, lines};

const ARGUMENTS: &str = "crates/rapporteur-cli/src/arguments.rs";
const FOLDER: &str = "crates/rapporteur-cli/src/commands/";

/// The names of the commands, from their files.
pub(super) fn names(tree: &Tree) -> Vec<String> {
    (tree.matching(FOLDER, ".rs"))
        .filter_map(|(name, _)| name.strip_prefix(FOLDER)?.strip_suffix(".rs"))
        .filter(|name| !name.contains('/') && *name != "mod")
        .map(|name| name.replace('_', "-"))
        .collect()
}

/// Every command that the program knows has a file of its name.
pub(super) fn are_one_file_each(tree: &Tree) -> Vec<Problem> {
    let names = names(tree);
    let text = tree.text(ARGUMENTS).unwrap_or_default();
    let mut problems = Vec::new();
    let mut inside = false;
    for (line, words) in lines(text) {
        inside = (inside || words.contains("enum Command {")) && words != "}";
        let variant = words.trim().split_once('(').map_or("", |(name, _)| name);
        let starts = variant.starts_with(|letter: char| letter.is_ascii_uppercase());
        if inside && starts && !names.contains(&kebab(variant)) {
            let message = format!(
                "give the command {variant} a file {FOLDER}{}.rs",
                kebab(variant).replace('-', "_")
            );
            problems.push(Problem::new(ARGUMENTS, line, message));
        }
    }
    problems
}

/// A name of several words with capitals, written with hyphens.
pub(super) fn kebab(name: &str) -> String {
    name.chars()
        .enumerate()
        .fold(String::new(), |mut out, (at, letter)| {
            if letter.is_uppercase() && at > 0 {
                out.push('-');
            }
            out.extend(letter.to_lowercase());
            out
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_command_without_a_file_is_named() {
        let tree = Tree::of(&[
            (
                ARGUMENTS,
                "enum Command {\n    Add(Add),\n    LookUp(LookUp),\n}\n",
            ),
            ("crates/rapporteur-cli/src/commands/add.rs", ""),
        ]);
        let found: Vec<String> = are_one_file_each(&tree)
            .iter()
            .map(ToString::to_string)
            .collect();
        assert_eq!(
            found,
            [format!(
                "{ARGUMENTS}:3: give the command LookUp a file {FOLDER}look_up.rs"
            )]
        );
    }
}
