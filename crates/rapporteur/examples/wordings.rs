//! Prints the measures of pairs of wordings, for `training/utterances/fit.py`: lines of two wordings
//! with a tab between on standard input, lines of measures on standard output.

#![allow(clippy::unwrap_used)]

use std::io::{BufRead, stdin};

fn main() {
    for line in stdin().lock().lines() {
        let line = line.unwrap();
        let (one, other) = line.split_once('\t').unwrap();
        let measured = rapporteur::measure_wordings(one, other);
        let named: Vec<String> = measured
            .iter()
            .map(|(name, value)| format!("{name}={value:.4}"))
            .collect();
        println!("{}", named.join("\t"));
    }
}
