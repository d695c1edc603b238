//! `rapporteur set`

use clap::{ArgGroup, Args};
use rapporteur::{Edtf, Mending};

use super::reading::parse_date;
use super::session;
use crate::arguments::Global;
use crate::exit::{Exit, Failure};
use crate::output;

/// Mend what is known about an article
///
/// Each value is a decision that outlives every new reading; `unknown` takes a value away. The article
/// is read again with what is known now.
#[derive(Debug, Args)]
#[command(group(ArgGroup::new("fields").required(true).multiple(true)))]
pub(crate) struct Set {
    /// The number of the article, as `articles` lists it
    #[arg(value_name = "ARTICLE")]
    number: i64,
    /// The outlet
    #[arg(long, value_name = "NAME", group = "fields")]
    publisher: Option<String>,
    /// When it was published: YYYY-MM-DD, YYYY-MM or YYYY
    #[arg(long, visible_alias = "date", value_name = "DATE", group = "fields", value_parser = date_or_unknown)]
    published: Option<Date>,
    /// The address
    #[arg(long, value_name = "URL", group = "fields")]
    url: Option<String>,
    /// The headline
    #[arg(long, value_name = "TEXT", group = "fields")]
    title: Option<String>,
    /// The language, as an ISO 639 code such as `en`
    #[arg(long, value_name = "CODE", group = "fields")]
    language: Option<String>,
}

/// A date, or that it is not known.
#[derive(Debug, Clone)]
struct Date(Option<Edtf>);

pub(crate) async fn run(set: Set, global: &Global) -> Result<Exit, Failure> {
    let record = session::record(global).await?;
    let engine = session::engine(&record, None).await?;
    let mending = Mending {
        publisher: set.publisher.map(value),
        published: set.published.map(|date| date.0),
        url: set.url.map(value),
        title: set.title.map(value),
        language: set.language.map(value),
    };
    let operation = record
        .set(set.number, &mending, &engine, &session::clerk(global))
        .await?;
    record.close().await;
    if global.json {
        output::json(&operation)?;
    } else {
        output::text(&format!(
            "{}; read again\noperation {}; undo with `rapporteur undo`",
            operation.summary, operation.number
        ))?;
    }
    Ok(Exit::Done)
}

fn value(text: String) -> Option<String> {
    Some(text).filter(|text| text != "unknown")
}

fn date_or_unknown(text: &str) -> Result<Date, String> {
    if text == "unknown" {
        return Ok(Date(None));
    }
    parse_date(text).map(|date| Date(Some(date)))
}
