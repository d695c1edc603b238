//! Who said what, against the answer keys.

use super::articles::{Case, Set};
use super::key::Statement;
use super::measure::{Measured, measure, names, show};
use super::paired::{FIELDS, Found, Paired, Score, phrase};
use super::table;
use crate::Failure;

/// Measures the statements of the sets and writes `xtask/eval/statements.csv`; or shows one article.
///
/// # Errors
///
/// A [`Failure`] where a set cannot be read, or no article begins with the name to show.
pub(crate) fn statements(sets: &[Set], shown: Option<&str>) -> Result<(), Failure> {
    let measured = measure(sets, Paired::of)?;
    if let Some(name) = shown {
        return show(&measured, name, print_article);
    }
    let mut rows = Vec::new();
    for Measured { set, articles } in &measured {
        let mut total = Score::default();
        for (case, paired) in articles {
            let score = paired.score();
            rows.push(row(*set, &case.file, &score));
            total.add(&score);
        }
        println!(
            "{}: {} articles, {} statements in the key, {} read",
            set.name(),
            articles.len(),
            total.expected,
            total.read
        );
        total.print();
    }
    let head: Vec<&str> = ["set", "article", "expected", "read", "found"]
        .into_iter()
        .chain(FIELDS)
        .collect();
    table::write("statements.csv", &head, &names(&measured), rows)
}

fn row(set: Set, file: &str, score: &Score) -> Vec<String> {
    let counts = [score.expected, score.read, score.found]
        .into_iter()
        .chain(score.right);
    [set.name().to_owned(), file.to_owned()]
        .into_iter()
        .chain(counts.map(|count| count.to_string()))
        .collect()
}

/// Prints what was missed, what is spurious, and what is wrong on pairs, each with its words.
fn print_article(case: &Case, paired: &Paired) {
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
    for expected in paired.missed() {
        println!("{}", line(expected));
    }
    println!("\nspurious:");
    for read in paired.spurious() {
        println!("{}", line(read));
    }
    println!("\nfound, with something wrong:");
    for Found {
        expected,
        read,
        right,
    } in paired.found()
    {
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
