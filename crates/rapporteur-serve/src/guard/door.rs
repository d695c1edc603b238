//! The door: which requests are heard at all, and who makes them.

use std::net::IpAddr;
use std::sync::Arc;

use axum::extract::{Request, State};
use axum::http::{HeaderMap, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use rapporteur::{Error, Role};

use super::sessions;
use crate::failure::Failure;
use crate::room::App;
use crate::visit::{Form, Visit, Visitor};

/// Hears a request if it is addressed to this room and comes from one of its own pages, and finds out
/// who makes it.
pub(crate) async fn greet(
    State(app): State<Arc<App>>,
    mut request: Request,
    next: Next,
) -> Response {
    let headers = request.headers();
    if let Err(failure) = addressed(&app, headers).and_then(|()| own(request.method(), headers)) {
        return failure.into_response();
    }
    let visitor = match bearer(headers) {
        Some(key) if app.key.is(key) => Some(Visitor {
            name: app.clerk.author.clone(),
            role: Role::Editor,
            token: None,
        }),
        Some(_) => {
            let failure = Failure::new(StatusCode::UNAUTHORIZED, "that key opens nothing here")
                .with_hint("take the key that `rapporteur serve` printed");
            return failure.into_response();
        }
        None => match known(&app, headers).await {
            Ok(visitor) => visitor,
            Err(error) => return Failure::from(error).into_response(),
        },
    };
    let form = request
        .extensions()
        .get::<Form>()
        .copied()
        .unwrap_or(Form::Page);
    let visit = Visit {
        form,
        path: request.uri().path().to_owned(),
        query: request.uri().query().unwrap_or_default().to_owned(),
        visitor,
        app,
    };
    request.extensions_mut().insert(visit.clone());
    let mut response = next.run(request).await;
    response.extensions_mut().insert(visit);
    response
}

/// Finds who comes with a cookie. A session ends as soon as the record no longer knows whose it is.
async fn known(app: &App, headers: &HeaderMap) -> Result<Option<Visitor>, Error> {
    let Some(secret) = cookie(app, headers) else {
        return Ok(None);
    };
    let Some(comer) = app.sessions.comer(secret) else {
        return Ok(None);
    };
    if comer.is_known_by_name() {
        let known = app.record.known(&comer.visitor.name).await?;
        if !comer.is(known.as_ref()) {
            app.sessions.end(secret);
            return Ok(None);
        }
    }
    Ok(Some(comer.visitor))
}

/// A page of another site can make a name of its own lead to this machine, but not an address in
/// figures.
fn addressed(app: &App, headers: &HeaderMap) -> Result<(), Failure> {
    let host = headers
        .get(header::HOST)
        .and_then(|host| host.to_str().ok());
    let name = host.map(without_port).unwrap_or_default();
    let plain = name.trim_start_matches('[').trim_end_matches(']');
    let known = plain.parse::<IpAddr>().is_ok()
        || name.eq_ignore_ascii_case("localhost")
        || app
            .names
            .iter()
            .any(|known| known.eq_ignore_ascii_case(name));
    if known {
        return Ok(());
    }
    Err(Failure::new(
        StatusCode::MISDIRECTED_REQUEST,
        "this room does not go by that name",
    )
    .with_hint("start it with --name for each name that leads to it"))
}

fn without_port(host: &str) -> &str {
    match host.rsplit_once(':') {
        Some((name, port)) if port.bytes().all(|byte| byte.is_ascii_digit()) => name,
        _ => host,
    }
}

/// What changes something must come from a page of this room, where a browser says whence it comes.
fn own(method: &Method, headers: &HeaderMap) -> Result<(), Failure> {
    if matches!(*method, Method::GET | Method::HEAD) {
        return Ok(());
    }
    let text = |name| headers.get(name).and_then(|value| value.to_str().ok());
    let host = text(header::HOST).unwrap_or_default();
    let own = match (
        text(header::ORIGIN),
        text(header::HeaderName::from_static("sec-fetch-site")),
    ) {
        (Some(origin), _) => {
            let authority = origin.split_once("://").map(|(_, authority)| authority);
            authority.is_some_and(|authority| authority.eq_ignore_ascii_case(host))
        }
        (None, Some(site)) => matches!(site, "same-origin" | "none"),
        (None, None) => true,
    };
    own.then_some(())
        .ok_or_else(|| Failure::forbidden("another site asked for this"))
}

fn bearer(headers: &HeaderMap) -> Option<&str> {
    let value = headers.get(header::AUTHORIZATION)?.to_str().ok()?;
    value.strip_prefix("Bearer ").map(str::trim)
}

/// Finds what the cookie of this room holds.
pub(crate) fn cookie<'a>(app: &App, headers: &'a HeaderMap) -> Option<&'a str> {
    let name = sessions::name(app.port);
    let cookies = headers.get_all(header::COOKIE).iter();
    let pairs = cookies
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(';'));
    let mut pairs = pairs.filter_map(|pair| pair.trim().split_once('='));
    pairs.find(|(key, _)| *key == name).map(|(_, value)| value)
}

/// What a script of ours sends in place of a field of a form.
pub(crate) fn sent_token(headers: &HeaderMap) -> Option<String> {
    let token = headers.get("x-token")?.to_str().ok()?;
    Some(token.to_owned())
}

/// Holds what a form carries against the session that it comes with. Who comes with a key carries
/// nothing, since no browser sends a key by itself.
pub(crate) fn same_page(visit: Option<&Visit>, carried: Option<&str>) -> Result<(), Failure> {
    let visitor = visit.and_then(|visit| visit.visitor.as_ref());
    let Some(token) = visitor.and_then(|visitor| visitor.token.as_deref()) else {
        return Ok(());
    };
    let same = carried
        .is_some_and(|carried| blake3::hash(carried.as_bytes()) == blake3::hash(token.as_bytes()));
    same.then_some(()).ok_or_else(|| {
        Failure::forbidden("the form is not from this session")
            .with_hint("open the page again, and send it from there")
    })
}
