//! Every address of the room, and what a request passes on its way there.

use std::sync::Arc;
use std::time::Duration;

use axum::ServiceExt;
use axum::extract::{DefaultBodyLimit, Request};
use axum::http::StatusCode;
use axum::middleware::{from_fn, from_fn_with_state};
use axum::routing::{IntoMakeService, Router, get, post};
use tower::Layer;
use tower::util::{MapRequest, MapRequestLayer};
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;
use tower_http::timeout::TimeoutLayer;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::room::App;
use crate::{answer, assets, guard, kept, openapi, pages, visit};

/// A form has at most so many bytes; what is added has a limit of its own.
const FORM: usize = 256 * 1024;

/// Whatever takes longer is given up.
const LONGEST: Duration = Duration::from_secs(30);

type Ending = fn(Request) -> Request;

/// Makes the service that answers.
pub(crate) fn service(app: Arc<App>) -> IntoMakeService<MapRequest<Router, Ending>> {
    let ending: Ending = visit::without_ending;
    MapRequestLayer::new(ending)
        .layer(router(app))
        .into_make_service()
}

/// The pages alone, for visits from within.
pub(crate) fn pages(app: Arc<App>) -> Router {
    let (pages, _) = reading().merge(writing()).split_for_parts();
    pages.with_state(app)
}

fn router(app: Arc<App>) -> Router {
    let told = OpenApiRouter::new()
        .merge(reading())
        .merge(writing())
        .layer(from_fn_with_state(Arc::clone(&app), kept::again))
        .layer(DefaultBodyLimit::max(FORM))
        .layer(TimeoutLayer::with_status_code(
            StatusCode::REQUEST_TIMEOUT,
            LONGEST,
        ))
        .merge(pages::add::routes());
    let (told, api) = told.split_for_parts();
    told.merge(coming_and_going())
        .merge(openapi::route(api))
        .route("/assets/{name}", get(assets::send))
        .fallback(nowhere)
        .layer(CatchPanicLayer::new())
        .layer(from_fn_with_state(Arc::clone(&app), guard::greet))
        .layer(from_fn_with_state(Arc::clone(&app), answer::shape))
        .layer(from_fn(guard::protect))
        .layer(CompressionLayer::new())
        .with_state(app)
}

/// What is looked at. Each address stands beside what answers it, and so does what programs are told
/// of it.
fn reading() -> OpenApiRouter<Arc<App>> {
    OpenApiRouter::new()
        .routes(routes!(pages::brief::show))
        .routes(routes!(pages::timeline::show))
        .routes(routes!(pages::positions::show))
        .routes(routes!(pages::positions::line::show))
        .routes(routes!(pages::statements::show))
        .routes(routes!(pages::statements::export::export))
        .routes(routes!(pages::articles::show))
        .routes(routes!(pages::article::mend::original))
        .routes(routes!(pages::compare::show))
        .routes(routes!(pages::names::list::show))
        .routes(routes!(pages::names::one::show))
        .routes(routes!(pages::names::merge::show))
        .routes(routes!(pages::deadlocks::show))
        .routes(routes!(pages::networks::show))
        .routes(routes!(pages::networks::drawing))
        .routes(routes!(pages::networks::gexf))
        .routes(routes!(pages::networks::graphml))
        .routes(routes!(pages::add::show))
        .routes(routes!(pages::add::follow))
        .routes(routes!(pages::log::show))
}

/// What is done, and where the same address is looked at, that too.
fn writing() -> OpenApiRouter<Arc<App>> {
    OpenApiRouter::new()
        .routes(routes!(
            pages::article::page::show,
            pages::article::mend::set
        ))
        .routes(routes!(pages::article::mend::remove))
        .routes(routes!(pages::article::amend::add))
        .routes(routes!(pages::article::amend::preview))
        .routes(routes!(pages::article::amend::correct))
        .routes(routes!(pages::article::amend::strike))
        .routes(routes!(
            pages::positions::ruling::preview,
            pages::positions::ruling::decide
        ))
        .routes(routes!(pages::names::list::decide))
        .routes(routes!(
            pages::names::split::show,
            pages::names::split::split
        ))
        .routes(routes!(pages::review::show, pages::review::decide))
        .routes(routes!(pages::review::decide_names))
        .routes(routes!(pages::log::undo))
}

/// What only browsers do, which keep a cookie.
fn coming_and_going() -> Router<Arc<App>> {
    Router::new()
        .route("/enter", get(pages::login::enter))
        .route("/login", get(pages::login::show).post(pages::login::log_in))
        .route("/logout", post(pages::login::log_out))
        .layer(DefaultBodyLimit::max(FORM))
}

async fn nowhere() -> StatusCode {
    StatusCode::NOT_FOUND
}
