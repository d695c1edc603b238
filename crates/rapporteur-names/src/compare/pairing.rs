//! Which word of one name stands for which of the other.
//!
//! Words are paired one to one, the likest first, and pairs are exchanged as long as that makes the
//! whole liker. Before that, words that a machine has taken apart are put together.

use super::name::{Name, Part, PartRole};
use super::resources::NameResources;

/// The least likeness of a pair of words.
const LEAST: f64 = 0.5;

/// How like two spellings of one given name are, whatever their letters.
const VARIANT: f64 = 0.95;

/// How like an initial is to the word that begins with it.
const INITIAL: f64 = 0.8;

/// How like a word is to another that goes on where it ends: an adjective of it.
const STEM: f64 = 0.85;

/// A pair of words, or of runs of words, that stand for each other.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Pair {
    pub(crate) first: (usize, usize),
    pub(crate) second: (usize, usize),
    /// From 0 to 1.
    pub(crate) likeness: f64,
    /// What it costs to take one for the other, in letters.
    pub(crate) cost: f64,
    pub(crate) how: How,
    pub(crate) weight: f64,
}

/// Why two words are a pair.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum How {
    Same,
    Alike,
    Consonants,
    Variant,
    Initial,
    Joined,
    Acronym,
    Stem,
}

/// How the words of two names were paired.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Pairing {
    pub(crate) pairs: Vec<Pair>,
    /// Words of the first name without a partner.
    pub(crate) first: Vec<usize>,
    /// Words of the second name without a partner.
    pub(crate) second: Vec<usize>,
}

impl Pairing {
    pub(crate) fn new(resources: &NameResources, first: &Name, second: &Name) -> Self {
        let mut state = State {
            resources,
            first,
            second,
            free_first: vec![true; first.parts.len()],
            free_second: vec![true; second.parts.len()],
            pairs: Vec::new(),
        };
        if !state.pair_whole() {
            state.pair_same();
        }
        state.pair_joined();
        state.pair_acronyms();
        state.pair_words();
        let left = |free: &[bool]| {
            let at = free.iter().enumerate();
            at.filter(|(_, free)| **free).map(|(at, _)| at).collect()
        };
        let (first, second) = (left(&state.free_first), left(&state.free_second));
        let mut pairs = state.pairs;
        pairs.sort_by_key(|pair| (pair.first, pair.second));
        Self {
            pairs,
            first,
            second,
        }
    }
}

struct State<'a> {
    resources: &'a NameResources,
    first: &'a Name,
    second: &'a Name,
    free_first: Vec<bool>,
    free_second: Vec<bool>,
    pairs: Vec<Pair>,
}

impl State<'_> {
    fn take(&mut self, pair: Pair) {
        let spots = |(from, to): (usize, usize)| from..to;
        for at in spots(pair.first) {
            self.free_first[at] = false;
        }
        for at in spots(pair.second) {
            self.free_second[at] = false;
        }
        self.pairs.push(pair);
    }

    /// Pairs all words with all, where they are the same but for where they are parted.
    fn pair_whole(&mut self) -> bool {
        let (first, second) = (self.first.parts.len(), self.second.parts.len());
        let letters = self.first.joined.len().min(self.second.joined.len());
        if first == second || first.min(second) == 0 || letters < 5 {
            return false;
        }
        let most = if letters < 9 {
            60
        } else {
            super::confusions::LETTER
        };
        let cost = self
            .resources
            .confusions
            .cost(&self.first.joined, &self.second.joined, most);
        if cost > most {
            return false;
        }
        let longest = if first > second {
            self.first
        } else {
            self.second
        };
        let whole = Part {
            text: longest.joined.clone(),
            ..Part::default()
        };
        self.take(joined((0, first), (0, second), &whole, cost));
        true
    }

    /// Pairs words that are the same, each with the first that is free.
    fn pair_same(&mut self) {
        for (i, part) in self.first.parts.iter().enumerate() {
            let found = (self.second.parts.iter().enumerate())
                .find(|(j, other)| self.free_second[*j] && other.text == part.text);
            if let Some((j, other)) = found {
                let weight = part.weight().min(other.weight());
                self.take(Pair {
                    first: (i, i + 1),
                    second: (j, j + 1),
                    likeness: 1.0,
                    cost: 0.0,
                    how: How::Same,
                    weight,
                });
            }
        }
    }

    /// Pairs a word with two or three that follow each other and together are it.
    fn pair_joined(&mut self) {
        for i in 0..self.first.parts.len() {
            if let Some((run, cost)) = self.run_of(&self.first.parts[i], self.second, true)
                && self.free_first[i]
            {
                self.take(joined((i, i + 1), run, &self.first.parts[i], cost));
            }
        }
        for j in 0..self.second.parts.len() {
            if let Some((run, cost)) = self.run_of(&self.second.parts[j], self.first, false)
                && self.free_second[j]
            {
                self.take(joined(run, (j, j + 1), &self.second.parts[j], cost));
            }
        }
    }

    fn run_of(&self, word: &Part, other: &Name, second: bool) -> Option<((usize, usize), u16)> {
        let free = if second {
            &self.free_second
        } else {
            &self.free_first
        };
        if word.text.len() < 4 {
            return None;
        }
        for length in [2, 3] {
            for from in 0..(other.parts.len() + 1).saturating_sub(length) {
                let parts = &other.parts[from..from + length];
                let letters: usize = parts.iter().map(|part| part.text.len()).sum();
                if letters.abs_diff(word.text.len()) > 1
                    || !free[from..from + length].iter().all(|free| *free)
                {
                    continue;
                }
                let text: String = parts.iter().map(|part| part.text.as_str()).collect();
                let cost = self.resources.confusions.cost(&word.text, &text, 60);
                if cost <= 60 {
                    return Some(((from, from + length), cost));
                }
            }
        }
        None
    }

    /// Pairs an acronym with words that begin with its letters, one after the other.
    fn pair_acronyms(&mut self) {
        if self.first.kind() == super::NameKind::Person {
            return;
        }
        for i in 0..self.first.parts.len() {
            if self.free_first[i]
                && let Some(run) = spelled_out(&self.first.parts[i], self.second, &self.free_second)
            {
                self.take(acronym((i, i + 1), run, run.1 - run.0));
            }
        }
        for j in 0..self.second.parts.len() {
            if self.free_second[j]
                && let Some(run) = spelled_out(&self.second.parts[j], self.first, &self.free_first)
            {
                self.take(acronym(run, (j, j + 1), run.1 - run.0));
            }
        }
    }

    fn pair_words(&mut self) {
        let hidden = |name: &Name| {
            name.alphabet
                .is_some_and(super::fold::Alphabet::hides_vowels)
        };
        let bones = hidden(self.first) != hidden(self.second);
        let mut all = Vec::new();
        for (i, part) in self.first.parts.iter().enumerate() {
            for (j, other) in self.second.parts.iter().enumerate() {
                if self.free_first[i]
                    && self.free_second[j]
                    && let Some((likeness, cost, how)) = self.likeness(part, other, bones)
                {
                    all.push(Pair {
                        first: (i, i + 1),
                        second: (j, j + 1),
                        likeness,
                        cost,
                        how,
                        weight: part.weight().min(other.weight()),
                    });
                }
            }
        }
        all.sort_by(|a, b| {
            let value = |pair: &Pair| pair.likeness * pair.weight;
            (value(b).total_cmp(&value(a)))
                .then_with(|| (a.first, a.second).cmp(&(b.first, b.second)))
        });
        let mut chosen: Vec<Pair> = Vec::new();
        for pair in &all {
            if chosen
                .iter()
                .all(|other| other.first != pair.first && other.second != pair.second)
            {
                chosen.push(pair.clone());
            }
        }
        exchange(&mut chosen, &all);
        for pair in chosen {
            self.take(pair);
        }
    }

    fn likeness(&self, part: &Part, other: &Part, bones: bool) -> Option<(f64, f64, How)> {
        use PartRole::{Initial, Particle};
        match (part.role, other.role) {
            (Initial, Initial) | (Particle, Particle) => return None,
            (Initial, Particle) | (Particle, Initial) => return None,
            (Initial, _) | (_, Initial) => {
                let same = part.text.as_bytes().first() == other.text.as_bytes().first();
                return same.then_some((INITIAL, 0.0, How::Initial));
            }
            (Particle, _) | (_, Particle) => return None,
            _ => {}
        }
        let (left, right, how) = if bones {
            (&part.bones, &other.bones, How::Consonants)
        } else {
            (&part.text, &other.text, How::Alike)
        };
        let length = left.len().max(right.len());
        // Of one or two consonants, none may be another.
        if bones && left.len().min(right.len()) < 2 && left != right {
            return None;
        }
        let most = (length as f64 * (1.0 - LEAST) * f64::from(super::confusions::LETTER)) as u16;
        let cost = self.resources.confusions.cost(left, right, most);
        let letters = f64::from(cost) / f64::from(super::confusions::LETTER);
        let likeness = if cost == u16::MAX {
            0.0
        } else {
            1.0 - letters / (length.max(1) as f64)
        };
        if likeness < VARIANT && part.given.iter().any(|group| other.given.contains(group)) {
            return Some((VARIANT, 0.3, How::Variant));
        }
        let begins = part.text.starts_with(&other.text) || other.text.starts_with(&part.text);
        let stem = part.text.len().min(other.text.len()) >= 5
            && self.first.kind() != super::NameKind::Person
            && begins;
        if stem && likeness < STEM {
            return Some((STEM, 0.8, How::Stem));
        }
        (likeness >= LEAST).then_some((likeness, letters, how))
    }
}

fn joined(first: (usize, usize), second: (usize, usize), part: &Part, cost: u16) -> Pair {
    let cost = f64::from(cost) / f64::from(super::confusions::LETTER);
    Pair {
        first,
        second,
        likeness: 1.0 - cost / part.text.len().max(1) as f64,
        cost,
        how: How::Joined,
        weight: 1.0,
    }
}

fn acronym(first: (usize, usize), second: (usize, usize), words: usize) -> Pair {
    Pair {
        first,
        second,
        likeness: 0.9,
        cost: 0.3,
        how: How::Acronym,
        weight: 0.5 * words as f64,
    }
}

/// The free words one after the other whose first letters make the acronym.
fn spelled_out(word: &Part, other: &Name, free: &[bool]) -> Option<(usize, usize)> {
    let length = word.text.len();
    if !word.acronym || length < 3 {
        return None;
    }
    let initials: Vec<Option<u8>> = (other.parts.iter().zip(free))
        .map(|(part, free)| part.text.bytes().next().filter(|_| *free))
        .collect();
    // A long acronym may pass over one word.
    let passed = usize::from(length > 3);
    (0..initials.len()).find_map(|from| {
        let mut at = from;
        for letter in word.text.bytes() {
            let rest = initials.get(at..(at + 1 + passed).min(initials.len()))?;
            at += 1 + rest.iter().position(|initial| *initial == Some(letter))?;
        }
        let begins = initials.get(from) == Some(&word.text.bytes().next());
        let whole = initials.get(from..at)?.iter().all(Option::is_some);
        (begins && whole && at - from <= length + passed).then_some((from, at))
    })
}

/// Exchanges two pairs for the two that cross them, as long as that makes the whole liker.
fn exchange(chosen: &mut [Pair], all: &[Pair]) {
    let find = |first: (usize, usize), second: (usize, usize)| {
        (all.iter()).find(|pair| pair.first == first && pair.second == second)
    };
    for a in 0..chosen.len() {
        for b in a + 1..chosen.len() {
            let crossed = find(chosen[a].first, chosen[b].second)
                .zip(find(chosen[b].first, chosen[a].second));
            if let Some((left, right)) = crossed
                && left.likeness + right.likeness > chosen[a].likeness + chosen[b].likeness + 1e-9
            {
                let (left, right) = (left.clone(), right.clone());
                chosen[a] = left;
                chosen[b] = right;
            }
        }
    }
}
