//! `rapporteur positions reject`

use clap::Args;
use rapporteur::PositionVerdict;

use super::{About, Manner, TypedStance, decide};
use crate::arguments::Global;
use crate::exit::{Exit, Failure};

/// Say that a statement takes no position on a proposition
///
/// It takes none in whatever reading, as long as its words stay.
#[derive(Debug, Args)]
pub(super) struct Reject {
    #[command(flatten)]
    about: About,
    /// The stance that is meant; it has to be the reader's
    #[arg(value_enum, value_name = "STANCE")]
    stance: Option<TypedStance>,
    #[command(flatten)]
    manner: Manner,
}

pub(super) async fn run(reject: Reject, global: &Global) -> Result<Exit, Failure> {
    let verdict = PositionVerdict::Reject;
    decide(verdict, reject.about, reject.stance, &reject.manner, global).await
}
