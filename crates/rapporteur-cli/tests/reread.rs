//! `rapporteur reread`

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod support;

use support::{Desk, example, lines, path};

/// A codebook that knows one person only.
const OTHER: &str = "[[party]]\nid = \"islands\"\nname = \"The Islands\"\n\n\
    [[person]]\nid = \"the-minister\"\nname = \"Ilva Maren\"\nparty = \"islands\"\n";

#[test]
fn the_same_engine_and_codebook_change_nothing() {
    let desk = Desk::with_example();
    let before = desk.export();
    insta::assert_snapshot!(desk.done(&["reread"]), @"
    18 articles read again, 0 of them changed
    operation 2; undo with `rapporteur undo`
    ");
    assert_eq!(desk.export(), before);
    let report = desk.json(&["reread", "--json", "--jobs", "1"]);
    assert_eq!(
        (&report["articles"], &report["changed"]),
        (&18.into(), &0.into())
    );
}

#[test]
fn another_codebook_is_in_force_from_now_on() {
    let desk = Desk::with_example();
    let before = desk.export();
    desk.write("other.toml", OTHER);
    let report = desk.json(&["reread", "--codebook", "other.toml", "--json"]);
    assert_eq!(report["articles"], 18);
    let hits = desk.statements(&["--speaker", "the-minister"]);
    assert!(!hits.is_empty());
    for hit in &hits {
        assert_eq!(
            (&hit["party"], &hit["party_name"]),
            (&"islands".into(), &"The Islands".into())
        );
    }
    assert_eq!(desk.statements(&["--party", "kestoria"]).len(), 0);
    let hashes: Vec<_> = lines(&desk.export())
        .iter()
        .map(|reading| reading["provenance"]["codebook"].clone())
        .collect();
    assert!(hashes.iter().all(|hash| *hash == hashes[0]), "{hashes:?}");
    desk.done(&["undo"]);
    assert_eq!(desk.export(), before);
}

#[test]
fn an_undone_reread_leaves_the_former_codebook_in_force() {
    let desk = Desk::with_example();
    desk.write("other.toml", OTHER);
    desk.done(&["reread", "--codebook", "other.toml"]);
    desk.done(&["undo"]);
    let before = desk.export();
    desk.done(&["reread"]);
    assert_eq!(desk.export(), before);
}

#[test]
fn it_reads_as_an_add_with_that_codebook_would() {
    let desk = Desk::with_example();
    desk.write("other.toml", OTHER);
    desk.done(&["reread", "--codebook", "other.toml"]);
    let fresh = Desk::new();
    fresh.write("other.toml", OTHER);
    let (articles, about) = (
        path(&example().join("articles")),
        path(&example().join("metadata.csv")),
    );
    fresh.done(&[
        "add",
        &articles,
        "--metadata",
        &about,
        "--codebook",
        "other.toml",
    ]);
    assert_eq!(desk.export(), fresh.export());
    assert_eq!(desk.statements(&[]), fresh.statements(&[]));
}

#[test]
fn remarks_on_the_bytes_stay() {
    let desk = Desk::new();
    let mut bytes = "“We will wait,” Ilva Maren said on Tuesday in Port Sorrel. "
        .repeat(5)
        .into_bytes();
    bytes.push(0xFF);
    desk.write("broken.txt", bytes);
    desk.done(&["add", "broken.txt"]);
    let before = desk.export();
    assert!(before.contains("encoding.replaced"), "{before}");
    desk.done(&["reread"]);
    assert_eq!(desk.export(), before);
}
