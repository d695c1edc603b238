//! What can be chosen of a network, by the words of a form.

use jiff::civil::Date;
use rapporteur::{
    Duplicates, NetworkActors, NetworkMode, NetworkOptions, NetworkType, Normalisation,
    QualifierUse, wording,
};
use serde::{Deserialize, Serialize};
use utoipa::IntoParams;

use crate::answer::percent;
use crate::failure::Failure;
use crate::given::{date, filled};

/// What the address asks for.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct Query {
    /// `two-mode`, `congruence`, `conflict` or `subtract`.
    #[serde(rename = "type")]
    network: Option<String>,
    /// `parties` or `people`.
    actors: Option<String>,
    /// The nodes of a network of one kind: `actor` or `proposition`.
    of: Option<String>,
    /// What becomes of stances in a two-mode network: `subtract`, `ignore` or `combine`.
    qualifier: Option<String>,
    /// What weights are divided by: `none`, `activity`, `prominence`, `average`, `jaccard` or `cosine`.
    normalisation: Option<String>,
    /// Within what something repeated counts once: `document`, `week`, `month`, `year`, `range`, or `include` for nothing.
    duplicates: Option<String>,
    /// The first day, in EDTF.
    from: Option<String>,
    /// The last day, in EDTF.
    to: Option<String>,
    /// Anything: stances under a condition are left out.
    #[serde(rename = "without-conditional")]
    without_conditional: Option<String>,
    /// Anything: nodes without ties are kept.
    isolates: Option<String>,
}

/// What is chosen.
pub(super) struct Chosen {
    pub(super) actors: NetworkActors,
    pub(super) options: NetworkOptions,
}

/// A field of the form with its options.
pub(super) struct Choice {
    pub(super) name: &'static str,
    pub(super) label: &'static str,
    /// Value, words, whether it is the one that is chosen.
    pub(super) options: Vec<(String, &'static str, bool)>,
}

type Options<T> = &'static [(T, &'static str)];

const TYPES: Options<NetworkType> = &[
    (NetworkType::TwoMode, "who speaks about what"),
    (NetworkType::Congruence, "who takes the same side"),
    (NetworkType::Conflict, "who takes opposite sides"),
    (NetworkType::Subtract, "same side less opposite sides"),
];

const MODES: Options<NetworkMode> = &[
    (NetworkMode::Actor, "actors"),
    (NetworkMode::Proposition, "propositions"),
];

const QUALIFIERS: Options<QualifierUse> = &[
    (QualifierUse::Subtract, "for less against"),
    (QualifierUse::Ignore, "count alike"),
    (QualifierUse::Combine, "add up as codes"),
];

const NORMALISATIONS: Options<Normalisation> = &[
    (Normalisation::None, "nothing"),
    (Normalisation::Activity, "what the actor says in all"),
    (Normalisation::Prominence, "what is said on the proposition"),
    (Normalisation::Average, "what both say on average"),
    (Normalisation::Jaccard, "what either says (Jaccard)"),
    (Normalisation::Cosine, "cosine"),
];

const DUPLICATES: Options<Duplicates> = &[
    (Duplicates::Document, "an article"),
    (Duplicates::Week, "a week"),
    (Duplicates::Month, "a month"),
    (Duplicates::Year, "a year"),
    (Duplicates::Range, "all days"),
    (Duplicates::Include, "nothing: all count"),
];

const PARTIES: &str = "parties";
const PEOPLE: &str = "people";

impl Query {
    /// Understands what is asked for.
    pub(super) fn chosen(self) -> Result<Chosen, Failure> {
        let day = |typed: Option<String>, last: bool| -> Result<Option<Date>, Failure> {
            let edtf = date(typed)?;
            let day = edtf.and_then(|edtf| {
                if last {
                    edtf.last_day()
                } else {
                    edtf.first_day()
                }
            });
            Ok(day.and_then(|day| day.parse().ok()))
        };
        let actors = match filled(self.actors).as_deref() {
            None | Some(PARTIES) => NetworkActors::Parties,
            Some(PEOPLE) => NetworkActors::People,
            Some(other) => return Err(unknown("actors", other, &[PARTIES, PEOPLE])),
        };
        Ok(Chosen {
            actors,
            options: NetworkOptions {
                network: picked("type", TYPES, self.network)?,
                of: picked("of", MODES, self.of)?,
                qualifier: picked("qualifier", QUALIFIERS, self.qualifier)?,
                normalisation: picked("normalisation", NORMALISATIONS, self.normalisation)?,
                duplicates: picked("duplicates", DUPLICATES, self.duplicates)?,
                from: day(self.from, false)?,
                to: day(self.to, true)?,
                without_conditional: filled(self.without_conditional).is_some(),
                isolates: filled(self.isolates).is_some(),
            },
        })
    }
}

impl Chosen {
    /// Leaves out what does not go together, as it comes about where a form sends all of its fields
    /// and another type is chosen.
    pub(super) fn mend(&mut self) {
        if !self.options.network.takes(self.options.normalisation) {
            self.options.normalisation = Normalisation::None;
        }
    }

    pub(super) fn choices(&self) -> Vec<Choice> {
        let options = &self.options;
        let actor =
            |label: &'static str, of: NetworkActors| (label.to_owned(), label, self.actors == of);
        let mut choices = vec![
            choice("type", "Ties", TYPES, options.network),
            Choice {
                name: "actors",
                label: "Actors",
                options: vec![
                    actor(PARTIES, NetworkActors::Parties),
                    actor(PEOPLE, NetworkActors::People),
                ],
            },
        ];
        choices.push(match options.network {
            NetworkType::TwoMode => choice("qualifier", "Stances", QUALIFIERS, options.qualifier),
            _ => choice("of", "Nodes", MODES, options.of),
        });
        let taken: Vec<_> = NORMALISATIONS
            .iter()
            .filter(|(value, _)| options.network.takes(*value))
            .copied()
            .collect();
        choices.push(choice(
            "normalisation",
            "Divided by",
            &taken,
            options.normalisation,
        ));
        choices.push(choice(
            "duplicates",
            "Repeated counts once within",
            DUPLICATES,
            options.duplicates,
        ));
        choices
    }

    pub(super) fn from(&self) -> String {
        let day = self.options.from;
        day.map_or_else(String::new, |day| day.to_string())
    }

    pub(super) fn to(&self) -> String {
        let day = self.options.to;
        day.map_or_else(String::new, |day| day.to_string())
    }

    /// The same as an address asks for it.
    pub(super) fn query(&self) -> String {
        let options = &self.options;
        let mut parts = Vec::new();
        for choice in self.choices() {
            let chosen = choice.options.iter().enumerate();
            let mut chosen = chosen.filter(|(place, (.., is_chosen))| *is_chosen && *place > 0);
            if let Some((_, (value, ..))) = chosen.next() {
                parts.push(format!("{}={}", choice.name, percent(value)));
            }
        }
        for (name, day) in [("from", self.from()), ("to", self.to())] {
            if !day.is_empty() {
                parts.push(format!("{name}={day}"));
            }
        }
        for (name, on) in [
            ("without-conditional", options.without_conditional),
            ("isolates", options.isolates),
        ] {
            if on {
                parts.push(format!("{name}=on"));
            }
        }
        parts.join("&")
    }
}

fn choice<T: Serialize + PartialEq>(
    name: &'static str,
    label: &'static str,
    options: &[(T, &'static str)],
    chosen: T,
) -> Choice {
    let options = options.iter();
    Choice {
        name,
        label,
        options: options
            .map(|(value, words)| (wording::label(value), *words, *value == chosen))
            .collect(),
    }
}

/// The value of that name; the first where none is given.
fn picked<T: Serialize + Copy + Default>(
    field: &str,
    options: Options<T>,
    typed: Option<String>,
) -> Result<T, Failure> {
    let Some(typed) = filled(typed) else {
        return Ok(T::default());
    };
    let found = options
        .iter()
        .find(|(value, _)| wording::label(value) == typed);
    found.map(|(value, _)| *value).ok_or_else(|| {
        let known: Vec<String> = options
            .iter()
            .map(|(value, _)| wording::label(value))
            .collect();
        let known: Vec<&str> = known.iter().map(String::as_str).collect();
        unknown(field, &typed, &known)
    })
}

fn unknown(field: &str, typed: &str, known: &[&str]) -> Failure {
    Failure::unusable(format!("there is no {field} {typed:?}"))
        .with_hint(format!("it is one of {}", known.join(", ")))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn query(address: &str) -> Query {
        serde_urlencoded::from_str(address).unwrap()
    }

    #[test]
    fn what_is_asked_for_comes_back_as_an_address() {
        for address in [
            "",
            "type=congruence&of=proposition&normalisation=average&duplicates=week",
            "actors=people&qualifier=ignore&from=2031-03-01&to=2031-03-31&isolates=on",
        ] {
            let chosen = query(address).chosen().unwrap();
            assert_eq!(chosen.query(), address);
        }
    }

    #[test]
    fn the_first_option_is_the_default() {
        let chosen = query("type=&normalisation=").chosen().unwrap();
        assert_eq!(chosen.options, NetworkOptions::default());
        assert_eq!(chosen.query(), "");
    }

    #[test]
    fn what_is_unknown_is_refused_with_what_is_known() {
        let failure = query("type=star").chosen().err().unwrap();
        assert_eq!(failure.message, "there is no type \"star\"");
        let known = "it is one of two-mode, congruence, conflict, subtract";
        assert_eq!(failure.hint.as_deref(), Some(known));
    }
}
