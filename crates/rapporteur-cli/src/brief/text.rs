//! The brief for a terminal.

use rapporteur::{BriefView, PartyLine, Voice};

use super::opening::{Entry, opening};
use super::{date, footnote, party, source, speaker, title, words};
use crate::terminal::{bold, dim, safe_line, wrapped};
use rapporteur::wording::{basis, counted, day};

/// The column in which words begin.
const COLUMN: usize = 14;

/// The longest bar of the count.
const BAR: u64 = 24;

pub(crate) fn render(view: &BriefView) -> String {
    let mut lines = vec![bold(safe_line(title(view))), dim(basis(view))];
    if view.voices.is_empty() && view.undated.is_empty() {
        lines.push(
            "\nno statement was read yet; add reports with `rapporteur add REPORTS`".to_owned(),
        );
        return lines.join("\n");
    }
    for section in opening(view) {
        lines.push(heading(&section.heading));
        lines.extend(section.entries.iter().map(entry));
    }
    if !view.voices.is_empty() {
        lines.push(heading("Latest words"));
        lines.extend(view.voices.iter().map(voice));
        lines.extend(footnote(view).map(|note| format!("\n{}", dim(note))));
    }
    lines.push(heading("Statements per party"));
    lines.extend(count(&view.parties));
    if !view.undated.is_empty() {
        let total = counted(view.undated_total, "statement");
        lines.push(heading(&format!(
            "Undated ({total} in reports without a date)"
        )));
        lines.extend(view.undated.iter().map(voice));
    }
    lines.join("\n")
}

fn heading(text: &str) -> String {
    format!("\n{}", bold(text.to_uppercase()))
}

fn entry(entry: &Entry) -> String {
    let gap = " ".repeat(COLUMN);
    let line = format!(
        "{}  {}",
        bold(safe_line(&entry.lead)),
        safe_line(&entry.text)
    );
    let text = wrapped(&line, COLUMN);
    let first = if entry.date.chars().count() < COLUMN {
        format!("\n{:<COLUMN$}{text}", entry.date)
    } else {
        format!("\n{}\n{gap}{text}", entry.date)
    };
    let mut lines = vec![first];
    let sources = entry.sources.iter();
    lines.extend(sources.map(|one| format!("{gap}{}", dim(wrapped(&safe_line(one), COLUMN)))));
    lines.join("\n")
}

fn voice(voice: &Voice) -> String {
    let party = party(voice)
        .map(|party| format!(", {party}"))
        .unwrap_or_default();
    let gap = " ".repeat(COLUMN);
    format!(
        "\n{:<COLUMN$}{}{}\n{gap}{}\n{gap}{}",
        date(voice),
        bold(safe_line(speaker(voice))),
        safe_line(&party),
        wrapped(&safe_line(&words(voice)), COLUMN),
        dim(safe_line(&source(voice))),
    )
}

fn count(parties: &[PartyLine]) -> Vec<String> {
    let most = parties
        .iter()
        .map(|party| party.statements)
        .max()
        .unwrap_or(1)
        .max(1);
    let name = |party: &PartyLine| {
        party
            .name
            .clone()
            .unwrap_or_else(|| "no known party".to_owned())
    };
    let widest = parties
        .iter()
        .map(|party| name(party).chars().count())
        .max()
        .unwrap_or(0);
    parties
        .iter()
        .map(|party| {
            let bar = "█".repeat((party.statements * BAR).div_ceil(most) as usize);
            let latest = party
                .latest
                .as_deref()
                .map(|latest| format!("  latest {}", day(Some(latest))));
            format!(
                "{:<widest$}  {:>5}  {bar:<24}{}",
                safe_line(&name(party)),
                party.statements,
                dim(latest.unwrap_or_default())
            )
        })
        .collect()
}
