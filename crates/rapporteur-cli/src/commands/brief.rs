//! `rapporteur brief`

use clap::{Args, ValueEnum};
use rapporteur::BriefView;

use super::session;
use crate::arguments::Global;
use crate::brief;
use crate::exit::{Exit, Failure};
use crate::output;

/// One page: who spoke last and what they said
#[derive(Debug, Args)]
pub(crate) struct Brief {
    /// How to print it
    #[arg(long, value_enum, default_value_t)]
    format: Format,
}

/// How a brief is printed.
#[derive(Debug, Clone, Copy, Default, ValueEnum)]
pub(crate) enum Format {
    /// For a terminal
    #[default]
    Text,
    /// For a note or a mail
    Markdown,
    /// A page of its own for a browser or a printer
    Html,
}

pub(crate) async fn run(brief: Brief, global: &Global) -> Result<Exit, Failure> {
    let view = session::record(global).await?.brief().await?;
    if global.json {
        output::json(&view)?;
    } else {
        output::text(&render(&view, brief.format))?;
    }
    Ok(Exit::Done)
}

/// Lays out a brief.
pub(crate) fn render(view: &BriefView, format: Format) -> String {
    match format {
        Format::Text => brief::text::render(view),
        Format::Markdown => brief::markdown::render(view),
        Format::Html => brief::html::render(view),
    }
}
