//! What is decided about statements on the page of their article.

use axum::extract::Path;
use rapporteur::{Correction, CorrectionPreview, CorrectionReport};
use serde::Deserialize;
use utoipa::ToSchema;

use super::draft::Told;
use super::page::{Asking, page};
use crate::answer::{Answer, Success};
use crate::given::Given;
use crate::visit::{Coding, Visit};

/// Nothing needs to be said.
#[derive(Deserialize, ToSchema)]
pub(crate) struct Nothing {}

/// Says what would be recorded, and records nothing.
#[utoipa::path(
    post,
    path = "/articles/{number}/statements/preview",
    operation_id = "preview_statement",
    params(("number" = i64, Path, description = "The number of the article")),
    request_body = Told,
    responses((status = 200, body = Success<CorrectionPreview>)),
    security(("key" = [])),
)]
pub(crate) async fn preview(
    Coding(visit): Coding,
    Path(number): Path<i64>,
    Given(told): Given<Told>,
) -> Answer {
    let correction = told.clone().correction()?;
    let preview = visit
        .app
        .record
        .preview_correction(number, &correction)
        .await?;
    let asking = Asking {
        told: Some(told),
        preview: Some(preview),
        ..Asking::default()
    };
    page(&visit, number, asking).await
}

/// Adds a statement.
#[utoipa::path(
    post,
    path = "/articles/{number}/statements",
    operation_id = "add_statement",
    params(("number" = i64, Path, description = "The number of the article")),
    request_body = Told,
    responses((status = 200, body = Success<CorrectionReport>)),
    security(("key" = [])),
)]
pub(crate) async fn add(
    Coding(visit): Coding,
    Path(number): Path<i64>,
    Given(mut told): Given<Told>,
) -> Answer {
    told.statement = None;
    decide(&visit, number, &told.correction()?).await
}

/// Corrects a statement.
#[utoipa::path(
    post,
    path = "/articles/{number}/statements/{statement}",
    operation_id = "correct_statement",
    params(("number" = i64, Path, description = "The number of the article"), ("statement" = String, Path, description = "The number of the statement in its article, such as `s4`")),
    request_body = Told,
    responses((status = 200, body = Success<CorrectionReport>)),
    security(("key" = [])),
)]
pub(crate) async fn correct(
    Coding(visit): Coding,
    Path((number, statement)): Path<(i64, String)>,
    Given(mut told): Given<Told>,
) -> Answer {
    told.statement = Some(statement);
    decide(&visit, number, &told.correction()?).await
}

/// Strikes a statement out.
#[utoipa::path(
    post,
    path = "/articles/{number}/statements/{statement}/strike",
    operation_id = "strike_statement",
    params(("number" = i64, Path, description = "The number of the article"), ("statement" = String, Path, description = "The number of the statement in its article, such as `s4`")),
    request_body = Nothing,
    responses((status = 200, body = Success<CorrectionReport>)),
    security(("key" = [])),
)]
pub(crate) async fn strike(
    Coding(visit): Coding,
    Path((number, statement)): Path<(i64, String)>,
    Given(Nothing {}): Given<Nothing>,
) -> Answer {
    decide(&visit, number, &Correction::Strike(statement)).await
}

async fn decide(visit: &Visit, number: i64, correction: &Correction) -> Answer {
    let record = &visit.app.record;
    let report = record.correct(number, correction, &visit.clerk()).await?;
    let id = match correction {
        Correction::Strike(_) => None,
        Correction::Add(_) | Correction::Correct(..) => report.correction.id.as_deref(),
    };
    let anchor = id.map(|id| format!("#{id}")).unwrap_or_default();
    let back = format!("/articles/{number}{anchor}");
    visit.done(&report, &back, report.operation.number)
}
