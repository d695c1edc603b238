//! A record of very many generated statements with positions, and how fast it answers.
//!
//! Nothing is read: the readings are made up and stored through the record's own interface, so that a
//! million statements take minutes. The commands are timed as processes of the release binary.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Instant;

use clap::Args;
use jiff::{Span, civil::Date};
use rapporteur_core::{
    Act, Article, ArticleId, Basis, Clause, Confidence, DateSource, Edtf, Entity, EntityId,
    EntityType, Event, EventId, EventPlace, Form, Kind, Language, Mention, Metadata, Participant,
    ParticipantRole, Phase, Position, Precondition, PreconditionId, Provenance, Published,
    Quantity, Reading, Said, SaidSource, Speaker, Stance, Statement, StatementId, TextRange,
};
use rapporteur_record::{
    CodebookVersion, LongKind, NewArticle, Original, Record, RecordError, Stamp,
};

use crate::generate::{self, Random};
use crate::{Failure, root};

/// Options of a run.
#[derive(Debug, Args)]
pub(crate) struct Standings {
    /// How many statements the record has
    #[arg(long, default_value_t = 1_000_000)]
    statements: usize,
    /// The folder to work in; a record that is there already is used as it is
    #[arg(long, value_name = "FOLDER")]
    folder: PathBuf,
}

/// How many statements an article has.
const STATEMENTS: usize = 10;

/// How many articles are written in one transaction.
const BATCH: usize = 200;

/// How many of a hundred statements take a position.
const POSITIONS: usize = 40;

/// How many of a hundred statements set a condition.
const CONDITIONS: usize = 5;

/// One in so many positions is against what the party held until then.
const TURNS: usize = 500;

/// How many things happen a day, and of how many of the last week an article tells.
const HAPPENINGS: usize = 10;
const TOLD: usize = 3;

/// How many people besides those of the codebook speak, and how many of a hundred statements are theirs.
const PEOPLE: usize = 3_000;
const OTHERS: usize = 25;

/// How many more articles are stored one by one, to be timed.
const MORE: usize = 20;

/// How often each command is run.
const RUNS: usize = 7;

const FIRST_DAY: Date = jiff::civil::date(2028, 1, 1);
const DAYS: usize = 1095;

const PARTIES: [(&str, [&str; 3]); 4] = [
    ("valdria", ["Joren Hallick", "Ilva Maren", "Bastian Orme"]),
    ("kestoria", ["Davit Korsan", "Orlan Teich", "Mira Kostel"]),
    ("brennia", ["Agnes Tolliver", "Casimir Boll", "The chair"]),
    (
        "littoral-union",
        ["Renata Quill", "A commissioner", "The bloc"],
    ),
];

const OUTLETS: [&str; 6] = [
    "Harbour Wire",
    "Arvanne Courier",
    "Tolmarch Gazette",
    "Radio Aldersund",
    "Narrows Monitor",
    "Dayfeed 24",
];

const WORDS: [&str; 24] = [
    "troops",
    "islands",
    "blockade",
    "harbour",
    "talks",
    "monitors",
    "fishing",
    "grounds",
    "sanctions",
    "reply",
    "paper",
    "standstill",
    "leaders",
    "meeting",
    "withdraw",
    "remain",
    "accept",
    "reject",
    "never",
    "after",
    "before",
    "return",
    "exchange",
    "status",
];

/// Fills the record, where there is none, and times the commands.
pub(crate) fn run(options: &Standings) -> Result<(), Failure> {
    let folder = &options.folder;
    std::fs::create_dir_all(folder).map_err(|error| Failure::io(folder, error))?;
    let file = folder.join("standings.rapporteur");
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .map_err(|error| Failure::io(&file, error))?;
    if !file.exists() {
        let began = Instant::now();
        let filled = runtime.block_on(fill(&file, options.statements));
        filled.map_err(|error| Failure::Task(error.to_string()))?;
        println!("filled in           {:.0} s", began.elapsed().as_secs_f64());
    }
    let more = runtime.block_on(store_more(&file));
    let times = more.map_err(|error| Failure::Task(error.to_string()))?;
    println!("one more article    {}", told(times));
    for command in [
        vec!["positions"],
        vec!["positions", "--at", "2029-06-30"],
        vec!["positions", "--between", "valdria", "kestoria"],
        vec!["moves"],
        vec!["moves", "--party", "kestoria", "--all"],
        vec!["moves", "--json"],
        vec!["deadlocks"],
        vec!["deadlocks", "--json", "--at", "2029-06-30"],
        vec!["network", "--format", "csv"],
        vec!["timeline", "--limit", "50"],
        vec!["brief"],
    ] {
        println!("{:<20}{}", command.join(" "), told(time(&file, &command)?));
    }
    Ok(())
}

fn told(mut times: Vec<f64>) -> String {
    times.sort_by(f64::total_cmp);
    let at = |place: usize| times.get(place).copied().unwrap_or_default();
    format!(
        "median {:.0} ms, slowest {:.0} ms of {}",
        at(times.len() / 2),
        at(times.len().saturating_sub(1)),
        times.len()
    )
}

/// Runs a command of the release binary and returns its times in milliseconds.
fn time(file: &Path, command: &[&str]) -> Result<Vec<f64>, Failure> {
    let target =
        std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root().join("target"), PathBuf::from);
    let binary = target.join("release/rapporteur");
    let mut times = Vec::new();
    for _ in 0..RUNS {
        let began = Instant::now();
        let status = Command::new(&binary)
            .arg("--record")
            .arg(file)
            .args(command)
            .stdout(Stdio::null())
            .status()
            .map_err(|error| Failure::io(&binary, error))?;
        times.push(began.elapsed().as_secs_f64() * 1000.0);
        if !status.success() {
            return Err(Failure::Task(format!("{} failed", command.join(" "))));
        }
    }
    Ok(times)
}

async fn fill(file: &Path, statements: usize) -> Result<(), RecordError> {
    let record = Record::create_or_open(file).await?;
    let codebook = CodebookVersion {
        hash: "generated".to_owned(),
        name: None,
        source: generate::codebook().to_owned(),
        base: None,
    };
    let propositions = propositions();
    let mut writing = record.begin(LongKind::Add, stamp(), Some(codebook)).await?;
    let articles = statements.div_ceil(STATEMENTS);
    for first in (0..articles).step_by(BATCH) {
        let numbers = first..articles.min(first + BATCH);
        let batch: Vec<_> = numbers
            .map(|number| article(number, &propositions))
            .collect();
        writing.add(&batch).await?;
    }
    writing.finish("2031-05-01T00:00:01Z", "add").await?;
    record.close().await;
    Ok(())
}

/// Stores articles one by one, and returns the milliseconds of each.
async fn store_more(file: &Path) -> Result<Vec<f64>, RecordError> {
    let record = Record::open(file).await?;
    let propositions = propositions();
    let begun = record.snapshot().await?.log(None, 1).await?;
    let run = begun.first().map_or(0, |operation| operation.number.0);
    let run = usize::try_from(run).unwrap_or_default();
    let mut writing = record.begin(LongKind::Add, stamp(), None).await?;
    let mut times = Vec::new();
    for number in 0..MORE {
        let new = article(1_000_000_000 + run * MORE + number, &propositions);
        let began = Instant::now();
        writing.add(&[new]).await?;
        times.push(began.elapsed().as_secs_f64() * 1000.0);
    }
    writing.finish("2031-05-01T00:00:01Z", "add").await?;
    record.close().await;
    Ok(times)
}

fn stamp() -> Stamp {
    Stamp {
        author: "load".to_owned(),
        at: "2031-05-01T00:00:00Z".to_owned(),
        summary: "add".to_owned(),
    }
}

/// The propositions of the generated codebook, and as many again that it does not know.
fn propositions() -> Vec<String> {
    let file = rapporteur::CodebookFile::parse(generate::codebook());
    let issues = file.map(|file| file.codebook.issues).unwrap_or_default();
    let known = issues.iter().flat_map(|issue| &issue.propositions);
    let known: Vec<String> = known.map(|known| known.id.clone()).collect();
    let more = known.iter().map(|id| format!("{id}.more"));
    known.iter().cloned().chain(more).collect()
}

/// Makes an article up: ten statements of a line each.
fn article(number: usize, propositions: &[String]) -> NewArticle {
    let mut random = Random::of_article(7, number as u64);
    let day = random.below(DAYS);
    let published =
        FIRST_DAY.saturating_add(Span::new().days(i64::try_from(day).unwrap_or_default()));
    let published = Edtf::parse(&published.to_string());
    let outlet = random.pick(&OUTLETS).copied().unwrap_or_default();
    let mut text = String::new();
    let mut reading = empty();
    for id in (1..).take(STATEMENTS) {
        let (party, people) = random.pick(&PARTIES).copied().unwrap_or_default();
        let known = !random.percent(OTHERS);
        let speaker = if known {
            random.pick(&people).copied().unwrap_or_default().to_owned()
        } else {
            person(random.below(PEOPLE))
        };
        let speaker = speaker.as_str();
        let source = TextRange::new(text.len(), text.len() + speaker.len());
        text.push_str(speaker);
        text.push_str(" said ");
        let cue = TextRange::new(text.len() - 5, text.len() - 1);
        let start = text.len();
        for place in 0..14 {
            if place > 0 {
                text.push(' ');
            }
            text.push_str(random.pick(&WORDS).copied().unwrap_or_default());
        }
        let content = TextRange::new(start, text.len());
        text.push_str(&format!(" {number}.\n"));
        enter(&mut reading, id, (speaker, known), party, source);
        let mut positions = Vec::new();
        if random.percent(POSITIONS) {
            let proposition = random.below(propositions.len());
            let held = (proposition + party.len() + day / 200) % 3;
            let turned = random.below(TURNS) == 0;
            positions.push(Position {
                proposition: propositions.get(proposition).cloned().unwrap_or_default(),
                stance: [Stance::For, Stance::Conditional, Stance::Against]
                    .get((held + usize::from(turned)) % 3)
                    .copied()
                    .unwrap_or(Stance::For),
                confidence: Some(Confidence::from_thousandths(sureness(&mut random))),
                words: vec![content],
            });
        }
        if random.percent(CONDITIONS) {
            let clause = |random: &mut Random| Clause {
                span: vec![content],
                proposition: random.pick(propositions).cloned(),
            };
            reading.preconditions.push(Precondition {
                id: PreconditionId(id),
                statement: Some(StatementId(id)),
                holder: Some(party.to_owned()),
                wanted: clause(&mut random),
                condition: clause(&mut random),
            });
        }
        reading.statements.push(Statement {
            id: StatementId(id),
            within: None,
            kind: Kind::Indirect,
            basis: Basis::Speech,
            act: Act::State,
            confidence: None,
            source: vec![source],
            cue: vec![cue],
            content: vec![content],
            speaker: Speaker {
                entity: Some(EntityId(id)),
                name: Some(speaker.to_owned()),
                party: Some(party.to_owned()),
            },
            said: published.clone().map(|edtf| Said {
                edtf,
                from: SaidSource::Published,
            }),
            positions,
        });
    }
    for id in (1..).take(TOLD) {
        let span = reading.statements.get(id).map(|one| one.content.clone());
        let event = happening(&mut random, id, day, span.unwrap_or_default());
        reading.events.push(event);
    }
    let metadata = Metadata {
        publisher: Some(outlet.to_owned()),
        published: Published {
            edtf: published,
            from: DateSource::Metadata,
        },
        ..Metadata::default()
    };
    let id = format!("{:016x}", Random::of_article(11, number as u64).next());
    NewArticle {
        text_hash: id.clone(),
        original: Original {
            hash: id.clone(),
            format: "text".to_owned(),
            bytes: text.clone().into_bytes(),
        },
        id: ArticleId(id),
        file: None,
        article: Article { text, metadata },
        reading,
        digest: None,
    }
}

/// How sure a reader is: seldom unsure.
fn sureness(random: &mut Random) -> u16 {
    let least = random.below(60) + random.below(60);
    u16::try_from(999 - 4 * least).unwrap_or_default()
}

/// The name of somebody whom the codebook does not know.
fn person(number: usize) -> String {
    const FIRST: [&str; 10] = [
        "Tia", "Oren", "Mila", "Jost", "Edda", "Pavo", "Runa", "Silas", "Vera", "Anton",
    ];
    const PARTS: [&str; 18] = [
        "bar", "dol", "fen", "gar", "hol", "kas", "lim", "mor", "nev", "pel", "quin", "ros", "sto",
        "tal", "ulm", "ver", "wes", "zan",
    ];
    let part = |number: usize| PARTS.get(number % PARTS.len()).copied().unwrap_or_default();
    let first = FIRST.get(number % FIRST.len()).copied().unwrap_or_default();
    let rest = number / FIRST.len();
    let last = format!("{}{}", part(rest), part(rest / PARTS.len()));
    let (head, tail) = last.split_at(1);
    format!("{first} {}{tail}", head.to_uppercase())
}

/// Something that happened in the week before an article, as that tells it.
fn happening(random: &mut Random, id: usize, today: usize, span: Vec<TextRange>) -> Event {
    const KINDS: [(&str, Option<&str>); 5] = [
        ("CONSULT", Some("round-of-talks")),
        ("CONSULT", Some("call")),
        ("ASSAULT", None),
        ("AID", None),
        ("CONSULT", Some("meeting")),
    ];
    const PLACES: [&str; 6] = [
        "Port Sorrel",
        "Velm",
        "Skerrow",
        "Ellmouth",
        "Arvanne",
        "Tolmarch",
    ];
    let day = today.saturating_sub(random.below(7));
    let number = day * HAPPENINGS + random.below(HAPPENINGS);
    let mut made = Random::of_article(13, number as u64);
    let (plover, kind) = made.pick(&KINDS).copied().unwrap_or_default();
    let place = made.pick(&PLACES).copied().unwrap_or_default();
    let count = made.below(900) + usize::from(random.below(40) == 0);
    let mut side = |role| Participant {
        party: made.pick(&PARTIES).map(|(party, _)| (*party).to_owned()),
        entity: None,
        role,
        span: None,
    };
    let participants = vec![
        side(ParticipantRole::Actor),
        side(ParticipantRole::Recipient),
    ];
    let dated = random.percent(60);
    let date = FIRST_DAY.saturating_add(Span::new().days(i64::try_from(day).unwrap_or_default()));
    let date = Edtf::parse(&date.to_string()).filter(|_| dated);
    Event {
        id: EventId(u32::try_from(id).unwrap_or_default()),
        plover: Some(plover.to_owned()),
        mode: None,
        kind: kind.map(str::to_owned),
        ordinal: None,
        phase: Phase::Held,
        statement: None,
        date: date.map(|edtf| Said {
            edtf,
            from: SaidSource::Phrase,
        }),
        place: random.percent(70).then(|| EventPlace {
            name: place.to_owned(),
            span: span.clone(),
        }),
        participants,
        quantities: vec![Quantity {
            of: "people".to_owned(),
            value: count.to_string(),
            span: span.clone(),
        }],
        span,
    }
}

fn empty() -> Reading {
    Reading {
        language: Language::new("en"),
        read: true,
        entities: Vec::new(),
        mentions: Vec::new(),
        times: Vec::new(),
        statements: Vec::new(),
        preconditions: Vec::new(),
        events: Vec::new(),
        provenance: Provenance::default(),
        diagnostics: Vec::new(),
    }
}

/// Names a speaker in the reading.
fn enter(
    reading: &mut Reading,
    id: u32,
    (speaker, known): (&str, bool),
    party: &str,
    source: TextRange,
) {
    let codebook = speaker.to_lowercase().replace(' ', "-");
    reading.entities.push(Entity {
        id: EntityId(id),
        name: speaker.to_owned(),
        kind: EntityType::Person,
        party: Some(party.to_owned()),
        codebook: known.then_some(codebook),
    });
    reading.mentions.push(Mention {
        entity: Some(EntityId(id)),
        candidates: Vec::new(),
        tie: None,
        name: None,
        range: source,
        form: Form::Name,
    });
}
