//! A room on a record, and a small client that says exactly what goes over the line.

use std::io::{Read as _, Write as _};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::sync::{Arc, LazyLock};
use std::thread::JoinHandle;
use std::time::Duration;

use rapporteur::{
    Clerk, CodebookFile, DateSource, Engine, Inputs, IntakeOptions, Metadata, MetadataTable,
    Published, Record, publication_date,
};
use rapporteur_serve::{Room, RoomOptions};
use serde_json::Value;
use tokio::runtime::Runtime;
use tokio::sync::oneshot;

pub(crate) static RUNTIME: LazyLock<Runtime> = LazyLock::new(|| {
    tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()
        .unwrap()
});

/// A room that is open until it is closed, or the tests end.
pub(crate) struct Open {
    pub(crate) host: String,
    pub(crate) key: String,
    closing: Option<oneshot::Sender<()>>,
    running: Option<JoinHandle<()>>,
}

impl Open {
    /// Opens a room on an empty record.
    pub(crate) fn on_nothing(name: &str) -> Self {
        Self::on(&RUNTIME.block_on(record(name)))
    }

    pub(crate) fn on(record: &Record) -> Self {
        let options = RoomOptions::local(clerk());
        let room = RUNTIME.block_on(Room::open(record.clone(), options));
        let room = room.unwrap();
        let host = room.address().strip_prefix("http://").unwrap().to_owned();
        let key = room.key().to_owned();
        let (closing, closed) = oneshot::channel();
        let running = std::thread::spawn(move || {
            let until = async {
                let _ = closed.await;
            };
            RUNTIME.block_on(room.run(until)).unwrap();
        });
        Self {
            host,
            key,
            closing: Some(closing),
            running: Some(running),
        }
    }

    /// Closes the room and waits until it is.
    pub(crate) fn close(mut self) {
        self.closing.take().unwrap().send(()).unwrap();
        self.running.take().unwrap().join().unwrap();
    }

    pub(crate) fn get(&self, path: &str) -> Heard {
        self.ask("GET", path, &[], b"")
    }

    /// Asks with the key, as programs do.
    pub(crate) fn post(&self, path: &str, kind: &str, body: &[u8]) -> Heard {
        let key = format!("Bearer {}", self.key);
        self.ask(
            "POST",
            path,
            &[("authorization", &key), self::kind(kind)],
            body,
        )
    }

    pub(crate) fn ask(
        &self,
        method: &str,
        path: &str,
        headers: &[(&str, &str)],
        body: &[u8],
    ) -> Heard {
        let mut stream = self.begin(method, path, headers, body.len());
        // Who is refused early is not listened to until the end.
        let _ = stream.write_all(body);
        Heard::from(stream)
    }

    /// Sends the head of a request, and leaves the body for later.
    pub(crate) fn begin(
        &self,
        method: &str,
        path: &str,
        headers: &[(&str, &str)],
        length: usize,
    ) -> TcpStream {
        let mut head = format!("{method} {path} HTTP/1.0\r\ncontent-length: {length}\r\n");
        if !headers.iter().any(|(name, _)| *name == "host") {
            head.push_str(&format!("host: {}\r\n", self.host));
        }
        for (name, value) in headers {
            head.push_str(&format!("{name}: {value}\r\n"));
        }
        head.push_str("\r\n");
        let mut stream = TcpStream::connect(&self.host).unwrap();
        stream.write_all(head.as_bytes()).unwrap();
        stream
    }

    /// Waits until an adding has come to an end, and returns what is told of it.
    pub(crate) fn added(&self, begun: &Value) -> Value {
        let address = format!("{}.json", begun["address"].as_str().unwrap());
        loop {
            let view = self.get(&address).data();
            if !["waiting", "reading"].contains(&view["stage"].as_str().unwrap()) {
                return view;
            }
            std::thread::sleep(Duration::from_millis(50));
        }
    }

    /// Comes in with the key as a browser does, and returns the cookie.
    pub(crate) fn enter(&self) -> String {
        let heard = self.get(&format!("/enter?key={}", self.key));
        let cookie = heard.header("set-cookie").unwrap();
        cookie.split(';').next().unwrap().to_owned()
    }

    /// Returns what the forms of a page carry.
    pub(crate) fn token(&self, cookie: &str, page: &str) -> String {
        let heard = self.ask("GET", page, &[("cookie", cookie)], b"");
        let (_, rest) = heard.body.split_once("name=\"token\" value=\"").unwrap();
        rest.split_once('"').unwrap().0.to_owned()
    }
}

/// The header that says what is sent.
pub(crate) fn kind(kind: &str) -> (&'static str, &str) {
    ("content-type", kind)
}

/// An answer.
#[derive(Debug)]
pub(crate) struct Heard {
    pub(crate) status: u16,
    headers: Vec<(String, String)>,
    pub(crate) body: String,
}

impl From<TcpStream> for Heard {
    fn from(mut stream: TcpStream) -> Self {
        let mut bytes = Vec::new();
        stream.read_to_end(&mut bytes).unwrap();
        let text = String::from_utf8(bytes).unwrap();
        let (head, body) = text.split_once("\r\n\r\n").unwrap();
        let mut lines = head.lines();
        let status = lines.next().unwrap().split(' ').nth(1).unwrap();
        let header = |line: &str| {
            let (name, value) = line.split_once(':').unwrap();
            (name.to_ascii_lowercase(), value.trim().to_owned())
        };
        Self {
            status: status.parse().unwrap(),
            headers: lines.map(header).collect(),
            body: body.to_owned(),
        }
    }
}

impl Heard {
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        let mut headers = self.headers.iter();
        let found = headers.find(|(known, _)| known == name);
        found.map(|(_, value)| value.as_str())
    }

    pub(crate) fn json(&self) -> Value {
        assert_eq!(
            self.header("content-type"),
            Some("application/json; charset=utf-8"),
            "{}",
            self.body
        );
        serde_json::from_str(&self.body).unwrap()
    }

    /// The data of an answer that went well.
    pub(crate) fn data(&self) -> Value {
        assert_eq!(self.status, 200, "{}", self.body);
        let json = self.json();
        assert_eq!(keys(&json), ["data", "ok"]);
        assert_eq!(json["ok"], true);
        json["data"].clone()
    }

    /// Checks that it says why not, and in which form.
    pub(crate) fn refused(&self, status: u16, kind: &str) -> Value {
        assert_eq!(self.status, status, "{}", self.body);
        let json = self.json();
        assert_eq!(keys(&json), ["error", "ok"]);
        assert_eq!(json["ok"], false);
        let error = &json["error"];
        assert_eq!(keys(error), ["hint", "kind", "message"]);
        assert_eq!(error["kind"], kind, "{}", self.body);
        assert!(
            error["message"]
                .as_str()
                .is_some_and(|text| !text.is_empty())
        );
        error.clone()
    }
}

fn keys(value: &Value) -> Vec<&str> {
    let object = value.as_object().unwrap();
    let mut keys: Vec<&str> = object.keys().map(String::as_str).collect();
    keys.sort_unstable();
    keys
}

/// The address of the data of a page.
pub(crate) fn as_json(page: &str) -> String {
    match page.split_once('?') {
        Some((path, query)) => format!("{path}.json?{query}"),
        None => format!("{page}.json"),
    }
}

/// A part of a form with files: its name, the name of the file, what is in it.
pub(crate) type Part<'a> = (&'a str, Option<&'a str>, &'a [u8]);

/// Puts the parts of a form together; the kind of content comes first.
pub(crate) fn form(parts: &[Part<'_>]) -> (String, Vec<u8>) {
    let mut body = Vec::new();
    for (name, file, bytes) in parts {
        let file = file.map(|file| format!("; filename=\"{file}\""));
        let head = format!(
            "--limit\r\ncontent-disposition: form-data; name=\"{name}\"{}\r\n\r\n",
            file.unwrap_or_default()
        );
        body.extend_from_slice(head.as_bytes());
        body.extend_from_slice(bytes);
        body.extend_from_slice(b"\r\n");
    }
    body.extend_from_slice(b"--limit--\r\n");
    ("multipart/form-data; boundary=limit".to_owned(), body)
}

pub(crate) fn clerk() -> Clerk {
    Clerk {
        author: "ada".to_owned(),
        now: || "2031-04-01T09:00:00Z".to_owned(),
    }
}

/// Makes an empty record.
pub(crate) async fn record(name: &str) -> Record {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("room");
    std::fs::create_dir_all(&folder).unwrap();
    let file = folder.join(format!("{name}.rapporteur"));
    for ending in ["", "-wal", "-shm"] {
        let _ = std::fs::remove_file(format!("{}{ending}", file.display()));
    }
    Record::create_or_open(&file).await.unwrap()
}

/// Words that a browser would obey if they were not escaped.
pub(crate) const HOSTILE: &str = "<script>alert(1)</script>";

/// Makes a record of the example, and of an article that means harm.
pub(crate) async fn example(name: &str) -> Record {
    let example = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../example");
    let text = |name: &str| std::fs::read_to_string(example.join(name)).unwrap();
    let record = record(name).await;
    let codebook = CodebookFile::parse(&text("codebook.toml")).unwrap();
    let engine = Arc::new(Engine::new(Some(codebook)));
    let table = MetadataTable::parse(&text("metadata.csv")).unwrap();
    let options = IntakeOptions {
        table: Some(table),
        ..IntakeOptions::default()
    };
    add(&record, &engine, example.join("articles"), options).await;
    let said = format!(
        "“{HOSTILE} The troops must leave the islands,” Ilva Maren said on Monday.\n\n\
         Valdria insists on an end to the blockade {HOSTILE}, Ilva Maren added in Port Sorrel."
    );
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("room");
    let hostile = folder.join(format!("hostile-{name}.txt"));
    std::fs::write(&hostile, said).unwrap();
    let options = IntakeOptions {
        metadata: Metadata {
            publisher: Some(format!("Publisher {HOSTILE}")),
            title: Some(format!("Title {HOSTILE}")),
            url: Some(format!("javascript:alert(1)//{HOSTILE}")),
            published: Published {
                edtf: publication_date("2031-04-02"),
                from: DateSource::Option,
            },
            ..Metadata::default()
        },
        table: None,
    };
    add(&record, &engine, hostile, options).await;
    record
}

async fn add(record: &Record, engine: &Arc<Engine>, path: PathBuf, options: IntakeOptions) {
    let inputs = Inputs::new(&[path], options);
    let report = record.add(engine, inputs, &clerk(), |_| {}).await.unwrap();
    assert!(report.new > 0 && report.failed == 0, "{report:?}");
}
