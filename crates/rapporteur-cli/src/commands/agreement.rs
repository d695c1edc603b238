//! `rapporteur agreement`

use clap::Args;
use rapporteur::CodingView;
use rapporteur::wording::counted;

use super::session;
use crate::arguments::Global;
use crate::exit::{Exit, Failure};
use crate::output;
use crate::terminal::{bold, dim, safe_line};

/// Tell how far coders agree on where statements stand
///
/// Where two or more users are coders, each judges for himself in the reading room (`serve`), and what
/// two judge alike counts. Krippendorff's alpha is 1 where all agree and 0 where they agree as often as
/// chance would have it. Nominal holds for, conditional, against and no position to be equally
/// different; ordinal holds for and against to be further apart, and leaves out who sees no position.
#[derive(Debug, Args)]
pub(crate) struct Agreement {}

pub(crate) async fn run(_: Agreement, global: &Global) -> Result<Exit, Failure> {
    let view = session::record(global).await?.coding().await?;
    if global.json {
        output::json(&view)?;
    } else {
        output::text(&told(&view))?;
    }
    Ok(Exit::Done)
}

fn told(view: &CodingView) -> String {
    if view.coders.is_empty() {
        return "no coder has judged anything; `rapporteur users add NAME --role coder` lets \
                somebody code"
            .to_owned();
    }
    let coders: Vec<String> = view.coders.iter().map(|name| safe_line(name)).collect();
    let mut lines = vec![
        format!(
            "{} judged by {}, {} of them by at least two",
            counted(view.judged, "position"),
            coders.join(", "),
            view.units
        ),
        String::new(),
        dim("nominal  ordinal  units  proposition"),
        bold(row(view.nominal, view.ordinal, view.units, "all")),
    ];
    for one in &view.propositions {
        let text = safe_line(&one.proposition.text);
        lines.push(row(one.nominal, one.ordinal, one.units, &text));
    }
    lines.join("\n")
}

fn row(nominal: Option<f64>, ordinal: Option<f64>, units: u64, of: &str) -> String {
    let alpha = |alpha: Option<f64>| alpha.map_or_else(|| "–".to_owned(), |it| format!("{it:.3}"));
    format!(
        "{:>7}  {:>7}  {units:>5}  {of}",
        alpha(nominal),
        alpha(ordinal)
    )
}
