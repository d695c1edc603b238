//! `rapporteur codebook`

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod support;

use support::{Desk, example, keys, list, path, texts};

/// A line of a table that `toml` writes, without what stands before its value.
fn values(toml: &str, table: &str, key: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut inside = false;
    for line in toml.lines() {
        if line.starts_with('[') {
            inside = line == format!("[[{table}]]");
        }
        let value = line.strip_prefix(&format!("{key} = \""));
        if let Some(value) = value.filter(|_| inside) {
            found.push(value.split('"').next().unwrap().to_owned());
        }
    }
    found
}

/// Runs a command over the example's reports, with what is known about them.
fn over_example(desk: &Desk, command: &[&str], more: &[&str]) -> String {
    let articles = path(&example().join("articles"));
    let metadata = path(&example().join("metadata.csv"));
    let inputs = [articles.as_str(), "--metadata", metadata.as_str()];
    desk.done(&[command, &inputs, more].concat())
}

fn drafted(desk: &Desk) -> String {
    over_example(desk, &["codebook", "init"], &[])
}

#[test]
fn a_draft_finds_states_that_nobody_listed_with_their_people() {
    let desk = Desk::new();
    let toml = drafted(&desk);
    let parties = values(&toml, "party", "id");
    for party in ["valdria", "kestoria", "brennia", "littoral-union"] {
        assert!(parties.contains(&party.to_owned()), "{party}: {parties:?}");
    }
    let people = values(&toml, "person", "id");
    for person in ["ilva-maren", "orlan-teich", "agnes-tolliver"] {
        assert!(people.contains(&person.to_owned()), "{person}: {people:?}");
    }
    assert_eq!(toml, drafted(&desk));
}

#[test]
fn a_draft_is_a_codebook_to_read_with() {
    let desk = Desk::new();
    desk.write("talks.toml", drafted(&desk));
    let checked = desk.done(&["codebook", "check", "talks.toml"]);
    assert!(checked.starts_with("no mistakes: "), "{checked}");
    over_example(&desk, &["add"], &["--codebook", "talks.toml"]);
    let page = desk.json(&["statements", "--party", "valdria", "--json"]);
    assert!(page["total"].as_u64().unwrap() > 20, "{}", page["total"]);
}

#[test]
fn the_record_can_be_drafted_from_too() {
    let desk = Desk::with_example();
    let from_record = desk.done(&["codebook", "init"]);
    let from_files = drafted(&desk);
    for table in ["party", "person"] {
        assert_eq!(
            values(&from_record, table, "id"),
            values(&from_files, table, "id")
        );
    }
}

#[test]
fn a_file_is_written_over_only_by_force() {
    let desk = Desk::new();
    desk.write(
        "a.txt",
        "“We will wait,” said Ilva Maren, Valdria's foreign minister.",
    );
    desk.write("talks.toml", "# mine\n");
    let init = ["codebook", "init", "a.txt", "--output", "talks.toml"];
    assert_eq!(
        desk.refused(1, &init),
        "error: talks.toml is there already\n\
         hint: name another file, or write over it with --force\n"
    );
    desk.done(&[&init[..], &["--force"]].concat());
    let written = std::fs::read_to_string(desk.path("talks.toml")).unwrap();
    assert!(
        written.starts_with("# A codebook drafted from 1 article "),
        "{written}"
    );
}

#[test]
fn mistakes_are_shown_with_their_lines() {
    let desk = Desk::new();
    desk.write("talks.toml", "[[party]]\nid = \"valdria\"\nname = \"\"\n");
    let err = desk.refused(1, &["codebook", "check", "talks.toml"]);
    assert!(err.contains("the name of a party is empty"), "{err}");
    assert!(err.contains("talks.toml:3:8"), "{err}");
    desk.write(
        "talks.toml",
        "[[party]]\nid = \"valdria\"\nname = \"Valdria\"\n",
    );
    assert_eq!(
        desk.done(&["codebook", "check", "talks.toml"]),
        "no mistakes: 1 party, 0 people, 0 places, 0 organisations, 0 issues with 0 propositions\n"
    );
}

#[test]
fn the_codebook_in_force_is_printed_as_it_was_written() {
    let desk = Desk::with_example();
    let source = std::fs::read_to_string(example().join("codebook.toml")).unwrap();
    let shown = desk.json(&["codebook", "show", "--json"]);
    assert_eq!(keys(&shown), ["hash", "name", "toml"]);
    assert_eq!(shown["toml"], source.as_str());
    assert_eq!(desk.done(&["codebook", "show"]), source);
    let general = Desk::new().done(&["codebook", "show", "--general"]);
    assert!(general.contains("id = \"ceasefire\""), "{general}");
}

/// Statements on a matter that no codebook has thought of, by two outlets.
const LIGHTHOUSE: [(&str, &str, &str); 4] = [
    (
        "a.txt",
        "Harbour Wire",
        "“The lighthouse on Skerrow must be repaired before winter,” Ilva Maren said on Monday.",
    ),
    (
        "b.txt",
        "Dayfeed 24",
        "“Nobody will repair the lighthouse on Skerrow before winter,” Orlan Teich said on Tuesday.",
    ),
    (
        "c.txt",
        "Dayfeed 24",
        "“Repairs of the lighthouse on Skerrow can begin in winter,” Casimir Boll said on Friday.",
    ),
    (
        "d.txt",
        "Harbour Wire",
        "“Our fishermen were beaten in prison,” Sela Dorn said on Friday.",
    ),
];

#[test]
fn statements_that_fit_no_proposition_are_put_together() {
    let desk = Desk::new();
    for (file, publisher, text) in LIGHTHOUSE {
        desk.write(file, text);
        desk.done(&[
            "add",
            file,
            "--publisher",
            publisher,
            "--date",
            "2031-03-14",
        ]);
    }
    let found = desk.json(&["codebook", "suggest", "--json"]);
    assert_eq!(
        keys(&found),
        [
            "about_propositions",
            "compared",
            "every",
            "groups",
            "party_names",
            "without_position"
        ]
    );
    let groups = list(&found["groups"]);
    let [group] = groups.as_slice() else {
        panic!("{found}");
    };
    assert_eq!(
        (&group["statements"], &group["publishers"]),
        (&3.into(), &2.into())
    );
    let mut speakers = texts(&list(&group["examples"]), "speaker");
    speakers.sort();
    let expected = ["Casimir Boll", "Ilva Maren", "Orlan Teich"];
    assert_eq!(speakers, expected.map(|name| Some(name.to_owned())));
    let text = desk.done(&["codebook", "suggest"]);
    assert!(
        text.contains("lighthouse") && text.contains("[[issue.proposition]]"),
        "{text}"
    );
}
