//! What each stage of `extract --json` takes, from the bytes of the files to the line of JSON.
//!
//! One thread reads all articles stage by stage. Cleaning and tagging are timed by themselves and taken
//! off the time of reading, because the engine does all three in one call.

use std::path::PathBuf;
use std::time::Instant;

use clap::Args;
use rapporteur::{Engine, Inputs, IntakeOptions, Item, RawItem, ReadArticle, ReadingView};
use rapporteur_models::{attribution, name_head, text};
use rapporteur_tagger::Tagger;
use rapporteur_text::{Document, TextData, TextResources};

use crate::Failure;

/// How often all is read; the median counts.
const ROUNDS: usize = 21;

const STAGES: [&str; 6] = ["intake", "clean", "tag", "extract", "view", "JSON"];

/// Options of the task.
#[derive(Debug, Args)]
pub(crate) struct Stages {
    /// A folder of articles
    #[arg(value_name = "FOLDER")]
    folder: PathBuf,
}

/// Prints a line for each stage: its name, a tab, and the seconds that it takes for all articles.
pub(crate) fn run(stages: &Stages) -> Result<(), Failure> {
    let engine = Engine::new(None);
    let resources = TextResources::parse(&TextData {
        boilerplate: text::BOILERPLATE,
        abbreviations: text::ABBREVIATIONS,
        sentence_starters: text::SENTENCE_STARTERS,
        function_words: text::FUNCTION_WORDS,
        language_codes: text::LANGUAGE_CODES,
    });
    let tagger = Tagger::parse(attribution::WEIGHTS, attribution::VOCABULARY)
        .and_then(|tagger| tagger.with_names(name_head::WEIGHTS))
        .map_err(|error| Failure::Task(error.to_string()))?;
    // What is made ready once is made ready before the clock starts.
    round(stages, &engine, &resources, &tagger)?;
    let mut rounds = Vec::new();
    for _ in 0..ROUNDS {
        rounds.push(round(stages, &engine, &resources, &tagger)?);
    }
    for (number, name) in STAGES.iter().enumerate() {
        let mut times: Vec<f64> = (rounds.iter())
            .filter_map(|round| round.get(number).copied())
            .collect();
        times.sort_by(f64::total_cmp);
        let median = times.get(times.len() / 2).copied().unwrap_or_default();
        println!("{name}\t{median:.6}");
    }
    Ok(())
}

/// The seconds of each of [`STAGES`].
fn round(
    stages: &Stages,
    engine: &Engine,
    resources: &TextResources,
    tagger: &Tagger,
) -> Result<[f64; STAGES.len()], Failure> {
    let failed = |error: rapporteur::Failure| Failure::Task(error.to_string());
    let (items, intake) = timed(|| -> Result<Vec<Item>, Failure> {
        Inputs::new(
            std::slice::from_ref(&stages.folder),
            IntakeOptions::default(),
        )
        .map(|raw| raw.and_then(RawItem::open).map_err(failed))
        .collect()
    });
    let items = items?;
    let (documents, clean) = timed(|| {
        let read = |item: &Item| {
            let article = &item.article;
            Document::read(
                &article.text,
                article.metadata.language.as_deref(),
                resources,
            )
        };
        items.iter().map(read).collect::<Vec<_>>()
    });
    let (_, tag) = timed(|| {
        let tag = |document: &Document| {
            let blocks = document.blocks().iter();
            let blocks: Vec<_> = blocks
                .map(|block| block.range.start..block.range.end)
                .collect();
            tagger.read(document.text(), &blocks)
        };
        let readable = documents.iter().filter(|document| document.readable());
        readable.map(tag).collect::<Vec<_>>()
    });
    let (read, reading) = timed(|| {
        let read = |item: Item| engine.read(item);
        items.into_iter().map(read).collect::<Vec<_>>()
    });
    let (views, view) = timed(|| read.iter().map(ReadArticle::view).collect::<Vec<_>>());
    let (lines, json) = timed(|| {
        let line = |view: &ReadingView| serde_json::to_vec(view);
        views.iter().map(line).collect::<Result<Vec<_>, _>>()
    });
    lines.map_err(|error| Failure::content(&stages.folder, error))?;
    let extract = (reading - clean - tag).max(0.0);
    Ok([intake, clean, tag, extract, view, json])
}

/// Does something and tells the seconds that went by.
fn timed<T>(work: impl FnOnce() -> T) -> (T, f64) {
    let clock = Instant::now();
    let done = work();
    (done, clock.elapsed().as_secs_f64())
}
