//! Who comes in, asked over the wire.

use std::io::{Read, Write};
use std::net::{IpAddr, Ipv4Addr, TcpStream};

use rapporteur::{Clerk, ErrorKind, Record, Role};

use crate::{Room, RoomOptions};

/// A name that leads others to a room, as a proxy would.
const NAME: &str = "room.example";

const PASSWORD: &str = "a boat of salt";

struct Desk {
    folder: tempfile::TempDir,
}

impl Desk {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        Self { folder }
    }

    async fn record(&self) -> Record {
        let file = self.folder.path().join("record.rapporteur");
        Record::create_or_open(&file).await.unwrap()
    }

    /// Opens a room that others can reach, and lets it run; returns where it is.
    async fn open(&self) -> String {
        let room = Room::open(self.record().await, reached()).await.unwrap();
        let address = room.address().replace("http://", "");
        tokio::spawn(room.run(std::future::pending()));
        address
    }
}

fn local() -> RoomOptions {
    RoomOptions::local(Clerk {
        author: "the keeper".to_owned(),
        now: || "2031-03-20T10:00:00Z".to_owned(),
    })
}

fn reached() -> RoomOptions {
    RoomOptions {
        names: vec![NAME.to_owned()],
        ..local()
    }
}

/// Asks for something, and returns the head of the answer and what follows.
async fn ask(address: &str, line: &str, headers: &[&str], body: &str) -> (String, String) {
    let mut request = format!("{line} HTTP/1.1\r\nHost: {NAME}\r\nConnection: close\r\n");
    for header in headers {
        request.push_str(&format!("{header}\r\n"));
    }
    request.push_str(&format!("Content-Length: {}\r\n\r\n{body}", body.len()));
    let address = address.to_owned();
    let asked = tokio::task::spawn_blocking(move || {
        let mut stream = TcpStream::connect(address).unwrap();
        stream.write_all(request.as_bytes()).unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).unwrap();
        answer
    });
    let answer = asked.await.unwrap();
    let (head, rest) = answer.split_once("\r\n\r\n").unwrap();
    (head.to_lowercase(), rest.to_owned())
}

async fn get(address: &str, path: &str, headers: &[&str]) -> (String, String) {
    ask(address, &format!("GET {path}"), headers, "").await
}

fn status(head: &str) -> &str {
    head.split(' ').nth(1).unwrap()
}

#[tokio::test]
async fn a_room_for_others_needs_somebody_who_may_come_in() {
    let desk = Desk::new();
    let beyond = RoomOptions {
        host: IpAddr::V4(Ipv4Addr::UNSPECIFIED),
        ..local()
    };
    for options in [beyond.clone(), reached()] {
        let error = Room::open(desk.record().await, options)
            .await
            .err()
            .unwrap();
        assert_eq!(error.kind(), ErrorKind::Refused);
        assert!(error.hint().unwrap().contains("rapporteur users add"));
    }
    assert!(Room::open(desk.record().await, local()).await.is_ok());
    let record = desk.record().await;
    record
        .put_user("ada", PASSWORD, Role::Editor)
        .await
        .unwrap();
    assert!(Room::open(record, beyond).await.is_ok());
}

#[tokio::test]
async fn others_read_nothing_before_they_log_in() {
    let desk = Desk::new();
    let record = desk.record().await;
    record
        .put_user("ada", PASSWORD, Role::Reader)
        .await
        .unwrap();
    let address = desk.open().await;
    let (head, _) = get(&address, "/review?at=2", &[]).await;
    assert_eq!(status(&head), "303");
    assert!(
        head.contains("location: /login?back=%2freview%3fat%3d2"),
        "{head}"
    );
    let (head, body) = get(&address, "/log.json", &[]).await;
    assert_eq!(status(&head), "401");
    assert!(
        body.contains(r#""ok":false"#) && body.contains(r#""kind":"login""#),
        "{body}"
    );
    for open in ["/login", "/assets/style.css"] {
        assert_eq!(status(&get(&address, open, &[]).await.0), "200", "{open}");
    }
}

#[tokio::test]
async fn a_session_ends_when_its_user_is_changed_or_removed() {
    let desk = Desk::new();
    let record = desk.record().await;
    record
        .put_user("ada", PASSWORD, Role::Reader)
        .await
        .unwrap();
    let address = desk.open().await;
    let log_in = async || {
        let form = "Content-Type: application/x-www-form-urlencoded";
        let body = "name=ada&password=a+boat+of+salt";
        let (head, _) = ask(&address, "POST /login", &[form], body).await;
        assert_eq!(status(&head), "303", "{head}");
        let line = head.lines().find(|line| line.starts_with("set-cookie:"));
        let cookie = line.unwrap().trim_start_matches("set-cookie: ");
        format!("Cookie: {}", cookie.split(';').next().unwrap())
    };
    let cookie = log_in().await;
    let (head, _) = get(&address, "/log.json", &[&cookie]).await;
    assert_eq!(status(&head), "200");
    record.put_user("ada", PASSWORD, Role::Coder).await.unwrap();
    let (head, _) = get(&address, "/log.json", &[&cookie]).await;
    assert_eq!(status(&head), "401");
    let cookie = log_in().await;
    assert_eq!(
        status(&get(&address, "/log.json", &[&cookie]).await.0),
        "200"
    );
    record.drop_user("ada").await.unwrap();
    assert_eq!(
        status(&get(&address, "/log.json", &[&cookie]).await.0),
        "401"
    );
}
