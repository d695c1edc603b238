//! The reference page of the command line, made from the program's own help.

use std::path::Path;
use std::process::Command;

use crate::{Failure, root};

/// Where the page lies.
const PAGE: &str = "docs/cli.md";

/// What stands above the generated part.
const HEAD: &str = "# The command line

Every command and option of `rapporteur`, as `--help` tells them. This page is written by `cargo xtask docs`;
a test holds it against the program.
";

/// Writes the page, or with `check` only compares it.
///
/// `program` is how the program is started; without it, cargo builds and runs the one of this workspace.
///
/// # Errors
///
/// A [`Failure`] where the program does not run, or where the page that is to be checked is out of date.
pub fn docs(program: Option<&Path>, check: bool) -> Result<(), Failure> {
    let path = root().join(PAGE);
    let page = page(|arguments| help(program, arguments))?;
    if !check {
        std::fs::write(&path, page).map_err(|error| Failure::io(&path, error))?;
        println!("wrote {PAGE}");
        return Ok(());
    }
    let written = std::fs::read_to_string(&path).map_err(|error| Failure::io(&path, error))?;
    if written == page {
        return Ok(());
    }
    let line = written
        .lines()
        .zip(page.lines())
        .take_while(|(old, new)| old == new)
        .count()
        + 1;
    Err(Failure::Task(format!(
        "{PAGE}:{line} is out of date: run `cargo xtask docs` and commit the page"
    )))
}

/// Draws up the page from what the program says to `--help`, without a command and with each.
fn page(help: impl Fn(&[&str]) -> Result<String, Failure>) -> Result<String, Failure> {
    let overview = help(&[])?;
    let mut page = format!(
        "{HEAD}\n## rapporteur\n\n```text\n{}\n```\n",
        clean(&overview)
    );
    for command in commands(&overview) {
        let text = help(&[command])?;
        page.push_str(&section("##", command, &text));
        for below in commands(&text) {
            let text = help(&[command, below])?;
            page.push_str(&section("###", &format!("{command} {below}"), &text));
        }
    }
    Ok(page)
}

fn section(level: &str, command: &str, help: &str) -> String {
    format!(
        "\n{level} rapporteur {command}\n\n```text\n{}\n```\n",
        clean(help)
    )
}

/// Help as the program prints it on a page of 100 columns, wherever it runs.
fn help(program: Option<&Path>, arguments: &[&str]) -> Result<String, Failure> {
    let mut command = match program {
        Some(program) => Command::new(program),
        None => {
            let mut cargo = Command::new(env!("CARGO"));
            cargo
                .args(["run", "-q", "--release", "-p", "rapporteur-cli", "--"])
                .current_dir(root());
            cargo
        }
    };
    let output = command
        .args(arguments)
        .arg("--help")
        .env("COLUMNS", "100")
        .env("NO_COLOR", "1")
        .output()
        .map_err(|error| Failure::Task(format!("cannot run rapporteur: {error}")))?;
    if !output.status.success() {
        let told = String::from_utf8_lossy(&output.stderr);
        return Err(Failure::Task(format!(
            "rapporteur {} --help failed: {told}",
            arguments.join(" ")
        )));
    }
    Ok(String::from_utf8_lossy(&output.stdout).into_owned())
}

/// The names under "Commands:" of an overview.
fn commands(overview: &str) -> Vec<&str> {
    (overview.lines())
        .skip_while(|line| line.trim() != "Commands:")
        .skip(1)
        .take_while(|line| line.is_empty() || line.starts_with(' '))
        .filter(|line| line.starts_with("  ") && !line.starts_with("   "))
        .filter_map(|line| line.split_whitespace().next())
        .filter(|name| *name != "help")
        .collect()
}

/// Without blanks at line ends and at the end.
fn clean(help: &str) -> String {
    help.trim_end()
        .lines()
        .map(str::trim_end)
        .collect::<Vec<_>>()
        .join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_page_has_every_command() {
        let page = page(|arguments| {
            Ok(match arguments {
                [] => "Reads.\n\nCommands:\n  add     Adds reports\n          to a record \n  undo    Undoes\n\nOptions:\n  -h, --help\n".to_owned(),
                ["undo"] => "Undoes.\n\nCommands:\n  all  Undoes all\n".to_owned(),
                _ => format!("Help of {}.\n\n", arguments.join(" and ")),
            })
        });
        let expected = format!(
            "{HEAD}\n## rapporteur\n\n```text\nReads.\n\nCommands:\n  add     Adds reports\n          to a record\n  undo    Undoes\n\nOptions:\n  -h, --help\n```\n\n## rapporteur add\n\n```text\nHelp of add.\n```\n\n## rapporteur undo\n\n```text\nUndoes.\n\nCommands:\n  all  Undoes all\n```\n\n### rapporteur undo all\n\n```text\nHelp of undo and all.\n```\n"
        );
        assert_eq!(page.unwrap(), expected);
    }
}
