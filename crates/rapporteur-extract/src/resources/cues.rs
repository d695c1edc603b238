//! Words that say that something was said or wanted, and what they take.

use rapporteur_core::{Act, Basis};

/// A verb, noun or adjective that reports.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Cue {
    /// The fixed words after the first: "out" of "rule out".
    pub(crate) tail: Vec<String>,
    pub(crate) basis: Basis,
    pub(crate) act: Act,
    /// Whether only a text can be its subject: "the poll shows".
    pub(crate) document: bool,
    pub(crate) takes: Takes,
}

/// The constructions that a cue takes.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Takes {
    /// A quotation.
    pub(crate) quote: bool,
    /// A clause with "that" or a question word.
    pub(crate) that: bool,
    /// A clause without "that".
    pub(crate) clause: bool,
    /// An infinitive.
    pub(crate) to: bool,
    /// An object.
    pub(crate) noun: bool,
    /// An addressee before the content.
    pub(crate) person: bool,
    /// Prepositions that the content begins with.
    pub(crate) prepositions: Vec<String>,
    /// Words that an object must be followed by; "quote" stands for a quotation.
    pub(crate) object_with: Vec<String>,
    /// Whether it goes on from what the same speaker said just before: "she added".
    pub(crate) goes_on: bool,
    /// Whether its act holds whatever the content says: "fears".
    pub(crate) settled: bool,
    /// Whether a state's "insists that … must" is where it stands.
    pub(crate) insists: bool,
    /// Whether it warns.
    pub(crate) warns: bool,
    /// What it does when negated, where that is not the usual.
    pub(crate) when_negated: Option<Act>,
}

/// A form of a verb.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum VerbForm {
    Base,
    Third,
    Past,
    Participle,
    Gerund,
}

impl Cue {
    pub(crate) fn verb(line: &str) -> Option<(Self, Vec<(VerbForm, String)>)> {
        let columns: Vec<&str> = line.split('\t').collect();
        let [base, third, past, participle, gerund, basis, act, takes] = columns.as_slice() else {
            return None;
        };
        let mut words = base.split(' ').map(str::to_owned);
        let first = words.next()?;
        let cue = Self::new(words.collect(), basis, act, takes)?;
        let forms = [
            (VerbForm::Base, first.as_str()),
            (VerbForm::Third, third),
            (VerbForm::Past, past),
            (VerbForm::Participle, participle),
            (VerbForm::Gerund, gerund),
        ];
        Some((
            cue,
            forms.map(|(form, word)| (form, word.to_owned())).to_vec(),
        ))
    }

    pub(crate) fn noun(line: &str) -> Option<(Self, Vec<String>)> {
        let columns: Vec<&str> = line.split('\t').collect();
        let [singular, plural, basis, act, takes] = columns.as_slice() else {
            return None;
        };
        let cue = Self::new(Vec::new(), basis, act, takes)?;
        Some((cue, vec![(*singular).to_owned(), (*plural).to_owned()]))
    }

    pub(crate) fn adjective(line: &str) -> Option<(Self, String)> {
        let columns: Vec<&str> = line.split('\t').collect();
        let [word, basis, act, takes] = columns.as_slice() else {
            return None;
        };
        Some((
            Self::new(Vec::new(), basis, act, takes)?,
            (*word).to_owned(),
        ))
    }

    fn new(tail: Vec<String>, basis: &str, act: &str, takes: &str) -> Option<Self> {
        Some(Self {
            tail,
            document: basis == "document",
            basis: match basis {
                "speech" | "document" => Basis::Speech,
                "attitude" => Basis::Attitude,
                _ => return None,
            },
            act: act_named(act)?,
            takes: Takes::parse(takes)?,
        })
    }
}

impl Takes {
    fn parse(text: &str) -> Option<Self> {
        let mut takes = Self::default();
        let mut nothing = false;
        for word in text.split_whitespace() {
            match word {
                "quote" => takes.quote = true,
                "that" => takes.that = true,
                "clause" => takes.clause = true,
                "to" => takes.to = true,
                "noun" => takes.noun = true,
                "person" => takes.person = true,
                "goes-on" => takes.goes_on = true,
                "settled" => takes.settled = true,
                "insists" => takes.insists = true,
                "warns" => takes.warns = true,
                "nothing" => nothing = true,
                _ => {
                    if let Some(act) = word.strip_prefix("not-") {
                        takes.when_negated = Some(act_named(act)?);
                    } else if let Some(after) = word.strip_prefix("object-") {
                        takes.object_with.push(after.to_owned());
                    } else {
                        takes.prepositions.push(word.to_owned());
                    }
                }
            }
        }
        (nothing || takes != Self::default()).then_some(takes)
    }
}

pub(super) fn act_named(name: &str) -> Option<Act> {
    Some(match name {
        "state" => Act::State,
        "demand" => Act::Demand,
        "offer" => Act::Offer,
        "promise" => Act::Promise,
        "accept" => Act::Accept,
        "reject" => Act::Reject,
        "concede" => Act::Concede,
        "threaten" => Act::Threaten,
        "accuse" => Act::Accuse,
        "appeal" => Act::Appeal,
        "deny" => Act::Deny,
        "report" => Act::Report,
        _ => return None,
    })
}

pub(crate) const fn name_of_act(act: Act) -> &'static str {
    match act {
        Act::State => "state",
        Act::Demand => "demand",
        Act::Offer => "offer",
        Act::Promise => "promise",
        Act::Accept => "accept",
        Act::Reject => "reject",
        Act::Concede => "concede",
        Act::Threaten => "threaten",
        Act::Accuse => "accuse",
        Act::Appeal => "appeal",
        Act::Deny => "deny",
        Act::Report => "report",
    }
}
