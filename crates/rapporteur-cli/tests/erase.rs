//! `rapporteur erase`

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod support;

use support::{Desk, texts};

/// Words that stand nowhere but in the article that is erased, in each kind of place.
const SECRETS: [&str; 6] = [
    "quillfeather",
    "Marrowglass",
    "Thistlewick Post",
    "hollowreach",
    "velvetmoth",
    "ironpetal",
];

/// A record of two articles, the first in two versions and full of secrets.
fn desk() -> Desk {
    let desk = Desk::new();
    let report = |words: &str| {
        format!("“{words},” Ada Marrowglass said on Tuesday in Port Sorrel. “We wait,” she added.")
    };
    desk.write(
        "velvetmoth.txt",
        report("We met by the quillfeather bridge"),
    );
    desk.write("second.txt", report("We met by the ironpetal gate"));
    desk.write(
        "other.txt",
        "“We will wait,” Ilva Maren said on Tuesday in Port Sorrel.",
    );
    for file in ["velvetmoth.txt", "second.txt"] {
        desk.done(&[
            "add",
            file,
            "--publisher",
            "Thistlewick Post",
            "--url",
            "https://thistlewick.example/hollowreach",
            "--published",
            "2031-03-12",
        ]);
    }
    desk.done(&["add", "other.txt"]);
    desk
}

/// Which secrets stand in the bytes of the record and of the files beside it.
fn left(desk: &Desk) -> Vec<&'static str> {
    let mut bytes = Vec::new();
    for entry in std::fs::read_dir(desk.path(".")).unwrap() {
        let path = entry.unwrap().path();
        if path
            .file_name()
            .unwrap()
            .to_str()
            .unwrap()
            .starts_with("record.rapporteur")
        {
            bytes.extend(std::fs::read(path).unwrap().to_ascii_lowercase());
        }
    }
    let stands = |secret: &&str| {
        let secret = secret.to_lowercase().into_bytes();
        bytes.windows(secret.len()).any(|window| window == secret)
    };
    SECRETS.into_iter().filter(stands).collect()
}

#[test]
fn nothing_of_an_erased_article_is_left_in_the_file() {
    let desk = desk();
    assert_eq!(left(&desk), SECRETS, "the test looks in the right place");
    desk.done(&["erase", "1", "--yes"]);
    assert_eq!(left(&desk), [""; 0]);
    assert_eq!(
        texts(&desk.articles(), "file"),
        [Some("other.txt".to_owned())]
    );
    assert_eq!(desk.statements(&["--speaker", "Marrowglass"]).len(), 0);
    assert_eq!(desk.statements(&["--speaker", "Maren"]).len(), 1);
    let log = desk.done(&["log", "--json"]).to_lowercase();
    for secret in SECRETS {
        assert!(!log.contains(&secret.to_lowercase()), "{log}");
    }
}

#[test]
fn an_article_that_was_removed_or_mended_leaves_nothing_either() {
    let desk = desk();
    desk.done(&["set", "1", "--title", "The ironpetal letters"]);
    desk.done(&["remove", "1"]);
    desk.done(&["erase", "1", "--yes"]);
    assert_eq!(left(&desk), [""; 0]);
}

#[test]
fn it_cannot_be_undone() {
    let desk = desk();
    let erased = desk.json(&["erase", "1", "--yes", "--json"]);
    let err = desk.refused(1, &["undo", &erased["number"].to_string()]);
    assert!(err.contains("gone for good"), "{err}");
    desk.done(&["undo", "1"]);
    assert_eq!(left(&desk), [""; 0]);
    assert_eq!(desk.articles().len(), 1);
}

#[test]
fn erased_and_added_again_it_is_a_new_article() {
    let desk = desk();
    desk.done(&["erase", "1", "--yes"]);
    let added = desk.json(&["add", "velvetmoth.txt", "--json"]);
    assert_eq!(added["new"], 1);
}

#[test]
fn without_a_terminal_it_has_to_be_said_twice() {
    let desk = desk();
    let before = desk.export();
    insta::assert_snapshot!(desk.refused(1, &["erase", "1"]), @"
    error: 1 article not erased: there is no terminal to ask at
    hint: say --yes to erase without being asked
    ");
    assert_eq!(desk.export(), before);
}

#[test]
fn one_that_is_not_there_keeps_the_others() {
    let desk = desk();
    let (before, log) = (desk.export(), desk.log());
    let err = desk.refused(4, &["erase", "1", "99", "--yes"]);
    assert!(err.contains("99"), "{err}");
    assert_eq!((desk.export(), desk.log()), (before, log));
}
