//! `/openapi.json`: it tells of every address, and what it tells holds.

use std::sync::LazyLock;

use jsonschema::Validator;
use serde_json::{Value, json};

use super::addresses::{FILES, PAGES, PREVIEWS, REFUSED, WRITES};
use super::support::{Heard, Open, RUNTIME, as_json, example};
use super::{FORM, ROOM};

static TOLD: LazyLock<Value> = LazyLock::new(|| {
    let heard = ROOM.get("/openapi.json");
    assert_eq!(heard.status, 200, "{}", heard.body);
    serde_json::from_str(&heard.body).unwrap()
});

/// The path that tells of an address: `/names/{id}.json` of `/names/person%3Ailva-maren.json?offset=2`.
fn path_of(address: &str) -> &'static str {
    let plain = address.split('?').next().unwrap();
    let fits = |path: &&String| {
        let (told, asked) = (path.split('/'), plain.split('/'));
        let same = |(told, asked): (&str, &str)| match told.split_once('{') {
            None => told == asked,
            Some((_, rest)) => {
                let ending = rest.split_once('}').unwrap().1;
                asked.len() > ending.len() && asked.ends_with(ending)
            }
        };
        told.clone().count() == asked.clone().count() && told.zip(asked).all(same)
    };
    let paths = TOLD["paths"].as_object().unwrap();
    // What is called by its own name comes before what takes any.
    let exact = paths.keys().find(|path| path.as_str() == plain);
    let found = exact.or_else(|| paths.keys().find(fits));
    found.unwrap_or_else(|| panic!("nothing is told of {address}"))
}

/// Holds an answer against the shape that is told of it.
fn fits(method: &str, address: &str, status: &str, answer: &Value) {
    let operation = &TOLD["paths"][path_of(address)][method];
    let schema = &operation["responses"][status]["content"]["application/json"]["schema"];
    assert!(schema.is_object(), "{method} {address} has no shape");
    let whole = json!({ "allOf": [schema], "components": TOLD["components"] });
    let validator = Validator::new(&whole).unwrap();
    let faults: Vec<String> = validator
        .iter_errors(answer)
        .map(|fault| format!("{}: {}", fault.instance_path(), fault.masked()))
        .collect();
    assert!(faults.is_empty(), "{method} {address}: {faults:#?}");
}

fn with_key(room: &Open, address: &str) -> Heard {
    let key = format!("Bearer {}", room.key);
    room.ask("GET", address, &[("authorization", &key)], b"")
}

#[test]
fn every_address_is_told_of_and_asked() {
    let read = PAGES.iter().chain(&PREVIEWS).map(|page| as_json(page));
    let files = FILES.iter().map(|(file, _)| (*file).to_owned());
    // How an adding is followed is asked in a test of its own.
    let following = "/add/1.json".to_owned();
    let written = WRITES.iter().map(|(address, _)| as_json(address));
    let sent = "/add.json".to_owned();
    let mut asked: Vec<(&str, &str)> = Vec::new();
    for address in read.chain(files).chain([following]) {
        asked.push((path_of(&address), "get"));
    }
    for address in written.chain([sent]) {
        asked.push((path_of(&address), "post"));
    }
    for (path, item) in TOLD["paths"].as_object().unwrap() {
        for method in item.as_object().unwrap().keys() {
            let asked = asked.iter().any(|one| *one == (path, method));
            assert!(asked, "no test asks {method} {path}");
        }
    }
}

#[test]
fn what_is_shown_has_the_shape_that_is_told() {
    for page in PAGES.iter().chain(&PREVIEWS) {
        let address = as_json(page);
        let heard = with_key(&ROOM, &address);
        assert_eq!(heard.status, 200, "{address}: {}", heard.body);
        fits("get", &address, "200", &heard.json());
    }
    for (address, ..) in REFUSED {
        let address = as_json(address);
        let known = ["/nothing", "/assets", "/enter"];
        if !known.iter().any(|start| address.starts_with(start)) {
            fits("get", &address, "default", &ROOM.get(&address).json());
        }
    }
}

#[test]
fn what_is_done_has_the_shape_that_is_told() {
    let room = Open::on(&RUNTIME.block_on(example("written")));
    for (address, body) in WRITES {
        let address = as_json(address);
        let heard = room.post(&address, FORM, body.as_bytes());
        assert_eq!(heard.status, 200, "{address}: {}", heard.body);
        fits("post", &address, "200", &heard.json());
    }
}

#[test]
fn every_operation_says_what_it_is_for() {
    let mut ids = Vec::new();
    for (path, item) in TOLD["paths"].as_object().unwrap() {
        for (method, operation) in item.as_object().unwrap() {
            let told = operation["summary"].as_str().unwrap_or_default();
            assert!(!told.is_empty(), "{method} {path}");
            ids.push(operation["operationId"].as_str().unwrap());
        }
    }
    let all = ids.len();
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), all, "{ids:?}");
}
