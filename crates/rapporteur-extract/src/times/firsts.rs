//! What a pattern can begin with, so that most are passed over at one look.

/// A set of words and classes, by their numbers.
#[derive(Debug, Clone, Default)]
pub(super) struct Firsts {
    words: Vec<u64>,
    classes: u64,
}

impl Firsts {
    pub(super) fn add_word(&mut self, word: u16) {
        add(&mut self.words, word);
    }

    pub(super) fn add_class(&mut self, class: u16) {
        self.classes |= 1_u64.checked_shl(class.into()).unwrap_or(0);
    }

    pub(super) fn add_all(&mut self, other: &Self) {
        join(&mut self.words, &other.words);
        self.classes |= other.classes;
    }

    pub(super) fn has_word(&self, word: u16) -> bool {
        has(&self.words, word)
    }

    /// Says whether it has one of these classes, told as bits.
    pub(super) const fn any_class(&self, classes: u64) -> bool {
        self.classes & classes != 0
    }
}

fn add(set: &mut Vec<u64>, number: u16) {
    let place = usize::from(number / 64);
    if set.len() <= place {
        set.resize(place + 1, 0);
    }
    if let Some(bits) = set.get_mut(place) {
        *bits |= 1 << (number % 64);
    }
}

fn has(set: &[u64], number: u16) -> bool {
    set.get(usize::from(number / 64))
        .is_some_and(|bits| bits & (1 << (number % 64)) != 0)
}

fn join(set: &mut Vec<u64>, other: &[u64]) {
    if set.len() < other.len() {
        set.resize(other.len(), 0);
    }
    for (bits, more) in set.iter_mut().zip(other) {
        *bits |= more;
    }
}
