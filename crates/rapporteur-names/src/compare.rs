//! How likely two names are of one and the same.
//!
//! A name is taken apart ([`Name`]), the words of two names are paired, what is left over and what
//! it costs to take the pairs for each other is measured, and a logistic regression over these
//! measures makes the score.

mod confusions;
mod fold;
mod measures;
mod name;
mod pairing;
mod reason;
mod resources;
mod weights;

#[cfg(test)]
mod tests;

pub use fold::Alphabet;
pub use measures::Measures;
pub use name::{Name, NameKind};
pub use reason::Reason;
pub use resources::{NameData, NameDataFault, NameResources};

pub(crate) use fold::fold;
pub(crate) use name::PartRole;
pub(crate) use pairing::{How, Pairing};

/// The score at and over which two names are one.
pub const SAME: f64 = 0.7;

/// The score at and over which two names may be one: to be suggested, not merged.
pub const SUGGESTED: f64 = 0.4;

/// How likely two names are of one and the same, and why.
#[derive(Debug, Clone, PartialEq)]
pub struct Comparison {
    /// From 0 to 1; see [`SAME`] and [`SUGGESTED`].
    pub score: f64,
    /// What speaks for and against it.
    pub reasons: Vec<Reason>,
}

/// Compares two names by their spelling alone.
///
/// # Example
///
/// ```
/// use rapporteur_models::names;
/// use rapporteur_names::{Name, NameData, NameKind, NameResources, SAME, compare};
///
/// let resources = NameResources::parse(&NameData {
///     words: names::WORDS,
///     given: names::GIVEN,
///     forms: names::FORMS,
///     confusions: names::CONFUSIONS,
///     weights: names::WEIGHTS,
/// });
/// let name = |text| Name::new(&resources, text, NameKind::Person);
/// let same = compare(&resources, &name("Ilva Maren"), &name("Марен Илва"));
/// assert!(same.score >= SAME, "{same:?}");
/// let other = compare(&resources, &name("Ilva Maren"), &name("Tomas Maren"));
/// assert!(other.score < SAME, "{other:?}");
/// ```
#[must_use]
pub fn compare(resources: &NameResources, first: &Name, second: &Name) -> Comparison {
    let pairing = Pairing::new(resources, first, second);
    let measures = Measures::of(resources, first, second, &pairing);
    Comparison {
        score: score(resources, first, second, &measures),
        reasons: reason::reasons(first, second, &pairing),
    }
}

/// Measures two names, for fitting the weights.
#[must_use]
pub fn measure(resources: &NameResources, first: &Name, second: &Name) -> Measures {
    Measures::of(
        resources,
        first,
        second,
        &Pairing::new(resources, first, second),
    )
}

fn score(resources: &NameResources, first: &Name, second: &Name, measures: &Measures) -> f64 {
    if first.text() == second.text() {
        return 1.0;
    }
    let person = first.kind() == NameKind::Person;
    resources.weights.score(measures, person)
}
