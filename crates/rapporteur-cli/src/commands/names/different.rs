//! `rapporteur names different`

use clap::Args;
use rapporteur::Verdict;

use super::{Two, decide};
use crate::arguments::Global;
use crate::exit::{Exit, Failure};

/// Say that two names are not one
///
/// They are neither joined nor suggested again. Where they are one now, they come apart.
#[derive(Debug, Args)]
pub(crate) struct Different {
    #[command(flatten)]
    two: Two,
}

pub(crate) async fn run(different: Different, global: &Global) -> Result<Exit, Failure> {
    decide(Verdict::Different, &different.two, global).await
}
