//! How far confidence can be trusted: of statements given 0.9, nine in ten should be right.
//!
//! A statement is right when it is paired by the relation measure. Read the share that is right beside the
//! mean confidence of the same bin (Murphy and Winkler 1977).

use super::super::articles::Set;
use super::super::compare::share;
use super::super::measure::Measured;
use super::super::table;
use super::judged::Judged;
use crate::Failure;

/// Where the bins begin; the last one ends at 1 and has it.
const BINS: [f64; 7] = [0.0, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95];

/// Sets that are told together, because each alone has too few statements for seven bins.
const GROUPS: [(&str, &[Set]); 2] = [
    ("polnear-dev", &[Set::PolnearDev]),
    ("seeds+example", &[Set::Seeds, Set::Example]),
];

const HEAD: [&str; 6] = [
    "articles",
    "from",
    "to",
    "statements",
    "confidence",
    "right",
];

/// The statements of one bin.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
struct Bin {
    statements: usize,
    right: usize,
    confidence: f64,
}

/// Prints the reliability of the sets and writes `xtask/eval/reliability.csv`, for those groups whose
/// statements have a confidence.
pub(super) fn reliability(measured: &[Measured<Judged>]) -> Result<(), Failure> {
    let mut rows = Vec::new();
    let mut groups = Vec::new();
    for (group, sets) in GROUPS {
        let there: Vec<_> = (measured.iter())
            .filter(|measured| sets.contains(&measured.set))
            .collect();
        if there.len() < sets.len() {
            continue;
        }
        let statements: Vec<(Option<f64>, bool)> = (there.iter())
            .flat_map(|measured| &measured.articles)
            .flat_map(|(_, judged)| judged.read.iter().zip(&judged.scored.pairs))
            .map(|(read, pair)| (read.confidence, pair.is_some()))
            .collect();
        let Some(bins) = bins(&statements) else {
            println!("{group}: no reliability, because no statement has a confidence");
            continue;
        };
        print(group, &bins, &statements);
        groups.push(group);
        rows.extend(rows_of(group, &bins));
    }
    if groups.is_empty() {
        return Ok(());
    }
    table::write("reliability.csv", &HEAD, &groups, rows)
}

/// Sorts statements into bins; `None` where none has a confidence.
fn bins(statements: &[(Option<f64>, bool)]) -> Option<[Bin; BINS.len()]> {
    let mut bins = [Bin::default(); BINS.len()];
    let mut any = false;
    for (confidence, right) in statements {
        let Some(confidence) = confidence else {
            continue;
        };
        any = true;
        let number = BINS.partition_point(|from| from <= confidence);
        if let Some(bin) = bins.get_mut(number.saturating_sub(1)) {
            bin.statements += 1;
            bin.right += usize::from(*right);
            bin.confidence += confidence;
        }
    }
    any.then_some(bins)
}

impl Bin {
    fn mean(&self) -> f64 {
        self.confidence / self.statements.max(1) as f64
    }

    fn share(&self) -> f64 {
        share(self.right, self.statements)
    }
}

/// The ends of a bin.
fn ends(number: usize) -> [f64; 2] {
    let at = |number: usize| BINS.get(number).copied().unwrap_or(1.0);
    [at(number), at(number + 1)]
}

fn print(group: &str, bins: &[Bin], statements: &[(Option<f64>, bool)]) {
    println!(
        "{group}: {:<13}{:>11}{:>12}{:>8}",
        "confidence", "statements", "mean", "right"
    );
    let margin = group.len() + 2;
    for (number, bin) in bins.iter().enumerate() {
        let [from, to] = ends(number);
        println!(
            "{:margin$}{from:.2} to {to:.2} {:>11}{:>12.3}{:>8.3}",
            "",
            bin.statements,
            bin.mean(),
            bin.share()
        );
    }
    let without: Vec<bool> = (statements.iter())
        .filter_map(|(confidence, right)| confidence.is_none().then_some(*right))
        .collect();
    if !without.is_empty() {
        let right = without.iter().filter(|right| **right).count();
        println!(
            "{:margin$}{:<13}{:>11}{:>12}{:>8.3}",
            "",
            "none",
            without.len(),
            "-",
            share(right, without.len())
        );
    }
    // The mean gap between confidence and truth, weighted by the bins (Naeini and others 2015).
    let gap: f64 = (bins.iter())
        .map(|bin| (bin.confidence - bin.right as f64).abs())
        .sum();
    let all: usize = bins.iter().map(|bin| bin.statements).sum();
    println!("{:margin$}mean gap {:.3}\n", "", gap / all.max(1) as f64);
}

fn rows_of(group: &str, bins: &[Bin]) -> Vec<Vec<String>> {
    let cells = |(number, bin): (usize, &Bin)| {
        let [from, to] = ends(number);
        let shares = match bin.statements {
            0 => [String::new(), String::new()],
            _ => [bin.mean(), bin.share()].map(|value| format!("{value:.3}")),
        };
        let bounds = [from, to].map(|bound| format!("{bound:.2}"));
        let [[from, to], [mean, right]] = [bounds, shares];
        vec![
            group.to_owned(),
            from,
            to,
            bin.statements.to_string(),
            mean,
            right,
        ]
    };
    bins.iter().enumerate().map(cells).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn statements_fall_into_bins() {
        let statements = [
            (Some(0.0), false),
            (Some(0.5), true),
            (Some(0.599), false),
            (Some(0.95), true),
            (Some(1.0), true),
            (None, true),
        ];
        let bins = bins(&statements).unwrap();
        let counts = bins.map(|bin| (bin.statements, bin.right));
        assert_eq!(
            counts,
            [(1, 0), (2, 1), (0, 0), (0, 0), (0, 0), (0, 0), (2, 2)]
        );
        assert_eq!(
            rows_of("valdria", &bins)[6],
            ["valdria", "0.95", "1.00", "2", "0.975", "1.000"]
        );
        assert_eq!(rows_of("valdria", &bins)[2][3..], ["0", "", ""]);
    }

    #[test]
    fn without_confidence_there_are_no_bins() {
        assert_eq!(bins(&[(None, true)]), None);
    }
}
