//! Statements that people added, corrected or struck out: seen everywhere, kept, undone, forgotten.

use rapporteur_core::{
    Act, EntityType, Reading, SaidSource, Stance, Statement, StatementId, TextRange,
};
use rapporteur_record::{
    Added, Amended, Amendment, ArticleNumber, ErrorKind, FIRST_ADDED, LongKind, NewReading,
    OperationNumber, PositionDecision, PositionVerdict, SpokenBy, StatementField, Stretch,
};

use crate::desk::{Desk, Draft, bytes_of, draft, said, stamp, words};

const FIRST: ArticleNumber = ArticleNumber(1);

/// Two lines, of which the first quotes somebody whom the reading leaves out.
fn talks() -> Draft {
    draft()
        .maren("the talks go on, though Talsk calls the ferry a trap")
        .stands("talks.resume", Stance::For)
        .waits("talks.resume", "islands.withdraw")
        .maren("the ceasefire holds")
}

async fn desk() -> Desk {
    let desk = Desk::new().await;
    desk.add(&[talks().new_article()]).await;
    desk
}

fn stretches(text: &str, words: &str) -> Vec<Stretch> {
    let range = TextRange::of(text, words).unwrap();
    let words = words.to_owned();
    vec![Stretch { range, words }]
}

fn talsk() -> SpokenBy {
    SpokenBy {
        name: "Talsk".to_owned(),
        kind: EntityType::Person,
        codebook: None,
        party: Some("kestoria".to_owned()),
    }
}

/// What Talsk says according to the first line.
fn trap(text: &str) -> Amendment {
    Amendment::Add(vec![
        StatementField::Source(stretches(text, "Talsk")),
        StatementField::Cue(stretches(text, "calls")),
        StatementField::Content(stretches(text, "the ferry a trap")),
        StatementField::Speaker(Some(talsk())),
        StatementField::Act(Act::Accuse),
    ])
}

async fn amend(desk: &Desk, amendment: &Amendment) -> Amended {
    let version = desk.ask().await.article(FIRST).await.unwrap().row.version;
    let record = &desk.record;
    let amended = record.amend(stamp("statements"), FIRST, version, amendment);
    amended.await.unwrap()
}

async fn undo(desk: &Desk, number: OperationNumber) {
    let record = &desk.record;
    record.undo(stamp("undo"), Some(number)).await.unwrap();
}

/// Reads the first article again, so that it says what is given.
async fn reread(desk: &Desk, reading: Reading) {
    let version = desk.ask().await.article(FIRST).await.unwrap().row.version;
    let new = NewReading {
        article: FIRST,
        version,
        reading,
        digest: None,
    };
    let begun = desk.record.begin(LongKind::Reread, stamp("reread"), None);
    let mut writing = begun.await.unwrap();
    assert_eq!(writing.reread(&[new]).await.unwrap(), [true]);
    writing.finish("2031-03-20T10:00:02Z", "").await.unwrap();
}

async fn statement(desk: &Desk, id: StatementId) -> Option<Statement> {
    let stored = desk.ask().await.article(FIRST).await.unwrap();
    let mut statements = stored.reading.statements.into_iter();
    statements.find(|statement| statement.id == id)
}

async fn found(desk: &Desk, word: &str) -> Vec<String> {
    said(&mut desk.ask().await, &words(word)).await
}

#[tokio::test]
async fn a_statement_that_was_added_is_found_decided_about_and_undone() {
    let desk = desk().await;
    let (before, names) = (desk.view().await, desk.names().await);
    let text = talks().text();
    let added = amend(&desk, &trap(&text)).await;
    assert_eq!(added.statement, FIRST_ADDED);
    assert_eq!(
        found(&desk, "ferry").await,
        [
            "Ilva Maren: the talks go on, though Talsk calls the ferry a trap",
            "Talsk: the ferry a trap",
        ]
    );
    let stored = desk.ask().await.article(FIRST).await.unwrap();
    assert_eq!(stored.row.statements, 3);
    let ids: Vec<_> = stored
        .reading
        .statements
        .iter()
        .map(|one| one.id.0)
        .collect();
    assert_eq!(ids, [1, FIRST_ADDED.0, 2], "in the order of the text");
    let trap = &stored.reading.statements[1];
    assert_eq!(trap.within, Some(StatementId(1)));
    assert_eq!(trap.act, Act::Accuse);
    assert_eq!(trap.said.as_ref().unwrap().from, SaidSource::Published);
    assert!(desk.names().await.contains("Talsk"));
    let decision = PositionDecision {
        article: FIRST,
        version: stored.row.version,
        content: "the ferry a trap".to_owned(),
        ranges: trap.content.clone(),
        proposition: "ferry.open".to_owned(),
        verdict: PositionVerdict::Set,
        stance: Some(Stance::Against),
        words: trap.content.clone(),
    };
    let record = &desk.record;
    let decisions = [decision];
    let decided = record.decide_positions(stamp("positions"), &decisions, None);
    let decided = decided.await.unwrap();
    let line = "kestoria ferry.open: 2031-03-12 Against 1";
    assert_eq!(desk.lines().await[0], line);
    undo(&desk, added.operation.number).await;
    assert!(!desk.lines().await.contains(&line.to_owned()));
    undo(&desk, decided.number).await;
    assert_eq!(desk.view().await, before);
    assert_eq!(desk.names().await, names);
}

#[tokio::test]
async fn numbers_of_what_was_added_stay_and_are_not_used_again() {
    let desk = desk().await;
    let text = talks().text();
    let first = amend(&desk, &trap(&text)).await;
    undo(&desk, first.operation.number).await;
    let holds = vec![StatementField::Content(stretches(&text, "holds"))];
    let second = amend(&desk, &Amendment::Add(holds)).await;
    assert_eq!(second.statement.0, FIRST_ADDED.0 + 1);
    // The undoing is undone: what was first has its number again.
    undo(&desk, OperationNumber(first.operation.number.0 + 1)).await;
    let first = statement(&desk, FIRST_ADDED).await.unwrap();
    assert_eq!(first.act, Act::Accuse);
    assert!(statement(&desk, second.statement).await.is_some());
}

#[tokio::test]
async fn what_is_corrected_changes_everywhere_and_back() {
    let desk = desk().await;
    let before = desk.view().await;
    let text = talks().text();
    let fields = vec![
        StatementField::Content(stretches(&text, "the talks go on")),
        StatementField::Speaker(Some(talsk())),
        StatementField::Said(rapporteur_core::Edtf::parse("2031-03-10")),
    ];
    let corrected = amend(&desk, &Amendment::Correct(StatementId(1), fields)).await;
    assert_eq!(corrected.statement, StatementId(1));
    assert_eq!(found(&desk, "talks").await, ["Talsk: the talks go on"]);
    assert_eq!(
        desk.lines().await,
        ["kestoria talks.resume: 2031-03-10 For 1"]
    );
    let counts = desk.ask().await.condition_counts(None).await.unwrap();
    assert_eq!(counts[0].holder.as_deref(), Some("kestoria"));
    // Another correction of the same, by what it is now.
    let act = vec![StatementField::Act(Act::Promise)];
    let again = amend(&desk, &Amendment::Correct(StatementId(1), act)).await;
    undo(&desk, corrected.operation.number).await;
    let left = statement(&desk, StatementId(1)).await.unwrap();
    assert_eq!(left.act, Act::Promise);
    assert_eq!(left.speaker.name.as_deref(), Some("Ilva Maren"));
    undo(&desk, again.operation.number).await;
    assert_eq!(desk.view().await, before);
}

#[tokio::test]
async fn what_is_struck_out_is_nowhere_and_its_conditions_with_it() {
    let desk = desk().await;
    let text = talks().text();
    amend(&desk, &trap(&text)).await;
    let struck = amend(&desk, &Amendment::Strike(StatementId(1))).await;
    assert_eq!(found(&desk, "talks").await, Vec::<String>::new());
    assert_eq!(desk.lines().await, Vec::<String>::new());
    let counts = desk.ask().await.condition_counts(None).await.unwrap();
    assert_eq!(counts, []);
    let nested = statement(&desk, FIRST_ADDED).await.unwrap();
    assert_eq!(nested.within, None);
    let missing = Amendment::Strike(StatementId(1));
    let version = desk.ask().await.article(FIRST).await.unwrap().row.version;
    let again = desk.record.amend(stamp("again"), FIRST, version, &missing);
    let error = again.await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::NotFound);
    assert_eq!(error.to_string(), "no statement s1 in article 1");
    let stored = desk.ask().await.article(FIRST).await.unwrap();
    let about: Vec<_> = stored.amendments.iter().map(|one| one.statement).collect();
    assert_eq!(about, [Some(FIRST_ADDED), Some(StatementId(1))]);
    undo(&desk, struck.operation.number).await;
    assert_eq!(found(&desk, "talks").await.len(), 1);
}

#[tokio::test]
async fn a_new_reading_keeps_what_was_decided() {
    let desk = desk().await;
    let text = talks().text();
    amend(&desk, &trap(&text)).await;
    amend(&desk, &Amendment::Strike(StatementId(2))).await;
    let act = vec![StatementField::Act(Act::Promise)];
    amend(&desk, &Amendment::Correct(StatementId(1), act)).await;
    // The new reading numbers statements otherwise, and ends one of them earlier.
    let mut reading = talks().reading();
    for (number, statement) in (7..).zip(&mut reading.statements) {
        statement.id = StatementId(number);
    }
    let content = &mut reading.statements[0].content[0];
    *content = TextRange::new(content.start(), content.end() - 5);
    reading.preconditions.clear();
    reread(&desk, reading).await;
    let stored = desk.ask().await.article(FIRST).await.unwrap();
    let read: Vec<_> = stored
        .reading
        .statements
        .iter()
        .map(|one| (one.id.0, one.act))
        .collect();
    assert_eq!(read, [(7, Act::Promise), (FIRST_ADDED.0, Act::Accuse)]);
}

#[tokio::test]
async fn another_version_is_searched_for_the_words() {
    let desk = Desk::new().await;
    let at = "https://harbour.example/1";
    desk.add(&[talks().at(at).new_article()]).await;
    let text = talks().text();
    amend(&desk, &trap(&text)).await;
    amend(&desk, &Amendment::Strike(StatementId(2))).await;
    let mut longer = draft().at(at).maren("we meet tomorrow");
    longer.said.extend(talks().said);
    let (_, added) = desk.add(&[longer.new_article()]).await;
    assert_eq!(added, [Added::Version(FIRST)]);
    assert_eq!(found(&desk, "trap").await.len(), 2);
    assert_eq!(found(&desk, "ceasefire").await, Vec::<String>::new());
    let without = draft().at(at).maren("we meet tomorrow").new_article();
    desk.add(&[without]).await;
    let stored = desk.ask().await.article(FIRST).await.unwrap();
    assert_eq!(stored.reading.statements.len(), 1);
    let about: Vec<_> = stored.amendments.iter().map(|one| one.statement).collect();
    assert_eq!(
        about,
        [None, None],
        "they wait for a text that has the words"
    );
}

#[tokio::test]
async fn an_adding_that_was_decided_about_is_not_undone_before() {
    let desk = desk().await;
    amend(&desk, &Amendment::Strike(StatementId(2))).await;
    let add = Some(OperationNumber(1));
    let error = desk.record.undo(stamp("undo"), add).await.unwrap_err();
    assert_eq!(error.hint().as_deref(), Some("undo operation 2 first"));
}

#[tokio::test]
async fn nothing_is_left_of_what_was_decided_about_an_erased_article() {
    let desk = desk().await;
    let text = talks().text();
    let mut fields = vec![StatementField::Content(stretches(&text, "a trap"))];
    fields.push(StatementField::Speaker(Some(SpokenBy {
        name: "Pernilla Hask".to_owned(),
        ..talsk()
    })));
    amend(&desk, &Amendment::Add(fields)).await;
    let told = |word: &str| {
        let bytes = bytes_of(&desk.path());
        bytes
            .windows(word.len())
            .any(|window| window == word.as_bytes())
    };
    assert!(told("Pernilla Hask"));
    desk.record.erase(stamp("erase"), &[FIRST]).await.unwrap();
    assert!(!told("Pernilla"));
    assert!(!told("a trap"));
}

#[tokio::test]
async fn a_text_that_has_changed_meanwhile_is_looked_at_again() {
    let desk = Desk::new().await;
    let at = "https://harbour.example/1";
    desk.add(&[talks().at(at).new_article()]).await;
    let version = desk.ask().await.article(FIRST).await.unwrap().row.version;
    let other = draft().at(at).maren("we meet tomorrow").new_article();
    desk.add(&[other]).await;
    let strike = Amendment::Strike(StatementId(1));
    let amended = desk.record.amend(stamp("late"), FIRST, version, &strike);
    let error = amended.await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Refused);
    assert_eq!(error.hint().as_deref(), Some("look at the article again"));
}

#[tokio::test]
async fn what_a_decision_would_change_is_told_beforehand() {
    let desk = desk().await;
    let text = talks().text();
    let stored = desk.ask().await.article(FIRST).await.unwrap();
    let (reading, id) = stored.amended(&trap(&text)).unwrap();
    assert_eq!(id, FIRST_ADDED);
    assert_eq!(reading.statements.len(), 3);
    let unknown = Amendment::Strike(StatementId(9));
    assert_eq!(stored.amended(&unknown), None);
    amend(&desk, &trap(&text)).await;
    let shown = desk.ask().await.article(FIRST).await.unwrap().reading;
    assert_eq!(shown, reading);
}
