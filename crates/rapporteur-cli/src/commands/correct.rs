//! `rapporteur correct`

use clap::{Args, ValueEnum};
use rapporteur::{
    Act, Basis, Correction, CorrectionPreview, Edtf, Error, ErrorKind, Kind, Passage,
    StatementDraft, StatementView, wording,
};

use super::reading::parse_date;
use super::session;
use crate::arguments::Global;
use crate::exit::{Exit, Failure};
use crate::output;
use crate::terminal::{bold, dim, safe_line, wrapped};

/// Add a statement that was not read, correct one, or strike one out
///
/// An article alone, such as 3, gets a statement; 3:s4 is the fourth one read in it. Words are quoted as
/// the text has them, with `…` for what is left out, or given by their places in it, such as 120-154.
/// What you decide outlives every new reading, and `undo` takes it back. `unknown` takes a speaker, a
/// party or a day away.
#[derive(Debug, Args)]
pub(crate) struct Correct {
    /// The article, or article and statement, such as 3:s4
    #[arg(value_name = "STATEMENT")]
    statement: String,
    /// It is no statement
    #[arg(long)]
    strike: bool,
    /// What was said
    #[arg(long, value_name = "WORDS", conflicts_with = "strike")]
    content: Option<String>,
    /// The words that name the speaker
    #[arg(long, value_name = "WORDS", conflicts_with = "strike")]
    source: Option<String>,
    /// The words that say that something was said
    #[arg(long, value_name = "WORDS", conflicts_with = "strike")]
    cue: Option<String>,
    /// Who speaks; else, where a statement is added, whomever the source names
    #[arg(long, value_name = "NAME", conflicts_with = "strike")]
    speaker: Option<String>,
    /// The party; else the speaker's
    #[arg(long, value_name = "PARTY", conflicts_with = "strike")]
    party: Option<String>,
    /// What the words do
    #[arg(
        long,
        value_enum,
        hide_possible_values = true,
        conflicts_with = "strike"
    )]
    act: Option<TypedAct>,
    /// How they are reported
    #[arg(long, value_enum, conflicts_with = "strike")]
    kind: Option<TypedKind>,
    /// Whether somebody said it, or only wants or fears it
    #[arg(long, value_enum, conflicts_with = "strike")]
    basis: Option<TypedBasis>,
    /// When it was said: YYYY-MM-DD, YYYY-MM or YYYY
    #[arg(long, value_name = "DATE", value_parser = date_or_unknown, conflicts_with = "strike")]
    said: Option<Date>,
    /// Say what would be recorded, and change nothing
    #[arg(long)]
    dry_run: bool,
}

/// A date, or that it is not known.
#[derive(Debug, Clone)]
struct Date(Option<Edtf>);

#[derive(Debug, Clone, Copy, ValueEnum)]
enum TypedAct {
    State,
    Demand,
    Offer,
    Promise,
    Accept,
    Reject,
    Concede,
    Threaten,
    Accuse,
    Appeal,
    Deny,
    Report,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum TypedKind {
    Direct,
    Indirect,
    Mixed,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum TypedBasis {
    Speech,
    Attitude,
}

impl From<TypedAct> for Act {
    fn from(typed: TypedAct) -> Self {
        match typed {
            TypedAct::State => Self::State,
            TypedAct::Demand => Self::Demand,
            TypedAct::Offer => Self::Offer,
            TypedAct::Promise => Self::Promise,
            TypedAct::Accept => Self::Accept,
            TypedAct::Reject => Self::Reject,
            TypedAct::Concede => Self::Concede,
            TypedAct::Threaten => Self::Threaten,
            TypedAct::Accuse => Self::Accuse,
            TypedAct::Appeal => Self::Appeal,
            TypedAct::Deny => Self::Deny,
            TypedAct::Report => Self::Report,
        }
    }
}

impl From<TypedKind> for Kind {
    fn from(typed: TypedKind) -> Self {
        match typed {
            TypedKind::Direct => Self::Direct,
            TypedKind::Indirect => Self::Indirect,
            TypedKind::Mixed => Self::Mixed,
        }
    }
}

impl From<TypedBasis> for Basis {
    fn from(typed: TypedBasis) -> Self {
        match typed {
            TypedBasis::Speech => Self::Speech,
            TypedBasis::Attitude => Self::Attitude,
        }
    }
}

pub(crate) async fn run(correct: Correct, global: &Global) -> Result<Exit, Failure> {
    let (article, statement) = reference(&correct.statement)?;
    let dry_run = correct.dry_run;
    let correction = correction(correct, statement)?;
    let record = session::record(global).await?;
    if dry_run {
        let preview = record.preview_correction(article, &correction).await?;
        if global.json {
            output::json(&preview)?;
        } else {
            output::text(&format!("{}\nnothing was changed", told(&preview)))?;
        }
        return Ok(Exit::Done);
    }
    let clerk = session::clerk(global);
    let report = record.correct(article, &correction, &clerk).await?;
    record.close().await;
    if global.json {
        output::json(&report)?;
    } else {
        output::text(&format!(
            "{}\noperation {}; undo with `rapporteur undo`",
            told(&report.correction),
            report.operation.number
        ))?;
    }
    Ok(Exit::Done)
}

fn correction(correct: Correct, statement: Option<String>) -> Result<Correction, Error> {
    let passage = |typed: Option<String>| typed.map(|typed| Passage::typed(&typed));
    let draft = StatementDraft {
        source: passage(correct.source),
        cue: passage(correct.cue),
        content: passage(correct.content),
        speaker: correct.speaker.map(known),
        party: correct.party.map(known),
        kind: correct.kind.map(Kind::from),
        basis: correct.basis.map(Basis::from),
        act: correct.act.map(Act::from),
        said: correct.said.map(|date| date.0),
    };
    match (statement, correct.strike) {
        (Some(statement), true) => Ok(Correction::Strike(statement)),
        (Some(statement), false) => Ok(Correction::Correct(statement, draft)),
        (None, false) => Ok(Correction::Add(draft)),
        (None, true) => {
            let message = "an article is not struck out, a statement is";
            Err(Error::new(ErrorKind::Input, message)
                .with_hint("name the statement too, such as 3:s4"))
        }
    }
}

/// Reads `3` as article 3 and `3:s4` as statement 4 of it.
fn reference(typed: &str) -> Result<(i64, Option<String>), Error> {
    let (article, statement) = match typed.split_once(':') {
        Some((article, statement)) => (article, Some(statement.to_owned())),
        None => (typed, None),
    };
    let article = article.parse().map_err(|_| {
        Error::new(
            ErrorKind::Input,
            format!("{typed:?} names no article and no statement"),
        )
        .with_hint("write the article, such as 3, or article and statement, such as 3:s4")
    })?;
    Ok((article, statement))
}

fn known(typed: String) -> Option<String> {
    Some(typed).filter(|typed| typed != "unknown")
}

fn date_or_unknown(text: &str) -> Result<Date, String> {
    if text == "unknown" {
        return Ok(Date(None));
    }
    parse_date(text).map(|date| Date(Some(date)))
}

/// What a decision says.
fn told(preview: &CorrectionPreview) -> String {
    let id = preview.id.as_deref().unwrap_or("new");
    let view = preview.after.as_ref().or(preview.before.as_ref());
    let speaker = view.and_then(|view| view.speaker.name.as_deref());
    let speaker = speaker.unwrap_or("an unnamed speaker");
    let mut out = vec![
        format!("{}:{id}  {}", preview.article, bold(safe_line(speaker))),
        format!("  {}", wrapped(&safe_line(&preview.text.content), 2)),
    ];
    out.extend(view.map(|view| dim(format!("  {}", described(view)))));
    out.push(match preview.verdict {
        "add" => "  is added".to_owned(),
        "correct" => format!("  is corrected: {}", preview.fields.join(", ")),
        _ => "  is struck out".to_owned(),
    });
    out.join("\n")
}

fn described(view: &StatementView) -> String {
    let party = view.speaker.party.as_deref().unwrap_or("no known party");
    format!(
        "{} · {} · {} · {} · {}",
        safe_line(party),
        wording::label(&view.act),
        wording::label(&view.kind),
        wording::label(&view.basis),
        wording::said(view.said.as_ref())
    )
}
