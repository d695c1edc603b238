//! Deciding about names over HTTP: looked at first, done, told of, and taken back.

use super::ROOM;
use super::support::{Open, form, kind};

#[test]
fn what_is_decided_is_looked_at_done_and_told_of() {
    let room = Open::on_nothing("decided");
    let text = "“We will wait,” Ilva Maren said. “The quota is too low,” Elvira Moran said.";
    let (form_kind, body) = form(&[("text", None, text.as_bytes())]);
    let begun = room.post("/add.json", &form_kind, &body).data();
    room.added(&begun);

    let address = "/names/person%3Ailva-maren/merge.json?with=Elvira+Moran";
    let preview = &room.get(address).data()["preview"];
    assert_eq!(preview["before"].as_array().unwrap().len(), 2);
    assert_eq!(preview["after"].as_array().unwrap().len(), 1);
    assert_eq!(preview["after"][0]["mentions"], 2);
    let still = room.get("/names/person%3Aelvira-moran.json").data();
    assert_eq!(
        still["name"]["id"], "person:elvira-moran",
        "a preview changes nothing"
    );

    let cookie = room.enter();
    let token = room.token(&cookie, "/add");
    let headers = [
        ("cookie", cookie.as_str()),
        kind("application/x-www-form-urlencoded"),
    ];
    let merge = format!(
        "verdict=merge&one=person%3Ailva-maren&other=person%3Aelvira-moran\
         &back=%2Fnames%2Fperson%253Ailva-maren&token={token}"
    );
    let heard = room.ask("POST", "/names/decide", &headers, merge.as_bytes());
    assert_eq!(heard.status, 303, "{}", heard.body);
    let back = heard.header("location").unwrap();
    assert_eq!(back, "/names/person%3Ailva-maren?done=2");
    let shown = room.ask("GET", back, &headers[..1], b"").body;
    assert!(shown.contains("Done, as operation 2.") && shown.contains("action=\"/log/undo\""));

    let name = room.get("/names/person%3Aelvira-moran.json").data();
    assert_eq!(name["name"]["id"], "person:ilva-maren");
    let decision = &name["decisions"][0];
    assert_eq!(decision["summary"], "merge: Ilva Maren, Elvira Moran");
    assert_eq!(
        (&decision["author"], &decision["number"]),
        (&"ada".into(), &2.into())
    );

    let split = "/names/person%3Ailva-maren/split.json";
    let preview = &room.get(&format!("{split}?out=Elvira+Moran")).data()["preview"];
    assert_eq!(preview["before"].as_array().unwrap().len(), 1);
    assert_eq!(preview["after"].as_array().unwrap().len(), 2);
    let parted = room.post(split, "application/json", br#"{"out": "Elvira Moran"}"#);
    assert_eq!(parted.data()["entities"].as_array().unwrap().len(), 2);
}

#[test]
fn what_is_no_name_is_searched_for() {
    let room = Open::on_nothing("searched");
    let text = "“We will wait,” Ilva Maren said. “The quota is too low,” Elvira Moran said.";
    let (form_kind, body) = form(&[("text", None, text.as_bytes())]);
    let begun = room.post("/add.json", &form_kind, &body).data();
    room.added(&begun);
    let view = room
        .get("/names/person%3Ailva-maren/merge.json?with=mora")
        .data();
    assert_eq!(view["preview"], serde_json::Value::Null);
    assert_eq!(view["offered"][0]["id"], "person:elvira-moran");
}

#[test]
fn a_name_has_its_bent_spellings_and_its_offices() {
    let view = ROOM.get("/names/person%3Ailva-maren.json").data();
    let spellings = view["name"]["spellings"].as_array().unwrap();
    let bent = |text: &str| {
        let mut spellings = spellings.iter();
        let found = spellings.find(|spelling| spelling["text"] == text);
        found.unwrap()["bent"].as_bool().unwrap()
    };
    assert!(bent("Ilwa Marén") && bent("Marén"));
    assert!(!bent("Ilva Maren") && !bent("Maren"));
    let office = &view["offices"][0];
    assert_eq!(office["title"], "foreign minister");
    assert_eq!(office["from"], "2029-11");
    assert_eq!(office["first"], "2031-03-06");
    let told = &view["offices"][2];
    assert_eq!(told["title"], "Valdrian Chancellor");
    assert_eq!(told["codebook"], false);
}
