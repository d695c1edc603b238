//! `rapporteur codebook suggest`

use clap::Args;
use rapporteur::{GroupExample, PropositionSuggestions, StatementGroup};

use super::super::session;
use crate::arguments::Global;
use crate::exit::{Exit, Failure};
use crate::output;
use crate::terminal::{bold, dim, safe, safe_line, wrapped};
use rapporteur::wording::{counted, day};

/// Find groups of statements that no proposition fits
///
/// Each group comes with its typical words, three statements, and a draft in TOML to paste into the
/// codebook. Of more than 3,000 statements without a position, every so many-th in the order of days
/// is compared.
#[derive(Debug, Args)]
pub(crate) struct Suggest {}

pub(crate) async fn run(_: Suggest, global: &Global) -> Result<Exit, Failure> {
    let record = session::record(global).await?;
    let found = record.suggest_propositions().await?;
    record.close().await;
    if global.json {
        output::json(&found)?;
    } else {
        output::text(&told(&found))?;
    }
    Ok(Exit::Done)
}

fn told(found: &PropositionSuggestions) -> String {
    let without = counted(found.without_position, "statement");
    let sampled = match found.every {
        1 => String::new(),
        every => format!(", one of {every} compared"),
    };
    let mut blocks = vec![format!(
        "{without} without a position{sampled}, {} about a proposition all the same",
        found.about_propositions
    )];
    if found.groups.is_empty() {
        blocks.push("no group is large enough for a new proposition".to_owned());
    }
    blocks.extend(found.groups.iter().map(|group| entry(found, group)));
    blocks.join("\n\n")
}

fn entry(found: &PropositionSuggestions, group: &StatementGroup) -> String {
    let party = |id: Option<&String>| {
        let name = id.map(|id| found.party_names.get(id).unwrap_or(id));
        name.map_or_else(|| "unknown".to_owned(), |name| safe_line(name))
    };
    let parties: Vec<String> = group
        .parties
        .iter()
        .map(|share| format!("{} {}", party(share.party.as_ref()), share.statements))
        .collect();
    let span = match (&group.first, &group.latest) {
        (Some(first), Some(latest)) if first == latest => format!(", {}", day(Some(first))),
        (Some(first), Some(latest)) => {
            format!(", {} to {}", day(Some(first)), day(Some(latest)))
        }
        _ => String::new(),
    };
    let mut lines = vec![
        bold(safe_line(&group.words.join(", "))),
        format!(
            "  {} in {}{span}, {}: {}",
            counted(group.statements as u64, "statement"),
            counted(group.wordings as u64, "wording"),
            counted(group.publishers as u64, "publisher"),
            parties.join(", ")
        ),
    ];
    lines.extend(group.examples.iter().map(example));
    let draft = group.draft.trim_end().lines();
    lines.extend(draft.map(|line| dim(format!("    {}", safe(line)))));
    lines.join("\n")
}

fn example(one: &GroupExample) -> String {
    let speaker = one.speaker.as_deref().unwrap_or("an unnamed speaker");
    format!(
        "  article {}, {}  {}\n    {}",
        safe_line(&one.article),
        one.statement,
        bold(safe_line(speaker)),
        wrapped(&safe_line(&one.content), 4)
    )
}
