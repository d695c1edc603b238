//! The parts of an article and what stands between them, as features of a choice.

use super::Feature;
use crate::characters::is_alphanumeric;
use crate::features::{CLOSES, Features, INSIDE, OPENS};
use crate::tag::{Role, Tag};
use crate::words::{Gap, Word};

/// How many candidates there are on each side.
const NEAREST: usize = 3;

/// The steps of a distance in words.
const GAPS: [usize; 9] = [0, 1, 2, 3, 5, 8, 13, 21, 34];

const PRONOUNS: [&str; 8] = ["he", "she", "they", "it", "who", "i", "we", "you"];

/// A run of words with one role: from `start` to before `end`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Part {
    pub(crate) role: Role,
    pub(crate) start: usize,
    pub(crate) end: usize,
}

/// Where a part stands, seen from another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Side {
    Before,
    After,
}

impl Side {
    pub(crate) fn other(self) -> Self {
        match self {
            Self::Before => Self::After,
            Self::After => Self::Before,
        }
    }
}

/// A part that may be chosen; rank 0 is the nearest of its side.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Candidate {
    pub(crate) part: Part,
    pub(crate) side: Side,
    pub(crate) rank: usize,
}

/// An article's words with its parts.
pub(crate) struct Layout<'a> {
    text: &'a str,
    words: &'a [Word],
    features: &'a [Features],
    parts: Vec<Part>,
    of_role: [Vec<Part>; 3],
    /// For each word how many sentence ends, and how many line ends, stand before it.
    ends: Vec<usize>,
    breaks: Vec<usize>,
}

impl Part {
    /// Returns how many words lie between two parts.
    fn distance(&self, other: &Self) -> usize {
        if self.end <= other.start {
            other.start - self.end
        } else {
            self.start.saturating_sub(other.end)
        }
    }
}

/// Cuts tags into parts.
fn parts(tags: &[Tag]) -> Vec<Part> {
    let mut found: Vec<Part> = Vec::new();
    for (at, tag) in tags.iter().enumerate() {
        let (role, begins) = match tag {
            Tag::Outside => continue,
            Tag::Begin(role) => (*role, true),
            Tag::Inside(role) => (*role, false),
        };
        match found.last_mut() {
            Some(last) if !begins && last.role == role && last.end == at => last.end = at + 1,
            _ => found.push(Part {
                role,
                start: at,
                end: at + 1,
            }),
        }
    }
    found
}

/// Counts, for each place, the words before it of which `holds` is true.
fn count(words: &[Word], holds: impl Fn(usize, &Word) -> bool) -> Vec<usize> {
    let mut total = 0;
    let mut counts = vec![0];
    for (at, word) in words.iter().enumerate() {
        total += usize::from(holds(at, word));
        counts.push(total);
    }
    counts
}

impl<'a> Layout<'a> {
    pub(crate) fn new(
        text: &'a str,
        words: &'a [Word],
        features: &'a [Features],
        tags: &[Tag],
    ) -> Self {
        let parts = parts(tags);
        let of = |role| {
            parts
                .iter()
                .filter(|part| part.role == role)
                .copied()
                .collect()
        };
        let ends = |word: &Word| matches!(text.get(word.range.clone()), Some("." | "!" | "?"));
        Self {
            text,
            words,
            features,
            of_role: [of(Role::Source), of(Role::Cue), of(Role::Content)],
            parts,
            ends: count(words, |_, word| ends(word)),
            breaks: count(words, |at, word| at > 0 && word.gap == Gap::Line),
        }
    }

    /// Returns the parts of a role in the order of the text.
    pub(crate) fn of_role(&self, role: Role) -> &[Part] {
        let [sources, cues, contents] = &self.of_role;
        match role {
            Role::Source => sources,
            Role::Cue => cues,
            Role::Content => contents,
        }
    }

    /// Returns the nearest parts of a role, those before it first.
    pub(crate) fn candidates(&self, part: &Part, role: Role) -> Vec<Candidate> {
        let list = self.of_role(role);
        let before = list.partition_point(|one| one.end <= part.start);
        let after = list.partition_point(|one| one.start < part.end);
        let ranked = |side, parts: Vec<Part>| {
            let numbered = parts.into_iter().enumerate();
            numbered.map(move |(rank, part)| Candidate { part, side, rank })
        };
        let left = list.get(..before).unwrap_or_default().iter().rev();
        let left = left.take(NEAREST).copied().collect();
        let right = list.get(after..).unwrap_or_default().iter();
        let right = right.take(NEAREST).copied().collect();
        ranked(Side::Before, left)
            .chain(ranked(Side::After, right))
            .collect()
    }

    /// Returns the features of a cue and a source or content that stands on `side` of it.
    pub(crate) fn pair(&self, cue: &Part, other: &Part, side: Side, rank: usize) -> Vec<Feature> {
        let (low, high) = match side {
            Side::Before => (other.end, cue.start),
            Side::After => (cue.end, other.start),
        };
        let low = low.min(high);
        let at = usize::from(side == Side::After);
        let gap = GAPS.iter().filter(|limit| high - low > **limit).count();
        let between = self.between(low, high);
        let rivals = self.rivals(cue, other);
        let sentences = counted(&self.ends, low, high);
        let lines = counted(&self.breaks, low, high);
        let first = self.written(other.start).to_lowercase();
        let pronoun = usize::from(PRONOUNS.contains(&first.as_str()));
        let alike = usize::from(self.is_quoted(other.start) == self.is_quoted(cue.start));
        let edges = if high > low {
            at * 64 + self.class(Some(low)) * 8 + self.class(high.checked_sub(1))
        } else {
            at
        };
        vec![
            (0, at * 16 + gap),
            (1, at * 64 + pattern(between, side)),
            (2, at * 16 + sentences * 4 + lines),
            (3, at * 8 + rank),
            (4, at * 8 + rivals),
            (5, at * 8 + self.class(cue.start.checked_sub(1))),
            (6, at * 8 + self.class(Some(cue.end))),
            (7, at * 8 + self.cue_class(cue)),
            (8, at * 2 + alike),
            (9, at * 64 + pronoun * 16 + gap),
            (
                10,
                at * 64 + rivals * 16 + between.len().min(3) * 4 + sentences,
            ),
            (
                11,
                at * 64 + self.class(other.start.checked_sub(1)) * 8 + self.class(Some(other.end)),
            ),
            (12, edges),
        ]
    }

    /// Returns the features of choosing none of the candidates.
    pub(crate) fn none(&self, part: &Part, candidates: usize) -> Vec<Feature> {
        let before = self.parts.partition_point(|one| one.end <= part.start);
        let after = self.parts.partition_point(|one| one.start < part.end);
        let role = |part: Option<&Part>| part.map_or(0, |part| number(part.role));
        let left = before.checked_sub(1).and_then(|last| self.parts.get(last));
        let around = role(left) * 4 + role(self.parts.get(after));
        let mut features = vec![(13, candidates.min(3)), (14, around)];
        if part.role == Role::Cue {
            features.push((15, self.cue_class(part)));
            features.push((15, 8 + self.class(part.start.checked_sub(1))));
            features.push((15, 16 + self.class(Some(part.end))));
        }
        features
    }

    /// Returns the parts that lie wholly between two words.
    fn between(&self, low: usize, high: usize) -> &[Part] {
        let first = self.parts.partition_point(|part| part.start < low);
        let last = self.parts.partition_point(|part| part.end <= high);
        self.parts.get(first..last.max(first)).unwrap_or_default()
    }

    /// Counts the cues that stand nearer to a part than `cue` does, up to three.
    fn rivals(&self, cue: &Part, other: &Part) -> usize {
        let distance = cue.distance(other);
        self.candidates(other, Role::Cue)
            .iter()
            .filter(|one| one.part != *cue && one.part.distance(other) < distance)
            .count()
            .min(3)
    }

    fn written(&self, at: usize) -> &'a str {
        let word = self.words.get(at);
        word.and_then(|word| self.text.get(word.range.clone()))
            .unwrap_or_default()
    }

    fn quotation(&self, at: usize) -> u8 {
        self.features
            .get(at)
            .map_or(0, |[_, quotation, ..]| *quotation)
    }

    fn is_quoted(&self, at: usize) -> bool {
        matches!(self.quotation(at), INSIDE | OPENS)
    }

    /// Returns the class of a word: 0 none, 1 comma, 2 and, 3 but, 4 quotation mark, 5 word,
    /// 6 another mark.
    fn class(&self, at: Option<usize>) -> usize {
        let Some(at) = at.filter(|at| *at < self.words.len()) else {
            return 0;
        };
        match self.written(at) {
            "," => 1,
            "and" | "or" => 2,
            "but" | "while" | "who" => 3,
            _ if matches!(self.quotation(at), OPENS | CLOSES) => 4,
            written if begins_word(written) => 5,
            _ => 6,
        }
    }

    /// Returns the class of a cue: 0 according to, 1 ends in by, 2 a mark, 3 gerund, 4 infinitive,
    /// 5 ends in of, for or from, 6 another.
    fn cue_class(&self, cue: &Part) -> usize {
        let first = self.written(cue.start).to_lowercase();
        let last = self.written(cue.end.saturating_sub(1)).to_lowercase();
        match (first.as_str(), last.as_str()) {
            ("according", _) => 0,
            (_, "by") => 1,
            (first, _) if !begins_word(first) => 2,
            (first, _) if first.ends_with("ing") => 3,
            ("to", _) => 4,
            (_, "of" | "for" | "from") => 5,
            _ => 6,
        }
    }
}

/// Writes the roles of the three parts next to the cue as one number.
fn pattern(between: &[Part], side: Side) -> usize {
    let add = |sum: usize, part: &Part| sum * 4 + number(part.role);
    match side {
        Side::Before => {
            let first = between.len().saturating_sub(3);
            between.get(first..).unwrap_or_default().iter().fold(0, add)
        }
        Side::After => between.iter().take(3).rev().fold(0, add),
    }
}

fn number(role: Role) -> usize {
    role as usize + 1
}

/// Counts between two places, up to three.
fn counted(counts: &[usize], low: usize, high: usize) -> usize {
    let until = |at: usize| counts.get(at).copied().unwrap_or_default();
    until(high).saturating_sub(until(low)).min(3)
}

fn begins_word(written: &str) -> bool {
    written.chars().next().is_some_and(is_alphanumeric)
}
