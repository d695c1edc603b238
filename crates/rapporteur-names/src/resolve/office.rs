//! Whether an office that was read of is one that is known, at a time that fits.

use rapporteur_core::Edtf;

use super::bearer::{Bearer, DatedRole};
use crate::compare::NameResources;

/// How the offices of two bearers fit, at their best.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Office {
    /// The same office at the same time.
    Fits(String),
    /// The same office, the time of one of them not told.
    Undated(String),
    /// The same office at another time.
    AtOtherTime(String),
}

impl Office {
    /// Compares all offices with all; `None` where no title is the same.
    pub(super) fn of(resources: &NameResources, read: &Bearer, known: &Bearer) -> Option<Self> {
        let pairs = (read.roles.iter())
            .flat_map(|first| known.roles.iter().map(move |second| (first, second)));
        let mut best: Option<Self> = None;
        for (first, second) in pairs {
            let found = Self::pair(resources, first, second);
            let better = match (&best, &found) {
                (_, None) => false,
                (None, Some(_)) => true,
                (Some(old), Some(new)) => new.rank() < old.rank(),
            };
            if better {
                best = found;
            }
        }
        best
    }

    const fn rank(&self) -> u8 {
        match self {
            Self::Fits(_) => 0,
            Self::Undated(_) => 1,
            Self::AtOtherTime(_) => 2,
        }
    }

    fn pair(resources: &NameResources, first: &DatedRole, second: &DatedRole) -> Option<Self> {
        let other_owner = matches!((&first.of, &second.of), (Some(a), Some(b)) if a != b);
        if other_owner || !same_title(resources, &first.title, &second.title) {
            return None;
        }
        let title = second.title.clone();
        Some(match (Time::of(first), Time::of(second)) {
            (Some(a), Some(b)) if a.meets(&b) => Self::Fits(title),
            (Some(_), Some(_)) => Self::AtOtherTime(title),
            _ => Self::Undated(title),
        })
    }
}

/// The days of an office; an end that is not told is open.
struct Time {
    first: Option<String>,
    last: Option<String>,
}

impl Time {
    /// `None` where neither end is told.
    fn of(role: &DatedRole) -> Option<Self> {
        let time = Self {
            first: role.from.as_ref().and_then(Edtf::first_day),
            last: role.to.as_ref().and_then(Edtf::last_day),
        };
        (time.first.is_some() || time.last.is_some()).then_some(time)
    }

    fn meets(&self, other: &Self) -> bool {
        let before = |last: &Option<String>, first: &Option<String>| matches!((last, first), (Some(last), Some(first)) if last < first);
        !before(&self.last, &other.first) && !before(&other.last, &self.first)
    }
}

/// Whether two titles are of one office: the words of the one are among those of the other, and
/// both are a deputy's, or neither.
fn same_title(resources: &NameResources, first: &str, second: &str) -> bool {
    let (first, second) = (resources.title(first), resources.title(second));
    let within = |few: &[String], many: &[String]| few.iter().all(|word| many.contains(word));
    !first.words.is_empty()
        && !second.words.is_empty()
        && first.ranks == second.ranks
        && (within(&first.words, &second.words) || within(&second.words, &first.words))
}
