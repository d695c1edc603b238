//! `rapporteur positions`: one file per subcommand; without one, the table is drawn.

mod accept;
mod reject;
mod set;
mod table;

use std::io::{BufRead, IsTerminal, Write};

use clap::{Args, Subcommand, ValueEnum};
use rapporteur::{
    EffectView, Error, ErrorKind, PositionVerdict, Ruling, RulingPreview, Stance, StatementEffect,
};

use super::session;
use crate::arguments::Global;
use crate::exit::{Exit, Failure};
use crate::output;
use crate::standings::{sign, stance};
use crate::terminal::{bold, dim, safe_line, wrapped};
use rapporteur::wording::counted;

/// Where each party stands on what is disputed, and who has not spoken
///
/// For every proposition of the codebook the table has each party's latest stance with its day, the
/// number of publishers that tell it independently of each other, and the words; and it names the
/// parties that have not spoken. Without --at, ages count to the last day on record.
#[derive(Debug, Args)]
#[command(
    args_conflicts_with_subcommands = true,
    disable_help_subcommand = true,
    after_help = "A statement is named by article and number, as the table shows it, such as 3:s4. What you decide about it lasts: it outlives every new reading and is taken back by `undo`."
)]
pub(crate) struct Positions {
    #[command(subcommand)]
    command: Option<PositionsCommand>,
    #[command(flatten)]
    table: table::Table,
}

#[derive(Debug, Subcommand)]
enum PositionsCommand {
    Accept(accept::Accept),
    Reject(reject::Reject),
    Set(set::Set),
}

pub(crate) async fn run(positions: Positions, global: &Global) -> Result<Exit, Failure> {
    match positions.command {
        None => table::run(positions.table, global).await,
        Some(PositionsCommand::Accept(accept)) => accept::run(accept, global).await,
        Some(PositionsCommand::Reject(reject)) => reject::run(reject, global).await,
        Some(PositionsCommand::Set(set)) => set::run(set, global).await,
    }
}

/// A statement and a proposition to decide about.
#[derive(Debug, Args)]
struct About {
    /// Article and number of the statement, such as 3:s4
    #[arg(value_name = "STATEMENT")]
    statement: String,
    /// The id of the proposition, such as islands.withdraw
    #[arg(value_name = "PROPOSITION")]
    proposition: String,
}

/// How a decision is made.
#[derive(Debug, Args)]
struct Manner {
    /// Say what the decision would change, and change nothing
    #[arg(long)]
    dry_run: bool,
    /// Do not ask
    #[arg(long, short)]
    yes: bool,
}

/// A stance as it is typed.
#[derive(Debug, Clone, Copy, ValueEnum)]
pub(crate) enum TypedStance {
    /// It says yes to the proposition
    For,
    /// It says yes if something else comes first
    Conditional,
    /// It says no
    Against,
}

impl From<TypedStance> for Stance {
    fn from(typed: TypedStance) -> Self {
        match typed {
            TypedStance::For => Self::For,
            TypedStance::Conditional => Self::Conditional,
            TypedStance::Against => Self::Against,
        }
    }
}

/// Shows what a decision would change, asks where there is somebody to ask, and makes it.
async fn decide(
    verdict: PositionVerdict,
    about: About,
    stance: Option<TypedStance>,
    manner: &Manner,
    global: &Global,
) -> Result<Exit, Failure> {
    let ruling = Ruling {
        statement: about.statement,
        proposition: about.proposition,
        verdict,
        stance: stance.map(Stance::from),
    };
    let record = session::record(global).await?;
    let asks = !manner.yes && std::io::stdin().is_terminal() && std::io::stderr().is_terminal();
    if manner.dry_run || asks {
        let preview = record.preview_ruling(&ruling).await?;
        if manner.dry_run {
            return tell_preview(&preview, global);
        }
        eprintln!("{}", anstream::adapter::strip_str(&told(&preview)));
        confirm()?;
    }
    let report = record
        .decide_position(&ruling, &session::clerk(global))
        .await?;
    record.close().await;
    if global.json {
        output::json(&report)?;
        return Ok(Exit::Done);
    }
    let before = if asks {
        String::new()
    } else {
        format!("{}\n", told(&report.ruling))
    };
    output::text(&format!(
        "{before}operation {}; undo with `rapporteur undo`",
        report.operation.number
    ))?;
    Ok(Exit::Done)
}

fn tell_preview(preview: &RulingPreview, global: &Global) -> Result<Exit, Failure> {
    if global.json {
        output::json(preview)?;
    } else {
        output::text(&format!("{}\nnothing was changed", told(preview)))?;
    }
    Ok(Exit::Done)
}

fn confirm() -> Result<(), Failure> {
    eprint!("Decide so? [y/N] ");
    std::io::stderr().flush()?;
    let mut answer = String::new();
    std::io::stdin().lock().read_line(&mut answer)?;
    if answer.trim().eq_ignore_ascii_case("y") {
        return Ok(());
    }
    let refused = Error::new(ErrorKind::Refused, "nothing was decided: you said no");
    Err(refused
        .with_hint("say --yes to decide without being asked")
        .into())
}

/// What a decision says, and what it changes.
fn told(preview: &RulingPreview) -> String {
    let speaker = preview.speaker.as_deref().unwrap_or("an unnamed speaker");
    let mut out = vec![
        format!(
            "{}:{}  {}",
            preview.article,
            preview.id,
            bold(safe_line(speaker))
        ),
        format!("  {}", wrapped(&safe_line(&preview.content), 2)),
        format!(
            "  {}: {} → {}",
            safe_line(&preview.proposition),
            shown(preview.before),
            shown(preview.after)
        ),
    ];
    if preview.example {
        out.push(dim(
            "  an example for its proposition, for whatever is read from now on",
        ));
    }
    out.extend(effect(&preview.effect));
    out.join("\n")
}

fn shown(position: Option<Stance>) -> String {
    position.map_or_else(
        || "no position".to_owned(),
        |position| format!("{} {}", sign(Some(position)), stance(position)),
    )
}

/// What would become of other statements.
fn effect(effect: &EffectView) -> Vec<String> {
    if effect.articles == 0 {
        return Vec::new();
    }
    let more = if effect.more {
        ", the latest of more"
    } else {
        ""
    };
    let looked = format!(
        "{} with words of it read again{more}: {} would change",
        counted(effect.articles, "article"),
        counted(effect.changes.len() as u64, "position"),
    );
    let mut out = vec![dim(looked)];
    out.extend(effect.changes.iter().map(change));
    if !effect.changes.is_empty() {
        out.push(dim("`rapporteur reread` makes these changes"));
    }
    out
}

fn change(change: &StatementEffect) -> String {
    let line = format!(
        "{}:{}  {}: {} → {}  {}",
        change.article,
        change.id,
        change.proposition,
        shown(change.before),
        shown(change.after),
        change.content
    );
    format!("  {}", wrapped(&safe_line(&line), 6))
}
