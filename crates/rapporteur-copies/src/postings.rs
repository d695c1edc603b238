//! Which articles have a hash: a table that takes about ten bytes for a hash that one article has.

/// A hash in more articles than these is common: words that outlets say anyway.
pub(crate) const COMMON: usize = 128;

/// So many articles are kept of a common hash, the earliest added.
///
/// A story that more than [`COMMON`] articles carry is found by them: whoever carries it is compared
/// with the first few of each of its hashes.
pub(crate) const KEPT: usize = 8;

/// Hashes with the articles that have them.
///
/// Open addressing with linear probing. Hashes come from [`crate::shingles::mix`] and lie evenly.
#[derive(Debug, Default)]
pub(crate) struct Postings {
    /// Hash and articles of each slot; as many slots as a power of two.
    slots: Vec<(u32, Slot)>,
    used: usize,
    lists: Vec<List>,
}

/// Where the articles of a hash are. Packed: the lowest values are lists, the highest is free.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Slot(u32);

#[derive(Debug)]
enum List {
    Some(Vec<u32>),
    Common(Box<[u32]>),
}

const FREE: Slot = Slot(u32::MAX);

/// Slots with this bit hold one article, others the number of a list.
const SINGLE: u32 = 1 << 31;

impl Postings {
    /// Enters an article under a hash.
    pub(crate) fn enter(&mut self, hash: u32, article: u32) {
        if (self.used + 1) * 8 > self.slots.len() * 7 {
            self.grow();
        }
        let place = self.place(hash);
        let Some((known, slot)) = self.slots.get_mut(place) else {
            return;
        };
        if *slot == FREE {
            *known = hash;
            *slot = Slot(SINGLE | article);
            self.used += 1;
        } else if slot.0 & SINGLE != 0 {
            let list = self.lists.len();
            self.lists.push(List::Some(vec![slot.0 & !SINGLE, article]));
            *slot = Slot(u32::try_from(list).unwrap_or(SINGLE - 1));
        } else if let Some(list) = self.lists.get_mut(slot.0 as usize) {
            list.enter(article);
        }
    }

    /// Hands over each article that is to be compared on account of this hash.
    pub(crate) fn each(&self, hash: u32, mut each: impl FnMut(u32)) {
        let Some((_, slot)) = self.slots.get(self.place(hash)) else {
            return;
        };
        if *slot == FREE {
        } else if slot.0 & SINGLE != 0 {
            each(slot.0 & !SINGLE);
        } else {
            match self.lists.get(slot.0 as usize) {
                Some(List::Some(articles)) => articles.iter().copied().for_each(each),
                Some(List::Common(articles)) => articles.iter().copied().for_each(each),
                None => {}
            }
        }
    }

    /// The slot of a hash, or a free one for it; 0 where there are no slots.
    fn place(&self, hash: u32) -> usize {
        let mask = self.slots.len().wrapping_sub(1);
        let mut place = hash as usize & mask;
        while let Some((known, slot)) = self.slots.get(place) {
            if *slot == FREE || *known == hash {
                return place;
            }
            place = (place + 1) & mask;
        }
        0
    }

    fn grow(&mut self) {
        let size = (self.slots.len() * 2).max(1024);
        let old = std::mem::replace(&mut self.slots, vec![(0, FREE); size]);
        for (hash, slot) in old {
            if slot != FREE {
                let place = self.place(hash);
                if let Some(free) = self.slots.get_mut(place) {
                    *free = (hash, slot);
                }
            }
        }
    }
}

impl List {
    fn enter(&mut self, article: u32) {
        if let Self::Some(articles) = self {
            if articles.len() < COMMON {
                if articles.len() == articles.capacity() {
                    // By halves: doubling leaves half of the room of a million lists empty.
                    articles.reserve_exact(articles.len() / 2 + 1);
                }
                articles.push(article);
            } else {
                *self = Self::Common(articles.iter().copied().take(KEPT).collect());
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(postings: &Postings, hash: u32) -> Vec<u32> {
        let mut articles = Vec::new();
        postings.each(hash, |article| articles.push(article));
        articles
    }

    #[test]
    fn a_hash_leads_to_its_articles() {
        let mut postings = Postings::default();
        assert_eq!(found(&postings, 7), []);
        for article in 0..5_000 {
            postings.enter(article % 2_500, article);
            postings.enter(7_000_000 + article, article);
        }
        assert_eq!(found(&postings, 7), [7, 2_507]);
        assert_eq!(found(&postings, 7_000_007), [7]);
        assert_eq!(found(&postings, 8_000_000), []);
    }

    #[test]
    fn of_a_common_hash_the_first_few_are_kept() {
        let mut postings = Postings::default();
        let common = COMMON as u32;
        (0..common).for_each(|article| postings.enter(1, article));
        assert_eq!(found(&postings, 1).len(), COMMON);
        (common..common + 9).for_each(|article| postings.enter(1, article));
        assert_eq!(found(&postings, 1), Vec::from_iter(0..KEPT as u32));
    }
}
