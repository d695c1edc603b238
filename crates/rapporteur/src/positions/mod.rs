//! Where parties stand and how that moves: pure functions of what was said when.
//!
//! A line is what one party says on one proposition. Its *history* puts the days in order, its
//! *moves* compare each day with the one before, and the *gap* compares two parties day by day.

mod gap;
mod history;
mod moves;

#[cfg(test)]
mod tests;

pub use gap::Trend;
pub(crate) use gap::gap;
pub(crate) use history::{Entry, history, until};
pub use moves::MoveKind;
pub(crate) use moves::{Move, moves, soon};

use std::collections::BTreeSet;

/// Counts the publishers that are independent of each other among these articles, each with its
/// outlet; unknown outlets count as one.
///
/// This is the one place where articles become sources: copies of one text are to count once here.
pub(crate) fn independent_publishers<N>(articles: &[(N, Option<String>)]) -> u64 {
    let outlets: BTreeSet<Option<String>> = articles
        .iter()
        .map(|(_, publisher)| publisher.as_deref().map(str::to_lowercase))
        .collect();
    outlets.len() as u64
}
