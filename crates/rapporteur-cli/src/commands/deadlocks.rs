//! `rapporteur deadlocks`

use clap::Args;
use rapporteur::{
    ChainView, ConditionTelling, DeadlockView, DeadlocksQuery, DeadlocksView, Edtf, OpeningView,
    PropositionRef, VoiceView, WaitView,
};

use super::reading::parse_date;
use super::session;
use crate::arguments::Global;
use crate::exit::{Exit, Failure};
use crate::output;
use crate::terminal::{bold, dim, safe_line, width, wrapped, yellow};
use rapporteur::wording::{counted, day, outlet};

/// Show who waits for whom: deadlocks, openings, and conditions that wait
///
/// A party that does something only once something else has come first waits. Where the conditions of
/// two or more parties wait for each other, that is a deadlock, from the day on which the last of them
/// was set. An opening is a condition to which the other side has said yes since. What waits without
/// being waited for in turn comes last.
///
/// A condition lapses when its party says yes without it on a later day. Nobody waits for himself; and
/// where a proposition begins with a party, only that party can make it true.
#[derive(Debug, Args)]
pub(crate) struct Deadlocks {
    /// Only where this party waits, by name or id
    #[arg(long, value_name = "NAME")]
    party: Option<String>,
    /// As it was at the end of this day; leaves out what nobody dates
    #[arg(long, value_name = "DATE", value_parser = parse_date)]
    at: Option<Edtf>,
    /// List at most so many deadlocks, so many openings and so many chains
    #[arg(long, value_name = "N", default_value_t = 20)]
    limit: u32,
    /// Show at most so many statements of each condition
    #[arg(long, value_name = "N", default_value_t = 3)]
    statements: u32,
}

pub(crate) async fn run(deadlocks: Deadlocks, global: &Global) -> Result<Exit, Failure> {
    let query = DeadlocksQuery {
        at: deadlocks.at,
        party: deadlocks.party,
        limit: Some(deadlocks.limit),
        statements: deadlocks.statements,
    };
    let view = session::record(global).await?.deadlocks(&query).await?;
    if global.json {
        output::json(&view)?;
    } else {
        output::text(&told(&view))?;
    }
    Ok(Exit::Done)
}

fn told(view: &DeadlocksView) -> String {
    let mut out = Vec::new();
    for (number, deadlock) in view.deadlocks.iter().enumerate() {
        let name = match view.total.deadlocks {
            1 => "Deadlock".to_owned(),
            _ => format!("Deadlock {}", number + 1),
        };
        out.push(ring(&yellow(name), deadlock));
    }
    for deadlock in &view.dissolved {
        out.push(ring(&dim("Deadlock that has dissolved"), deadlock));
    }
    if !view.openings.is_empty() {
        let openings: Vec<String> = view.openings.iter().map(opening).collect();
        out.push(format!("{}\n{}", bold("Openings"), openings.join("\n")));
    }
    if !view.chains.is_empty() {
        let many = view.total.deadlocks > 1;
        let chains: Vec<String> = view.chains.iter().map(|one| chain(one, many)).collect();
        out.push(format!("{}\n{}", bold("Waiting"), chains.join("\n")));
    }
    if out.is_empty() {
        return "nobody sets a condition; preconditions come with statements, and are tied to the \
                propositions of a codebook"
            .to_owned();
    }
    let total = view.total;
    let found = match total.deadlocks {
        0 => "no deadlock".to_owned(),
        deadlocks => counted(deadlocks, "deadlock"),
    };
    let openings = counted(total.openings, "opening");
    let chains = counted(total.chains, "chain");
    let mut ending = vec![format!("{found}, {openings}, {chains}")];
    let listed = [
        (total.deadlocks, view.deadlocks.len()),
        (total.openings, view.openings.len()),
        (total.chains, view.chains.len()),
    ];
    if listed.iter().any(|(all, shown)| *all > *shown as u64) {
        ending.push("not all are listed; see more with --limit".to_owned());
    }
    if total.unmatched > 0 {
        let unmatched = counted(total.unmatched, "condition");
        ending.push(format!(
            "{unmatched} that match no proposition not looked at"
        ));
    }
    out.push(dim(wrapped(&ending.join("; "), 0)));
    out.join("\n\n")
}

/// A ring, drawn down the left: each waits for the one below, and the last for the first.
fn ring(heading: &str, deadlock: &DeadlockView) -> String {
    let since = match (&deadlock.complete_from, deadlock.completed_by) {
        (Some(date), Some(article)) => {
            format!(", complete since {} (article {article})", day(Some(date)))
        }
        (None, Some(article)) => format!(", completed by article {article}, which nobody dates"),
        _ => String::new(),
    };
    let mut lines = vec![format!("{heading}{since}")];
    for (number, step) in deadlock.steps.iter().enumerate() {
        let mark = if number == 0 { "╭─▶ " } else { "│   " };
        if number > 0 {
            lines.push("│   ▼".to_owned());
        }
        let blocks: Vec<String> = step.iter().map(|wait| waiting(wait, 4)).collect();
        for (place, line) in blocks.join("\n").lines().enumerate() {
            let mark = if place == 0 { mark } else { "│   " };
            lines.push(format!("{mark}{line}"));
        }
    }
    lines.push("╰───╯".to_owned());
    lines.join("\n")
}

/// Who waits for what, with the statements behind it, in a column that begins behind a margin.
fn waiting(wait: &WaitView, margin: usize) -> String {
    let holder = match &wait.holder {
        Some(holder) => bold(safe_line(&holder.name)),
        None => "somebody".to_owned(),
    };
    let first = wait.tellings.first();
    let wanted = half(wait.wanted.as_ref(), first.map(|one| &one.wanted.text));
    let condition = half(
        wait.condition.as_ref(),
        first.map(|one| &one.condition.text),
    );
    let mut lines = vec![
        folded(&format!("{holder}: {wanted}"), margin, 2),
        folded(&format!("  only once: {condition}"), margin, 4),
    ];
    let both = wait.wanted.is_some() && wait.condition.is_some();
    lines.extend(wait.tellings.iter().map(|one| quoted(one, both, margin)));
    let hidden = wait.times.saturating_sub(wait.tellings.len() as u64);
    if hidden > 0 {
        lines.push(dim(format!("    and {hidden} more")));
    }
    if let Some(yes) = &wait.lapsed_by {
        lines.push(folded(&format!("    lapsed: {}", voice(yes)), margin, 6));
    }
    lines.join("\n")
}

/// What is wanted, or has to come first: the proposition's sentence, or the words where there is
/// none.
fn half(proposition: Option<&PropositionRef>, words: Option<&String>) -> String {
    match (proposition, words) {
        (Some(proposition), _) => safe_line(&proposition.text),
        (None, Some(words)) => format!("“{}”", safe_line(words)),
        (None, None) => "something".to_owned(),
    }
}

/// A statement that sets a condition: its words where they are not told above, and where it stands.
fn quoted(telling: &ConditionTelling, words: bool, margin: usize) -> String {
    let place = match &telling.id {
        Some(id) => format!("{}:{id}", telling.article),
        None => telling.article.to_string(),
    };
    let speaker = telling.speaker.as_deref().map(|name| format!("{name}, "));
    let source = format!(
        "[{}{}, {}, {place}]",
        speaker.unwrap_or_default(),
        outlet(telling.publisher.as_deref()),
        day(telling.date.as_deref()),
    );
    let source = dim(safe_line(&source));
    let line = match words {
        true => format!(
            "    “{}” once “{}” {source}",
            safe_line(&telling.wanted.text),
            safe_line(&telling.condition.text)
        ),
        false => format!("    {source}"),
    };
    folded(&line, margin, 6)
}

fn voice(voice: &VoiceView) -> String {
    let source = format!(
        "[{}, {}, {}, {}:{}]",
        voice.speaker.as_deref().unwrap_or("unnamed"),
        outlet(voice.publisher.as_deref()),
        day(voice.date.as_deref()),
        voice.article,
        voice.id
    );
    format!(
        "“{}” {}",
        safe_line(&voice.content),
        dim(safe_line(&source))
    )
}

fn opening(opening: &OpeningView) -> String {
    let yes = match &opening.met_by {
        Some(yes) => voice(yes),
        None => String::new(),
    };
    let party = bold(safe_line(&opening.party.name));
    let met = folded(&format!("  {party} has said yes since: {yes}"), 0, 4);
    format!("{}\n{met}", waiting(&opening.wait, 0))
}

/// A chain: each waits for the one below, further in.
fn chain(chain: &ChainView, many: bool) -> String {
    let mut lines = Vec::new();
    for (depth, wait) in chain.waits.iter().enumerate() {
        let margin = depth * 2;
        let gap = " ".repeat(margin);
        let block = waiting(wait, margin);
        lines.extend(block.lines().map(|line| format!("{gap}{line}")));
    }
    if let Some(into) = chain.into {
        let gap = " ".repeat(chain.waits.len().saturating_sub(1) * 2);
        let which = match many {
            true => format!("deadlock {}", into + 1),
            false => "the deadlock".to_owned(),
        };
        lines.push(dim(format!("{gap}    held up by {which}")));
    }
    lines.join("\n")
}

/// Wraps a line to what is left of the terminal behind a margin; what follows is indented further.
fn folded(line: &str, margin: usize, indent: usize) -> String {
    let inner = line.trim_start();
    let lead = line.len() - inner.len();
    let room = width().saturating_sub(margin + indent).max(20);
    let gap = format!("\n{}", " ".repeat(indent));
    let folded = textwrap::wrap(inner, room).join(&gap);
    format!("{}{folded}", " ".repeat(lead))
}
