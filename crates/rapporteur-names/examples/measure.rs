//! Prints the measures of pairs of names, for `training/names/fit.py`: lines of schema, first and
//! second name with tabs between on standard input, lines of measures on standard output.

#![allow(clippy::unwrap_used)]

use std::io::{BufRead, stdin};

use rapporteur_models::names;
use rapporteur_names::{Name, NameData, NameKind, NameResources, compare, measure};

fn main() {
    let (resources, faults) = NameResources::parse_with_faults(&NameData {
        words: names::WORDS,
        given: names::GIVEN,
        forms: names::FORMS,
        confusions: names::CONFUSIONS,
        weights: names::WEIGHTS,
    });
    for fault in faults {
        eprintln!("{fault:?}");
    }
    for line in stdin().lock().lines() {
        let line = line.unwrap();
        let mut columns = line.split('\t');
        let mut column = || columns.next().unwrap_or_default();
        let kind = match column() {
            "Person" => NameKind::Person,
            "Vessel" => NameKind::Vessel,
            "Company" | "Organization" => NameKind::Organisation,
            _ => NameKind::Other,
        };
        let [first, second] = [column(), column()].map(|text| Name::new(&resources, text, kind));
        let measures = measure(&resources, &first, &second);
        let named: Vec<String> = measures
            .named()
            .map(|(name, value)| format!("{name}={value:.4}"))
            .collect();
        let found = compare(&resources, &first, &second);
        let reasons: Vec<String> = found.reasons.iter().map(ToString::to_string).collect();
        println!(
            "{}\t{:.4}\t{}",
            named.join("\t"),
            found.score,
            reasons.join("; ")
        );
    }
}
