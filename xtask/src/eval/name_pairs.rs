//! Pairs of names, against the labels of nomenklatura's bench of names.

use rapporteur::{ScoredPair, ScoredPairs, score_pairs};

use super::table;
use crate::{Failure, shared};

/// The score at and over which two names are held to be one.
const SAME: f64 = 0.7;

/// Scores the pairs and writes `xtask/eval/name-pairs.csv`.
///
/// # Errors
///
/// A [`Failure`] where the pairs cannot be read or the table cannot be written.
pub(super) fn name_pairs() -> Result<(), Failure> {
    let Some(folder) = shared("corpora/name-pairs") else {
        println!("skipped: the pairs of names are not beside this workspace");
        return Ok(());
    };
    let path = folder.join("cases.csv");
    let bytes = std::fs::read(&path).map_err(|error| Failure::io(&path, error))?;
    let scored = score_pairs(&bytes, &path.display().to_string())
        .map_err(|error| Failure::Task(error.to_string()))?;
    let cell = |pair: &ScoredPair, name: &str| cell(&scored, pair, name);
    let mut rows: Vec<Vec<String>> = (scored.pairs.iter().zip(1..))
        .map(|(pair, number)| {
            let same = cell(pair, "is_match") == "true";
            vec![
                format!("{number:03}"),
                cell(pair, "schema"),
                same.to_string(),
                format!("{:.3}", pair.score),
                (same == (pair.score >= SAME)).to_string(),
            ]
        })
        .collect();
    for (name, schema) in [("all", None), ("Person", Some("Person"))] {
        let pairs = (scored.pairs.iter())
            .filter(|pair| schema.is_none_or(|schema| cell(pair, "schema") == schema))
            .map(|pair| (cell(pair, "is_match") == "true", pair.score >= SAME));
        let counts = Counts::of(pairs);
        println!("name pairs, {name}: {}", counts.told());
        rows.push(vec![
            "total".to_owned(),
            name.to_owned(),
            counts.told(),
            String::new(),
            String::new(),
        ]);
    }
    let head = ["pair", "schema", "same", "score", "right"];
    table::save(&table::path("name-pairs.csv"), &head, &rows)
}

fn cell(scored: &ScoredPairs, pair: &ScoredPair, name: &str) -> String {
    (scored.columns.iter().position(|column| column == name))
        .and_then(|at| pair.cells.get(at))
        .cloned()
        .unwrap_or_default()
}

/// How many pairs are one, were held to be one, and are so rightly.
#[derive(Default)]
struct Counts {
    same: u32,
    held: u32,
    right: u32,
}

impl Counts {
    fn of(pairs: impl Iterator<Item = (bool, bool)>) -> Self {
        pairs.fold(Self::default(), |sum, (same, held)| Self {
            same: sum.same + u32::from(same),
            held: sum.held + u32::from(held),
            right: sum.right + u32::from(same && held),
        })
    }

    fn told(&self) -> String {
        let share = |of: u32| f64::from(self.right) / f64::from(of.max(1));
        let (precision, recall) = (share(self.held), share(self.same));
        let f1 = f64::from(2 * self.right) / f64::from((self.held + self.same).max(1));
        format!("precision {precision:.3}, recall {recall:.3}, F1 {f1:.3}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn precision_recall_and_their_mean() {
        let pairs = [(true, true), (true, false), (false, true), (true, true)];
        let told = Counts::of(pairs.into_iter()).told();
        assert_eq!(told, "precision 0.667, recall 0.667, F1 0.667");
    }
}
