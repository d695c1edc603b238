//! All addresses of the room, asked over HTTP: what is shown, what is refused, and in which form.
//!
//! A new address is covered by a line in `room/addresses.rs`; one that is forgotten there fails a test.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

#[path = "room/adding.rs"]
mod adding;
#[path = "room/addresses.rs"]
mod addresses;
#[path = "room/names.rs"]
mod names;
mod support;
#[path = "room/told.rs"]
mod told;

use std::sync::LazyLock;

use addresses::{FILES, PAGES, PREVIEWS, REFUSED, WITHOUT_ARTICLES, WRITES};
use support::{HOSTILE, Open, RUNTIME, as_json, example, kind};

/// What every answer tells a browser.
const HEADERS: [&str; 8] = [
    "content-security-policy",
    "x-content-type-options",
    "x-frame-options",
    "referrer-policy",
    "cross-origin-opener-policy",
    "cross-origin-resource-policy",
    "permissions-policy",
    "cache-control",
];

const FORM: &str = "application/x-www-form-urlencoded";

static ROOM: LazyLock<Open> = LazyLock::new(|| Open::on(&RUNTIME.block_on(example("example"))));

#[test]
fn every_page_is_shown_and_has_its_data() {
    for page in PAGES {
        let shown = ROOM.get(page);
        assert_eq!(shown.status, 200, "{page}: {}", shown.body);
        let content = shown.header("content-type");
        assert_eq!(content, Some("text/html; charset=utf-8"), "{page}");
        assert!(shown.body.starts_with("<!DOCTYPE html>"), "{page}");
        assert!(shown.body.trim_end().ends_with("</html>"), "{page}");
        let data = ROOM.get(&as_json(page)).data();
        assert!(data.is_object() || data.is_array(), "{page}: {data}");
    }
}

#[test]
fn what_comes_before_a_decision_is_for_those_who_decide() {
    let key = format!("Bearer {}", ROOM.key);
    for page in PREVIEWS {
        ROOM.get(&as_json(page)).refused(401, "login");
        let shown = ROOM.ask("GET", page, &[("authorization", &key)], b"");
        assert_eq!(shown.status, 200, "{page}: {}", shown.body);
        assert!(shown.body.starts_with("<!DOCTYPE html>"), "{page}");
    }
}

#[test]
fn files_are_sent_to_be_kept_and_not_shown() {
    for (address, kind) in FILES {
        let heard = ROOM.get(address);
        assert_eq!(heard.status, 200, "{address}: {}", heard.body);
        assert_eq!(heard.header("content-type"), Some(kind), "{address}");
        let told = heard.header("content-disposition").unwrap();
        assert!(
            told.starts_with("attachment; filename"),
            "{address}: {told}"
        );
        assert!(!heard.body.is_empty(), "{address}");
    }
}

#[test]
fn an_empty_record_says_what_to_do_next() {
    let room = Open::on_nothing("empty");
    for page in WITHOUT_ARTICLES {
        let shown = room.get(page);
        assert_eq!(shown.status, 200, "{page}: {}", shown.body);
        let (_, content) = shown.body.split_once("<main").unwrap();
        assert!(content.contains("dd reports"), "{page}: {content}");
        room.get(&as_json(page)).data();
    }
}

#[test]
fn pages_hold_nothing_that_the_policy_would_block() {
    for page in PAGES {
        let body = ROOM.get(page).body;
        for blocked in [" style=", " onclick=", " onchange=", "<style", "<script>"] {
            assert!(!body.contains(blocked), "{page} has {blocked}");
        }
        for ids in body.split(" id=\"").skip(1) {
            let id = ids.split('"').next().unwrap();
            let times = body.matches(&format!(" id=\"{id}\"")).count();
            assert_eq!(times, 1, "{page} has the id {id:?} {times} times");
        }
    }
}

#[test]
fn what_articles_say_is_text_on_every_page() {
    for page in PAGES {
        let body = ROOM.get(page).body;
        assert!(!body.contains(HOSTILE), "{page}");
        assert!(!body.contains("href=\"javascript:"), "{page}");
    }
    for page in ["/names", "/names/person%3Ailva-maren"] {
        let body = ROOM.get(page).body;
        assert!(body.contains("&#60;script&#62;alert(1)"), "{page}");
    }
}

#[test]
fn what_is_not_shown_says_why() {
    for (address, status, kind) in REFUSED {
        ROOM.get(&as_json(address)).refused(status, kind);
        let page = ROOM.get(address);
        assert_eq!(page.status, status, "{address}");
        if !address.starts_with("/assets") {
            assert!(page.body.contains("<h1>Not shown</h1>"), "{address}");
        }
    }
}

#[test]
fn an_address_is_asked_in_its_own_way() {
    for page in PAGES {
        let heard = ROOM.ask("DELETE", &as_json(page), &[], b"");
        heard.refused(405, "method");
        let allowed = heard.header("allow").unwrap();
        assert!(allowed.contains("GET"), "{page}: {allowed}");
    }
    for (address, _) in WRITES
        .iter()
        .filter(|(address, _)| *address == "/names/decide")
    {
        // It is no name.
        let heard = ROOM.get(&as_json(address));
        assert!([404, 405].contains(&heard.status), "{address}");
    }
}

#[test]
fn every_answer_tells_the_browser_what_to_refuse() {
    let shown = PAGES.iter().copied();
    let refused = REFUSED.iter().map(|(address, ..)| *address);
    let others = ["/login", "/assets/style.css", "/assets/room.js"];
    for address in shown.chain(refused).chain(others) {
        for address in [address.to_owned(), as_json(address)] {
            let heard = ROOM.get(&address);
            for header in HEADERS {
                assert!(heard.header(header).is_some(), "{address} lacks {header}");
            }
            let policy = heard.header("content-security-policy").unwrap();
            assert!(policy.contains("script-src 'self'"), "{policy}");
            assert!(!policy.contains("unsafe"), "{policy}");
        }
    }
}

#[test]
fn the_room_answers_to_its_own_names_only() {
    let port = ROOM.host.rsplit(':').next().unwrap();
    for (host, status) in [
        (format!("127.0.0.1:{port}"), 200),
        (format!("localhost:{port}"), 200),
        (format!("[::1]:{port}"), 200),
        ("evil.example".to_owned(), 421),
        (format!("evil.example:{port}"), 421),
        (format!("127.0.0.1.evil.example:{port}"), 421),
        (String::new(), 421),
    ] {
        let heard = ROOM.ask("GET", "/names.json", &[("host", &host)], b"");
        assert_eq!(heard.status, status, "{host}");
        if status == 421 {
            heard.refused(421, "forbidden");
        }
    }
}

#[test]
fn another_site_changes_nothing() {
    let key = format!("Bearer {}", ROOM.key);
    let (own, bearer) = (
        format!("http://{}", ROOM.host),
        ("authorization", key.as_str()),
    );
    for header in [
        ("origin", "http://evil.example"),
        ("origin", "null"),
        ("sec-fetch-site", "cross-site"),
        ("sec-fetch-site", "same-site"),
    ] {
        for (address, body) in WRITES {
            let headers = [bearer, kind(FORM), header];
            let heard = ROOM.ask("POST", &as_json(address), &headers, body.as_bytes());
            heard.refused(403, "forbidden");
        }
        let heard = ROOM.ask("GET", "/names", &[header], b"");
        assert_eq!(heard.status, 200, "a link from elsewhere may lead here");
    }
    let headers = [bearer, kind(FORM), ("origin", own.as_str())];
    let (address, body) = WRITES[0];
    ROOM.ask("POST", &as_json(address), &headers, body.as_bytes())
        .data();
}

#[test]
fn who_is_not_in_writes_nothing() {
    for (address, body) in WRITES {
        let heard = ROOM.ask("POST", &as_json(address), &[kind(FORM)], body.as_bytes());
        heard.refused(401, "login");
        let page = ROOM.ask("POST", address, &[kind(FORM)], body.as_bytes());
        assert_eq!(page.status, 303, "{address}");
        assert!(page.header("location").unwrap().starts_with("/login?back="));
        let wrong = [("authorization", "Bearer guessed"), kind(FORM)];
        let heard = ROOM.ask("POST", &as_json(address), &wrong, body.as_bytes());
        heard.refused(401, "login");
    }
}

#[test]
fn a_form_is_of_its_session() {
    let cookie = ROOM.enter();
    let headers = [("cookie", cookie.as_str()), kind(FORM)];
    for (address, body) in WRITES {
        for token in ["", "&token=", "&token=guessed"] {
            let body = format!("{body}{token}");
            let heard = ROOM.ask("POST", &as_json(address), &headers, body.as_bytes());
            heard.refused(403, "forbidden");
        }
        let another = ROOM.token(&ROOM.enter(), "/names");
        let body = format!("{body}&token={another}");
        let heard = ROOM.ask("POST", &as_json(address), &headers, body.as_bytes());
        heard.refused(403, "forbidden");
    }
}

#[test]
fn what_was_answered_before_is_answered_anew_after_a_change() {
    let room = Open::on(&RUNTIME.block_on(example("anew")));
    let pages = [
        "/names.json?search=maren",
        "/names/person%3Ailva-maren",
        "/",
    ];
    let first = pages.map(|page| room.get(page).body);
    let again = pages.map(|page| room.get(page).body);
    assert_eq!(first, again);
    let cookie = room.enter();
    let inside = room.ask("GET", pages[1], &[("cookie", &cookie)], b"").body;
    assert!(inside.contains("name=\"token\""), "a visitor's own page");
    assert!(!room.get(pages[1]).body.contains("name=\"token\""));
    let split = "/names/person%3Ailva-maren/split.json";
    room.post(split, FORM, b"out=5").data();
    assert_ne!(room.get(pages[0]).body, first[0]);
    assert_ne!(room.get(pages[1]).body, first[1]);
}
