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

use crate::room::App;
use crate::{answer, assets, guard, pages, visit};

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

fn router(app: Arc<App>) -> Router {
    Router::new()
        .merge(reading())
        .merge(writing())
        .layer(DefaultBodyLimit::max(FORM))
        .layer(TimeoutLayer::with_status_code(
            StatusCode::REQUEST_TIMEOUT,
            LONGEST,
        ))
        .merge(pages::add::routes())
        .route("/assets/{name}", get(assets::send))
        .fallback(nowhere)
        .layer(CatchPanicLayer::new())
        .layer(from_fn_with_state(Arc::clone(&app), guard::greet))
        .layer(from_fn_with_state(Arc::clone(&app), answer::shape))
        .layer(from_fn(guard::protect))
        .layer(CompressionLayer::new())
        .with_state(app)
}

/// What is looked at.
fn reading() -> Router<Arc<App>> {
    Router::new()
        .route("/", get(pages::brief::show))
        .route("/add", get(pages::add::show))
        .route("/add/{id}", get(pages::add::follow))
        .route("/names", get(pages::names::list::show))
        .route("/names/{id}", get(pages::names::one::show))
        .route("/names/{id}/merge", get(pages::names::merge::show))
        .route("/names/{id}/split", get(pages::names::split::show))
        .route("/deadlocks", get(pages::deadlocks::show))
        .route("/networks", get(pages::networks::show))
        .route("/networks/drawing.svg", get(pages::networks::drawing))
        .route("/networks/network.gexf", get(pages::networks::gexf))
        .route("/networks/network.graphml", get(pages::networks::graphml))
        .route("/timeline", get(pages::timeline::show))
        .route("/articles", get(pages::articles::show))
        .route("/articles/{number}", get(pages::article::show))
        .route("/articles/{number}/original", get(pages::article::original))
        .route("/compare", get(pages::compare::show))
        .route("/positions", get(pages::positions::show))
        .route("/positions/{id}", get(pages::positions::line))
        .route("/statements", get(pages::statements::show))
        .route("/statements/export", get(pages::statements::export))
        .route("/log", get(pages::log::show))
        .route("/review", get(pages::review::show))
}

/// What is done.
fn writing() -> Router<Arc<App>> {
    Router::new()
        .route("/articles/{number}", post(pages::article::set))
        .route("/articles/{number}/remove", post(pages::article::remove))
        .route("/articles/{number}/statements", post(pages::article::add))
        .route(
            "/articles/{number}/statements/preview",
            post(pages::article::preview),
        )
        .route(
            "/articles/{number}/statements/{statement}",
            post(pages::article::correct),
        )
        .route(
            "/articles/{number}/statements/{statement}/strike",
            post(pages::article::strike),
        )
        .route("/enter", get(pages::login::enter))
        .route("/log/undo", post(pages::log::undo))
        .route("/login", get(pages::login::show).post(pages::login::log_in))
        .route(
            "/positions/{id}/ruling",
            get(pages::positions::preview).post(pages::positions::decide),
        )
        .route("/logout", post(pages::login::log_out))
        .route("/names/decide", post(pages::names::list::decide))
        .route("/names/{id}/split", post(pages::names::split::split))
        .route("/review", post(pages::review::decide))
        .route("/review/names", post(pages::review::decide_names))
}

async fn nowhere() -> StatusCode {
    StatusCode::NOT_FOUND
}
