//! Moves: each entry of a line beside the one before it.

use jiff::civil::Date;
use rapporteur_core::Stance;
use serde::Serialize;

use super::history::Entry;

/// How a party's stance compares with its former one, on the scale against < conditional < for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(rename_all = "lowercase")]
pub enum MoveKind {
    /// There was none before, or none that is known to have been before.
    First,
    /// The same again.
    Repeated,
    /// One step up the scale: from against to conditional, from conditional to for.
    Softened,
    /// One step down: from for to conditional, from conditional to against.
    Hardened,
    /// From one end to the other.
    Reversed,
}

/// A move: an entry, and the one that it is a move from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Move {
    /// The place of the entry in the history.
    pub(crate) entry: usize,
    /// What it is.
    pub(crate) kind: MoveKind,
    /// The place of the entry with the former stance.
    pub(crate) from: Option<usize>,
}

/// Compares each entry of a history with the one before.
///
/// Nobody knows what came before an undated entry or after it. So each is a first one, and a dated
/// entry with no dated one before it repeats an undated one with its stance or is a first one too.
pub(crate) fn moves(entries: &[Entry]) -> Vec<Move> {
    let mut moves = Vec::with_capacity(entries.len());
    let mut former: Option<usize> = None;
    for (place, entry) in entries.iter().enumerate() {
        let undated_alike = || {
            entries
                .iter()
                .position(|other| other.day.is_none() && other.stance == entry.stance)
        };
        let from = match (&entry.day, former) {
            (None, _) => None,
            (Some(_), Some(former)) => Some(former),
            (Some(_), None) => undated_alike(),
        };
        let stance = from.and_then(|from| entries.get(from));
        moves.push(Move {
            entry: place,
            kind: kind(stance.map(|entry| entry.stance), entry.stance),
            from,
        });
        if entry.day.is_some() {
            former = Some(place);
        }
    }
    moves
}

fn kind(from: Option<Stance>, to: Stance) -> MoveKind {
    let Some(from) = from else {
        return MoveKind::First;
    };
    match (from, to) {
        _ if from == to => MoveKind::Repeated,
        (Stance::Against, Stance::For) | (Stance::For, Stance::Against) => MoveKind::Reversed,
        _ if to > from => MoveKind::Softened,
        _ => MoveKind::Hardened,
    }
}

/// How many days apart two words of one side for and against are a slip rather than a change: within
/// a week a delegation still speaks on one set of instructions.
const SOON: i32 = 7;

/// Says whether two plain days lie so near that opposite words on them contradict each other.
pub(crate) fn soon(one: &Entry, other: &Entry) -> bool {
    let day = |entry: &Entry| {
        entry
            .day
            .as_deref()
            .and_then(|day| day.parse::<Date>().ok())
    };
    let Some((one, other)) = day(one).zip(day(other)) else {
        return false;
    };
    one.until(other)
        .is_ok_and(|span| span.get_days().saturating_abs() <= SOON)
}
