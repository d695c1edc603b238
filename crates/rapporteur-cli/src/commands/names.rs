//! `rapporteur names`: one file per subcommand; without one, names are listed.

mod different;
mod list;
mod merge;
mod same;
mod score;
mod show;
mod split;
mod unsure;

use clap::{Args, Subcommand};
use rapporteur::{DecidedNames, Verdict};

use super::session;
use crate::arguments::Global;
use crate::exit::{Exit, Failure};
use crate::output;
use crate::terminal::safe_line;

/// Who is who: list names with their spellings, and decide which are one
///
/// Names that are one for certain are joined; where that is likely only, it is suggested. What you
/// decide lasts: it holds for articles that are added later, outlives every new reading, and is taken
/// back by `undo`. The last decision counts.
#[derive(Debug, Args)]
#[command(
    args_conflicts_with_subcommands = true,
    disable_help_subcommand = true,
    after_help = "A name is given by its id, such as person:ilva-maren, or as it is written, such as \"Ilva Maren\", where that is clear."
)]
pub(crate) struct Names {
    #[command(subcommand)]
    command: Option<NamesCommand>,
    #[command(flatten)]
    list: list::List,
}

#[derive(Debug, Subcommand)]
enum NamesCommand {
    Show(show::Show),
    Merge(merge::Merge),
    Split(split::Split),
    Same(same::Same),
    Different(different::Different),
    Unsure(unsure::Unsure),
    Score(score::Score),
}

pub(crate) async fn run(names: Names, global: &Global) -> Result<Exit, Failure> {
    match names.command {
        None => list::run(names.list, global).await,
        Some(NamesCommand::Show(show)) => show::run(show, global).await,
        Some(NamesCommand::Merge(merge)) => merge::run(merge, global).await,
        Some(NamesCommand::Split(split)) => split::run(split, global).await,
        Some(NamesCommand::Same(same)) => same::run(same, global).await,
        Some(NamesCommand::Different(different)) => different::run(different, global).await,
        Some(NamesCommand::Unsure(unsure)) => unsure::run(unsure, global).await,
        Some(NamesCommand::Score(score)) => score::run(&score, global),
    }
}

/// Two names to decide about.
#[derive(Debug, Args)]
struct Two {
    /// One name, by its id or as it is written
    #[arg(value_name = "A")]
    one: String,
    /// The other
    #[arg(value_name = "B")]
    other: String,
}

/// Decides about two names and tells what came of it.
async fn decide(verdict: Verdict, two: &Two, global: &Global) -> Result<Exit, Failure> {
    let record = session::record(global).await?;
    let clerk = session::clerk(global);
    let decided = record
        .decide_names(verdict, &two.one, &two.other, &clerk)
        .await?;
    record.close().await;
    tell(&decided, global)
}

/// Tells what came of a decision.
fn tell(decided: &DecidedNames, global: &Global) -> Result<Exit, Failure> {
    if global.json {
        output::json(decided)?;
        return Ok(Exit::Done);
    }
    let entities: Vec<String> = decided
        .entities
        .iter()
        .map(|entity| format!("  {}  {}", safe_line(&entity.id), safe_line(&entity.name)))
        .collect();
    output::text(&format!(
        "{}\n{}\noperation {}; undo with `rapporteur undo`",
        safe_line(&decided.operation.summary),
        entities.join("\n"),
        decided.operation.number
    ))?;
    Ok(Exit::Done)
}
