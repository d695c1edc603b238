//! Adding over HTTP: whatever is sent, there is a line for each thing that was not taken in.

use std::io::Write as _;
use std::time::Duration;

use serde_json::Value;

use super::support::{Heard, Open, Part, RUNTIME, form, kind, record};

const MIB: usize = 1024 * 1024;

const REPORT: &[u8] = "“We will wait for an answer,” Ilva Maren said on Tuesday.".as_bytes();

/// Sends a form with the key, as programs do.
fn send(room: &Open, parts: &[Part<'_>]) -> Heard {
    let (form, body) = form(parts);
    room.post("/add.json", &form, &body)
}

/// Sends a form and waits for the report.
fn add(room: &Open, parts: &[Part<'_>]) -> Value {
    let begun = send(room, parts).data();
    room.added(&begun)
}

fn texts<'v>(list: &'v Value, field: &str) -> Vec<&'v str> {
    let list = list.as_array().unwrap().iter();
    list.map(|one| one[field].as_str().unwrap()).collect()
}

#[test]
fn files_become_articles_with_what_is_said_of_them() {
    let room = Open::on_nothing("files");
    let page = "<html><head><title>Second</title></head><body><article><p>“The quota is too low,” \
        Elvira Moran said on Friday in Port Sorrel. The boats stay in the harbour until then, the \
        ministry said, and nobody will be asked to leave.</p></article></body></html>";
    let line = r#"{"text": "“The boats stay,” Ilva Maren said on Monday.", "title": "Third"}"#;
    let view = add(
        &room,
        &[
            ("publisher", None, b"Harbour Wire"),
            ("published", None, b"2031-03-12"),
            ("files", Some("one.txt"), REPORT),
            ("files", Some("two.html"), page.as_bytes()),
            ("files", Some("three.jsonl"), line.as_bytes()),
        ],
    );
    assert_eq!(view["stage"], "done", "{view}");
    assert_eq!(view["report"]["new"], 3);
    assert_eq!(view["failed"], 0);
    assert_eq!(
        texts(&view["added"], "file"),
        ["one.txt", "two.html", "three.jsonl:1"]
    );
    for article in view["added"].as_array().unwrap() {
        assert_eq!(article["publisher"], "Harbour Wire");
        assert_eq!(article["published"], "2031-03-12");
    }
    let again = add(
        &room,
        &[("files", Some("one.txt"), REPORT), ("publisher", None, b"")],
    );
    assert_eq!(
        again["report"]["new"], 1,
        "without an outlet it is another article"
    );
    let known = add(&room, &[("files", Some("one.txt"), REPORT)]);
    assert_eq!(
        (&known["report"]["new"], &known["report"]["known"]),
        (&0.into(), &1.into())
    );
    let shown = room.get("/add/1").body;
    assert!(
        shown.contains("href=\"/articles/1\"") && shown.contains("operation 1"),
        "{shown}"
    );
    let all = room.get("/add.json").data();
    assert_eq!(all["addings"].as_array().unwrap().len(), 3);
    assert_eq!(all["may"], false, "nobody asks");
}

#[test]
fn a_pasted_text_is_a_report() {
    let room = Open::on_nothing("pasted");
    let view = add(
        &room,
        &[
            ("text", None, REPORT),
            ("publisher", None, "Météo <b>".as_bytes()),
            ("published", None, b"2031-03-12"),
            ("url", None, b"https://harbourwire.example/1"),
            ("title", None, b"A title"),
        ],
    );
    let article = &view["added"][0];
    assert_eq!(article["publisher"], "Météo <b>");
    assert_eq!(article["title"], "A title");
    assert_eq!(article["file"], "pasted text");
    let shown = room.get("/add/1").body;
    assert!(shown.contains("Météo &#60;b&#62;"), "{shown}");
    let bad = send(
        &room,
        &[("text", None, REPORT), ("published", None, b"last week")],
    );
    let error = bad.refused(400, "input");
    assert_eq!(error["message"], "\"last week\" is no date");
}

#[test]
fn names_of_files_stay_in_their_folder() {
    let room = Open::on_nothing("hostile");
    let long = format!("{}.txt", "n".repeat(300));
    let names = [
        "../../escaped.txt",
        "..\\..\\escaped.txt",
        "/etc/passwd",
        long.as_str(),
        "plain",
        "..",
        "",
    ];
    let reports: Vec<String> = (0..names.len())
        .map(|number| format!("“We will wait {number} days,” Ilva Maren said on Tuesday."))
        .collect();
    let parts: Vec<Part<'_>> = names
        .iter()
        .zip(&reports)
        .map(|(name, report)| ("files", Some(*name), report.as_bytes()))
        .collect();
    let view = add(&room, &parts);
    assert_eq!(view["report"]["new"], names.len(), "{view}");
    let files = texts(&view["added"], "file");
    assert_eq!(files[..3], ["escaped.txt", "escaped.txt", "passwd"]);
    assert!(
        files[3].chars().count() <= 120 && files[3].ends_with("nnn.txt"),
        "{}",
        files[3]
    );
    assert_eq!(files[4..], ["plain", "file 6", "file 7"]);
    let nul = send(&room, &[("files", Some("a\0b.txt"), REPORT)]);
    assert!([200, 400].contains(&nul.status), "{}", nul.body);
}

#[test]
fn what_is_not_taken_in_is_told_line_by_line() {
    let room = Open::on_nothing("failures");
    let large = vec![b'x'; 16 * MIB + 1];
    let view = add(
        &room,
        &[
            ("files", Some("empty.txt"), b""),
            ("files", Some("scan.txt"), b"%PDF-1.7 \0\0\0"),
            ("files", Some("large.txt"), &large),
            ("files", Some("good.txt"), REPORT),
            (
                "files",
                Some("lines.jsonl"),
                b"{\"text\": \"\"}\nnonsense\n",
            ),
        ],
    );
    assert_eq!(view["stage"], "done", "{view}");
    assert_eq!(view["report"]["new"], 1);
    assert_eq!(view["failed"], 5);
    let mut failures: Vec<String> = view["failures"]
        .as_array()
        .unwrap()
        .iter()
        .map(|failure| {
            format!(
                "{} {}",
                failure["file"].as_str().unwrap(),
                failure["problem"].as_str().unwrap()
            )
        })
        .collect();
    failures.sort();
    assert_eq!(
        failures[..2],
        [
            "empty.txt has no text in it",
            "large.txt is larger than 16 MiB"
        ]
    );
    assert!(failures[2].starts_with("lines.jsonl "), "{failures:?}");
    assert!(failures[3].starts_with("lines.jsonl "), "{failures:?}");
    assert_eq!(failures[4], "scan.txt is a PDF, not text");
}

#[test]
fn too_much_at_once_is_refused_whole() {
    let room = Open::on_nothing("much");
    let names: Vec<String> = (0..501).map(|number| format!("{number}.txt")).collect();
    let parts: Vec<Part<'_>> = names
        .iter()
        .map(|name| ("files", Some(name.as_str()), REPORT))
        .collect();
    send(&room, &parts).refused(413, "too-large");
    let large = vec![b'x'; 13 * MIB];
    let parts: Vec<Part<'_>> = (0..5)
        .map(|_| ("files", Some("x.txt"), large.as_slice()))
        .collect();
    send(&room, &parts).refused(413, "too-large");
    for nothing in [
        &[] as &[Part<'_>],
        &[("files", Some(""), b"")],
        &[("text", None, b" \n")],
    ] {
        send(&room, nothing).refused(400, "input");
    }
    send(&room, &[("colour", None, b"red")]).refused(400, "input");
    room.post("/add.json", "text/plain", REPORT)
        .refused(415, "media-type");
    room.post("/add.json", "multipart/form-data; boundary=limit", b"--lim")
        .refused(400, "input");
    let all = room.get("/add.json").data();
    assert_eq!(
        (&all["articles"], &all["addings"]),
        (&0.into(), &serde_json::json!([]))
    );
}

#[test]
fn the_token_comes_first() {
    let room = Open::on_nothing("token");
    let cookie = room.enter();
    let token = room.token(&cookie, "/add");
    let ask = |parts: &[Part<'_>]| {
        let (form, body) = form(parts);
        let headers = [("cookie", cookie.as_str()), kind(&form)];
        room.ask("POST", "/add.json", &headers, &body)
    };
    let (report, token) = (
        ("files", Some("a.txt"), REPORT),
        ("token", None, token.as_bytes()),
    );
    ask(&[report]).refused(403, "forbidden");
    ask(&[report, token]).refused(403, "forbidden");
    ask(&[("token", None, b"guessed"), report]).refused(403, "forbidden");
    let begun = ask(&[token, report]).data();
    assert_eq!(room.added(&begun)["author"], "ada");
    let (form, body) = form(&[report]);
    let nobody = room.ask("POST", "/add.json", &[kind(&form)], &body);
    nobody.refused(401, "login");
}

#[test]
fn a_third_adding_is_told_to_come_back() {
    let room = Open::on_nothing("third");
    let key = format!("Bearer {}", room.key);
    let headers = [
        ("authorization", key.as_str()),
        kind("multipart/form-data; boundary=limit"),
    ];
    let slow = || {
        [0, 1].map(|_| {
            let mut stream = room.begin("POST", "/add.json", &headers, 1000);
            stream.write_all(b"--limit\r\n").unwrap();
            stream
        })
    };
    // Both have a place as soon as the room has read their heads; until then the third may be first.
    let mut before = slow();
    let refused = loop {
        std::thread::sleep(Duration::from_millis(100));
        let heard = send(&room, &[("files", Some("a.txt"), REPORT)]);
        if heard.status != 200 {
            break heard;
        }
        room.added(&heard.data());
        drop(before);
        std::thread::sleep(Duration::from_millis(100));
        before = slow();
    };
    let error = refused.refused(429, "too-many");
    assert!(error["hint"].is_string());
    drop(before);
    let view = loop {
        std::thread::sleep(Duration::from_millis(100));
        let heard = send(&room, &[("files", Some("a.txt"), REPORT)]);
        if heard.status == 200 {
            break room.added(&heard.data());
        }
    };
    assert_eq!(view["stage"], "done");
}

#[test]
fn the_first_articles_may_bring_their_codebook() {
    let room = Open::on_nothing("codebook");
    let wrong =
        b"[[party]]\nid = \"valdria\"\nname = \"Valdria\"\n\n[[person]]\nid = \"ilva-maren\"\n\
        name = \"Ilva Maren\"\nparty = \"valdira\"\n";
    let parts = [
        ("codebook", Some("c.toml"), wrong as &[u8]),
        ("files", Some("a.txt"), REPORT),
    ];
    let error = send(&room, &parts).refused(400, "input");
    assert_eq!(
        error["message"],
        "the codebook has mistakes: 8:9: there is no party \"valdira\""
    );
    let (form_kind, body) = form(&parts);
    let page = room.post("/add", &form_kind, &body);
    assert!(page.body.contains("Line 8, column 9:"), "{}", page.body);
    let right = String::from_utf8_lossy(wrong).replace("valdira", "valdria");
    let view = add(
        &room,
        &[
            ("codebook", Some("c.toml"), right.as_bytes()),
            ("files", Some("a.txt"), REPORT),
        ],
    );
    assert_eq!(view["stage"], "done", "{view}");
    let maren = room.get("/names/person%3Ailva-maren.json").data();
    assert_eq!(maren["name"]["party_name"], "Valdria");
    let later = add(
        &room,
        &[
            ("codebook", Some("c.toml"), right.as_bytes()),
            ("files", Some("b.txt"), REPORT),
        ],
    );
    assert_eq!(later["stage"], "failed");
    assert!(
        later["error"]["message"]
            .as_str()
            .unwrap()
            .contains("first articles")
    );
    let without = add(
        &room,
        &[("text", None, "“No,” Ilva Maren said.".as_bytes())],
    );
    assert_eq!(
        without["report"]["new"], 1,
        "the codebook in force is read with"
    );
}

#[test]
fn what_is_on_its_way_when_the_room_closes_is_not_lost() {
    let record = RUNTIME.block_on(record("closing"));
    let room = Open::on(&record);
    let begun = send(&room, &[("files", Some("a.txt"), REPORT)]);
    assert_eq!(begun.status, 200);
    // Who is still sending does not keep the room open.
    let key = format!("Bearer {}", room.key);
    let headers = [
        ("authorization", key.as_str()),
        kind("multipart/form-data; boundary=limit"),
    ];
    let slow = room.begin("POST", "/add.json", &headers, 1000);
    room.close();
    drop(slow);
    let log = RUNTIME.block_on(record.log(None, 10)).unwrap();
    assert_eq!(log.len(), 1, "{log:?}");
    let articles = RUNTIME.block_on(record.articles(&rapporteur::ArticleQuery::default()));
    let stored = articles.unwrap().total;
    assert_eq!(log[0].finished.is_some(), stored == 1, "{log:?}");
}
