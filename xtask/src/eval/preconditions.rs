//! Conditions that were set, against the answer keys.

use super::aliases::Aliases;
use super::articles::{Case, Set};
use super::compare::{f1, overlap, share};
use super::given;
use super::key::{self, Precondition, Statements};
use super::measure::{Measured, measure, names, show};
use super::pairing::pair;
use super::table;
use crate::Failure;

/// The columns of the table.
const HEAD: [&str; 8] = [
    "set",
    "article",
    "condition",
    "holder",
    "expected",
    "read",
    "wanted proposition",
    "condition proposition",
];

/// An article's preconditions with their pairs.
struct Paired {
    expected: Vec<Precondition>,
    read: Vec<Precondition>,
    /// For each of the key's, the one that was read.
    pairs: Vec<Option<usize>>,
}

/// How a set came out.
#[derive(Debug, Clone, Default)]
struct Score {
    expected: usize,
    read: usize,
    found: usize,
    /// How many pairs have the propositions of both halves right.
    tied: usize,
}

/// Measures the preconditions of the sets, and of the invented statements in `training/positions`, and
/// writes `xtask/eval/preconditions.csv`; or shows one article.
///
/// # Errors
///
/// A [`Failure`] where a set cannot be read, or no article begins with the name to show.
pub(crate) fn preconditions(sets: &[Set], shown: Option<&str>) -> Result<(), Failure> {
    let measured = measure(sets, Paired::of)?;
    if let Some(name) = shown {
        if let Some(process) = given::named(name)? {
            return given::print_preconditions(&process);
        }
        return show(&measured, name, print_article);
    }
    let mut rows = Vec::new();
    let mut all = Score::default();
    for Measured { set, articles } in &measured {
        let mut total = Score::default();
        for (case, paired) in articles {
            rows.extend(paired.rows(*set, &case.file));
            total.add(&paired.score());
        }
        total.print(set.name());
        all.add(&total);
    }
    all.print("together");
    given::score_preconditions()?;
    table::write("preconditions.csv", &HEAD, &names(&measured), rows)
}

impl Paired {
    fn of(case: &Case, _: &Aliases) -> Result<Self, Failure> {
        let key: Statements = key::read(&case.key("statements"))?;
        Ok(Self::new(
            key.preconditions,
            case.reading.preconditions.clone(),
        ))
    }

    fn new(expected: Vec<Precondition>, read: Vec<Precondition>) -> Self {
        let weights: Vec<Vec<Option<i64>>> = (expected.iter())
            .map(|expected| read.iter().map(|read| weight(expected, read)).collect())
            .collect();
        let pairs = pair(&weights);
        Self {
            expected,
            read,
            pairs,
        }
    }

    fn pairs(&self) -> impl Iterator<Item = (&Precondition, Option<&Precondition>)> {
        let all = self.expected.iter().zip(&self.pairs);
        all.map(|(expected, pair)| (expected, pair.and_then(|pair| self.read.get(pair))))
    }

    fn spurious(&self) -> impl Iterator<Item = &Precondition> {
        let all = self.read.iter().enumerate();
        all.filter_map(|(index, read)| (!self.pairs.contains(&Some(index))).then_some(read))
    }

    fn score(&self) -> Score {
        let pairs = || {
            self.pairs()
                .filter_map(|(expected, read)| Some((expected, read?)))
        };
        Score {
            expected: self.expected.len(),
            read: self.read.len(),
            found: pairs().count(),
            tied: pairs()
                .filter(|(expected, read)| expected.propositions() == read.propositions())
                .count(),
        }
    }

    fn rows(&self, set: Set, file: &str) -> Vec<Vec<String>> {
        let row = |case: &Precondition, expected: bool, read: Option<&Precondition>| {
            let start = case.condition.span().first().map_or(0, |[start, _]| *start);
            let ties = [0, 1].map(|half| {
                let of = |case: &Precondition| {
                    let id = case.propositions().into_iter().nth(half).flatten();
                    id.unwrap_or("-").to_owned()
                };
                match (expected, read) {
                    (true, Some(read)) if of(case) != of(read) => {
                        format!("{} not {}", of(read), of(case))
                    }
                    _ => of(case),
                }
            });
            let [wanted, condition] = ties;
            Vec::from([
                set.name().to_owned(),
                file.to_owned(),
                start.to_string(),
                case.holder.clone().unwrap_or_default(),
                u8::from(expected).to_string(),
                u8::from(read.is_some()).to_string(),
                wanted,
                condition,
            ])
        };
        let expected = self.pairs().map(|(case, read)| row(case, true, read));
        let spurious = self.spurious().map(|case| row(case, false, Some(case)));
        expected.chain(spurious).collect()
    }
}

impl Score {
    fn add(&mut self, other: &Self) {
        self.expected += other.expected;
        self.read += other.read;
        self.found += other.found;
        self.tied += other.tied;
    }

    fn print(&self, name: &str) {
        let Self {
            expected,
            read,
            found,
            tied,
        } = self;
        println!(
            "{name}: {expected} in the key, {read} read, {found} found\n  precision {:.3}   recall {:.3}   F1 {:.3}   both propositions right on {tied} of those found\n",
            share(*found, *read),
            share(*found, *expected),
            f1(*found, *expected, *read),
        );
    }
}

/// How well two fit: the holder is the same, and both halves share characters.
fn weight(expected: &Precondition, read: &Precondition) -> Option<i64> {
    let shared = |one: &key::Clause, other: &key::Clause| overlap(one.span(), other.span());
    let wanted = shared(&expected.wanted, &read.wanted);
    let condition = shared(&expected.condition, &read.condition);
    let fits = expected.holder == read.holder && wanted > 0 && condition > 0;
    fits.then(|| i64::try_from(wanted + condition).unwrap_or(i64::MAX))
}

fn print_article(case: &Case, paired: &Paired) {
    let line = |one: &Precondition| {
        format!(
            "{} wants: {}\n     once: {}",
            one.holder.as_deref().unwrap_or("-"),
            case.words(one.wanted.span()),
            case.words(one.condition.span())
        )
    };
    println!("{}\n\nmissed:", case.file);
    for (expected, _) in paired.pairs().filter(|(_, read)| read.is_none()) {
        println!("{}", line(expected));
    }
    println!("\nspurious:");
    for read in paired.spurious() {
        println!("{}", line(read));
    }
    println!("\nfound:");
    for (expected, read) in paired.pairs() {
        if let Some(read) = read {
            println!("{}\n  as {}", line(expected), line(read));
        }
    }
}
