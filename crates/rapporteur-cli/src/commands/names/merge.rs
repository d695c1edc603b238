//! `rapporteur names merge`

use clap::Args;
use rapporteur::Verdict;

use super::{Two, decide};
use crate::arguments::Global;
use crate::exit::{Exit, Failure};

/// Make two names one, shown by the first
///
/// Every spelling of B becomes one of A, in all articles, also in those that are added later. A and B
/// are one even where they are written quite differently.
#[derive(Debug, Args)]
pub(crate) struct Merge {
    #[command(flatten)]
    two: Two,
}

pub(crate) async fn run(merge: Merge, global: &Global) -> Result<Exit, Failure> {
    decide(Verdict::Merge, &merge.two, global).await
}
