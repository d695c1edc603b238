//! `rapporteur positions set`

use clap::Args;
use rapporteur::PositionVerdict;

use super::{About, Manner, TypedStance, decide};
use crate::arguments::Global;
use crate::exit::{Exit, Failure};

/// Say where a statement stands on a proposition
///
/// The statement becomes an example for its proposition: articles are read with it from now on. What
/// that would change in other statements is shown first.
#[derive(Debug, Args)]
pub(super) struct Set {
    #[command(flatten)]
    about: About,
    /// Where it stands
    #[arg(value_enum, value_name = "STANCE")]
    stance: TypedStance,
    #[command(flatten)]
    manner: Manner,
}

pub(super) async fn run(set: Set, global: &Global) -> Result<Exit, Failure> {
    let verdict = PositionVerdict::Set;
    decide(verdict, set.about, Some(set.stance), &set.manner, global).await
}
