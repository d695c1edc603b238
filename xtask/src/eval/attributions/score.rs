//! What one article's attributions are worth against the key.
//!
//! Follows the scorer that stands beside the workspace measure by measure; a test holds the two together.
//! A relation is found when the predicted content and source each cover at least half of the key's, blanks
//! not counted; where the key has no source, there must be none. Pairs are one to one, so that one huge
//! span cannot count twice. Attributions of the key without content are no relations.

use std::collections::BTreeSet;

use super::super::key::Spans;
use super::letters::Letters;
use super::matching::matching;
use super::measures::{Counts, Figures, Fit, Measure};
use super::reporting::ReportingWords;
use super::roles::{Attribution, Role};

/// An article's figures and pairs.
pub(super) struct Scored {
    pub(super) figures: Figures,
    /// For each predicted attribution the one of the key that it is paired with by [`Measure::Relation`].
    pub(super) pairs: Vec<Option<usize>>,
}

/// What two attributions have to share.
type Rule = fn(&Letters, &Attribution, &Attribution) -> bool;

const RULES: [(Measure, Rule); 5] = [
    (Measure::Relation, relation),
    (Measure::RelationCue, relation_with_cue),
    (Measure::RelationIou, relation_iou),
    (Measure::RelationNearly, relation_nearly),
    (Measure::ContentHalf, content_half),
];

/// Scores cleaned attributions, none of which is empty.
pub(super) fn score(
    letters: &Letters,
    reporting: &ReportingWords,
    gold: &[Attribution],
    predicted: &[Attribution],
) -> Scored {
    let mut figures = Figures::new();
    for role in Role::ALL {
        for fit in Fit::ALL {
            let counts = words(letters, role, fit, gold, predicted);
            figures.insert(Measure::Words(role, fit), counts);
        }
    }
    let numbers: Vec<usize> = (0..gold.len())
        .filter(|number| (gold.get(*number)).is_some_and(|gold| !gold.content.is_empty()))
        .collect();
    let golds: Vec<&Attribution> = numbers
        .iter()
        .filter_map(|number| gold.get(*number))
        .collect();
    let all: Vec<&Attribution> = predicted.iter().collect();
    for (measure, rule) in RULES {
        let right = pairs(letters, &all, &golds, rule).iter().flatten().count();
        figures.insert(measure, Counts::new(right, all.len(), golds.len()));
    }
    let owner = pairs(letters, &all, &golds, relation);
    figures.insert(
        Measure::RelationReported,
        reported(letters, reporting, &all, &golds, &owner),
    );
    figures.insert(Measure::RelationSourced, sourced(letters, &all, &golds));
    let mut pairs = vec![None; predicted.len()];
    for (owner, number) in owner.iter().zip(numbers) {
        if let Some(slot) = owner.and_then(|owner| pairs.get_mut(owner)) {
            *slot = Some(number);
        }
    }
    Scored { figures, pairs }
}

/// Whether a predicted content covers half of the key's.
pub(super) fn content_half(letters: &Letters, predicted: &Attribution, gold: &Attribution) -> bool {
    half(letters, &predicted.content, &gold.content)
}

/// Pairs predicted attributions with those of the key: for each of the key, the predicted one.
pub(super) fn pairs(
    letters: &Letters,
    predicted: &[&Attribution],
    gold: &[&Attribution],
    rule: Rule,
) -> Vec<Option<usize>> {
    let edges: Vec<Vec<usize>> = (predicted.iter())
        .map(|predicted| {
            let fits = gold.iter().enumerate();
            fits.filter(|(_, gold)| rule(letters, predicted, gold))
                .map(|(number, _)| number)
                .collect()
        })
        .collect();
    matching(&edges, gold.len())
}

fn words(
    letters: &Letters,
    role: Role,
    fit: Fit,
    gold: &[Attribution],
    predicted: &[Attribution],
) -> Counts {
    match fit {
        Fit::Exact => distinct(gold, predicted, |one| one.role(role).clone()),
        Fit::Nearly => distinct(gold, predicted, |one| letters.strip(one.role(role))),
        Fit::Token => {
            let covered = |all: &[Attribution]| -> BTreeSet<usize> {
                (all.iter())
                    .flat_map(|one| letters.covered(one.role(role)))
                    .collect()
            };
            counted(&covered(gold), &covered(predicted))
        }
    }
}

/// Compares what the attributions have, each once: a source shared by three is one source.
fn distinct(
    gold: &[Attribution],
    predicted: &[Attribution],
    part: impl Fn(&Attribution) -> Spans,
) -> Counts {
    let parts = |all: &[Attribution]| -> BTreeSet<Spans> {
        (all.iter().map(&part))
            .filter(|spans| !spans.is_empty())
            .collect()
    };
    counted(&parts(gold), &parts(predicted))
}

fn counted<T: Ord>(gold: &BTreeSet<T>, predicted: &BTreeSet<T>) -> Counts {
    let right = gold.intersection(predicted).count();
    Counts::new(right, predicted.len(), gold.len())
}

fn reported(
    letters: &Letters,
    reporting: &ReportingWords,
    predicted: &[&Attribution],
    gold: &[&Attribution],
    owner: &[Option<usize>],
) -> Counts {
    let reports = |one: &&Attribution| reporting.report(one, letters);
    let paired: BTreeSet<usize> = owner.iter().copied().flatten().collect();
    let of_predicted = || predicted.iter().enumerate().filter(|(_, one)| reports(one));
    let of_gold = || gold.iter().zip(owner).filter(|(one, _)| reports(one));
    Counts {
        right: of_predicted()
            .filter(|(number, _)| paired.contains(number))
            .count(),
        predicted: of_predicted().count(),
        found: of_gold().filter(|(_, owner)| owner.is_some()).count(),
        gold: of_gold().count(),
    }
}

/// A prediction that hits only a content without a source in the key is neither right nor wrong.
fn sourced(letters: &Letters, predicted: &[&Attribution], gold: &[&Attribution]) -> Counts {
    let has_source = |one: &&&Attribution| !one.source.is_empty();
    let predicted: Vec<&Attribution> = predicted.iter().filter(has_source).copied().collect();
    let (sourced, bare): (Vec<&Attribution>, Vec<&Attribution>) =
        gold.iter().copied().partition(|one| !one.source.is_empty());
    let owner = pairs(letters, &predicted, &sourced, relation);
    let paired: BTreeSet<usize> = owner.iter().copied().flatten().collect();
    let free = (predicted.iter().enumerate())
        .filter(|(number, _)| !paired.contains(number))
        .filter(|(_, one)| bare.iter().any(|bare| content_half(letters, one, bare)))
        .count();
    Counts::new(paired.len(), predicted.len() - free, sourced.len())
}

fn relation(letters: &Letters, predicted: &Attribution, gold: &Attribution) -> bool {
    content_half(letters, predicted, gold) && half(letters, &predicted.source, &gold.source)
}

fn relation_with_cue(letters: &Letters, predicted: &Attribution, gold: &Attribution) -> bool {
    relation(letters, predicted, gold) && half(letters, &predicted.cue, &gold.cue)
}

fn relation_iou(letters: &Letters, predicted: &Attribution, gold: &Attribution) -> bool {
    let iou = |predicted: &Spans, gold: &Spans| {
        let shared = letters.overlap(predicted, gold);
        let either = letters.length(predicted) + letters.length(gold) - shared;
        covers(predicted, gold, shared, either)
    };
    iou(&predicted.content, &gold.content) && iou(&predicted.source, &gold.source)
}

fn relation_nearly(letters: &Letters, predicted: &Attribution, gold: &Attribution) -> bool {
    let same = |predicted: &Spans, gold: &Spans| letters.strip(predicted) == letters.strip(gold);
    same(&predicted.content, &gold.content) && same(&predicted.source, &gold.source)
}

fn half(letters: &Letters, predicted: &Spans, gold: &Spans) -> bool {
    let shared = letters.overlap(predicted, gold);
    covers(predicted, gold, shared, letters.length(gold))
}

/// Whether what is shared is half of `whole`; nothing agrees with nothing alone.
fn covers(predicted: &Spans, gold: &Spans, shared: usize, whole: usize) -> bool {
    if predicted.is_empty() || gold.is_empty() {
        predicted.is_empty() && gold.is_empty()
    } else {
        2 * shared >= whole
    }
}
