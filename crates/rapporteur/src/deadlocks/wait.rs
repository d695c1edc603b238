//! A party that waits: everything that was said of one thing wanted and one condition.

use std::collections::BTreeMap;

use rapporteur_core::Stance;

use super::actors::Actors;
use super::told::{SetPrecondition, Subject, TakenPosition};

/// A party that waits for something before it does something else.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wait {
    /// The id of the party; `None` where the text does not tell.
    pub holder: Option<String>,
    /// The statements that set it, as places in the list of preconditions: the earliest first, those
    /// that nobody dates last.
    pub set_by: Vec<usize>,
    /// The position by which its holder dropped the condition, as a place in the list of positions.
    pub lapsed_by: Option<usize>,
    pub(super) wanted: Subject,
    pub(super) condition: Subject,
}

impl Wait {
    /// Returns the id of the proposition that is held back; `None` where only words tell it.
    #[must_use]
    pub fn wanted(&self) -> Option<&str> {
        self.wanted.proposition()
    }

    /// Returns the id of the proposition that has to come first; `None` where only words tell it.
    #[must_use]
    pub fn condition(&self) -> Option<&str> {
        self.condition.proposition()
    }

    /// Says whether the condition still stands.
    #[must_use]
    pub fn in_force(&self) -> bool {
        self.lapsed_by.is_none()
    }

    /// Says whether this waits for what the other holds back. Nobody waits for himself.
    pub(super) fn waits_for(&self, other: &Self) -> bool {
        self.condition().is_some()
            && self.condition() == other.wanted()
            && self.holder != other.holder
    }
}

/// Puts what was said of one holder, thing wanted and condition together.
///
/// They come in the order of holder, thing wanted and condition; those without a holder first.
/// A condition lapses by its holder's yes to what it holds back, if that is the holder's to do.
pub(super) fn waits(
    told: &[SetPrecondition],
    positions: &[TakenPosition],
    actors: &Actors,
) -> Vec<Wait> {
    let mut known: BTreeMap<(Option<&String>, Subject, Subject), Vec<usize>> = BTreeMap::new();
    for (place, set) in told.iter().enumerate() {
        let key = (
            set.holder.as_ref(),
            set.wanted.subject(),
            set.condition.subject(),
        );
        known.entry(key).or_default().push(place);
    }
    let latest = latest(positions);
    let when = |place: &usize| told.get(*place).map(SetPrecondition::when);
    known
        .into_iter()
        .map(|((holder, wanted, condition), mut set_by)| {
            set_by.sort_by_key(when);
            let days = set_by
                .iter()
                .filter_map(|place| told.get(*place)?.day.as_deref());
            let lapsed_by = days.max().and_then(|last| {
                let (holder, proposition) = (holder?.as_str(), wanted.proposition()?);
                let (day, released) = latest.get(&(holder, proposition))?;
                let lapses = *day > last && actors.can(holder, proposition);
                lapses.then_some(*released)?
            });
            Wait {
                holder: holder.cloned(),
                set_by,
                lapsed_by,
                wanted,
                condition,
            }
        })
        .collect()
}

/// The last day on which each party spoke of each proposition, and where it said yes that day
/// without any condition and nothing else.
fn latest(positions: &[TakenPosition]) -> BTreeMap<(&str, &str), (&str, Option<usize>)> {
    let mut order: Vec<usize> = (0..positions.len()).collect();
    order.sort_by_key(|place| positions.get(*place).map(TakenPosition::when));
    let mut latest: BTreeMap<(&str, &str), (&str, Option<usize>)> = BTreeMap::new();
    for place in order {
        let Some(position) = positions.get(place) else {
            continue;
        };
        let Some(day) = position.day.as_deref() else {
            continue;
        };
        let yes = (position.stance == Stance::For).then_some(place);
        latest
            .entry((&position.party, &position.proposition))
            .and_modify(|(known, released)| {
                *released = if *known == day {
                    released.and(yes)
                } else {
                    yes
                };
                *known = day;
            })
            .or_insert((day, yes));
    }
    latest
}
