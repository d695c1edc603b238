//! Conditions that somebody has said yes to since.

use std::collections::BTreeMap;

use rapporteur_core::Stance;

use super::actors::Actors;
use super::told::{SetPrecondition, TakenPosition};
use super::wait::Wait;

/// A condition that the other side would meet by what it said after it was set.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Opening {
    /// Who waits, as a place in the list of waits.
    pub wait: usize,
    /// The latest statement that set the condition before the other side said yes, as a place in the
    /// list of preconditions.
    pub set_by: usize,
    /// The yes, as a place in the list of positions.
    pub met_by: usize,
}

/// Finds them, wait by wait.
///
/// The yes counts when its party can make the condition true, gave it without a condition of its own
/// on the day on which the condition was first set or later, and has taken no other side since. What
/// nobody dates opens nothing, since nobody can tell what came after what.
pub(super) fn openings(
    waits: &[Wait],
    told: &[SetPrecondition],
    positions: &[TakenPosition],
    actors: &Actors,
) -> Vec<Opening> {
    let latest = latest(positions);
    let mut openings = Vec::new();
    for (place, wait) in waits.iter().enumerate() {
        let (Some(condition), true) = (wait.condition(), wait.in_force()) else {
            continue;
        };
        for ((_, party), yes) in latest.range((condition, "")..) {
            let Some(position) = positions.get(*yes) else {
                continue;
            };
            if position.proposition != condition {
                break;
            }
            let other = wait.holder.as_deref() != Some(*party) && wait.holder.is_some();
            if position.stance != Stance::For || !other || !actors.can(party, condition) {
                continue;
            }
            let before = wait.set_by.iter().rev().find(|set| {
                let day = told.get(**set).and_then(|set| set.day.as_deref());
                day.is_some() && day <= position.day.as_deref()
            });
            openings.extend(before.map(|set_by| Opening {
                wait: place,
                set_by: *set_by,
                met_by: *yes,
            }));
        }
    }
    openings
}

/// The last position of each party on each proposition; of one day, the least favourable, since
/// somebody who says both yes and no has not said yes.
fn latest(positions: &[TakenPosition]) -> BTreeMap<(&str, &str), usize> {
    let mut latest: BTreeMap<(&str, &str), usize> = BTreeMap::new();
    for (place, position) in positions.iter().enumerate() {
        let Some(day) = position.day.as_deref() else {
            continue;
        };
        let rank = |position: &TakenPosition| {
            let favour = std::cmp::Reverse(position.stance);
            (favour, position.source.clone(), position.number)
        };
        let known = latest.entry((&position.proposition, &position.party));
        known
            .and_modify(|known| {
                let later = positions.get(*known).is_none_or(|known| {
                    let then = known.day.as_deref().unwrap_or_default();
                    day > then || day == then && rank(position) > rank(known)
                });
                if later {
                    *known = place;
                }
            })
            .or_insert(place);
    }
    latest
}
