//! Where parties wait for each other.

use std::collections::{BTreeMap, BTreeSet};

use super::actors::Actors;
use super::told::SetPrecondition;
use super::wait::Wait;

/// How many propositions a ring has at most; nobody would follow a longer one.
const LONGEST: usize = 6;

/// Parties that wait for each other: the condition of each step is what the next holds back, and
/// that of the last is what the first does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Deadlock {
    /// The steps, beginning with the thing wanted whose id comes first. Each has the waits, as places
    /// in the list of waits; several where several parties hold the same back for the same.
    pub steps: Vec<Vec<usize>>,
    /// The precondition that closed it, as a place in the list of preconditions.
    pub complete_from: usize,
}

/// The conditions set on each thing wanted, with the waits that set them.
type Arcs<'a> = BTreeMap<&'a str, BTreeMap<&'a str, Vec<usize>>>;

/// Finds each ring of waits once, short ones first.
///
/// A wait takes part when its holder can do what it holds back and waits for what another holds
/// back. A ring round more propositions is left out where some of them make a ring by themselves:
/// whoever opens the shorter opens it too. Propositions are walked depth first from the one whose id
/// comes first, round by round of one length, as in the search for elementary circuits (Tiernan
/// 1970, Communications of the ACM 13:12).
pub(super) fn deadlocks(
    waits: &[Wait],
    counts: impl Fn(&Wait) -> bool,
    told: &[SetPrecondition],
    actors: &Actors,
) -> Vec<Deadlock> {
    let mut arcs: Arcs<'_> = BTreeMap::new();
    for (place, wait) in waits.iter().enumerate() {
        let (Some(holder), Some(wanted), Some(condition)) =
            (&wait.holder, wait.wanted(), wait.condition())
        else {
            continue;
        };
        if counts(wait) && wanted != condition && actors.can(holder, wanted) {
            let conditions = arcs.entry(wanted).or_default();
            conditions.entry(condition).or_default().push(place);
        }
    }
    let mut search = Search {
        waits,
        told,
        arcs: &arcs,
        known: BTreeSet::new(),
        found: Vec::new(),
    };
    for length in 2..=LONGEST {
        for wanted in arcs.keys() {
            search.walk(&mut vec![wanted], length);
        }
    }
    search.found
}

struct Search<'a> {
    waits: &'a [Wait],
    told: &'a [SetPrecondition],
    arcs: &'a Arcs<'a>,
    /// The propositions of the rings found so far.
    known: BTreeSet<BTreeSet<&'a str>>,
    found: Vec<Deadlock>,
}

impl<'a> Search<'a> {
    /// Goes on from a path of propositions to all rings of one length.
    fn walk(&mut self, path: &mut Vec<&'a str>, length: usize) {
        let (Some(first), Some(last)) = (path.first().copied(), path.last().copied()) else {
            return;
        };
        let Some(conditions) = self.arcs.get(last) else {
            return;
        };
        if path.len() == length {
            if conditions.contains_key(first) {
                self.close(path);
            }
            return;
        }
        for next in conditions.keys() {
            if *next > first && !path.contains(next) {
                path.push(next);
                if !self.holds_shorter(path, length) {
                    self.walk(path, length);
                }
                path.pop();
            }
        }
    }

    /// Says whether some of the propositions make a ring shorter than `length` by themselves. Only
    /// what the last of them brings in has to be looked at.
    fn holds_shorter(&self, path: &[&'a str], length: usize) -> bool {
        let Some((last, before)) = path.split_last() else {
            return false;
        };
        let shorter = |ring: &&BTreeSet<&str>| ring.len() < length && ring.contains(last);
        let mut rings = self.known.iter().filter(shorter);
        rings.any(|ring| ring.iter().all(|one| one == last || before.contains(one)))
    }

    /// Keeps a ring of propositions if the parties fit into it.
    fn close(&mut self, path: &[&'a str]) {
        let conditions = path.iter().skip(1).chain(path.first());
        let steps: Vec<&[usize]> = path
            .iter()
            .zip(conditions)
            .filter_map(|(wanted, condition)| {
                Some(self.arcs.get(wanted)?.get(condition)?.as_slice())
            })
            .collect();
        let fitting: Vec<Vec<usize>> = (0..steps.len())
            .map(|step| self.fitting(&steps, step))
            .collect();
        if fitting.iter().any(Vec::is_empty) {
            return;
        }
        let first = |step: &Vec<usize>| {
            let set_by = step.iter().filter_map(|place| self.waits.get(*place));
            let set_by = set_by.filter_map(|wait| wait.set_by.first().copied());
            set_by.min_by_key(|place| self.told.get(*place).map(SetPrecondition::when))
        };
        let closing = fitting.iter().filter_map(first);
        let closing = closing.max_by_key(|place| self.told.get(*place).map(SetPrecondition::when));
        if let Some(complete_from) = closing {
            self.known.insert(path.iter().copied().collect());
            self.found.push(Deadlock {
                steps: fitting,
                complete_from,
            });
        }
    }

    /// The waits of a step that some ring of waits runs through in which nobody waits for himself.
    fn fitting(&self, steps: &[&[usize]], step: usize) -> Vec<usize> {
        let holder = |place: usize| {
            self.waits
                .get(place)
                .and_then(|wait| wait.holder.as_deref())
        };
        let others = || steps.iter().cycle().skip(step + 1).take(steps.len() - 1);
        let own = steps.get(step).copied().unwrap_or_default();
        let comes_round = |start: usize| {
            let mut holders = BTreeSet::from([holder(start)]);
            for waits in others() {
                let next = waits.iter().map(|place| holder(*place));
                holders = next
                    .filter(|one| holders.iter().any(|before| before != one))
                    .collect();
            }
            holders.iter().any(|last| *last != holder(start))
        };
        own.iter()
            .copied()
            .filter(|start| comes_round(*start))
            .collect()
    }
}
