//! `rapporteur add`

use std::path::PathBuf;

use clap::Args;
use rapporteur::{AddReport, Failure as Unread, Inputs, Progress, Record};
use serde::Serialize;

use super::reading::{About, Jobs};
use super::session;
use crate::arguments::Global;
use crate::exit::{Exit, Failure};
use crate::output;
use crate::progress::Bar;
use crate::terminal::{bold, safe};
use rapporteur::wording::counted;

/// Put reports on the record
///
/// REPORTS are files (plain text, HTML, JSON Lines), folders, patterns such as 'reports/*.html', or -
/// for standard input. Adding the same report again changes nothing, so an interrupted add is resumed
/// by running it again.
#[derive(Debug, Args)]
pub(crate) struct Add {
    /// Files, folders, patterns, or -
    #[arg(required = true, value_name = "REPORTS")]
    inputs: Vec<PathBuf>,
    /// Parties, people, places and issues of the process [default: the codebook in
    /// force, else one for peace talks in general]
    #[arg(long, value_name = "FILE.toml")]
    codebook: Option<PathBuf>,
    #[command(flatten)]
    about: About,
    #[command(flatten)]
    jobs: Jobs,
}

/// What `--json` prints.
#[derive(Serialize)]
struct Answer {
    #[serde(flatten)]
    report: AddReport,
    failures: Vec<Unread>,
}

pub(crate) async fn run(add: Add, global: &Global) -> Result<Exit, Failure> {
    add.jobs.apply();
    let options = add.about.intake()?;
    // A mistake in the codebook is told before a record is made.
    let named = add.codebook.as_deref().map(session::codebook).transpose()?;
    let record = Record::create_or_open(&global.record).await?;
    let codebook = match named {
        Some(codebook) => record.with_examples(&codebook).await?,
        None => session::codebook_for(&record, None).await?,
    };
    let engine = std::sync::Arc::new(rapporteur::Engine::new(Some(codebook)));
    let inputs = Inputs::new(&add.inputs, options);
    let bar = Bar::new(inputs.total_bytes(), "articles");
    let mut failures = Vec::new();
    let report = record
        .add(
            &engine,
            inputs,
            &session::clerk(global),
            |progress| match progress {
                Progress::Batch { articles, bytes } => bar.at(bytes, articles),
                Progress::Added(_) => {}
                Progress::Failed(failure) => {
                    bar.say(&failure.to_string());
                    if global.json {
                        failures.push(failure.clone());
                    }
                }
            },
        )
        .await?;
    bar.done();
    record.close().await;
    let taken = report.new + report.versions + report.known + report.removed;
    let exit = Exit::of_files(taken, report.failed);
    if global.json {
        output::json(&Answer { report, failures })?;
    } else {
        output::text(&told(&report, global))?;
    }
    Ok(exit)
}

fn told(report: &AddReport, global: &Global) -> String {
    let mut lines = vec![format!(
        "{}, {} read into {}",
        bold(counted(report.new + report.versions, "article")),
        counted(report.statements, "statement"),
        safe(&global.record.display().to_string())
    )];
    let mut also = |count: u64, what: &str| {
        if count > 0 {
            lines.push(format!("  {count} {what}"));
        }
    };
    also(
        report.versions,
        "of them new versions of articles on the record",
    );
    also(report.known, "on the record already");
    also(
        report.removed,
        "removed before and left out; undo the removal in `rapporteur log` to have them back",
    );
    also(report.failed, "not taken in: see above");
    for (language, count) in &report.not_read {
        also(*count, &format!("kept but not read: language {language}"));
    }
    if report.passed_over > 0 {
        let files = counted(report.passed_over as u64, "other file");
        lines.push(format!("  {files} in the folders passed over"));
    }
    lines.push(format!(
        "operation {}; undo with `rapporteur undo`",
        report.operation
    ));
    lines.join("\n")
}
