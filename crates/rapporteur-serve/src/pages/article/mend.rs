//! What is known about an article besides its text: mended, removed; and the file that it came in.

use std::sync::Arc;

use axum::extract::Path;
use axum::http::{HeaderValue, header};
use axum::response::IntoResponse;
use rapporteur::{ArticleLine, CodebookFile, Edtf, Engine, Mending, OperationView};
use serde::Deserialize;
use utoipa::ToSchema;

use super::amend::Nothing;
use super::draft::UNKNOWN;
use crate::answer::{Answer, Success, percent};
use crate::failure::Failure;
use crate::given::Given;
use crate::pages::articles::file_name;
use crate::visit::{Editing, Reading};

/// What is to be known; an empty field, or `unknown`, takes a value away.
#[derive(Deserialize, ToSchema)]
#[schema(as = ArticleMetadata)]
pub(crate) struct Known {
    /// The outlet.
    publisher: Option<String>,
    /// The day of publication, in EDTF.
    published: Option<String>,
    url: Option<String>,
    title: Option<String>,
    /// Two letters, such as `en`.
    language: Option<String>,
}

/// Decides on metadata, and reads the article again with them.
#[utoipa::path(
    post,
    path = "/articles/{number}",
    operation_id = "set_article",
    params(("number" = i64, Path, description = "The number of the article")),
    request_body = Known,
    responses((status = 200, body = Success<OperationView>)),
    security(("key" = [])),
)]
pub(crate) async fn set(
    Editing(visit): Editing,
    Path(number): Path<i64>,
    Given(known): Given<Known>,
) -> Answer {
    let record = &visit.app.record;
    let line = record.show(number).await?.line;
    let mending = mending(known, &line)?;
    if mending == Mending::default() {
        return Err(Failure::unusable(
            "all of that is known already: nothing is changed",
        ));
    }
    let codebook = record.codebook().await?;
    let codebook = codebook.unwrap_or_else(CodebookFile::peace_talks);
    let engine = Arc::new(Engine::new(Some(codebook)));
    let operation = record
        .set(number, &mending, &engine, &visit.clerk())
        .await?;
    visit.done(&operation, &format!("/articles/{number}"), operation.number)
}

/// Takes the article off the record; undoing brings it back.
#[utoipa::path(
    post,
    path = "/articles/{number}/remove",
    operation_id = "remove_article",
    params(("number" = i64, Path, description = "The number of the article")),
    request_body = Nothing,
    responses((status = 200, body = Success<OperationView>)),
    security(("key" = [])),
)]
pub(crate) async fn remove(
    Editing(visit): Editing,
    Path(number): Path<i64>,
    Given(Nothing {}): Given<Nothing>,
) -> Answer {
    let operation = visit.app.record.remove(&[number], &visit.clerk()).await?;
    visit.done(&operation, "/articles", operation.number)
}

/// Sends the file as it came, to be kept and never to be shown here: whatever is in it, it is not run.
#[utoipa::path(
    get,
    path = "/articles/{number}/original",
    operation_id = "original",
    params(("number" = i64, Path, description = "The number of the article")),
    responses((status = 200, content_type = "application/octet-stream", body = Vec<u8>)),
)]
pub(crate) async fn original(Reading(visit): Reading, Path(number): Path<i64>) -> Answer {
    let record = &visit.app.record;
    let bytes = record.original(number).await?;
    let line = record.show(number).await?.line;
    let name = file_name(&line).map_or_else(|| format!("article-{number}"), str::to_owned);
    let disposition = format!("attachment; filename*=UTF-8''{}", percent(&name));
    let mut response = bytes.into_response();
    let headers = response.headers_mut();
    let kind = HeaderValue::from_static("application/octet-stream");
    headers.insert(header::CONTENT_TYPE, kind);
    if let Ok(disposition) = HeaderValue::from_str(&disposition) {
        headers.insert(header::CONTENT_DISPOSITION, disposition);
    }
    Ok(response)
}

/// Finds out what is other than it is known.
fn mending(known: Known, line: &ArticleLine) -> Result<Mending, Failure> {
    let published = match changed(known.published, line.published.edtf.as_deref()) {
        Some(Some(typed)) => Some(Some(date(&typed)?)),
        Some(None) => Some(None),
        None => None,
    };
    Ok(Mending {
        publisher: changed(known.publisher, line.publisher.as_deref()),
        published,
        url: changed(known.url, line.url.as_deref()),
        title: changed(known.title, line.title.as_deref()),
        language: changed(known.language, Some(&line.language)),
    })
}

fn changed(typed: Option<String>, known: Option<&str>) -> Option<Option<String>> {
    let typed = typed?.trim().to_owned();
    let typed = Some(typed).filter(|typed| !typed.is_empty() && typed != UNKNOWN);
    (typed.as_deref() != known).then_some(typed)
}

fn date(typed: &str) -> Result<Edtf, Failure> {
    rapporteur::publication_date(typed).ok_or_else(|| {
        Failure::unusable(format!("{typed:?} is no date"))
            .with_hint("write YYYY-MM-DD, YYYY-MM or YYYY")
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_other_is_decided() {
        let changed = |typed: &str, known| changed(Some(typed.to_owned()), known);
        assert_eq!(changed("Harbour Wire ", Some("Harbour Wire")), None);
        assert_eq!(changed("", None), None);
        assert_eq!(changed("", Some("Harbour Wire")), Some(None));
        assert_eq!(changed("unknown", Some("en")), Some(None));
        assert_eq!(changed("Wire", None), Some(Some("Wire".to_owned())));
        assert_eq!(super::changed(None, Some("Harbour Wire")), None);
    }
}
