//! The gap between two parties on an issue, over time.

use std::collections::{BTreeMap, BTreeSet};

use rapporteur_core::Stance;
use serde::Serialize;

use super::history::Entry;

/// The gap on a day on which it changed.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub(crate) struct GapPoint {
    /// The day.
    pub(crate) day: String,
    /// The mean distance of the latest stances, 0 to 1, over the propositions on which both have
    /// spoken.
    pub(crate) distance: f64,
    /// On how many propositions both have spoken.
    pub(crate) propositions: usize,
    /// How that compares with the point before.
    pub(crate) trend: Option<Trend>,
}

/// Which way a gap goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(rename_all = "lowercase")]
pub enum Trend {
    /// The parties come nearer to each other.
    Narrowing,
    /// They drift apart.
    Widening,
    /// As far as before.
    Same,
}

/// Histories of a party by proposition.
pub(crate) type Histories<'a> = BTreeMap<&'a str, &'a [Entry]>;

/// Follows the gap between two parties: on every day on which one of them takes another stance, the
/// distance of their latest stances on a proposition is 0 where they are the same, 1 between for and
/// against, and a half where one of them is conditional; the gap is the mean over the propositions
/// on which both have spoken by then. Undated entries do not count.
pub(crate) fn gap(one: &Histories<'_>, other: &Histories<'_>) -> Vec<GapPoint> {
    let mut changes: BTreeMap<&str, Vec<(usize, &str, Stance)>> = BTreeMap::new();
    for (side, histories) in [one, other].into_iter().enumerate() {
        for (proposition, entries) in histories {
            let mut held = None;
            for entry in *entries {
                let Some(day) = entry.day.as_deref() else {
                    continue;
                };
                if held != Some(entry.stance) {
                    held = Some(entry.stance);
                    let day = changes.entry(day).or_default();
                    day.push((side, proposition, entry.stance));
                }
            }
        }
    }
    let mut latest: [BTreeMap<&str, Stance>; 2] = Default::default();
    let mut points: Vec<GapPoint> = Vec::new();
    let mut before: Option<(usize, usize)> = None;
    for (day, changed) in changes {
        for (side, proposition, stance) in changed {
            if let Some(latest) = latest.get_mut(side) {
                latest.insert(proposition, stance);
            }
        }
        let [ours, theirs] = &latest;
        let shared: BTreeSet<&str> = ours
            .keys()
            .filter(|proposition| theirs.contains_key(*proposition))
            .copied()
            .collect();
        let distance = |proposition: &&str| {
            let step =
                |side: &BTreeMap<&str, Stance>| side.get(*proposition).copied().map_or(0, step);
            step(ours).abs_diff(step(theirs))
        };
        let steps: usize = shared.iter().map(distance).sum();
        let now = (steps, shared.len());
        if shared.is_empty() || before == Some(now) {
            continue;
        }
        points.push(GapPoint {
            day: day.to_owned(),
            distance: rounded(now),
            propositions: now.1,
            trend: before.map(|before| trend(before, now)),
        });
        before = Some(now);
    }
    points
}

/// The place of a stance on the scale.
fn step(stance: Stance) -> usize {
    match stance {
        Stance::Against => 0,
        Stance::Conditional => 1,
        Stance::For => 2,
    }
}

/// The mean of so many steps over so many propositions, of two steps each, in thousandths.
#[expect(
    clippy::cast_precision_loss,
    reason = "a codebook has few propositions"
)]
fn rounded((steps, propositions): (usize, usize)) -> f64 {
    let mean = steps as f64 / (2 * propositions.max(1)) as f64;
    (mean * 1000.0).round() / 1000.0
}

/// Compares two means exactly, by their fractions.
fn trend((before, of): (usize, usize), (now, of_now): (usize, usize)) -> Trend {
    match (now * of).cmp(&(before * of_now)) {
        std::cmp::Ordering::Less => Trend::Narrowing,
        std::cmp::Ordering::Equal => Trend::Same,
        std::cmp::Ordering::Greater => Trend::Widening,
    }
}
