//! The brief as Markdown.

use rapporteur::{BriefView, Voice};

use super::opening::{Entry, opening};
use super::{date, footnote, party, source, speaker, title, words};
use crate::terminal::safe_line;
use rapporteur::wording::{basis, day};

pub(crate) fn render(view: &BriefView) -> String {
    let mut lines = vec![
        format!("# {}", plain(title(view))),
        String::new(),
        basis(view),
    ];
    for section in opening(view) {
        lines.push(format!("\n## {}\n", plain(&section.heading)));
        lines.extend(section.entries.iter().map(entry));
    }
    if !view.voices.is_empty() {
        lines.push("\n## Latest words\n".to_owned());
        lines.extend(view.voices.iter().map(voice));
        lines.extend(footnote(view).map(|note| format!("\n{}", plain(note))));
    }
    lines.push("\n## Statements per party\n".to_owned());
    lines.push("| party | statements | latest |".to_owned());
    lines.push("|---|---:|---|".to_owned());
    for party in &view.parties {
        let name = party.name.as_deref().unwrap_or("no known party");
        let latest = party
            .latest
            .as_deref()
            .map(|latest| day(Some(latest)))
            .unwrap_or_default();
        lines.push(format!(
            "| {} | {} | {latest} |",
            plain(name),
            party.statements
        ));
    }
    if !view.undated.is_empty() {
        lines.push("\n## Undated\n".to_owned());
        lines.extend(view.undated.iter().map(voice));
    }
    lines.join("\n")
}

fn entry(entry: &Entry) -> String {
    let sources: Vec<String> = entry.sources.iter().map(|one| plain(one)).collect();
    format!(
        "- {}: **{}** {}  \n  {}",
        plain(&entry.date),
        plain(&entry.lead),
        plain(&entry.text),
        sources.join(" · ")
    )
}

fn voice(voice: &Voice) -> String {
    let party = party(voice).map(|party| format!(", {}", plain(party)));
    format!(
        "- **{}**{}, {}: {}  \n  {}",
        plain(speaker(voice)),
        party.unwrap_or_default(),
        plain(&date(voice)),
        plain(&words(voice)),
        plain(&source(voice))
    )
}

/// Text from outside, with what Markdown would act on escaped.
fn plain(text: &str) -> String {
    safe_line(text)
        .chars()
        .fold(String::new(), |mut out, character| {
            if matches!(
                character,
                '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '#' | '|' | '&'
            ) {
                out.push('\\');
            }
            out.push(character);
            out
        })
}
