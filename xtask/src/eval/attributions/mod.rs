//! Who said what, with the measures that published tools are compared by.
//!
//! PolNeAR's development part and the keys of the seeds and of the example, scored as the Python scorer
//! beside the workspace does it; a test compares every figure of the two.

mod brat;
mod judged;
mod letters;
mod matching;
mod measures;
mod reliability;
mod reporting;
mod roles;
mod rows;
mod score;
mod show;
#[cfg(test)]
mod tests;

use super::articles::Set;
use super::measure::{self, Measured, measure, names};
use super::paired::{Paired, Score};
use super::table;
use crate::Failure;
use judged::Judged;
use reporting::ReportingWords;

const SETS: [Set; 3] = [Set::PolnearDev, Set::Seeds, Set::Example];

/// Measures attributions and confidence, and writes `xtask/eval/attributions.csv` and
/// `xtask/eval/reliability.csv`; or shows one article.
///
/// # Errors
///
/// A [`Failure`] where a set cannot be read, or no article begins with the name to show.
pub(crate) fn attributions(shown: Option<&str>) -> Result<(), Failure> {
    let Some(reporting) = ReportingWords::read()? else {
        return Ok(());
    };
    let measured = measure(&SETS, |case, aliases| Judged::of(case, aliases, &reporting))?;
    if let Some(name) = shown {
        return measure::show(&measured, name, |case, judged| {
            show::print(case, judged, &reporting);
        });
    }
    let mut table = Vec::new();
    for Measured { set, articles } in &measured {
        let figures = measures::total(articles.iter().map(|(_, judged)| &judged.scored.figures));
        let score = of_statements(
            articles
                .iter()
                .filter_map(|(_, judged)| judged.paired.as_ref()),
        );
        println!("{}: {} articles", set.name(), articles.len());
        measures::print(&figures);
        match &score {
            Some(score) => score.print(),
            None => println!(),
        }
        table.extend(
            articles
                .iter()
                .map(|(case, judged)| rows::article(case, judged)),
        );
        table.extend(rows::totals(*set, &figures, score.as_ref()));
    }
    reliability::reliability(&measured)?;
    let head = rows::head();
    let head: Vec<&str> = head.iter().map(String::as_str).collect();
    table::write("attributions.csv", &head, &names(&measured), table)
}

/// What is right on the statements found; `None` where no key has statements.
fn of_statements<'a>(paired: impl Iterator<Item = &'a Paired>) -> Option<Score> {
    paired.fold(None, |total: Option<Score>, paired| {
        let mut total = total.unwrap_or_default();
        total.add(&paired.score());
        Some(total)
    })
}
