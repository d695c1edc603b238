//! Where parties stand, as the record tells it, and what people decide about that.

mod chosen;
mod decide;
mod effect;
mod line;
mod movement;
mod standings;
mod voices;

pub use chosen::PropositionRef;
pub(super) use chosen::{party_of, propositions_on};
pub(super) use decide::examples;
pub use decide::{Ruling, RulingPreview, RulingReport};
pub(super) use effect::joined;
pub use effect::{EffectView, StatementEffect};
pub use line::{EntryView, LineQuery, LineView, LinesView, TakenPage, TakenView};
pub(super) use movement::latest_moves;
pub use movement::{
    Contradiction, GapPointView, GapView, MoveCounts, MovePage, MoveQuery, MoveView, Slip,
};
pub use standings::{
    Beside, IssueStandings, PositionsQuery, PositionsView, PropositionStandings, StandingView,
};
pub(super) use voices::Voices;
pub use voices::{DecidingWords, VoiceView};

use std::sync::Arc;

use rapporteur_core::{Codebook, PartyRole};
use rapporteur_record::{LineNumber, LineRow, Snapshot};

use super::Record;
use crate::error::Error;
use crate::positions::{Entry, history};

/// What one party says on one proposition, day by day.
pub(super) struct Line {
    pub(super) number: LineNumber,
    pub(super) party: String,
    pub(super) proposition: String,
    pub(super) entries: Vec<Entry>,
}

/// Reads the lines of all known parties, in the order of party and proposition.
pub(super) async fn lines(
    record: &Record,
    snapshot: &mut Snapshot,
) -> Result<Arc<Vec<Line>>, Error> {
    let state = snapshot.state().await?;
    let work = async {
        let rows = snapshot.lines().await?;
        Ok(rows.into_iter().filter_map(line).collect())
    };
    record.cache.lines.get(state.written, work).await
}

/// Reads the line of a known party.
fn line(row: LineRow) -> Option<Line> {
    Some(Line {
        number: row.number,
        party: row.party?,
        proposition: row.proposition,
        entries: history(row.days),
    })
}

/// The last plain day on which anybody took a position.
fn latest_day(lines: &[Line]) -> Option<&str> {
    let entries = lines.iter().flat_map(|line| line.entries.last());
    let plain = entries.filter(|entry| entry.is_plain());
    plain.filter_map(|entry| entry.day.as_deref()).max()
}

/// The ids of the sides, in the order of the codebook.
fn sides(codebook: Option<&Codebook>) -> Vec<&str> {
    let parties = codebook.into_iter().flat_map(|codebook| &codebook.parties);
    let sides = parties.filter(|party| party.role == PartyRole::Side);
    sides.map(|party| party.id.as_str()).collect()
}
