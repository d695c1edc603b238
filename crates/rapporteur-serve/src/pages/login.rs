//! Coming in and going out: with the key of whoever started the room, or with name and password.

use askama::Template;
use axum::extract::State;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{Html, IntoResponse, Redirect, Response};
use rapporteur::Known;
use serde::Deserialize;
use std::sync::Arc;
use std::time::Instant;

use crate::answer::{Answer, Frame, here};
use crate::failure::Failure;
use crate::given::{Asked, Given};
use crate::guard;
use crate::room::App;
use crate::visit::Visit;

#[derive(Deserialize)]
pub(crate) struct Enter {
    key: String,
    back: Option<String>,
}

#[derive(Deserialize)]
pub(crate) struct Where {
    back: Option<String>,
}

#[derive(Deserialize)]
pub(crate) struct LogIn {
    name: String,
    password: String,
    back: Option<String>,
}

#[derive(Template)]
#[template(path = "login.html")]
struct Page {
    frame: Frame,
    /// Whether anybody has a password.
    known: bool,
    back: String,
    refusal: Option<String>,
}

/// Lets in whoever has the key.
pub(crate) async fn enter(State(app): State<Arc<App>>, Asked(enter): Asked<Enter>) -> Answer {
    if !app.key.is(&enter.key) {
        return Err(Failure::forbidden("that key opens nothing here")
            .with_hint("the room has been opened anew: take the address that it printed then"));
    }
    let secret = app.sessions.begin_with_key(app.clerk.author.clone())?;
    Ok(let_in(&app, &secret, enter.back.as_deref()))
}

pub(crate) async fn show(visit: axum::Extension<Visit>, Asked(asked): Asked<Where>) -> Answer {
    page(&visit, asked.back, None).await
}

/// Lets in whoever is known.
pub(crate) async fn log_in(visit: axum::Extension<Visit>, Given(given): Given<LogIn>) -> Answer {
    let app = Arc::clone(&visit.app);
    let name = given.name.trim().to_owned();
    match tried(&app, &name, given.password).await? {
        Some(known) => {
            app.tries.succeeded(&name);
            let secret = app.sessions.begin_known(name, known)?;
            Ok(let_in(&app, &secret, given.back.as_deref()))
        }
        None => {
            let refusal = "Name and password do not fit each other.".to_owned();
            let shown = page(&visit, given.back, Some(refusal)).await?;
            Ok((StatusCode::OK, shown).into_response())
        }
    }
}

/// Has a password compared when it is its turn. Whoever goes away meanwhile keeps the turn until then.
async fn tried(app: &Arc<App>, name: &str, password: String) -> Result<Option<Known>, Failure> {
    app.tries.begin(name, Instant::now())?;
    let turn = app.tries.turn().await?;
    let (record, name) = (app.record.clone(), name.to_owned());
    let compared = tokio::spawn(async move {
        let known = record.login(&name, &password).await;
        drop(turn);
        known
    });
    let known = compared.await.map_err(|error| {
        let message = format!("the password was not compared: {error}");
        Failure::new(StatusCode::INTERNAL_SERVER_ERROR, message)
    })?;
    Ok(known?)
}

/// Ends the session.
pub(crate) async fn log_out(
    State(app): State<Arc<App>>,
    headers: HeaderMap,
    Given(_): Given<Where>,
) -> Answer {
    if let Some(secret) = guard::cookie_of(&app, &headers) {
        app.sessions.end(secret);
    }
    Ok(with_cookie(&guard::forget_cookie(app.port), "/"))
}

async fn page(visit: &Visit, back: Option<String>, refusal: Option<String>) -> Answer {
    let page = Page {
        frame: visit.frame("Log in"),
        known: !visit.app.record.users().await?.is_empty(),
        back: back.unwrap_or_else(|| "/".to_owned()),
        refusal,
    };
    Ok(Html(page.render()?).into_response())
}

fn let_in(app: &App, secret: &str, back: Option<&str>) -> Response {
    with_cookie(&guard::cookie(app.port, secret), here(back.unwrap_or("/")))
}

fn with_cookie(cookie: &str, to: &str) -> Response {
    let mut response = Redirect::to(to).into_response();
    if let Ok(value) = HeaderValue::from_str(cookie) {
        response.headers_mut().insert(header::SET_COOKIE, value);
    }
    response
}
