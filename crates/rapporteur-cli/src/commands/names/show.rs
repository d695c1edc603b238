//! `rapporteur names show`

use clap::Args;
use rapporteur::{Form, NameView, PassageView};

use super::super::session;
use super::list::entry;
use crate::arguments::Global;
use crate::exit::{Exit, Failure};
use crate::output;
use crate::terminal::{bold, dim, safe_line, wrapped};
use rapporteur::wording::{counted, day, label, outlet};

/// Show one name with the passages that it stands in
#[derive(Debug, Args)]
pub(crate) struct Show {
    /// The name, by its id or as it is written
    #[arg(value_name = "A")]
    name: String,
    /// List at most so many passages
    #[arg(long, value_name = "N", default_value_t = 20)]
    limit: u32,
    /// Pass over so many
    #[arg(long, value_name = "N", default_value_t = 0)]
    offset: u32,
}

pub(super) async fn run(show: Show, global: &Global) -> Result<Exit, Failure> {
    let record = session::record(global).await?;
    let view = record.name(&show.name, show.limit, show.offset).await?;
    if global.json {
        output::json(&view)?;
    } else {
        output::text(&told(&view, show.offset))?;
    }
    Ok(Exit::Done)
}

fn told(view: &NameView, offset: u32) -> String {
    let mut head = entry(&view.name);
    let roles: Vec<&str> = view
        .name
        .spellings
        .iter()
        .filter(|spelling| spelling.form == Form::Role)
        .map(|spelling| spelling.text.as_str())
        .collect();
    if !roles.is_empty() {
        let roles = format!("as {}", roles.join(", "));
        head.push_str(&format!("\n  {}", wrapped(&safe_line(&roles), 2)));
    }
    let mut out = vec![head];
    out.extend(view.passages.iter().map(passage));
    let shown = u64::from(offset) + view.passages.len() as u64;
    out.push(dim(if shown < view.total {
        format!("{shown} of {}; go on with --offset {shown}", view.total)
    } else {
        counted(view.total, "passage")
    }));
    out.join("\n\n")
}

/// One mention in its surroundings, and where it stands.
fn passage(view: &PassageView) -> String {
    let around = format!(
        "…{}{}{}…",
        safe_line_kept(&view.before),
        bold(safe_line(&view.text)),
        safe_line_kept(&view.after)
    );
    format!(
        "{around}\n  {}",
        dim(safe_line(&format!(
            "{}, {} · article {}, characters {}–{}, {}",
            day(view.day.as_deref()),
            outlet(view.publisher.as_deref()),
            view.article,
            view.start,
            view.end,
            label(&view.form)
        )))
    )
}

/// The text beside a mention on one line, with a blank where it has one at its ends.
fn safe_line_kept(text: &str) -> String {
    let blank = |is: bool| if is { " " } else { "" };
    format!(
        "{}{}{}",
        blank(text.starts_with(char::is_whitespace)),
        safe_line(text),
        blank(text.ends_with(char::is_whitespace))
    )
}
