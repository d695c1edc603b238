//! Events against the keys of whole articles.
//!
//! An event of the key is found when one that was read overlaps it, or has its kind, parties and date;
//! one to one, those that agree in most fields first. Verbal events, which no key has, are counted apart.

use std::collections::BTreeSet;

use super::super::aliases::Aliases;
use super::super::articles::{Case, Set};
use super::super::compare::{overlap, share};
use super::super::key::{self, Event, Events};
use super::super::measure::{measure, names, show};
use super::super::pairing::pair;
use super::super::table;
use crate::Failure;

/// What is judged on pairs, in the order of the table.
const FIELDS: [&str; 8] = [
    "type",
    "kind",
    "phase",
    "ordinal",
    "parties",
    "place",
    "date",
    "quantities",
];

/// The articles of the example that nobody developed the rules with begin with such a number or higher.
const FIRST_CHECKED: &str = "13";

/// The verbal types of PLOVER, which statements make.
const VERBAL: [&str; 7] = [
    "REQUEST", "ACCUSE", "REJECT", "THREATEN", "AGREE", "CONCEDE", "SUPPORT",
];

/// An article's events with their pairs.
struct Judged {
    expected: Vec<Event>,
    /// Events that were read, without the verbal ones.
    read: Vec<Event>,
    verbal: usize,
    pairs: Vec<Option<usize>>,
    right: Vec<[bool; FIELDS.len()]>,
}

/// How one article, or all of a part, came out.
#[derive(Debug, Clone, Default)]
struct Score {
    expected: usize,
    read: usize,
    verbal: usize,
    found: usize,
    right: [usize; FIELDS.len()],
    talks: usize,
    talks_found: usize,
    talks_right: usize,
}

/// Measures the sets and writes the table.
pub(super) fn score(sets: &[Set]) -> Result<(), Failure> {
    let measured = measure(sets, judge)?;
    let mut rows = Vec::new();
    for one in &measured {
        let mut parts: Vec<(&str, Score)> = Vec::new();
        for (case, judged) in &one.articles {
            let score = judged.score();
            rows.push(row(one.set, &case.file, &score));
            let part = part(one.set, &case.file);
            match parts.iter_mut().find(|(name, _)| *name == part) {
                Some((_, total)) => total.add(&score),
                None => parts.push((part, score)),
            }
        }
        for (part, total) in parts {
            total.print(one.set, part);
            rows.push(row(one.set, part, &total));
        }
    }
    let head: Vec<&str> = ["set", "article", "expected", "read", "found", "verbal"]
        .into_iter()
        .chain(FIELDS)
        .chain(["rounds", "rounds found", "rounds right"])
        .collect();
    table::write("events.csv", &head, &names(&measured), rows)
}

/// Prints what is missed, spurious and wrong in one article.
pub(super) fn show_article(sets: &[Set], name: &str) -> Result<(), Failure> {
    let measured = measure(sets, judge)?;
    show(&measured, name, print_article)
}

fn part(set: Set, file: &str) -> &'static str {
    match set {
        Set::Example if file >= FIRST_CHECKED => "total 13-18",
        Set::Example => "total 01-12",
        _ => "total",
    }
}

fn judge(case: &Case, aliases: &Aliases) -> Result<Judged, Failure> {
    let Events { events: expected } = key::read(&case.key("events"))?;
    let (verbal, read): (Vec<Event>, Vec<Event>) =
        case.reading.events.iter().cloned().partition(|event| {
            event.kind.is_none()
                && event
                    .plover
                    .as_deref()
                    .is_some_and(|plover| VERBAL.contains(&plover))
        });
    let judged: Vec<Vec<[bool; FIELDS.len()]>> = (expected.iter())
        .map(|expected| {
            read.iter()
                .map(|read| fields(expected, read, aliases))
                .collect()
        })
        .collect();
    let weights: Vec<Vec<Option<i64>>> = (expected.iter().zip(&judged))
        .map(|(expected, judged)| {
            read.iter()
                .zip(judged)
                .map(|(read, right)| {
                    let [_, kind, _, _, parties, _, date, _] = *right;
                    let same = expected.kind.is_some() && kind && parties && date;
                    let fits = overlap(&expected.span, &read.span) > 0 || same;
                    fits.then(|| right.iter().map(|right| i64::from(*right)).sum())
                })
                .collect()
        })
        .collect();
    let pairs = pair(&weights);
    let right = (pairs.iter().zip(&judged))
        .map(|(pair, judged)| {
            pair.and_then(|pair| judged.get(pair).copied())
                .unwrap_or([false; FIELDS.len()])
        })
        .collect();
    Ok(Judged {
        expected,
        read,
        verbal: verbal.len(),
        pairs,
        right,
    })
}

/// Judges the fields of a pair; the key's null type is not judged, because PLOVER has none for it.
fn fields(expected: &Event, read: &Event, aliases: &Aliases) -> [bool; FIELDS.len()] {
    let place = |event: &Event| event.place.as_ref().map(|place| place.name().to_owned());
    let places = match (place(expected), place(read)) {
        (Some(expected), Some(read)) => aliases.same(&expected, &read),
        (expected, read) => expected.is_none() && read.is_none(),
    };
    let quantities = |event: &Event| -> BTreeSet<(String, String)> {
        event
            .quantities
            .iter()
            .map(|amount| (amount.of.clone(), amount.value.clone()))
            .collect()
    };
    [
        expected.plover.is_none() || expected.plover == read.plover,
        expected.kind == read.kind,
        expected.phase == read.phase,
        expected.ordinal == read.ordinal,
        expected.parties() == read.parties(),
        places,
        expected.day() == read.day(),
        quantities(expected) == quantities(read),
    ]
}

impl Judged {
    fn score(&self) -> Score {
        let mut score = Score {
            expected: self.expected.len(),
            read: self.read.len(),
            verbal: self.verbal,
            ..Score::default()
        };
        for ((expected, pair), right) in self.expected.iter().zip(&self.pairs).zip(&self.right) {
            let found = usize::from(pair.is_some());
            score.found += found;
            for (count, right) in score.right.iter_mut().zip(right) {
                *count += usize::from(*right);
            }
            if expected.kind.as_deref() == Some("round-of-talks") {
                let [_, _, _, _, parties, place, date, quantities] = *right;
                score.talks += 1;
                score.talks_found += found;
                score.talks_right += usize::from(parties && place && date && quantities);
            }
        }
        score
    }
}

impl Score {
    fn add(&mut self, other: &Self) {
        self.expected += other.expected;
        self.read += other.read;
        self.verbal += other.verbal;
        self.found += other.found;
        self.talks += other.talks;
        self.talks_found += other.talks_found;
        self.talks_right += other.talks_right;
        for (count, more) in self.right.iter_mut().zip(other.right) {
            *count += more;
        }
    }

    fn print(&self, set: Set, part: &str) {
        println!(
            "{} {part}: {} events in the key, {} found ({:.2}), {} read, {} spurious ({:.2}), {} verbal",
            set.name(),
            self.expected,
            self.found,
            share(self.found, self.expected),
            self.read,
            self.read - self.found,
            share(self.read - self.found, self.read),
            self.verbal
        );
        let fields: Vec<String> = (FIELDS.iter().zip(self.right))
            .map(|(field, right)| format!("{field} {:.2}", share(right, self.found)))
            .collect();
        println!("  right on those found: {}", fields.join(", "));
        println!(
            "  rounds of talks: {} found of {}, {} with parties, place, date and figures right",
            self.talks_found, self.talks, self.talks_right
        );
    }
}

fn row(set: Set, case: &str, score: &Score) -> Vec<String> {
    let counts = [score.expected, score.read, score.found, score.verbal]
        .into_iter()
        .chain(score.right)
        .chain([score.talks, score.talks_found, score.talks_right]);
    [set.name().to_owned(), case.to_owned()]
        .into_iter()
        .chain(counts.map(|count| count.to_string()))
        .collect()
}

fn print_article(case: &Case, judged: &Judged) {
    let line = |event: &Event| {
        let amounts: Vec<String> = event
            .quantities
            .iter()
            .map(|amount| format!("{} {}", amount.of, amount.value))
            .collect();
        format!(
            "  {} {} {} {:?} {:?} {} {} [{}] | {}",
            event.plover.as_deref().unwrap_or("-"),
            event.kind.as_deref().unwrap_or("-"),
            event.phase,
            event.ordinal,
            event.parties(),
            event.place.as_ref().map_or("-", |place| place.name()),
            event.day().unwrap_or("-"),
            amounts.join(", "),
            case.words(&event.span)
        )
    };
    println!("{}\n\nmissed:", case.file);
    for (expected, pair) in judged.expected.iter().zip(&judged.pairs) {
        if pair.is_none() {
            println!("{}", line(expected));
        }
    }
    println!("\nspurious:");
    for (number, read) in judged.read.iter().enumerate() {
        if !judged.pairs.contains(&Some(number)) {
            println!("{}", line(read));
        }
    }
    println!("\nfound, with something wrong:");
    for ((expected, pair), right) in judged.expected.iter().zip(&judged.pairs).zip(&judged.right) {
        let Some(read) = pair.and_then(|pair| judged.read.get(pair)) else {
            continue;
        };
        let wrong: Vec<&str> = (FIELDS.into_iter().zip(right))
            .filter(|(_, right)| !**right)
            .map(|(field, _)| field)
            .collect();
        if !wrong.is_empty() {
            println!(
                "{}\n{}\n     wrong: {}\n",
                line(expected),
                line(read),
                wrong.join(", ")
            );
        }
    }
}
