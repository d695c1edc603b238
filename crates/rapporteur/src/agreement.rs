//! How far several people agree who judge the same things: Krippendorff's alpha.
//!
//! Alpha is 1 where all agree, 0 where they agree as often as chance would have it, and below 0 where
//! they differ more than that. Any number of judges may judge any number of things, and nobody need
//! judge all of them. What fewer than two have judged says nothing and is left out.
//!
//! Source: Klaus Krippendorff, "Computing Krippendorff's Alpha-Reliability" (2011), sections C and D.

/// How far apart two values are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Scale {
    /// Two values are the same or not.
    Nominal,
    /// Values have an order; two are as far apart as there are judgements from one to the other.
    Ordinal,
}

/// Computes alpha. `units` are the things that were judged, each with the values that it was given, as
/// places on the scale from 0; `values` is how many places there are. `None` where no thing was judged
/// twice, or all judgements of those that were are the same: then there is nothing to agree about.
pub(crate) fn alpha(units: &[Vec<usize>], values: usize, scale: Scale) -> Option<f64> {
    let coincidences = coincidences(units, values);
    let totals: Vec<f64> = coincidences.iter().map(|row| row.iter().sum()).collect();
    let all: f64 = totals.iter().sum();
    let (mut observed, mut expected) = (0.0, 0.0);
    for (one, row) in coincidences.iter().enumerate() {
        for (other, together) in row.iter().enumerate() {
            let apart = scale.apart(&totals, one, other);
            observed += together * apart;
            expected += at(&totals, one) * at(&totals, other) * apart;
        }
    }
    (expected > 0.0).then(|| 1.0 - (all - 1.0) * observed / expected)
}

/// Counts how often two values stand beside each other: each pair of judgements of a thing counts one
/// by the number of the other judgements of it.
fn coincidences(units: &[Vec<usize>], values: usize) -> Vec<Vec<f64>> {
    let mut coincidences = vec![vec![0.0; values]; values];
    for unit in units.iter().filter(|unit| unit.len() > 1) {
        let weight = 1.0 / (unit.len() as f64 - 1.0);
        for (place, one) in unit.iter().enumerate() {
            let others = unit.iter().enumerate();
            for (_, other) in others.filter(|(beside, _)| *beside != place) {
                if let Some(count) = coincidences
                    .get_mut(*one)
                    .and_then(|row| row.get_mut(*other))
                {
                    *count += weight;
                }
            }
        }
    }
    coincidences
}

impl Scale {
    /// How far apart two values are, squared.
    fn apart(self, totals: &[f64], one: usize, other: usize) -> f64 {
        let (low, high) = (one.min(other), one.max(other));
        match self {
            _ if low == high => 0.0,
            Self::Nominal => 1.0,
            Self::Ordinal => {
                let between: f64 = totals.get(low..=high).unwrap_or_default().iter().sum();
                let ends = (at(totals, low) + at(totals, high)) / 2.0;
                (between - ends).powi(2)
            }
        }
    }
}

fn at(totals: &[f64], value: usize) -> f64 {
    totals.get(value).copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// The reliability data of section C of the source: four observers, twelve units, values 1 to 5.
    const OBSERVERS: [&str; 4] = [
        "1 2 3 3 2 1 4 1 2 . . .",
        "1 2 3 3 2 2 4 1 2 5 . 3",
        ". 3 3 3 2 3 4 2 2 5 1 .",
        "1 2 3 3 2 4 4 1 2 5 1 .",
    ];

    fn units(observers: &[&str]) -> Vec<Vec<usize>> {
        let mut units: Vec<Vec<usize>> = Vec::new();
        for observer in observers {
            for (place, value) in observer.split(' ').enumerate() {
                if units.len() <= place {
                    units.push(Vec::new());
                }
                units[place].extend(value.parse::<usize>().map(|value| value - 1));
            }
        }
        units
    }

    fn check(observers: &[&str], scale: Scale, expected: Option<&str>) {
        let found = alpha(&units(observers), 5, scale).map(|alpha| format!("{alpha:.3}"));
        assert_eq!(found.as_deref(), expected, "{observers:?}");
    }

    #[test]
    fn the_published_example_comes_out_as_published() {
        check(&OBSERVERS, Scale::Nominal, Some("0.743"));
        check(&OBSERVERS, Scale::Ordinal, Some("0.815"));
    }

    #[test]
    fn two_observers_of_two_values_come_out_as_published() {
        // Section A of the source: ten units, two observers, no missing data.
        let observers = ["1 2 1 1 1 1 1 1 2 1", "2 2 2 1 1 2 1 1 1 1"];
        let found = alpha(&units(&observers), 5, Scale::Nominal).unwrap();
        assert!((found - 0.095).abs() < 0.0005, "{found}");
    }

    #[test]
    fn what_nobody_judged_twice_or_all_judged_alike_says_nothing() {
        check(&["1 2 3"], Scale::Nominal, None);
        check(&["1 . 1", "1 1 1"], Scale::Ordinal, None);
        check(&[""], Scale::Nominal, None);
        check(&["1 2 . 3", "1 2 3 ."], Scale::Nominal, Some("1.000"));
    }

    proptest! {
        #[test]
        fn alpha_is_never_above_one_and_does_not_depend_on_who_judges(
            mut units in prop::collection::vec(prop::collection::vec(0usize..4, 0..4), 0..12)
        ) {
            let found = alpha(&units, 4, Scale::Ordinal);
            prop_assert!(found.is_none_or(|alpha| alpha <= 1.0));
            units.reverse();
            units.iter_mut().for_each(|unit| unit.reverse());
            let again = alpha(&units, 4, Scale::Ordinal);
            prop_assert_eq!(found.is_some(), again.is_some());
            if let Some((one, other)) = found.zip(again) {
                prop_assert!((one - other).abs() < 1e-9);
            }
        }
    }
}
