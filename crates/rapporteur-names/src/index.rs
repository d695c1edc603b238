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

/// How many names are looked at; of a commoner key, only those count that have a rarer one too.
const CROWD: usize = 768;

/// What a consonant of a shared key counts for, in letters that are not shared.
const SOUND: i32 = 2;

/// Known names, ready to be asked which of them a spelling could be.
#[derive(Debug, Clone, Default)]
pub struct NameIndex {
    /// All names one after the other.
    texts: String,
    entries: Vec<Entry>,
    /// Sorted by key and number.
    keys: Vec<Posting>,
}

#[derive(Debug, Clone, Copy)]
struct Entry {
    id: u32,
    kind: NameKind,
    /// Where its text begins and ends in `texts`.
    from: u32,
    to: u32,
}

/// A name under one of its keys, with what is asked of every name there.
#[derive(Debug, Clone, Copy)]
struct Posting {
    key: u32,
    /// Of the entry.
    number: u32,
    /// A bit for each letter it has, and above them one for its kind.
    marks: u32,
}

/// The bit of a kind, above those of letters.
const fn mark(kind: NameKind) -> u32 {
    1 << (26 + kind as u32)
}

/// The bits of letters.
const LETTERS: u32 = (1 << 26) - 1;

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
        let mut marks: Vec<u32> = Vec::new();
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
            keys.extend(
                sounds
                    .keys()
                    .iter()
                    .map(|key| u64::from(*key) << 32 | u64::from(number)),
            );
            index.texts.push_str(text);
            index.entries.push(Entry { id, kind, from, to });
            marks.push(sounds.letters | mark(kind));
        }
        keys.sort_unstable();
        keys.dedup();
        index.keys = keys
            .into_iter()
            .map(|both| Posting {
                key: (both >> 32) as u32,
                number: both as u32,
                marks: marks.get(both as u32 as usize).copied().unwrap_or_default(),
            })
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
            let known = Name::new(
                resources,
                text,
                if kind == NameKind::Other {
                    entry.kind
                } else {
                    kind
                },
            );
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
        let mut lists: Vec<(&[Posting], i32)> = (sounds.keys().iter())
            .map(|key| (self.under(*key), keys::length(*key)))
            .filter(|(list, _)| !list.is_empty())
            .collect();
        lists.sort_by_key(|(list, length)| (list.len(), *length));
        let any = mark(NameKind::Other);
        let wanted = if kind == NameKind::Other {
            !LETTERS
        } else {
            mark(kind) | any
        };
        // Number, letters and sounds shared of each name found.
        let mut hits: Vec<(u32, u32, i32)> = Vec::new();
        for (at, (list, length)) in lists.iter().enumerate() {
            if at > 0 && hits.len() + list.len() > CROWD {
                for spot in 0..hits.len() {
                    let (number, marks, _) = hits[spot];
                    if list.binary_search_by_key(&number, |one| one.number).is_ok() {
                        hits.push((number, marks, *length));
                    }
                }
                continue;
            }
            let fitting = list.iter().filter(|one| one.marks & wanted != 0);
            hits.extend(fitting.map(|one| (one.number, one.marks, *length)));
        }
        hits.sort_unstable();
        let mut ranked: Vec<(i32, u32)> = Vec::new();
        for group in hits.chunk_by(|a, b| a.0 == b.0) {
            let Some((number, marks, _)) = group.first() else {
                continue;
            };
            let shared: i32 = group.iter().map(|(_, _, length)| *length).sum();
            let apart = ((marks ^ sounds.letters) & LETTERS).count_ones();
            ranked.push((
                i32::try_from(apart).unwrap_or(i32::MAX) - SOUND * shared,
                *number,
            ));
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

    /// The names under a key.
    fn under(&self, key: u32) -> &[Posting] {
        let from = self.keys.partition_point(|other| other.key < key);
        let rest = self.keys.get(from..).unwrap_or(&[]);
        let length = rest.partition_point(|other| other.key == key);
        rest.get(..length).unwrap_or(&[])
    }

    fn entry(&self, number: u32) -> Option<(Entry, &str)> {
        let entry = *self.entries.get(number as usize)?;
        Some((
            entry,
            self.texts.get(entry.from as usize..entry.to as usize)?,
        ))
    }
}
