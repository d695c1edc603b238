//! `rapporteur erase`

use std::io::{BufRead, IsTerminal, Write};

use clap::Args;
use rapporteur::{Error, ErrorKind};

use super::session;
use crate::arguments::Global;
use crate::exit::{Exit, Failure};
use crate::output;
use rapporteur::wording::counted;

/// Erase articles for good: nothing of them stays in the file
///
/// Text, original, readings, search index and what the log says about them go, for the protection of
/// sources. This cannot be undone. Copies of the file that you made elsewhere are yours to delete.
#[derive(Debug, Args)]
pub(crate) struct Erase {
    /// Numbers of articles, as `articles` lists them
    #[arg(required = true, value_name = "ARTICLE")]
    numbers: Vec<i64>,
    /// Do not ask
    #[arg(long, short)]
    yes: bool,
}

pub(crate) async fn run(erase: Erase, global: &Global) -> Result<Exit, Failure> {
    let record = session::record(global).await?;
    let articles = counted(erase.numbers.len() as u64, "article");
    if !erase.yes {
        confirm(&articles)?;
    }
    let operation = record
        .erase(&erase.numbers, &session::clerk(global))
        .await?;
    record.close().await;
    if global.json {
        output::json(&operation)?;
    } else {
        output::text(&format!("{articles} erased; this cannot be undone"))?;
    }
    Ok(Exit::Done)
}

fn confirm(articles: &str) -> Result<(), Failure> {
    let refuse = |why: &str| {
        Failure::from(
            Error::new(ErrorKind::Refused, format!("{articles} not erased: {why}"))
                .with_hint("say --yes to erase without being asked"),
        )
    };
    if !std::io::stdin().is_terminal() {
        return Err(refuse("there is no terminal to ask at"));
    }
    eprint!("Erase {articles} for good? This cannot be undone. [y/N] ");
    std::io::stderr().flush()?;
    let mut answer = String::new();
    std::io::stdin().lock().read_line(&mut answer)?;
    if answer.trim().eq_ignore_ascii_case("y") {
        Ok(())
    } else {
        Err(refuse("you said no"))
    }
}
