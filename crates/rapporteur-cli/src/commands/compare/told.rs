//! A comparison for people: side by side where there is room, else below each other.

use std::path::Path;

use rapporteur::{
    Agreement, ComparedPosition, ComparisonView, FieldName, FieldView, SideView, StatementHit,
    TimelineEvent, ToldStance, UtteranceView, ValueView,
};

use crate::columns;
use crate::terminal::{bold, dim, safe_line, wrapped, yellow};
use rapporteur::wording::{asked, counted, day, duration, label, outlet, what};

/// Room before the answers: the verdict and the question.
const ANSWERS: usize = 4;

/// So much of a statement stands in a list.
const SHOWN: usize = 280;

pub(super) fn told(view: &ComparisonView) -> String {
    let mut lines = heads(view);
    section(&mut lines, "Told by both", "Told by several", view);
    for event in &view.events {
        lines.push(String::new());
        lines.extend(event_lines(view, event));
    }
    if view.events.is_empty() {
        lines.push(dim("  no event"));
    }
    if !view.utterances.is_empty() {
        lines.push(String::new());
        lines.push(bold("Said once, told by several"));
        for utterance in &view.utterances {
            lines.push(String::new());
            lines.extend(utterance_lines(view, utterance));
        }
    }
    let differing = view.positions.iter();
    let differing: Vec<&ComparedPosition> = differing
        .filter(|position| position.verdict == Agreement::Differ)
        .collect();
    if !differing.is_empty() {
        lines.push(String::new());
        lines.push(bold("Where a party stands"));
        for position in differing {
            lines.push(String::new());
            lines.extend(position_lines(view, position));
        }
    }
    for (side, only) in view.sides.iter().zip(&view.only) {
        if only.events.is_empty() && only.statements.is_empty() {
            continue;
        }
        lines.push(String::new());
        lines.push(bold(format!("Only in {}", name(side))));
        let events = only.events.iter().map(|event| {
            let date = event.date.as_deref();
            let mark = if event.assumed { "~" } else { "" };
            format!("  {}{}  {}", mark, day(date), safe_line(&what(event)))
        });
        lines.extend(events);
        lines.extend(only.statements.iter().map(statement_line));
    }
    lines.join("\n")
}

fn section(lines: &mut Vec<String>, two: &str, several: &str, view: &ComparisonView) {
    lines.push(String::new());
    lines.push(bold(if view.sides.len() == 2 { two } else { several }));
}

/// Who stands beside whom.
fn heads(view: &ComparisonView) -> Vec<String> {
    let head = |side: &SideView| {
        let mut lines = vec![name(side)];
        if let Some(published) = &side.published {
            lines.push(day(Some(published)));
        }
        lines.extend(side.title.as_deref().map(safe_line));
        if side.articles.len() > 1 {
            lines.push(counted(side.articles.len() as u64, "article"));
        }
        lines.join("\n")
    };
    match view.sides.as_slice() {
        [one, other] if columns::fit() => {
            columns::beside(ANSWERS, &head(one), &head(other), |line| bold(line))
        }
        sides => {
            let lines = sides.iter().map(|side| head(side).replace('\n', ", "));
            lines.map(|line| bold(wrapped(&line, 4))).collect()
        }
    }
}

/// What a side is called: `Harbour Wire 3`.
fn name(side: &SideView) -> String {
    let file = side
        .file
        .as_deref()
        .map(Path::new)
        .and_then(Path::file_name);
    let file = file.map(|file| file.to_string_lossy().into_owned());
    match (&side.publisher, side.articles.as_slice(), file) {
        (None, [_], Some(file)) => safe_line(&file),
        (publisher, [number], _) => {
            format!("{} {number}", safe_line(outlet(publisher.as_deref())))
        }
        (publisher, ..) => safe_line(outlet(publisher.as_deref())),
    }
}

fn event_lines(view: &ComparisonView, event: &TimelineEvent) -> Vec<String> {
    let mark = if event.assumed { "~" } else { "" };
    let mut lines = vec![format!(
        "  {}, {mark}{}",
        bold(safe_line(&what(event))),
        day(event.date.as_deref())
    )];
    let mut fields: Vec<&FieldView> = event
        .fields
        .iter()
        .filter(|field| field.field != FieldName::HowFar || field.verdict == Agreement::Differ)
        .collect();
    // What differs is what a reader came for.
    fields.sort_by_key(|field| match field.verdict {
        Agreement::Differ => 0,
        Agreement::Agree => 1,
        Agreement::Silent => 2,
    });
    for field in fields {
        lines.push(format!(
            "  {}  {}",
            verdict(field.verdict),
            safe_line(&asked(field))
        ));
        let answers: Vec<String> = (view.sides.iter())
            .map(|side| answer(field, side))
            .collect();
        lines.extend(answered(view, &answers, field.verdict == Agreement::Differ));
    }
    lines
}

fn verdict(verdict: Agreement) -> String {
    let label = format!("{:<6}", label(&verdict));
    match verdict {
        Agreement::Differ => yellow(label),
        Agreement::Agree => label,
        Agreement::Silent => dim(label),
    }
}

/// What a side answers, with its words.
fn answer(field: &FieldView, side: &SideView) -> String {
    let mut answers = Vec::new();
    for value in &field.values {
        let mut told = value.told_by.iter();
        if let Some(telling) = told.find(|telling| side.articles.contains(&telling.article)) {
            let words: String = safe_line(&telling.text).chars().take(SHOWN).collect();
            answers.push(format!("{}: “{words}”", said(field, value)));
        }
    }
    if answers.is_empty() {
        "–".to_owned()
    } else {
        answers.join("\n")
    }
}

fn said(field: &FieldView, value: &ValueView) -> String {
    match field.field {
        FieldName::HowLong => duration(&value.value),
        FieldName::When => day(Some(&value.value)),
        _ => safe_line(&value.value),
    }
}

/// Answers side by side, or below each other with the names of the sides.
fn answered(view: &ComparisonView, answers: &[String], loud: bool) -> Vec<String> {
    let style = |line: &str| if loud { line.to_owned() } else { dim(line) };
    match (view.sides.as_slice(), answers) {
        ([_, _], [one, other]) if columns::fit() => columns::beside(ANSWERS, one, other, style),
        (sides, answers) => {
            let told = sides
                .iter()
                .zip(answers)
                .filter(|(_, answer)| *answer != "–");
            told.map(|(side, answer)| {
                let line = format!("{}  {}", name(side), answer.replace('\n', "; "));
                format!("    {}", style(&wrapped(&line, 6)))
            })
            .collect()
        }
    }
}

fn utterance_lines(view: &ComparisonView, utterance: &UtteranceView) -> Vec<String> {
    let speaker = utterance.speaker.as_deref().unwrap_or("an unnamed speaker");
    let party = utterance
        .party_name
        .as_deref()
        .filter(|party| *party != speaker);
    let party = party.map_or_else(String::new, |party| format!(" ({})", safe_line(party)));
    let mut lines = vec![format!(
        "  {}{party}, {}{}",
        bold(safe_line(speaker)),
        day(utterance.day.as_deref()),
        dim(if utterance.same_words {
            "  same words"
        } else {
            ""
        })
    )];
    let answers: Vec<String> = view
        .sides
        .iter()
        .map(|side| {
            let wordings = utterance.wordings.iter();
            let mine = wordings.filter(|wording| side.articles.contains(&wording.article));
            let mine: Vec<String> = mine
                .map(|wording| safe_line(&wording.text.content))
                .collect();
            if mine.is_empty() {
                "–".to_owned()
            } else {
                mine.join("\n")
            }
        })
        .collect();
    lines.extend(answered(view, &answers, true));
    lines
}

fn position_lines(view: &ComparisonView, position: &ComparedPosition) -> Vec<String> {
    let mut lines = vec![format!(
        "  {}: {}",
        bold(safe_line(&position.party.name)),
        safe_line(&position.proposition.text)
    )];
    let answer = |told: &Vec<ToldStance>| match told.as_slice() {
        [] => "–".to_owned(),
        told => {
            let told = told
                .iter()
                .map(|told| format!("{}: {}", label(&told.stance), safe_line(&told.content)));
            told.collect::<Vec<_>>().join("\n")
        }
    };
    let answers: Vec<String> = position.sides.iter().map(answer).collect();
    lines.extend(answered(view, &answers, true));
    lines
}

fn statement_line(statement: &StatementHit) -> String {
    let speaker = statement.speaker.as_deref().unwrap_or("an unnamed speaker");
    let content = safe_line(&statement.text.content);
    let cut: String = content.chars().take(SHOWN).collect();
    let rest = if cut.len() < content.len() {
        " …"
    } else {
        ""
    };
    let line = format!("{}: {cut}{rest}", bold(safe_line(speaker)));
    format!("  {}", wrapped(&line, 4))
}
