//! The changelog tells of the version that the workspace has.

use super::tree::{Problem, Tree};

const CHANGELOG: &str = "CHANGELOG.md";

/// A heading of the changelog begins with the workspace's version.
pub(super) fn has_the_version(tree: &Tree) -> Vec<Problem> {
    let manifest = tree.toml("Cargo.toml");
    let version = (manifest.get("workspace"))
        .and_then(|workspace| workspace.get("package")?.get("version")?.as_str())
        .unwrap_or_default();
    let names_it = |line: &str| {
        let heading = line
            .strip_prefix("## ")
            .map(|heading| heading.trim_start_matches(['[', 'v']));
        heading
            .and_then(|heading| heading.strip_prefix(version))
            .is_some_and(|rest| {
                !rest.starts_with(|next: char| next.is_ascii_digit() || next == '.')
            })
    };
    if tree
        .text(CHANGELOG)
        .unwrap_or_default()
        .lines()
        .any(names_it)
    {
        return Vec::new();
    }
    vec![Problem::new(
        CHANGELOG,
        0,
        format!("add a heading \"## {version}\" with what has changed"),
    )]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(changelog: &str, expected: usize) {
        let manifest = "[workspace.package]\nversion = \"0.1.0\"\n";
        let tree = Tree::of(&[("Cargo.toml", manifest), (CHANGELOG, changelog)]);
        assert_eq!(has_the_version(&tree).len(), expected, "{changelog}");
    }

    #[test]
    fn the_version_has_a_heading() {
        check("# Changelog\n\n## 0.1.0, unreleased\n", 0);
        check("## [0.1.0]\n", 0);
        check("## 0.1.0.1\n## 0.0.9\n", 1);
        check("", 1);
    }
}
