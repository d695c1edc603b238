//! The table of parties by propositions, laid out for a terminal, a browser and other programs.

pub(crate) mod csv;
pub(crate) mod html;
pub(crate) mod text;

use rapporteur::{Beside, NameRef, PositionsView, Stance, StandingView, VoiceView};

use rapporteur::wording::{self, day, outlet};

/// The sign of a stance: of none, where a party has not spoken.
pub(crate) fn sign(stance: Option<Stance>) -> &'static str {
    stance.map_or("·", |stance| wording::sign(&stance))
}

/// The word for a stance.
pub(crate) fn stance(stance: Stance) -> &'static str {
    match stance {
        Stance::For => "for",
        Stance::Conditional => "conditional",
        Stance::Against => "against",
    }
}

/// The sign and the word for how two parties stand to each other.
fn beside(beside: Beside) -> (&'static str, &'static str) {
    match beside {
        Beside::Agree => ("=", "agree"),
        Beside::Differ => ("≠", "differ"),
        Beside::Wait => ("…", "wait"),
        Beside::Open => ("·", "open"),
    }
}

/// How many relations there are of each kind: `4 agree, 2 differ`.
fn relations(view: &PositionsView) -> String {
    let propositions = view.issues.iter().flat_map(|issue| &issue.propositions);
    let found: Vec<Beside> = propositions.filter_map(|one| one.between).collect();
    let count = |kind: Beside| {
        let number = found.iter().filter(|one| **one == kind).count();
        (number > 0).then(|| format!("{number} {}", beside(kind).1))
    };
    let kinds = [Beside::Agree, Beside::Differ, Beside::Wait, Beside::Open];
    kinds
        .into_iter()
        .filter_map(count)
        .collect::<Vec<_>>()
        .join(", ")
}

/// How many publishers tell it: `3 publishers`, `12 publishers or more`.
fn publishers(standing: &StandingView) -> String {
    let ending = if standing.publishers == 1 { "" } else { "s" };
    let more = if standing.at_least { " or more" } else { "" };
    format!("{} publisher{ending}{more}", standing.publishers)
}

/// Where a statement stands: `18:s9`.
pub(crate) fn reference(voice: &VoiceView) -> String {
    format!("{}:{}", voice.article, voice.id)
}

/// Who said it, and who tells it: `Orlan Teich, Harbour Wire`.
pub(crate) fn source(voice: &VoiceView) -> String {
    let speaker = voice.speaker.as_deref().unwrap_or("an unnamed speaker");
    format!("{speaker}, {}", outlet(voice.publisher.as_deref()))
}

/// The day since which a stance is held, where that is another than the day it was last taken.
fn since(standing: &StandingView) -> Option<String> {
    let since = standing.since.as_deref()?;
    let told = day(Some(since));
    let date = standing.date.as_deref()?;
    // Within a year the year stands at the other date.
    let year = date.split('-').next().unwrap_or_default();
    let short = told.strip_suffix(year).map_or(told.as_str(), str::trim_end);
    (since != date).then(|| format!("since {short}"))
}

fn age(standing: &StandingView) -> Option<String> {
    match standing.age? {
        0 => None,
        1 => Some("1 day ago".to_owned()),
        days => Some(format!("{days} days ago")),
    }
}

fn names(parties: &[NameRef]) -> String {
    let names: Vec<&str> = parties.iter().map(|party| party.name.as_str()).collect();
    match names.as_slice() {
        [first @ .., last] if !first.is_empty() => format!("{} and {last}", first.join(", ")),
        names => names.concat(),
    }
}

/// What stands above the table.
fn title(view: &PositionsView) -> &str {
    view.process.as_deref().unwrap_or("Positions")
}

/// The day to which the table holds.
fn as_of(view: &PositionsView) -> String {
    match &view.at {
        Some(at) => format!("as of {}", day(Some(at))),
        None => "no position has a day".to_owned(),
    }
}
