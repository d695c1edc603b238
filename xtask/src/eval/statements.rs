//! Who said what, against the answer keys.
//!
//! A statement that was read fits one of the key when its content holds at least half of the key's
//! content, in characters; statements are paired one to one, as many as possible. Source, speaker, kind,
//! basis, act and date are judged on pairs only.

use super::articles::{Case, Cases, Set};
use super::compare::{f1, length, overlap, share};
use super::key::{self, Said, Speaker, Statement, Statements};
use super::names::Aliases;
use super::pairing::pair;
use super::table;
use crate::Failure;

/// What is judged on pairs, in the order of the table.
const FIELDS: [&str; 6] = ["source", "speaker", "kind", "basis", "act", "said"];

/// How one article, or all of a set, came out.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct Score {
    expected: usize,
    read: usize,
    found: usize,
    /// How many pairs have each of [`FIELDS`] right.
    right: [usize; FIELDS.len()],
}

/// An article's statements with their pairs: the key's, then the reading's.
struct Paired {
    expected: Vec<Statement>,
    read: Vec<Statement>,
    /// For each of the key's statements, the one that was read.
    pairs: Vec<Option<usize>>,
}

/// Measures the statements of the sets and writes `xtask/eval/statements.csv`; or shows one article.
///
/// # Errors
///
/// A [`Failure`] where a set cannot be read, or no article begins with the name to show.
pub(crate) fn statements(sets: &[Set], show: Option<&str>) -> Result<(), Failure> {
    let mut rows = Vec::new();
    let mut measured = Vec::new();
    let mut shown = false;
    for set in sets {
        let Some(cases) = set.read()? else { continue };
        let aliases = Aliases::of(&cases.codebook);
        let mut total = Score::default();
        for case in &cases.articles {
            let paired = Paired::of(case)?;
            if show.is_some_and(|name| case.is_called(name)) {
                print_article(case, &paired, &aliases);
                shown = true;
            }
            let score = paired.score(&aliases);
            total.add(&score);
            rows.push(score.row(*set, &case.file));
        }
        measured.push(set.name());
        if show.is_none() {
            print_total(*set, &cases, &total);
        }
    }
    match show {
        Some(_) if shown => Ok(()),
        Some(name) => Err(Failure::Task(format!("no article begins with {name:?}"))),
        None => {
            let head: Vec<&str> = ["set", "article", "expected", "read", "found"]
                .into_iter()
                .chain(FIELDS)
                .collect();
            table::write("statements.csv", &head, &measured, rows)
        }
    }
}

impl Paired {
    fn of(case: &Case) -> Result<Self, Failure> {
        let key: Statements = key::read(&case.key("statements"))?;
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
        let weights: Vec<Vec<Option<i64>>> = (key.statements.iter())
            .map(|expected| read.iter().map(|read| weight(expected, read)).collect())
            .collect();
        Ok(Self {
            pairs: pair(&weights),
            expected: key.statements,
            read,
        })
    }

    /// The pairs that were found.
    fn found(&self) -> impl Iterator<Item = (&Statement, &Statement)> {
        let both = self.expected.iter().zip(&self.pairs);
        both.filter_map(|(expected, read)| Some((expected, self.read.get((*read)?)?)))
    }

    fn score(&self, aliases: &Aliases) -> Score {
        let mut score = Score {
            expected: self.expected.len(),
            read: self.read.len(),
            found: self.found().count(),
            right: [0; FIELDS.len()],
        };
        for (expected, read) in self.found() {
            let right = judge(expected, read, aliases);
            for (count, right) in score.right.iter_mut().zip(right) {
                *count += usize::from(right);
            }
        }
        score
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
fn phrase(said: Option<&Said>) -> Option<&str> {
    said.filter(|said| said.from == "phrase")
        .map(|said| said.edtf.as_str())
}

impl Score {
    fn add(&mut self, other: &Self) {
        self.expected += other.expected;
        self.read += other.read;
        self.found += other.found;
        for (sum, count) in self.right.iter_mut().zip(other.right) {
            *sum += count;
        }
    }

    fn row(&self, set: Set, file: &str) -> Vec<String> {
        let counts = [self.expected, self.read, self.found]
            .into_iter()
            .chain(self.right);
        [set.name().to_owned(), file.to_owned()]
            .into_iter()
            .chain(counts.map(|count| count.to_string()))
            .collect()
    }
}

fn print_total(set: Set, cases: &Cases, total: &Score) {
    let Score {
        expected,
        read,
        found,
        right,
    } = total;
    println!(
        "{}: {} articles, {expected} statements in the key, {read} read",
        set.name(),
        cases.articles.len()
    );
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

/// Prints what was missed, what is spurious, and what is wrong on pairs, each with its words.
fn print_article(case: &Case, paired: &Paired, aliases: &Aliases) {
    let line = |statement: &Statement| {
        format!(
            "{:>4} {} {} {} | {} | {}",
            statement.id,
            statement.kind,
            statement.basis,
            statement.act,
            statement.speaker.name.as_deref().unwrap_or("-"),
            case.words(&statement.content)
        )
    };
    println!("{}\n\nmissed:", case.file);
    for (expected, _) in paired
        .expected
        .iter()
        .zip(&paired.pairs)
        .filter(|(_, read)| read.is_none())
    {
        println!("{}", line(expected));
    }
    println!("\nspurious:");
    for (index, read) in paired.read.iter().enumerate() {
        if !paired.pairs.contains(&Some(index)) {
            println!("{}", line(read));
        }
    }
    println!("\nfound, with something wrong:");
    for (expected, read) in paired.found() {
        let right = judge(expected, read, aliases);
        let wrong: Vec<&str> = FIELDS
            .into_iter()
            .zip(right)
            .filter(|(_, right)| !right)
            .map(|(field, _)| field)
            .collect();
        if !wrong.is_empty() {
            println!("{}\n{}", line(expected), line(read));
            println!("     wrong: {}", wrong.join(", "));
            println!(
                "     source: {} | {}",
                case.words(&expected.source),
                case.words(&read.source)
            );
            let said =
                [&expected.said, &read.said].map(|said| phrase(said.as_ref()).unwrap_or("-"));
            println!("     said: {} | {}\n", said[0], said[1]);
        }
    }
}

#[cfg(test)]
mod tests {
    use rapporteur::CodebookFile;

    use super::*;

    fn statement(content: [usize; 2], speaker: Speaker) -> Statement {
        Statement {
            id: "s1".to_owned(),
            kind: "direct".to_owned(),
            basis: "speech".to_owned(),
            act: "state".to_owned(),
            source: vec![[90, 95]],
            content: vec![content],
            speaker,
            said: None,
        }
    }

    fn by_id(id: &str) -> Speaker {
        Speaker {
            codebook: Some(id.to_owned()),
            ..Speaker::default()
        }
    }

    fn aliases() -> Aliases {
        Aliases::of(&CodebookFile::parse("").unwrap())
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
