//! A small negotiation about the colour of a bridge: what stands where is decided by hand, so that
//! tests do not depend on how well positions are read.

use serde_json::Value;

use super::{Desk, list};

const CODEBOOK: &str = r#"
[process]
name = "The bridge at Velm"

[[party]]
id = "valdria"
name = "Valdria"

[[party]]
id = "kestoria"
name = "Kestoria"

[[party]]
id = "brennia"
name = "Brennia"
role = "mediator"

[[person]]
id = "ilva-maren"
name = "Ilva Maren"
party = "valdria"

[[person]]
id = "orlan-teich"
name = "Orlan Teich"
party = "kestoria"

[[issue]]
id = "bridge"
name = "The bridge"

[[issue.proposition]]
id = "bridge.green"
text = "The bridge is green."

[[issue.proposition]]
id = "bridge.wide"
text = "The bridge is wide."
"#;

/// Day, outlet, text.
const REPORTS: [(&str, &str, &str); 5] = [
    (
        "2031-03-05",
        "Harbour Wire",
        "“Moss is a colour for a pond,” Ilva Maren said in Port Sorrel.\n",
    ),
    (
        "2031-03-06",
        "Tolmarch Gazette",
        "“Moss suits every crossing,” Orlan Teich said in Tolmarch.\n",
    ),
    (
        "2031-03-20",
        "Harbour Wire",
        "“Moss has its hour, once the paint is theirs,” Ilva Maren said in Arvanne.\n",
    ),
    (
        "2031-04-02",
        "Tolmarch Gazette",
        "“Nobody crosses on moss,” Orlan Teich said in Tolmarch.\n",
    ),
    (
        "2031-04-03",
        "Harbour Wire",
        "“Not on moss, as was said,” Orlan Teich said in Port Sorrel.\n",
    ),
];

/// A desk with the reports on record.
pub(crate) fn desk() -> Desk {
    let desk = Desk::new();
    desk.write("codebook.toml", CODEBOOK);
    for (number, (day, outlet, text)) in (1..).zip(REPORTS) {
        let file = format!("{number}.txt");
        desk.write(&file, text);
        let codebook = ["--codebook", "codebook.toml"];
        let about = ["--published", day, "--publisher", outlet];
        desk.done(&[&["add", &file], &codebook[..], &about].concat());
    }
    desk
}

/// A desk on which somebody decided where the parties stand.
pub(crate) fn decided() -> Desk {
    let desk = desk();
    for (words, stance) in [
        ("pond", "against"),
        ("suits", "for"),
        ("hour", "conditional"),
        ("nobody", "against"),
        ("not", "against"),
    ] {
        let statement = named(&desk, words);
        desk.done(&["positions", "set", &statement, "bridge.green", stance]);
    }
    desk
}

/// The statement that holds the word, as `ARTICLE:sNUMBER`.
pub(crate) fn named(desk: &Desk, word: &str) -> String {
    let found = desk.statements(&[word]);
    assert_eq!(found.len(), 1, "{found:#?}");
    let hit: &Value = &found[0];
    format!("{}:{}", hit["article"], hit["id"].as_str().unwrap())
}

/// Where each party stands on the first proposition: party, stance, day, statement.
pub(crate) fn standings(view: &Value) -> Vec<[String; 4]> {
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    list(&view["issues"][0]["propositions"][0]["standings"])
        .iter()
        .map(|standing| {
            let voice = &standing["statement"];
            [
                text(&standing["party"]["id"]),
                text(&standing["stance"]),
                text(&standing["date"]),
                format!("{}:{}", voice["article"], text(&voice["id"])),
            ]
        })
        .collect()
}
