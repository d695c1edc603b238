//! Crates: which there are, why, and what they may depend on.

use std::collections::{BTreeMap, BTreeSet};

use super::markdown::rows;
use super::tree::{Problem, Tree, lines};

const ARCHITECTURE: &str = "ARCHITECTURE.md";
const DESIGN: &str = "DESIGN.md";

/// The reasons for a crate.
const REASONS: [&str; 5] = ["a", "b", "c", "d", "e"];

/// What each crate may use of the workspace, outside tests. `xtask` may use everything.
const MAY_USE: [(&str, &[&str]); 12] = [
    ("rapporteur-core", &[]),
    ("rapporteur-text", &["rapporteur-core"]),
    ("rapporteur-tagger", &[]),
    ("rapporteur-stance", &["rapporteur-tagger"]),
    ("rapporteur-names", &["rapporteur-core"]),
    ("rapporteur-copies", &[]),
    (
        "rapporteur-extract",
        &[
            "rapporteur-core",
            "rapporteur-text",
            "rapporteur-tagger",
            "rapporteur-stance",
            "rapporteur-names",
        ],
    ),
    ("rapporteur-models", &[]),
    ("rapporteur-record", &["rapporteur-core"]),
    (
        "rapporteur",
        &[
            "rapporteur-copies",
            "rapporteur-core",
            "rapporteur-text",
            "rapporteur-extract",
            "rapporteur-models",
            "rapporteur-names",
            "rapporteur-record",
            "rapporteur-stance",
            "rapporteur-tagger",
        ],
    ),
    ("rapporteur-serve", &["rapporteur"]),
    ("rapporteur-cli", &["rapporteur", "rapporteur-serve"]),
];

/// The one crate that may name a database, and what it speaks to it with.
const SQL_CRATE: &str = "rapporteur-record";
const SQL_LIBRARY: &str = "sqlx";

/// The manifests of the workspace's members: package name to path.
pub(super) fn manifests(tree: &Tree) -> BTreeMap<String, String> {
    (tree.matching("", "/Cargo.toml"))
        .filter_map(|(path, _)| {
            let manifest = tree.toml(path);
            // A folder that is a workspace of its own, such as the fuzz targets, is no member of this one.
            if manifest.contains_key("workspace") {
                return None;
            }
            let name = manifest.get("package")?.get("name")?.as_str()?;
            Some((name.to_owned(), path.to_owned()))
        })
        .collect()
}

/// Every crate is in the architecture's table with its reason, and every crate there exists.
pub(super) fn in_the_architecture(tree: &Tree) -> Vec<Problem> {
    let manifests = manifests(tree);
    let table = rows(tree.text(ARCHITECTURE).unwrap_or_default(), "## Crates");
    let mut problems = Vec::new();
    let mut listed = BTreeSet::new();
    for (line, cells) in table {
        let name = cells.first().unwrap_or(&"").trim_matches('`');
        listed.insert(name);
        if !manifests.contains_key(name) {
            let message = format!("there is no crate `{name}`: take the row out");
            problems.push(Problem::new(ARCHITECTURE, line, message));
        }
        let reasons = cells.get(1).copied().unwrap_or_default();
        if !reasons
            .split(',')
            .all(|reason| REASONS.contains(&reason.trim()))
        {
            let message = format!("`{name}` needs a reason, one of {}", REASONS.join(", "));
            problems.push(Problem::new(ARCHITECTURE, line, message));
        }
    }
    for (name, path) in &manifests {
        if !listed.contains(name.as_str()) {
            let message = format!(
                "`{name}` is not in the table of {ARCHITECTURE}: add a row with its reason"
            );
            problems.push(Problem::new(path, 0, message));
        }
    }
    problems
}

/// No crate uses another one against the direction of the data.
pub(super) fn depend_in_one_direction(tree: &Tree) -> Vec<Problem> {
    let manifests = manifests(tree);
    let mut problems = Vec::new();
    for (name, path) in &manifests {
        let Some((_, allowed)) = MAY_USE.iter().find(|(known, _)| known == name) else {
            if name != "xtask" {
                let message =
                    format!("say in MAY_USE of xtask/src/tidy/crates.rs what `{name}` may use");
                problems.push(Problem::new(path, 0, message));
            }
            continue;
        };
        for section in ["dependencies", "build-dependencies"] {
            for used in dependencies(tree, path, section) {
                if manifests.contains_key(&used) && !allowed.contains(&used.as_str()) {
                    let line = line_of(tree, path, &used);
                    let message =
                        format!("`{name}` may not use `{used}`: the data flows the other way");
                    problems.push(Problem::new(path, line, message));
                }
            }
        }
    }
    problems
}

/// Only the record names a database; benches elsewhere may measure themselves against another one.
pub(super) fn only_the_record_speaks_sql(tree: &Tree) -> Vec<Problem> {
    let manifests = manifests(tree);
    let mut problems = Vec::new();
    for (name, path) in manifests.iter().filter(|(name, _)| *name != SQL_CRATE) {
        let program =
            ["dependencies", "build-dependencies"].map(|section| dependencies(tree, path, section));
        let tests = dependencies(tree, path, "dev-dependencies");
        let foreign = program.iter().flatten().filter(|used| used.contains("sql"));
        for used in foreign.chain(tests.iter().filter(|used| *used == SQL_LIBRARY)) {
            let message = format!("`{name}` may not use `{used}`: ask `{SQL_CRATE}` instead");
            problems.push(Problem::new(path, line_of(tree, path, used), message));
        }
    }
    problems
}

/// Every foreign crate has its line in the design, and every crate there is used.
pub(super) fn dependencies_are_explained(tree: &Tree) -> Vec<Problem> {
    let manifests = manifests(tree);
    let root = tree.toml("Cargo.toml");
    let declared: BTreeSet<&str> = (root.get("workspace"))
        .and_then(|workspace| workspace.get("dependencies")?.as_table())
        .map(|table| table.keys().map(String::as_str).collect())
        .unwrap_or_default();
    let mut used = BTreeSet::new();
    for path in manifests.values() {
        for section in ["dependencies", "dev-dependencies", "build-dependencies"] {
            used.extend(dependencies(tree, path, section));
        }
    }
    let mut problems = Vec::new();
    let mut explained = BTreeSet::new();
    for (line, cells) in rows(
        tree.text(DESIGN).unwrap_or_default(),
        "## Dependencies, one line each",
    ) {
        for name in cells.first().unwrap_or(&"").split('`').skip(1).step_by(2) {
            explained.insert(name);
            if !declared.contains(name) {
                let message = format!("`{name}` is no dependency of the workspace: take it out");
                problems.push(Problem::new(DESIGN, line, message));
            }
        }
    }
    for name in declared {
        let line = line_of(tree, "Cargo.toml", name);
        if !used.contains(name) {
            let message = format!("no crate uses `{name}`: take it out");
            problems.push(Problem::new("Cargo.toml", line, message));
        } else if !manifests.contains_key(name) && !explained.contains(name) {
            let message = format!("say in the table of {DESIGN} why `{name}` was chosen");
            problems.push(Problem::new("Cargo.toml", line, message));
        }
    }
    problems
}

/// The names of a manifest's dependencies.
fn dependencies(tree: &Tree, path: &str, section: &str) -> BTreeSet<String> {
    let manifest = tree.toml(path);
    let names = |table: &toml::Table| -> BTreeSet<String> { table.keys().cloned().collect() };
    manifest
        .get(section)
        .and_then(toml::Value::as_table)
        .map(names)
        .unwrap_or_default()
}

/// The line that declares a dependency; 0 where it is not to be found.
fn line_of(tree: &Tree, path: &str, name: &str) -> usize {
    let declares = |line: &str| {
        line.trim_start()
            .strip_prefix(name)
            .is_some_and(|rest| rest.starts_with([' ', '.', '=']))
    };
    lines(tree.text(path).unwrap_or_default())
        .find(|(_, line)| declares(line))
        .map_or(0, |(number, _)| number)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(rule: super::super::Rule, files: &[(&str, &str)], expected: &[&str]) {
        let found: Vec<String> = rule(&Tree::of(files))
            .iter()
            .map(ToString::to_string)
            .collect();
        assert_eq!(found, expected);
    }

    const CORE: (&str, &str) = (
        "crates/rapporteur-core/Cargo.toml",
        "[package]\nname = \"rapporteur-core\"\n",
    );

    #[test]
    fn a_crate_without_a_row_or_a_reason_is_named() {
        let table = "## Crates\n| crate | reason |\n|---|---|\n| `rapporteur-core` | because |\n| `gone` | a, c |\n";
        let text = (
            "crates/t/Cargo.toml",
            "[package]\nname = \"rapporteur-text\"\n",
        );
        check(
            in_the_architecture,
            &[("ARCHITECTURE.md", table), CORE, text],
            &[
                "ARCHITECTURE.md:4: `rapporteur-core` needs a reason, one of a, b, c, d, e",
                "ARCHITECTURE.md:5: there is no crate `gone`: take the row out",
                "crates/t/Cargo.toml: `rapporteur-text` is not in the table of ARCHITECTURE.md: add a row with its reason",
            ],
        );
    }

    #[test]
    fn a_workspace_of_its_own_is_no_member() {
        let fuzz =
            "[package]\nname = \"rapporteur-fuzz\"\n[dependencies]\nzip = \"1\"\n[workspace]\n";
        check(in_the_architecture, &[("fuzz/Cargo.toml", fuzz)], &[]);
    }

    #[test]
    fn a_dependency_against_the_direction_is_named() {
        let record = "[package]\nname = \"rapporteur-record\"\n[dependencies]\nrapporteur-core.workspace = true\nrapporteur-text.workspace = true\n[dev-dependencies]\nrapporteur-models.workspace = true\n";
        let text = (
            "crates/t/Cargo.toml",
            "[package]\nname = \"rapporteur-text\"\n",
        );
        check(
            depend_in_one_direction,
            &[CORE, text, ("crates/r/Cargo.toml", record)],
            &[
                "crates/r/Cargo.toml:5: `rapporteur-record` may not use `rapporteur-text`: the data flows the other way",
            ],
        );
    }

    #[test]
    fn a_second_speaker_of_sql_is_named() {
        let engine = "[package]\nname = \"rapporteur\"\n[dependencies]\nrusqlite = \"1\"\n[dev-dependencies]\nsqlx = \"0.9\"\n";
        let face = "[package]\nname = \"rapporteur-cli\"\n[dev-dependencies]\nrusqlite = \"1\"\n";
        check(
            only_the_record_speaks_sql,
            &[("e/Cargo.toml", engine), ("f/Cargo.toml", face)],
            &[
                "e/Cargo.toml:4: `rapporteur` may not use `rusqlite`: ask `rapporteur-record` instead",
                "e/Cargo.toml:6: `rapporteur` may not use `sqlx`: ask `rapporteur-record` instead",
            ],
        );
    }

    #[test]
    fn a_dependency_without_a_reason_is_named() {
        let root = "[workspace.dependencies]\nserde = \"1\"\ncsv = \"1\"\ntoml = \"1\"\n";
        let core = "[package]\nname = \"rapporteur-core\"\n[dependencies]\nserde.workspace = true\ncsv.workspace = true\n";
        let design = "## Dependencies, one line each\n\n| crate | for |\n|---|---|\n| `serde`, `zip` | formats |\n";
        check(
            dependencies_are_explained,
            &[
                ("Cargo.toml", root),
                ("c/Cargo.toml", core),
                ("DESIGN.md", design),
            ],
            &[
                "DESIGN.md:5: `zip` is no dependency of the workspace: take it out",
                "Cargo.toml:3: say in the table of DESIGN.md why `csv` was chosen",
                "Cargo.toml:4: no crate uses `toml`: take it out",
            ],
        );
    }
}
