//! `rapporteur show`

use std::io::Write;

use clap::Args;
use rapporteur::{DecisionView, ShownArticle};

use super::session;
use crate::arguments::Global;
use crate::exit::{Exit, Failure};
use crate::output;
use crate::show_reading;
use crate::terminal::{dim, safe, safe_line};
use rapporteur::wording::counted;

/// Show one article: what is known about it and what was read from it
#[derive(Debug, Args)]
pub(crate) struct Show {
    /// The number of the article, as `articles` lists it
    #[arg(value_name = "ARTICLE")]
    number: i64,
    /// Print the text that every offset points into, and nothing else
    #[arg(long, conflicts_with = "original")]
    text: bool,
    /// Print the bytes of the file as they came, and nothing else
    #[arg(long)]
    original: bool,
}

pub(crate) async fn run(show: Show, global: &Global) -> Result<Exit, Failure> {
    let record = session::record(global).await?;
    if show.original {
        std::io::stdout().write_all(&record.original(show.number).await?)?;
        return Ok(Exit::Done);
    }
    let article = record.show(show.number).await?;
    if show.text {
        output::verbatim(&article.text)?;
    } else if global.json {
        output::json(&article)?;
    } else {
        output::text(&told(&article))?;
    }
    Ok(Exit::Done)
}

fn told(article: &ShownArticle) -> String {
    let mut out = show_reading::text(&article.reading, &article.text);
    if article.versions.len() > 1 {
        let versions = counted(article.versions.len() as u64, "version");
        out.push_str(&dim(format!("\n{versions}; the newest is shown")));
    }
    for decision in &article.decisions {
        out.push('\n');
        out.push_str(&dim(decided(decision)));
    }
    out
}

fn decided(decision: &DecisionView) -> String {
    let value = decision
        .value
        .as_deref()
        .map_or("unknown".to_owned(), safe_line);
    safe(&format!(
        "{} set to {value} by operation {}",
        decision.field, decision.operation
    ))
}
