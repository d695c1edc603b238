//! What a cell of the table says: how long ago, by how many outlets, and how pale it is.

use rapporteur::{Beside, StandingView, wording};

/// So many days old a stance is at most, step by step; what is older is of the last step.
const AGES: [(i64, &str); 4] = [(3, "age-0"), (7, "age-1"), (14, "age-2"), (30, "age-3")];

/// The classes of a cell: its stance, and how long ago that was taken.
pub(super) fn class(standing: &StandingView) -> String {
    let age = standing.age.unwrap_or(i64::MAX);
    let step = AGES.iter().find(|(days, _)| age <= *days);
    let step = step.map_or("age-4", |(_, class)| class);
    format!("standing {} {step}", wording::label(&standing.stance))
}

/// How long ago it was taken: `today`, `5 days ago`.
pub(super) fn age(standing: &StandingView) -> String {
    match standing.age {
        None => String::new(),
        Some(0) => "that day".to_owned(),
        Some(1) => "1 day before".to_owned(),
        Some(days) => format!("{} days before", wording::grouped(days.unsigned_abs())),
    }
}

/// Since when it is held, and how many outlets tell it.
pub(super) fn told(standing: &StandingView) -> String {
    let outlets = wording::counted(standing.publishers, "outlet");
    let more = if standing.at_least { " or more" } else { "" };
    let since = standing.since.as_deref();
    match since.filter(|since| standing.date.as_deref() != Some(*since)) {
        Some(since) => format!("since {}, {outlets}{more}", wording::day(Some(since))),
        None => format!("{outlets}{more}"),
    }
}

/// The sign and the word for how two parties stand to each other.
pub(super) const fn beside(beside: Beside) -> (&'static str, &'static str) {
    match beside {
        Beside::Agree => ("=", "agree"),
        Beside::Differ => ("≠", "differ"),
        Beside::Wait => ("…", "wait"),
        Beside::Open => ("·", "open"),
    }
}
