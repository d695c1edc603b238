//! `rapporteur names unsure`

use clap::Args;
use rapporteur::Verdict;

use super::{Two, decide};
use crate::arguments::Global;
use crate::exit::{Exit, Failure};

/// Say that nobody can tell whether two names are one
///
/// The suggestion is put aside: `names --unsure` lists it still.
#[derive(Debug, Args)]
pub(crate) struct Unsure {
    #[command(flatten)]
    two: Two,
}

pub(crate) async fn run(unsure: Unsure, global: &Global) -> Result<Exit, Failure> {
    decide(Verdict::Unsure, &unsure.two, global).await
}
