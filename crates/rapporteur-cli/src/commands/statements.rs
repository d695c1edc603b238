//! `rapporteur statements`

use clap::Args;
use clap::builder::{PossibleValuesParser, TypedValueParser};
use rapporteur::{Act, Edtf, StatementHit, StatementPage, StatementQuery};

use super::positions::TypedStance;
use super::reading::parse_date;
use super::session;
use crate::arguments::Global;
use crate::exit::{Exit, Failure};
use crate::output;
use crate::terminal::{bold, dim, safe, safe_line, wrapped};
use rapporteur::wording::{counted, day, label, outlet};

/// Search what was said
///
/// Statements come latest first, those without a date last. Every option narrows the search; without
/// any, all statements are listed.
#[derive(Debug, Args)]
pub(crate) struct Statements {
    /// All of these words stand in the statement; a word ending in * finds all that begin so
    #[arg(value_name = "WORDS")]
    words: Vec<String>,
    /// A part of the speaker's name, or the id in the codebook
    #[arg(long, value_name = "NAME")]
    speaker: Option<String>,
    /// The party the speaker belongs to, by name or id
    #[arg(long, value_name = "NAME")]
    party: Option<String>,
    /// The outlet that tells it
    #[arg(long, value_name = "NAME")]
    publisher: Option<String>,
    /// Taking a position on this issue, by name or id, or on this proposition, by id
    #[arg(long, value_name = "ISSUE")]
    issue: Option<String>,
    /// Taking this stance: on the issue, if there is one, else on whatever proposition
    #[arg(long, value_enum, value_name = "STANCE")]
    stance: Option<TypedStance>,
    /// Doing this with words
    #[arg(long, value_name = "ACT", value_parser = act())]
    act: Option<Act>,
    /// Said, or else published, on this day or later
    #[arg(long, value_name = "DATE", value_parser = parse_date)]
    since: Option<Edtf>,
    /// Said, or else published, on this day or earlier
    #[arg(long, value_name = "DATE", value_parser = parse_date)]
    until: Option<Edtf>,
    /// Only what nobody knows the date of
    #[arg(long)]
    undated: bool,
    /// List at most so many
    #[arg(long, value_name = "N", default_value_t = 20)]
    limit: u32,
    /// Pass over so many
    #[arg(long, value_name = "N", default_value_t = 0)]
    offset: u32,
}

const ACTS: [&str; 12] = [
    "state", "demand", "offer", "promise", "accept", "reject", "concede", "threaten", "accuse",
    "appeal", "deny", "report",
];

/// Reads an act by its name.
fn act() -> impl TypedValueParser<Value = Act> {
    let named = |name: String| serde_json::from_value(serde_json::Value::String(name));
    PossibleValuesParser::new(ACTS).try_map(named)
}

pub(crate) async fn run(statements: Statements, global: &Global) -> Result<Exit, Failure> {
    let query = StatementQuery {
        words: Some(statements.words.join(" ")).filter(|words| !words.is_empty()),
        speaker: statements.speaker,
        party: statements.party,
        publisher: statements.publisher,
        since: statements.since,
        until: statements.until,
        undated: statements.undated,
        issue: statements.issue,
        stance: statements.stance.map(Into::into),
        act: statements.act,
        limit: Some(statements.limit),
        offset: statements.offset,
    };
    let page = session::record(global).await?.statements(&query).await?;
    if global.json {
        output::json(&page)?;
    } else {
        output::text(&told(&page, statements.offset))?;
    }
    Ok(Exit::Done)
}

fn told(page: &StatementPage, offset: u32) -> String {
    if page.statements.is_empty() {
        return "no statement fits; leave out an option, or look at `rapporteur articles`"
            .to_owned();
    }
    let mut out: Vec<String> = page.statements.iter().map(entry).collect();
    let shown = u64::from(offset) + page.statements.len() as u64;
    if shown < page.total {
        let next = format!("{shown} of {}; go on with --offset {shown}", page.total);
        out.push(dim(next));
    } else {
        out.push(dim(counted(page.total, "statement")));
    }
    out.join("\n\n")
}

/// One statement: when and who, the words, and where they stand.
fn entry(hit: &StatementHit) -> String {
    let date = hit
        .said
        .as_ref()
        .map(|said| said.edtf.as_str())
        .or(hit.published.edtf.as_deref());
    let speaker = hit.speaker.as_deref().unwrap_or("an unnamed speaker");
    let party = hit
        .party_name
        .as_ref()
        .map(|party| format!(", {party}"))
        .unwrap_or_default();
    format!(
        "{}  {}{}  {}\n  {}\n  {}",
        day(date),
        bold(safe_line(speaker)),
        safe_line(&party),
        dim(format!(
            "{}, {}, {}",
            label(&hit.act),
            label(&hit.kind),
            label(&hit.basis)
        )),
        wrapped(&safe_line(&hit.text.content), 2),
        dim(safe(&format!(
            "{} · article {}, {}, characters {}",
            outlet(hit.publisher.as_deref()),
            hit.article,
            hit.id,
            places(&hit.spans.content)
        )))
    )
}

/// Where words stand, such as `0–67, 80–91`.
fn places(spans: &[[usize; 2]]) -> String {
    let places: Vec<String> = spans
        .iter()
        .map(|[start, end]| format!("{start}–{end}"))
        .collect();
    places.join(", ")
}
