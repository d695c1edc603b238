//! Copies among many articles: time on one thread, and memory.
//!
//! Memory is read from `/proc`, so it is told on Linux only.

use std::fs::File;
use std::io::{BufRead as _, BufReader};
use std::path::PathBuf;
use std::time::{Duration, Instant};

use clap::Args;
use rapporteur_copies::{Copies, Fingerprint};
use serde::Deserialize;

use crate::Failure;

/// Options of the run.
#[derive(Debug, Args)]
pub(crate) struct Crowd {
    /// Articles in JSON Lines, as `cargo xtask generate` writes them
    #[arg(value_name = "FILE.jsonl")]
    articles: PathBuf,
}

/// What of a line is read.
#[derive(Deserialize)]
struct Line {
    text: String,
}

/// Takes fingerprints and looks for copies, article by article, and prints what each took.
pub(crate) fn run(crowd: &Crowd) -> Result<(), Failure> {
    let failed = |error| Failure::io(&crowd.articles, error);
    let file = File::open(&crowd.articles).map_err(failed)?;
    let mut copies = Copies::default();
    let (mut articles, mut words, mut pairs) = (0_u64, 0_usize, 0_usize);
    let (mut printing, mut finding) = (Duration::ZERO, Duration::ZERO);
    let before = peak();
    for line in BufReader::with_capacity(1 << 16, file).lines() {
        let line = line.map_err(failed)?;
        let line: Line = serde_json::from_str(&line)
            .map_err(|error| Failure::content(&crowd.articles, error))?;
        let began = Instant::now();
        let fingerprint = Fingerprint::of(&line.text);
        printing += began.elapsed();
        words += fingerprint.len();
        let began = Instant::now();
        pairs += copies.add(fingerprint).len();
        finding += began.elapsed();
        articles += 1;
    }
    println!("articles            {articles}");
    println!("words               {words}");
    println!("fingerprints        {:.1} s", printing.as_secs_f64());
    println!("finding             {:.1} s", finding.as_secs_f64());
    println!("pairs of copies     {pairs}");
    println!("memory before       {} MB", before / 1000);
    println!("peak memory         {} MB", peak() / 1000);
    Ok(())
}

/// The most memory that this process has had, in kilobytes; 0 where nobody tells.
fn peak() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let kilobytes = line.and_then(|line| line.trim().trim_end_matches(" kB").parse::<u64>().ok());
    kilobytes.map_or(0, |kilobytes| kilobytes * 1024 / 1000)
}
