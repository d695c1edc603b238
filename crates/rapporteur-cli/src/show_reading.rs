//! One article's reading, for people: its head, then who said what in the order of the text, each
//! statement with its positions and the conditions it sets.

use rapporteur::{ClauseView, PositionView, PreconditionView, ReadingView, StatementView};

use crate::terminal::{bold, dim, safe_line, wrapped, yellow};
use rapporteur::wording::{counted, day, label, outlet};

/// Lays out a reading; `text` is what its offsets point into.
pub(crate) fn text(view: &ReadingView, text: &str) -> String {
    let mut lines = head(view);
    let characters: Vec<usize> = text
        .char_indices()
        .map(|(byte, _)| byte)
        .chain([text.len()])
        .collect();
    let cut = |spans: &[[usize; 2]]| cut(text, &characters, spans);
    for statement in &view.statements {
        lines.push(String::new());
        lines.extend(entry(
            statement,
            &cut(&statement.content),
            &cut(&statement.cue),
        ));
        for position in &statement.positions {
            lines.push(stand(position, &cut(&position.words)));
        }
        let own = |set: &&PreconditionView| set.statement.as_ref() == Some(&statement.id);
        for set in view.preconditions.iter().filter(own) {
            let [wanted, condition] =
                [&set.wanted, &set.condition].map(|half| half_of(half, &cut(&half.span)));
            lines.push(format!(
                "{INDENT}{} {wanted}, once {condition}",
                bold("wants")
            ));
        }
    }
    lines.join("\n") + "\n"
}

/// What stands before a line about a statement.
const INDENT: &str = "      ";

/// A position on one line: `for talks.resume (0.91): “…”`.
fn stand(position: &PositionView, words: &str) -> String {
    let sure = position.confidence.map(|sure| dim(format!(" ({sure:.2})")));
    format!(
        "{INDENT}{} {}{}: “{}”",
        bold(label(&position.stance)),
        safe_line(&position.proposition),
        sure.unwrap_or_default(),
        safe_line(words)
    )
}

/// A half of a condition, with the proposition it matches.
fn half_of(half: &ClauseView, words: &str) -> String {
    let proposition = half
        .proposition
        .as_deref()
        .map(|id| dim(format!(" ({})", safe_line(id))));
    format!("“{}”{}", safe_line(words), proposition.unwrap_or_default())
}

fn head(view: &ReadingView) -> Vec<String> {
    let article = &view.article;
    let title = article
        .title
        .as_deref()
        .or(article.file.as_deref())
        .unwrap_or("without a title");
    let names = view.entities.len() as u64;
    let mut lines = vec![
        bold(safe_line(title)),
        dim(format!(
            "{} · {} · {} · {}",
            safe_line(outlet(article.publisher.as_deref())),
            day(article.published.edtf.as_deref()),
            counted(view.statements.len() as u64, "statement"),
            counted(names, "name"),
        )),
    ];
    for diagnostic in &view.diagnostics {
        lines.push(yellow(safe_line(&diagnostic.message)));
    }
    lines
}

fn entry(statement: &StatementView, content: &str, cue: &str) -> [String; 2] {
    let speaker = statement
        .speaker
        .name
        .as_deref()
        .unwrap_or("an unnamed speaker");
    let party = statement
        .speaker
        .party
        .as_ref()
        .map(|party| format!(" ({})", safe_line(party)))
        .unwrap_or_default();
    let said = statement
        .said
        .as_ref()
        .map(|said| format!(", {}", day(Some(&said.edtf))));
    let within = statement
        .within
        .as_ref()
        .map(|id| format!(", within {id}"))
        .unwrap_or_default();
    let indent = if statement.within.is_some() { 8 } else { 6 };
    [
        format!(
            "{:>4}  {}{}  {}",
            statement.id,
            bold(safe_line(speaker)),
            party,
            dim(format!(
                "“{}”: {}, {}, {}{}{within}",
                safe_line(cue),
                label(&statement.act),
                label(&statement.kind),
                label(&statement.basis),
                said.unwrap_or_default(),
            )),
        ),
        format!(
            "{}{}",
            " ".repeat(indent),
            wrapped(&safe_line(content), indent)
        ),
    ]
}

/// Cuts spans of code points out of a text; the pieces are joined by an ellipsis.
fn cut(text: &str, characters: &[usize], spans: &[[usize; 2]]) -> String {
    let pieces: Vec<&str> = spans
        .iter()
        .filter_map(|[start, end]| text.get(*characters.get(*start)?..*characters.get(*end)?))
        .collect();
    pieces.join(" … ")
}
