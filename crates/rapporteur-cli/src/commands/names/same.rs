//! `rapporteur names same`

use clap::Args;
use rapporteur::Verdict;

use super::{Two, decide};
use crate::arguments::Global;
use crate::exit::{Exit, Failure};

/// Say that two names are one
///
/// As `merge`, for a suggestion: the name to show stays the one that the articles use most.
#[derive(Debug, Args)]
pub(crate) struct Same {
    #[command(flatten)]
    two: Two,
}

pub(crate) async fn run(same: Same, global: &Global) -> Result<Exit, Failure> {
    decide(Verdict::Same, &same.two, global).await
}
