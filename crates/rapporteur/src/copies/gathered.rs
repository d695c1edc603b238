//! Articles that are alike, gathered into groups.

use std::collections::BTreeMap;

use rapporteur_copies::{CopyKind, Fingerprint, Group, Likeness, Link, Member, groups};
use rapporteur_core::Edtf;

/// What is known of an article besides its words.
#[derive(Debug, Clone)]
pub(crate) struct Known {
    pub(crate) number: i64,
    pub(crate) publisher: Option<String>,
    pub(crate) title: Option<String>,
    pub(crate) file: Option<String>,
    pub(crate) published: Option<Edtf>,
    pub(crate) characters: u64,
    /// Its identity, which does not depend on the order of adding.
    pub(crate) id: String,
}

/// Two articles that are alike, by their numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Pair {
    pub(crate) first: i64,
    pub(crate) second: i64,
    pub(crate) kind: CopyKind,
    pub(crate) shared: u32,
    pub(crate) of_first: u32,
    pub(crate) of_second: u32,
    pub(crate) longest: u32,
}

impl Pair {
    /// Makes a pair of two articles whose likeness makes them copies.
    pub(crate) fn of(first: i64, second: i64, likeness: &Likeness) -> Option<Self> {
        Some(Self {
            first,
            second,
            kind: likeness.kind()?,
            shared: likeness.shared,
            of_first: likeness.first,
            of_second: likeness.second,
            longest: likeness.longest,
        })
    }
}

/// The kind of a label that the record keeps.
pub(crate) fn kind_named(label: &str) -> Option<CopyKind> {
    [CopyKind::Verbatim, CopyKind::Cut, CopyKind::Rewritten]
        .into_iter()
        .find(|kind| kind.name() == label)
}

/// Articles that are alike, and how.
#[derive(Debug, Default)]
pub(crate) struct Gathered {
    pub(crate) articles: Vec<Known>,
    pub(crate) pairs: Vec<Pair>,
    /// Fingerprints of articles that need one: see [`Gathered::undecided`].
    pub(crate) prints: BTreeMap<i64, Fingerprint>,
}

impl Gathered {
    /// Lists the articles between which the day of publication does not decide whose it was first.
    pub(crate) fn undecided(&self) -> Vec<i64> {
        let days: BTreeMap<i64, Option<String>> = self
            .articles
            .iter()
            .map(|known| (known.number, known.day()))
            .collect();
        let same_day = |pair: &&Pair| days.get(&pair.first) == days.get(&pair.second);
        let mut undecided: Vec<i64> = (self.pairs.iter().filter(same_day))
            .flat_map(|pair| [pair.first, pair.second])
            .collect();
        undecided.sort_unstable();
        undecided.dedup();
        undecided
    }

    /// Puts together what is alike; places are those in the list of articles.
    pub(crate) fn groups(&self) -> Vec<Group> {
        let places: BTreeMap<i64, usize> = (self.articles.iter().enumerate())
            .map(|(place, known)| (known.number, place))
            .collect();
        let place = |number: i64| places.get(&number).copied();
        let links: Vec<Link> = (self.pairs.iter())
            .filter_map(|pair| {
                Some(Link {
                    first: place(pair.first)?,
                    second: place(pair.second)?,
                    shared: pair.shared,
                })
            })
            .collect();
        let credits = self.credits(&links);
        let members: Vec<Member> = (self.articles.iter().enumerate())
            .map(|(place, known)| Member {
                day: known.day(),
                credited: credits.get(&place).copied().unwrap_or_default(),
                words: u32::try_from(known.characters).unwrap_or(u32::MAX),
                key: known.id.clone(),
            })
            .collect();
        groups(&members, &links)
    }

    /// Counts, for the publisher of each article, the articles of others that are alike and name it.
    fn credits(&self, links: &[Link]) -> BTreeMap<usize, u32> {
        let both = links
            .iter()
            .flat_map(|link| [(link.first, link.second), (link.second, link.first)]);
        let mut credits = BTreeMap::new();
        for (place, other) in both {
            let (Some(known), Some(other)) = (self.articles.get(place), self.articles.get(other))
            else {
                continue;
            };
            let (Some(publisher), Some(print)) = (&known.publisher, self.prints.get(&other.number))
            else {
                continue;
            };
            let own = other.publisher.as_ref() == Some(publisher);
            if !own && print.holds(&Fingerprint::of(publisher)) {
                *credits.entry(place).or_default() += 1;
            }
        }
        credits
    }
}

impl Known {
    /// The last day that its publication may mean.
    fn day(&self) -> Option<String> {
        self.published.as_ref().and_then(Edtf::last_day)
    }
}
