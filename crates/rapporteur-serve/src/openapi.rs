//! `/openapi.json`: what programs can ask of the room, and what they are answered, in OpenAPI 3.1.
//!
//! Every address tells of itself where it is answered, and every view where it is made; here that is
//! put together. Source: OpenAPI Specification 3.1.1, 2024.

use std::sync::Arc;

use axum::http::{StatusCode, header};
use axum::response::IntoResponse;
use axum::routing::{Router, get};
use serde::Serialize;
use utoipa::openapi::path::{Operation, PathItem};
use utoipa::openapi::security::{Http, HttpAuthScheme, SecurityScheme};
use utoipa::openapi::{
    ComponentsBuilder, Content, InfoBuilder, OpenApi, Ref, RefOr, ResponseBuilder,
};
use utoipa::{PartialSchema, ToSchema};

use crate::answer::{Answer, Refusal};
use crate::failure::Failure;
use crate::room::App;
use crate::visit::Reading;

const JSON: &str = "application/json";

const ABOUT: &str = "The reading room of a record of negotiations. Every page has its data here: \
    `{\"ok\": true, \"data\": …}`, or `{\"ok\": false, \"error\": …}` with what kept it from being \
    answered. Stretches of a text are counted in Unicode code points, dates are EDTF. Whatever writes \
    takes the key that `rapporteur serve` prints, as `Authorization: Bearer KEY`; a room that others \
    can reach takes it for reading too.";

/// One of two shapes, told apart by their fields.
#[derive(Serialize, ToSchema)]
#[serde(untagged)]
#[expect(dead_code, reason = "tells of answers that are one or the other")]
pub(crate) enum Either<A, B> {
    One(A),
    Other(B),
}

/// Makes the address that tells of all others.
pub(crate) fn route(api: OpenApi) -> Router<Arc<App>> {
    let told = document(api).to_json().map_err(|error| {
        let message = format!("the description cannot be written: {error}");
        Failure::new(StatusCode::INTERNAL_SERVER_ERROR, message)
    });
    let show = |Reading(_): Reading| async move {
        let told = told?;
        Answer::Ok(([(header::CONTENT_TYPE, JSON)], told).into_response())
    };
    Router::new().route("/openapi.json", get(show))
}

/// Adds what holds for all addresses: where their data is, how they fail, and who may write.
fn document(mut api: OpenApi) -> OpenApi {
    api.info = InfoBuilder::new()
        .title("Rapporteur")
        .version(env!("CARGO_PKG_VERSION"))
        .description(Some(ABOUT))
        .build();
    let paths = std::mem::take(&mut api.paths.paths);
    let told = paths.into_iter().map(|(path, mut item)| {
        let json = operations(&mut item).any(|operation| answers_json(operation));
        operations(&mut item).for_each(fails);
        (if json { data(&path) } else { path }, item)
    });
    api.paths.paths = told.collect();
    let mut shapes = vec![(Refusal::name().into_owned(), Refusal::schema())];
    Refusal::schemas(&mut shapes);
    let components = api.components.take().unwrap_or_default();
    let mut components = ComponentsBuilder::from(components)
        .schemas_from_iter(shapes)
        .build();
    let key = SecurityScheme::Http(Http::new(HttpAuthScheme::Bearer));
    components.add_security_scheme("key", key);
    api.components = Some(components);
    api
}

fn operations(item: &mut PathItem) -> impl Iterator<Item = &mut Operation> {
    [&mut item.get, &mut item.post].into_iter().flatten()
}

/// The address of the data of a page.
fn data(path: &str) -> String {
    format!("{path}.json")
}

/// Whether all that is answered is JSON, as it is where there is a page for people too.
fn answers_json(operation: &Operation) -> bool {
    let responses = operation.responses.responses.values();
    let contents = responses.filter_map(|response| match response {
        RefOr::T(response) => Some(&response.content),
        RefOr::Ref(_) => None,
    });
    let mut kinds = contents.flat_map(|content| content.keys());
    kinds.all(|kind| kind == JSON)
}

/// Says how an address fails: as all do.
fn fails(operation: &mut Operation) {
    let content = Content::new(Some(Ref::from_schema_name(Refusal::name())));
    let response = ResponseBuilder::new()
        .description("What kept it from being answered")
        .content(JSON, content)
        .build();
    let responses = &mut operation.responses.responses;
    responses.insert("default".to_owned(), response.into());
}
