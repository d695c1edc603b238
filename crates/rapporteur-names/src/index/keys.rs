//! The keys under which a name is found: the sounds of consonants, in six classes.

use crate::compare::fold;

/// How many sounds of a word make its key.
const LONGEST: u32 = 9;

/// How many keys a name has at most.
const MOST: usize = 12;

/// Marks the key of all words together, which is no key of a word.
const TOGETHER: u32 = 1 << 31;

/// What a name sounds like, loosely.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Sounds {
    keys: [u32; MOST],
    count: usize,
    /// The letters it has, a bit for each from a to z.
    pub(super) letters: u32,
}

impl Sounds {
    pub(super) fn of(text: &str) -> Self {
        let mut sounds = Self::default();
        let mut together = Sequence::default();
        if text.is_ascii() {
            for word in text.split(|c: char| !c.is_ascii_alphanumeric() && c != '\'') {
                sounds.add_word(word.as_bytes(), &mut together);
            }
        } else {
            let joins = |c: char| matches!(c, '\'' | '’' | '\u{200c}') || is_mark(c);
            for word in text.split(|c: char| !c.is_alphanumeric() && !joins(c)) {
                sounds.add_word(fold(word).text.as_bytes(), &mut together);
            }
        }
        if together.length > 0 {
            sounds.push(together.key() | TOGETHER);
        }
        sounds
    }

    pub(super) fn keys(&self) -> &[u32] {
        self.keys.get(..self.count).unwrap_or(&[])
    }

    fn add_word(&mut self, word: &[u8], together: &mut Sequence) {
        let mut sequence = Sequence::default();
        for byte in word {
            let letter = byte.to_ascii_lowercase();
            if letter.is_ascii_lowercase() {
                self.letters |= 1 << (letter - b'a');
            }
            if let Some(sound) = sound(letter) {
                sequence.push(sound);
                together.push(sound);
            }
        }
        if sequence.length > 0 && word.len() > 2 {
            self.push(sequence.key());
        }
    }

    fn push(&mut self, key: u32) {
        if !self.keys().contains(&key)
            && let Some(slot) = self.keys.get_mut(self.count)
        {
            *slot = key;
            self.count += 1;
        }
    }
}

/// How many sounds a key has.
pub(super) fn length(key: u32) -> i32 {
    let sounds = key & !TOGETHER;
    let bits = u32::BITS - sounds.leading_zeros();
    i32::try_from(bits.div_ceil(3)).unwrap_or(0)
}

/// Sounds one after the other, three bits each, none twice in a row.
#[derive(Debug, Clone, Copy, Default)]
struct Sequence {
    sounds: u32,
    length: u32,
    last: u32,
}

impl Sequence {
    fn push(&mut self, sound: u32) {
        if self.last != sound && self.length < LONGEST {
            self.sounds = self.sounds << 3 | sound;
            self.length += 1;
        }
        self.last = sound;
    }

    const fn key(self) -> u32 {
        self.sounds
    }
}

/// The class of a consonant: lips, teeth, everything between throat and hiss, l, nose, r. Vowels and
/// half vowels have none.
const fn sound(letter: u8) -> Option<u32> {
    Some(match letter {
        b'b' | b'p' | b'f' | b'v' | b'w' => 1,
        b't' | b'd' => 2,
        b'c' | b'g' | b'h' | b'j' | b'k' | b'q' | b's' | b'x' | b'z' => 3,
        b'l' => 4,
        b'm' | b'n' => 5,
        b'r' => 6,
        _ => return None,
    })
}

/// Whether it is a sign that belongs to the letter before it.
fn is_mark(c: char) -> bool {
    matches!(u32::from(c), 0x0300..=0x036F | 0x064B..=0x065F | 0x0900..=0x0DFF | 0x0E30..=0x0E4E | 0x17B0..=0x17D3)
}
