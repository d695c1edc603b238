//! `rapporteur new`

use std::path::PathBuf;

use clap::Args;
use rapporteur::{
    Agreement, Earlier, EventNovelty, FieldName, Inputs, LikeArticle, Novelty, NoveltyView,
    Opposite, RawItem, Standing, StatementNovelty, ValueView,
};

use super::reading::About;
use super::session;
use crate::arguments::Global;
use crate::exit::{Exit, Failure};
use crate::output;
use crate::terminal::{bold, dim, safe_line, wrapped, yellow};
use rapporteur::wording::{asked, counted, day, duration, label, outlet, what};

/// Say what an article adds to the record, and change nothing
///
/// Each statement is new, on the record already, in the same words or in others, or contradicts what
/// its speaker or party said before; each event is new, known, or told otherwise on the record.
#[derive(Debug, Args)]
pub(crate) struct New {
    /// Files, folders, patterns, or -
    #[arg(required = true, value_name = "FILES")]
    inputs: Vec<PathBuf>,
    /// Parties, people, places and issues of the process [default: the codebook in
    /// force, else one for peace talks in general]
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
    let mut lines = vec![bold(safe_line(title)), standing(view)];
    lines.extend(
        view.reading
            .diagnostics
            .iter()
            .map(|remark| safe_line(&remark.message)),
    );
    for (kind, head) in [
        (Novelty::Contradicting, "Contradicts the record"),
        (Novelty::New, "New"),
        (Novelty::Known, "On the record already"),
    ] {
        let statements = view.statements.iter();
        let statements: Vec<&StatementNovelty> = statements
            .filter(|statement| statement.standing == kind)
            .collect();
        let events: Vec<&EventNovelty> = view
            .events
            .iter()
            .filter(|event| event.standing == kind)
            .collect();
        if statements.is_empty() && events.is_empty() && kind != Novelty::New {
            continue;
        }
        let mut counts = vec![counted(statements.len() as u64, "statement")];
        if !events.is_empty() {
            counts.push(counted(events.len() as u64, "event"));
        }
        let head = bold(format!("{head}: {}", counts.join(", ")));
        lines.push(format!("\n{head}"));
        lines.extend(statements.into_iter().map(entry));
        lines.extend(events.into_iter().map(event));
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
    match (copies.as_slice(), view.copies.first()) {
        ([], None) => article,
        ([], Some(like)) => format!("{article}; {}", likeness(like)),
        (copies, _) => format!("{article}; the same words as article {}", copies.join(", ")),
    }
}

/// What it has in common with an article on the record.
fn likeness(like: &LikeArticle) -> String {
    let LikeArticle {
        article,
        kind,
        kept,
        taken,
        ..
    } = like;
    format!(
        "{kind} with article {article}: {:.0} % of that, {:.0} % its own",
        kept * 100.0,
        (1.0 - taken).max(0.0) * 100.0
    )
}

fn entry(statement: &StatementNovelty) -> String {
    let speaker = statement.speaker.as_deref().unwrap_or("an unnamed speaker");
    let first = statement
        .earlier
        .first()
        .map(first_told)
        .unwrap_or_default();
    let mut lines = vec![format!(
        "{:>4}  {}{}\n      {}",
        statement.id,
        bold(safe_line(speaker)),
        dim(first),
        wrapped(&safe_line(&statement.content), 6)
    )];
    let reworded = statement.earlier.iter().find(|earlier| !earlier.same_words);
    lines.extend(reworded.map(|earlier| {
        let words = format!("in other words: {}", safe_line(&earlier.content));
        format!("      {}", dim(wrapped(&words, 6)))
    }));
    lines.extend(statement.contradicts.iter().map(opposite));
    lines.join("\n")
}

/// The other side, as it was taken before.
fn opposite(opposite: &Opposite) -> String {
    let speaker = opposite.speaker.as_deref().unwrap_or("the same party");
    let who = if opposite.same_speaker {
        "the same speaker"
    } else {
        speaker
    };
    let line = format!(
        "{}, before {}, of: {}; {who}, {}, article {}: {}",
        label(&opposite.stance),
        label(&opposite.before),
        opposite.proposition.text,
        day(opposite.earlier.day.as_deref()),
        opposite.earlier.article,
        opposite.earlier.content
    );
    format!("      {}", yellow(wrapped(&safe_line(&line), 6)))
}

/// An event, and the questions that the record answers otherwise.
fn event(novelty: &EventNovelty) -> String {
    let event = &novelty.event;
    let mark = if event.assumed { "~" } else { "" };
    let numbers: Vec<String> = novelty.articles.iter().map(i64::to_string).collect();
    let told = match numbers.len() {
        0 => String::new(),
        1 => format!("  told in article {}", numbers.concat()),
        _ => format!("  told in articles {}", numbers.join(", ")),
    };
    let mut lines = vec![format!(
        "{:>4}  {}, {mark}{}{}",
        novelty.id,
        bold(safe_line(&what(event))),
        day(event.date.as_deref()),
        dim(told)
    )];
    let differing = event.fields.iter();
    for field in differing.filter(|field| field.verdict == Agreement::Differ) {
        let here = |value: &&ValueView| value.told_by.iter().any(|telling| telling.article == 0);
        let said = |value: &ValueView| match field.field {
            FieldName::HowLong => duration(&value.value),
            _ => value.value.clone(),
        };
        let (mine, others): (Vec<&ValueView>, Vec<&ValueView>) =
            field.values.iter().partition(here);
        if mine.is_empty() || others.is_empty() {
            continue;
        }
        let list = |values: Vec<&ValueView>| {
            values
                .into_iter()
                .map(said)
                .collect::<Vec<_>>()
                .join(" or ")
        };
        let line = format!(
            "{}: {}, on record {}",
            asked(field),
            list(mine),
            list(others)
        );
        lines.push(format!("      {}", yellow(wrapped(&safe_line(&line), 6))));
    }
    lines.join("\n")
}

fn first_told(earlier: &Earlier) -> String {
    let outlet = safe_line(outlet(earlier.publisher.as_deref()));
    format!(
        "  first in article {} ({outlet}, {})",
        earlier.article,
        day(earlier.day.as_deref())
    )
}
