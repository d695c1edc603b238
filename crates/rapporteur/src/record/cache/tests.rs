//! What is kept changes no answer: a handle that has kept much says what a new one says.

use std::sync::Arc;

use rapporteur_core::Stance;

use super::super::{
    Clerk, DeadlocksQuery, Mending, MoveQuery, NameQuery, PositionsQuery, Record, ReviewQuery,
    Role, Ruling, TimelineQuery,
};
use crate::codebook::CodebookFile;
use crate::engine::Engine;
use crate::error::Error;
use crate::intake::{Inputs, IntakeOptions};
use rapporteur_record::PositionVerdict;

const CODEBOOK: &str = r#"
[process]
name = "The talks"

[[party]]
id = "valdria"
name = "Valdria"
role = "side"

[[party]]
id = "kestoria"
name = "Kestoria"
role = "side"

[[person]]
id = "ilva-maren"
name = "Ilva Maren"
party = "valdria"

[[issue]]
id = "islands"
name = "The islands"

[[issue.proposition]]
id = "islands.withdraw"
text = "Kestoria withdraws its troops from the islands."
"#;

const REPORTS: [&str; 3] = [
    "Valdria and Kestoria met for a second round of talks in Port Sorrel on 5 March 2031. \
     “Kestoria must withdraw its troops from the islands,” Ilva Maren said on 6 March 2031. \
     Joren Hallick said that the talks would go on.",
    "The second round of talks between Kestoria and Valdria in Port Sorrel on 5 March 2031 lasted \
     six hours. Joren Halick, the minister, said that nobody would withdraw troops. Ilva Maren said \
     on 7 March 2031 that Kestoria must withdraw its troops from the islands first.",
    "Kestoria rejected on 9 March 2031 that it would withdraw its troops from the islands. The \
     leaders will meet in Velm on 12 March 2031, Ilva Maren said.",
];

struct Desk {
    folder: tempfile::TempDir,
    engine: Arc<Engine>,
}

impl Desk {
    fn new() -> Self {
        let codebook = CodebookFile::parse(CODEBOOK).unwrap();
        Self {
            folder: tempfile::tempdir().unwrap(),
            engine: Arc::new(Engine::new(Some(codebook))),
        }
    }

    async fn open(&self) -> Record {
        let file = self.folder.path().join("record.rapporteur");
        Record::create_or_open(&file).await.unwrap()
    }

    async fn add(&self, record: &Record, number: usize) {
        let file = self.folder.path().join(format!("report-{number}.txt"));
        std::fs::write(&file, REPORTS[number]).unwrap();
        let inputs = Inputs::new(&[file], IntakeOptions::default());
        let clerk = clerk("ada");
        let added = record.add(&self.engine, inputs, &clerk, |_| {});
        assert_eq!(added.await.unwrap().new, 1);
    }

    /// Holds what a handle that has kept much says against what a new one says.
    async fn check(&self, warm: &Record) -> String {
        let fresh = self.open().await;
        let (one, other) = (everything(warm).await, everything(&fresh).await);
        assert_eq!(one.unwrap(), other.unwrap());
        fresh.close().await;
        everything(warm).await.unwrap()
    }
}

fn clerk(author: &str) -> Clerk {
    Clerk {
        author: author.to_owned(),
        now: || "2031-03-20T10:00:00Z".to_owned(),
    }
}

/// All that is worked out of the whole record.
async fn everything(record: &Record) -> Result<String, Error> {
    let all = TimelineQuery {
        all: true,
        ..TimelineQuery::default()
    };
    let told = serde_json::json!([
        record.brief().await?,
        record.timeline(&TimelineQuery::default()).await?,
        record.timeline(&all).await?,
        record.names(&NameQuery::default()).await?,
        record.positions(&PositionsQuery::default()).await?,
        record.moves(&MoveQuery::default()).await?,
        record.deadlocks(&DeadlocksQuery::default()).await?,
        record.review(&ReviewQuery::default()).await?,
        record.copies().await?,
        record.codebook().await?.map(|file| file.source),
    ]);
    Ok(told.to_string())
}

#[tokio::test]
async fn whoever_writes_the_answers_are_the_new_ones() {
    let desk = Desk::new();
    let (reader, writer) = (desk.open().await, desk.open().await);
    let mut states = vec![desk.check(&reader).await];
    for number in 0..REPORTS.len() {
        desk.add(&writer, number).await;
        states.push(desk.check(&reader).await);
    }
    let ruling = Ruling {
        statement: "1:s1".to_owned(),
        proposition: "islands.withdraw".to_owned(),
        verdict: PositionVerdict::Set,
        stance: Some(Stance::Conditional),
    };
    writer
        .decide_position(&ruling, &clerk("ada"))
        .await
        .unwrap();
    states.push(desk.check(&reader).await);
    let ada = clerk("ada");
    let apart = ["Joren Halick".to_owned()];
    let decided = writer.split_name("Joren Hallick", &apart, &ada);
    decided.await.unwrap();
    states.push(desk.check(&reader).await);
    let mending = Mending {
        publisher: Some(Some("Harbour Wire".to_owned())),
        ..Mending::default()
    };
    let set = writer.set(2, &mending, &desk.engine, &ada);
    set.await.unwrap();
    states.push(desk.check(&reader).await);
    writer.remove(&[3], &clerk("ada")).await.unwrap();
    states.push(desk.check(&reader).await);
    for (number, pair) in states.windows(2).enumerate() {
        assert_ne!(pair[0], pair[1], "step {number} changes nothing");
    }
    for state in states.iter().rev().skip(1).take(4) {
        writer.undo(None, &clerk("ada")).await.unwrap();
        assert_eq!(&desk.check(&reader).await, state);
    }
}

#[tokio::test]
async fn what_coders_agree_on_counts_while_they_do() {
    let desk = Desk::new();
    let record = desk.open().await;
    desk.add(&record, 0).await;
    let ruling = |stance| Ruling {
        statement: "1:s1".to_owned(),
        proposition: "islands.withdraw".to_owned(),
        verdict: PositionVerdict::Set,
        stance: Some(stance),
    };
    let judge = async |author: &str, stance| {
        let (ruling, clerk) = (ruling(stance), clerk(author));
        record
            .judge_position(&ruling, Role::Coder, &clerk)
            .await
            .unwrap()
    };
    let stances = async || {
        let shown = record.show(1).await.unwrap();
        let positions = shown.reading.statements[0].positions.clone();
        positions.iter().map(|one| one.stance).collect::<Vec<_>>()
    };
    let alone = judge("ada", Stance::Against).await;
    assert!(!alone.apart && alone.in_force);
    assert_eq!(stances().await, [Stance::Against]);
    record.undo(None, &clerk("ada")).await.unwrap();
    let read = stances().await;
    for name in ["ada", "bo", "cato"] {
        record
            .put_user(name, "a boat of salt", Role::Coder)
            .await
            .unwrap();
    }
    let first = judge("ada", Stance::Against).await;
    assert!(first.apart && !first.in_force);
    assert_eq!(stances().await, read);
    assert!(!judge("bo", Stance::Conditional).await.in_force);
    assert_eq!(record.disagreements(None, 0).await.unwrap().total, 1);
    let third = judge("cato", Stance::Against).await;
    assert!(third.in_force);
    assert_eq!(stances().await, [Stance::Against]);
    assert_eq!(record.disagreements(None, 0).await.unwrap().total, 0);
    desk.check(&record).await;
    record
        .undo(Some(first.operation.number), &clerk("ada"))
        .await
        .unwrap();
    assert_eq!(stances().await, read);
    desk.check(&record).await;
    let (ruled, eve) = (ruling(Stance::Conditional), clerk("eve"));
    let settled = record.judge_position(&ruled, Role::Editor, &eve);
    assert!(settled.await.unwrap().in_force);
    assert_eq!(stances().await, [Stance::Conditional]);
    judge("ada", Stance::Against).await;
    assert_eq!(stances().await, [Stance::Conditional]);
    desk.check(&record).await;
}

#[tokio::test]
async fn many_who_ask_at_once_get_the_same() {
    let desk = Desk::new();
    let record = desk.open().await;
    for number in 0..REPORTS.len() {
        desk.add(&record, number).await;
    }
    let asked: Vec<_> = (0..24)
        .map(|_| {
            let record = record.clone();
            tokio::spawn(async move { record.brief().await.map(|brief| brief.statements) })
        })
        .collect();
    let told = record.brief().await.unwrap().statements;
    for answer in asked {
        assert_eq!(answer.await.unwrap().unwrap(), told);
    }
}
