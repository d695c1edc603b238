//! `rapporteur copies`

use std::path::PathBuf;

use clap::Args;
use rapporteur::{CopiedArticle, CopyGroup, CopyPage, CopyView, Inputs, copies_among};

use super::reading::About;
use super::session;
use crate::arguments::Global;
use crate::exit::{Exit, Failure};
use crate::output;
use crate::terminal::{bold, dim, safe_line, yellow};
use rapporteur::wording::{counted, day, outlet};

/// Tell which articles are copies of others, and how many independent ones that leaves
///
/// Each original stands above its copies: the earliest of them, or on one day the one whose outlet the
/// others name. A copy is verbatim (but for what a site puts around it), cut (a part of the one is in
/// the other, word for word) or rewritten. Given files, it compares these and leaves the record alone.
#[derive(Debug, Args)]
pub(crate) struct Copies {
    /// Files, folders, patterns, or -, instead of the record
    #[arg(value_name = "FILES")]
    inputs: Vec<PathBuf>,
    /// Print a row per copy instead of text
    #[arg(long, conflicts_with = "json")]
    csv: bool,
    #[command(flatten)]
    about: About,
}

pub(crate) async fn run(copies: Copies, global: &Global) -> Result<Exit, Failure> {
    let (page, exit) = if copies.inputs.is_empty() {
        let page = session::record(global).await?.copies().await?;
        (page, Exit::Done)
    } else {
        let inputs = Inputs::new(&copies.inputs, copies.about.intake()?);
        let mut failed = 0;
        let page = copies_among(inputs, |failure| {
            failed += 1;
            eprintln!("{}", safe_line(&failure.to_string()));
        });
        let exit = Exit::of_files(page.articles, failed);
        (page, exit)
    };
    if global.json {
        output::json(&page)?;
    } else if copies.csv {
        table(&page)?;
    } else {
        output::text(&told(&page, !copies.inputs.is_empty()))?;
    }
    Ok(exit)
}

fn told(page: &CopyPage, of_files: bool) -> String {
    let mut out: Vec<String> = Vec::new();
    for group in &page.groups {
        out.push(entry(group, of_files));
    }
    if page.groups.is_empty() {
        out.push(format!(
            "{}, none of them a copy of another",
            counted(page.articles, "article")
        ));
    } else {
        out.push(dim("% of runs of four words, case and punctuation aside"));
        out.push(format!(
            "{}, {}: {}",
            counted(page.articles, "article"),
            match page.copies {
                1 => "one of them a copy".to_owned(),
                copies => format!("{copies} of them copies"),
            },
            bold(format!("{} independent", page.independent))
        ));
    }
    out.join("\n")
}

/// One original, and below it its copies.
fn entry(group: &CopyGroup, of_files: bool) -> String {
    let mut lines = vec![format!(
        "{}  {}",
        bold(named(&group.original, of_files)),
        dim(about(&group.original))
    )];
    let names: Vec<String> = (group.copies.iter())
        .map(|copy| named(&copy.copy, of_files))
        .collect();
    let width = names.iter().map(|name| name.chars().count()).max();
    let width = width.unwrap_or_default().min(40);
    for (copy, name) in group.copies.iter().zip(names) {
        lines.push(format!(
            "    {} {name:<width$}  {}",
            yellow(format!("{:<9}", copy.kind)),
            dim(shares(copy, group, of_files))
        ));
    }
    lines.join("\n") + "\n"
}

/// An article by number, outlet and day, or by its file.
fn named(article: &CopiedArticle, of_file: bool) -> String {
    let day = day(article.published.as_deref());
    let name = match (&article.file, &article.publisher) {
        (Some(file), None) => format!("{file}, {day}"),
        (Some(file), Some(publisher)) if of_file => format!("{file}, {publisher}, {day}"),
        (_, publisher) => format!(
            "{} {}, {day}",
            article.article,
            outlet(publisher.as_deref())
        ),
    };
    safe_line(&name)
}

fn about(article: &CopiedArticle) -> String {
    safe_line(article.title.as_deref().unwrap_or_default())
}

/// What a copy has of the other article, and how much is its own.
fn shares(copy: &CopyView, group: &CopyGroup, of_files: bool) -> String {
    let mut copies = group.copies.iter().map(|copy| &copy.copy);
    let of = match copies.find(|other| other.article == copy.of) {
        None => "it".to_owned(),
        Some(other) if of_files => safe_line(other.file.as_deref().unwrap_or("another")),
        Some(other) => other.article.to_string(),
    };
    let own = (1.0 - copy.taken).max(0.0);
    format!("{} of {of}, {} its own", percent(copy.kept), percent(own))
}

/// A share as people read it.
fn percent(share: f64) -> String {
    format!("{:.0} %", share * 100.0)
}

const COLUMNS: [&str; 12] = [
    "copy",
    "of",
    "original",
    "kind",
    "kept",
    "taken",
    "jaccard",
    "longest",
    "publisher",
    "published",
    "title",
    "file",
];

fn table(page: &CopyPage) -> std::io::Result<()> {
    let mut table = csv::Writer::from_writer(std::io::stdout().lock());
    let failed = |error: csv::Error| match error.into_kind() {
        csv::ErrorKind::Io(error) => error,
        kind => std::io::Error::other(format!("{kind:?}")),
    };
    table.write_record(COLUMNS).map_err(failed)?;
    for group in &page.groups {
        for copy in &group.copies {
            let text = |value: &Option<String>| value.clone().unwrap_or_default();
            let row = [
                copy.copy.article.to_string(),
                copy.of.to_string(),
                group.original.article.to_string(),
                copy.kind.to_owned(),
                copy.kept.to_string(),
                copy.taken.to_string(),
                copy.jaccard.to_string(),
                copy.longest.to_string(),
                text(&copy.copy.publisher),
                text(&copy.copy.published),
                text(&copy.copy.title),
                text(&copy.copy.file),
            ];
            table.write_record(row).map_err(failed)?;
        }
    }
    table.flush()
}
