//! The main text of web pages, against the article-extraction benchmark.

use std::collections::BTreeMap;
use std::io::Read;
use std::path::Path;

use flate2::read::GzDecoder;
use rapporteur::{Format, Metadata, RawItem};
use serde::Deserialize;

use super::key;
use super::shingles::{Mark, PageScore, Summary, marks};
use super::table;
use crate::{Failure, shared};

/// How many of the worst pages are printed.
const WORST: usize = 10;

#[derive(Deserialize)]
struct Truth {
    #[serde(rename = "articleBody")]
    body: String,
}

/// Measures the intake of web pages and writes `xtask/eval/html.csv`; or shows one page.
///
/// # Errors
///
/// A [`Failure`] where a page cannot be read, or none begins with the name to show.
pub(crate) fn html(show: Option<&str>) -> Result<(), Failure> {
    let Some(folder) = shared("corpora/html") else {
        println!("skipped: the web pages are not beside this workspace");
        return Ok(());
    };
    let truths: BTreeMap<String, Truth> = key::read(&folder.join("ground-truth.json"))?;
    if let Some(name) = show {
        let page = truths.iter().find(|(page, _)| page.starts_with(name));
        let (page, truth) =
            page.ok_or_else(|| Failure::Task(format!("no page begins with {name:?}")))?;
        print_page(page, &truth.body, &main_text(&folder, page)?);
        return Ok(());
    }
    let mut scores = Vec::new();
    for (page, truth) in &truths {
        scores.push((
            page.as_str(),
            PageScore::new(&truth.body, &main_text(&folder, page)?),
        ));
    }
    print_summary(&scores);
    let rows: Vec<Vec<String>> = (scores.iter())
        .map(|(page, score)| {
            let cell =
                |value: Option<f64>| value.map_or_else(String::new, |value| format!("{value:.3}"));
            vec![
                (*page).to_owned(),
                cell(score.precision()),
                cell(score.recall()),
                cell(Some(score.f1())),
            ]
        })
        .collect();
    table::save(
        &table::path("html.csv"),
        &["page", "precision", "recall", "f1"],
        &rows,
    )
}

/// The main text as the engine takes it in; empty where it finds no article.
fn main_text(folder: &Path, page: &str) -> Result<String, Failure> {
    let path = folder.join("pages").join(format!("{page}.html.gz"));
    let packed = std::fs::read(&path).map_err(|error| Failure::io(&path, error))?;
    let mut bytes = Vec::new();
    GzDecoder::new(packed.as_slice())
        .read_to_end(&mut bytes)
        .map_err(|error| Failure::io(&path, error))?;
    let raw = RawItem {
        file: page.to_owned(),
        line: None,
        format: Format::Html,
        bytes,
        given: Metadata::default(),
    };
    Ok(raw.open().map(|item| item.article.text).unwrap_or_default())
}

fn print_summary(scores: &[(&str, PageScore)]) {
    let all: Vec<PageScore> = scores.iter().map(|(_, score)| *score).collect();
    let Summary {
        precision,
        recall,
        f1,
    } = Summary::new(&all);
    println!(
        "{} pages: precision {precision:.4}, recall {recall:.4}, F1 {f1:.4}",
        all.len()
    );
    let mut worst: Vec<&(&str, PageScore)> = scores.iter().collect();
    worst.sort_by(|(_, first), (_, second)| first.f1().total_cmp(&second.f1()));
    println!("\nworst pages (see one with --show PAGE):");
    for (page, score) in worst.into_iter().take(WORST) {
        let cell = |value: Option<f64>| {
            value.map_or_else(|| "-".to_owned(), |value| format!("{value:.3}"))
        };
        println!(
            "  {page:.12}  P {}  R {}  F1 {:.3}",
            cell(score.precision()),
            cell(score.recall()),
            score.f1()
        );
    }
    println!();
}

/// Prints the words that only the reference has, then those that only the engine found.
fn print_page(page: &str, reference: &str, found: &str) {
    println!("{page}");
    for (title, text, other) in [("missed", reference, found), ("invented", found, reference)] {
        println!("\n{title}:");
        for (mark, words) in marks(text, other) {
            if mark == Mark::Alone {
                println!("  {words}");
            }
        }
    }
}
