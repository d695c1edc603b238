//! `/statements/export`: what a search finds, for other programs, at the pace of whoever takes it.

use axum::body::Body;
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};
use futures_util::stream::try_unfold;
use rapporteur::{Error, StatementExport, StatementHit, write_graphml};
use serde::Deserialize;
use utoipa::{IntoParams, ToSchema};

use super::Search;
use crate::answer::Answer;
use crate::failure::Failure;
use crate::given::Asked;
use crate::visit::Reading;

#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct Wanted {
    /// The kind of file.
    format: Format,
}

/// In which form statements are taken along.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
#[schema(as = ExportFormat)]
enum Format {
    /// A row a statement.
    Csv,
    /// An array.
    Json,
    /// The network of parties and propositions.
    Graphml,
}

/// Everything that a search finds, for other programs.
#[utoipa::path(
    get,
    path = "/statements/export",
    operation_id = "export_statements",
    params(Search, Wanted),
    responses((status = 200, description = "The file", content(
        (Vec<StatementHit> = "application/json"),
        (String = "text/csv"),
        (String = "application/xml"),
    ))),
)]
pub(crate) async fn export(
    Reading(visit): Reading,
    Asked(search): Asked<Search>,
    Asked(Wanted { format }): Asked<Wanted>,
) -> Answer {
    let query = search.query()?;
    let record = &visit.app.record;
    let (kind, name, body) = match format {
        Format::Csv => {
            let body = body(record.begin_export(&query).await?, format);
            ("text/csv; charset=utf-8", "statements.csv", body)
        }
        Format::Json => {
            let body = body(record.begin_export(&query).await?, format);
            ("application/json; charset=utf-8", "statements.json", body)
        }
        Format::Graphml => {
            let mut graph = Vec::new();
            write_graphml(&record.network_of(&query).await?, &mut graph).map_err(unwritten)?;
            ("application/xml", "statements.graphml", Body::from(graph))
        }
    };
    Ok(attached(kind, name, body))
}

fn attached(kind: &'static str, name: &str, body: Body) -> Response {
    let mut response = body.into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(kind));
    if let Ok(value) = HeaderValue::from_str(&format!("attachment; filename=\"{name}\"")) {
        headers.insert(header::CONTENT_DISPOSITION, value);
    }
    response
}

fn unwritten(error: impl std::fmt::Display) -> Failure {
    let status = axum::http::StatusCode::INTERNAL_SERVER_ERROR;
    Failure::new(status, format!("the statements cannot be written: {error}"))
}

/// Where an export has got to.
enum Stage {
    Head,
    Rows,
    Done,
}

/// Writes a few statements whenever some have been taken.
fn body(export: StatementExport, format: Format) -> Body {
    let next = move |(mut export, stage): (StatementExport, Stage)| async move {
        if matches!(stage, Stage::Done) {
            return Ok::<_, std::io::Error>(None);
        }
        let hits = export.next().await.map_err(broken)?;
        let first = matches!(stage, Stage::Head);
        let next = if hits.is_empty() {
            Stage::Done
        } else {
            Stage::Rows
        };
        let piece = match format {
            Format::Json => as_json(&hits, first)?,
            Format::Csv | Format::Graphml => as_csv(&hits, first)?,
        };
        Ok(Some((piece, (export, next))))
    };
    Body::from_stream(try_unfold((export, Stage::Head), next))
}

fn broken(error: Error) -> std::io::Error {
    std::io::Error::other(error.to_string())
}

/// A piece of an array: its beginning where it is the first one, its end where there is nothing more.
fn as_json(hits: &[StatementHit], first: bool) -> std::io::Result<Vec<u8>> {
    let mut piece = Vec::new();
    if first {
        piece.push(b'[');
    }
    for (place, hit) in hits.iter().enumerate() {
        let mark: &[u8] = if first && place == 0 { b"\n" } else { b",\n" };
        piece.extend_from_slice(mark);
        serde_json::to_writer(&mut piece, hit)?;
    }
    if hits.is_empty() {
        piece.extend_from_slice(b"\n]\n");
    }
    Ok(piece)
}

/// Rows of a table, with what they are above the first ones.
fn as_csv(hits: &[StatementHit], first: bool) -> std::io::Result<Vec<u8>> {
    let mut table = csv::Writer::from_writer(Vec::new());
    if first {
        table.write_record(StatementHit::COLUMNS)?;
    }
    for hit in hits {
        table.write_record(hit.row())?;
    }
    table.into_inner().map_err(|error| error.into_error())
}
