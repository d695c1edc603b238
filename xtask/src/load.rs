//! A load run: generated articles through the release binary, then searches of the record.
//!
//! What the program takes is read from `/proc` while it runs, so memory and processor time are told
//! on Linux only.

use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use clap::Args;
use rapporteur::{Record, StatementQuery};

use crate::generate::{self, Articles};
use crate::{Failure, root};

/// Words an article has.
const WORDS: usize = 600;

/// How often the running program is looked at.
const GLANCE: Duration = Duration::from_millis(20);

/// Clock ticks a second in `/proc`, on every Linux that Rust supports.
const TICKS: f64 = 100.0;

/// How many searches are timed.
const SEARCHES: usize = 400;

/// What is searched for, in turn: common words, rarer ones, two together, a speaker.
const WORDS_SOUGHT: [&str; 6] = [
    "talks",
    "blockade",
    "quota",
    "harbour",
    "inspection",
    "coal store",
];
const SPEAKERS_SOUGHT: [&str; 2] = ["Teich", "Maren"];

/// Options of a load run.
#[derive(Debug, Args)]
pub(crate) struct Load {
    /// How many articles of 600 words are added
    #[arg(long, default_value_t = 5_000)]
    articles: usize,
    /// The folder to work in; it is left as it is afterwards
    #[arg(long, value_name = "FOLDER")]
    folder: PathBuf,
}

/// What adding took.
#[derive(Debug, Default)]
struct Taken {
    wall: f64,
    processor: f64,
    peak: u64,
}

/// Generates, adds, searches, and prints what each took.
pub(crate) fn run(load: &Load) -> Result<(), Failure> {
    std::fs::create_dir_all(&load.folder).map_err(|error| Failure::io(&load.folder, error))?;
    let reports = load.folder.join("reports.jsonl");
    let codebook = load.folder.join("codebook.toml");
    let record = load.folder.join("record.rapporteur");
    std::fs::write(&codebook, generate::codebook())
        .map_err(|error| Failure::io(&codebook, error))?;
    generate::write(Articles::new(1, WORDS).take(load.articles), &reports)?;
    let taken = add(&reports, &codebook, &record)?;
    println!("articles added      {}", load.articles);
    println!("wall                {:.1} s", taken.wall);
    println!("processor           {:.1} s", taken.processor);
    println!(
        "articles/s/core     {:.0}",
        load.articles as f64 / taken.processor
    );
    println!("peak memory         {} MB", taken.peak / 1024);
    search(&record)
}

/// Adds with the release binary and watches it.
fn add(reports: &Path, codebook: &Path, record: &Path) -> Result<Taken, Failure> {
    let binary = root().join("target/release/rapporteur");
    let began = Instant::now();
    let mut child = Command::new(&binary)
        .arg("--record")
        .arg(record)
        .arg("add")
        .arg(reports)
        .arg("--codebook")
        .arg(codebook)
        .stdout(Stdio::null())
        .spawn()
        .map_err(|error| Failure::io(&binary, error))?;
    let mut taken = Taken::default();
    while child
        .try_wait()
        .map_err(|error| Failure::io(&binary, error))?
        .is_none()
    {
        glance(&child, &mut taken);
        std::thread::sleep(GLANCE);
    }
    taken.wall = began.elapsed().as_secs_f64();
    Ok(taken)
}

/// Looks at processor time and memory; what cannot be read stays as it was.
fn glance(child: &Child, taken: &mut Taken) {
    let read =
        |name| std::fs::read_to_string(format!("/proc/{}/{name}", child.id())).unwrap_or_default();
    let status = read("status");
    let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let kilobytes = peak.and_then(|peak| peak.trim().trim_end_matches(" kB").parse().ok());
    taken.peak = kilobytes.unwrap_or(taken.peak);
    // The name in brackets may hold spaces; user and system time are the 12th and 13th after it.
    let stat = read("stat");
    let times = stat
        .rsplit_once(") ")
        .map(|(_, rest)| rest.split(' ').skip(11).take(2));
    let ticks: Option<f64> =
        times.map(|times| times.filter_map(|time| time.parse::<f64>().ok()).sum());
    taken.processor = ticks.map_or(taken.processor, |ticks| ticks / TICKS);
}

/// Times searches of twenty hits each, as `statements` does them.
fn search(file: &Path) -> Result<(), Failure> {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .map_err(|error| Failure::io(file, error))?;
    runtime.block_on(async {
        let failed = |error: rapporteur::Error| Failure::Task(error.to_string());
        let record = Record::open(file).await.map_err(failed)?;
        let one = StatementQuery {
            limit: Some(1),
            ..StatementQuery::default()
        };
        let all = record.statements(&one).await.map_err(failed)?;
        let mut times = Vec::with_capacity(SEARCHES);
        for (_, query) in (0..SEARCHES).zip(queries().iter().cycle()) {
            let began = Instant::now();
            record.statements(query).await.map_err(failed)?;
            times.push(began.elapsed().as_secs_f64() * 1000.0);
        }
        times.sort_by(f64::total_cmp);
        let at = |share: usize| {
            times
                .get(times.len() * share / 100)
                .copied()
                .unwrap_or_default()
        };
        println!("statements          {}", all.total);
        println!("search, median      {:.2} ms", at(50));
        println!("search, 95th        {:.2} ms", at(95));
        Ok(())
    })
}

fn queries() -> Vec<StatementQuery> {
    let words = WORDS_SOUGHT.map(|words| StatementQuery {
        words: Some(words.to_owned()),
        limit: Some(20),
        ..StatementQuery::default()
    });
    let speakers = SPEAKERS_SOUGHT.map(|speaker| StatementQuery {
        speaker: Some(speaker.to_owned()),
        limit: Some(20),
        ..StatementQuery::default()
    });
    words.into_iter().chain(speakers).collect()
}
