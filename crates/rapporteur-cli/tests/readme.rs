//! Holds the README's commands against what they print.
//!
//! A block begins with `$ rapporteur …`; a last line `…` leaves out the rest, `…8` shows eight lines
//! when the README is written anew with `README_UPDATE=1 cargo test --test readme`.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod support;

use std::path::PathBuf;

use support::{Desk, example};

const FENCE: &str = "```console\n";

#[test]
fn the_readme_prints_what_it_says() {
    let readme = readme();
    let written = std::fs::read_to_string(&readme).unwrap();
    let desk = Desk::new();
    link_example(&desk);
    let mut fresh = String::new();
    let mut rest = written.as_str();
    while let Some((before, block)) = rest.split_once(FENCE) {
        let (block, after) = block.split_once("```").expect("a block that ends");
        fresh.push_str(before);
        fresh.push_str(FENCE);
        fresh.push_str(&run(&desk, block));
        fresh.push_str("```");
        rest = after;
    }
    fresh.push_str(rest);
    if std::env::var_os("README_UPDATE").is_some() {
        std::fs::write(&readme, fresh).unwrap();
        return;
    }
    assert_eq!(
        written, fresh,
        "write it anew with README_UPDATE=1 cargo test --test readme"
    );
}

/// Runs the command of a block and writes the block with its output.
fn run(desk: &Desk, block: &str) -> String {
    let (command, shown) = block.split_once('\n').expect("a command line");
    let line = command
        .strip_prefix("$ rapporteur ")
        .expect("a block begins with $ rapporteur");
    let (line, bytes) = match line.split_once(" | head -c ") {
        Some((line, count)) => (line, count.parse().ok()),
        None => (line, None),
    };
    let words = words(line);
    let arguments: Vec<&str> = words.iter().map(String::as_str).collect();
    let ran = desk.run(&arguments);
    assert_eq!(ran.status, Some(0), "{command}: {}", ran.err);
    let out = match bytes {
        Some(bytes) => format!(
            "{}\n",
            String::from_utf8_lossy(&ran.out.as_bytes()[..bytes])
        ),
        None => ran.out,
    };
    format!("{command}\n{}", elided(&out, shown))
}

/// As many lines of the output as the README shows.
fn elided(out: &str, shown: &str) -> String {
    let keep = match shown.lines().last().and_then(|last| last.strip_prefix('…')) {
        None => return out.to_owned(),
        Some("") => shown.lines().count() - 1,
        Some(count) => count.parse().expect("a number of lines"),
    };
    let kept: Vec<&str> = out.lines().take(keep).collect();
    format!("{}\n…\n", kept.join("\n"))
}

/// Splits a command line at spaces outside quotation marks.
fn words(line: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    let mut quoted = false;
    for character in line.chars() {
        match character {
            '"' => quoted = !quoted,
            ' ' if !quoted => words.push(String::new()),
            _ => words.last_mut().unwrap().push(character),
        }
    }
    words
}

/// Puts the example where the README's commands look for it.
fn link_example(desk: &Desk) {
    for name in ["codebook.toml", "metadata.csv"] {
        desk.write(
            &format!("example/{name}"),
            std::fs::read(example().join(name)).unwrap(),
        );
    }
    for entry in std::fs::read_dir(example().join("articles")).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_str().unwrap().to_owned();
        desk.write(
            &format!("example/articles/{name}"),
            std::fs::read(&path).unwrap(),
        );
    }
}

fn readme() -> PathBuf {
    example().parent().unwrap().join("README.md")
}
