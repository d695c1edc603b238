//! `rapporteur new`

use std::path::PathBuf;

use clap::Args;
use rapporteur::{Earlier, Inputs, NoveltyView, RawItem, Standing, StatementNovelty};

use super::reading::About;
use super::session;
use crate::arguments::Global;
use crate::exit::{Exit, Failure};
use crate::output;
use crate::terminal::{bold, dim, safe_line, wrapped};
use crate::words::{counted, day, outlet};

/// Say what an article adds to the record, and change nothing
#[derive(Debug, Args)]
pub(crate) struct New {
    /// Files, folders, patterns, or -
    #[arg(required = true, value_name = "FILES")]
    inputs: Vec<PathBuf>,
    /// Parties, people, places and issues of the process [default: the codebook in force]
    #[arg(long, value_name = "FILE.toml")]
    codebook: Option<PathBuf>,
    #[command(flatten)]
    about: About,
}

pub(crate) async fn run(new: New, global: &Global) -> Result<Exit, Failure> {
    let record = session::record(global).await?;
    let engine = session::engine(&record, new.codebook.as_deref()).await?;
    let (mut taken, mut failed) = (0, 0);
    for raw in Inputs::new(&new.inputs, new.about.intake()?) {
        match raw.and_then(RawItem::open) {
            Err(failure) => {
                failed += 1;
                eprintln!("{}", safe_line(&failure.to_string()));
            }
            Ok(item) => {
                taken += 1;
                let view = record.novelty(&engine.read(item)).await?;
                if global.json {
                    output::json_line(&mut std::io::stdout().lock(), &view)?;
                } else {
                    output::text(&told(&view))?;
                }
            }
        }
    }
    Ok(Exit::of_files(taken, failed))
}

fn told(view: &NoveltyView) -> String {
    let article = &view.reading.article;
    let title = article
        .title
        .as_deref()
        .or(article.file.as_deref())
        .unwrap_or("without a title");
    let (repeated, new): (Vec<_>, Vec<_>) = view
        .statements
        .iter()
        .partition(|statement| !statement.earlier.is_empty());
    let mut lines = vec![bold(safe_line(title)), standing(view)];
    lines.extend(
        view.reading
            .diagnostics
            .iter()
            .map(|remark| safe_line(&remark.message)),
    );
    lines.push(format!(
        "\n{}",
        bold(format!("New: {}", counted(new.len() as u64, "statement")))
    ));
    lines.extend(new.iter().map(|statement| entry(statement)));
    if !repeated.is_empty() {
        let count = counted(repeated.len() as u64, "statement");
        lines.push(format!(
            "\n{}",
            bold(format!("On the record already: {count}"))
        ));
        lines.extend(repeated.iter().map(|statement| entry(statement)));
    }
    lines.join("\n")
}

fn standing(view: &NoveltyView) -> String {
    let article = match view.standing {
        Standing::New => "not on the record".to_owned(),
        Standing::Version(number) => format!("new words at the address of article {number}"),
        Standing::Known(number) => format!("on the record as article {number}"),
        Standing::Removed(number) => format!("removed from the record (article {number})"),
    };
    let copies: Vec<String> = view.same_words.iter().map(i64::to_string).collect();
    if copies.is_empty() {
        return article;
    }
    format!("{article}; the same words as article {}", copies.join(", "))
}

fn entry(statement: &StatementNovelty) -> String {
    let speaker = statement.speaker.as_deref().unwrap_or("an unnamed speaker");
    let first = statement
        .earlier
        .first()
        .map(first_told)
        .unwrap_or_default();
    format!(
        "{:>4}  {}{}\n      {}",
        statement.id,
        bold(safe_line(speaker)),
        dim(first),
        wrapped(&safe_line(&statement.content), 6)
    )
}

fn first_told(earlier: &Earlier) -> String {
    let outlet = safe_line(outlet(earlier.publisher.as_deref()));
    format!(
        "  first in article {} ({outlet}, {})",
        earlier.article,
        day(earlier.day.as_deref())
    )
}
