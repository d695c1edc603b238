//! `rapporteur timeline`

use std::collections::BTreeSet;

use clap::Args;
use rapporteur::{
    Agreement, Edtf, EventTelling, FieldName, FieldView, Phase, TimelineEvent, TimelinePage,
    TimelineQuery, ValueView,
};

use super::reading::parse_date;
use super::session;
use crate::arguments::Global;
use crate::exit::{Exit, Failure};
use crate::output;
use crate::terminal::{bold, dim, safe_line, wrapped, yellow};
use rapporteur::wording::{asked, counted, day, duration, label, outlet, what, who};

/// Tell what happened, event by event, and where the outlets differ
///
/// Mentions of one event in several articles are one line, the earliest first; below it stands what
/// they differ on, with the numbers of the articles. Events that nobody dates come last. The number
/// behind # is what `compare --event` takes.
#[derive(Debug, Args)]
pub(crate) struct Timeline {
    /// On this day or later
    #[arg(long, value_name = "DATE", value_parser = parse_date)]
    from: Option<Edtf>,
    /// On this day or earlier
    #[arg(long, value_name = "DATE", value_parser = parse_date)]
    to: Option<Edtf>,
    /// Only events of this kind, such as round-of-talks, or of this PLOVER type, such as ASSAULT
    #[arg(long, value_name = "KIND")]
    kind: Option<String>,
    /// Only events in which this party takes part, by name or id
    #[arg(long, value_name = "NAME")]
    party: Option<String>,
    /// Also what consists in saying something: appeals, offers, threats
    #[arg(long)]
    all: bool,
    /// List at most so many
    #[arg(long, value_name = "N", default_value_t = 50)]
    limit: u32,
    /// Pass over so many
    #[arg(long, value_name = "N", default_value_t = 0)]
    offset: u32,
}

pub(crate) async fn run(timeline: Timeline, global: &Global) -> Result<Exit, Failure> {
    let query = TimelineQuery {
        from: timeline.from,
        to: timeline.to,
        kind: timeline.kind,
        party: timeline.party,
        all: timeline.all,
        limit: Some(timeline.limit),
        offset: timeline.offset,
    };
    let page = session::record(global).await?.timeline(&query).await?;
    if global.json {
        output::json(&page)?;
    } else {
        output::text(&told(&page, query.offset))?;
    }
    Ok(Exit::Done)
}

fn told(page: &TimelinePage, offset: u32) -> String {
    if page.events.is_empty() {
        return "no event fits; leave out an option, or look at `rapporteur articles`".to_owned();
    }
    let (dated, undated): (Vec<_>, Vec<_>) =
        page.events.iter().partition(|event| event.date.is_some());
    let mut out: Vec<String> = dated.into_iter().map(entry).collect();
    if !undated.is_empty() {
        out.push(bold("Nobody tells the day"));
        out.extend(undated.into_iter().map(entry));
    }
    let shown = u64::from(offset) + page.events.len() as u64;
    if page.events.iter().any(|event| event.assumed) {
        out.push(dim(
            "~ the day of publication, since no article tells the day",
        ));
    }
    out.push(dim(if shown < page.total {
        format!("{shown} of {}; go on with --offset {shown}", page.total)
    } else {
        counted(page.total, "event")
    }));
    out.join("\n")
}

/// One event: its line, and below it what the articles differ on.
fn entry(event: &TimelineEvent) -> String {
    let mark = if event.assumed { "~" } else { "" };
    let date = match &event.date {
        Some(date) => format!("{mark}{}", day(Some(date))),
        None => "undated".to_owned(),
    };
    let mut details = Vec::new();
    details.extend(who(event));
    details.extend(event.place.clone());
    details.extend(event.fields.iter().filter_map(figure));
    if event.phase != Phase::Held {
        details.push(label(&event.phase));
    }
    let details = match details.as_slice() {
        [] => String::new(),
        details => format!(": {}", safe_line(&details.join(", "))),
    };
    let number = event
        .number
        .map_or_else(String::new, |number| format!(" #{number}"));
    let line = format!(
        "{date:<13} {}{details}  {}",
        bold(safe_line(&what(event))),
        dim(format!("{}{number}", sources(&event.tellings)))
    );
    let mut lines = vec![wrapped(&line, 14)];
    let differing = event
        .fields
        .iter()
        .filter(|field| field.verdict == Agreement::Differ);
    lines.extend(differing.map(difference));
    lines.join("\n")
}

/// A figure in words: `22 delegates`, and `22 or 18 delegates` where they differ.
fn figure(field: &FieldView) -> Option<String> {
    let values = field.values.iter().map(|value| &value.value);
    match field.field {
        FieldName::HowLong => Some(
            values
                .map(|value| duration(value))
                .collect::<Vec<_>>()
                .join(" or "),
        ),
        FieldName::HowMany => {
            let values: Vec<&str> = values.map(String::as_str).collect();
            Some(format!("{} {}", values.join(" or "), field.of))
        }
        _ => None,
    }
}

/// Who tells it, source by source, with the numbers of articles: those of its own, its copies, and
/// those of others that have the line from it.
fn sources(tellings: &[EventTelling]) -> String {
    let mut sources: Vec<(Option<i64>, &str, Told)> = Vec::new();
    for telling in tellings {
        let name = outlet(telling.source.as_deref());
        // Articles of unknown outlets are a source each, with their copies.
        let unknown = telling.source.is_none();
        let key = unknown.then(|| telling.copy_of.unwrap_or(telling.article));
        let place = sources
            .iter()
            .position(|(known, other, _)| (*known, *other) == (key, name));
        let told = match place.and_then(|place| sources.get_mut(place)) {
            Some((.., told)) => told,
            None => {
                sources.push((key, name, Told::default()));
                match sources.last_mut() {
                    Some((.., told)) => told,
                    None => continue,
                }
            }
        };
        let of = if telling.copy_of.is_some() {
            &mut told.copied
        } else if telling.publisher == telling.source {
            &mut told.own
        } else {
            &mut told.cited
        };
        of.insert(telling.article);
    }
    let told: Vec<String> = sources
        .iter()
        .map(|(_, name, told)| format!("{}{told}", safe_line(name)))
        .collect();
    format!("[{}]", told.join("; "))
}

/// The articles of one source.
#[derive(Debug, Default)]
struct Told {
    own: BTreeSet<i64>,
    copied: BTreeSet<i64>,
    cited: BTreeSet<i64>,
}

impl std::fmt::Display for Told {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        for article in &self.own {
            write!(f, " {article}")?;
        }
        for (how, articles) in [("copied in", &self.copied), ("cited in", &self.cited)] {
            if !articles.is_empty() {
                let numbers: Vec<String> = articles.iter().map(i64::to_string).collect();
                write!(f, ", {how} {}", numbers.join(" "))?;
            }
        }
        Ok(())
    }
}

/// What the articles differ on: `how long: six hours Harbour Wire 1 · 6 h 30 min …`.
fn difference(field: &FieldView) -> String {
    let answer = |value: &ValueView| {
        let said = match field.field {
            FieldName::HowLong => duration(&value.value),
            FieldName::When => day(Some(&value.value)),
            _ => value.value.clone(),
        };
        format!("{said} {}", sources(&value.told_by))
    };
    let answers: Vec<String> = field.values.iter().map(answer).collect();
    let line = format!("{}: {}", asked(field), answers.join(" · "));
    format!("    {} {}", yellow("differ"), wrapped(&safe_line(&line), 6))
}
