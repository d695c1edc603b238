//! The measures, and their counts.

use std::collections::BTreeMap;
use std::ops::AddAssign;

use super::super::compare::share;
use super::roles::Role;

/// What is measured, in the order in which it is printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Measure {
    /// The words of one role, whatever they are tied to.
    Words(Role, Fit),
    /// Content and source each cover half of the key's.
    Relation,
    /// The cue does so, too.
    RelationCue,
    /// Content and source share half of what either has.
    RelationIou,
    /// Content and source are the same but for punctuation at their ends.
    RelationNearly,
    /// [`Measure::Relation`] among attributions that have a source.
    RelationSourced,
    /// [`Measure::Relation`] among attributions whose cue has a reporting word.
    RelationReported,
    /// The content covers half of the key's, whatever the source.
    ContentHalf,
}

/// How words are compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Fit {
    /// All stretches are the same.
    Exact,
    /// The same but for punctuation at their ends.
    Nearly,
    /// Token by token.
    Token,
}

impl Fit {
    pub(super) const ALL: [Self; 3] = [Self::Exact, Self::Nearly, Self::Token];
}

impl Measure {
    pub(super) fn name(self) -> String {
        let name = match self {
            Self::Words(role, Fit::Exact) => return format!("{} exact", role.name()),
            Self::Words(role, Fit::Nearly) => return format!("{} exact~", role.name()),
            Self::Words(role, Fit::Token) => return format!("{} token", role.name()),
            Self::Relation => "relation",
            Self::RelationCue => "relation+cue",
            Self::RelationIou => "relation iou",
            Self::RelationNearly => "relation exact~",
            Self::RelationSourced => "relation sourced",
            Self::RelationReported => "relation reported",
            Self::ContentHalf => "content half",
        };
        name.to_owned()
    }
}

/// The counts of one measure. Those right and those found differ where the two sides are chosen each by
/// its own cues.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Counts {
    /// How many of those predicted are right.
    pub(super) right: usize,
    pub(super) predicted: usize,
    /// How many of the key's were found.
    pub(super) found: usize,
    /// How many the key has.
    pub(super) gold: usize,
}

impl Counts {
    /// Counts where each right one finds one.
    pub(super) const fn new(right: usize, predicted: usize, gold: usize) -> Self {
        Self {
            right,
            predicted,
            found: right,
            gold,
        }
    }

    pub(super) fn precision(&self) -> f64 {
        share(self.right, self.predicted)
    }

    pub(super) fn recall(&self) -> f64 {
        share(self.found, self.gold)
    }

    pub(super) fn f1(&self) -> f64 {
        let (precision, recall) = (self.precision(), self.recall());
        if precision + recall > 0.0 {
            2.0 * precision * recall / (precision + recall)
        } else {
            0.0
        }
    }
}

impl AddAssign for Counts {
    fn add_assign(&mut self, other: Self) {
        self.right += other.right;
        self.predicted += other.predicted;
        self.found += other.found;
        self.gold += other.gold;
    }
}

/// The counts of all measures.
pub(super) type Figures = BTreeMap<Measure, Counts>;

/// Adds up the counts of articles.
pub(super) fn total<'a>(figures: impl Iterator<Item = &'a Figures>) -> Figures {
    let mut total = Figures::new();
    for (measure, counts) in figures.flatten() {
        *total.entry(*measure).or_default() += *counts;
    }
    total
}

/// Prints a line for each measure.
pub(super) fn print(figures: &Figures) {
    println!(
        "{:<18}{:>8}{:>8}{:>8}{:>9}{:>9}{:>9}",
        "measure", "P", "R", "F1", "right", "pred", "gold"
    );
    for (measure, counts) in figures {
        println!(
            "{:<18}{:>8.3}{:>8.3}{:>8.3}{:>9}{:>9}{:>9}",
            measure.name(),
            counts.precision(),
            counts.recall(),
            counts.f1(),
            counts.right,
            counts.predicted,
            counts.gold
        );
    }
}
