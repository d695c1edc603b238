//! The committed table: a row per article, and the totals of each set measure by measure.
//!
//! The first ten columns are one measure's figures. An article's row has those of the relation, and in the
//! columns behind them its other counts; the total of the relation has the sums of those, the totals of the
//! other measures leave them empty.

use super::super::articles::{Case, Set};
use super::super::paired::{FIELDS, Score};
use super::judged::Judged;
use super::measures::{Counts, Figures, Fit, Measure};
use super::roles::Role;

/// What stands for an article in the rows of totals.
const TOTAL: &str = "total";

/// The measures whose counts each article has besides the relation, with their names in the head.
const BESIDES: [(Measure, &str); 4] = [
    (Measure::RelationReported, "reported"),
    (Measure::Words(Role::Content, Fit::Token), "content token"),
    (Measure::Words(Role::Source, Fit::Token), "source token"),
    (Measure::Words(Role::Cue, Fit::Token), "cue token"),
];

/// The names of the columns.
pub(super) fn head() -> Vec<String> {
    let first = [
        "set",
        "article",
        "measure",
        "right",
        "predicted",
        "found",
        "gold",
        "precision",
        "recall",
        "f1",
    ];
    let mut head = first.map(str::to_owned).to_vec();
    for (_, name) in BESIDES {
        head.extend(["right", "predicted", "found", "gold"].map(|count| format!("{name} {count}")));
    }
    head.push("statements matched".to_owned());
    head.extend(FIELDS.map(|field| format!("{field} right")));
    head
}

/// The row of one article.
pub(super) fn article(case: &Case, judged: &Judged) -> Vec<String> {
    let score = judged.paired.as_ref().map(|paired| paired.score());
    wide(case.set, &case.file, &judged.scored.figures, score.as_ref())
}

/// The rows of a set's totals.
pub(super) fn totals(set: Set, figures: &Figures, score: Option<&Score>) -> Vec<Vec<String>> {
    let row = |(measure, counts): (&Measure, &Counts)| {
        if *measure == Measure::Relation {
            return wide(set, TOTAL, figures, score);
        }
        let mut row = narrow(set, TOTAL, *measure, counts);
        row.resize(head().len(), String::new());
        row
    };
    figures.iter().map(row).collect()
}

fn wide(set: Set, article: &str, figures: &Figures, score: Option<&Score>) -> Vec<String> {
    let counts = |measure: Measure| figures.get(&measure).copied().unwrap_or_default();
    let mut row = narrow(set, article, Measure::Relation, &counts(Measure::Relation));
    for (measure, _) in BESIDES {
        row.extend(cells(&counts(measure)));
    }
    if let Some(score) = score {
        row.push(score.found.to_string());
        row.extend(score.right.map(|count| count.to_string()));
    }
    row.resize(head().len(), String::new());
    row
}

fn narrow(set: Set, article: &str, measure: Measure, counts: &Counts) -> Vec<String> {
    let mut row = vec![set.name().to_owned(), article.to_owned(), measure.name()];
    row.extend(cells(counts));
    let shares = [counts.precision(), counts.recall(), counts.f1()];
    row.extend(shares.map(|share| format!("{share:.3}")));
    row
}

fn cells(counts: &Counts) -> [String; 4] {
    [counts.right, counts.predicted, counts.found, counts.gold].map(|count| count.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_has_every_column() {
        let figures: Figures = [
            (Measure::Relation, Counts::new(1, 2, 3)),
            (
                Measure::RelationReported,
                Counts {
                    right: 1,
                    predicted: 1,
                    found: 2,
                    gold: 4,
                },
            ),
        ]
        .into();
        let rows = totals(Set::Seeds, &figures, Some(&Score::default()));
        assert!(rows.iter().all(|row| row.len() == head().len()), "{rows:?}");
        let first: Vec<String> = rows.iter().map(|row| row[..10].join(",")).collect();
        assert_eq!(
            first,
            [
                "seeds,total,relation,1,2,1,3,0.500,0.333,0.400",
                "seeds,total,relation reported,1,1,2,4,1.000,0.500,0.667",
            ]
        );
        assert_eq!(rows[0][10..14], ["1", "1", "2", "4"]);
        assert_eq!(rows[1][10..14], ["", "", "", ""]);
    }
}
