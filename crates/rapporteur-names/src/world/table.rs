//! The table's bytes: where each part lies, and how a spelling is found.
//!
//! All numbers are little-endian. `training/world/table.py` writes:
//!
//! | part | what it holds |
//! |---|---|
//! | magic | eight bytes |
//! | checksum | FNV-1a over the 64-bit words of all that follows, filled up with zeros |
//! | counts | six `u32`: things, countries, folds, keys, bytes of strings, bytes of keys |
//! | things | 16 bytes each: kind, country (255: none), length of name, length of id, then `u32`: where the name begins in the strings (the id follows it), people, GeoNames id. A seat has the number of the thing that it stands for in place of the people; an organisation has the length of its abbreviation, which follows the id, in place of the GeoNames id |
//! | codes | two letters for each country; the country of a thing is a place in this list and in the things alike |
//! | folds | eight bytes each, sorted by character: the character, then where its folded form begins in the strings, times 256, plus its length |
//! | blocks | `u32` for every sixteenth key: where it begins |
//! | strings | UTF-8 |
//! | keys | sorted by bytes, each: how many bytes it shares with the one before it (none at a block's start), how many follow, how many senses (with 128 where it is an ordinary word), those bytes, and for each sense the thing times 4 plus the role, in LEB128 |

use super::WorldError;

const MAGIC: &[u8; 8] = b"WORLD\0\0\x01";
const HEADER: usize = 40;
const THING: usize = 16;
const FOLD: usize = 8;
const BLOCK: usize = 16;
const ORDINARY: u8 = 128;

/// The parts of a table whose checksum is right.
#[derive(Debug, Clone, Copy)]
pub(super) struct Table {
    things: &'static [u8],
    codes: &'static [u8],
    folds: &'static [u8],
    blocks: &'static [u8],
    strings: &'static [u8],
    keys: &'static [u8],
    key_count: usize,
}

/// A thing as it lies in the table.
#[derive(Debug, Clone, Copy)]
pub(super) struct Thing {
    pub(super) kind: u8,
    pub(super) country: u8,
    pub(super) name: &'static str,
    pub(super) id: &'static str,
    /// The abbreviation of an organisation, else empty.
    pub(super) short: &'static str,
    /// People, or the thing that a seat stands for.
    pub(super) number: u32,
    pub(super) geonames: u32,
}

/// How a spelling stands to a thing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    Main,
    Alternate,
    Abbreviation,
    Demonym,
}

/// A key with its senses, still encoded.
#[derive(Debug, Clone, Copy)]
pub(super) struct Entry {
    pub(super) ordinary: bool,
    count: u8,
    senses: &'static [u8],
}

impl Entry {
    /// The numbers of things, best first, each with the spelling's role.
    pub(super) fn senses(self) -> impl Iterator<Item = (u32, Role)> {
        let mut rest = self.senses;
        (0..self.count).map_while(move |_| {
            let (value, after) = leb128(rest)?;
            rest = after;
            let role = match value & 3 {
                0 => Role::Main,
                1 => Role::Alternate,
                2 => Role::Abbreviation,
                _ => Role::Demonym,
            };
            Some((value >> 2, role))
        })
    }
}

impl Table {
    pub(super) fn parse(bytes: &'static [u8]) -> Result<Self, WorldError> {
        let broken = || WorldError::CUT;
        let rest = bytes.strip_prefix(MAGIC).ok_or(WorldError::OTHER)?;
        let (sum, body) = rest.split_first_chunk::<8>().ok_or_else(broken)?;
        let mut counts = [0; 6];
        for (place, count) in counts.iter_mut().enumerate() {
            *count = word(body, place).ok_or_else(broken)? as usize;
        }
        let [things, countries, folds, key_count, strings, keys] = counts;
        let lengths = [
            things.checked_mul(THING),
            countries.checked_mul(2),
            folds.checked_mul(FOLD),
            key_count.div_ceil(BLOCK).checked_mul(4),
            Some(strings),
            Some(keys),
        ];
        let mut rest = bytes.get(HEADER..).ok_or_else(broken)?;
        let mut parts: [&'static [u8]; 6] = [&[]; 6];
        for (part, length) in parts.iter_mut().zip(lengths) {
            let length = length.ok_or_else(broken)?;
            (*part, rest) = rest.split_at_checked(length).ok_or_else(broken)?;
        }
        if !rest.is_empty() || checksum(body) != u64::from_le_bytes(*sum) {
            return Err(WorldError::CHANGED);
        }
        let [things, codes, folds, blocks, strings, keys] = parts;
        Ok(Self {
            things,
            codes,
            folds,
            blocks,
            strings,
            keys,
            key_count,
        })
    }

    fn string(&self, start: usize, length: usize) -> Option<&'static str> {
        let bytes = self.strings.get(start..start.checked_add(length)?)?;
        std::str::from_utf8(bytes).ok()
    }

    pub(super) fn thing(&self, number: u32) -> Option<Thing> {
        let start = (number as usize).checked_mul(THING)?;
        let bytes = self.things.get(start..start.checked_add(THING)?)?;
        let [kind, country, name_length, id_length] = *bytes.first_chunk()?;
        let name_start = word(bytes, 1)? as usize;
        let id_start = name_start.checked_add(usize::from(name_length))?;
        let short_start = id_start.checked_add(usize::from(id_length))?;
        let geonames = word(bytes, 3)?;
        let organisation = kind == super::things::ORGANISATION;
        let short_length = if organisation { geonames as usize } else { 0 };
        Some(Thing {
            kind,
            country,
            name: self.string(name_start, usize::from(name_length))?,
            id: self.string(id_start, usize::from(id_length))?,
            short: self.string(short_start, short_length)?,
            number: word(bytes, 2)?,
            geonames: if organisation { 0 } else { geonames },
        })
    }

    /// The two letters of a country.
    pub(super) fn code(&self, country: u8) -> Option<&'static str> {
        let start = usize::from(country) * 2;
        std::str::from_utf8(self.codes.get(start..start + 2)?).ok()
    }

    /// The place of a two-letter code among the countries.
    pub(super) fn country_of_code(&self, code: &str) -> Option<u8> {
        let place = (self.codes.chunks_exact(2)).position(|known| known == code.as_bytes())?;
        u8::try_from(place).ok()
    }

    /// The folded form of a character; none where it stands for itself.
    pub(super) fn folded(&self, letter: char) -> Option<&'static str> {
        let code = u32::from(letter);
        let (mut low, mut high) = (0, self.folds.len() / FOLD);
        while low < high {
            let middle = low.midpoint(high);
            let known = word(self.folds, middle * 2)?;
            match known.cmp(&code) {
                std::cmp::Ordering::Less => low = middle + 1,
                std::cmp::Ordering::Greater => high = middle,
                std::cmp::Ordering::Equal => {
                    let at = word(self.folds, middle * 2 + 1)?;
                    return self.string((at >> 8) as usize, (at & 0xFF) as usize);
                }
            }
        }
        None
    }

    /// The entry of a key, and its place among all.
    pub(super) fn find(&self, key: &str) -> Option<Entry> {
        let mut cursor = self.seek(key);
        cursor.step().filter(|_| cursor.key == key.as_bytes())
    }

    /// A cursor whose next step is the first key that is not before this one.
    pub(super) fn seek(&self, key: &str) -> Cursor {
        let wanted = key.as_bytes();
        let (mut low, mut high) = (0, self.blocks.len() / 4);
        while low < high {
            let middle = low.midpoint(high);
            if self.head(middle) <= wanted {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        let mut cursor = self.cursor(low.saturating_sub(1) * BLOCK);
        while let before = cursor.clone()
            && cursor.step().is_some()
        {
            if cursor.key.as_slice() >= wanted {
                return before;
            }
        }
        cursor
    }

    /// The first key of a block; empty where the block is none.
    fn head(&self, block: usize) -> &'static [u8] {
        let whole = || {
            let rest = self.keys.get(word(self.blocks, block)? as usize..)?;
            let ([_, length, _], rest) = rest.split_first_chunk()?;
            rest.get(..usize::from(*length))
        };
        whole().unwrap_or_default()
    }

    /// A cursor whose next step is the first key of the block of this number of key.
    pub(super) fn cursor(&self, number: usize) -> Cursor {
        let block = number / BLOCK;
        let start = word(self.blocks, block).map_or(self.keys.len(), |start| start as usize);
        Cursor {
            rest: self.keys.get(start..).unwrap_or_default(),
            key: Vec::new(),
            next: block * BLOCK,
            count: self.key_count,
        }
    }

    /// The entry of this number of key.
    pub(super) fn entry(&self, number: usize) -> Option<Entry> {
        let mut cursor = self.cursor(number);
        for _ in 0..number % BLOCK {
            cursor.step()?;
        }
        cursor.step()
    }
}

/// Walks over the keys in their order.
#[derive(Debug, Clone)]
pub(super) struct Cursor {
    rest: &'static [u8],
    /// The key that the last step came to.
    pub(super) key: Vec<u8>,
    /// The number of the key that the next step comes to.
    pub(super) next: usize,
    count: usize,
}

impl Cursor {
    pub(super) fn step(&mut self) -> Option<Entry> {
        if self.next >= self.count {
            return None;
        }
        let ([common, length, head], rest) = self.rest.split_first_chunk()?;
        let (ending, senses) = rest.split_at_checked(usize::from(*length))?;
        self.key.truncate(usize::from(*common));
        self.key.extend_from_slice(ending);
        let entry = Entry {
            ordinary: head & ORDINARY != 0,
            count: head & !ORDINARY,
            senses,
        };
        self.rest = senses;
        for _ in 0..entry.count {
            (_, self.rest) = leb128(self.rest)?;
        }
        self.next += 1;
        Some(entry)
    }
}

/// The number of this place in a list of `u32`.
fn word(bytes: &[u8], place: usize) -> Option<u32> {
    let start = place.checked_mul(4)?;
    let bytes = bytes.get(start..)?.first_chunk()?;
    Some(u32::from_le_bytes(*bytes))
}

fn leb128(bytes: &'static [u8]) -> Option<(u32, &'static [u8])> {
    let mut value = 0u32;
    for (place, byte) in bytes.iter().enumerate().take(4) {
        value |= u32::from(byte & 127) << (7 * place);
        if byte & 128 == 0 {
            return Some((value, bytes.get(place + 1..)?));
        }
    }
    None
}

fn checksum(bytes: &[u8]) -> u64 {
    let step = |sum: u64, word: [u8; 8]| {
        (sum ^ u64::from_le_bytes(word)).wrapping_mul(0x0000_0100_0000_01B3)
    };
    let (words, rest) = bytes.as_chunks::<8>();
    let sum = words
        .iter()
        .fold(0xCBF2_9CE4_8422_2325, |sum, word| step(sum, *word));
    if rest.is_empty() {
        return sum;
    }
    let mut last = [0; 8];
    for (place, byte) in last.iter_mut().zip(rest) {
        *place = *byte;
    }
    step(sum, last)
}
