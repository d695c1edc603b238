//! Who waits without being waited for in turn.

use std::collections::BTreeSet;

use super::wait::Wait;

/// Draws the waits that are in no deadlock up as chains: each waits for what the next holds back.
///
/// Every such wait is in one chain. Where a condition is held back by several, the chain goes on to
/// the first that is in no chain yet. Chains that lead into a deadlock end before it. Lapsed waits
/// stand alone.
pub(super) fn chains(waits: &[Wait], locked: &BTreeSet<usize>) -> Vec<Vec<usize>> {
    let mut open: BTreeSet<usize> = (0..waits.len())
        .filter(|place| !locked.contains(place))
        .collect();
    let next = |place: usize, open: &BTreeSet<usize>| {
        let wait = waits.get(place).filter(|wait| wait.in_force())?;
        let held_back = |other: &&usize| {
            let other = waits.get(**other).filter(|other| other.in_force());
            other.is_some_and(|other| wait.waits_for(other))
        };
        open.iter().find(held_back).copied()
    };
    let is_waited_for = |place: usize, open: &BTreeSet<usize>| {
        waits.get(place).is_some_and(|wait| {
            let others = open.iter().filter_map(|other| waits.get(*other));
            let mut others = others.filter(|other| other.in_force() && wait.in_force());
            others.any(|other| other.waits_for(wait))
        })
    };
    let starts = open.iter().copied();
    let (inner, outer): (Vec<usize>, Vec<usize>) =
        starts.partition(|place| is_waited_for(*place, &open));
    let mut chains = Vec::new();
    for start in outer.into_iter().chain(inner) {
        let mut chain = Vec::new();
        let mut at = Some(start).filter(|start| open.contains(start));
        while let Some(place) = at {
            open.remove(&place);
            chain.push(place);
            at = next(place, &open);
        }
        if !chain.is_empty() {
            chains.push(chain);
        }
    }
    chains.sort();
    chains
}
