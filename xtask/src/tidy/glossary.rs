//! Every label that leaves the program is explained in the glossary.

use super::commands::kebab;
use super::markdown::code;
use super::tree::{Problem, Tree, program_lines};

const GLOSSARY: &str = "docs/glossary.md";

/// The crates whose labels users see.
const CRATES: [&str; 3] = [
    "crates/rapporteur-core/src/",
    "crates/rapporteur/src/",
    "crates/rapporteur-record/src/",
];

/// A label, and where it is given its name.
#[derive(Debug, PartialEq, Eq)]
struct Label {
    file: String,
    line: usize,
    name: String,
}

/// The values of serialised enums and the codes of diagnostics are in the glossary, in backticks.
pub(super) fn explains_every_label(tree: &Tree) -> Vec<Problem> {
    let text = tree.text(GLOSSARY).unwrap_or_default();
    let explained: Vec<&str> = code(text).iter().map(|code| code.text).collect();
    (labels(tree).into_iter())
        .filter(|label| !explained.contains(&label.name.as_str()))
        .map(|Label { file, line, name }| {
            Problem::new(
                &file,
                line,
                format!("explain the label `{name}` in {GLOSSARY}"),
            )
        })
        .collect()
}

fn labels(tree: &Tree) -> Vec<Label> {
    let mut labels = Vec::new();
    for (file, text) in tree.matching("crates/", ".rs") {
        let serialised = CRATES.iter().any(|start| file.starts_with(start));
        let mut style: Option<String> = None;
        let mut inside: Option<String> = None;
        let mut given: Option<&str> = None;
        for (line, words) in program_lines(file, text) {
            let trimmed = words.trim();
            let mut add = |name: String| {
                labels.push(Label {
                    file: file.to_owned(),
                    line,
                    name,
                })
            };
            if trimmed.starts_with("code: \"") {
                add(quoted(trimmed).unwrap_or_default().to_owned());
            }
            if !serialised {
                continue;
            }
            if let Some(style) = &inside {
                let variant = trimmed
                    .split(['(', '{', ',', ' '])
                    .next()
                    .unwrap_or_default();
                let starts = variant.starts_with(|letter: char| letter.is_ascii_uppercase());
                if starts {
                    add(given
                        .take()
                        .map_or_else(|| styled(variant, style), str::to_owned));
                } else if trimmed.starts_with("#[serde(rename = ") {
                    given = quoted(trimmed);
                }
            } else if trimmed.starts_with("#[serde(") && trimmed.contains("rename_all = ") {
                style = trimmed
                    .split_once("rename_all = ")
                    .and_then(|(_, rest)| quoted(rest))
                    .map(str::to_owned);
            } else if trimmed.starts_with("pub enum ") {
                inside = style.take();
            } else if !trimmed.starts_with(['#', '/']) {
                style = None;
            }
            if words == "}" {
                inside = None;
            }
        }
    }
    labels
}

/// The first string in a line of code.
fn quoted(words: &str) -> Option<&str> {
    words.split('"').nth(1)
}

/// What serde makes of a variant's name.
fn styled(variant: &str, style: &str) -> String {
    match style {
        "UPPERCASE" => variant.to_uppercase(),
        "kebab-case" => kebab(variant),
        "snake_case" => kebab(variant).replace('-', "_"),
        _ => variant.to_lowercase(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_label_without_an_explanation_is_named() {
        let source = "#[derive(Serialize)]\n#[serde(rename_all = \"kebab-case\")]\npub enum Role {\n    /// One.\n    Side,\n    /// Another.\n    ThirdParty,\n    #[serde(rename = \"x\")]\n    Other(Text),\n}\n\nfn remark() {\n    Diagnostic {\n        code: \"a.b\".to_owned(),\n    }\n}\n";
        let tree = Tree::of(&[
            ("crates/rapporteur-core/src/role.rs", source),
            (GLOSSARY, "`side`\n"),
        ]);
        let found: Vec<String> = explains_every_label(&tree)
            .iter()
            .map(ToString::to_string)
            .collect();
        assert_eq!(
            found,
            [
                "crates/rapporteur-core/src/role.rs:7: explain the label `third-party` in docs/glossary.md",
                "crates/rapporteur-core/src/role.rs:9: explain the label `x` in docs/glossary.md",
                "crates/rapporteur-core/src/role.rs:14: explain the label `a.b` in docs/glossary.md",
            ]
        );
    }
}
