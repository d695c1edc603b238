//! Files that cannot be taken in: each gives one clear line, and the others go on.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod support;

use std::time::{Duration, Instant};

use support::{Desk, Ran, texts};

/// A report that is taken in whatever lies beside it.
const GOOD: &str =
    "“We will wait,” Ilva Maren said on Tuesday in Port Sorrel, where the talks went on.";

/// How long a file may hold up the others, in a build without optimisation on a busy machine.
const PATIENCE: Duration = Duration::from_secs(20);

/// Adds the file called `name` with good ones before and behind it: it must be refused in one line
/// that says `expected`, and the good ones taken in.
#[track_caller]
fn check(desk: &Desk, name: &str, expected: &str) {
    desk.write("before.txt", GOOD);
    desk.write("behind.txt", format!("{GOOD} “We will not,” she added."));
    let began = Instant::now();
    let ran = desk.run(&["add", "before.txt", name, "behind.txt"]);
    assert!(
        began.elapsed() < PATIENCE,
        "{name} took {:?}",
        began.elapsed()
    );
    assert_eq!(ran.err, format!("{expected}\n"));
    assert_eq!(ran.status, Some(3), "{name}");
    let files: Vec<_> = texts(&desk.articles(), "file")
        .into_iter()
        .flatten()
        .collect();
    assert_eq!(files, ["before.txt", "behind.txt"]);
    let alone = desk.run(&["extract", name]);
    assert_eq!(
        (alone.status, alone.out.as_str()),
        (Some(1), ""),
        "{name} alone"
    );
    assert_eq!(alone.err, format!("{expected}\n"));
}

/// Adds one file that must be taken in, and returns its text and what was told.
#[track_caller]
fn taken(desk: &Desk, name: &str) -> (String, Ran) {
    let ran = desk.run(&["add", name]);
    assert_eq!(ran.status, Some(0), "{}", ran.err);
    let number = desk.articles().last().unwrap()["number"].to_string();
    (desk.done(&["show", &number, "--text"]), ran)
}

#[test]
fn a_file_without_text() {
    let desk = Desk::new();
    desk.write("empty.txt", "");
    let advice = "has no text in it; leave it out, or save the report again";
    check(&desk, "empty.txt", &format!("empty.txt: {advice}"));
    desk.write("blank.txt", "\u{FEFF} \n\t\r\n\u{A0}\n");
    check(&desk, "blank.txt", &format!("blank.txt: {advice}"));
    desk.write("empty.html", "\n");
    check(&desk, "empty.html", &format!("empty.html: {advice}"));
}

#[test]
fn a_binary_file() {
    let desk = Desk::new();
    let advice = "not text; save its text as .txt or .html and add that";
    desk.write("report.txt", b"%PDF-1.7\n%\xE2\xE3\xCF\xD3\n1 0 obj\n");
    check(
        &desk,
        "report.txt",
        &format!("report.txt: is a PDF, {advice}"),
    );
    desk.write("report.html", b"PK\x03\x04\x14\0\x06\0");
    let zip = "is a zip archive or office document";
    check(
        &desk,
        "report.html",
        &format!("report.html: {zip}, {advice}"),
    );
    desk.write("report.jsonl", b"\x1F\x8B\x08\0\0");
    check(
        &desk,
        "report.jsonl",
        &format!("report.jsonl: is a gzip archive, {advice}"),
    );
    desk.write("nul", [&b"Valdria"[..], &[0; 64]].concat());
    check(&desk, "nul", &format!("nul: is a binary file, {advice}"));
    let noise: Vec<u8> = (0..4000u32)
        .map(|n| (n.wrapping_mul(2_654_435_761) >> 13) as u8)
        .collect();
    desk.write("noise.txt", noise);
    check(
        &desk,
        "noise.txt",
        &format!("noise.txt: is a binary file, {advice}"),
    );
}

#[test]
fn a_huge_file_is_refused_without_being_read() {
    let desk = Desk::new();
    for (name, size) in [
        ("huge.txt", 200 << 20),
        ("huge.html", 200 << 20),
        ("vast.txt", 1 << 40),
    ] {
        let file = std::fs::File::create(desk.path(name)).unwrap();
        if file.set_len(size).is_err() {
            println!("skipped: the file system has no room for a sparse file of {size} bytes");
            continue;
        }
        let began = Instant::now();
        let advice = "split it into one report a file, or one a line as .jsonl";
        check(
            &desk,
            name,
            &format!("{name}: is larger than 16 MiB; {advice}"),
        );
        assert!(
            began.elapsed() < Duration::from_secs(10),
            "{name} took {:?}",
            began.elapsed()
        );
    }
}

#[test]
fn a_few_broken_bytes_are_told_and_do_not_matter() {
    let desk = Desk::new();
    let text = GOOD.repeat(4);
    desk.write("broken.txt", [text.as_bytes(), b" \xFF\xFE."].concat());
    let (kept, _) = taken(&desk, "broken.txt");
    assert_eq!(kept, format!("{text} \u{FFFD}\u{FFFD}."));
    let remark = "2 broken characters, read as UTF-8 and shown as \u{FFFD}";
    assert!(desk.done(&["show", "1"]).contains(remark));
    assert!(desk.done(&["broken.txt"]).contains(remark));
}

#[test]
fn other_character_sets_are_read() {
    let desk = Desk::new();
    let sixteen = |text: &str, bytes: fn(u16) -> [u8; 2]| -> Vec<u8> {
        format!("\u{FEFF}{text}")
            .encode_utf16()
            .flat_map(bytes)
            .collect()
    };
    desk.write("little.txt", sixteen(GOOD, u16::to_le_bytes));
    assert_eq!(taken(&desk, "little.txt").0, GOOD);
    desk.write("big.txt", sixteen(&format!("{GOOD} 🌊"), u16::to_be_bytes));
    assert_eq!(taken(&desk, "big.txt").0, format!("{GOOD} 🌊"));
    // «Министр сказал во вторник, что подождёт.» in windows-1251.
    let old = b"\xCC\xE8\xED\xE8\xF1\xF2\xF0 \xF1\xEA\xE0\xE7\xE0\xEB \xE2\xEE \
        \xE2\xF2\xEE\xF0\xED\xE8\xEA, \xF7\xF2\xEE \xEF\xEE\xE4\xEE\xE6\xE4\xB8\xF2.";
    desk.write("old.txt", old);
    let (text, _) = taken(&desk, "old.txt");
    assert_eq!(text, "Министр сказал во вторник, что подождёт.");
    assert_eq!(desk.articles()[2]["language"], "ru");
}

#[test]
fn pages_made_to_hurt() {
    let desk = Desk::new();
    let page =
        |body: &str| format!("<!doctype html><html><body><article>{body}</article></body></html>");
    let advice = "save the report's text as .txt and add that";
    desk.write("deep.html", page(&"<div>".repeat(100_000)));
    check(
        &desk,
        "deep.html",
        &format!("deep.html: is nested more than 512 elements deep; {advice}"),
    );
    desk.write("lists.html", page(&"<ul><li>".repeat(50_000)));
    check(
        &desk,
        "lists.html",
        &format!("lists.html: is nested more than 512 elements deep; {advice}"),
    );
    desk.write(
        "entities.html",
        page(&format!("<p>{}</p>", "&amp;".repeat(600_000))),
    );
    let packed = "has more character references in one stretch of text than can be worked through";
    check(
        &desk,
        "entities.html",
        &format!("entities.html: {packed}; {advice}"),
    );
    let names: Vec<String> = (0..300_000).map(|index| format!("a{index}")).collect();
    desk.write("tag.html", page(&format!("<p {}>", names.join(" "))));
    let full = "has an element with more than 512 attributes";
    check(&desk, "tag.html", &format!("tag.html: {full}; {advice}"));
    desk.write("long.html", page(&"<p>Salt.</p>".repeat(500_000)));
    let advice = "split it into one report a file, or one a line as .jsonl";
    check(
        &desk,
        "long.html",
        &format!("long.html: is larger than 4 MiB; {advice}"),
    );
}

#[test]
fn pages_that_only_look_dangerous_are_read() {
    let desk = Desk::new();
    let comments = "<!-- -- -->".repeat(100_000);
    let items = "<tr><td>12</td></tr>".repeat(5_000);
    let words = format!("{GOOD} &amp; &lt;so&gt; on &#8230; ").repeat(200);
    desk.write(
        "table.html",
        format!(
            "<html><body><article><p>{words}</p>{comments}<table>{items}</table></article></body></html>"
        ),
    );
    let (text, _) = taken(&desk, "table.html");
    assert!(
        text.contains("& <so> on …"),
        "{}",
        &text[..400.min(text.len())]
    );
}

#[test]
fn a_bad_line_is_told_with_its_number_and_the_others_go_on() {
    let desk = Desk::new();
    let line = |text: &str| serde_json::json!({"text": format!("{GOOD} {text}")}).to_string();
    let lines = [
        line("One."),
        "{\"text\": nope}".to_owned(),
        String::new(),
        line("Two."),
        "{\"title\": \"x\"}".to_owned(),
        "[1]".to_owned(),
        line("Three."),
    ];
    desk.write("wire.jsonl", lines.join("\n"));
    let ran = desk.run(&["add", "wire.jsonl"]);
    assert_eq!(ran.status, Some(3));
    insta::assert_snapshot!(ran.err, @"
    wire.jsonl:2: is not JSON: expected ident, column 11; write one JSON object a line, with `text` or `html`
    wire.jsonl:5: has neither `text` nor `html`; give the report's words as `text`, or its page as `html`
    wire.jsonl:6: is a JSON array; write its objects one a line, as .jsonl
    ");
    let files: Vec<_> = texts(&desk.articles(), "file")
        .into_iter()
        .flatten()
        .collect();
    assert_eq!(files, ["wire.jsonl:1", "wire.jsonl:4", "wire.jsonl:7"]);
}

#[test]
fn json_that_is_no_json_lines() {
    let desk = Desk::new();
    let advice = "write its objects one a line, as .jsonl";
    let object = serde_json::json!([{"text": GOOD}, {"text": GOOD}]);
    desk.write("list.json", object.to_string());
    check(
        &desk,
        "list.json",
        &format!("list.json:1: is a JSON array; {advice}"),
    );
    desk.write("list.json", serde_json::to_string_pretty(&object).unwrap());
    check(
        &desk,
        "list.json",
        &format!("list.json:1: is a JSON array; {advice}"),
    );
    desk.write(
        "one.json",
        serde_json::to_string_pretty(&object[0]).unwrap(),
    );
    let spread = "spreads one JSON object over several lines";
    check(
        &desk,
        "one.json",
        &format!("one.json:1: {spread}; {advice}"),
    );
}

#[test]
fn an_overlong_line_is_passed_over() {
    let desk = Desk::new();
    let long = serde_json::json!({"text": "a".repeat(17 << 20)}).to_string();
    let good = serde_json::json!({"text": GOOD}).to_string();
    desk.write("wire.jsonl", format!("{long}\n{good}\n"));
    let ran = desk.run(&["add", "wire.jsonl"]);
    assert_eq!(ran.status, Some(3));
    insta::assert_snapshot!(ran.err, @"wire.jsonl:1: is larger than 16 MiB; split it into one report a file, or one a line as .jsonl");
    assert_eq!(
        texts(&desk.articles(), "file"),
        [Some("wire.jsonl:2".to_owned())]
    );
}

#[test]
fn what_is_not_there() {
    let desk = Desk::new();
    let advice = "check the name, or quote a pattern such as 'reports/*.html'";
    check(
        &desk,
        "missing.txt",
        &format!("missing.txt: there is no such file; {advice}"),
    );
    let advice = "check the pattern and the folder it starts from";
    check(
        &desk,
        "none/*.txt",
        &format!("none/*.txt: no file matches this pattern; {advice}"),
    );
    let advice = "write it like 'reports/**/*.html'";
    check(
        &desk,
        "[a",
        &format!("[a: this pattern is broken: invalid range pattern; {advice}"),
    );
    std::fs::create_dir(desk.path("photos")).unwrap();
    desk.write("photos/one.jpg", "");
    let advice = "name another folder, or the files themselves";
    check(
        &desk,
        "photos",
        &format!("photos: has no .txt, .html or .jsonl file in it; {advice}"),
    );
}

#[cfg(unix)]
#[test]
fn a_folder_that_leads_back_to_itself() {
    let desk = Desk::new();
    desk.write("reports/a.txt", GOOD);
    std::os::unix::fs::symlink("..", desk.path("reports/up")).unwrap();
    let ran = desk.run(&["add", "reports"]);
    assert_eq!(ran.status, Some(3));
    let line = "is a link that leads back to a folder above it; \
        remove the link, or name the folders one by one";
    assert!(ran.err.contains(line), "{}", ran.err);
    assert!(ran.err.lines().count() < 5, "{}", ran.err);
    assert_eq!(
        desk.articles().len(),
        1,
        "the report is one, by whatever way"
    );
}

#[cfg(unix)]
#[test]
fn a_dangling_link_and_a_pipe() {
    let desk = Desk::new();
    std::os::unix::fs::symlink("nowhere", desk.path("link.txt")).unwrap();
    let advice = "check the name, or quote a pattern such as 'reports/*.html'";
    check(
        &desk,
        "link.txt",
        &format!("link.txt: there is no such file; {advice}"),
    );
    let advice = "name a file, a folder, or - for standard input";
    check(
        &desk,
        "/dev/null",
        &format!("/dev/null: is neither a file nor a folder; {advice}"),
    );
}

#[cfg(unix)]
#[test]
fn a_file_that_may_not_be_read() {
    let desk = Desk::new();
    let path = desk.write("secret.txt", GOOD);
    if !forbid(&path, 0o000) {
        println!("skipped: this user may read everything");
        return;
    }
    let advice = "give yourself the right to read it, or leave it out";
    check(
        &desk,
        "secret.txt",
        &format!("secret.txt: may not be read; {advice}"),
    );
}

#[cfg(unix)]
#[test]
fn a_folder_that_may_not_be_written() {
    let desk = Desk::new();
    desk.write("a.txt", GOOD);
    let folder = desk.path("sealed");
    std::fs::create_dir(&folder).unwrap();
    if !forbid(&folder, 0o555) {
        println!("skipped: this user may write everywhere");
        return;
    }
    let err = desk.refused(1, &["add", "a.txt", "--record", "sealed/record.rapporteur"]);
    assert!(
        err.contains("sealed/record.rapporteur") && err.contains("--record FILE"),
        "{err}"
    );
}

/// Takes rights away; answers whether that keeps this user from anything.
#[cfg(unix)]
fn forbid(path: &std::path::Path, mode: u32) -> bool {
    use std::os::unix::fs::PermissionsExt;
    std::fs::set_permissions(path, std::fs::Permissions::from_mode(mode)).unwrap();
    if path.is_dir() {
        std::fs::write(path.join("probe"), "").is_err()
    } else {
        std::fs::read(path).is_err()
    }
}

#[test]
fn options_that_name_what_is_not_there() {
    let desk = Desk::new();
    desk.write("a.txt", GOOD);
    let err = desk.refused(2, &["add", "a.txt", "--codebook", "talks.toml"]);
    assert!(
        err.contains("talks.toml") && err.contains("hint: "),
        "{err}"
    );
    let err = desk.refused(2, &["add", "a.txt", "--metadata", "about.csv"]);
    assert!(err.contains("about.csv") && err.contains("hint: "), "{err}");
    let err = desk.refused(2, &["add", "a.txt", "--published", "12/03/2031"]);
    assert!(
        err.contains("12/03/2031") && err.contains("write YYYY-MM-DD"),
        "{err}"
    );
    desk.write("about.csv", "file,published\na.txt,12/03/2031\n");
    let err = desk.refused(2, &["add", "a.txt", "--metadata", "about.csv"]);
    assert!(
        err.contains("about.csv: line 2") && err.contains("write YYYY-MM-DD"),
        "{err}"
    );
    desk.refused(2, &["add", "a.txt", "--jobs", "0"]);
    assert!(
        !desk.path("record.rapporteur").exists(),
        "nothing was begun"
    );
}

#[test]
fn a_record_that_is_none() {
    let desk = Desk::new();
    desk.write("a.txt", GOOD);
    desk.write("notes.txt", "not a database at all");
    std::fs::create_dir(desk.path("folder")).unwrap();
    let database = rusqlite::Connection::open(desk.path("foreign.db")).unwrap();
    database
        .execute_batch("CREATE TABLE boats (name TEXT)")
        .unwrap();
    drop(database);
    let bytes = std::fs::read(desk.path("foreign.db")).unwrap();
    for (record, expected) in [
        ("notes.txt", "notes.txt is no record of rapporteur"),
        ("foreign.db", "foreign.db is no record of rapporteur"),
        ("folder", "folder is a folder, not a record"),
    ] {
        for command in [&["add", "a.txt"][..], &["brief"], &["undo"]] {
            let mut arguments = command.to_vec();
            arguments.extend(["--record", record]);
            let err = desk.refused(1, &arguments);
            assert!(
                err.contains(expected) && err.contains("hint: "),
                "{arguments:?}: {err}"
            );
        }
    }
    assert!(
        std::fs::read(desk.path("foreign.db")).unwrap() == bytes,
        "it was left alone"
    );
    desk.write("empty.db", "");
    desk.done(&["add", "a.txt", "--record", "empty.db"]);
    let err = desk.refused(
        1,
        &["add", "a.txt", "--record", "nowhere/record.rapporteur"],
    );
    assert!(err.contains("there is no folder nowhere"), "{err}");
    for command in [
        &["brief"][..],
        &["statements"],
        &["log"],
        &["undo"],
        &["reread"],
    ] {
        let err = desk.refused(4, command);
        assert!(
            err.contains("there is no record at record.rapporteur"),
            "{err}"
        );
    }
}
