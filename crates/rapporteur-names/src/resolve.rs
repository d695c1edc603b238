//! Whether somebody or something that was read of is one that is known: by spelling and by what
//! else is told of it.
//!
//! The spelling gives a first probability ([`compare`](crate::compare())); each further piece of
//! evidence moves it by a fixed step of log odds, as in Fellegi and Sunter (1969). Some evidence
//! forbids: another party, another generation, given names that contradict each other. And some
//! spellings say too little by themselves: a surname is a suggestion, whoever bears it.

mod bearer;
mod given;
mod office;

#[cfg(test)]
mod tests;

pub use bearer::{Bearer, DatedRole};

use crate::compare::{Comparison, Name, NameKind, NameResources, Reason, SAME, SUGGESTED, compare};
use given::Given;
use office::Office;

/// Whether others are in question who might bear the name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rivals {
    /// In the scope that the caller asks for, an article or a codebook, nobody else bears it.
    None,
    /// Somebody else may.
    Some,
}

/// What is decided.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Verdict {
    /// One and the same: at least [`SAME`], and nothing forbids it.
    Same,
    /// Perhaps one: at least [`SUGGESTED`], for a person to decide.
    Suggested,
    /// Not one.
    Different,
}

/// What is decided, how sure it is and why.
#[derive(Debug, Clone, PartialEq)]
pub struct Resolution {
    /// What is decided.
    pub verdict: Verdict,
    /// From 0 to 1; within the range of its verdict.
    pub score: f64,
    /// What speaks for and against it.
    pub reasons: Vec<Reason>,
}

/// What each piece of evidence adds to or takes from the log odds.
mod step {
    /// The same party or country.
    pub(super) const PARTY: f64 = 0.7;
    /// An office that fits, at a time that fits.
    pub(super) const OFFICE: f64 = 2.0;
    /// An office that fits, where no time is told.
    pub(super) const OFFICE_UNDATED: f64 = 1.2;
    /// The rest of a list belongs with it.
    pub(super) const PEERS: f64 = 1.5;
    /// Nobody else in question bears the name.
    pub(super) const ONLY: f64 = 1.2;
}

/// The first probability where only the surname agrees.
const SURNAME: f64 = 0.5;

/// The first probability where no name was read at all, only an office.
const NAMELESS: f64 = 0.2;

/// The highest score of what is forbidden to be one, and of what may only be suggested.
const BELOW: f64 = 0.01;

/// Decides whether what was read is what is known.
///
/// # Example
///
/// ```
/// # use rapporteur_models::names;
/// use rapporteur_names::{Bearer, Name, NameData, NameKind, NameResources, Rivals, Verdict, resolve};
/// # let resources = NameResources::parse(&NameData {
/// #     words: names::WORDS, given: names::GIVEN, forms: names::FORMS,
/// #     confusions: names::CONFUSIONS, weights: names::WEIGHTS,
/// # });
/// let bearer = |text| Bearer {
///     spellings: vec![Name::new(&resources, text, NameKind::Person)],
///     ..Bearer::new(NameKind::Person)
/// };
/// let known = bearer("Ilva Maren");
/// let read = bearer("Maren");
/// assert_eq!(resolve(&resources, &read, &known, Rivals::Some).verdict, Verdict::Suggested);
/// assert_eq!(resolve(&resources, &read, &known, Rivals::None).verdict, Verdict::Same);
/// ```
#[must_use]
pub fn resolve(
    resources: &NameResources,
    read: &Bearer,
    known: &Bearer,
    rivals: Rivals,
) -> Resolution {
    if read.kind != known.kind && read.kind != NameKind::Other && known.kind != NameKind::Other {
        return different(vec![Reason::OtherKind]);
    }
    let Some(spelling) = Spelling::best(resources, read, known) else {
        return different(Vec::new());
    };
    let mut reasons = spelling.reasons;
    let mut forbidden = spelling.contradicted;
    let mut doubtful = spelling.doubtful;
    let mut odds = log_odds(spelling.score);
    match (&read.party, &known.party) {
        (Some(a), Some(b)) if a == b => {
            odds += step::PARTY;
            reasons.push(Reason::SameParty(a.clone()));
        }
        (Some(a), Some(b)) => {
            forbidden = true;
            reasons.push(Reason::OtherParty(a.clone(), b.clone()));
        }
        _ => {}
    }
    match Office::of(resources, read, known) {
        Some(Office::Fits(title)) => {
            odds += step::OFFICE;
            reasons.push(Reason::RoleFits(title));
        }
        Some(Office::Undated(title)) => {
            odds += step::OFFICE_UNDATED;
            reasons.push(Reason::RoleFits(title));
        }
        Some(Office::AtOtherTime(title)) => {
            // Who shares no more than surname and office with a former holder is the present one.
            forbidden |= spelling.vague;
            doubtful = true;
            reasons.push(Reason::RoleAtOtherTime(title));
        }
        None => {}
    }
    let beside = read.peers.intersection(&known.peers).count();
    if beside >= 2 && beside * 3 >= read.peers.len() * 2 {
        odds += step::PEERS;
        reasons.push(Reason::NamedBesidePeers(beside, read.peers.len()));
    }
    if spelling.vague && rivals == Rivals::None && !doubtful {
        odds += step::ONLY;
        reasons.push(Reason::OnlyBearer);
    }
    let score = probability(odds);
    if forbidden {
        return different(reasons);
    }
    let score = if doubtful {
        score.min(SAME - BELOW)
    } else {
        score
    };
    Resolution {
        verdict: verdict(score),
        score,
        reasons,
    }
}

fn verdict(score: f64) -> Verdict {
    if score >= SAME {
        Verdict::Same
    } else if score >= SUGGESTED {
        Verdict::Suggested
    } else {
        Verdict::Different
    }
}

fn different(reasons: Vec<Reason>) -> Resolution {
    Resolution {
        verdict: Verdict::Different,
        score: 0.0,
        reasons,
    }
}

fn log_odds(probability: f64) -> f64 {
    let inner = probability.clamp(0.001, 0.999);
    libm::log(inner / (1.0 - inner))
}

fn probability(log_odds: f64) -> f64 {
    1.0 / (1.0 + libm::exp(-log_odds))
}

/// What the spellings say, at their best.
struct Spelling {
    score: f64,
    reasons: Vec<Reason>,
    /// Whether they agree in a surname only, or nothing was read but an office.
    vague: bool,
    contradicted: bool,
    /// Whether they might be father and son.
    doubtful: bool,
}

impl Spelling {
    /// Compares all spellings with all; `None` where what is known has none.
    fn best(resources: &NameResources, read: &Bearer, known: &Bearer) -> Option<Self> {
        if read.spellings.is_empty() {
            return (!read.roles.is_empty()).then(|| Self {
                score: NAMELESS,
                reasons: Vec::new(),
                vague: true,
                contradicted: false,
                doubtful: false,
            });
        }
        let pairs = (read.spellings.iter())
            .flat_map(|first| known.spellings.iter().map(move |second| (first, second)));
        let all: Vec<Self> = pairs
            .map(|(first, second)| Self::of(resources, first, second))
            .collect();
        // One spelling with other given names, however like another may be, is another person.
        let full = |spelling: &&Self| !spelling.vague;
        let contradicted = all.iter().any(|spelling| spelling.contradicted)
            && !all
                .iter()
                .filter(full)
                .any(|spelling| spelling.score >= SAME && !spelling.contradicted);
        let mut best = all
            .into_iter()
            .reduce(|best, next| if next.score > best.score { next } else { best })?;
        best.contradicted |= contradicted;
        Some(best)
    }

    fn of(resources: &NameResources, first: &Name, second: &Name) -> Self {
        let Comparison { score, mut reasons } = compare(resources, first, second);
        let given = match first.kind() {
            NameKind::Person => Given::of(resources, first, second),
            _ => Given::Agree,
        };
        let vague = given == Given::NotTold;
        if vague {
            reasons.push(Reason::SurnameAlone);
        }
        Self {
            score: if vague { SURNAME } else { score },
            reasons,
            vague,
            contradicted: given == Given::Contradict,
            doubtful: given == Given::Doubtful,
        }
    }
}
