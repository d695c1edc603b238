//! `rapporteur export`

use std::io::{BufWriter, Write};

use clap::{Args, ValueEnum};
use rapporteur::{Record, StatementHit};

use super::session;
use crate::arguments::Global;
use crate::exit::{Exit, Failure};
use crate::output;

/// Print the whole record, for other programs
///
/// json and jsonl give each article with everything read from it, as `extract --json` does; csv gives
/// a row per statement.
#[derive(Debug, Args)]
pub(crate) struct Export {
    /// json: one array; jsonl: one article a line; csv: one statement a row
    #[arg(long, value_enum)]
    format: Format,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum Format {
    Json,
    Jsonl,
    Csv,
}

pub(crate) async fn run(export: Export, global: &Global) -> Result<Exit, Failure> {
    let record = session::record(global).await?;
    let mut out = BufWriter::new(std::io::stdout().lock());
    match export.format {
        Format::Json => articles(&record, &mut out, ["[", ",", "]\n"]).await?,
        Format::Jsonl => articles(&record, &mut out, ["", "", ""]).await?,
        Format::Csv => statements(&record, &mut out).await?,
    }
    out.flush()?;
    Ok(Exit::Done)
}

/// Writes every article; the marks stand before, between and after them.
async fn articles(
    record: &Record,
    out: &mut impl Write,
    [before, between, after]: [&str; 3],
) -> Result<(), Failure> {
    out.write_all(before.as_bytes())?;
    let mut written = Ok(());
    let mut first = true;
    record
        .export_readings(|_, view| {
            written = if first {
                Ok(())
            } else {
                out.write_all(between.as_bytes())
            }
            .and_then(|()| output::json_line(out, &view));
            first = false;
            written.is_ok()
        })
        .await?;
    written?;
    Ok(out.write_all(after.as_bytes())?)
}

async fn statements(record: &Record, out: &mut impl Write) -> Result<(), Failure> {
    let mut table = csv::Writer::from_writer(out);
    let mut written = table.write_record(StatementHit::COLUMNS);
    record
        .export_statements(|hit| {
            written = table.write_record(hit.row());
            written.is_ok()
        })
        .await?;
    written.map_err(unwritten)?;
    Ok(table.flush()?)
}

/// Why a row could not be written; the table's own error would hide that nobody reads on.
fn unwritten(error: csv::Error) -> std::io::Error {
    match error.into_kind() {
        csv::ErrorKind::Io(error) => error,
        kind => std::io::Error::other(format!("{kind:?}")),
    }
}
