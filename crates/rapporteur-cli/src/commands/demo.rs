//! `rapporteur demo`

use std::path::PathBuf;
use std::sync::Arc;

use clap::Args;
use rapporteur::{Engine, Error, ErrorKind, Inputs, Progress, Record};

use super::brief::{self, Format};
use super::reading::About;
use super::session;
use crate::arguments::Global;
use crate::example;
use crate::exit::{Exit, Failure};
use crate::output;

/// Read the bundled example and print its brief
///
/// The example is an invented negotiation between invented states, told in eighteen reports by six
/// invented outlets. Nothing is kept unless --keep names a folder for it.
#[derive(Debug, Args)]
pub(crate) struct Demo {
    /// Keep the example's reports, its codebook and its record in this new folder
    #[arg(long, value_name = "FOLDER")]
    keep: Option<PathBuf>,
    /// How to print the brief
    #[arg(long, value_enum, default_value_t)]
    format: Format,
}

pub(crate) async fn run(demo: Demo, global: &Global) -> Result<Exit, Failure> {
    let passing = tempfile::tempdir().map_err(|error| unwritable(&std::env::temp_dir(), &error))?;
    let folder = demo
        .keep
        .clone()
        .unwrap_or_else(|| passing.path().to_owned());
    example::unpack(&folder).map_err(|error| unwritable(&folder, &error))?;
    let about = About {
        metadata: Some(folder.join("metadata.csv")),
        ..About::default()
    };
    let codebook = session::codebook(&folder.join("codebook.toml"))?;
    let record = Record::create_or_open(&folder.join("record.rapporteur")).await?;
    let inputs = Inputs::new(&[folder.join("articles")], about.intake()?);
    let engine = Arc::new(Engine::new(Some(codebook)));
    record
        .add(&engine, inputs, &session::clerk(global), |progress| {
            if let Progress::Failed(failure) = progress {
                eprintln!("{failure}");
            }
        })
        .await?;
    let view = record.brief().await?;
    record.close().await;
    if global.json {
        output::json(&view)?;
    } else {
        output::text(&brief::render(&view, demo.format))?;
    }
    if let Some(folder) = demo.keep {
        eprintln!(
            "kept in {}: try `rapporteur --record {}/record.rapporteur statements`",
            folder.display(),
            folder.display()
        );
    }
    Ok(Exit::Done)
}

fn unwritable(folder: &std::path::Path, error: &std::io::Error) -> Error {
    Error::new(
        ErrorKind::Io,
        format!(
            "cannot unpack the example into {}: {error}",
            folder.display()
        ),
    )
    .with_hint("name a new folder with --keep")
}
