//! Invented articles for the tests, and a record in a folder of its own.

use std::path::{Path, PathBuf};

use rapporteur_core::{
    Act, Article, ArticleId, Basis, Clause, DateSource, Edtf, Entity, EntityId, EntityType, Form,
    Kind, Language, Mention, Metadata, Position, Precondition, PreconditionId, Provenance,
    Published, Reading, Said, SaidSource, Speaker, Stance, Statement, StatementId, TextRange,
};
use rapporteur_record::{
    Added, ArticleNumber, Decision, LongKind, Mend, NewArticle, Operation, Original, Record,
    Snapshot, Stamp, StatementFilter, VoiceFilter,
};

/// A record in a folder that is deleted with it.
pub(crate) struct Desk {
    pub(crate) folder: tempfile::TempDir,
    pub(crate) record: Record,
}

impl Desk {
    pub(crate) async fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let record = Record::create_or_open(&path_in(&folder)).await.unwrap();
        Self { folder, record }
    }

    pub(crate) fn path(&self) -> PathBuf {
        path_in(&self.folder)
    }

    /// Adds in one operation of one batch.
    pub(crate) async fn add(&self, articles: &[NewArticle]) -> (Operation, Vec<Added>) {
        let mut writing = self
            .record
            .begin(LongKind::Add, stamp("add"), None)
            .await
            .unwrap();
        let added = writing.add(articles).await.unwrap();
        let operation = writing.finish("2031-03-20T10:00:01Z", "add").await.unwrap();
        (operation, added)
    }

    pub(crate) async fn ask(&self) -> Snapshot {
        self.record.snapshot().await.unwrap()
    }

    /// Everything that anybody can see of the articles, as text to be compared.
    pub(crate) async fn view(&self) -> String {
        let mut snapshot = self.ask().await;
        let articles = snapshot.stored_articles(None, 1000).await.unwrap();
        let statements = snapshot
            .statements(&StatementFilter::default())
            .await
            .unwrap();
        let parties = snapshot.party_counts().await.unwrap();
        let mut found = Vec::new();
        for word in ["islands", "ceasefire", "ferry", "talks"] {
            found.push(said(&mut snapshot, &words(word)).await);
        }
        format!("{articles:#?}\n{statements:#?}\n{parties:#?}\n{found:#?}")
    }
}

impl Desk {
    /// The lines, each as "party proposition: day stance times, …", after a check that they say what
    /// the statements behind them do.
    pub(crate) async fn lines(&self) -> Vec<String> {
        let mut snapshot = self.ask().await;
        let mut lines = Vec::new();
        for line in snapshot.lines().await.unwrap() {
            let all = VoiceFilter {
                line: line.number,
                from: None,
                to: Some("9999-12-31".to_owned()),
                stance: None,
                limit: None,
                offset: 0,
            };
            let mut counted = std::collections::BTreeMap::new();
            for voice in snapshot.voices(&all).await.unwrap() {
                if !voice.repeats {
                    let day = voice.statement.day.clone();
                    *counted.entry((day, voice.stance)).or_default() += 1;
                }
            }
            let days = line.days.iter();
            let told: Vec<_> = days
                .clone()
                .map(|row| ((row.day.clone(), row.stance), row.positions))
                .collect();
            assert_eq!(told, counted.into_iter().collect::<Vec<_>>());
            let days: Vec<String> = days
                .map(|row| {
                    let day = row.day.as_deref().unwrap_or("undated");
                    format!("{day} {:?} {}", row.stance, row.positions)
                })
                .collect();
            lines.push(format!(
                "{} {}: {}",
                line.party.as_deref().unwrap_or("?"),
                line.proposition,
                days.join(", ")
            ));
        }
        lines
    }

    /// Everything that the record tells of names, as text to be compared.
    pub(crate) async fn names(&self) -> String {
        let mut snapshot = self.ask().await;
        let namings = snapshot.namings().await.unwrap();
        let wordings = snapshot.wordings().await.unwrap();
        let numbers: Vec<_> = namings.iter().map(|row| row.number).collect();
        let appearances = snapshot.appearances(&numbers).await.unwrap();
        format!("{namings:#?}\n{wordings:#?}\n{appearances:#?}")
    }
}

pub(crate) fn path_in(folder: &tempfile::TempDir) -> PathBuf {
    folder.path().join("talks.rapporteur")
}

pub(crate) fn stamp(summary: &str) -> Stamp {
    Stamp {
        author: "Ada".to_owned(),
        at: "2031-03-20T10:00:00Z".to_owned(),
        summary: summary.to_owned(),
    }
}

pub(crate) fn words(words: &str) -> StatementFilter {
    StatementFilter {
        words: Some(words.to_owned()),
        ..StatementFilter::default()
    }
}

/// What the filter finds, as "speaker: content".
pub(crate) async fn said(snapshot: &mut Snapshot, filter: &StatementFilter) -> Vec<String> {
    let rows = snapshot.statements(filter).await.unwrap();
    rows.iter()
        .map(|row| format!("{}: {}", row.speaker.as_deref().unwrap_or("?"), row.content))
        .collect()
}

/// An article in the making.
#[derive(Debug, Clone, Default)]
pub(crate) struct Draft {
    pub(crate) metadata: Metadata,
    pub(crate) file: Option<String>,
    /// Speaker, party, day, content.
    pub(crate) said: Vec<(String, String, String, String)>,
    /// Place of the statement, proposition, stance.
    pub(crate) stances: Vec<(usize, String, Stance)>,
    /// Place of the statement, what is wanted, what has to come first.
    pub(crate) conditions: Vec<(usize, String, String)>,
    /// Place of the statement, and what it does.
    pub(crate) acts: Vec<(usize, Act)>,
    pub(crate) codebook: Option<String>,
    pub(crate) engine: String,
}

/// Drafts an article of "Harbour Wire" of 12 March 2031.
pub(crate) fn draft() -> Draft {
    Draft {
        metadata: Metadata {
            publisher: Some("Harbour Wire".to_owned()),
            published: published("2031-03-12"),
            ..Metadata::default()
        },
        engine: "0.1.0".to_owned(),
        ..Draft::default()
    }
}

pub(crate) fn published(day: &str) -> Published {
    match Edtf::parse(day) {
        None => Published::default(),
        Some(edtf) => Published {
            edtf: Some(edtf),
            from: DateSource::Metadata,
        },
    }
}

impl Draft {
    pub(crate) fn by(mut self, publisher: &str) -> Self {
        self.metadata.publisher = Some(publisher.to_owned());
        self
    }

    pub(crate) fn at(mut self, url: &str) -> Self {
        self.metadata.url = Some(url.to_owned());
        self
    }

    pub(crate) fn titled(mut self, title: &str) -> Self {
        self.metadata.title = Some(title.to_owned());
        self
    }

    pub(crate) fn on(mut self, day: &str) -> Self {
        self.metadata.published = published(day);
        self
    }

    pub(crate) fn in_file(mut self, file: &str) -> Self {
        self.file = Some(file.to_owned());
        self
    }

    /// Maren, of Valdria, on no day of her own.
    pub(crate) fn maren(self, content: &str) -> Self {
        self.says("Ilva Maren", "valdria", "", content)
    }

    pub(crate) fn says(mut self, speaker: &str, party: &str, day: &str, content: &str) -> Self {
        let [speaker, party, day, content] = [speaker, party, day, content].map(str::to_owned);
        self.said.push((speaker, party, day, content));
        self
    }

    /// What was said last is for or against this.
    pub(crate) fn stands(mut self, proposition: &str, stance: Stance) -> Self {
        let place = self.said.len() - 1;
        self.stances.push((place, proposition.to_owned(), stance));
        self
    }

    /// What was said last does this.
    pub(crate) fn does(mut self, act: Act) -> Self {
        self.acts.push((self.said.len() - 1, act));
        self
    }

    /// What was said last makes one thing wait for another.
    pub(crate) fn waits(mut self, wanted: &str, condition: &str) -> Self {
        let place = self.said.len() - 1;
        self.conditions
            .push((place, wanted.to_owned(), condition.to_owned()));
        self
    }

    pub(crate) fn text(&self) -> String {
        let lines = self
            .said
            .iter()
            .map(|(speaker, _, _, content)| format!("{speaker} said: {content}\n"));
        lines.collect()
    }

    pub(crate) fn id(&self) -> ArticleId {
        let metadata = &self.metadata;
        let parts = format!(
            "{}\0{:?}\0{:?}",
            self.text(),
            metadata.publisher,
            metadata.url
        );
        ArticleId(hash(&parts))
    }

    pub(crate) fn article(&self) -> Article {
        Article {
            text: self.text(),
            metadata: self.metadata.clone(),
        }
    }

    pub(crate) fn reading(&self) -> Reading {
        let text = self.text();
        let mut reading = Reading {
            language: Language::new("en"),
            read: true,
            entities: Vec::new(),
            mentions: Vec::new(),
            times: Vec::new(),
            statements: Vec::new(),
            preconditions: Vec::new(),
            events: Vec::new(),
            provenance: Provenance {
                engine: self.engine.clone(),
                codebook: self.codebook.clone(),
                ..Provenance::default()
            },
            diagnostics: Vec::new(),
        };
        let mut start = 0;
        for (index, (speaker, party, day, content)) in self.said.iter().enumerate() {
            let id = u32::try_from(index).unwrap() + 1;
            let source = TextRange::new(start, start + speaker.len());
            let cue = TextRange::new(source.end() + 1, source.end() + 5);
            let content = TextRange::new(cue.end() + 2, cue.end() + 2 + content.len());
            start = content.end() + 1;
            let party = (!party.is_empty()).then(|| party.clone());
            let codebook = speaker.to_lowercase().replace(' ', "-");
            reading.entities.push(Entity {
                id: EntityId(id),
                name: speaker.clone(),
                kind: EntityType::Person,
                party: party.clone(),
                codebook: party.as_ref().map(|_| codebook),
            });
            reading.mentions.push(Mention {
                entity: Some(EntityId(id)),
                candidates: Vec::new(),
                tie: None,
                name: None,
                range: source,
                form: Form::Name,
            });
            let said = Edtf::parse(day).map(|edtf| (edtf, SaidSource::Phrase));
            let assumed = self.metadata.published.edtf.clone();
            let said = said.or(assumed.map(|edtf| (edtf, SaidSource::Published)));
            reading.statements.push(Statement {
                id: StatementId(id),
                within: None,
                kind: Kind::Direct,
                basis: Basis::Speech,
                act: Act::State,
                confidence: None,
                source: vec![source],
                cue: vec![cue],
                content: vec![content],
                speaker: Speaker {
                    entity: Some(EntityId(id)),
                    name: Some(speaker.clone()),
                    party,
                },
                said: said.map(|(edtf, from)| Said { edtf, from }),
                positions: Vec::new(),
            });
        }
        for (place, proposition, stance) in &self.stances {
            let statement = &mut reading.statements[*place];
            statement.positions.push(Position {
                proposition: proposition.clone(),
                stance: *stance,
                confidence: None,
                words: statement.content.clone(),
            });
        }
        for (place, act) in &self.acts {
            reading.statements[*place].act = *act;
        }
        for (number, (place, wanted, condition)) in (1..).zip(&self.conditions) {
            let statement = &reading.statements[*place];
            let clause = |proposition: &String| Clause {
                span: statement.content.clone(),
                proposition: Some(proposition.clone()),
            };
            reading.preconditions.push(Precondition {
                id: PreconditionId(number),
                statement: Some(statement.id),
                holder: statement.speaker.party.clone(),
                wanted: clause(wanted),
                condition: clause(condition),
            });
        }
        assert!(reading.statements.iter().all(|statement| {
            statement
                .content
                .iter()
                .all(|range| range.slice(&text).is_some())
        }));
        reading
    }

    pub(crate) fn new_article(&self) -> NewArticle {
        let text = self.text();
        NewArticle {
            id: self.id(),
            article: self.article(),
            text_hash: hash(&text),
            original: Original {
                hash: hash(&format!("original {text}")),
                format: "text".to_owned(),
                bytes: format!("original {text}").into_bytes(),
            },
            file: self.file.clone(),
            reading: self.reading(),
            digest: None,
        }
    }

    /// This draft as what the article of that number is to become.
    pub(crate) fn mend(&self, article: ArticleNumber, decisions: &[Decision]) -> Mend {
        let mut mended = self.clone();
        decisions
            .iter()
            .for_each(|decision| decision.apply(&mut mended.metadata));
        Mend {
            article,
            decisions: decisions.to_vec(),
            id: mended.id(),
            reading: mended.reading(),
            digest: None,
        }
    }
}

pub(crate) fn hash(text: &str) -> String {
    blake3::hash(text.as_bytes()).to_hex().to_string()
}

/// Three articles by two outlets, on two days and without one.
pub(crate) fn three() -> Vec<NewArticle> {
    vec![
        draft()
            .titled("Maren speaks")
            .at("https://harbour.example/1")
            .in_file("maren.txt")
            .says(
                "Ilva Maren",
                "valdria",
                "2031-03-11",
                "we will not leave the islands",
            )
            .says("Ilva Maren", "valdria", "", "the talks go on")
            .new_article(),
        draft()
            .by("Kestoria Today")
            .on("2031-03-14")
            .says(
                "Oren Talsk",
                "kestoria",
                "",
                "the ceasefire holds around the islands",
            )
            .new_article(),
        draft()
            .by("Kestoria Today")
            .on("")
            .says("A fisherman", "", "", "the ferry has stopped")
            .new_article(),
    ]
}

/// All bytes of the record's files.
pub(crate) fn bytes_of(path: &Path) -> Vec<u8> {
    let mut bytes = Vec::new();
    for suffix in ["", "-wal", "-shm"] {
        let mut name = path.as_os_str().to_owned();
        name.push(suffix);
        bytes.extend(std::fs::read(name).unwrap_or_default());
    }
    bytes
}
