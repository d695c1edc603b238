//! `rapporteur positions accept`

use clap::Args;
use rapporteur::PositionVerdict;

use super::{About, Manner, TypedStance, decide};
use crate::arguments::Global;
use crate::exit::{Exit, Failure};

/// Say that the reader is right about a position
///
/// The statement becomes an example for its proposition: articles are read with it from now on. What
/// that would change in other statements is shown first.
#[derive(Debug, Args)]
pub(super) struct Accept {
    #[command(flatten)]
    about: About,
    /// The stance that is meant; it has to be the reader's
    #[arg(value_enum, value_name = "STANCE")]
    stance: Option<TypedStance>,
    #[command(flatten)]
    manner: Manner,
}

pub(super) async fn run(accept: Accept, global: &Global) -> Result<Exit, Failure> {
    let verdict = PositionVerdict::Accept;
    decide(verdict, accept.about, accept.stance, &accept.manner, global).await
}
