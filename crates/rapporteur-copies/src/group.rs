//! Which articles are one, and whose it was first.

use std::cmp::Reverse;
use std::collections::BTreeMap;

/// What is known of an article besides its words.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Member {
    /// The last day that its publication may mean, `YYYY-MM-DD`; `None` where nobody tells.
    pub day: Option<String>,
    /// How many of the articles that are alike name its publisher.
    pub credited: u32,
    /// How many words it has.
    pub words: u32,
    /// What tells it from every other one, and does not depend on the order of adding.
    pub key: String,
}

/// Two articles that are alike, by their places in the list of members.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Link {
    /// The one.
    pub first: usize,
    /// The other.
    pub second: usize,
    /// How many shingles both have.
    pub shared: u32,
}

/// An original with its copies.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Group {
    /// The place of the original in the list of members.
    pub original: usize,
    /// Each copy with the article that it is a copy of, the original or another copy, from the
    /// earliest on.
    pub copies: Vec<(usize, usize)>,
}

/// Puts together what is alike. Articles without a copy are in no group.
///
/// Articles are gone through in this order: by day, those without one last; on one day those first
/// whose publisher the others name, then those that share most with all others, then the longer, then
/// by key. Whoever is alike nobody before is an original; everybody else is a copy of the original
/// that it shares most with, or, where it shares with copies only, of that copy and thereby of its
/// original. So a round-up of two agencies' copy does not make the two one.
///
/// ```
/// use rapporteur_copies::{Link, Member, groups};
///
/// let of = |day: &str, key: &str| Member {
///     day: Some(day.to_owned()),
///     key: key.to_owned(),
///     ..Member::default()
/// };
/// let members = [of("2031-03-06", "a"), of("2031-03-05", "b")];
/// let found = groups(&members, &[Link { first: 0, second: 1, shared: 280 }]);
/// assert_eq!(found[0].original, 1);
/// assert_eq!(found[0].copies, [(0, 1)]);
/// ```
#[must_use]
pub fn groups(members: &[Member], links: &[Link]) -> Vec<Group> {
    let mut alike: BTreeMap<usize, Vec<Link>> = BTreeMap::new();
    let known =
        |link: &&Link| link.first != link.second && link.first.max(link.second) < members.len();
    for link in links.iter().filter(known) {
        alike.entry(link.first).or_default().push(*link);
        alike.entry(link.second).or_default().push(*link);
    }
    let mut order: Vec<_> = alike
        .iter()
        .filter_map(|(place, links)| Some((rank(members.get(*place)?, links), *place)))
        .collect();
    order.sort_unstable();
    // Of each article gone through: its turn and the original it belongs to.
    let mut gone: BTreeMap<usize, (usize, usize)> = BTreeMap::new();
    let mut copies: BTreeMap<usize, Vec<(usize, usize)>> = BTreeMap::new();
    for (turn, (_, place)) in order.iter().enumerate() {
        let links = alike.get(place).map_or(&[][..], Vec::as_slice);
        let before = links.iter().filter_map(|link| {
            let other = if link.first == *place {
                link.second
            } else {
                link.first
            };
            let (turn, original) = gone.get(&other)?;
            let is_original = *original == other;
            let most = (is_original, link.shared, Reverse(*turn));
            Some((most, other, *original))
        });
        match before.max_by_key(|(most, ..)| *most) {
            Some((_, other, original)) => {
                gone.insert(*place, (turn, original));
                copies.entry(original).or_default().push((*place, other));
            }
            None => {
                gone.insert(*place, (turn, *place));
            }
        }
    }
    let originals = order.iter().filter_map(|(_, place)| {
        let copies = copies.remove(place)?;
        Some(Group {
            original: *place,
            copies,
        })
    });
    originals.collect()
}

/// What an article is gone through by.
type Rank<'a> = (
    bool,
    Option<&'a str>,
    Reverse<u32>,
    Reverse<u64>,
    Reverse<u32>,
    &'a str,
);

fn rank<'a>(member: &'a Member, links: &[Link]) -> Rank<'a> {
    let shared = links.iter().map(|link| u64::from(link.shared)).sum();
    (
        member.day.is_none(),
        member.day.as_deref(),
        Reverse(member.credited),
        Reverse(shared),
        Reverse(member.words),
        &member.key,
    )
}

#[cfg(test)]
mod tests;
