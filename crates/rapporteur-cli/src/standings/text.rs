//! The table for a terminal.

use rapporteur::{PositionsView, PropositionStandings, StandingView};

use super::{
    age, as_of, beside, names, publishers, reference, relations, sign, since, stance, title,
};
use crate::terminal::{bold, dim, paint, safe_line, width, wrapped};
use rapporteur::wording::day;

/// The longest name of a party that has a column of its own.
const LONGEST_NAME: usize = 18;

pub(crate) fn render(view: &PositionsView) -> String {
    let mut out = vec![format!(
        "{}  {}",
        bold(safe_line(title(view))),
        dim(as_of(view))
    )];
    if view.issues.is_empty() {
        out.push(
            "no proposition is known; `rapporteur reread --codebook FILE.toml` brings some".into(),
        );
        return out.join("\n");
    }
    let column = view.parties.iter().map(|party| party.name.chars().count());
    let column = column.max().unwrap_or_default().min(LONGEST_NAME);
    for issue in &view.issues {
        let name = issue.issue.as_ref();
        let name = name.map_or("Not in the codebook", |issue| issue.name.as_str());
        out.push(format!("\n{}", bold(safe_line(name))));
        for proposition in &issue.propositions {
            out.push(heading(proposition));
            if proposition.between.is_some() {
                out.push(side_by_side(view, proposition));
                continue;
            }
            for standing in &proposition.standings {
                out.push(line(standing, column));
            }
            if !proposition.open.is_empty() {
                let verb = if proposition.open.len() == 1 {
                    "has"
                } else {
                    "have"
                };
                let silent = format!("{} {verb} not spoken", names(&proposition.open));
                out.push(dim(format!("    · {}", wrapped(&safe_line(&silent), 6))));
            }
        }
    }
    let key = "+ for  ± conditional  − against  · has not spoken";
    let relations = relations(view);
    if !relations.is_empty() {
        out.push(format!("\n{relations}"));
        out.push(dim("= agree  ≠ differ  … wait  · open"));
    }
    out.push(dim(format!("\n{key}")));
    out.join("\n")
}

/// The proposition and its id.
fn heading(proposition: &PropositionStandings) -> String {
    let relation = proposition.between.map(|between| {
        let (sign, word) = beside(between);
        format!("{sign} {word}: ")
    });
    let relation = relation.unwrap_or_default();
    let text = if proposition.text == proposition.id {
        String::new()
    } else {
        format!("{}  ", safe_line(&proposition.text))
    };
    let line = format!("{relation}{text}{}", dim(safe_line(&proposition.id)));
    format!("  {}", wrapped(&line, 4))
}

/// One party: sign, stance, day, publishers and reference; below it since when, and the words.
fn line(standing: &StandingView, column: usize) -> String {
    let mark = paint(standing.stance, sign(Some(standing.stance)));
    let name = cut(&safe_line(&standing.party.name), column);
    let voice = standing.statement.as_ref();
    let mut details = vec![format!("{:<11}", day(standing.date.as_deref()))];
    details.push(publishers(standing));
    details.extend(voice.map(reference));
    let decided = voice.is_some_and(|voice| voice.decided);
    details.extend(decided.then(|| "decided".to_owned()));
    let first = format!(
        "    {mark} {} {}{:<12}{}",
        bold(&name),
        " ".repeat(column.saturating_sub(name.chars().count())),
        stance(standing.stance),
        details.join("  ")
    );
    let words = voice.map(|voice| {
        let speaker = voice.speaker.as_deref().unwrap_or("an unnamed speaker");
        let since = since(standing).map(|since| format!("held {since}"));
        let times: Vec<String> = age(standing).into_iter().chain(since).collect();
        let times = match times.as_slice() {
            [] => String::new(),
            times => format!("{}. ", times.join(", ")),
        };
        let told = safe_line(&format!("{times}{speaker}: {}", voice.content));
        format!("\n      {}", dim(cut(&told, width().saturating_sub(6))))
    });
    format!("{first}{}", words.unwrap_or_default())
}

/// The two parties in two columns.
fn side_by_side(view: &PositionsView, proposition: &PropositionStandings) -> String {
    let room = width().saturating_sub(8) / 2;
    let cell = |party: &str| -> Vec<String> {
        let standing = proposition
            .standings
            .iter()
            .find(|one| one.party.id == party);
        let name = view.parties.iter().find(|known| known.id == party);
        let name = name.map_or(party, |known| known.name.as_str());
        let Some(standing) = standing else {
            return vec![format!("· {name}"), "  has not spoken".to_owned()];
        };
        let voice = standing.statement.as_ref();
        let told = voice.map(reference).unwrap_or_default();
        let mut lines = vec![
            format!("{} {name}", sign(Some(standing.stance))),
            format!(
                "  {}, {}",
                stance(standing.stance),
                day(standing.date.as_deref())
            ),
            format!("  {}, {told}", publishers(standing)),
        ];
        let words = voice
            .map(|voice| safe_line(&voice.content))
            .unwrap_or_default();
        let words = textwrap::wrap(&words, room.saturating_sub(2));
        lines.extend(words.iter().take(4).map(|line| format!("  {line}")));
        lines
    };
    let mut parties = view.parties.iter().map(|party| cell(&party.id));
    let (left, right) = (
        parties.next().unwrap_or_default(),
        parties.next().unwrap_or_default(),
    );
    let rows = left.len().max(right.len());
    let row = |place: usize| {
        let text = |column: &[String]| {
            let line = column.get(place).map_or("", String::as_str);
            cut(&safe_line_keeping_indent(line), room)
        };
        let (one, other) = (text(&left), text(&right));
        let gap = " ".repeat(room.saturating_sub(one.chars().count()));
        format!("    {one}{gap}  {other}").trim_end().to_owned()
    };
    (0..rows).map(row).collect::<Vec<_>>().join("\n")
}

fn safe_line_keeping_indent(line: &str) -> String {
    let text = line.trim_start();
    let indent = line.len() - text.len();
    format!("{}{}", " ".repeat(indent), safe_line(text))
}

/// As much of a text as there is room for.
fn cut(text: &str, room: usize) -> String {
    if text.chars().count() <= room {
        return text.to_owned();
    }
    let kept: String = text.chars().take(room.saturating_sub(1)).collect();
    format!("{}…", kept.trim_end())
}
