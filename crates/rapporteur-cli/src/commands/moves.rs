//! `rapporteur moves`

use clap::Args;
use rapporteur::{
    Contradiction, Edtf, GapView, MoveKind, MovePage, MoveQuery, MoveView, Slip, Stance, Trend,
    VoiceView,
};

use super::reading::parse_date;
use super::session;
use crate::arguments::Global;
use crate::exit::{Exit, Failure};
use crate::output;
use crate::standings::{reference, sign, source, stance};
use crate::terminal::{bold, dim, paint, safe_line, wrapped, yellow};
use rapporteur::wording::{counted, day, label};

/// What moved: every change of a party's stance, with the words before and after
///
/// On the scale against, conditional, for a step up is softened, a step down hardened, and from one
/// end to the other reversed; the first stance on a proposition is a move too. Below stand those who
/// contradict themselves or their own side, and how far apart the sides are on each issue over time.
#[derive(Debug, Args)]
pub(crate) struct Moves {
    /// Only of this party, by name or id
    #[arg(long, value_name = "NAME")]
    party: Option<String>,
    /// Only on this issue, by name or id, or this proposition, by id
    #[arg(long, value_name = "ISSUE")]
    issue: Option<String>,
    /// On this day or later
    #[arg(long, value_name = "DATE", value_parser = parse_date)]
    from: Option<Edtf>,
    /// On this day or earlier
    #[arg(long, value_name = "DATE", value_parser = parse_date)]
    to: Option<Edtf>,
    /// Also what was only repeated
    #[arg(long)]
    all: bool,
    /// List at most so many
    #[arg(long, value_name = "N", default_value_t = 50)]
    limit: u32,
    /// Pass over so many
    #[arg(long, value_name = "N", default_value_t = 0)]
    offset: u32,
    /// Print a row per move, as CSV
    #[arg(long, conflicts_with = "json")]
    csv: bool,
}

pub(crate) async fn run(moves: Moves, global: &Global) -> Result<Exit, Failure> {
    let query = MoveQuery {
        party: moves.party,
        issue: moves.issue,
        from: moves.from,
        to: moves.to,
        all: moves.all,
        limit: Some(moves.limit),
        offset: moves.offset,
    };
    let page = session::record(global).await?.moves(&query).await?;
    if global.json {
        output::json(&page)?;
    } else if moves.csv {
        table(&page)?;
    } else {
        output::text(&told(&page, query.offset))?;
    }
    Ok(Exit::Done)
}

fn told(page: &MovePage, offset: u32) -> String {
    if page.moves.is_empty() {
        return "no move fits; leave out an option, or look at `rapporteur positions`".to_owned();
    }
    let (dated, undated): (Vec<_>, Vec<_>) =
        page.moves.iter().partition(|step| step.date.is_some());
    let mut out: Vec<String> = dated.into_iter().map(entry).collect();
    if !undated.is_empty() {
        out.push(bold("Nobody tells the day"));
        out.extend(undated.into_iter().map(entry));
    }
    let shown = u64::from(offset) + page.moves.len() as u64;
    let counts = &page.counts;
    let kinds = [
        (counts.first, "first"),
        (counts.softened, "softened"),
        (counts.hardened, "hardened"),
        (counts.reversed, "reversed"),
        (counts.repeated, "repeated"),
    ];
    let kinds: Vec<String> = kinds
        .iter()
        .filter(|(number, _)| *number > 0)
        .map(|(number, kind)| format!("{number} {kind}"))
        .collect();
    let kinds = kinds.join(", ");
    out.push(dim(if shown < page.total {
        format!(
            "{shown} of {} ({kinds}); go on with --offset {shown}",
            page.total
        )
    } else {
        format!("{} ({kinds})", counted(page.total, "move"))
    }));
    if !page.contradictions.is_empty() {
        out.push(format!("\n{}", bold("Contradictions")));
        out.extend(page.contradictions.iter().map(contradiction));
    }
    if !page.gaps.is_empty() {
        out.push(format!("\n{}", bold("The gap between the sides")));
        out.extend(page.gaps.iter().map(gap));
        out.push(dim(
            "0 where they say the same on all that both have spoken on, 1 where the opposite",
        ));
    }
    out.join("\n")
}

/// A move: its line, and below it the words before and after.
fn entry(step: &MoveView) -> String {
    let from = match step.from {
        Some(from) if from != step.stance => format!("{} {} → ", sign(Some(from)), stance(from)),
        _ => String::new(),
    };
    let to = paint(
        step.stance,
        format!("{} {}", sign(Some(step.stance)), stance(step.stance)),
    );
    let line = format!(
        "{} {}: {from}{to}  {}",
        bold(safe_line(&step.party.name)),
        kind(step.kind),
        safe_line(&step.proposition.text),
    );
    let date = day(step.date.as_deref());
    let mut lines = vec![format!("{date:<13} {}", wrapped(&line, 14))];
    if let (Some(former), MoveKind::Softened | MoveKind::Hardened | MoveKind::Reversed) =
        (&step.before, step.kind)
    {
        lines.push(words("was", former));
    }
    lines.extend(step.after.as_ref().map(|after| words("now", after)));
    if let Some(slip) = step.contradicts {
        lines.push(format!("    {}", yellow(against(slip))));
    }
    if step.repeated > 0 {
        let days = counted(step.repeated, "later day");
        lines.push(dim(format!("    repeated on {days}")));
    }
    lines.join("\n")
}

/// The kind with a sign of its own.
fn kind(kind: MoveKind) -> &'static str {
    match kind {
        MoveKind::First => "• first",
        MoveKind::Repeated => "= repeated",
        MoveKind::Softened => "▲ softened",
        MoveKind::Hardened => "▼ hardened",
        MoveKind::Reversed => "⇄ reversed",
    }
}

fn against(slip: Slip) -> &'static str {
    match slip {
        Slip::Speaker => "the same speaker said the opposite",
        Slip::Side => "another speaker of the party said the opposite within a week",
    }
}

/// What was said, by whom, where: `now “…” Orlan Teich, Harbour Wire, 3 Apr 2031, 15:s1`.
fn words(when: &str, voice: &VoiceView) -> String {
    let told = format!(
        "{}  {}",
        safe_line(&voice.content),
        dim(safe_line(&format!(
            "[{}, {}, {}]",
            source(voice),
            day(voice.date.as_deref()),
            reference(voice)
        )))
    );
    format!("    {} {}", dim(when), wrapped(&told, 8))
}

fn contradiction(found: &Contradiction) -> String {
    let who = match &found.speaker {
        Some(speaker) => format!("{}, {}", speaker.name, found.party.name),
        None => format!("two speakers, {}", found.party.name),
    };
    let line = format!(
        "{}: {}",
        bold(safe_line(&who)),
        safe_line(&found.proposition.text)
    );
    [
        format!("  {}", wrapped(&line, 4)),
        words("was", &found.before),
        words("now", &found.after),
    ]
    .join("\n")
}

/// How many of the latest points of a gap are listed.
const POINTS: usize = 6;

/// How long the bar of the widest gap is.
const BAR: f64 = 10.0;

/// The gap on an issue: a bar for where it is now, and the days on which it changed.
fn gap(gap: &GapView) -> String {
    let [one, other] = &gap.between;
    let latest = gap.points.last();
    let distance = latest.map_or(0.0, |point| point.distance);
    let filled = (distance * BAR).round();
    let bar: String = (0..10_u8)
        .map(|place| {
            if f64::from(place) < filled {
                '█'
            } else {
                '░'
            }
        })
        .collect();
    let trend = latest.and_then(|point| point.trend);
    let trend = trend
        .map(|trend| format!("  {}", way(trend)))
        .unwrap_or_default();
    let passed = gap.points.len().saturating_sub(POINTS);
    let points: Vec<String> = gap
        .points
        .iter()
        .skip(passed)
        .map(|point| format!("{:.2} {}", point.distance, day(Some(&point.day))))
        .collect();
    let before = if passed > 0 { "… " } else { "" };
    format!(
        "  {}  {}\n    {bar} {distance:.2}{trend}\n    {}",
        bold(safe_line(&gap.issue.name)),
        dim(safe_line(&format!("{} and {}", one.name, other.name))),
        dim(wrapped(&format!("{before}{}", points.join(" · ")), 4))
    )
}

fn way(trend: Trend) -> &'static str {
    match trend {
        Trend::Narrowing => "narrowing",
        Trend::Widening => "widening",
        Trend::Same => "as far as before",
    }
}

const COLUMNS: [&str; 15] = [
    "date",
    "party",
    "issue",
    "proposition",
    "move",
    "from",
    "stance",
    "repeated",
    "publishers",
    "contradicts",
    "before",
    "before_content",
    "after",
    "after_speaker",
    "after_content",
];

/// Writes the moves as CSV.
fn table(page: &MovePage) -> std::io::Result<()> {
    let mut table = csv::Writer::from_writer(std::io::stdout().lock());
    let unwritten = |error: csv::Error| match error.into_kind() {
        csv::ErrorKind::Io(error) => error,
        kind => std::io::Error::other(format!("{kind:?}")),
    };
    table.write_record(COLUMNS).map_err(unwritten)?;
    for step in &page.moves {
        table.write_record(row(step)).map_err(unwritten)?;
    }
    table.flush()
}

fn row(step: &MoveView) -> [String; 15] {
    let issue = step.proposition.issue.as_ref();
    let (before, after) = (step.before.as_ref(), step.after.as_ref());
    let place = |voice: Option<&VoiceView>| voice.map(reference).unwrap_or_default();
    let content =
        |voice: Option<&VoiceView>| voice.map(|voice| voice.content.clone()).unwrap_or_default();
    let known = |stance: Option<Stance>| stance.map(crate::standings::stance).unwrap_or_default();
    [
        step.date.clone().unwrap_or_default(),
        step.party.id.clone(),
        issue.map(|issue| issue.id.clone()).unwrap_or_default(),
        step.proposition.id.clone(),
        label(&step.kind),
        known(step.from).to_owned(),
        stance(step.stance).to_owned(),
        step.repeated.to_string(),
        step.publishers.to_string(),
        step.contradicts
            .map(|slip| label(&slip))
            .unwrap_or_default(),
        place(before),
        content(before),
        place(after),
        after
            .and_then(|voice| voice.speaker.clone())
            .unwrap_or_default(),
        content(after),
    ]
}
