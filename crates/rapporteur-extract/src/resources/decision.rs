//! How much each measure counts when a position is decided: the weights of `positions.tsv`.

use std::collections::BTreeMap;

/// The logistic models that decide on positions.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Decision {
    /// Whether a pair is worth reading together.
    pub(crate) propose: Logistic,
    /// Whether a statement takes a position at all.
    pub(crate) about: Logistic,
    /// From which probability on the half of a condition is tied to a proposition.
    pub(crate) tie: Logistic,
    /// Whether it is for the proposition, and not against it.
    pub(crate) side: Logistic,
    /// Whether it is for it under a condition only.
    pub(crate) conditional: Logistic,
}

/// A logistic regression over named measures.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Logistic {
    weights: BTreeMap<String, f64>,
    /// The least probability at which it says yes.
    pub(crate) least: f64,
}

/// What was measured, each with its name.
pub(crate) type Measures = Vec<(&'static str, f32)>;

impl Decision {
    /// Takes in one line of the list; `None` where it cannot be read.
    pub(crate) fn read(&mut self, line: &str) -> Option<()> {
        let columns: Vec<&str> = line.split('\t').collect();
        let [model, measure, figure] = columns.as_slice() else {
            return None;
        };
        let model = match *model {
            "propose" => &mut self.propose,
            "about" => &mut self.about,
            "tie" => &mut self.tie,
            "side" => &mut self.side,
            "conditional" => &mut self.conditional,
            _ => return None,
        };
        let figure: f64 = figure
            .parse()
            .ok()
            .filter(|figure: &f64| figure.is_finite())?;
        if *measure == "least" {
            model.least = figure;
        } else {
            model.weights.insert((*measure).to_owned(), figure);
        }
        Some(())
    }
}

impl Logistic {
    /// Returns the log odds of yes; a measure without a weight does not count.
    pub(crate) fn odds(&self, measures: &[(&'static str, f32)]) -> f64 {
        let weight = |name: &str| self.weights.get(name).copied().unwrap_or_default();
        let sum: f64 = measures
            .iter()
            .map(|(name, value)| weight(name) * f64::from(*value))
            .sum();
        weight("always") + sum
    }

    /// Returns the probability of yes.
    pub(crate) fn probability(&self, measures: &[(&'static str, f32)]) -> f64 {
        1.0 / (1.0 + libm::exp(-self.odds(measures)))
    }
}
