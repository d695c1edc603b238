//! `rapporteur names`, without a subcommand

use clap::Args;
use rapporteur::{EntityType, Form, NameLine, NamePage, NameQuery, SuggestionView};

use super::super::session;
use crate::arguments::Global;
use crate::exit::{Exit, Failure};
use crate::output;
use crate::terminal::{bold, dim, safe_line, wrapped};
use rapporteur::wording::{counted, label, outlet};

/// How many suggestions are told below the names.
const BELOW: usize = 10;

/// Options of the list.
#[derive(Debug, Args)]
pub(crate) struct List {
    /// Only persons, organisations, places, parties or groups
    #[arg(long = "type", value_name = "TYPE", value_parser = parse_type)]
    kind: Option<EntityType>,
    /// Only names of this party, by name or id
    #[arg(long, value_name = "NAME")]
    party: Option<String>,
    /// Only names with this in one of their spellings
    #[arg(long, value_name = "TEXT")]
    search: Option<String>,
    /// Only what may be one, the likeliest first
    #[arg(long)]
    suggestions: bool,
    /// Also what somebody looked at and left open
    #[arg(long)]
    unsure: bool,
    /// List at most so many
    #[arg(long, value_name = "N", default_value_t = 50)]
    limit: u32,
    /// Pass over so many
    #[arg(long, value_name = "N", default_value_t = 0)]
    offset: u32,
}

pub(super) async fn run(list: List, global: &Global) -> Result<Exit, Failure> {
    let query = NameQuery {
        search: list.search,
        kind: list.kind,
        party: list.party,
        suggestions: list.suggestions,
        unsure: list.unsure,
        limit: Some(list.limit),
        offset: list.offset,
    };
    let page = session::record(global).await?.names(&query).await?;
    if global.json {
        output::json(&page)?;
    } else if query.suggestions {
        output::text(&suggested(&page, query.offset))?;
    } else {
        output::text(&told(&page, query.offset))?;
    }
    Ok(Exit::Done)
}

fn parse_type(text: &str) -> Result<EntityType, String> {
    let types = [
        EntityType::Person,
        EntityType::Organisation,
        EntityType::Place,
        EntityType::Party,
        EntityType::Group,
    ];
    types
        .into_iter()
        .find(|kind| label(kind) == text)
        .ok_or_else(|| "write person, organisation, place, party or group".to_owned())
}

fn told(page: &NamePage, offset: u32) -> String {
    if page.names.is_empty() {
        return "no name fits; leave out an option, or add articles with `rapporteur add REPORTS`"
            .to_owned();
    }
    let mut out: Vec<String> = page.names.iter().map(entry).collect();
    let shown = u64::from(offset) + page.names.len() as u64;
    out.push(dim(if shown < page.total {
        format!("{shown} of {}; go on with --offset {shown}", page.total)
    } else {
        counted(page.total, "name")
    }));
    if !page.suggestions.is_empty() {
        out.push(format!("{}:", bold("These may be one")));
        out.extend(page.suggestions.iter().take(BELOW).map(suggestion));
        let told = page.suggestions.len().min(BELOW) as u64;
        if told < page.suggestions_total {
            out.push(dim(format!(
                "{told} of {} suggestions; all with --suggestions",
                page.suggestions_total
            )));
        }
    }
    out.join("\n\n")
}

fn suggested(page: &NamePage, offset: u32) -> String {
    if page.suggestions.is_empty() {
        return "nothing is suggested; `rapporteur names` lists the names".to_owned();
    }
    let mut out: Vec<String> = page.suggestions.iter().map(suggestion).collect();
    let shown = u64::from(offset) + page.suggestions.len() as u64;
    out.push(dim(if shown < page.suggestions_total {
        format!(
            "{shown} of {}; go on with --offset {shown}",
            page.suggestions_total
        )
    } else {
        counted(page.suggestions_total, "suggestion")
    }));
    out.join("\n\n")
}

/// One name: what it is and its id, its spellings, and who tells of it.
pub(super) fn entry(line: &NameLine) -> String {
    // Without a codebook a country is its own party, by its id.
    let own = |party: &&String| {
        party.replace('-', " ").to_lowercase() == line.name.replace('-', " ").to_lowercase()
    };
    let party = line.party_name.as_ref().filter(|party| !own(party));
    let party = party.map(|party| format!(", {party}")).unwrap_or_default();
    let spellings: Vec<String> = line
        .spellings
        .iter()
        .filter(|spelling| spelling.form != Form::Role)
        .map(|spelling| format!("{} {}", spelling.text, spelling.count))
        .collect();
    let outlets: Vec<&str> = line
        .publishers
        .iter()
        .map(|publisher| outlet(publisher.as_deref()))
        .collect();
    let told = format!(
        "{} in {}: {}",
        counted(line.mentions, "mention"),
        counted(line.articles, "article"),
        outlets.join(", ")
    );
    let mut lines = vec![format!(
        "{}{}  {}",
        bold(safe_line(&line.name)),
        safe_line(&party),
        dim(safe_line(&line.id))
    )];
    if !spellings.is_empty() {
        lines.push(wrapped(&safe_line(&spellings.join(", ")), 2));
    }
    lines.push(dim(wrapped(&safe_line(&told), 2)));
    lines.join("\n  ")
}

/// One suggestion: the two names, why, and what to type.
fn suggestion(view: &SuggestionView) -> String {
    let unsure = if view.unsure { ", left open" } else { "" };
    let why = format!("{:.2}{unsure}: {}", view.score, view.reasons.join("; "));
    format!(
        "{} and {}\n  {}\n  {}",
        bold(safe_line(&view.one.name)),
        bold(safe_line(&view.other.name)),
        wrapped(&safe_line(&why), 2),
        dim(safe_line(&format!(
            "rapporteur names same {} {}",
            view.one.id, view.other.id
        )))
    )
}
