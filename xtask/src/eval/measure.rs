//! What every measurement does: it reads the sets, judges each article, and may show one.

use super::aliases::Aliases;
use super::articles::{Case, Cases, Set};
use crate::Failure;

/// A set with what was judged of each of its articles.
pub(super) struct Measured<J> {
    pub(super) set: Set,
    pub(super) articles: Vec<(Case, J)>,
}

/// Reads the sets that are there and judges their articles.
pub(super) fn measure<J>(
    sets: &[Set],
    judge: impl Fn(&Case, &Aliases) -> Result<J, Failure>,
) -> Result<Vec<Measured<J>>, Failure> {
    let mut measured = Vec::new();
    for set in sets {
        let Some(Cases { aliases, articles }) = set.read()? else {
            continue;
        };
        let judged: Result<Vec<_>, Failure> = (articles.into_iter())
            .map(|case| judge(&case, &aliases).map(|judged| (case, judged)))
            .collect();
        measured.push(Measured {
            set: *set,
            articles: judged?,
        });
    }
    Ok(measured)
}

/// The names of the sets that were there.
pub(super) fn names<J>(measured: &[Measured<J>]) -> Vec<&'static str> {
    measured
        .iter()
        .map(|measured| measured.set.name())
        .collect()
}

/// Prints the articles that a user's name means.
///
/// # Errors
///
/// [`Failure::Task`] where no article begins with the name.
pub(super) fn show<J>(
    measured: &[Measured<J>],
    name: &str,
    print: impl Fn(&Case, &J),
) -> Result<(), Failure> {
    let mut called = (measured.iter())
        .flat_map(|measured| &measured.articles)
        .filter(|(case, _)| case.is_called(name))
        .peekable();
    if called.peek().is_none() {
        return Err(Failure::Task(format!("no article begins with {name:?}")));
    }
    called.for_each(|(case, judged)| print(case, judged));
    Ok(())
}
