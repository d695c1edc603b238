//! Why two names are held to be one, or not.

use std::fmt;

use super::fold::Alphabet;
use super::name::{Name, NameKind, PartRole};
use super::pairing::{How, Pairing};

/// A reason for or against two names being one.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
#[non_exhaustive]
pub enum Reason {
    /// All words are the same.
    SameWords,
    /// Put into our alphabet from another.
    Transliterated(Alphabet),
    /// Two words are spelled alike.
    SpelledAlike(String, String),
    /// Only the consonants were compared, and they agree.
    ConsonantsAgree(String, String),
    /// Two given names are one in different languages, or one is short for the other.
    GivenVariants(String, String),
    /// An initial stands for a word.
    Initial(String, String),
    /// Words written together on one side.
    WrittenTogether(String),
    /// Letters stand for words.
    Acronym(String),
    /// A word goes on where the other ends.
    SameStem(String, String),
    /// The surname stands first on one side.
    OrderTurned,
    /// A title was left out.
    TitleLeftOut,
    /// A legal form was left out or is written differently.
    FormLeftOut,
    /// The legal forms differ.
    FormsDiffer,
    /// Words that only one of the names has.
    LeftOut(String),
    /// Words of the one name stand against words of the other.
    Against(String, String),
    /// The numbers differ.
    NumbersDiffer,
    /// One is junior, senior or numbered, the other is not so.
    OtherGeneration,
    /// They agree in a surname and nothing else.
    SurnameAlone,
    /// Nobody else in question bears the name.
    OnlyBearer,
    /// They belong to the same party or country.
    SameParty(String),
    /// They belong to different parties or countries.
    OtherParty(String, String),
    /// The office fits, and its dates.
    RoleFits(String),
    /// The office fits, but was held at another time.
    RoleAtOtherTime(String),
    /// So many of those named in a list with it belong with it.
    NamedBesidePeers(usize, usize),
    /// They are of different kinds.
    OtherKind,
}

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::SameWords => f.write_str("same words"),
            Self::Transliterated(alphabet) => write!(f, "transliterated from {}", alphabet.name()),
            Self::SpelledAlike(a, b) => write!(f, "spelled alike: {a}, {b}"),
            Self::ConsonantsAgree(a, b) => write!(f, "consonants agree: {a}, {b}"),
            Self::GivenVariants(a, b) => write!(f, "given names are variants: {a}, {b}"),
            Self::Initial(a, b) => write!(f, "initial: {a}, {b}"),
            Self::WrittenTogether(word) => write!(f, "written together: {word}"),
            Self::Acronym(word) => write!(f, "acronym: {word}"),
            Self::SameStem(a, b) => write!(f, "same stem: {a}, {b}"),
            Self::OrderTurned => f.write_str("order turned"),
            Self::TitleLeftOut => f.write_str("title left out"),
            Self::FormLeftOut => f.write_str("legal form left out"),
            Self::FormsDiffer => f.write_str("legal forms differ"),
            Self::LeftOut(words) => write!(f, "only in one: {words}"),
            Self::Against(a, b) => write!(f, "against each other: {a}, {b}"),
            Self::NumbersDiffer => f.write_str("numbers differ"),
            Self::OtherGeneration => f.write_str("another generation"),
            Self::SurnameAlone => f.write_str("only the surname agrees"),
            Self::OnlyBearer => f.write_str("nobody else in question bears the name"),
            Self::SameParty(party) => write!(f, "same party: {party}"),
            Self::OtherParty(a, b) => write!(f, "different parties: {a}, {b}"),
            Self::RoleFits(title) => write!(f, "office fits: {title}"),
            Self::RoleAtOtherTime(title) => write!(f, "office held at another time: {title}"),
            Self::NamedBesidePeers(known, all) => {
                write!(f, "named beside {known} of its kind, of {all} in the list")
            }
            Self::OtherKind => f.write_str("different kinds of thing"),
        }
    }
}

/// The reasons that the words of two names give.
pub(super) fn reasons(first: &Name, second: &Name, pairing: &Pairing) -> Vec<Reason> {
    let mut reasons = Vec::new();
    let all_same = pairing.pairs.iter().all(|pair| pair.how == How::Same);
    if all_same
        && !pairing.pairs.is_empty()
        && pairing.first.is_empty()
        && pairing.second.is_empty()
    {
        reasons.push(Reason::SameWords);
    }
    if first.alphabet != second.alphabet {
        reasons.extend(
            first
                .alphabet
                .or(second.alphabet)
                .map(Reason::Transliterated),
        );
    }
    for pair in &pairing.pairs {
        let words = || (words(first, pair.first), words(second, pair.second));
        let both = |make: fn(String, String) -> Reason| {
            let (a, b) = words();
            make(a, b)
        };
        reasons.extend(match pair.how {
            How::Same => None,
            How::Alike => Some(both(Reason::SpelledAlike)),
            How::Consonants => Some(both(Reason::ConsonantsAgree)),
            How::Variant => Some(both(Reason::GivenVariants)),
            How::Initial => Some(both(Reason::Initial)),
            How::Stem => Some(both(Reason::SameStem)),
            How::Joined | How::Acronym => {
                let (a, b) = words();
                let one = if a.contains(' ') { b } else { a };
                Some(match pair.how {
                    How::Acronym => Reason::Acronym(one),
                    _ => Reason::WrittenTogether(one),
                })
            }
        });
    }
    let order: Vec<usize> = pairing.pairs.iter().map(|pair| pair.second.0).collect();
    let swapped = order.windows(2).any(|two| matches!(two, [a, b] if a > b));
    if first.kind() == NameKind::Person && (first.turned != second.turned || swapped) {
        reasons.push(Reason::OrderTurned);
    }
    if first.titled != second.titled {
        reasons.push(Reason::TitleLeftOut);
    }
    match (&first.form, &second.form) {
        (Some(a), Some(b)) if a != b => reasons.push(Reason::FormsDiffer),
        (Some(_), None) | (None, Some(_)) => reasons.push(Reason::FormLeftOut),
        _ => {}
    }
    if !first.numbers.is_empty() && !second.numbers.is_empty() && first.numbers != second.numbers {
        reasons.push(Reason::NumbersDiffer);
    }
    if first.young != second.young {
        reasons.push(Reason::OtherGeneration);
    }
    let (a, b) = (left(first, &pairing.first), left(second, &pairing.second));
    match (a.is_empty(), b.is_empty()) {
        (true, true) => {}
        (false, false) => reasons.push(Reason::Against(a, b)),
        _ => reasons.push(Reason::LeftOut(if a.is_empty() { b } else { a })),
    }
    reasons
}

fn words(name: &Name, (from, to): (usize, usize)) -> String {
    let parts = name.parts.get(from..to).unwrap_or(&[]);
    let texts: Vec<&str> = parts.iter().map(|part| part.text.as_str()).collect();
    texts.join(" ")
}

fn left(name: &Name, spots: &[usize]) -> String {
    let parts = spots.iter().filter_map(|at| name.parts.get(*at));
    let texts: Vec<&str> = parts
        .filter(|part| part.role != PartRole::Particle)
        .map(|part| part.text.as_str())
        .collect();
    texts.join(" ")
}
