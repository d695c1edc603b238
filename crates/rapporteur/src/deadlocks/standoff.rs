//! The whole picture: waits, deadlocks, openings and chains.

use std::collections::BTreeSet;

use super::actors::Actors;
use super::chain::chains;
use super::opening::{Opening, openings};
use super::ring::{Deadlock, deadlocks};
use super::told::{SetPrecondition, TakenPosition};
use super::wait::{Wait, waits};

/// Who waits for whom.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Standoff {
    /// Every holder, thing wanted and condition, in this order.
    pub waits: Vec<Wait>,
    /// Where parties wait for each other, short rings first.
    pub deadlocks: Vec<Deadlock>,
    /// Where they did until one of them dropped its condition.
    pub dissolved: Vec<Deadlock>,
    /// Conditions that somebody has said yes to since.
    pub openings: Vec<Opening>,
    /// The waits that are in no deadlock, each waiting for what the next one holds back.
    pub chains: Vec<Vec<usize>>,
}

/// Works out who waits for whom.
///
/// ```
/// use rapporteur::{Actors, SetClause, SetPrecondition, standoff};
///
/// let set = |holder: &str, wanted: &str, condition: &str, day: &str| SetPrecondition {
///     holder: Some(holder.to_owned()),
///     wanted: SetClause { proposition: Some(wanted.to_owned()), words: String::new() },
///     condition: SetClause { proposition: Some(condition.to_owned()), words: String::new() },
///     day: Some(day.to_owned()),
///     source: String::new(),
///     number: 1,
/// };
/// let told = [
///     set("valdria", "blockade.lift", "islands.withdraw", "2031-03-06"),
///     set("kestoria", "islands.withdraw", "blockade.lift", "2031-04-03"),
/// ];
/// let standoff = standoff(&told, &[], &Actors::default());
/// assert_eq!(standoff.deadlocks.len(), 1);
/// assert_eq!(told[standoff.deadlocks[0].complete_from].day.as_deref(), Some("2031-04-03"));
/// ```
#[must_use]
pub fn standoff(
    told: &[SetPrecondition],
    positions: &[TakenPosition],
    actors: &Actors,
) -> Standoff {
    let waits = waits(told, positions, actors);
    let standing = deadlocks(&waits, Wait::in_force, told, actors);
    let ever = deadlocks(&waits, |_| true, told, actors);
    let locked: BTreeSet<usize> = standing
        .iter()
        .flat_map(|deadlock| deadlock.steps.iter().flatten().copied())
        .collect();
    let lapsed = |place: &usize| waits.get(*place).is_some_and(|wait| !wait.in_force());
    let dissolved = ever.into_iter().filter(|deadlock| {
        let mut steps = deadlock.steps.iter();
        steps.any(|step| step.iter().all(lapsed))
    });
    Standoff {
        dissolved: dissolved.collect(),
        openings: openings(&waits, told, positions, actors),
        chains: chains(&waits, &locked),
        deadlocks: standing,
        waits,
    }
}
