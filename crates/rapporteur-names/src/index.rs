//! Which known names a spelling could be.
//!
//! Each name is found under the sounds of its words' consonants, taken so loosely that what
//! languages mistake for one another sounds the same, and under those of all its words together.
//! Of the names that share such a key with a spelling, those with most of its letters are compared
//! in full. (Blocking: Christen 2012, *Data Matching*, chapter 4.)

mod keys;

#[cfg(test)]
mod tests;

use crate::compare::{Name, NameKind, NameResources, Reason, compare};
use keys::Sounds;

/// How many of the names that share a key are compared in full.
const COMPARED: usize = 8;

/// How many names under one key are looked at, where the spelling has a rarer key.
const CROWD: usize = 512;

/// How many names are looked at in all.
const MOST: usize = 4096;

/// What a consonant of a shared key counts for, in letters that are not shared.
const SOUND: i32 = 2;

/// Known names, ready to be asked which of them a spelling could be.
#[derive(Debug, Clone, Default)]
pub struct NameIndex {
    /// All names one after the other.
    texts: String,
    entries: Vec<Entry>,
    /// Key and number of an entry, sorted.
    keys: Vec<(u32, u32)>,
}

#[derive(Debug, Clone, Copy)]
struct Entry {
    id: u32,
    kind: NameKind,
    /// Where its text begins and ends in `texts`.
    from: u32,
    to: u32,
    letters: u32,
}

/// A known name that a spelling could be.
#[derive(Debug, Clone, PartialEq)]
pub struct FoundName {
    /// The id under which it is known.
    pub id: u32,
    /// The name or alias that is likest to the spelling.
    pub name: String,
    /// From 0 to 1; see [`SAME`](crate::SAME).
    pub score: f64,
    /// What speaks for and against it.
    pub reasons: Vec<Reason>,
}

impl NameIndex {
    /// Takes in names with their ids. Several names may have one id: they are its aliases.
    ///
    /// Names beyond the first four gigabytes are left out.
    #[must_use]
    pub fn build<'a>(names: impl IntoIterator<Item = (u32, &'a str, NameKind)>) -> Self {
        let mut index = Self::default();
        let mut keys: Vec<u64> = Vec::new();
        for (id, text, kind) in names {
            let from = index.texts.len();
            let (Ok(number), Ok(from), Ok(to)) = (
                u32::try_from(index.entries.len()),
                u32::try_from(from),
                u32::try_from(from + text.len()),
            ) else {
                break;
            };
            let sounds = Sounds::of(text);
            keys.extend(sounds.keys().iter().map(|key| u64::from(*key) << 32 | u64::from(number)));
            index.texts.push_str(text);
            index.entries.push(Entry {
                id,
                kind,
                from,
                to,
                letters: sounds.letters,
            });
        }
        keys.sort_unstable();
        keys.dedup();
        index.keys = keys
            .into_iter()
            .map(|both| ((both >> 32) as u32, both as u32))
            .collect();
        index
    }

    /// Returns how many names it knows.
    #[must_use]
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Says whether it knows none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// Returns the known names that a spelling could be, at most so many, the likeliest first, and
    /// of the names of one id the likest.
    ///
    /// Names of another kind are left out, unless either kind is [`NameKind::Other`].
    #[must_use]
    pub fn lookup(
        &self,
        resources: &NameResources,
        spelling: &str,
        kind: NameKind,
        most: usize,
    ) -> Vec<FoundName> {
        let asked = Name::new(resources, spelling, kind);
        let mut found: Vec<FoundName> = Vec::new();
        for number in self.candidates(spelling, kind, COMPARED.max(most)) {
            let Some((entry, text)) = self.entry(number) else {
                continue;
            };
            let known = Name::new(resources, text, if kind == NameKind::Other { entry.kind } else { kind });
            let comparison = compare(resources, &asked, &known);
            match found.iter_mut().find(|other| other.id == entry.id) {
                Some(other) if other.score >= comparison.score => {}
                other => {
                    let new = FoundName {
                        id: entry.id,
                        name: text.to_owned(),
                        score: comparison.score,
                        reasons: comparison.reasons,
                    };
                    match other {
                        Some(other) => *other = new,
                        None => found.push(new),
                    }
                }
            }
        }
        found.sort_by(|a, b| b.score.total_cmp(&a.score).then(a.id.cmp(&b.id)));
        found.truncate(most);
        found
    }

    /// The entries to be compared in full, those first that share most with the spelling.
    fn candidates(&self, spelling: &str, kind: NameKind, most: usize) -> Vec<u32> {
        let sounds = Sounds::of(spelling);
        let mut lists: Vec<(&[(u32, u32)], i32)> = (sounds.keys().iter())
            .map(|key| (self.under(*key), keys::length(*key)))
            .filter(|(list, _)| !list.is_empty())
            .collect();
        lists.sort_by_key(|(list, length)| (list.len(), *length));
        let mut hits: Vec<(u32, i32)> = Vec::new();
        for (at, (list, length)) in lists.iter().enumerate() {
            if at > 0 && list.len() > CROWD && hits.len() + list.len() > MOST {
                // Of a crowd, only those count that were found under a rarer key too.
                let known = hits.len();
                for spot in 0..known {
                    let number = hits[spot].0;
                    if list.binary_search_by_key(&number, |(_, number)| *number).is_ok() {
                        hits.push((number, *length));
                    }
                }
                continue;
            }
            hits.extend(list.iter().map(|(_, number)| (*number, *length)));
        }
        hits.sort_unstable();
        let mut ranked: Vec<(i32, u32)> = Vec::new();
        for group in hits.chunk_by(|a, b| a.0 == b.0) {
            let Some(((number, _), (entry, _))) =
                group.first().and_then(|first| Some((first, self.entry(first.0)?)))
            else {
                continue;
            };
            let other = NameKind::Other;
            if entry.kind != kind && entry.kind != other && kind != other {
                continue;
            }
            let shared: i32 = group.iter().map(|(_, length)| *length).sum();
            let apart = (entry.letters ^ sounds.letters).count_ones();
            ranked.push((i32::try_from(apart).unwrap_or(i32::MAX) - SOUND * shared, *number));
        }
        if ranked.len() > most {
            ranked.select_nth_unstable(most);
            ranked.truncate(most);
        }
        ranked.sort_unstable();
        // Far behind the first, none is likelier than it.
        let first = ranked.first().map_or(0, |(rank, _)| *rank);
        ranked.retain(|(rank, _)| *rank <= first + 8);
        ranked.into_iter().map(|(_, number)| number).collect()
    }

    /// The keys of one value with their entries.
    fn under(&self, key: u32) -> &[(u32, u32)] {
        let from = self.keys.partition_point(|(other, _)| *other < key);
        let rest = self.keys.get(from..).unwrap_or(&[]);
        let length = rest.partition_point(|(other, _)| *other == key);
        rest.get(..length).unwrap_or(&[])
    }

    fn entry(&self, number: u32) -> Option<(Entry, &str)> {
        let entry = *self.entries.get(number as usize)?;
        Some((entry, self.texts.get(entry.from as usize..entry.to as usize)?))
    }
}
