//! The key's statements paired with those that were read, and what is right on the pairs.
//!
//! A statement that was read fits one of the key when its content holds at least half of the key's
//! content, in characters; statements are paired one to one, as many as possible. Source, speaker, kind,
//! basis, act and date are judged on pairs only.

use super::aliases::Aliases;
use super::articles::Case;
use super::compare::{f1, length, overlap, share};
use super::key::{self, Said, Speaker, Statement, Statements};
use super::pairing::pair;
use crate::Failure;

/// What is judged on pairs, in the order of the table.
pub(super) const FIELDS: [&str; 6] = ["source", "speaker", "kind", "basis", "act", "said"];

/// An article's statements with their pairs: the key's, then the reading's.
pub(super) struct Paired {
    pub(super) expected: Vec<Statement>,
    pub(super) read: Vec<Statement>,
    /// For each of the key's statements, the one that was read.
    pairs: Vec<Option<usize>>,
    /// For each of the key's statements, which of [`FIELDS`] are right; all are wrong without a pair.
    right: Vec<[bool; FIELDS.len()]>,
}

/// Two statements that fit, and which of [`FIELDS`] are right.
pub(super) struct Found<'a> {
    pub(super) expected: &'a Statement,
    pub(super) read: &'a Statement,
    pub(super) right: [bool; FIELDS.len()],
}

/// How one article, or all of a set, came out.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Score {
    pub(super) expected: usize,
    pub(super) read: usize,
    pub(super) found: usize,
    /// How many pairs have each of [`FIELDS`] right.
    pub(super) right: [usize; FIELDS.len()],
}

impl Paired {
    /// Pairs a reading with the file of its key.
    pub(super) fn of(case: &Case, aliases: &Aliases) -> Result<Self, Failure> {
        let Statements {
            statements: expected,
            ..
        } = key::read(&case.key("statements"))?;
        let entities = &case.reading.entities;
        let read: Vec<Statement> = (case.reading.statements.iter().cloned())
            .map(|mut statement| {
                let entity = entities
                    .iter()
                    .find(|entity| Some(&entity.id) == statement.speaker.entity.as_ref());
                statement.speaker.codebook = entity.and_then(|entity| entity.codebook.clone());
                statement
            })
            .collect();
        let weights: Vec<Vec<Option<i64>>> = (expected.iter())
            .map(|expected| read.iter().map(|read| weight(expected, read)).collect())
            .collect();
        let pairs = pair(&weights);
        let right = (expected.iter().zip(&pairs))
            .map(|(expected, pair)| {
                let read = pair.and_then(|pair| read.get(pair));
                read.map_or([false; FIELDS.len()], |read| judge(expected, read, aliases))
            })
            .collect();
        Ok(Self {
            expected,
            read,
            pairs,
            right,
        })
    }

    /// The pairs that were found.
    pub(super) fn found(&self) -> impl Iterator<Item = Found<'_>> {
        let all = self.expected.iter().zip(&self.pairs).zip(&self.right);
        all.filter_map(|((expected, read), right)| {
            Some(Found {
                expected,
                read: self.read.get((*read)?)?,
                right: *right,
            })
        })
    }

    /// The key's statements without a pair.
    pub(super) fn missed(&self) -> impl Iterator<Item = &Statement> {
        let both = self.expected.iter().zip(&self.pairs);
        both.filter_map(|(expected, pair)| pair.is_none().then_some(expected))
    }

    /// The statements that were read and have no pair.
    pub(super) fn spurious(&self) -> impl Iterator<Item = &Statement> {
        let all = self.read.iter().enumerate();
        all.filter_map(|(index, read)| (!self.pairs.contains(&Some(index))).then_some(read))
    }

    /// Counts what was found, and what is right on it.
    pub(super) fn score(&self) -> Score {
        let mut right = [0; FIELDS.len()];
        for found in self.found() {
            for (count, right) in right.iter_mut().zip(found.right) {
                *count += usize::from(right);
            }
        }
        Score {
            expected: self.expected.len(),
            read: self.read.len(),
            found: self.found().count(),
            right,
        }
    }
}

impl Score {
    pub(super) fn add(&mut self, other: &Self) {
        self.expected += other.expected;
        self.read += other.read;
        self.found += other.found;
        for (sum, count) in self.right.iter_mut().zip(other.right) {
            *sum += count;
        }
    }

    /// Prints what was found, and the shares that are right on it.
    pub(super) fn print(&self) {
        let Self {
            expected,
            read,
            found,
            right,
        } = self;
        println!(
            "  found {:.3}   spurious {:.3}   F1 {:.3}",
            share(*found, *expected),
            share(read - found, *read),
            f1(*found, *expected, *read)
        );
        let judged = FIELDS.iter().zip(right);
        let judged: Vec<String> = judged
            .map(|(field, count)| format!("{field} {:.3}", share(*count, *found)))
            .collect();
        println!("  right on those found: {}\n", judged.join("   "));
    }
}

/// How well two statements fit, in thousandths of what either content has; `None` where they do not.
fn weight(expected: &Statement, read: &Statement) -> Option<i64> {
    let shared = overlap(&expected.content, &read.content);
    let either = length(&expected.content) + length(&read.content) - shared;
    let fits = shared > 0 && shared * 2 >= length(&expected.content);
    fits.then(|| i64::try_from(shared * 1_000 / either.max(1)).unwrap_or(0))
}

/// Which of [`FIELDS`] are right.
fn judge(expected: &Statement, read: &Statement, aliases: &Aliases) -> [bool; FIELDS.len()] {
    let source = match (expected.source.is_empty(), read.source.is_empty()) {
        (true, true) => true,
        _ => overlap(&expected.source, &read.source) > 0,
    };
    [
        source,
        same_speaker(&expected.speaker, &read.speaker, aliases),
        expected.kind == read.kind,
        expected.basis == read.basis,
        expected.act == read.act,
        phrase(expected.said.as_ref()) == phrase(read.said.as_ref()),
    ]
}

/// By the codebook's id where the key has one, else by name; nobody is right where the key names nobody.
fn same_speaker(expected: &Speaker, read: &Speaker, aliases: &Aliases) -> bool {
    match (&expected.codebook, &expected.name, &read.name) {
        (Some(_), _, _) => expected.codebook == read.codebook,
        (None, Some(expected), Some(name)) => {
            read.codebook.is_none() && aliases.same(expected, name)
        }
        (None, expected, name) => expected.is_none() && name.is_none() && read.codebook.is_none(),
    }
}

/// The date, where a phrase gives it: the key has no dates that are only assumed.
pub(super) fn phrase(said: Option<&Said>) -> Option<&str> {
    said.filter(|said| said.from == "phrase")
        .map(|said| said.edtf.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn statement(content: [usize; 2], speaker: Speaker) -> Statement {
        Statement {
            id: "s1".to_owned(),
            kind: "direct".to_owned(),
            basis: "speech".to_owned(),
            act: "state".to_owned(),
            confidence: None,
            source: vec![[90, 95]],
            cue: Vec::new(),
            content: vec![content],
            speaker,
            said: None,
            positions: Vec::new(),
        }
    }

    fn by_id(id: &str) -> Speaker {
        Speaker {
            codebook: Some(id.to_owned()),
            ..Speaker::default()
        }
    }

    fn aliases() -> Aliases {
        Aliases::default()
    }

    #[test]
    fn half_of_the_content_is_enough() {
        let expected = statement([0, 40], by_id("a"));
        assert!(weight(&expected, &statement([20, 40], by_id("a"))).is_some());
        assert!(weight(&expected, &statement([21, 40], by_id("a"))).is_none());
        assert!(weight(&expected, &statement([0, 80], by_id("a"))).is_some());
    }

    #[test]
    fn a_tighter_content_is_the_better_pair() {
        let expected = [
            statement([0, 80], by_id("a")),
            statement([40, 80], by_id("b")),
        ];
        let read = [
            statement([42, 80], by_id("b")),
            statement([0, 79], by_id("a")),
        ];
        let weights: Vec<Vec<Option<i64>>> = (expected.iter())
            .map(|expected| read.iter().map(|read| weight(expected, read)).collect())
            .collect();
        assert_eq!(pair(&weights), [Some(1), Some(0)]);
    }

    #[test]
    fn speakers_are_compared_by_id_then_by_name() {
        let named = |name: &str| Speaker {
            name: Some(name.to_owned()),
            ..Speaker::default()
        };
        let same = |expected: &Speaker, read: &Speaker| same_speaker(expected, read, &aliases());
        assert!(same(&by_id("a"), &by_id("a")));
        assert!(!same(&by_id("a"), &named("A")));
        assert!(same(&named("the Survivor"), &named("survivor")));
        assert!(!same(
            &named("Boll"),
            &Speaker {
                name: Some("Boll".to_owned()),
                ..by_id("boll")
            }
        ));
        assert!(same(&Speaker::default(), &Speaker::default()));
        assert!(!same(&Speaker::default(), &named("A")));
    }

    #[test]
    fn an_assumed_date_is_no_date_of_the_text() {
        let said = |from: &str| {
            Some(Said {
                edtf: "2031-03-05".to_owned(),
                from: from.to_owned(),
            })
        };
        let mut expected = statement([0, 9], by_id("a"));
        let mut read = expected.clone();
        read.said = said("published");
        assert_eq!(judge(&expected, &read, &aliases()), [true; 6]);
        expected.said = said("phrase");
        assert_eq!(
            judge(&expected, &read, &aliases()),
            [true, true, true, true, true, false]
        );
    }
}
