//! `rapporteur codebook check`

use std::path::PathBuf;

use clap::Args;
use serde::Serialize;

use super::super::session;
use crate::arguments::Global;
use crate::exit::{Exit, Failure};
use crate::output;
use rapporteur::wording::counted;

/// Look for mistakes in a codebook: each is shown with its line
#[derive(Debug, Args)]
pub(crate) struct Check {
    /// The codebook
    #[arg(value_name = "FILE.toml")]
    file: PathBuf,
}

/// How much a codebook lists.
#[derive(Serialize)]
struct Listed {
    parties: u64,
    people: u64,
    places: u64,
    organisations: u64,
    issues: u64,
    propositions: u64,
}

pub(crate) fn run(check: &Check, global: &Global) -> Result<Exit, Failure> {
    let codebook = session::codebook(&check.file)?.codebook;
    let propositions = codebook.issues.iter().map(|issue| issue.propositions.len());
    let listed = Listed {
        parties: codebook.parties.len() as u64,
        people: codebook.people.len() as u64,
        places: codebook.places.len() as u64,
        organisations: codebook.organisations.len() as u64,
        issues: codebook.issues.len() as u64,
        propositions: propositions.sum::<usize>() as u64,
    };
    if global.json {
        output::json(&listed)?;
        return Ok(Exit::Done);
    }
    let parties = match listed.parties {
        1 => "1 party".to_owned(),
        several => format!("{several} parties"),
    };
    let people = match listed.people {
        1 => "1 person".to_owned(),
        several => format!("{several} people"),
    };
    output::text(&format!(
        "no mistakes: {parties}, {people}, {}, {}, {} with {}",
        counted(listed.places, "place"),
        counted(listed.organisations, "organisation"),
        counted(listed.issues, "issue"),
        counted(listed.propositions, "proposition"),
    ))?;
    Ok(Exit::Done)
}
