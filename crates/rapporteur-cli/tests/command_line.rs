//! The command line itself: help, mistakes, and files with the names of commands.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod support;

use support::Desk;

const COMMANDS: [&str; 15] = [
    "demo",
    "add",
    "brief",
    "statements",
    "articles",
    "show",
    "set",
    "new",
    "extract",
    "reread",
    "export",
    "remove",
    "erase",
    "log",
    "undo",
];

#[test]
fn every_command_explains_itself() {
    let desk = Desk::new();
    let help = desk.done(&["--help"]);
    for command in COMMANDS {
        assert!(
            help.contains(&format!("\n  {command} ")),
            "{command} is not in {help}"
        );
        let own = desk.done(&[command, "--help"]);
        assert!(
            own.contains("Usage: rapporteur ") && own.contains(command),
            "{own}"
        );
        let first = own.lines().next().unwrap();
        assert!(!first.ends_with('.') && help.contains(first), "{first}");
        assert!(desk.done(&[command, "-h"]).len() <= own.len());
        for line in own.lines().filter(|line| !line.starts_with("Usage")) {
            assert!(line.chars().count() <= 100, "{line}");
        }
    }
}

#[test]
fn nothing_at_all_shows_the_help() {
    let desk = Desk::new();
    let mut command = desk.command();
    let output = command.env_remove("RAPPORTEUR_AUTHOR").output().unwrap();
    assert_eq!(output.status.code(), Some(2));
    let shown = String::from_utf8(output.stderr).unwrap();
    assert!(shown.contains("rapporteur demo"), "{shown}");
}

#[test]
fn a_mistyped_command_is_guessed() {
    let desk = Desk::new();
    insta::assert_snapshot!(desk.refused(2, &["breif"]), @r#"
    error: there is no command and no file named "breif"
    hint: did you mean `rapporteur brief`?
    "#);
    for (typed, meant) in [
        (&["breif", "--format", "html"][..], "brief"),
        (&["ad", "reports"], "add"),
        (&["statments", "--speaker", "Maren"], "statements"),
        (&["remve", "3"], "remove"),
        (&["help"], "--help"),
    ] {
        let err = desk.refused(2, typed);
        assert!(
            err.contains(&format!("did you mean `rapporteur {meant}`?")),
            "{err}"
        );
    }
    let err = desk.refused(1, &["harbour"]);
    assert!(err.starts_with("harbour: there is no such file"), "{err}");
    let err = desk.refused(2, &["--nope"]);
    assert!(err.contains("--nope"), "{err}");
    let err = desk.refused(2, &["brief", "--formt", "html"]);
    assert!(err.contains("--format"), "{err}");
}

#[test]
fn a_file_may_have_the_name_of_a_command_or_nearly() {
    let desk = Desk::new();
    let report = "“We will wait,” Ilva Maren said on Tuesday in Port Sorrel.";
    for name in ["brief", "breif", "-report.txt"] {
        desk.write(name, report);
    }
    assert!(
        desk.refused(4, &["brief"]).contains("there is no record"),
        "the command counts"
    );
    for name in ["./brief", "breif", "./-report.txt"] {
        assert!(desk.done(&[name]).contains("We will wait"), "{name}");
    }
    assert!(desk.done(&["extract", "brief"]).contains("We will wait"));
    assert!(
        desk.done(&["extract", "--", "-report.txt"])
            .contains("We will wait")
    );
}

#[test]
fn the_version_is_that_of_the_package() {
    let desk = Desk::new();
    let expected = format!("rapporteur {}\n", env!("CARGO_PKG_VERSION"));
    assert_eq!(desk.done(&["--version"]), expected);
}

#[test]
fn the_record_is_named_by_option_or_environment() {
    let desk = Desk::new();
    desk.write(
        "a.txt",
        "“We will wait,” Ilva Maren said on Tuesday in Port Sorrel.",
    );
    desk.done(&["add", "a.txt", "--record", "one.rapporteur"]);
    let mut command = desk.command();
    command
        .args(["articles"])
        .env("RAPPORTEUR_RECORD", "one.rapporteur");
    assert!(command.output().unwrap().status.success());
    desk.refused(4, &["articles"]);
    assert_eq!(
        desk.done(&["--record", "one.rapporteur", "articles"])
            .lines()
            .count(),
        3
    );
}
